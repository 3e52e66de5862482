#include <algorithm>
#include <cmath>

#include "caisson/base/ensure.hpp"
#include "engine/mechanisms.hpp"
#include "engine/straight_lines.hpp"

namespace caisson::engine {
namespace {

/// The mode just off the boundary, on the side to which the net rate leads.
Mode mode_after_leaving(Mode mode, double net, double reserve, double capacity) {
    const bool reserve_blocks = reserve >= capacity;
    switch (mode) {
        case Mode::empty:
            return reserve > 0.0 ? Mode::below_reserve : Mode::between;
        case Mode::at_reserve:
            return net < 0.0 ? Mode::below_reserve : Mode::between;
        case Mode::full:
            return reserve_blocks ? Mode::below_reserve : Mode::between;
        default:
            return mode;
    }
}

bool leaves(Mode mode, double net) {
    switch (mode) {
        case Mode::empty:
            return net > 0.0;
        case Mode::full:
            return net < 0.0;
        case Mode::at_reserve:
            return net != 0.0;
        default:
            return false;
    }
}

void announce_mode(RunState& state, model::NodeId node, Mode mode) {
    switch (mode) {
        case Mode::empty:
            record(state, EventKind::emptied, EntityKind::node, node.index);
            break;
        case Mode::at_reserve:
            record(state, EventKind::reserve_reached, EntityKind::node, node.index);
            break;
        case Mode::full:
            record(state, EventKind::filled, EntityKind::node, node.index);
            break;
        default:
            break;
    }
}

/// Whether what feeds a queue, having stopped or not, stops now.
bool stops(const RunState& state, model::NodeId node, bool stopped) {
    const NodeState& line = state.nodes[node.index];
    return stopped ? line.mode != Mode::empty : line.at(state.now) >= state.node_limits[node.index].stop_level;
}

/// Ports tell their route: a queue at its limit stops departures, an empty one lets them go on.
void judge_port(RunState& state, model::NodeId node, model::RouteId id) {
    RouteState& route = state.routes[id.index];
    const bool stopped = stops(state, node, route.port_stopped);
    if (state.model.routes[id].when_full == model::WhenFull::stop && stopped != route.port_stopped) {
        route.port_stopped = stopped;
        record(state, stopped ? EventKind::port_stopped : EventKind::port_resumed, EntityKind::route, id.index);
        ask_of_route(state, id);
    }
}

/// Docks tell their plant likewise.
void judge_dock(RunState& state, model::NodeId node, model::PlantId id) {
    PlantState& plant = state.plants[id.index];
    const bool stopped = stops(state, node, plant.dock_stopped);
    if (state.model.plants[id].work.when_full == model::WhenDockFull::stop && stopped != plant.dock_stopped) {
        plant.dock_stopped = stopped;
        record(state, stopped ? EventKind::dock_stopped : EventKind::dock_resumed, EntityKind::plant, id.index);
        ask_of_plant(state, id);
    }
}

void judge_queue(RunState& state, model::NodeId node) {
    const model::NodeRow& row = state.model.nodes[node];
    if (row.kind == model::NodeKind::port) {
        judge_port(state, node, row.route);
    } else if (row.kind == model::NodeKind::dock) {
        judge_dock(state, node, row.plant);
    }
}

/// Whether what a node holds is aboard vehicles, of which more is told than that they are empty.
bool is_aboard(const RunState& state, model::NodeId node) {
    const model::NodeRow& row = state.model.nodes[node];
    return row.kind == model::NodeKind::hold ||
           (row.kind == model::NodeKind::port && state.routes[row.route.index].fleet != no_slot);
}

void judge(RunState& state, model::NodeId node) {
    NodeState& line = state.nodes[node.index];
    if (line.mode == Mode::hub) {
        return;
    }
    const NodeLimits& limits = state.node_limits[node.index];
    const Mode before = line.mode;
    line.mode = mode_of(line.at(state.now), limits.routes_reserve(), limits.capacity);
    if (line.mode == Mode::empty && before != Mode::empty) {
        count_empty(state, node);
    }
    if (line.mode != before && !is_aboard(state, node)) {
        announce_mode(state, node, line.mode);
    }
    judge_queue(state, node);
    set_levels(state, node);
    const std::uint8_t bits = limits_of(line.mode, limits.routes_reserve(), limits.capacity);
    if (bits != state.allocation.limits[node]) {
        state.allocation.limits[node] = bits;
        state.limited_nodes.add(node);
    }
}

}  // namespace

Mode mode_of(double stock, double reserve, double capacity) {
    if (stock <= 0.0) {
        return Mode::empty;
    }
    if (stock >= capacity) {
        return stock > capacity ? Mode::over : Mode::full;
    }
    if (stock == reserve) {
        return Mode::at_reserve;
    }
    return stock < reserve ? Mode::below_reserve : Mode::between;
}

std::uint8_t limits_of(Mode mode, double reserve, double capacity) {
    unsigned bits = limit_none;
    switch (mode) {
        case Mode::empty:
            bits = limit_sender | (reserve > 0.0 ? limit_routes_blocked : limit_none);
            break;
        case Mode::below_reserve:
            bits = limit_routes_blocked;
            break;
        case Mode::at_reserve:
            bits = limit_at_reserve;
            break;
        case Mode::between:
            break;
        case Mode::full:
            bits = limit_receiver;
            break;
        case Mode::over:
            bits = limit_blocked;
            break;
        case Mode::hub:
            return limit_hub | limit_sender | limit_receiver;
    }
    if (reserve >= capacity) {
        bits = (bits | limit_routes_blocked) & ~unsigned{limit_at_reserve};
    }
    return static_cast<std::uint8_t>(bits);
}

void set_levels(RunState& state, model::NodeId node) {
    NodeState& line = state.nodes[node.index];
    const NodeLimits& limits = state.node_limits[node.index];
    const double reserve = limits.routes_reserve() < limits.capacity ? limits.routes_reserve() : 0.0;
    const double stop = line.at(state.now) < limits.stop_level ? limits.stop_level : never;
    const double top = std::min(limits.capacity, stop);
    switch (line.mode) {
        case Mode::below_reserve:
            line.level_below = 0.0;
            line.level_above = reserve > 0.0 ? reserve : top;
            break;
        case Mode::between:
            line.level_below = reserve;
            line.level_above = top;
            break;
        case Mode::over:
            line.level_below = limits.capacity;
            line.level_above = never;
            break;
        default:  // on a boundary nothing is reached before the boundary is left
            line.level_below = never;
            line.level_above = -never;
            break;
    }
}

void ring_node(RunState& state, model::NodeId node) {
    NodeState& line = state.nodes[node.index];
    const double level = line.net < 0.0 ? line.level_below : line.level_above;
    state.rounding[state.model.nodes[node].commodity.index] += level - line.at(state.now);
    line.stock = level;
    line.since = state.now;
    line.must_judge = true;
    ++state.counts.events;
    state.touched_nodes.add(node);
}

void judge_nodes(RunState& state) {
    for (const model::NodeId node : state.touched_nodes.list()) {
        const NodeState& line = state.nodes[node.index];
        if (line.must_judge || !stays_between(line, line.at(state.now))) {
            judge(state, node);
        }
    }
}

void judge_again(RunState& state, model::NodeId node) {
    judge(state, node);
    state.touched_nodes.add(node);
}

namespace {

/// Remembers who has left a boundary, as long as no time passes.
void note_left(RunState& state, model::NodeId node) {
    if (state.left_at != state.now) {
        state.left_nodes.clear();
        state.left_at = state.now;
    }
    if (state.left_nodes.size() < state.nodes.size()) {  // its room; who leaves more often is there already
        state.left_nodes.push_back(node);
    }
}

}  // namespace

void take_net(RunState& state, model::NodeId node, double net) {
    NodeState& line = state.nodes[node.index];
    if (line.drain == Drain::expires) {
        net -= settle_shelf(state, state.node_limits[node.index].shelf);
    } else if (line.drain == Drain::spills) {
        const model::RouteId route = state.model.nodes[node].route;
        const double surplus = line.mode == Mode::empty ? std::max(0.0, net) : 0.0;
        state.routes[route.index].spilled.change_rate(state.now, surplus);
        see(state, route);
        net -= surplus;
    }
    if (net != line.net) {
        line.stock = line.at(state.now);
        line.since = state.now;
        line.net = net;
    }
    if (leaves(line.mode, net)) {
        note_left(state, node);
        const NodeLimits& limits = state.node_limits[node.index];
        line.mode = mode_after_leaving(line.mode, net, limits.routes_reserve(), limits.capacity);
        state.allocation.limits[node] = limits_of(line.mode, limits.routes_reserve(), limits.capacity);
        set_levels(state, node);
    }
    ensure(net == 0.0 || !on_a_boundary(line.mode), "a stock on a boundary stays there or leaves it inwards");
    if (line.watched) {
        mark_gauges(state, node, Change::rate);
    }
}

}  // namespace caisson::engine
