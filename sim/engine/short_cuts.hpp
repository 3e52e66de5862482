/// The commonest events by far, done without looking further: a ship lands or sails and no stock passes a level; a
/// depot on which nothing depends but one fire runs dry, or gets goods again.
#pragma once
#include <algorithm>

#include "engine/allocate_alone.hpp"
#include "engine/mechanisms.hpp"
#include "engine/straight_lines.hpp"

namespace caisson::engine {

/// Puts a lone depot between its only level, 0, and no other; or on it.
template <Mode mode>
void put_alone(RunState& state, model::NodeId id) {
    NodeState& line = state.nodes[id.index];
    line.mode = mode;
    line.level_below = mode == Mode::empty ? never : 0.0;
    line.level_above = mode == Mode::empty ? -never : never;
    state.allocation.limits[id] = mode == Mode::empty ? limit_sender : limit_none;
}

/// A node is solved; its level too if it is empty.
inline void count_alone(Counts& counts, Mode mode) {
    ++counts.solves;
    ++counts.nodes_touched;
    counts.single_solves += mode == Mode::empty ? 1 : 0;
    counts.levels_solved += mode == Mode::empty ? 1 : 0;
}

/// Finds the rate of the one fire of a lone depot again after its mode changed: what judge_nodes() and settle() would
/// do.
template <Mode mode>
CAISSON_HOT void settle_alone(RunState& state, model::NodeId id) {
    put_alone<mode>(state, id);
    NodeState& line = state.nodes[id.index];
    solve_alone(state.allocation, id, line.alone);
    count_alone(state.counts, mode);
    FlowTotal& total = state.totals[line.alone.flow.index];
    if (state.allocation.rate[line.alone.flow] != total.rate) {
        total.change_rate(state.now, state.allocation.rate[line.alone.flow]);
    }
    const double net = state.allocation.net[id];
    if (net != line.net) {
        line.stock = line.at(state.now);
        line.since = state.now;
        line.net = net;
    }
    if (mode == Mode::empty && net > 0.0) {  // it has left at once: what comes in is more than is asked
        put_alone<Mode::between>(state, id);
    }
    predict(state, id);
}

/// Whether anything else is due in the same instant: a lot that is due with it may save a depot from having run dry.
enum class Company : std::uint8_t { none, others };

/// A lone depot has reached its level 0.
/// returns  false if it is not one; then nothing has been done
CAISSON_HOT bool run_dry_by_short_cut(RunState& state, model::NodeId id, Company company) {
    NodeState& line = state.nodes[id.index];
    if (!line.alone.flow.valid() || line.mode != Mode::between || line.net > 0.0 || company != Company::none) {
        return false;
    }
    state.rounding[state.model.nodes[id].commodity.index] += 0.0 - line.at(state.now);
    line.stock = 0.0;
    line.since = state.now;
    count_empty(state, id);
    settle_alone<Mode::empty>(state, id);
    return true;
}

/// Lands a lot that fits for certain, if that is all there is to do.
/// returns  false if it is not; then nothing has been done
CAISSON_HOT bool land_by_short_cut(RunState& state, model::RouteId id, Company company) {
    const RouteState& route = state.routes[id.index];
    const double brings = state.lots[id.index].front().net;
    NodeState& receiver = state.nodes[route.receiver.index];
    const bool refills = receiver.mode == Mode::empty;
    const bool plain = refills ? receiver.alone.flow.valid() && brings > 0.0 && company == Company::none
                               : stays_between(receiver, receiver.at(state.now) + brings);
    if (!plain || !route.lands_plainly) {
        return false;
    }
    const double net = come_ashore(state, id);
    state.totals[route.unloading.index].moved += net;
    receiver.stock += net;
    if (refills) {
        settle_alone<Mode::between>(state, route.receiver);
    } else {
        predict(state, route.receiver);
    }
    return true;
}

/// Sends off what there is of a lot, if that is all there is to do.
/// returns  false if it is not; then nothing has been done
CAISSON_HOT bool sail_by_short_cut(RunState& state, model::RouteId id) {
    RouteState& route = state.routes[id.index];
    NodeState& sender = state.nodes[route.sender.index];
    const NodeLimits& limits = state.node_limits[route.sender.index];
    const double stock = sender.at(state.now);
    const double available = usable(limits, stock);
    const bool whole = route.scheduled < available;
    const double load = std::min(route.scheduled, available);
    const double left = whole ? stock - load : limits.reserve;
    if (!route.sails_plainly || !route.sends() || load <= 0.0 || load < route.least_lot ||
        !stays_between(sender, left)) {
        return false;
    }
    if (whole) {
        sender.stock -= load;
    } else {
        sender.stock = left;
        sender.since = state.now;
    }
    predict(state, route.sender);
    const double hoped = load * (1.0 - route.loss);
    put_to_sea(state, id, {state.now + route.transit, load, hoped, hoped, hoped});
    ++route.date;
    route.departs = route.sailing_date();
    set_ship_clock(state, id);
    return true;
}

/// Executes what a slot rings for, if a short cut will do and nothing before it in this instant went the long way.
/// Leaves behind what the long way would, to the last bit.
inline bool take_short_cut(RunState& state, std::uint32_t slot, Company company) {
    const SlotRanges& slots = state.slots;
    const std::uint32_t owner = state.slot_owner[slot];
    if (slot < slots.gauges) {
        return run_dry_by_short_cut(state, model::NodeId{owner}, company);
    }
    return slots.are_ships(slot) && land_by_short_cut(state, model::RouteId{owner}, company);
}

/// The same for a clock that is the only one to ring in this instant.
CAISSON_HOT bool take_only_short_cut(RunState& state, std::uint32_t clock) {
    const std::uint32_t owner = state.slot_owner[clock];
    if (clock < state.slots.gauges) {
        return run_dry_by_short_cut(state, model::NodeId{owner}, Company::none);
    }
    if (!state.slots.are_ships(clock)) {
        return false;
    }
    const RouteState& route = state.routes[owner];
    const double latest = state.now + instant_width;
    const bool arrives = route.arrives <= latest;
    const bool departs = route.departs <= latest;
    if (arrives && departs) {
        return false;
    }
    return arrives ? land_by_short_cut(state, model::RouteId{owner}, Company::none)
                   : sail_by_short_cut(state, model::RouteId{owner});
}

}  // namespace caisson::engine
