#include "engine/island_rates.hpp"

#include <cmath>

namespace caisson::engine {

using model::FlowId;
using model::LossCause;
using model::NodeId;

namespace {

/// What differs by less of its size is equal: then it counts which way it goes.
constexpr double nearly = 1e-9;

bool nearly_equal(double a, double b) { return std::abs(a - b) <= nearly * std::max(std::abs(a), std::abs(b)); }

}  // namespace

void IslandRates::gather() {
    island_.fresh.clear();
    for (std::size_t at = 0; at < island_.size(); ++at) {
        const NodeId node = node_of(at);
        // What comes into a full depot or a hub follows what leaves it: it stays what it is until it leaves that.
        const Mode mode = state_.nodes[node.index].mode;
        island_.follows[at] = mode == Mode::full || mode == Mode::hub ? 1 : 0;
        island_.others[at] = island_.follows[at] != 0 ? 0.0 : net_of_others(node);
        island_.z[at] = std::max(0.0, state_.nodes[node.index].at(state_.now));
        island_.fresh.push_back(island_.others[at]);
        island_.fresh.push_back((island_.z[at] > 0.0 ? 1.0 : 0.0) + (island_.follows[at] != 0 ? 2.0 : 0.0));
    }
    for (FireCourse& fire : island_.fires) {
        fire.allowed = state_.fires[fire.fire.index].allowed.rate;
        fire.rate = has_guns(fire) ? state_.value(row_of(fire).guns.rate) : 0.0;
        island_.fresh.push_back(fire.allowed);
        gather_uses(fire);
    }
    for (const LossCourse& loss : island_.losses) {
        island_.fresh.push_back(intensity(loss));
    }
}

void IslandRates::gather_uses(const FireCourse& fire) {
    const double asks = std::min(fire.allowed, guns_fire(fire));
    double before = 0.0;
    for (std::uint32_t at = fire.uses_begin; at < fire.uses_end; ++at) {
        UseCourse& use = island_.uses[at];
        const double rate = state_.allocation.rate[use.flow];
        use.portion = state_.value_or(state_.model.flows[use.flow].share, 1.0);
        use.before = before;
        use.limited = rate < state_.allocation.ask[use.flow] && rate < use.portion * asks - before;
        before += in_order(fire) ? rate : 0.0;
        island_.fresh.push_back(use.limited ? rate : -1.0);
    }
}

double IslandRates::net_of_others(NodeId node) const {
    const model::Model& model = state_.model;
    const model::NodeRow& row = model.nodes[node];
    double net = 0.0;
    for (std::uint32_t at = row.in.begin; at < row.in.end; ++at) {
        const FlowId flow = model.in_ends[at].flow;
        net += state_.island_flows[flow.index] != 0 ? 0.0 : state_.allocation.rate[flow] * state_.allocation.gain[flow];
    }
    for (std::uint32_t at = row.out.begin; at < row.out.end; ++at) {
        const model::OutEnd& end = model.out_ends[at];
        net -= state_.island_flows[end.flow.index] != 0
                   ? 0.0
                   : state_.allocation.rate[end.flow] * state_.allocation.take[end.leg];
    }
    return net;
}

void IslandRates::choose() {
    for (FireCourse& fire : island_.fires) {
        fire.by_guns = has_guns(fire) && guns_fire(fire) < fire.allowed && !nearly_equal(guns_fire(fire), fire.allowed);
    }
    island_.held = island_.follows;
    describe();
    bool changed = false;
    for (FireCourse& fire : island_.fires) {
        changed = (has_guns(fire) && choose_by_direction(fire)) || changed;
    }
    if (hold_empty_stocks() || changed) {
        describe();
    }
    if (hold_empty_supplies()) {
        describe();
    }
}

/// Where two limits are equal, the one that falls holds.
bool IslandRates::choose_by_direction(FireCourse& fire) {
    const double slope = island_.slopes[fire.guns];
    bool changed = false;
    if (nearly_equal(guns_fire(fire), fire.allowed) && slope < 0.0) {
        fire.by_guns = changed = true;
    }
    for (std::uint32_t at = fire.uses_begin; at < fire.uses_end; ++at) {
        UseCourse& use = island_.uses[at];
        const double asked = use.portion * guns_fire(fire) - use.before;
        if (use.limited && slope < 0.0 && nearly_equal(state_.allocation.rate[use.flow], asked)) {
            use.limited = false;
            changed = true;
        }
    }
    return changed;
}

/// Of what is not there no more is lost than comes in.
bool IslandRates::hold_empty_stocks() {
    bool changed = false;
    for (std::size_t at = 0; at < island_.stocks.size(); ++at) {
        if (island_.z[at] <= 0.0 && island_.slopes[at] < 0.0) {
            island_.held[at] = 1;
            changed = true;
        }
    }
    return changed;
}

/// What draws on nothing more and more gets no more.
bool IslandRates::hold_empty_supplies() {
    bool changed = false;
    for (std::size_t at = island_.stocks.size(); at < island_.size(); ++at) {
        if (island_.z[at] > 0.0 || !(island_.slopes[at] < 0.0)) {
            continue;
        }
        for (FireCourse& fire : island_.fires) {
            for (std::uint32_t of = fire.uses_begin; has_guns(fire) && of < fire.uses_end; ++of) {
                UseCourse& use = island_.uses[of];
                if (!use.limited && use.share > 0.0 && draws_on(use.flow, node_of(at))) {
                    use.limited = true;
                    changed = true;
                }
            }
        }
    }
    return changed;
}

bool IslandRates::draws_on(FlowId flow, NodeId node) const {
    const model::Range legs = state_.model.flows[flow].legs;
    for (std::uint32_t leg = legs.begin; leg < legs.end; ++leg) {
        if (state_.model.legs[leg].node == node) {
            return true;
        }
    }
    return false;
}

/// Writes down the rates of all stocks, and finds what they are now.
void IslandRates::describe() {
    island_.flow.begin(island_.size());
    for (std::size_t at = 0; at < island_.size(); ++at) {
        if (!is_held(at)) {
            straight().add_constant(at, island_.others[at]);
        }
    }
    for (FireCourse& fire : island_.fires) {
        share_out(fire);
        if (has_guns(fire)) {
            describe_guns(fire);
        }
    }
    for (LossCourse& loss : island_.losses) {
        describe_loss(loss);
    }
    island_.flow.settle(island_.z);
    course().slopes(island_.z, island_.slopes);
}

/// What each of a fire's flows takes of what it asks.
void IslandRates::share_out(const FireCourse& fire) {
    bool met = false;
    double before = 0.0;
    for (std::uint32_t at = fire.uses_begin; at < fire.uses_end; ++at) {
        UseCourse& use = island_.uses[at];
        use.constant = use.share = 0.0;
        if (use.limited) {
            use.constant = state_.allocation.rate[use.flow];
            before += use.constant;
        } else if (!in_order(fire)) {
            use.share = use.portion;
        } else if (!met) {
            use.constant = -before;
            use.share = 1.0;
            met = true;
        }
    }
}

/// Adds `factor` of all that a fire fires to the rate of a stock.
void IslandRates::add_fire(std::size_t row, const FireCourse& fire, double constant, double share, double factor) {
    if (is_held(row)) {
        return;
    }
    straight().add_constant(row, factor * constant);
    if (fire.by_guns) {
        straight().add_rate(row, fire.guns, factor * share * fire.rate);
    } else {
        straight().add_constant(row, factor * share * fire.allowed);
    }
}

void IslandRates::describe_guns(const FireCourse& fire) {
    const model::GunsRow& guns = row_of(fire).guns;
    if (guns.wear.valid()) {
        const double wear = 1.0 / state_.value(guns.life);
        add_fire(fire.guns, fire, constant_of(fire), share_of(fire), -wear);
        if (const std::size_t worn = place_of(guns.worn); guns.worn.valid() && worn < island_.size()) {
            add_fire(worn, fire, constant_of(fire), share_of(fire), wear);
        }
    }
    for (std::uint32_t at = fire.uses_begin; at < fire.uses_end; ++at) {
        const UseCourse& use = island_.uses[at];
        const model::Range legs = state_.model.flows[use.flow].legs;
        for (std::uint32_t leg = legs.begin; leg < legs.end; ++leg) {
            add_fire(place_of(state_.model.legs[leg].node), fire, use.constant, use.share,
                     -state_.allocation.take[leg]);
        }
    }
}

void IslandRates::describe_loss(LossCourse& loss) {
    const model::LossRow& row = state_.model.losses[loss.loss];
    loss.first_product = no_slot;
    if (is_held(loss.of)) {
        return;
    }
    const double rate = intensity(loss) * state_.value(row.rate);
    switch (row.cause) {
        case LossCause::nobody:
            straight().add_constant(loss.of, -rate);
            return;
        case LossCause::own:
            straight().add_rate(loss.of, loss.of, -rate);
            return;
        case LossCause::fire: {
            const FireCourse& fire = island_.fires[loss.by];
            const double constant = constant_of(fire) + (fire.by_guns ? 0.0 : share_of(fire) * fire.allowed);
            const double a_gun = fire.by_guns ? share_of(fire) * fire.rate : 0.0;
            describe_hits(loss, rate, constant, a_gun, fire.guns);
            return;
        }
        case LossCause::stock:
            describe_hits(loss, rate, 0.0, 1.0, loss.facing);
            return;
    }
}

/// What is lost to an enemy that shoots `constant` and so much `by` each of a stock.
void IslandRates::describe_hits(LossCourse& loss, double rate, double constant, double each, std::uint32_t by) {
    const auto [aimed, area] = split(loss);
    straight().add_constant(loss.of, -rate * aimed * constant);
    if (each != 0.0 && aimed != 0.0) {
        straight().add_rate(loss.of, by, -rate * aimed * each);
    }
    if (area == 0.0) {
        return;
    }
    straight().add_rate(loss.of, loss.of, -rate * area * constant);
    if (each != 0.0) {
        loss.of_products = rate * area * each;
        loss.first_product =
            static_cast<std::uint32_t>(island_.flow.add_product(loss.of, loss.of, by, -loss.of_products));
    }
}

Course& IslandRates::course() {
    return island_.flow.has_products() ? static_cast<Course&>(island_.flow) : static_cast<Course&>(straight());
}

LinearFlow& IslandRates::straight() { return island_.flow.straight(); }

}  // namespace caisson::engine
