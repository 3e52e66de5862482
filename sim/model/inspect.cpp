#include "caisson/model/inspect.hpp"

#include <algorithm>
#include <vector>

#include "caisson/graph/components.hpp"
#include "caisson/graph/topology.hpp"
#include "model/draft.hpp"
#include "model/inspections.hpp"

namespace caisson::model {

namespace {

void inspect_emptiness(const Checked& checked, Findings& findings) {
    if (checked.model.flows.empty()) {
        const SourceSpan whole_file{checked.scenario.end.place.file, 0, 0, 0};
        warn(findings, FindingCode::nothing_happens, "nothing happens: no plant, no fire and no route", whole_file,
             "add something that makes, uses or moves a commodity");
    }
}

void inspect_holding(const Scenario& scenario, const Depot& depot, const Holding& holding, Findings& findings) {
    const Number& capacity = holding.capacity.first;
    const auto suspect = [&](FindingCode code, const Number& number, const char* message, const char* repair) {
        warn(findings, code, "depots." + depot.id + "." + scenario.commodities[holding.commodity].id + message,
             place_of(number, holding.place), repair, {{place_of(capacity, holding.place), "the capacity"}});
    };
    if (is_hub(holding)) {
        return;
    }
    if (holding.stock.value > capacity.value) {
        suspect(FindingCode::over_capacity, holding.stock, " begins with more than its capacity",
                "nothing comes in until it is down to its capacity: lower the stock or raise the capacity");
    }
    if (holding.reserve.first.value >= capacity.value) {
        suspect(FindingCode::reserve_over_capacity, holding.reserve.first, " keeps a reserve of all that it can hold",
                "no route ever takes from it: lower the reserve or raise the capacity");
    }
}

void inspect_holdings(const Checked& checked, Findings& findings) {
    const Scenario& scenario = checked.scenario;
    for (const Depot& depot : scenario.depots) {
        for (const Holding& holding : depot.holdings) {
            inspect_holding(scenario, depot, holding, findings);
        }
    }
}

void inspect_routes(const Checked& checked, Findings& findings) {
    for (const Route& route : checked.scenario.routes) {
        if (route.from == route.to) {
            warn(findings, FindingCode::trades_with_itself,
                 "routes." + route.id + " leads from " + checked.scenario.depots[route.from].id + " to itself",
                 route.place, "let it lead to another depot");
        }
    }
}

void inspect_berths(const Checked& checked, Findings& findings) {
    const Scenario& scenario = checked.scenario;
    std::vector<bool> is_called(scenario.depots.size(), false);
    for (const Route& route : scenario.routes) {
        if (route.sails.fleet.vehicles > 0) {
            is_called[route.from.index] = true;
            is_called[route.to.index] = true;
        }
    }
    for (const DepotId id : scenario.depots.ids()) {
        const Depot& depot = scenario.depots[id];
        if (depot.berths != unlimited_berths && !is_called[id.index]) {
            warn(findings, FindingCode::touches_nothing, "depots." + depot.id + " has berths, but no fleet calls there",
                 depot.berths_place, "leave them out, or give a route a fleet: other ships need no berth");
        }
    }
}

void inspect_deals(const Checked& checked, Findings& findings) {
    for (const DealId id : checked.model.deals.ids()) {
        const DealRow& row = checked.model.deals[id];
        if (row.seller.valid() && row.seller == row.buyer) {
            warn(findings, FindingCode::trades_with_itself,
                 "deals." + row.id + " is a deal of " + checked.model.states[row.seller].id + " with itself",
                 checked.scenario.deals[checked.ids.deals.written(id)].place, "name routes to depots of another state");
        }
    }
}

bool ever_loses(const Schedule& loss) {
    return loss.first.value > 0.0 || std::any_of(loss.changes.begin(), loss.changes.end(),
                                                 [](const Change& change) { return change.value.value > 0.0; });
}

// Where goods may run in a circle at once and be lost on the way, the answer depends on a choice (docs/semantics.md,
// section 3.3): one warning a circle.
void inspect_cycles(const Checked& checked, Findings& findings) {
    const Model& model = checked.model;
    std::vector<graph::Edge> edges;
    for (const RouteRow& route : model.routes) {
        if (!route.port.valid()) {
            edges.push_back({route.from.index, route.to.index});
        }
    }
    const graph::Partition strong = graph::strong_components(graph::Topology{model.cells, edges});
    std::vector<bool> warned(strong.count());
    for (const RouteId id : model.routes.ids()) {
        const RouteRow& row = model.routes[id];
        const graph::ComponentId component = strong.component_of(row.from.index);
        const Route& route = checked.scenario.routes[checked.ids.routes.written(id)];
        const bool closes_a_circle = !row.port.valid() && component == strong.component_of(row.to.index);
        if (closes_a_circle && !warned[component] && ever_loses(route.loss)) {
            warned[component] = true;
            warn(findings, FindingCode::lossy_cycle,
                 "routes." + route.id + " loses goods on a circle of routes without transit time",
                 place_of(route.loss.first, route.place), "give a route of the circle a transit time");
        }
    }
}

}  // namespace

Findings warnings_of(const Checked& checked) {
    Findings findings;
    inspect_emptiness(checked, findings);
    inspect_holdings(checked, findings);
    inspect_routes(checked, findings);
    inspect_berths(checked, findings);
    inspect_deals(checked, findings);
    inspect_cycles(checked, findings);
    inspect_supply(checked, findings);
    inspect_measures(checked, findings);
    inspect_dates(checked, findings);
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding& a, const Finding& b) { return a.where < b.where; });
    return findings;
}

Findings inspect(const Scenario& scenario, const Model& model) {
    const Numberings ids{scenario};
    return warnings_of({.scenario = scenario, .ids = ids, .model = model});
}

}  // namespace caisson::model
