#include <algorithm>
#include <utility>

#include "model/draft.hpp"

namespace caisson::model {

namespace {

StateId state_of(const Scenario& scenario, DepotId depot) { return scenario.depots[depot].state; }

void add_needs(Draft& draft, StateId written) {
    std::vector<StateNeedRow>& rows = draft.model.state_needs;
    Range& range = draft.model.states[draft.ids.states.compiled(written)].needs;
    range.begin = static_cast<std::uint32_t>(rows.size());
    for (const StateNeed& need : draft.scenario.states[written].needs) {
        rows.push_back({draft.ids.commodities.compiled(need.commodity), draft.book.add(need.weight, Role::share)});
    }
    range.end = static_cast<std::uint32_t>(rows.size());
    std::sort(rows.begin() + range.begin, rows.end(),
              [](const StateNeedRow& a, const StateNeedRow& b) { return a.commodity < b.commodity; });
}

}  // namespace

bool stands_for(const Scenario& scenario, const Actor& actor, StateId state) {
    if (!actor.group.valid()) {
        return actor.state == state;
    }
    const std::vector<StateId>& members = scenario.groups[actor.group].members;
    return std::find(members.begin(), members.end(), state) != members.end();
}

bool touches(const Scenario& scenario, const Actor& actor, const Route& route) {
    return stands_for(scenario, actor, state_of(scenario, route.from)) ||
           stands_for(scenario, actor, state_of(scenario, route.to));
}

bool crosses_a_border(const Scenario& scenario, const Route& route) {
    return state_of(scenario, route.from) != state_of(scenario, route.to);
}

bool is_limited(const Scenario& scenario, const Group& group, const Limit& limit, const Route& route) {
    const bool from_member =
        std::find(group.members.begin(), group.members.end(), state_of(scenario, route.from)) != group.members.end();
    return from_member && route.carries == limit.of && crosses_a_border(scenario, route) &&
           stands_for(scenario, limit.to, state_of(scenario, route.to));
}

std::uint32_t preferred_priority(const Draft& draft, const Route& route) {
    const Scenario& scenario = draft.scenario;
    if (!crosses_a_border(scenario, route)) {
        return 0;
    }
    const StateId sender = state_of(scenario, route.from);
    const StateId receiver = state_of(scenario, route.to);
    for (const Group& group : scenario.groups) {  // one at most that prefers anybody, which is checked
        const bool member = std::find(group.members.begin(), group.members.end(), sender) != group.members.end();
        if (member && !group.prefers.empty()) {
            const auto first = std::find_if(group.prefers.begin(), group.prefers.end(), [&](const Actor& preferred) {
                return stands_for(scenario, preferred, receiver);
            });
            return static_cast<std::uint32_t>(first - group.prefers.begin());
        }
    }
    return 0;
}

void add_groups(Draft& draft) {
    Model& model = draft.model;
    for (const GroupId written : draft.ids.groups.in_order()) {
        const Group& group = draft.scenario.groups[written];
        GroupRow row{.id = group.id, .title = group.title, .members = {}};
        row.members.begin = static_cast<std::uint32_t>(model.members.size());
        for (const StateId member : group.members) {
            model.members.push_back(draft.ids.states.compiled(member));
        }
        row.members.end = static_cast<std::uint32_t>(model.members.size());
        std::sort(model.members.begin() + row.members.begin, model.members.end());
        model.groups.add(std::move(row));
    }
    for (const StateId state : draft.ids.states.in_order()) {
        add_needs(draft, state);
    }
}

}  // namespace caisson::model
