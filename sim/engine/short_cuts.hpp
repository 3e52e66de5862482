/// The commonest events by far, done without looking further: a ship lands or sails and no stock passes a level; a
/// depot on which nothing depends but one fire runs dry, or gets goods again.
#pragma once
#include <algorithm>

#include "caisson/base/ensure.hpp"
#include "engine/mechanisms.hpp"
#include "engine/straight_lines.hpp"

namespace caisson::engine {

/// Finds the rate of the one fire of a lone depot again after its mode changed: what judge_nodes() and settle() would
/// do.
inline void settle_alone(RunState& state, model::NodeId id, Mode mode) {
    state.nodes[id.index].mode = mode;
    state.allocation.limits[id] = mode == Mode::empty ? limit_sender : limit_none;
    set_levels(state, id);
    ensure(state.allocator.solve_alone(state.allocation, id), "a lone depot can be solved alone");
    ++state.counts.solves;
    const model::FlowId flow = state.allocator.only_out(id);
    if (state.allocation.rate[flow] != state.totals[flow.index].rate) {
        state.totals[flow.index].change_rate(state.now, state.allocation.rate[flow]);
    }
    take_net(state, id, state.allocation.net[id]);
    predict(state, id);
}

/// Whether anything else is due in the same instant: a lot that is due with it may save a depot from having run dry.
enum class Company : std::uint8_t { none, others };

/// A lone depot has reached its level 0.
/// returns  false if it is not one; then nothing has been done
inline bool run_dry_by_short_cut(RunState& state, model::NodeId id, Company company) {
    NodeState& line = state.nodes[id.index];
    if (!line.alone || line.mode != Mode::between || line.net > 0.0 || company != Company::none) {
        return false;
    }
    state.rounding[state.model.nodes[id].commodity.index] += 0.0 - line.at(state.now);
    line.stock = 0.0;
    line.since = state.now;
    count_empty(state, id);
    settle_alone(state, id, Mode::empty);
    return true;
}

/// Lands a lot that fits for certain, if that is all there is to do.
/// returns  false if it is not; then nothing has been done
inline bool land_by_short_cut(RunState& state, model::RouteId id, Company company) {
    RouteState& route = state.routes[id.index];
    Ring<Lot>& lots = state.lots[id.index];
    const Lot lot = lots.front();
    NodeState& receiver = state.nodes[route.receiver.index];
    const bool refills = receiver.alone && receiver.mode == Mode::empty && lot.net > 0.0 && company == Company::none;
    if (!route.lands_plainly || !(refills || stays_between(receiver, receiver.at(state.now) + lot.net))) {
        return false;
    }
    lots.pop();
    state.clocks.set(route.clock, lots.empty() ? never : lots.front().arrival);
    route.landed += lot.net;
    route.lost_at_once += lot.gross - lot.net;
    state.totals[route.unloading.index].moved += lot.net;
    receiver.stock += lot.net;
    if (refills) {
        settle_alone(state, route.receiver, Mode::between);
    } else {
        predict(state, route.receiver);
    }
    return true;
}

/// Sends off a whole lot, if that is all there is to do.
/// returns  false if it is not; then nothing has been done
inline bool sail_by_short_cut(RunState& state, model::RouteId id) {
    RouteState& route = state.routes[id.index];
    NodeState& sender = state.nodes[route.sender.index];
    const double stock = sender.at(state.now);
    const bool whole = route.scheduled < usable(state, route.sender);
    if (!route.sails_plainly || !whole || !sends(route) || route.scheduled <= 0.0 ||
        route.scheduled < route.least_lot || !stays_between(sender, stock - route.scheduled)) {
        return false;
    }
    sender.stock -= route.scheduled;
    predict(state, route.sender);
    route.sailed += route.scheduled;
    const double hoped = route.scheduled * (1.0 - route.loss);
    Ring<Lot>& lots = state.lots[id.index];
    lots.push(Lot{state.now + route.transit, route.scheduled, hoped, hoped});
    if (lots.size() == 1) {
        state.clocks.set(route.clock, lots.front().arrival);
    }
    ++route.date;
    state.clocks.set(route.sail_clock, sailing_date(route));
    return true;
}

/// Executes what a clock rings for, if a short cut will do and nothing before it in this instant went the long way.
/// Leaves behind what the long way would, to the last bit.
inline bool take_short_cut(RunState& state, std::uint32_t slot, Company company) {
    const SlotRanges& slots = state.slots;
    const model::RouteId owner{state.slot_owner[slot]};
    if (slot < slots.gauges) {
        return run_dry_by_short_cut(state, model::NodeId{owner.index}, company);
    }
    if (slot >= slots.lots && slot < slots.agenda) {
        return land_by_short_cut(state, owner, company);
    }
    if (slot >= slots.sailings && slot < slots.end) {
        return sail_by_short_cut(state, owner);
    }
    return false;
}

}  // namespace caisson::engine
