#include "engine/mechanisms.hpp"

namespace caisson::engine {
namespace {

model::DepotId sender_of(const RunState& state, model::RouteId id) {
    return state.model.nodes[state.model.routes[id].from].depot;
}

model::DepotId receiver_of(const RunState& state, model::RouteId id) {
    return state.model.nodes[state.model.routes[id].to].depot;
}

/// Tells a route which of its ends is shut.
void set_ends(RunState& state, model::RouteId id, model::DepotId depot, bool shut) {
    RouteState& route = state.routes[id.index];
    route.sender_shut = sender_of(state, id) == depot ? shut : route.sender_shut;
    route.receiver_shut = receiver_of(state, id) == depot ? shut : route.receiver_shut;
}

}  // namespace

bool may_be_shut(const model::Model& model, model::NodeId cell) {
    return model.depots[model.nodes[cell].depot].closures.size() > 0;
}

void build_closures(RunState& state) {
    if (state.model.closures.empty()) {
        return;
    }
    state.ways_of_depot.resize(state.model.depots.size());
    for (const model::RouteId id : state.model.routes.ids()) {
        const model::DepotId from = sender_of(state, id);
        const model::DepotId to = receiver_of(state, id);
        state.ways_of_depot[from.index].push_back(id);
        if (to != from) {
            state.ways_of_depot[to.index].push_back(id);
        }
    }
}

void begin_closures(RunState& state) {
    if (state.model.closures.empty()) {
        return;
    }
    for (RouteState& route : state.routes) {
        route.sender_shut = route.receiver_shut = false;
    }
    for (const model::DepotId depot : state.model.depots.ids()) {
        const model::Range closures = state.model.depots[depot].closures;
        for (auto at = closures.begin; at < closures.end; ++at) {
            const model::ClosureRow& row = state.model.closures[at];
            if (state.value(row.from) <= 0.0 && state.value(row.until) > 0.0) {
                for (const model::RouteId id : state.ways_of_depot[depot.index]) {
                    set_ends(state, id, depot, true);
                }
            }
        }
    }
}

void shut_or_open(RunState& state, model::DepotId depot, bool shut) {
    for (const model::RouteId id : state.ways_of_depot[depot.index]) {
        const RouteState& route = state.routes[id.index];
        set_ends(state, id, depot, shut);
        ask_of_route(state, id);
        if (route.unloading.valid() && route.fleet == no_slot) {
            ask(state, route.unloading, unloads_now(state, id));
        }
        mark_gauge(state, route.wait_gauge, Change::jump);  // a ship may wait for the sender to open
    }
    if (!state.fleets.empty()) {
        state.stale_harbours.add(depot);
    }
}

double unloads_now(const RunState& state, model::RouteId id) {
    const model::RouteRow& row = state.model.routes[id];
    const RouteState& route = state.routes[id.index];
    if (route.receiver_shut) {
        return 0.0;
    }
    if (row.unload.valid()) {
        return state.value(row.unload);
    }
    return route.line != no_slot ? state.lines[route.line].largest_ask : route.written * route.factor;
}

}  // namespace caisson::engine
