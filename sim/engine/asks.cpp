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
    ask(state, state.model.plants[plant].flow, now.begins() ? now.scheduled : 0.0);
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
            ask(state, flow, state.value_or(state.model.flows[flow].share, 1.0) * std::min(allowed, now.by_guns));
        }
    }
    touch_island(state, now.island, Change::rate);
    see(state, fire);
}

namespace {

/// Whether what feeds a queue stops when it holds a day of what empties it.
enum class Stops : std::uint8_t { no, at_a_day };

/// What empties a port or a dock by default has changed, and with it the queue at which what feeds it stops.
void empty_by_default(RunState& state, model::FlowId emptying, double rate, Stops stops, bool shut = false) {
    ask(state, emptying, shut ? 0.0 : rate);
    if (stops == Stops::at_a_day) {
        const model::NodeId queue = state.model.legs[state.model.flows[emptying].legs.begin].node;
        state.node_limits[queue.index].stop_level = rate > 0.0 ? rate : never;
        set_levels(state, queue);
        state.nodes[queue.index].must_judge = true;
        state.touched_nodes.add(queue);
    }
}

void unload_by_default(RunState& state, model::RouteId id, double rate) {
    const model::RouteRow& row = state.model.routes[id];
    const bool stops = row.when_full == model::WhenFull::stop && !row.port_limit.valid();
    if (!row.unload.valid()) {
        empty_by_default(state, row.unloading, rate, stops ? Stops::at_a_day : Stops::no,
                         state.routes[id.index].receiver_shut);
    }
}

void deliver_by_default(RunState& state, model::PlantId id, double rate) {
    const model::WorkRow& work = state.model.plants[id].work;
    const bool stops = work.when_full == model::WhenDockFull::stop && !work.dock_limit.valid();
    empty_by_default(state, work.delivering, rate, stops ? Stops::at_a_day : Stops::no);
}

}  // namespace

void note_arrivals(RunState& state, std::uint32_t index, double arriving) {
    LineState& line = state.lines[index];
    if (arriving <= line.largest_ask) {
        return;
    }
    line.largest_ask = arriving;
    if (line.of == EntityKind::plant) {
        deliver_by_default(state, model::PlantId{line.owner}, arriving);
    } else {
        unload_by_default(state, model::RouteId{line.owner}, arriving);
    }
}

void note_largest_ask(RunState& state, std::uint32_t index) {
    const LineState& line = state.lines[index];
    note_arrivals(state, index, state.allocation.ask[line.entering] * share_left(state, line));
}

void ask_of_route(RunState& state, model::RouteId route) {
    const model::RouteRow& row = state.model.routes[route];
    RouteState& now = state.routes[route.index];
    see(state, route);
    if (now.fleet != no_slot) {
        wake_fleet(state, route);
    } else if (row.form == model::RouteForm::flow) {
        const bool nowhere = now.receiver_shut && !row.port.valid();
        ask(state, row.sending, now.sends() && !nowhere ? now.scheduled * now.over_caps : 0.0);
    } else {
        unload_by_default(state, route, now.written * now.factor);  // a lot a day, whatever of it measures permit
        if (now.on_demand && now.sends() && left_for(state, now) > 0.0) {
            call_ship(state, route);
        }
    }
}

}  // namespace caisson::engine
