#include "floor.hpp"

#include <algorithm>
#include <stdexcept>

namespace caisson::bench {
namespace {

constexpr std::size_t ring_size = 8;  // lots of one line under way: at most 1.5 * transit / every + 1, so 5

// A state that fires: from stock at the wanted rate, without stock at the rate it makes.
struct Firing {
    double made, wanted, drain;  // [rounds/d]
    double anchor, stock;        // stock at the anchor day, lots that came since included
    bool from_stock;
    double since, fired;  // fired until `since`, when the rate of fire last changed

    double dry_day() const { return anchor + stock / drain; }

    void fire_until(double now) {
        fired += (from_stock ? wanted : made) * (now - since);
        since = now;
    }
};

// A sender's stock is known from what it made and what it shipped; a line's lots arrive in the order in which they
// sailed.
struct Line {
    double made, first, shipped, kept, lot;
    double transit, arrived;
    std::array<double, ring_size> due, load;
    std::size_t oldest, newest;  // counted, never wrapped

    double next_arrival() const { return oldest == newest ? Outcome::never : due[oldest % ring_size]; }

    double stock(double now) const { return first + made * now - shipped; }
};

struct War {
    std::array<Firing, firing_count> firing;
    std::array<Line, line_count> lines;
    Outcome seen;

    explicit War(const Factors& factors);
    void run_dry(double now, std::size_t state);
    void arrive(double now, std::size_t line);
    bool sail(double now, std::size_t line);  // whether anything sailed
    Outcome finish();
};

War::War(const Factors& factors) {
    for (std::size_t i = 0; i < firing_count; ++i) {
        const double made = factors.made[i] * made_per_year[i] / days_a_year;
        const double wanted = factors.wanted[i] * wanted_per_year[i] / days_a_year;
        firing[i] = {made, wanted, wanted - made, 0.0, factors.stock[i] * first_stock[i], true, 0.0, 0.0};
    }
    for (std::size_t i = 0; i < line_count; ++i) {
        const std::size_t sender = first_sender + i;
        Line& line = lines[i];
        line.made = factors.made[sender] * made_per_year[sender] / days_a_year;
        line.first = factors.stock[sender] * first_stock[sender];
        line.shipped = 0.0;
        line.kept = kept[i];
        line.lot = factors.lot[i] * lot[i];
        line.transit = factors.transit[i] * transit[i];
        line.arrived = 0.0;
        line.oldest = line.newest = 0;
        if (!(line.transit / every[i] + 1.0 <= static_cast<double>(ring_size))) {
            throw std::invalid_argument("yardstick: more lots under way than the ring holds");
        }
    }
}

inline void War::run_dry(double now, std::size_t state) {
    Firing& dry = firing[state];
    dry.fire_until(now);
    dry.from_stock = false;
    ++seen.stock_outs[state];
    seen.last_dry[state] = now;
    if (seen.first_dry[state] == Outcome::never)
        seen.first_dry[state] = now;
}

inline void War::arrive(double now, std::size_t i) {
    Line& line = lines[i];
    const double load = line.load[line.oldest++ % ring_size];
    line.arrived += load;
    Firing& state = firing[receiver[i]];
    if (state.from_stock) {
        state.stock += load;
    } else {
        state.fire_until(now);
        state.from_stock = true;
        state.anchor = now;
        state.stock = load;
    }
}

inline bool War::sail(double now, std::size_t i) {
    Line& line = lines[i];
    const double load = std::min(line.lot, line.stock(now) - line.kept);
    if (!(load > 0.0))
        return false;
    line.shipped += load;
    const std::size_t place = line.newest++ % ring_size;
    line.due[place] = now + line.transit;
    line.load[place] = load;
    return true;
}

Outcome War::finish() {
    for (std::size_t i = 0; i < firing_count; ++i) {
        firing[i].fire_until(end_day);
        seen.fired[i] = firing[i].fired;
        seen.end_stock[i] =
            firing[i].from_stock ? firing[i].stock - firing[i].drain * (end_day - firing[i].anchor) : 0.0;
    }
    for (std::size_t i = 0; i < line_count; ++i) {
        seen.end_stock[first_sender + i] = lines[i].stock(end_day);
        seen.shipped[i] = lines[i].shipped;
        seen.at_sea[i] = lines[i].shipped - lines[i].arrived;
    }
    return seen;
}

// The earliest clock; of equal ones the first.
template <std::size_t count>
std::size_t earliest(const std::array<double, count>& clocks) {
    std::size_t next = 0;
    double time = clocks[0];
    for (std::size_t i = 1; i < count; ++i) {
        if (clocks[i] < time) {
            time = clocks[i];
            next = i;
        }
    }
    return next;
}

// Clocks and heap slots in the order inside an instant.
constexpr std::size_t arrivals = firing_count;
constexpr std::size_t sailings = arrivals + line_count;
constexpr std::size_t slot_count = sailings + line_count;

// std::push_heap keeps the largest on top, so the later is the smaller.
struct Later {
    bool operator()(const Planned& left, const Planned& right) const {
        if (left.time != right.time)
            return left.time > right.time;
        return left.slot > right.slot;
    }
};

void plan(std::vector<Planned>& heap, double time, std::size_t slot, std::uint32_t version) {
    heap.push_back({time, static_cast<std::uint32_t>(slot), version});
    std::push_heap(heap.begin(), heap.end(), Later{});
}

Planned take(std::vector<Planned>& heap) {
    std::pop_heap(heap.begin(), heap.end(), Later{});
    const Planned next = heap.back();
    heap.pop_back();
    return next;
}

}  // namespace

Outcome run_floor(const Factors& factors) {
    War war{factors};
    std::array<double, slot_count> clocks;
    for (std::size_t i = 0; i < firing_count; ++i)
        clocks[i] = war.firing[i].dry_day();
    for (std::size_t i = 0; i < line_count; ++i) {
        clocks[arrivals + i] = Outcome::never;
        clocks[sailings + i] = every[i];
    }
    while (true) {
        const std::size_t next = earliest(clocks);
        const double now = clocks[next];
        if (now > end_day)
            return war.finish();
        ++war.seen.events;
        if (next >= sailings) {
            const std::size_t line = next - sailings;
            if (war.sail(now, line))
                clocks[arrivals + line] = war.lines[line].next_arrival();
            clocks[next] = now + every[line];
        } else if (next >= arrivals) {
            const std::size_t line = next - arrivals;
            war.arrive(now, line);
            clocks[next] = war.lines[line].next_arrival();
            clocks[receiver[line]] = war.firing[receiver[line]].dry_day();
        } else {
            war.run_dry(now, next);
            clocks[next] = Outcome::never;
        }
    }
}

Outcome run_fewest_clocks(const Factors& factors) {
    War war{factors};
    std::array<double, firing_count + line_count> clocks;
    std::array<double, line_count> arrival;
    std::array<double, line_count> sailing = every;
    for (std::size_t i = 0; i < firing_count; ++i)
        clocks[i] = war.firing[i].dry_day();
    for (std::size_t i = 0; i < line_count; ++i) {
        arrival[i] = Outcome::never;
        clocks[firing_count + i] = sailing[i];
    }
    while (true) {
        const std::size_t next = earliest(clocks);
        const double now = clocks[next];
        if (now > end_day)
            return war.finish();
        ++war.seen.events;
        if (next < firing_count) {
            war.run_dry(now, next);
            clocks[next] = Outcome::never;
            continue;
        }
        const std::size_t line = next - firing_count;
        if (sailing[line] < arrival[line]) {
            if (war.sail(now, line))
                arrival[line] = war.lines[line].next_arrival();
            sailing[line] = now + every[line];
        } else {
            war.arrive(now, line);
            arrival[line] = war.lines[line].next_arrival();
            clocks[receiver[line]] = war.firing[receiver[line]].dry_day();
        }
        clocks[next] = std::min(sailing[line], arrival[line]);
    }
}

Outcome run_heap(const Factors& factors, std::vector<Planned>& heap) {
    War war{factors};
    std::array<std::uint32_t, firing_count> version{};
    heap.clear();
    for (std::size_t i = 0; i < firing_count; ++i)
        plan(heap, war.firing[i].dry_day(), i, 0);
    for (std::size_t i = 0; i < line_count; ++i)
        plan(heap, every[i], sailings + i, 0);
    while (true) {
        const Planned next = take(heap);
        if (next.time > end_day)
            return war.finish();
        if (next.slot < arrivals && next.version != version[next.slot])
            continue;
        ++war.seen.events;
        if (next.slot >= sailings) {
            const std::size_t line = next.slot - sailings;
            if (war.sail(next.time, line))
                plan(heap, next.time + war.lines[line].transit, arrivals + line, 0);
            plan(heap, next.time + every[line], next.slot, 0);
        } else if (next.slot >= arrivals) {
            const std::size_t state = receiver[next.slot - arrivals];
            war.arrive(next.time, next.slot - arrivals);
            plan(heap, war.firing[state].dry_day(), state, ++version[state]);
        } else {
            war.run_dry(next.time, next.slot);
        }
    }
}

std::string_view floor_build() { return "g++ " __VERSION__ ", " CAISSON_FLOOR_FLAGS; }

}  // namespace caisson::bench
