#include <algorithm>
#include <string>

#include "model/checks.hpp"
#include "model/draft.hpp"

namespace caisson::model {

Selection compiled(const Selection& of, const Numberings& ids) {
    return {.commodity = ids.commodities.compiled_if_any(of.commodity),
            .state = ids.states.compiled_if_any(of.state),
            .group = ids.groups.compiled_if_any(of.group),
            .depot = ids.depots.compiled_if_any(of.depot),
            .plant = ids.plants.compiled_if_any(of.plant),
            .fire = ids.fires.compiled_if_any(of.fire),
            .route = ids.routes.compiled_if_any(of.route),
            .deal = ids.deals.compiled_if_any(of.deal),
            .loss = ids.losses.compiled_if_any(of.loss)};
}

CommodityId counts_in(const Draft& draft, Variable variable, const Selection& of) {
    CommodityId first;
    for (const CommodityId summed : commodities_summed(draft.scenario, variable, of)) {
        first = std::min(first, draft.ids.commodities.compiled(summed));
    }
    return first;
}

namespace {

/// Empty if it is asked of no payment: then the scenario is refused.
std::string price_unit_of(const Draft& draft, const Selection& of) {
    const Selection here = compiled(of, draft.ids);
    const DealPartId part =
        here.deal.valid() && here.commodity.valid() ? part_of(draft.model, here.deal, here.commodity) : DealPartId{};
    return part.valid() ? price_unit(draft.model, part) : std::string{};
}

std::string unit_of_answer(const Draft& draft, const Outcome& outcome, CommodityId counted_in) {
    if (outcome.kind == OutcomeKind::first || outcome.variable == Variable::pressure) {
        return {};
    }
    if (outcome.as_share) {
        return {};
    }
    if (outcome.variable == Variable::days_of_supply || outcome.variable == Variable::age) {
        return "d";
    }
    if (outcome.variable == Variable::price || outcome.variable == Variable::implied_price) {
        return price_unit_of(draft, outcome.of);
    }
    return counted_in.valid() ? draft.model.commodities[counted_in].unit : std::string{};
}

OutcomeRow row_of(Draft& draft, const Outcome& outcome) {
    const CommodityId counted_in = counts_in(draft, outcome.variable, outcome.of);
    OutcomeRow row;
    row.id = outcome.id;
    row.title = outcome.title;
    row.kind = outcome.kind;
    row.variable = outcome.variable;
    row.of = compiled(outcome.of, draft.ids);
    row.side = outcome.side;
    row.in_days = outcome.in_days;
    if (outcome.kind == OutcomeKind::first) {
        const bool in_days = outcome.in_days || outcome.variable == Variable::days_of_supply;
        const bool pressure = outcome.variable == Variable::pressure;
        row.level = in_days    ? draft.book.add(outcome.level, Role::days_level)
                    : pressure ? draft.book.add(outcome.level, Role::pressure)
                               : draft.book.add(outcome.level, Role::level, counted_in);
    }
    row.from = draft.book.add_if_written(outcome.from, Role::when);
    row.origin = draft.ids.states.compiled_if_any(outcome.origin);
    row.as_share = outcome.as_share;
    row.when = draft.book.add_if_written(outcome.when, Role::when);
    row.unit = unit_of_answer(draft, outcome, counted_in);
    return row;
}

}  // namespace

void add_outcomes(Draft& draft) {
    for (const OutcomeId written : draft.ids.outcomes.in_order()) {
        draft.model.outcomes.add(row_of(draft, draft.scenario.outcomes[written]));
    }
}

}  // namespace caisson::model
