#include <algorithm>
#include <cmath>

#include "engine/mechanisms.hpp"
#include "engine/straight_lines.hpp"

namespace caisson::engine {
namespace {

/// What is missing to a load by less than this part of it is rounding.
constexpr double load_rounding = 1e-12;

FleetState& fleet_of(RunState& state, model::RouteId id) { return state.fleets[state.routes[id.index].fleet]; }

const model::RouteRow& row_of(const RunState& state, const FleetState& fleet) {
    return state.model.routes[fleet.route];
}

bool has_hold(const RunState& state, const FleetState& fleet) { return row_of(state, fleet).sails.fleet.hold.valid(); }

/// A vehicle's number, from 1, as it is told.
double number_of(const FleetState& fleet, std::uint32_t vehicle) {
    return static_cast<double>(vehicle - fleet.vehicles.begin + 1);
}

void tell(RunState& state, const FleetState& fleet, EventKind kind, std::uint32_t vehicle) {
    ++state.counts.events;
    record(state, kind, EntityKind::route, fleet.route.index, number_of(fleet, vehicle));
}

void set_doing(RunState& state, FleetState& fleet, std::uint32_t vehicle, Doing doing) {
    Vehicle& one = state.vehicles[vehicle];
    --fleet.figures[one.doing];
    ++fleet.figures[doing];
    one.doing = doing;
    touch_fleet(state, fleet.route);
    see(state, fleet.route);
}

/// A vehicle comes to a harbour: behind all that came before it; of those that came in this instant by path and number.
void call(RunState& state, FleetState& fleet, std::uint32_t vehicle, model::DepotId depot) {
    const Caller caller{state.now, state.routes[fleet.route.index].fleet, vehicle};
    std::vector<Caller>& callers = state.callers[depot.index];
    const auto place = std::upper_bound(callers.begin(), callers.end(), caller, [](const Caller& a, const Caller& b) {
        return a.since < b.since || (a.since == b.since && a.vehicle < b.vehicle);
    });
    callers.insert(place, caller);
    state.stale_harbours.add(depot);
}

void leave_berth(RunState& state, model::DepotId depot) {
    --state.harbours[depot.index].taken;
    state.stale_harbours.add(depot);
}

/// What the draws of a vehicle's trip are keyed by.
std::uint64_t trip_of(const FleetState& fleet, std::uint32_t vehicle, std::uint64_t trip) {
    return (std::uint64_t{vehicle - fleet.vehicles.begin} << 32U) | trip;
}

void turn_back(RunState& state, FleetState& fleet, std::uint32_t vehicle) {
    const std::uint64_t trip = trip_of(fleet, vehicle, state.vehicles[vehicle].trips - 1);
    state.vehicles[vehicle].until = state.now + way_back(state, fleet.route, fleet.returns, trip);
    set_doing(state, fleet, vehicle, Doing::returns);
}

/// Whether a vehicle has moved all that it is to, counted by what each at a berth has moved.
bool is_done(const RunState& state, const Vehicle& vehicle, const FlowTotal& each) {
    const double missing = vehicle.begun + vehicle.load - each.at(state.now);
    return missing <= std::max(each.rate * instant_width, load_rounding * vehicle.load);
}

void finish_unloading(RunState& state, FleetState& fleet, std::uint32_t vehicle) {
    tell(state, fleet, EventKind::vehicle_leaves, vehicle);
    turn_back(state, fleet, vehicle);
    leave_berth(state, fleet.to);
    const bool nobody = fleet.figures[Doing::unloads] == 0 && fleet.figures[Doing::waits_to_unload] == 0;
    if (nobody) {
        clear_rest(state, row_of(state, fleet).port);
    }
}

bool calendar_rings(const FleetState& fleet, double now) { return next_date(fleet, now) <= now + instant_width; }

/// Whether a vehicle at a berth of the sender is due to leave, unless it has too little.
bool is_due_to_leave(const RunState& state, const FleetState& fleet, const Vehicle& vehicle) {
    switch (vehicle.doing) {
        case Doing::waits_to_leave:
            return calendar_rings(fleet, state.now);
        case Doing::loads:
            return vehicle.until <= state.now + instant_width;
        default:
            return false;
    }
}

/// Steps 1 to 3 of an instant, for one vehicle.
/// returns  whether it may leave the sender in step 5
bool ring_vehicle(RunState& state, FleetState& fleet, std::uint32_t index) {
    Vehicle& vehicle = state.vehicles[index];
    switch (vehicle.doing) {
        case Doing::returns:
            if (vehicle.until <= state.now + instant_width) {
                tell(state, fleet, EventKind::vehicle_back, index);
                set_doing(state, fleet, index, Doing::waits_to_load);
                call(state, fleet, index, fleet.from);
            }
            return false;
        case Doing::unloads: {
            const bool port_is_empty = state.nodes[row_of(state, fleet).port.index].mode == Mode::empty;
            if (port_is_empty || is_done(state, vehicle, fleet.each_unloaded)) {
                finish_unloading(state, fleet, index);
            }
            return false;
        }
        case Doing::loads:
            if (has_hold(state, fleet) && is_done(state, vehicle, fleet.each_loaded)) {
                set_doing(state, fleet, index, Doing::waits_to_leave);
            }
            return is_due_to_leave(state, fleet, vehicle);
        case Doing::waits_to_leave:
            return is_due_to_leave(state, fleet, vehicle);
        default:
            return false;
    }
}

/// A vehicle puts to sea with what it has loaded.
void send_off(RunState& state, FleetState& fleet, std::uint32_t index, double load) {
    Vehicle& vehicle = state.vehicles[index];
    const model::NodeId hold = row_of(state, fleet).sails.fleet.hold;
    if (hold.valid()) {
        jump(state, hold, -load);
    }
    set_off(state, fleet.route, load, trip_of(fleet, index, vehicle.trips), index);
    set_ship_clock(state, fleet.route);
    ++vehicle.trips;
    set_doing(state, fleet, index, Doing::goes);
    leave_berth(state, fleet.from);
    if (hold.valid() && fleet.figures[Doing::loads] == 0 && fleet.figures[Doing::waits_to_leave] == 0) {
        clear_rest(state, hold);
    }
}

/// What is in the hold of a vehicle at its berth.
double loaded(const RunState& state, const FleetState& fleet, const Vehicle& vehicle) {
    const double all = vehicle.load;
    return vehicle.doing == Doing::waits_to_leave
               ? all
               : std::clamp(fleet.each_loaded.at(state.now) - vehicle.begun, 0.0, all);
}

/// With too little, or nothing, it stays for as long again.
void leave_or_stay(RunState& state, FleetState& fleet, std::uint32_t index) {
    Vehicle& vehicle = state.vehicles[index];
    const double load = loaded(state, fleet, vehicle);
    const bool enough = load > load_rounding * vehicle.load &&
                        load >= state.routes[fleet.route.index].least_lot * (1.0 - load_rounding);
    if (vehicle.doing == Doing::waits_to_leave || enough) {
        send_off(state, fleet, index, load);
        return;
    }
    vehicle.until += fleet.leaves_after;
    touch_fleet(state, fleet.route);
}

/// Whether a vehicle may begin to load.
bool may_begin(const RunState& state, const FleetState& fleet) {
    const RouteState& route = state.routes[fleet.route.index];
    return route.sends() && route.scheduled > 0.0;
}

/// Brings ashore what fits at once.
void unload_at_once(RunState& state, FleetState& fleet, std::uint32_t index) {
    const model::RouteRow& row = row_of(state, fleet);
    Vehicle& vehicle = state.vehicles[index];
    const NodeState& receiver = state.nodes[row.to.index];
    const double capacity = state.node_limits[row.to.index].capacity;
    const double room = receiver.mode == Mode::hub ? 0.0 : std::max(0.0, capacity - receiver.at(state.now));
    const double fits = std::min(vehicle.load, room);
    if (fits > 0.0) {
        jump(state, row.port, -fits);
        if (fits < room) {
            jump(state, row.to, fits);
        } else {
            jump_to(state, row.to, capacity);
        }
        state.totals[row.unloading.index].moved += fits;
        see(state, row.unloading);
        record_move(state, MoveKind::unloaded, fleet.route, fits);
        vehicle.load -= fits;
    }
    if (vehicle.load <= 0.0) {
        finish_unloading(state, fleet, index);
    }
}

void begin_to_load(RunState& state, FleetState& fleet, std::uint32_t index) {
    Vehicle& vehicle = state.vehicles[index];
    vehicle.load = state.routes[fleet.route.index].scheduled;
    vehicle.begun = fleet.each_loaded.at(state.now);
    vehicle.until = state.now + fleet.leaves_after;
    tell(state, fleet, EventKind::vehicle_loads, index);
    set_doing(state, fleet, index, Doing::loads);
    if (!has_hold(state, fleet)) {
        load_at_once(state, fleet.route);
    }
}

void begin_to_unload(RunState& state, FleetState& fleet, std::uint32_t index) {
    state.vehicles[index].begun = fleet.each_unloaded.at(state.now);
    tell(state, fleet, EventKind::vehicle_unloads, index);
    set_doing(state, fleet, index, Doing::unloads);
    if (fleet.unloads <= 0.0) {
        unload_at_once(state, fleet, index);
    }
}

/// Gives free berths to those that came first and can use them.
void serve(RunState& state, model::DepotId depot) {
    HarbourState& harbour = state.harbours[depot.index];
    std::vector<Caller>& callers = state.callers[depot.index];
    for (std::size_t at = 0; at < callers.size() && harbour.taken < harbour.berths;) {
        const Caller caller = callers[at];
        FleetState& fleet = state.fleets[caller.fleet];
        const bool unloads = state.vehicles[caller.vehicle].doing == Doing::waits_to_unload;
        if (unloads ? state.routes[fleet.route.index].receiver_shut : !may_begin(state, fleet)) {
            ++at;
            continue;
        }
        callers.erase(callers.begin() + static_cast<std::ptrdiff_t>(at));
        ++harbour.taken;
        if (unloads) {
            begin_to_unload(state, fleet, caller.vehicle);
        } else {
            begin_to_load(state, fleet, caller.vehicle);
        }
    }
}

void ask_of_fleet(RunState& state, FleetState& fleet) {
    const model::RouteRow& row = row_of(state, fleet);
    const RouteState& route = state.routes[fleet.route.index];
    if (row.sending.valid()) {
        const double loads = route.sender_shut ? 0.0 : fleet.loads;
        ask(state, row.sending, loads * fleet.figures[Doing::loads] * route.over_caps);
    }
    const double unloads = fleet.unloads > 0.0 ? fleet.unloads : route.written * route.factor;
    ask(state, row.unloading, route.receiver_shut ? 0.0 : unloads * fleet.figures[Doing::unloads]);
}

/// What each of `vehicles` moves of a flow; nothing is remembered while there is none.
void share_out(RunState& state, FlowTotal& each, model::FlowId flow, std::uint32_t vehicles) {
    if (vehicles == 0) {
        each = FlowTotal{0.0, 0.0, state.now};
        return;
    }
    const double rate = flow.valid() ? state.totals[flow.index].rate / vehicles : 0.0;
    if (rate != each.rate) {
        each.change_rate(state.now, rate);
    }
}

double done_at(const Vehicle& vehicle, const FlowTotal& each) {
    return each.rate > 0.0 ? each.since + (vehicle.begun + vehicle.load - each.moved) / each.rate : never;
}

double next_of(const RunState& state, const FleetState& fleet, const Vehicle& vehicle) {
    switch (vehicle.doing) {
        case Doing::loads:
            return std::min(vehicle.until, has_hold(state, fleet) ? done_at(vehicle, fleet.each_loaded) : never);
        case Doing::waits_to_leave:
            return next_date(fleet, state.now + 2.0 * instant_width);
        case Doing::unloads:
            return state.nodes[row_of(state, fleet).port.index].mode == Mode::empty
                       ? state.now
                       : done_at(vehicle, fleet.each_unloaded);
        case Doing::returns:
            return vehicle.until;
        default:
            return never;
    }
}

}  // namespace

double next_date(const FleetState& fleet, double now) {
    if (fleet.every == never) {
        return now;
    }
    const double passed = std::ceil((now - instant_width - fleet.first_date) / fleet.every);
    return fleet.first_date + std::max(0.0, passed) * fleet.every;
}

void build_fleets(RunState& state) {
    for (const model::RouteId id : state.model.routes.ids()) {
        const model::RouteRow& row = state.model.routes[id];
        if (!model::has_fleet(row)) {
            continue;
        }
        FleetState fleet;
        fleet.route = id;
        fleet.from = state.model.nodes[row.from].depot;
        fleet.to = state.model.nodes[row.to].depot;
        fleet.vehicles.begin = static_cast<std::uint32_t>(state.vehicles.size());
        state.vehicles.resize(state.vehicles.size() + row.sails.fleet.vehicles);
        fleet.vehicles.end = static_cast<std::uint32_t>(state.vehicles.size());
        state.routes[id.index].fleet = static_cast<std::uint32_t>(state.fleets.size());
        state.fleets.push_back(fleet);
    }
    state.stale_fleets.reset(state.fleets.size());
    if (state.fleets.empty()) {
        return;
    }
    state.harbours.resize(state.model.depots.size());
    state.callers.resize(state.model.depots.size());
    for (const model::DepotId depot : state.model.depots.ids()) {
        state.harbours[depot.index].berths = state.model.depots[depot].berths;
    }
    for (const FleetState& fleet : state.fleets) {
        for (const model::DepotId depot : {fleet.from, fleet.to}) {
            state.callers[depot.index].reserve(state.callers[depot.index].capacity() + fleet.vehicles.size());
        }
    }
    state.stale_harbours.reset(state.model.depots.size());
}

void reset_fleets(RunState& state) {
    state.stale_fleets.clear();
    state.stale_harbours.clear();
    for (std::vector<Caller>& callers : state.callers) {
        callers.clear();
    }
    for (HarbourState& harbour : state.harbours) {
        harbour.taken = 0;
    }
    for (FleetState& fleet : state.fleets) {
        const model::RouteRow& row = row_of(state, fleet);
        const model::FleetRow& written = row.sails.fleet;
        fleet.loads = state.value_or(written.loads, 0.0);
        fleet.unloads = state.value_or(written.unloads, 0.0);
        fleet.returns = state.value_or(written.returns, state.routes[fleet.route.index].transit);
        fleet.leaves_after = state.value_or(written.leaves_after, never);
        const double opening = std::max(0.0, state.value_or(row.opening.opens, 0.0));
        fleet.first_date = state.value_or(row.sails.first, opening) + 0.0;
        fleet.every = state.value_or(row.sails.every, never);
        fleet.each_loaded = fleet.each_unloaded = FlowTotal{};
        fleet.wakes = false;
        fleet.figures = FleetFigures{};
        fleet.figures[Doing::waits_to_load] = fleet.vehicles.size();
        for (auto vehicle = fleet.vehicles.begin; vehicle < fleet.vehicles.end; ++vehicle) {
            state.vehicles[vehicle] = Vehicle{};
            call(state, fleet, vehicle, fleet.from);
        }
        touch_fleet(state, fleet.route);
        ask_of_fleet(state, fleet);
    }
}

void ring_fleet(RunState& state, std::uint32_t index) {
    FleetState& fleet = state.fleets[index];
    bool leaves = false;
    for (auto vehicle = fleet.vehicles.begin; vehicle < fleet.vehicles.end; ++vehicle) {
        leaves = ring_vehicle(state, fleet, vehicle) || leaves;
    }
    if (leaves) {
        state.due_sailings.push_back(state.routes[fleet.route.index].sail_slot);
        std::sort(state.due_sailings.begin(), state.due_sailings.end());
    }
    touch_fleet(state, fleet.route);
}

void moor(RunState& state, model::RouteId id, std::uint32_t vehicle, double brings) {
    FleetState& fleet = fleet_of(state, id);
    if (brings <= 0.0) {
        turn_back(state, fleet, vehicle);
        return;
    }
    const model::NodeId port = state.model.routes[id].port;
    jump(state, port, brings);
    record_move(state, MoveKind::queued, id, brings);
    state.vehicles[vehicle].load = brings;
    set_doing(state, fleet, vehicle, Doing::waits_to_unload);
    call(state, fleet, vehicle, fleet.to);
}

void lose_vehicle_or_not(RunState& state, model::RouteId id, std::uint32_t vehicle) {
    FleetState& fleet = fleet_of(state, id);
    if (row_of(state, fleet).sails.fleet.lost == model::LostLot::takes_vehicle) {
        tell(state, fleet, EventKind::vehicle_lost, vehicle);
        set_doing(state, fleet, vehicle, Doing::is_gone);
    } else {
        turn_back(state, fleet, vehicle);
    }
}

void sail_fleet(RunState& state, model::RouteId id) {
    FleetState& fleet = fleet_of(state, id);
    if (!has_hold(state, fleet)) {
        load_at_once(state, id);
        return;
    }
    for (auto vehicle = fleet.vehicles.begin; vehicle < fleet.vehicles.end; ++vehicle) {
        if (is_due_to_leave(state, fleet, state.vehicles[vehicle])) {
            leave_or_stay(state, fleet, vehicle);
        }
    }
}

void load_at_once(RunState& state, model::RouteId id) {
    FleetState& fleet = fleet_of(state, id);
    for (auto vehicle = fleet.vehicles.begin; vehicle < fleet.vehicles.end; ++vehicle) {
        if (state.vehicles[vehicle].doing == Doing::loads) {
            const double load = take_whole_lot(state, id);
            if (load <= 0.0) {
                break;
            }
            send_off(state, fleet, vehicle, load);
        }
    }
    RouteState& route = state.routes[id.index];
    route.waiting = fleet.figures[Doing::loads] > 0;
    mark_gauge(state, route.wait_gauge, Change::rate);
}

void serve_harbours(RunState& state) {
    for (const Id<FleetState> id : state.stale_fleets.list()) {
        FleetState& fleet = state.fleets[id.index];
        if (fleet.wakes) {
            fleet.wakes = false;
            state.stale_harbours.add(fleet.from);
        }
    }
    state.stale_harbours.sort();
    for (const model::DepotId depot : state.stale_harbours.list()) {  // berths get free only where vehicles are served
        serve(state, depot);
    }
    state.stale_harbours.clear();
    for (const Id<FleetState> fleet : state.stale_fleets.list()) {
        ask_of_fleet(state, state.fleets[fleet.index]);
    }
}

void wake_fleet(RunState& state, model::RouteId id) {
    FleetState& fleet = fleet_of(state, id);
    ask_of_fleet(state, fleet);
    const HarbourState& harbour = state.harbours[fleet.from.index];
    const bool may_berth = fleet.figures[Doing::waits_to_load] > 0 && harbour.taken < harbour.berths;
    fleet.wakes = fleet.wakes || (may_berth && may_begin(state, fleet));
    touch_fleet(state, id);
}

void predict_fleets(RunState& state) {
    for (const Id<FleetState> id : state.stale_fleets.list()) {
        FleetState& fleet = state.fleets[id.index];
        const model::RouteRow& row = row_of(state, fleet);
        share_out(state, fleet.each_loaded, row.sending, fleet.figures[Doing::loads]);
        share_out(state, fleet.each_unloaded, row.unloading, fleet.figures[Doing::unloads]);
        double rings = fleet.wakes ? state.now : never;
        for (auto vehicle = fleet.vehicles.begin; vehicle < fleet.vehicles.end; ++vehicle) {
            rings = std::min(rings, next_of(state, fleet, state.vehicles[vehicle]));
        }
        state.clocks.set(fleet.slot, std::max(state.now, rings));
    }
    state.stale_fleets.clear();
}

double mean_rate(const RunState& state, model::RouteId id) {
    const FleetState& fleet = state.fleets[state.routes[id.index].fleet];
    const RouteState& route = state.routes[id.index];
    const double whole = route.written * route.factor;
    const double lot = fleet.loads > 0.0 ? std::min(whole, fleet.loads * fleet.leaves_after) : whole;
    const auto takes = [&](double rate) { return rate > 0.0 ? lot / rate : 0.0; };
    double cycle = takes(fleet.loads) + route.transit + takes(fleet.unloads) + fleet.returns;
    if (fleet.every < never) {
        cycle = std::max(1.0, std::ceil(cycle / fleet.every - load_rounding)) * fleet.every;
    }
    const std::uint32_t left = fleet.vehicles.size() - fleet.figures[Doing::is_gone];
    const auto most = [&](model::DepotId depot, double rate) {
        const std::uint32_t berths = state.harbours[depot.index].berths;
        return rate > 0.0 && berths != model::unlimited_berths ? berths * rate : never;
    };
    return std::min({left * lot / cycle, most(fleet.from, fleet.loads), most(fleet.to, fleet.unloads)});
}

}  // namespace caisson::engine
