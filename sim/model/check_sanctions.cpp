#include <string>
#include <vector>

#include "model/checks.hpp"
#include "model/draft.hpp"

namespace caisson::model {

namespace {

std::vector<CommodityId> commodities_counted(const Scenario& scenario, const Aim& aim) {
    std::vector<CommodityId> counted = aim.commodities;
    if (counted.empty()) {
        for (const RouteId route : aim.routes) {
            counted.push_back(scenario.routes[route].carries);
        }
    }
    return counted;
}

/// A cap adds up what leaves, and has to know in which unit.
void check_cap(const Scenario& scenario, const Sanction& sanction, Findings& findings) {
    if (!sanction.cap.exists()) {
        return;
    }
    const std::string path = "sanctions." + sanction.id;
    const std::vector<CommodityId> counted = commodities_counted(scenario, sanction.on);
    if (counted.empty()) {
        refuse(findings, FindingCode::bad_sanction, path + " has a cap, but does not say on what", sanction.cap.place,
               "name the commodities that it is aimed at: they are counted together");
        return;
    }
    for (const CommodityId commodity : counted) {
        const Commodity& first = scenario.commodities[counted.front()];
        const Commodity& other = scenario.commodities[commodity];
        if (first.unit != other.unit) {
            refuse(
                findings, FindingCode::wrong_unit,
                path + " caps " + first.id + " and " + other.id + " together, in " + first.unit + " and " + other.unit,
                sanction.cap.place, "write a sanction for each of them");
            return;
        }
    }
}

}  // namespace

void check_sanctions(const Checked& checked, Findings& findings) {
    for (const Sanction& sanction : checked.scenario.sanctions) {
        check_cap(checked.scenario, sanction, findings);
    }
}

}  // namespace caisson::model
