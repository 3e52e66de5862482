#include "model/draft.hpp"

#include <algorithm>
#include <cmath>

#include "caisson/base/ensure.hpp"
#include "caisson/base/quantity.hpp"

namespace caisson::model {

namespace {

// One step a month, as near as whole steps come, and at least one.
std::uint32_t parts_of(const Change& change) {
    if (!change.until.written() || change.parts > 0) {
        return change.parts;
    }
    const double months = (change.until.value - change.from.value) / days_per_month;
    return static_cast<std::uint32_t>(std::clamp(std::round(months), 1.0, 1e6));
}

}  // namespace

void add_names(Draft& draft) {
    Model& model = draft.model;
    const Scenario& scenario = draft.scenario;
    model.title = scenario.title;
    model.start = scenario.start;
    model.seed = scenario.seed;
    model.end = draft.book.add(scenario.end, Role::end);
    for (const CommodityId id : draft.ids.commodities.in_order()) {
        const Commodity& commodity = scenario.commodities[id];
        model.commodities.add({.id = commodity.id,
                               .title = commodity.title,
                               .unit = commodity.unit,
                               .copied = commodity.copied,
                               .duds = add_of_states(draft, commodity.duds.at_once, Role::duds),
                               .duds_a_year = add_of_states(draft, commodity.duds.a_year, Role::duds)});
    }
    for (const StateId id : draft.ids.states.in_order()) {
        model.states.add({.id = scenario.states[id].id, .title = scenario.states[id].title, .needs = {}});
    }
}

NodeId cell_of(const Model& model, DepotId depot, CommodityId commodity) {
    const Range cells = model.depots[depot].cells;
    const auto begin = model.nodes.begin() + cells.begin;
    const auto end = model.nodes.begin() + cells.end;
    const auto found = std::lower_bound(begin, end, commodity,
                                        [](const NodeRow& row, CommodityId wanted) { return row.commodity < wanted; });
    ensure(found != end && found->commodity == commodity, "whatever is used at a depot has a cell there");
    return NodeId{found - model.nodes.begin()};
}

ScheduleRow add_schedule(Draft& draft, const Schedule& schedule, Role role, CommodityId unit_of) {
    std::vector<StepRow>& steps = draft.model.steps;
    ScheduleRow row;
    row.first = draft.book.add(schedule.first, role, unit_of);
    row.steps.begin = static_cast<std::uint32_t>(steps.size());
    for (const Change& change : schedule.changes) {
        const Param from = draft.book.add(change.from, Role::from);
        const Param until = draft.book.add_if_written(change.until, Role::until);
        const Param value = draft.book.add(change.value, role, unit_of);
        steps.push_back({.from = from, .until = until, .value = value, .parts = parts_of(change)});
    }
    row.steps.end = static_cast<std::uint32_t>(steps.size());
    return row;
}

OpeningRow add_opening(Draft& draft, const Opening& opening) {
    OpeningRow row;
    row.open = draft.book.add(opening.open, Role::open);
    row.opens = draft.book.add(opening.opens, Role::from);
    row.closes = draft.book.add(opening.closes, Role::until);
    return row;
}

FlowId add_flow(Draft& draft, FlowRow flow) { return draft.model.flows.add(flow); }

FlowId add_flow_from(Draft& draft, NodeId sender, FlowRow flow) {
    const std::size_t first_leg = draft.model.legs.size();
    add_leg(draft, sender);
    flow.legs = legs_since(draft, first_leg);
    return add_flow(draft, flow);
}

NodeId add_queue(Draft& draft, NodeRow queue) {
    queue.stock = draft.book.constant(0.0);
    queue.capacity.first = draft.book.constant(unbounded);
    queue.reserve.first = draft.book.constant(0.0);
    return draft.model.nodes.add(queue);
}

void add_leg(Draft& draft, NodeId node, Param take) { draft.model.legs.push_back({.node = node, .take = take}); }

Range legs_since(const Draft& draft, std::size_t begin) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(draft.model.legs.size())};
}

bool may_take_time(const Scenario& scenario, const Route& route) {
    if (route.transit_by_chance.written()) {
        return true;
    }
    if (route.transit.value > 0.0 || !route.transit.estimate.valid()) {
        return route.transit.value > 0.0;
    }
    const Estimate& estimate = scenario.estimates[route.transit.estimate];
    return estimate.form != EstimateForm::point && estimate.high > 0.0;
}

}  // namespace caisson::model
