#include <algorithm>
#include <limits>

#include "support/plain_solver.hpp"

namespace caisson::tests {
namespace {

using Vector = std::vector<long double>;
using Matrix = std::vector<Vector>;

constexpr long double never = std::numeric_limits<long double>::infinity();
// Sums that are equal on paper differ by this part of what is summed.
constexpr long double rounding = 1e-15L;
// A source below this part of the largest ask is rounding, and must not fill a loop that feeds itself (section 3.4).
constexpr long double no_source = 1e-12L;

Vector times(const Matrix& a, const Vector& x) {
    Vector y(x.size(), 0.0L);
    for (std::size_t i = 0; i < x.size(); ++i) {
        for (std::size_t j = 0; j < x.size(); ++j) {
            y[i] += a[i][j] == 0.0L || x[j] == 0.0L ? 0.0L : a[i][j] * x[j];
        }
    }
    return y;
}

Matrix times(const Matrix& a, const Matrix& b) {
    Matrix c(a.size(), Vector(a.size(), 0.0L));
    for (std::size_t i = 0; i < a.size(); ++i) {
        for (std::size_t k = 0; k < a.size(); ++k) {
            for (std::size_t j = 0; a[i][k] != 0.0L && j < a.size(); ++j) {
                c[i][j] += b[k][j] == 0.0L ? 0.0L : a[i][k] * b[k][j];
            }
        }
    }
    return c;
}

Vector sum(Vector a, const Vector& b) {
    for (std::size_t i = 0; i < a.size(); ++i) {
        a[i] += b[i];
    }
    return a;
}

bool within(const Vector& a, const Vector& bound) {
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (!(a[i] <= bound[i])) {
            return false;
        }
    }
    return true;
}

long double largest_change(const Vector& a, const Vector& b) {
    long double change = 0.0L;
    for (std::size_t i = 0; i < a.size(); ++i) {
        change = std::max(change, b[i] > a[i] ? b[i] - a[i] : a[i] - b[i]);
    }
    return change;
}

}  // namespace

long double multiplier(long double level, std::size_t priority_class) {
    return std::clamp(level - static_cast<long double>(priority_class), 0.0L, 1.0L);
}

// The largest level at which all flows together get no more than there is.
long double Sharing::level_of(std::size_t end, long double has) const {
    long double left = std::max(0.0L, has - ends[end].kept);
    for (std::size_t i = 0; i < ends[end].classes; ++i) {
        std::vector<const Flow*> members;
        long double caps = 0.0L;
        long double sizes = 0.0L;
        for (const Flow& flow : flows) {
            if (flow.at == end && flow.priority_class == i) {
                members.push_back(&flow);
                caps += flow.cap * flow.size;
                sizes += flow.size;
            }
        }
        if (caps <= left + rounding * (sizes + has)) {
            left = std::max(0.0L, left - caps);
            continue;
        }
        std::sort(members.begin(), members.end(), [](const Flow* a, const Flow* b) { return a->cap < b->cap; });
        for (const Flow* flow : members) {  // the flow with the smallest cap is the first to have all it can take
            if (sizes > 0.0L && left <= flow->cap * sizes) {
                return static_cast<long double>(i) + left / sizes;
            }
            left -= flow->cap * flow->size;
            sizes -= flow->size;
        }
        return static_cast<long double>(i);
    }
    return static_cast<long double>(ends[end].classes);
}

Vector Sharing::levels_at(const Vector& has) const {
    Vector levels(ends.size());
    for (std::size_t end = 0; end < ends.size(); ++end) {
        levels[end] = level_of(end, has[end]);
    }
    return levels;
}

// What each end has if each shares what it has now.
Vector Sharing::next(const Vector& has) const {
    const Vector levels = levels_at(has);
    Vector result(ends.size());
    for (std::size_t end = 0; end < ends.size(); ++end) {
        result[end] = ends[end].given;
    }
    for (const Flow& flow : flows) {
        for (const Passed& passed : flow.passes) {
            result[passed.to] += passed.size * multiplier(levels[flow.at], flow.priority_class);
        }
    }
    return result;
}

long double Sharing::largest() const {
    long double size = 0.0L;
    for (const Flow& flow : flows) {
        size = std::max(size, flow.size);
    }
    return size;
}

// How what the others have grows with what one end has, into its column of the slopes.
// returns  how much more it may have before that changes
long double Sharing::slopes_of(std::size_t end, long double has, long double level, Matrix& slopes) const {
    if (level >= static_cast<long double>(ends[end].classes)) {
        return never;
    }
    if (has < ends[end].kept) {
        return ends[end].kept - has;
    }
    const auto critical = static_cast<std::size_t>(level);
    const long double part = multiplier(level, critical);
    const auto grows = [&](const Flow& flow) { return flow.at == end && flow.priority_class == critical; };
    long double sizes = 0.0L;
    long double next_cap = 1.0L;
    for (const Flow& flow : flows) {
        if (grows(flow) && flow.cap > part) {
            sizes += flow.size;
            next_cap = std::min(next_cap, flow.cap);
        }
    }
    if (sizes == 0.0L) {
        return never;
    }
    for (const Flow& flow : flows) {
        for (const Passed& passed : flow.passes) {
            slopes[passed.to][end] += grows(flow) ? passed.size / sizes : 0.0L;
        }
    }
    return (next_cap - part) * sizes;
}

// A loop that feeds itself grows by its source at every step, so plain steps may take ten million. But between two
// kinks of the sharing a step is x -> A x + b, and 2^k such steps are again of this form: squaring k times makes 2^k
// steps at once. As many steps as do not pass the next kink are taken; they end where plain steps would.
Vector Sharing::many_steps(const Vector& has, const Vector& after) const {
    const std::size_t count = ends.size();
    const Vector levels = levels_at(has);
    Matrix slopes(count, Vector(count, 0.0L));
    Vector room(count);  // to the next kink
    for (std::size_t end = 0; end < count; ++end) {
        room[end] = slopes_of(end, has[end], levels[end], slopes);
    }
    Vector first(count);
    for (std::size_t end = 0; end < count; ++end) {
        first[end] = std::max(0.0L, after[end] - has[end]);
    }

    struct Power {
        Matrix slopes;
        Vector gain;
    };

    std::vector<Power> powers{{slopes, first}};  // 1, 2, 4, ... steps
    while (powers.size() < 80 && within(powers.back().gain, room)) {
        const Power& last = powers.back();
        powers.push_back({times(last.slopes, last.slopes), sum(times(last.slopes, last.gain), last.gain)});
    }
    Vector gained(count, 0.0L);
    for (auto power = powers.rbegin(); power != powers.rend(); ++power) {
        const Vector further = sum(times(power->slopes, gained), power->gain);
        if (within(further, room)) {
            gained = further;
        }
    }
    return sum(has, gained);
}

std::vector<long double> Sharing::least_levels() const {
    Vector has(ends.size(), 0.0L);
    constexpr int plain_steps = 100;
    constexpr int most_steps = 100'000;
    for (int step = 0; step < most_steps; ++step) {
        Vector after = next(has);
        const long double change = largest_change(has, after);
        const long double scale = std::max(largest(), 1e-300L);
        if (change <= 1e-18L * scale || (step > plain_steps && change <= no_source * scale)) {
            return levels_at(after);
        }
        if (step > plain_steps) {
            has = next(many_steps(has, after));
        } else {
            has = std::move(after);
        }
    }
    return levels_at(has);
}

}  // namespace caisson::tests
