#include "caisson/analysis/shortage.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "analysis/around.hpp"
#include "analysis/shares.hpp"

namespace caisson::analysis {

using model::FireId;

namespace {

/// What a fire misses is too little to be called a shortage, but rounding.
constexpr double rounding = 1e-12;

/// What a fire does from one instant to the next.
struct Rates {
    double wanted = 0.0;
    double allowed = 0.0;
    double fired = 0.0;
    std::vector<RateShare> shares;

    [[nodiscard]] bool short_of_goods() const { return wanted - fired > rounding * wanted; }
};

/// Totals over a stretch of time.
struct Sum {
    double from = 0.0;
    double until = 0.0;
    double wanted = 0.0;
    double allowed = 0.0;
    double fired = 0.0;
    std::map<Culprit, double> shares;

    void add(const Rates& rates, double begin, double end) {
        const double time = end - begin;
        wanted += rates.wanted * time;
        allowed += rates.allowed * time;
        fired += rates.fired * time;
        for (const RateShare& share : rates.shares) {
            shares[share.culprit] += share.missed.value * time;
        }
        until = end;
    }

    [[nodiscard]] Missed missed() const {
        Missed missed{Days{from}, Days{until}, Amount{wanted}, Amount{allowed}, Amount{fired}, {}};
        for (const auto& [culprit, amount] : shares) {
            missed.shares.push_back({culprit, Amount{amount}});
        }
        std::stable_sort(missed.shares.begin(), missed.shares.end(),
                         [](const AmountShare& a, const AmountShare& b) { return a.missed > b.missed; });
        return missed;
    }
};

/// What leads to nodes, and how much it brings.
std::vector<Supplier> suppliers_of(const engine::View& view, const LastShips& ships,
                                   const std::vector<model::NodeId>& nodes) {
    Surroundings surroundings(view, ships);
    std::vector<Supplier> suppliers;
    for (const model::NodeId node : nodes) {
        for (const Leading& leading : surroundings.into(node).leading) {
            suppliers.push_back({node, leading.culprit.kind, leading.culprit.index, leading.halt, Rate{leading.brought},
                                 Rate{leading.potential}});
        }
    }
    return suppliers;
}

}  // namespace

struct ShortageObserver::Follower {
    struct Followed {
        FireId fire;
        Rates rates;
        Sum spell;
        Sum period;
        std::vector<model::NodeId> lacking;
        std::vector<Supplier> suppliers;
        Bottleneck narrowest;
    };

    Follower(const model::Model& model, const std::vector<FireId>& fires, Days from_day, Days until_day, Days last)
        : ships(model), sharer(model), from(from_day.value), until(until_day.value), last_instant(last.value) {
        for (const FireId fire : fires) {
            Followed one;
            one.fire = fire;
            one.period.from = one.period.until = from;
            followed.push_back(std::move(one));
        }
    }

    /// Adds up what held since the last instant.
    void pass(double time) {
        const double end = std::min(time, until);
        for (Followed& one : followed) {
            if (end > before && one.rates.short_of_goods()) {
                one.spell.add(one.rates, before, end);
            }
            if (const double begin = std::max(before, from); end > begin) {
                one.period.add(one.rates, begin, end);
            }
        }
        before = time;
    }

    void look(Followed& one, const engine::View& view) {
        Rates& rates = one.rates;
        const bool was_short = rates.short_of_goods();
        rates.wanted = view.wanted(one.fire).value;
        rates.allowed = view.allowed(one.fire).value;
        rates.fired = fired_by(view, one.fire).value;
        one.lacking.clear();
        rates.shares.clear();
        if (!was_short || !rates.short_of_goods()) {
            one.spell = Sum{};
            one.spell.from = one.spell.until = view.now().value;
        }
        if (rates.short_of_goods()) {
            rates.shares = sharer.share(view, ships, one.fire);
            one.lacking = sharer.lacking();
        }
    }

    LastShips ships;
    Sharer sharer;
    double from;
    double until;
    double last_instant;  ///< at or before `until`
    double before = 0.0;  ///< the instant before this one
    std::vector<Followed> followed;
};

ShortageObserver::ShortageObserver(const engine::Trajectory& run, const std::vector<FireId>& fires, Days from,
                                   Days until) {
    const auto& instants = run.instants();
    const auto after = std::upper_bound(instants.begin(), instants.end(), until);
    const Days last = after == instants.begin() ? Days{} : *(after - 1);
    follower_ = std::make_unique<Follower>(run.model(), fires, from, until, last);
}

ShortageObserver::~ShortageObserver() = default;
ShortageObserver::ShortageObserver(ShortageObserver&&) noexcept = default;
ShortageObserver& ShortageObserver::operator=(ShortageObserver&&) noexcept = default;

void ShortageObserver::see(const engine::Instant& instant) {
    Follower& follower = *follower_;
    follower.pass(instant.time.value);
    if (instant.time.value > follower.last_instant) {
        return;
    }
    follower.ships.see(instant);
    for (Follower::Followed& one : follower.followed) {
        follower.look(one, instant.view);
        if (instant.time.value == follower.last_instant) {
            one.narrowest = narrowest_before(instant.view, follower.ships, one.fire);
            one.suppliers = suppliers_of(instant.view, follower.ships, one.lacking);
        }
    }
}

std::vector<Shortage> ShortageObserver::shortages() const {
    std::vector<Shortage> shortages;
    for (const Follower::Followed& one : follower_->followed) {
        shortages.push_back({one.rates.short_of_goods(), Rate{one.rates.wanted}, Rate{one.rates.allowed},
                             Rate{one.rates.fired}, one.lacking, one.suppliers, one.rates.shares, one.narrowest,
                             one.spell.missed(), one.period.missed()});
    }
    return shortages;
}

std::string_view name_of(Cause cause) {
    static constexpr std::array<std::string_view, 16> names{
        "ration", "guns", "barrels",   "closed",   "target",   "deal",      "queue",    "reserve",
        "late",   "lost", "sanctions", "rejected", "scrapped", "unloading", "capacity", "nothing"};
    return names.at(static_cast<std::size_t>(cause));
}

std::string path_of(const model::Model& model, const Culprit& culprit) {
    switch (culprit.kind) {
        case engine::EntityKind::plant:
            return "plants." + model.plants[model::PlantId{culprit.index}].id;
        case engine::EntityKind::fire:
            return "fires." + model.fires[FireId{culprit.index}].id;
        case engine::EntityKind::route:
            return "routes." + model.routes[model::RouteId{culprit.index}].id;
        case engine::EntityKind::node:
            return path_of(model, model::NodeId{culprit.index});
        case engine::EntityKind::none:
        case engine::EntityKind::rule:
        case engine::EntityKind::deal:
        case engine::EntityKind::deal_part:
        case engine::EntityKind::enforcement:
        case engine::EntityKind::cap:
        case engine::EntityKind::depot:
        case engine::EntityKind::loss:
            break;
    }
    return {};
}

}  // namespace caisson::analysis
