#include <algorithm>

#include "caisson/base/random.hpp"
#include "engine/mechanisms.hpp"
#include "engine/straight_lines.hpp"

namespace caisson::engine {
namespace {

bool waits(const RunState& state, model::RouteId route) {
    return state.model.routes[route].sails.when_short == model::WhenShort::wait;
}

/// Whether lots are lost and interdicted whole: chance is written, be it 0.
bool taken_whole(const RunState& state, model::RouteId id) {
    return !is_default(state.model, state.model.routes[id].chance);
}

/// What chance leaves of a lot: a stricter measure takes all lots that a milder one takes.
void let_chance_take(const RunState& state, model::RouteId id, std::uint64_t occurrence, Lot& lot) {
    const model::RouteRow& row = state.model.routes[id];
    const RouteState& route = state.routes[id.index];
    const double chance = state.value(row.chance);
    const double taken = 1.0 - (1.0 - chance) * route.let_through;
    lot.hoped = lot.net = lot.left;
    if (taken <= 0.0) {
        return;
    }
    const double draw = uniform_draw(DrawKey{state.future.seed, state.future.replication, row.draw_key, occurrence});
    if (draw < chance) {
        lot.left = lot.net = 0.0;
    } else if (draw < taken) {
        lot.net = 0.0;
    }
}

/// Takes so much from the sender. A load of all that is usable leaves exactly the reserve.
void take_from_sender(RunState& state, model::RouteId id, double load, double available) {
    const model::RouteRow& row = state.model.routes[id];
    if (row.copies) {
        return;  // it is taken from nowhere
    }
    if (load < available) {
        jump(state, row.from, -load);
    } else if (available > 0.0) {  // else nothing is taken, and there may be less than the reserve
        jump_to(state, row.from, state.node_limits[row.from.index].reserve);
    }
}

/// Loads so much and departs.
void depart(RunState& state, model::RouteId id, double load, double available) {
    take_from_sender(state, id, load, available);
    set_off(state, id, load, state.routes[id.index].date, 0);
}

/// What a ship finds to load.
double found_by(const RunState& state, model::RouteId id) {
    const model::RouteRow& row = state.model.routes[id];
    return row.copies ? never : usable(state.node_limits[row.from.index], state.nodes[row.from.index].at(state.now));
}

/// Loads a lot of what a deal has released, or the rest of that, as far as there is anything to load.
/// returns  whether anything has left
bool sail_one(RunState& state, model::RouteId id) {
    RouteState& route = state.routes[id.index];
    const double left = left_for(state, route);
    const double wanted = std::min(may_load(state, id), left);
    const bool seen_by_gauge = route.ship_ready && !state.gauges[route.wait_gauge].jumped;
    const double available = seen_by_gauge ? std::max(wanted, found_by(state, id)) : found_by(state, id);
    const double load = std::min(wanted, available);
    if (!route.sends() || load <= 0.0 || left - load == left) {
        return false;
    }
    depart(state, id, load, available);
    ++route.date;
    ++state.counts.events;
    route.ship_ready = false;
    return true;
}

/// Sends off all that its deal has released and that is there; what remains waits for a lot.
void sail_on_demand(RunState& state, model::RouteId id) {
    RouteState& route = state.routes[id.index];
    // However small its lots are, one instant has no more events than a run may have: then the run ends.
    while (state.counts.events <= state.limits.most_events && sail_one(state, id)) {
    }
    route.departs = never;
    set_ship_clock(state, id);
    mark_gauge(state, route.wait_gauge, Change::rate);
}

void await_next_date(RunState& state, model::RouteId id) {
    RouteState& route = state.routes[id.index];
    ++route.date;
    if (route.waiting) {  // dates that passed meanwhile are dropped
        while (route.sailing_date() <= state.now + instant_width) {
            ++route.date;
        }
        route.waiting = false;
        mark_gauge(state, route.wait_gauge, Change::rate);
    }
    route.departs = route.sailing_date();
    set_ship_clock(state, id);
}

/// No ship sails on its date. That is worth telling only of a route that is open.
void miss(RunState& state, model::RouteId id, double available) {
    const RouteState& route = state.routes[id.index];
    if (route.open && route.switched_on && !route.held) {
        record(state, EventKind::lot_missed, EntityKind::route, id.index, available);
    }
    await_next_date(state, id);
}

void begin_to_wait(RunState& state, model::RouteId id) {
    RouteState& route = state.routes[id.index];
    route.waiting = true;
    route.departs = never;
    set_ship_clock(state, id);
    mark_gauge(state, route.wait_gauge, Change::rate);
}

void sail(RunState& state, model::RouteId id) {
    RouteState& route = state.routes[id.index];
    if (route.fleet != no_slot) {
        sail_fleet(state, id);
        return;
    }
    if (route.on_demand) {
        sail_on_demand(state, id);
        return;
    }
    const double available = found_by(state, id);
    if (route.sender_shut && route.would_send() && waits(state, id)) {
        if (!route.waiting) {
            begin_to_wait(state, id);
        }
        return;
    }
    if (!route.sends()) {
        miss(state, id, 0.0);
        return;
    }
    if (waits(state, id)) {
        // If nothing jumped since, the gauge's word counts: reserve + lot - reserve may be less than the lot in floats.
        const bool seen_by_gauge = route.ship_ready && !state.gauges[route.wait_gauge].jumped;
        const double whole = whole_lot(route);
        if (whole > 0.0 && (available >= whole || seen_by_gauge)) {
            depart(state, id, std::min(may_load(state, id), available), available);
            await_next_date(state, id);
        } else if (!route.waiting) {
            begin_to_wait(state, id);
        }
        return;
    }
    const double load = std::min({may_load(state, id), available, left_for(state, route)});
    if (load <= 0.0 || load < route.least_lot) {
        miss(state, id, route.measured ? load : available);
        return;
    }
    depart(state, id, load, available);
    await_next_date(state, id);
}

/// What comes ashore at once has passed through the port all the same.
void pass_port(RunState& state, model::RouteId id, double amount) {
    const model::FlowId unloading = state.model.routes[id].unloading;
    state.totals[unloading.index].moved += amount;
    see(state, unloading);
}

/// Brings ashore what fits; the rest waits in the port, or is lost if the route spills.
void land(RunState& state, model::RouteId id, double amount) {
    const model::RouteRow& row = state.model.routes[id];
    const NodeState& receiver = state.nodes[row.to.index];
    const double capacity = state.node_limits[row.to.index].capacity;
    const bool queue_is_empty = state.nodes[row.port.index].at(state.now) <= 0.0;
    const bool may_land = queue_is_empty && !state.routes[id.index].receiver_shut;
    const double room = may_land && receiver.mode != Mode::hub ? std::max(0.0, capacity - receiver.at(state.now)) : 0.0;
    if (amount < room) {
        jump(state, row.to, amount);
        pass_port(state, id, amount);
        record_move(state, MoveKind::landed, id, amount);
        return;
    }
    if (room > 0.0) {
        jump_to(state, row.to, capacity);
        pass_port(state, id, room);
        record_move(state, MoveKind::landed, id, room);
    }
    const double rest = amount - room;
    if (state.nodes[row.port.index].drain == Drain::spills) {
        state.routes[id.index].lots_spilled += rest;
        record_move(state, MoveKind::spilled, id, rest);
    } else if (rest > 0.0) {
        jump(state, row.port, rest);
        record_move(state, MoveKind::queued, id, rest);
    }
}

/// What is rejected of a lot goes where such things go.
/// returns  how much that is
double reject(RunState& state, model::RouteId id, double amount) {
    RouteState& route = state.routes[id.index];
    const double rejected = amount * route.reject_share;
    if (rejected > 0.0) {
        route.lots_rejected += rejected;
        jump(state, state.model.routes[id].rejects.to, rejected);
        record_move(state, MoveKind::rejected, id, rejected);
    }
    return rejected;
}

/// Waiting ships may load when their gauge has rung, or when their sender's stock changed at once.
void add_waiting_ships(RunState& state) {
    for (const std::uint32_t slot : state.waiters) {
        const RouteState& route = state.routes[state.slot_owner[slot]];
        const bool may_load = route.ship_ready || state.gauges[route.wait_gauge].jumped;
        if (route.waiting && may_load) {
            state.due_sailings.push_back(slot);
        }
    }
}

}  // namespace

void set_off(RunState& state, model::RouteId id, double load, std::uint64_t occurrence, std::uint32_t vehicle) {
    RouteState& route = state.routes[id.index];
    const double left = load * (1.0 - route.loss);
    const double arrival = state.now + transit_of_lot(state, id, occurrence);
    Lot lot{arrival, load, left, left * route.let_through, left * route.let_through, vehicle};
    if (taken_whole(state, id)) {
        let_chance_take(state, id, occurrence, lot);
    }
    const std::uint32_t overtaken = put_to_sea_in_turn(state, id, lot);
    mark_gauge(state, route.target_gauge, Change::jump);
    see(state, id);
    record_move(state, MoveKind::loaded, id, load, overtaken);
    record(state, EventKind::lot_sailed, EntityKind::route, id.index, load);
    if (route.part.valid()) {
        take_from_left(state, id, load);
    }
    if (route.capped) {
        reach_caps(state, id);
    }
}

double take_whole_lot(RunState& state, model::RouteId id) {
    RouteState& route = state.routes[id.index];
    const double available = found_by(state, id);
    const bool seen_by_gauge = route.ship_ready && !state.gauges[route.wait_gauge].jumped;
    const double whole = whole_lot(route);
    if (route.sender_shut || whole <= 0.0 || (available < whole && !seen_by_gauge)) {
        return 0.0;
    }
    route.ship_ready = false;
    const double load = std::min(may_load(state, id), available);
    take_from_sender(state, id, load, available);
    return load;
}

void sail_all_due(RunState& state) {
    if (!state.waiters.empty()) {
        add_waiting_ships(state);
        std::sort(state.due_sailings.begin(), state.due_sailings.end());
        state.due_sailings.erase(std::unique(state.due_sailings.begin(), state.due_sailings.end()),
                                 state.due_sailings.end());
    }
    for (const std::uint32_t slot : state.due_sailings) {
        ++state.counts.events;
        sail(state, model::RouteId{state.slot_owner[slot]});
        state.routes[state.slot_owner[slot]].ship_ready = false;
    }
    state.due_sailings.clear();
    if (!state.fleets.empty()) {
        serve_harbours(state);
    }
}

namespace {

void arrive(RunState& state, model::RouteId id) {
    const double hoped = state.lots[id.index].front().hoped;
    const double left = state.lots[id.index].front().left;
    const auto vehicle = static_cast<std::uint32_t>(state.lots[id.index].front().vehicle);
    const bool comes_back = state.routes[id.index].fleet != no_slot;
    const double net = come_ashore(state, id);
    record_move(state, MoveKind::arrived, id, net);
    ++state.counts.events;
    see(state, id);
    mark_gauge(state, state.routes[id.index].target_gauge, Change::jump);
    note_lot(state, id);
    if (net == 0.0 && left > 0.0) {
        record(state, EventKind::lot_interdicted, EntityKind::route, id.index, left);
        if (comes_back) {
            moor(state, id, vehicle, 0.0);
        }
        return;
    }
    if (net == 0.0 && hoped > 0.0) {
        record(state, EventKind::lot_lost, EntityKind::route, id.index, hoped);
        if (comes_back) {
            lose_vehicle_or_not(state, id, vehicle);
        }
        return;
    }
    record(state, EventKind::lot_arrived, EntityKind::route, id.index, net);
    const double good = net - reject(state, id, net);
    if (comes_back) {
        moor(state, id, vehicle, good);
    } else {
        land(state, id, good);
    }
}

}  // namespace

void ring_lot(RunState& state, model::RouteId id) {
    arrive(state, id);
    // Vehicles that left together come together; other lots that do so come one after the other.
    while (state.routes[id.index].fleet != no_slot && state.routes[id.index].arrives <= state.now + instant_width) {
        arrive(state, id);
    }
}

void ring_waiting_ship(RunState& state, Gauge& gauge) { state.routes[gauge.owner].ship_ready = true; }

void set_waiting_level(RunState& state, Gauge& gauge) {
    const RouteState& route = state.routes[gauge.owner];
    const NodeLimits& sender = state.node_limits[state.model.routes[model::RouteId{gauge.owner}].from.index];
    const double whole = std::min(whole_lot(route), left_for(state, route));
    const bool may_come = whole > 0.0 && (!route.on_demand || route.sends());
    const bool can_come = route.waiting && !route.sender_shut && sender.reserve < sender.capacity && may_come;
    gauge.level_above = can_come ? sender.reserve + whole : never;
}

void call_ship(RunState& state, model::RouteId id) {
    RouteState& route = state.routes[id.index];
    route.waiting = true;
    route.departs = state.now;
    set_ship_clock(state, id);
    mark_gauge(state, route.wait_gauge, Change::jump);  // a ship that is called before ships load sails with them
}

void dismiss_ship(RunState& state, model::RouteId id) {
    RouteState& route = state.routes[id.index];
    if (route.on_demand) {
        route.waiting = false;
        route.departs = never;
        set_ship_clock(state, id);
        mark_gauge(state, route.wait_gauge, Change::rate);
    }
}

}  // namespace caisson::engine
