#include <algorithm>

#include "engine/mechanisms.hpp"

namespace caisson::engine {

void ask(RunState& state, model::FlowId flow, double rate) {
    if (state.allocation.ask[flow] != rate) {
        state.allocation.ask[flow] = rate;
        state.asked_flows.add(flow);
    }
}

void ask_of_plant(RunState& state, model::PlantId plant) {
    const PlantState& now = state.plants[plant.index];
    ask(state, state.model.plants[plant].flow, now.open && now.switched_on ? now.scheduled : 0.0);
}

void ask_of_fire(RunState& state, model::FireId fire) {
    const model::FireRow& row = state.model.fires[fire];
    FireState& now = state.fires[fire.index];
    const double wanted = now.open && now.switched_on ? now.scheduled : 0.0;
    const double cut = now.stage == 0 ? 1.0 : state.value(state.model.rations[row.ration.begin + now.stage - 1].to);
    const double allowed = cut * wanted;
    if (wanted != now.wanted.rate) {
        now.wanted.change_rate(state.now, wanted);
        for (const std::uint32_t gauge : state.gauges_of_fire[fire.index]) {
            state.stale_gauges.add(Id<Gauge>{gauge});  // a day of supply is another amount now
        }
    }
    if (allowed != now.allowed.rate) {
        now.allowed.change_rate(state.now, allowed);
    }
    for (std::uint32_t at = row.flows.begin; at < row.flows.end; ++at) {
        const model::FlowId flow{at};
        if (!state.model.flows[flow].after.valid()) {  // else the allocator says what is left to ask
            ask(state, flow, state.value_or(state.model.flows[flow].share, 1.0) * allowed);
        }
    }
    see(state, fire);
}

namespace {

/// What a route's port unloads a day by default has changed, and with it the queue at which its departures stop.
void unload_by_default(RunState& state, model::RouteId id, double rate) {
    const model::RouteRow& row = state.model.routes[id];
    ask(state, row.unloading, rate);
    if (row.when_full == model::WhenFull::stop && !row.port_limit.valid()) {
        state.node_limits[row.port.index].stop_level = rate > 0.0 ? rate : never;  // one day of unloading
        set_levels(state, row.port);
        state.nodes[row.port.index].must_judge = true;
        state.touched_nodes.add(row.port);
    }
}

}  // namespace

void note_largest_ask(RunState& state, model::RouteId id) {
    const model::RouteRow& row = state.model.routes[id];
    RouteState& route = state.routes[id.index];
    const double arriving = state.allocation.ask[row.sending] * (1.0 - route.loss);
    if (arriving > route.largest_ask) {
        route.largest_ask = arriving;
        if (!row.unload.valid()) {
            unload_by_default(state, id, arriving);
        }
    }
}

void ask_of_route(RunState& state, model::RouteId route) {
    const model::RouteRow& row = state.model.routes[route];
    RouteState& now = state.routes[route.index];
    see(state, route);
    if (row.form == model::RouteForm::flow) {
        ask(state, row.sending, now.sends() ? now.scheduled : 0.0);
    } else if (!row.unload.valid()) {
        unload_by_default(state, route, now.scheduled);  // a lot a day
    }
}

}  // namespace caisson::engine
