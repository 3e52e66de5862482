/// The commonest events by far: a ship lands or sails, and no stock passes a level. They change no rate.
#pragma once
#include <algorithm>

#include "engine/mechanisms.hpp"
#include "engine/straight_lines.hpp"

namespace caisson::engine {

/// Lands a lot that fits for certain, if that is all there is to do.
/// returns  false if it is not; then nothing has been done
inline bool land_by_short_cut(RunState& state, model::RouteId id) {
    RouteState& route = state.routes[id.index];
    Ring<Lot>& lots = state.lots[id.index];
    const Lot lot = lots.front();
    NodeState& receiver = state.nodes[route.receiver.index];
    if (!route.lands_plainly || !stays_between(receiver, receiver.at(state.now) + lot.net)) {
        return false;
    }
    lots.pop();
    state.clocks.set(route.clock, lots.empty() ? never : lots.front().arrival);
    route.landed += lot.net;
    route.lost_at_once += lot.gross - lot.net;
    state.totals[route.unloading.index].moved += lot.net;
    receiver.stock += lot.net;
    predict(state, route.receiver);
    return true;
}

/// Sends off a whole lot, if that is all there is to do.
/// returns  false if it is not; then nothing has been done
inline bool sail_by_short_cut(RunState& state, model::RouteId id) {
    RouteState& route = state.routes[id.index];
    NodeState& sender = state.nodes[route.sender.index];
    const double stock = sender.at(state.now);
    const bool whole = route.scheduled < stock - state.node_limits[route.sender.index].reserve;
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

/// Executes what a clock rings for, if a short cut will do and nothing before it in this instant went the long way. Leaves
/// behind what the long way would, to the last bit.
inline bool take_short_cut(RunState& state, std::uint32_t slot) {
    const SlotRanges& slots = state.slots;
    const model::RouteId owner{state.slot_owner[slot]};
    if (slot >= slots.lots && slot < slots.agenda) {
        return land_by_short_cut(state, owner);
    }
    if (slot >= slots.sailings && slot < slots.end) {
        return sail_by_short_cut(state, owner);
    }
    return false;
}

}  // namespace caisson::engine
