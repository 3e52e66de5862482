#include <algorithm>
#include <cmath>
#include <string>

#include "caisson/base/number_text.hpp"
#include "model/checks.hpp"
#include "model/tolerances.hpp"

namespace caisson::model {

namespace {

/// A state sends by the preferences of one group.
void check_preferences(const Scenario& scenario, Findings& findings) {
    for (const StateId state : scenario.states.ids()) {
        const Group* first = nullptr;
        for (const Group& group : scenario.groups) {
            const bool member = std::find(group.members.begin(), group.members.end(), state) != group.members.end();
            if (!member || group.prefers.empty()) {
                continue;
            }
            if (first != nullptr) {
                refuse(findings, FindingCode::bad_group,
                       scenario.states[state].id + " is in " + first->id + " and in " + group.id +
                           ", and both prefer somebody",
                       group.place, "leave `prefers` out of one of them, or write the priorities of routes",
                       {{first->place, "the other group"}});
            }
            first = &group;
        }
    }
}

void check_members(const Scenario& scenario, const Group& group, Findings& findings) {
    for (std::size_t at = 0; at < group.members.size(); ++at) {
        const auto begin = group.members.begin();
        const auto here = begin + static_cast<std::ptrdiff_t>(at);
        if (std::find(begin, here, *here) != here) {
            refuse(findings, FindingCode::bad_group,
                   "groups." + group.id + " has " + scenario.states[*here].id + " twice", group.place,
                   "name each member once");
        }
    }
}

void check_weights(const State& state, Findings& findings) {
    double sum = 0.0;
    for (const StateNeed& need : state.needs) {
        sum += need.weight.value;
    }
    if (!state.needs.empty() && !(std::abs(sum - 1.0) <= share_sum_tolerance)) {
        const double percents = std::round(100.0 * sum * 1e8) / 1e8;
        refuse(findings, FindingCode::bad_shares,
               "states." + state.id + ": the weights of its needs sum to " + number_text(percents) + "%",
               state.needs.back().place,
               "let them sum to 100%, or name the commodities alone: then all count the same");
    }
}

}  // namespace

void check_groups(const Checked& checked, Findings& findings) {
    const Scenario& scenario = checked.scenario;
    for (const Group& group : scenario.groups) {
        check_members(scenario, group, findings);
    }
    check_preferences(scenario, findings);
    for (const State& state : scenario.states) {
        check_weights(state, findings);
    }
}

void check_pressure(const Checked& checked, const Selection& of, const std::string& path, const SourceSpan& place,
                    Findings& findings) {
    const Scenario& scenario = checked.scenario;
    const bool of_more = of.commodity.valid() || of.group.valid() || of.depot.valid() || of.plant.valid() ||
                         of.fire.valid() || of.route.valid();
    if (!of.state.valid() || of_more) {
        refuse(findings, FindingCode::bad_pressure, path + ": pressure is that on one state", place,
               "name the state, and nothing else");
    } else if (const State& state = scenario.states[of.state]; state.needs.empty()) {
        refuse(findings, FindingCode::bad_pressure, path + ": " + state.id + " has no needs, and so no pressure", place,
               "write its needs, such as needs: [" + scenario.commodities[CommodityId{0}].id + "]",
               {{state.place, "the state"}});
    }
}

}  // namespace caisson::model
