#include <string>
#include <vector>

#include "model/checks.hpp"

namespace caisson::model {

void check_sum(const Checked& checked, Variable variable, const Selection& of, const std::string& path,
               const SourceSpan& place, Findings& findings) {
    const Scenario& scenario = checked.scenario;
    std::string_view unit;
    const std::vector<CommodityId> all = commodities_summed(scenario, variable, of);
    for (const CommodityId summed : all) {
        const Commodity& commodity = scenario.commodities[summed];
        if (!unit.empty() && commodity.unit != unit) {
            refuse(findings, FindingCode::wrong_unit, path + " adds up " + std::string{unit} + " and " + commodity.unit,
                   place,
                   "say which is meant: of: " + scenario.commodities[all.front()].id + ", or of: " + commodity.id);
            return;
        }
        unit = commodity.unit;
    }
}

namespace {

void check_interval(const Checked& checked, const Outcome& outcome, Findings& findings) {
    const double until = outcome.when.written() ? outcome.when.value : checked.scenario.end.value;
    if (outcome.kind == OutcomeKind::mean && outcome.from.value >= until) {
        refuse(findings, FindingCode::ends_before_start, "outcomes." + outcome.id + " is a mean over no time",
               place_of(outcome.from, outcome.place), "let it begin before it ends, and before the scenario does");
    }
}

}  // namespace

void check_outcomes(const Checked& checked, Findings& findings) {
    for (const Outcome& outcome : checked.scenario.outcomes) {
        const std::string path = "outcomes." + outcome.id;
        if (outcome.variable == Variable::pressure) {
            check_pressure(checked, outcome.of, path, outcome.place, findings);
        } else if (!is_asked_of_a_deal(outcome.variable, outcome.of)) {  // check_deals.cpp speaks of those
            check_sum(checked, outcome.variable, outcome.of, path, outcome.place, findings);
        }
        check_interval(checked, outcome, findings);
    }
}

}  // namespace caisson::model
