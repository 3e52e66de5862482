#include <algorithm>

#include "engine/mechanisms.hpp"
#include "engine/short_cuts.hpp"
#include "engine/straight_lines.hpp"

namespace caisson::engine {
namespace {

/// More instants than the guard allows must pass within this many days to be called endless.
constexpr double storm_width = 1e-6;

void ring(RunState& state, std::uint32_t slot) {
    const SlotRanges& slots = state.slots;
    const std::uint32_t owner = state.slot_owner[slot];
    if (slot < slots.gauges) {
        ring_node(state, model::NodeId{owner});
    } else if (slot < slots.fronts) {
        ring_gauge(state, owner);
    } else if (slot < slots.lots) {
        ring_front(state, model::RouteId{owner});
    } else if (slot < slots.agenda) {
        ring_lot(state, model::RouteId{owner});
    } else if (slot < slots.sailings) {
        ring_agenda(state);
    } else if (slot < slots.end) {
        state.due_sailings.push_back(slot);
    } else {
        state.ended = true;
        state.clocks.set(slots.end, never);
    }
}

/// Rings what is due, beginning with slot number `from` of state.due.
void ring_due(RunState& state, std::size_t from) {
    for (std::size_t at = from; at < state.due.size(); ++at) {
        ring(state, state.due[at]);
    }
}

/// Lists what is due in the next instant, all before any is rung: what becomes due meanwhile is the instant after.
void gather_due(RunState& state) {
    state.due.clear();
    state.clocks.gather(state.now + instant_width, state.due);
}

bool may_take_short_cuts(const RunState& state) {
    return state.watch == Watch::no && state.limits.path == RunPath::short_cuts;
}

/// Executes by short cuts as many of the due slots as will go so, in their order.
/// returns  how many
std::size_t take_short_cuts(RunState& state) {
    std::size_t taken = 0;
    while (taken < state.due.size() && take_short_cut(state, state.due[taken], Company::others)) {
        ++taken;
    }
    state.counts.events += taken;
    state.counts.short_cuts += taken;
    return taken;
}

/// Steps 5 to 8 of an instant: what sails, what is judged by the stocks after all that moved, and the rates.
bool settle_instant(RunState& state, Extent extent) {
    sail_all_due(state);
    judge_nodes(state);
    judge_gauges(state);
    return settle(state, extent);
}

void show(RunState& state, std::span<Observer* const> observers) {
    for (const model::NodeId node : state.touched_nodes.list()) {
        state.seen_nodes.add(node);
    }
    state.seen_nodes.sort();
    state.seen_flows.sort();
    state.seen_fires.sort();
    state.seen_routes.sort();
    const View view(state);
    const Instant instant{Days{state.now},
                          state.events,
                          state.seen_nodes.list(),
                          state.seen_flows.list(),
                          state.seen_fires.list(),
                          state.seen_routes.list(),
                          view};
    for (Observer* observer : observers) {
        observer->see(instant);
    }
    state.seen_nodes.clear();
    state.seen_flows.clear();
    state.seen_fires.clear();
    state.seen_routes.clear();
    state.events.clear();
}

bool storms(RunState& state) {
    StormGuard& guard = state.storm;
    if (state.now - guard.window_start > storm_width) {
        guard.window_start = state.now;
        guard.instants = 0;
    }
    ++guard.instants;
    return guard.instants > guard.most;
}

Ending end_instant(RunState& state) {
    ++state.counts.instants;
    if (storms(state)) {
        return Ending::endless;
    }
    if (state.counts.events > state.limits.most_events) {
        return Ending::too_many_events;
    }
    return state.ended ? Ending::at_end : Ending::goes_on;
}

/// All of an instant after its clocks have rung: steps 5 to 9, and the guards.
Ending finish_instant(RunState& state, std::span<Observer* const> observers, Extent extent) {
    if (!settle_instant(state, extent)) {
        return Ending::coupled_inputs;
    }
    if (state.ended) {
        record(state, EventKind::ended, EntityKind::none, 0);
    }
    if (state.watch == Watch::yes) {
        show(state, observers);
    }
    state.touched_nodes.clear();
    return end_instant(state);
}

/// At the start everything is judged, and everything is new to observers.
void touch_everything(RunState& state) {
    for (const model::NodeId node : state.model.nodes.ids()) {
        set_levels(state, node);
        state.touched_nodes.add(node);
        state.nodes[node.index].must_judge = true;
    }
    for (const model::FlowId flow : state.model.flows.ids()) {
        see(state, flow);
    }
    for (const model::FireId fire : state.model.fires.ids()) {
        see(state, fire);
    }
    for (const model::RouteId route : state.model.routes.ids()) {
        see(state, route);
    }
}

}  // namespace

Ending play_first(RunState& state, std::span<Observer* const> observers) {
    record(state, EventKind::started, EntityKind::none, 0);
    touch_everything(state);
    if (state.clocks.first().time <= instant_width) {
        gather_due(state);
        ring_due(state, 0);
    }
    return finish_instant(state, observers, Extent::everything);
}

Ending play_next(RunState& state, std::span<Observer* const> observers) {
    const Clocks::Ring first = state.clocks.first();
    state.now = first.time;
    if (state.clocks.first_is_alone(first.time + instant_width)) {
        if (may_take_short_cuts(state) && take_short_cut(state, first.slot, Company::none)) {
            ++state.counts.events;
            ++state.counts.short_cuts;
            return end_instant(state);
        }
        ring(state, first.slot);
        return finish_instant(state, observers, Extent::what_changed);
    }
    gather_due(state);
    std::size_t taken = 0;
    if (may_take_short_cuts(state)) {
        taken = take_short_cuts(state);
        if (taken == state.due.size()) {
            return end_instant(state);
        }
    }
    ring_due(state, taken);
    return finish_instant(state, observers, Extent::what_changed);
}

bool execute_instant(RunState& state) {
    state.now = state.clocks.first().time;
    gather_due(state);
    ring_due(state, 0);
    const bool solved = settle_instant(state, Extent::what_changed);
    state.touched_nodes.clear();
    return solved;
}

void write_down(RunState& state, const Event& event) {
    // A running hash of the log: each event is mixed in whole, so that two logs that differ anywhere differ here.
    constexpr std::uint64_t odd = 0x9E3779B97F4A7C15U;
    const std::uint64_t word = (std::uint64_t{event.entity} << 24U) ^ (std::uint64_t(event.kind) << 16U) ^
                               (std::uint64_t(event.entity_kind) << 8U) ^ std::uint64_t(event.what);
    std::uint64_t hash = state.fingerprint;
    for (const std::uint64_t part :
         {word, __builtin_bit_cast(std::uint64_t, event.time.value), __builtin_bit_cast(std::uint64_t, event.value)}) {
        hash = (hash ^ part) * odd;
        hash ^= hash >> 29U;
    }
    state.fingerprint = hash;
    state.events.push_back(event);
}

}  // namespace caisson::engine
