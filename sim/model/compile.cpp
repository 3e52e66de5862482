#include "caisson/model/compile.hpp"

#include <algorithm>
#include <utility>

#include "model/draft.hpp"
#include "model/inspections.hpp"

namespace caisson::model {

namespace {

Findings faults_of(const Checked& checked) {
    Findings findings;
    check_times(checked, findings);
    check_closures(checked, findings);
    check_depots(checked, findings);
    check_fires(checked, findings);
    check_order_of_use(checked, findings);
    check_routes(checked, findings);
    check_fleets(checked, findings);
    check_deals(checked, findings);
    check_groups(checked, findings);
    check_sanctions(checked, findings);
    check_rules(checked, findings);
    check_outcomes(checked, findings);
    check_origins(checked, findings);
    check_shelf_lives(checked, findings);
    check_attrition(checked, findings);
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding& a, const Finding& b) { return a.where < b.where; });
    return findings;
}

}  // namespace

Result<Compiled> compile(const Scenario& scenario) {
    Draft draft{scenario};
    add_names(draft);
    add_cells(draft);
    add_losses(draft);
    add_fires(draft);
    add_plants(draft);
    add_groups(draft);
    add_routes(draft);
    add_deals(draft);
    add_sanctions(draft);
    add_rules(draft);
    add_outcomes(draft);
    add_ends(draft);
    add_tracing(draft);
    std::move(draft.book).close(draft.model);
    const Checked checked{.scenario = scenario, .ids = draft.ids, .model = draft.model};
    Findings faults = faults_of(checked);
    if (!faults.empty()) {
        return tl::unexpected(std::move(faults));
    }
    Findings warnings = warnings_of(checked);
    return Compiled{.model = std::move(draft.model), .warnings = std::move(warnings)};
}

}  // namespace caisson::model
