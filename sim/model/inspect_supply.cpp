#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "model/draft.hpp"
#include "model/inspections.hpp"
#include "model/supply.hpp"

namespace caisson::model {

namespace {

constexpr const char* bring_some = "add a stock, a plant or a route that brings some";

// Cells that something draws on, without anything to draw, are reported as demands; the other ones as depots.
class Supply {
public:
    explicit Supply(const Checked& checked)
        : checked_(checked), supplied_(supplied_cells(checked.model)), demanded_(checked.model.cells) {}

    // Whether anything ever comes to the cell of a commodity at a depot, both in the scenario's numbering.
    bool comes_to(DepotId depot, CommodityId commodity) {
        const Numberings& ids = checked_.ids;
        const NodeId cell = cell_of(checked_.model, ids.depots.compiled(depot), ids.commodities.compiled(commodity));
        demanded_[cell.index] = true;
        return supplied_[cell.index];
    }

    void warn_of_the_rest(Findings& findings) const {
        for (std::uint32_t cell = 0; cell < checked_.model.cells; ++cell) {
            if (!supplied_[cell] && !demanded_[cell]) {
                warn(findings, FindingCode::unreached_depot,
                     "nothing ever comes to " + path_of(checked_.model, NodeId{cell}), place_of_cell(NodeId{cell}),
                     bring_some);
            }
        }
    }

private:
    [[nodiscard]] SourceSpan place_of_cell(NodeId cell) const {
        const NodeRow& row = checked_.model.nodes[cell];
        const Depot& depot = checked_.scenario.depots[checked_.ids.depots.written(row.depot)];
        const CommodityId commodity = checked_.ids.commodities.written(row.commodity);
        const auto holding = std::find_if(depot.holdings.begin(), depot.holdings.end(),
                                          [&](const Holding& held) { return held.commodity == commodity; });
        return holding == depot.holdings.end() ? depot.place : holding->place;
    }

    const Checked& checked_;
    std::vector<bool> supplied_;
    std::vector<bool> demanded_;
};

std::string draws_on_nothing(const Scenario& scenario, std::string path, DepotId depot, CommodityId commodity) {
    return std::move(path) + " draws on depots." + scenario.depots[depot].id + "." +
           scenario.commodities[commodity].id + ", to which nothing ever comes";
}

// In order one of the commodities is enough; in proportion each is needed.
void inspect_fire(const Scenario& scenario, const Fire& fire, Supply& supply, Findings& findings) {
    if (const Guns& guns = fire.guns; guns.commodity.valid() && !supply.comes_to(fire.at, guns.commodity)) {
        warn(findings, FindingCode::demand_without_path,
             draws_on_nothing(scenario, "fires." + fire.id + ".guns", fire.at, guns.commodity), guns.place, bring_some);
    }
    std::vector<const Use*> missing;
    for (const Use& use : fire.uses) {
        if (!supply.comes_to(fire.at, use.commodity)) {
            missing.push_back(&use);
        }
    }
    if (fire.mode == UseMode::in_order && missing.size() < fire.uses.size()) {
        return;
    }
    for (const Use* use : missing) {
        warn(findings, FindingCode::demand_without_path,
             draws_on_nothing(scenario, "fires." + fire.id, fire.at, use->commodity),
             use->place.line > 0 ? use->place : fire.place, bring_some);
    }
}

void inspect_plant(const Scenario& scenario, const Plant& plant, Supply& supply, Findings& findings) {
    for (const Need& need : plant.needs) {
        if (!supply.comes_to(plant.at, need.commodity)) {
            warn(findings, FindingCode::demand_without_path,
                 draws_on_nothing(scenario, "plants." + plant.id, plant.at, need.commodity),
                 need.place.line > 0 ? need.place : plant.place, bring_some);
        }
    }
}

}  // namespace

void inspect_supply(const Checked& checked, Findings& findings) {
    const Scenario& scenario = checked.scenario;
    Supply supply{checked};
    for (const Fire& fire : scenario.fires) {
        inspect_fire(scenario, fire, supply, findings);
    }
    for (const Plant& plant : scenario.plants) {
        inspect_plant(scenario, plant, supply, findings);
    }
    supply.warn_of_the_rest(findings);
}

}  // namespace caisson::model
