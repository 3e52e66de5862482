#include <algorithm>
#include <fmt/format.h>
#include <string>
#include <utility>
#include <vector>

#include "engine/mechanisms.hpp"

namespace caisson::engine {
namespace {

/// How many instants of an endless series are played to see who takes part, and how many are named.
constexpr int instants_to_watch = 1000;
constexpr std::size_t most_named = 3;

std::string name_of_slot(const RunState& state, std::uint32_t slot) {
    const std::uint32_t owner = state.slot_owner[slot];
    const SlotRanges& slots = state.slots;
    if (slot < slots.gauges) {
        return model::path_of(state.model, model::NodeId{owner});
    }
    if (slot < slots.fronts) {
        const Gauge& gauge = state.gauges[owner];
        return gauge.kind == GaugeKind::ration ? "fires." + state.model.fires[model::FireId{gauge.owner}].id
                                               : "routes." + state.model.routes[model::RouteId{gauge.owner}].id;
    }
    if (slot >= slots.parts && slot < slots.end) {
        return model::path_of(state.model, model::DealPartId{owner});
    }
    if (slot >= slots.caps && slot < slots.acts) {
        return state.model.caps[owner].path;
    }
    if (slot >= slots.acts && slot < slots.parts) {
        const bool leaf = slot >= slots.leaves && slot < slots.holds;
        return "rules." + state.model.rules[leaf ? state.leaves[owner].rule : model::RuleId{owner}].id;
    }
    if (slot >= slots.agenda) {
        return "the calendar";
    }
    return "routes." + state.model.routes[model::RouteId{owner}].id;
}

std::vector<std::string> busiest(RunState& state) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> rings(state.slot_owner.size());  // how often, which slot
    for (std::uint32_t slot = 0; slot < rings.size(); ++slot) {
        rings[slot].second = slot;
    }
    for (int instant = 0; instant < instants_to_watch && !state.ended; ++instant) {
        ++rings[state.clocks.first().slot].first;
        if (!execute_instant(state)) {
            break;
        }
    }
    std::stable_sort(rings.begin(), rings.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<std::string> paths;
    for (const auto& [count, slot] : rings) {
        if (count > 0 && paths.size() < most_named) {
            paths.push_back(name_of_slot(state, slot));
        }
    }
    return paths;
}

RunFailure endless(RunState& state) {
    const double time = state.now;
    state.watch = Watch::no;
    std::vector<std::string> paths = busiest(state);
    std::string message =
        fmt::format("endless events: more than {} instants within a millionth of a day, at day {}, in {}",
                    state.storm.most, time, fmt::join(paths, ", "));
    return {RunFailure::Reason::event_storm, Days{time}, std::move(message), std::move(paths)};
}

}  // namespace

RunFailure failure_of(RunState& state, Ending ending) {
    switch (ending) {
        case Ending::endless:
            return endless(state);
        case Ending::too_many_events:
            return {RunFailure::Reason::too_many_events,
                    Days{state.now},
                    fmt::format("more than {} events by day {}", state.limits.most_events, state.now),
                    {}};
        case Ending::rule_loop: {
            const std::string path = "rules." + state.model.rules[state.looping].id;
            return {RunFailure::Reason::rule_loop,
                    Days{state.now},
                    fmt::format("rule loop: {} fires twice at day {}", path, state.now),
                    {path}};
        }
        default:
            return {RunFailure::Reason::coupled_inputs,
                    Days{state.now},
                    fmt::format("coupled inputs: plants that need each other's products found no rates at day {}",
                                state.now),
                    {}};
    }
}

}  // namespace caisson::engine
