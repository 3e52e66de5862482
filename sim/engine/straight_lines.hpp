/// What an ordinary event does to a stock, inline: most events are nothing else.
#pragma once
#include <algorithm>

#include "engine/hot.hpp"
#include "engine/mechanisms.hpp"

namespace caisson::engine {

/// On a boundary a stock is held: it neither rises nor falls before it leaves.
[[nodiscard]] inline bool on_a_boundary(Mode mode) {
    return mode == Mode::empty || mode == Mode::at_reserve || mode == Mode::full || mode == Mode::hub;
}

/// When a straight line reaches the next level in its direction.
[[nodiscard]] CAISSON_HOT double time_to_level(const NodeState& line) {
    const double level = line.net < 0.0 ? line.level_below : line.level_above;
    return line.net == 0.0 ? never : line.since + (level - line.stock) / line.net;
}

/// Whether a stock stays strictly between the levels next to it, so that nothing but its clock can have changed.
[[nodiscard]] CAISSON_HOT bool stays_between(const NodeState& line, double stock) {
    return stock > line.level_below && stock < line.level_above;
}

/// Sets a node's clock to the moment at which it will reach its next level.
CAISSON_HOT void predict(RunState& state, model::NodeId node) {
    const NodeState& line = state.nodes[node.index];
    if (line.slot != no_slot) {
        state.clocks.set(line.slot, std::max(state.now, time_to_level(line)));
    }
}

/// Sets a route's clock to its next arrival or departure by ship.
CAISSON_HOT void set_ship_clock(RunState& state, model::RouteId id) {
    const RouteState& route = state.routes[id.index];
    state.clocks.set(route.clock, std::min(route.arrives, route.departs));
}

/// A lot puts to sea.
CAISSON_HOT void put_to_sea(RunState& state, model::RouteId id, const Lot& lot) {
    RouteState& route = state.routes[id.index];
    state.lots[id.index].push(lot);
    route.arrives = std::min(route.arrives, lot.arrival);
    route.sailed += lot.gross;
}

/// The same, for a lot that may overtake others.
/// returns  how many that left before it will come after it
inline std::uint32_t put_to_sea_in_turn(RunState& state, model::RouteId id, const Lot& lot) {
    put_to_sea(state, id, lot);
    return state.lots[id.index].settle_last(
        [](const Lot& late, const Lot& early) { return late.arrival < early.arrival; });
}

/// The first lot at sea arrives.
/// returns  what is left of it
CAISSON_HOT double come_ashore(RunState& state, model::RouteId id) {
    RouteState& route = state.routes[id.index];
    Ring<Lot>& lots = state.lots[id.index];
    const double net = lots.front().net;
    const double left = lots.front().left;
    const double gross = lots.front().gross;
    lots.pop();
    route.arrives = lots.empty() ? never : lots.front().arrival;
    route.landed += net;
    route.lost_at_once += gross - left;
    route.lots_interdicted += left - net;
    set_ship_clock(state, id);
    return net;
}

/// A stock changes at once by so much, and whoever depends on it is told.
inline void change_stock(RunState& state, model::NodeId node, double amount) {
    // The anchor stays where it is: one rounding less, and end stocks that are exact sums of lots.
    NodeState& line = state.nodes[node.index];
    line.stock += amount;
    state.touched_nodes.add(node);
    if (line.watched) {
        mark_gauges(state, node, Change::jump);
    }
}

/// Goods come to a node, or leave it, at once.
inline void jump(RunState& state, model::NodeId node, double amount) {
    if (state.nodes[node.index].drain == Drain::expires) {
        jump_on_shelf(state, state.node_limits[node.index].shelf, amount);
    }
    change_stock(state, node, amount);
}

/// A stock is set to a level that it has reached at once, exactly.
inline void set_stock(RunState& state, model::NodeId node, double level) {
    NodeState& line = state.nodes[node.index];
    line.stock = level;
    line.since = state.now;
    state.touched_nodes.add(node);
    if (line.watched) {
        mark_gauges(state, node, Change::jump);
    }
}

/// What is left somewhere by rounding alone is set to nothing, exactly.
inline void clear_rest(RunState& state, model::NodeId node) {
    state.rounding[state.model.nodes[node].commodity.index] -= state.nodes[node.index].at(state.now);
    set_stock(state, node, 0.0);
}

/// Goods come or leave until a stock is at a level, exactly.
inline void jump_to(RunState& state, model::NodeId node, double level) {
    const NodeState& line = state.nodes[node.index];
    if (line.drain == Drain::expires) {
        jump_on_shelf(state, state.node_limits[node.index].shelf, level - line.at(state.now));
    }
    set_stock(state, node, level);
}

inline void count_empty(RunState& state, model::NodeId node) {
    NodeLimits& limits = state.node_limits[node.index];
    limits.first_empty = std::min(limits.first_empty, state.now);
    limits.last_empty = state.now;
    ++limits.times_empty;
}

/// What sailings may take: what lies above the reserve; nothing if the reserve is all that the depot can hold.
[[nodiscard]] CAISSON_HOT double usable(const NodeLimits& limits, double stock) {
    return limits.reserve < limits.capacity ? std::max(0.0, stock - limits.reserve) : 0.0;
}

}  // namespace caisson::engine
