#include "caisson/engine/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>

#include "caisson/base/ensure.hpp"
#include "engine/mechanisms.hpp"

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

void ring_all_due(RunState& state) {
    const Clocks::Ring first = state.clocks.first();
    const double latest = first.time + instant_width;
    if (state.clocks.first_is_alone(latest)) {
        ring(state, first.slot);
        return;
    }
    // All are gathered before any is rung: what becomes due meanwhile is the next instant.
    state.due.clear();
    state.clocks.gather(latest, state.due);
    for (const std::uint32_t slot : state.due) {
        ring(state, slot);
    }
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
    const Instant instant{Days{state.now},           state.events,
                          state.seen_nodes.list(),   state.seen_flows.list(),
                          state.seen_fires.list(),   state.seen_routes.list(),
                          view};
    for (Observer* observer : observers) {
        observer->see(instant);
    }
}

void forget_instant(RunState& state) {
    state.touched_nodes.clear();
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

std::string name_of_slot(const RunState& state, std::uint32_t slot) {
    const std::uint32_t owner = state.slot_owner[slot];
    if (slot < state.slots.gauges) {
        return model::path_of(state.model, model::NodeId{owner});
    }
    if (slot < state.slots.fronts) {
        return state.gauges[owner].kind == GaugeKind::ration
                   ? "fires." + state.model.fires[model::FireId{state.gauges[owner].owner}].id
                   : "routes." + state.model.routes[model::RouteId{state.gauges[owner].owner}].id;
    }
    if (slot == state.slots.end || (slot >= state.slots.agenda && slot < state.slots.sailings)) {
        return "the calendar";
    }
    return "routes." + state.model.routes[model::RouteId{owner}].id;
}

}  // namespace

void record(RunState& state, EventKind kind, EntityKind entity_kind, std::uint32_t entity, double value,
            Scheduled what) {
    // A running hash of the log: each event is mixed in whole, so that two logs that differ anywhere differ here.
    constexpr std::uint64_t odd = 0x9E3779B97F4A7C15U;
    const std::uint64_t word = (std::uint64_t{entity} << 24U) ^ (std::uint64_t(kind) << 16U) ^
                               (std::uint64_t(entity_kind) << 8U) ^ std::uint64_t(what);
    std::uint64_t hash = state.fingerprint;
    for (const std::uint64_t part : {word, __builtin_bit_cast(std::uint64_t, state.now),
                                     __builtin_bit_cast(std::uint64_t, value)}) {
        hash = (hash ^ part) * odd;
        hash ^= hash >> 29U;
    }
    state.fingerprint = hash;
    if (state.watch == Watch::yes) {
        state.events.push_back({Days{state.now}, kind, entity_kind, what, entity, value});
    }
}

namespace {

tl::unexpected<RunFailure> fail(const RunState& state, RunFailure::Reason reason, std::string message,
                                std::vector<std::string> paths = {}) {
    return tl::unexpected(RunFailure{reason, Days{state.now}, std::move(message), std::move(paths)});
}

/// Steps 5 to 8 of an instant: what sails, what is judged by the stocks after all that moved, and the rates.
bool settle_instant(RunState& state, Extent extent) {
    sail_all_due(state);
    judge_nodes(state);
    judge_gauges(state);
    return settle(state, extent);
}

/// Plays some more of an endless series and counts who takes part.
std::vector<std::string> busiest(RunState& state) {
    std::map<std::uint32_t, std::uint64_t> rings;
    for (int more = 0; more < 1000 && !state.ended; ++more) {
        state.now = state.clocks.first().time;
        ++rings[state.clocks.first().slot];
        ring_all_due(state);
        if (!settle_instant(state, Extent::what_changed)) {
            break;
        }
        forget_instant(state);
    }
    std::vector<std::pair<std::uint64_t, std::uint32_t>> order;
    for (const auto& [slot, count] : rings) {
        order.emplace_back(count, slot);
    }
    std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    std::vector<std::string> paths;
    for (const auto& [count, slot] : order) {
        if (paths.size() < 3) {
            paths.push_back(name_of_slot(state, slot));
        }
    }
    return paths;
}

tl::unexpected<RunFailure> fail_endless(RunState& state) {
    const double time = state.now;
    std::vector<std::string> paths = busiest(state);
    std::string names;
    for (const std::string& path : paths) {
        names += (names.empty() ? "" : ", ") + path;
    }
    state.now = time;
    return fail(state, RunFailure::Reason::event_storm,
                fmt::format("endless events: more than {} instants within a millionth of a day, at day {}, in {}",
                            state.storm.most, time, names),
                std::move(paths));
}

/// All of an instant after its clocks have rung: steps 5 to 9, and the guards.
Result<bool, RunFailure> finish_instant(RunState& state, std::span<Observer* const> observers, Extent extent) {
    if (!settle_instant(state, extent)) {
        return fail(state, RunFailure::Reason::coupled_inputs,
                    fmt::format("coupled inputs: plants that need each other's products found no rates at day {}",
                                state.now));
    }
    ++state.counts.instants;
    if (!observers.empty()) {
        show(state, observers);
    }
    forget_instant(state);
    if (storms(state)) {
        return fail_endless(state);
    }
    if (state.counts.events > state.limits.most_events) {
        return fail(state, RunFailure::Reason::too_many_events,
                    fmt::format("more than {} events by day {}", state.limits.most_events, state.now));
    }
    return !state.ended;
}

/// A value outside the bounds of its role, if there is any.
Result<bool, RunFailure> check_values(const RunState& state) {
    for (std::size_t at = 0; at < state.model.parameters.size(); ++at) {
        const model::Parameter& parameter = state.model.parameters[at];
        if (!model::in_bounds(parameter.role, state.values[at])) {
            std::string path(state.model.paths.text(parameter.path));
            std::string message = fmt::format("{} is {}, outside the bounds of a {}", path, state.values[at],
                                              model::row_of(parameter.role).name);
            return fail(state, RunFailure::Reason::bad_parameter, std::move(message), {std::move(path)});
        }
    }
    return true;
}

void reset_summary(const model::Model& model, Summary& summary) {
    summary.stocks = Table<model::Node, Amount>(model.nodes.size());
    summary.first_empty = Table<model::Node, Days>(model.nodes.size());
    summary.times_empty = Table<model::Node, std::uint32_t>(model.nodes.size());
    summary.moved = Table<model::Flow, Amount>(model.flows.size());
    summary.wanted = Table<model::Fire, Amount>(model.fires.size());
    summary.allowed = Table<model::Fire, Amount>(model.fires.size());
    summary.sent = Table<model::Route, Amount>(model.routes.size());
    summary.arrived = Table<model::Route, Amount>(model.routes.size());
    summary.lost = Table<model::Route, Amount>(model.routes.size());
    summary.spilled = Table<model::Route, Amount>(model.routes.size());
    summary.under_way = Table<model::Route, Amount>(model.routes.size());
}

}  // namespace

Runner::Runner(const model::Model& model, RunLimits limits) : state_(std::make_unique<RunState>(model, limits)) {
    reset_summary(model, state_->summary);
}

Runner::~Runner() = default;
Runner::Runner(Runner&&) noexcept = default;
Runner& Runner::operator=(Runner&&) noexcept = default;

Result<bool, RunFailure> Runner::begin(std::span<const double> values, Future future,
                                       std::span<Observer* const> observers) {
    RunState& state = *state_;
    ensure(values.size() == state.model.values.size(), "a run has one value for each of the model's");
    state.values.assign(values.begin(), values.end());
    state.future = future;
    state.watch = observers.empty() ? Watch::no : Watch::yes;
    state.now = 0.0;
    if (auto checked = check_values(state); !checked) {
        return checked;
    }
    reset(state);
    record(state, EventKind::started, EntityKind::none, 0);
    for (const model::NodeId node : state.model.nodes.ids()) {
        set_levels(state, node);
        state.touched_nodes.add(node);
        state.nodes[node.index].must_judge = true;
    }
    if (state.clocks.first().time <= instant_width) {
        ring_all_due(state);
    }
    for (const model::FlowId flow : state.model.flows.ids()) {
        state.seen_flows.add(flow);
    }
    for (const model::RouteId route : state.model.routes.ids()) {
        state.seen_routes.add(route);
    }
    return finish_instant(state, observers, Extent::everything);
}

Result<bool, RunFailure> Runner::step(std::span<Observer* const> observers) {
    RunState& state = *state_;
    if (state.ended) {
        return false;
    }
    state.watch = observers.empty() ? Watch::no : Watch::yes;
    state.now = state.clocks.first().time;
    ring_all_due(state);
    return finish_instant(state, observers, Extent::what_changed);
}

const Summary& Runner::finish() {
    sum_up(*state_);
    return state_->summary;
}

Days Runner::now() const { return Days{state_->now}; }

Result<const Summary*, RunFailure> Runner::run(std::span<const double> values, Future future,
                                               std::span<Observer* const> observers) {
    Result<bool, RunFailure> more = begin(values, future, observers);
    while (more && *more) {
        more = step(observers);
    }
    if (!more) {
        return tl::unexpected(std::move(more.error()));
    }
    return &finish();
}

}  // namespace caisson::engine
