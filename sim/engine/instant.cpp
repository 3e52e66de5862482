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
    } else if (slot < slots.fleets) {
        ring_front(state, owner);
    } else if (slot < slots.lots) {
        ring_fleet(state, owner);
    } else if (slot < slots.shelves) {
        ring_lot(state, model::RouteId{owner});
    } else if (slot < slots.agenda) {
        ring_shelf(state, owner);
    } else if (slot < slots.caps) {
        ring_agenda(state);
    } else if (slot < slots.acts) {
        ring_cap(state, owner);
    } else if (slot < slots.leaves) {
        ring_act(state, model::RuleId{owner});
    } else if (slot < slots.holds) {
        ring_leaf(state, owner);
    } else if (slot < slots.parts) {
        ring_hold(state, model::RuleId{owner});
    } else if (slot < slots.islands) {
        ring_deal_part(state, model::DealPartId{owner});
    } else if (slot < slots.end) {
        ring_island(state, owner);
    } else {
        state.ended = true;
        state.clocks.set(slots.end, never);
    }
}

void ring_due(RunState& state) {
    for (const std::uint32_t slot : state.due) {
        ring(state, slot);
    }
}

/// Lists what is due in the next instant, all before any is rung: what becomes due meanwhile is the instant after.
void gather_due(RunState& state) {
    const double latest = state.now + instant_width;
    state.due.clear();
    state.clocks.see_due(latest, [&](std::uint32_t slot) {
        if (!state.slots.are_ships(slot)) {
            state.due.push_back(slot);
            return;
        }
        const RouteState& route = state.routes[state.slot_owner[slot]];
        if (route.arrives <= latest) {
            state.due.push_back(slot);
        }
        if (route.departs <= latest) {
            state.due_sailings.push_back(route.sail_slot);
        }
    });
    if (!std::is_sorted(state.due_sailings.begin(), state.due_sailings.end())) {
        std::sort(state.due_sailings.begin(), state.due_sailings.end());
    }
}

/// Executes due slots by short cuts, in their order, until one will not go so.
/// returns  how many
template <class TakeShortCut>
std::size_t take_while(const std::vector<std::uint32_t>& slots, const TakeShortCut& take) {
    std::size_t taken = 0;
    while (taken < slots.size() && take(slots[taken])) {
        ++taken;
    }
    return taken;
}

/// Executes what will go by short cuts, in the order of an instant, and strikes it off.
/// returns  whether that was all
bool take_short_cuts(RunState& state) {
    const std::size_t rung =
        take_while(state.due, [&](std::uint32_t slot) { return take_short_cut(state, slot, Company::others); });
    const bool all_rung = rung == state.due.size();
    const std::size_t sailed = !all_rung ? 0 : take_while(state.due_sailings, [&](std::uint32_t slot) {
        return sail_by_short_cut(state, model::RouteId{state.slot_owner[slot]});
    });
    state.counts.events += rung + sailed;
    state.counts.short_cuts += rung + sailed;
    const bool all = all_rung && sailed == state.due_sailings.size();
    if (all) {
        state.due_sailings.clear();
        return true;
    }
    state.due.erase(state.due.begin(), state.due.begin() + static_cast<std::ptrdiff_t>(rung));
    state.due_sailings.erase(state.due_sailings.begin(),
                             state.due_sailings.begin() + static_cast<std::ptrdiff_t>(sailed));
    return false;
}

/// What the rates of this instant mean for states.
void feel_pressures(RunState& state) {
    const Changed changed{state.touched_nodes.list(),
                          state.seen_flows.list(),
                          state.seen_fires.list(),
                          state.seen_routes.list(),
                          state.seen_plants.list(),
                          {},
                          {}};
    state.pressures.update(changed, View(state), [&](model::StateId on) { see(state, on); });
}

/// Steps 5 to 8 of an instant: what deals release, what sails, what is judged by the stocks after all that moved, and the rates.
/// returns  `goes_on`, or why it cannot
Ending settle_instant(RunState& state, Extent extent) {
    if (state.deals.empty()) {
        sail_all_due(state);
    } else {
        deal_and_sail(state);
    }
    judge_nodes(state);
    judge_gauges(state);
    const bool has_rules = !state.rules.empty();
    if (has_rules && !judge_rules(state)) {
        return Ending::rule_loop;
    }
    if (!settle(state, extent)) {
        return Ending::coupled_inputs;
    }
    if (!state.islands.empty() && !settle_islands(state)) {
        return Ending::coupled_inputs;
    }
    if (state.pressures.any()) {
        feel_pressures(state);
    }
    if (has_rules) {
        predict_rules(state);
    }
    return Ending::goes_on;
}

void clear_seen(RunState& state) {
    state.seen_nodes.clear();
    state.seen_flows.clear();
    state.seen_fires.clear();
    state.seen_routes.clear();
    state.seen_plants.clear();
    state.seen_parts.clear();
    state.seen_states.clear();
}

void show(RunState& state, std::span<Observer* const> observers) {
    for (const model::NodeId node : state.touched_nodes.list()) {
        state.seen_nodes.add(node);
    }
    state.seen_nodes.sort();
    state.seen_flows.sort();
    state.seen_fires.sort();
    state.seen_routes.sort();
    state.seen_plants.sort();
    state.seen_parts.sort();
    state.seen_states.sort();
    const View view(state);
    const Instant instant{Days{state.now},
                          state.events,
                          state.seen_nodes.list(),
                          state.seen_flows.list(),
                          state.seen_fires.list(),
                          state.seen_routes.list(),
                          state.seen_plants.list(),
                          state.seen_parts.list(),
                          state.seen_states.list(),
                          state.moves,
                          view};
    for (Observer* observer : observers) {
        observer->see(instant);
    }
    state.events.clear();
    state.moves.clear();
}

/// Whether so many instants have passed in so little time. It looks only when so many have passed: an endless series is
/// noticed all the same, at most as many instants later.
CAISSON_HOT bool storms(RunState& state) {
    StormGuard& guard = state.storm;
    if (++guard.instants <= guard.most) {
        return false;
    }
    const bool no_time = state.now - guard.window_start <= storm_width;
    guard.window_start = state.now;
    guard.instants = 0;
    return no_time;
}

CAISSON_HOT Ending end_instant(RunState& state) {
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
    const Ending settled = settle_instant(state, extent);
    if (settled != Ending::goes_on) {
        return settled;
    }
    if (state.ended) {
        record(state, EventKind::ended, EntityKind::none, 0);
    }
    if (state.watch == Watch::yes) {
        show(state, observers);
    }
    if (state.marks_changes) {
        clear_seen(state);
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
    for (const model::PlantId plant : state.model.plants.ids()) {
        if (model::takes_time(state.model.plants[plant])) {
            see(state, plant);
        }
    }
    for (const model::StateId id : state.model.states.ids()) {
        if (!state.model.states[id].needs.empty()) {
            see(state, id);
        }
    }
}

/// An instant in which something happens for which there is no short cut, or several things do.
[[gnu::noinline]] Ending play_the_long_way(RunState& state, std::span<Observer* const> observers) {
    gather_due(state);
    if (state.may_take_short_cuts && take_short_cuts(state)) {
        return end_instant(state);
    }
    ring_due(state);
    return finish_instant(state, observers, Extent::what_changed);
}

/// When the next instant is. The steps of islands come with whatever else is due in it, and not before: what has nothing
/// to do with them happens at the very time at which it would without them.
[[gnu::noinline]] double time_with_islands(const RunState& state, const Clocks::Ring& first) {
    const double second = state.clocks.second_time();
    const bool alone = first.slot < state.slots.islands || first.slot >= state.slots.end;
    return alone || second > first.time + instant_width ? first.time : second;
}

CAISSON_HOT Ending play_one(RunState& state, std::span<Observer* const> observers) {
    const Clocks::Ring first = state.clocks.first();
    state.now = state.islands.empty() ? first.time : time_with_islands(state, first);
    if (state.may_take_short_cuts && state.clocks.second_time() > state.now + instant_width &&
        take_only_short_cut(state, first.slot)) {
        ++state.counts.events;
        ++state.counts.short_cuts;
        return end_instant(state);
    }
    return play_the_long_way(state, observers);
}

}  // namespace

Ending play_first(RunState& state, std::span<Observer* const> observers) {
    record(state, EventKind::started, EntityKind::none, 0);
    touch_everything(state);
    if (state.clocks.first().time <= instant_width) {
        gather_due(state);
        ring_due(state);
    }
    return finish_instant(state, observers, Extent::everything);
}

Ending play_next(RunState& state, std::span<Observer* const> observers) { return play_one(state, observers); }

Ending play_rest(RunState& state, std::span<Observer* const> observers) {
    Ending ending = Ending::goes_on;
    while (ending == Ending::goes_on) {
        ending = play_one(state, observers);
    }
    return ending;
}

bool execute_instant(RunState& state) {
    const Clocks::Ring first = state.clocks.first();
    state.now = state.islands.empty() ? first.time : time_with_islands(state, first);
    gather_due(state);
    ring_due(state);
    const bool settled = settle_instant(state, Extent::what_changed) == Ending::goes_on;
    clear_seen(state);
    state.touched_nodes.clear();
    return settled;
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
