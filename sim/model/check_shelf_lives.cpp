#include <algorithm>
#include <string>

#include "model/checks.hpp"

namespace caisson::model {
namespace {

/// Whether a rule sets the capacity or the reserve of a holding.
bool is_bound_by_a_rule(const Scenario& scenario, DepotId depot, CommodityId commodity) {
    return std::any_of(scenario.rules.begin(), scenario.rules.end(), [&](const Rule& rule) {
        return std::any_of(rule.actions.begin(), rule.actions.end(), [&](const Action& action) {
            return action.of == LeverOf::node && action.depot == depot && action.commodity == commodity;
        });
    });
}

}  // namespace

void check_shelf_lives(const Checked& checked, Findings& findings) {
    const Scenario& scenario = checked.scenario;
    for (const DepotId depot : scenario.depots.ids()) {
        for (const Holding& holding : scenario.depots[depot].holdings) {
            const Number& life = holding.kind.shelf_life;
            if (!life.written()) {
                continue;
            }
            const std::string path =
                "depots." + scenario.depots[depot].id + "." + scenario.commodities[holding.commodity].id;
            const bool bounded = holding.capacity.first.written() || !holding.capacity.changes.empty() ||
                                 holding.reserve.first.written() || !holding.reserve.changes.empty() ||
                                 is_bound_by_a_rule(scenario, depot, holding.commodity);
            if (bounded) {
                refuse(findings, FindingCode::bad_shelf_life,
                       path + " has a shelf life, and a capacity or a reserve, which would be left as goods expire",
                       place_of(life, holding.place), "put the goods with a shelf life into a depot of their own");
            }
        }
    }
}

}  // namespace caisson::model
