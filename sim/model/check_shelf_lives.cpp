#include <algorithm>
#include <string>

#include "model/checks.hpp"

namespace caisson::model {
namespace {

/// What makes a run find out whose goods there are; nothing if nothing does.
const SourceSpan* traces_origins(const Scenario& scenario) {
    for (const Outcome& outcome : scenario.outcomes) {
        if (outcome.origin.valid() || outcome.variable == Variable::effective || outcome.variable == Variable::age) {
            return &outcome.place;
        }
    }
    for (const Commodity& commodity : scenario.commodities) {
        if (!commodity.duds.at_once.empty() || !commodity.duds.a_year.empty()) {
            return &commodity.place;
        }
    }
    for (const Depot& depot : scenario.depots) {
        for (const Holding& holding : depot.holdings) {
            if (holding.kind.issue != Issue::mixed || !holding.kind.origins.empty() || holding.kind.age.written()) {
                return &holding.place;
            }
        }
    }
    return nullptr;
}

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
    const SourceSpan* const traced = traces_origins(scenario);
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
            } else if (traced != nullptr) {
                refuse(findings, FindingCode::bad_shelf_life,
                       path + " has a shelf life, so that nobody can tell whose goods there are",
                       place_of(life, holding.place), "leave it out, or what asks for origins, ages or duds",
                       {{*traced, "what asks"}});
            }
        }
    }
}

}  // namespace caisson::model
