#include <cmath>
#include <string>

#include "caisson/base/number_text.hpp"
#include "model/checks.hpp"
#include "model/tolerances.hpp"

namespace caisson::model {
namespace {

/// Of a share that is what is left of 1, without the rounding of that difference.
std::string percent(double share) { return number_text(std::round(share * 1e9) / 1e7) + "%"; }

void check_shares(const Depot& depot, const Commodity& commodity, const Holding& holding, Findings& findings) {
    double sum = 0.0;
    for (const OfState& one : holding.kind.origins) {
        sum += one.share.value;
    }
    if (!holding.kind.origins.empty() && !(std::abs(sum - 1.0) <= share_sum_tolerance)) {
        const OfState& last = holding.kind.origins.back();
        const double rest = last.share.value + 1.0 - sum;
        refuse(findings, FindingCode::bad_shares,
               "depots." + depot.id + "." + commodity.id + ".origin: the shares sum to " + number_text(sum),
               place_of(last.share, last.place),
               rest > 0.0 && rest <= 1.0 ? "such as " + percent(rest) : "let the shares sum to 100%");
    }
}

/// What can be told by origin: what is counted where goods are, and not what is only wanted, lost or made.
bool has_origins(const Outcome& outcome) {
    switch (outcome.variable) {
        case Variable::fired:
        case Variable::effective:
        case Variable::received:
        case Variable::sent:
            return outcome.kind == OutcomeKind::total;
        case Variable::stock:
        case Variable::age:
            return outcome.kind == OutcomeKind::value;
        default:
            return false;
    }
}

void check_outcome(const Outcome& outcome, Findings& findings) {
    const bool asks =
        outcome.origin.valid() || outcome.variable == Variable::effective || outcome.variable == Variable::age;
    if (outcome.origin.valid() && !has_origins(outcome)) {
        refuse(findings, FindingCode::bad_origin, "outcomes." + outcome.id + " cannot be told by origin", outcome.place,
               "ask for a total of fired, effective, received or sent, or for the value of a stock or an age");
    } else if (asks && outcome.of.plant.valid()) {
        refuse(findings, FindingCode::bad_origin,
               "outcomes." + outcome.id + " names a plant, whose goods are all of its own state", outcome.place,
               "name a state, a depot, a fire or a route");
    } else if (outcome.as_share && outcome.variable != Variable::effective && !outcome.origin.valid()) {
        refuse(findings, FindingCode::bad_origin, "outcomes." + outcome.id + " is a share of what it is a share in",
               outcome.place, "name an origin, or ask for a total of effective");
    } else if (outcome.as_share && outcome.variable == Variable::age) {
        refuse(findings, FindingCode::bad_origin,
               "outcomes." + outcome.id + " is an age, which is no share of anything", outcome.place,
               "leave out that it is a share");
    }
}

}  // namespace

void check_origins(const Checked& checked, Findings& findings) {
    const Scenario& scenario = checked.scenario;
    for (const Depot& depot : scenario.depots) {
        for (const Holding& holding : depot.holdings) {
            check_shares(depot, scenario.commodities[holding.commodity], holding, findings);
        }
    }
    for (const Outcome& outcome : scenario.outcomes) {
        check_outcome(outcome, findings);
    }
}

}  // namespace caisson::model
