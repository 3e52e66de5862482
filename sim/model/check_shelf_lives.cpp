#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "model/checks.hpp"

namespace caisson::model {
namespace {

using Place = std::pair<DepotId, CommodityId>;

/// Where rules set a capacity or a reserve, in order.
std::vector<Place> bound_by_rules(const Scenario& scenario) {
    std::vector<Place> places;
    for (const Rule& rule : scenario.rules) {
        for (const Action& action : rule.actions) {
            if (action.of == LeverOf::node) {
                places.emplace_back(action.depot, action.commodity);
            }
        }
    }
    std::sort(places.begin(), places.end());
    return places;
}

}  // namespace

void check_shelf_lives(const Checked& checked, Findings& findings) {
    const Scenario& scenario = checked.scenario;
    const std::vector<Place> bound = bound_by_rules(scenario);
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
                                 std::binary_search(bound.begin(), bound.end(), Place{depot, holding.commodity});
            if (bounded) {
                refuse(findings, FindingCode::bad_shelf_life,
                       path + " has a shelf life, and a capacity or a reserve, which would be left as goods expire",
                       place_of(life, holding.place), "put the goods with a shelf life into a depot of their own");
            }
        }
    }
}

}  // namespace caisson::model
