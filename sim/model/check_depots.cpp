#include <algorithm>
#include <string>

#include "model/checks.hpp"
#include "model/draft.hpp"

namespace caisson::model {

namespace {

constexpr const char* hub_or_not = "a hub has no capacity and is one for the whole run or never";

// A cell that is a hub or is none, and the place that says so.
struct Hub {
    const Depot& depot;
    const Commodity& commodity;
    SourceSpan place;

    [[nodiscard]] std::string path() const { return "depots." + depot.id + "." + commodity.id; }
};

void refuse_hub(const Hub& hub, const char* message, const SourceSpan& where, const char* repair, Findings& findings) {
    refuse(findings, FindingCode::bad_hub, hub.path() + message, where, repair, {{hub.place, hub_or_not}});
}

void check_hub(const Hub& hub, const Holding& holding, Findings& findings) {
    for (const Change& change : holding.capacity.changes) {
        if (change.value.value != 0.0) {
            refuse_hub(hub, " is a hub and cannot cease to be one", place_of(change.value, holding.place),
                       "give it a small capacity from the start", findings);
        }
    }
    if (holding.stock.value > 0.0) {
        refuse_hub(hub, " is a hub and holds no stock", place_of(holding.stock, holding.place),
                   "leave out the stock, or give it a capacity", findings);
    }
    const bool keeps_later = std::any_of(holding.reserve.changes.begin(), holding.reserve.changes.end(),
                                         [](const Change& change) { return change.value.value > 0.0; });
    if (holding.reserve.first.value > 0.0 || keeps_later) {
        refuse_hub(hub, " is a hub and keeps no reserve", place_of(holding.reserve.first, holding.place),
                   "leave out the reserve, or give it a capacity", findings);
    }
}

void check_no_hub(const Hub& depot, const Holding& holding, Findings& findings) {
    for (const Change& change : holding.capacity.changes) {
        if (change.value.value == 0.0) {
            refuse_hub(depot, " is no hub and cannot become one", place_of(change.value, holding.place),
                       "leave it a small capacity, or close its routes", findings);
        }
    }
}

}  // namespace

void check_depots(const Checked& checked, Findings& findings) {
    const Scenario& scenario = checked.scenario;
    for (const Depot& depot : scenario.depots) {
        for (const Holding& holding : depot.holdings) {
            const Hub hub{depot, scenario.commodities[holding.commodity],
                          place_of(holding.capacity.first, holding.place)};
            is_hub(holding) ? check_hub(hub, holding, findings) : check_no_hub(hub, holding, findings);
        }
    }
}

}  // namespace caisson::model
