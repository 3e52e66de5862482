#include <string>

#include "model/draft.hpp"

namespace caisson::model {

namespace {

bool in_days(const Condition& condition) { return condition.in_days || condition.variable == Variable::days_of_supply; }

void add_level(Draft& draft, const Condition& condition, ConditionRow& row) {
    const CommodityId counted_in = counts_in(draft, condition.variable, condition.of);
    const bool days = in_days(condition);
    const bool pressure = condition.variable == Variable::pressure;
    const Role role = days ? Role::days_level : pressure ? Role::pressure : Role::level;
    const CommodityId unit_of = days || pressure ? CommodityId{} : counted_in;
    row.variable = condition.variable;
    row.of = compiled(condition.of, draft.ids);
    row.side = condition.side;
    row.in_days = days;
    row.level = draft.book.add(condition.level, role, unit_of);
    row.back = draft.book.add_if_written(condition.back, role, unit_of);
    if (!is_total(condition.variable)) {
        row.hysteresis = draft.book.add(condition.hysteresis, Role::hysteresis);
    }
    row.unit = days ? "d" : unit_of.valid() ? draft.model.commodities[unit_of].unit : std::string{};
}

ConditionRow row_of(Draft& draft, const Condition& condition) {
    ConditionRow row;
    row.kind = condition.kind;
    switch (condition.kind) {
        case ConditionKind::level:
            add_level(draft, condition, row);
            break;
        case ConditionKind::from:
            row.date = draft.book.add(condition.date, Role::from);
            break;
        case ConditionKind::until:
            row.date = draft.book.add(condition.date, Role::until);
            break;
        case ConditionKind::rule:
            row.rule = draft.ids.rules.compiled(condition.rule);
            break;
        case ConditionKind::all:
        case ConditionKind::any:
        case ConditionKind::no:
            break;
    }
    return row;
}

/// Fills a row that is there already, and adds rows for its parts: brothers side by side, their own parts behind them.
void fill(Draft& draft, std::uint32_t at, const Condition& condition) {
    ConditionRow row = row_of(draft, condition);
    auto& rows = draft.model.conditions;
    row.parts.begin = static_cast<std::uint32_t>(rows.size());
    row.parts.end = row.parts.begin + static_cast<std::uint32_t>(condition.parts.size());
    rows[at] = row;
    rows.resize(row.parts.end);
    for (std::uint32_t part = 0; part < condition.parts.size(); ++part) {
        fill(draft, row.parts.begin + part, condition.parts[part]);
    }
}

DealPartId part_acted_on(const Draft& draft, const Action& action) {
    const DealId deal = draft.ids.deals.compiled(action.deal);
    return action.commodity.valid() ? part_of(draft.model, deal, draft.ids.commodities.compiled(action.commodity))
                                    : draft.model.deals[deal].goods();
}

std::uint32_t entity_of(const Draft& draft, const Action& action) {
    switch (action.of) {
        case LeverOf::plant:
            return draft.ids.plants.compiled(action.plant).index;
        case LeverOf::fire:
            return draft.ids.fires.compiled(action.fire).index;
        case LeverOf::route:
            return draft.ids.routes.compiled(action.route).index;
        case LeverOf::deal:
            return draft.ids.deals.compiled(action.deal).index;
        case LeverOf::deal_part:
            return part_acted_on(draft, action).index;
        case LeverOf::enforcement:
            return index_of(draft, action.sanction, action.by);
        case LeverOf::loss:
            return draft.ids.losses.compiled(action.loss).index;
        case LeverOf::node:
            break;
    }
    return cell_of(draft.model, draft.ids.depots.compiled(action.depot),
                   draft.ids.commodities.compiled(action.commodity))
        .index;
}

Role role_of(const Action& action) {
    if (action.kind == ActionKind::scale) {
        return Role::scale;
    }
    switch (action.lever) {
        case Lever::rate:
            return Role::rate;
        case Lever::lot:
            return Role::lot;
        case Lever::loss:
            return Role::loss;
        case Lever::yield:
            return Role::yield;
        case Lever::rejects:
            return Role::rejects;
        case Lever::capacity:
            return Role::capacity;
        case Lever::reserve:
            return Role::reserve;
        case Lever::enforcement:
            return Role::enforcement;
        case Lever::intensity:
            return Role::scale;
        case Lever::opening:
        case Lever::withholding:
            break;
    }
    return Role::open;
}

/// In whose unit the new value is; nothing for fractions.
CommodityId unit_of(const Draft& draft, const Action& action) {
    const Dimension dimension = row_of(role_of(action)).dimension;
    if (dimension != Dimension::amount && dimension != Dimension::rate) {
        return {};
    }
    const Scenario& scenario = draft.scenario;
    switch (action.of) {
        case LeverOf::plant:
            return draft.ids.commodities.compiled(scenario.plants[action.plant].makes);
        case LeverOf::fire:
            return draft.ids.commodities.compiled(scenario.fires[action.fire].uses.front().commodity);
        case LeverOf::route:
            return draft.ids.commodities.compiled(scenario.routes[action.route].carries);
        case LeverOf::enforcement:
        case LeverOf::loss:
        case LeverOf::node:
        case LeverOf::deal:
        case LeverOf::deal_part:
            break;
    }
    return draft.ids.commodities.compiled(action.commodity);
}

ActionRow row_of(Draft& draft, const Action& action) {
    ActionRow row;
    row.kind = action.kind;
    row.lever = action.lever;
    row.of = action.of;
    row.entity = entity_of(draft, action);
    if (action.kind == ActionKind::set || action.kind == ActionKind::scale) {
        row.to = draft.book.add(action.to, role_of(action), unit_of(draft, action));
    }
    return row;
}

}  // namespace

void add_rules(Draft& draft) {
    for (const RuleId written : draft.ids.rules.in_order()) {
        const Rule& rule = draft.scenario.rules[written];
        RuleRow row;
        row.id = rule.id;
        row.title = rule.title;
        row.held = draft.book.add(rule.held, Role::held);
        row.after = draft.book.add(rule.after, Role::held);
        row.each_time = rule.each_time;
        row.when = static_cast<std::uint32_t>(draft.model.conditions.size());
        draft.model.conditions.emplace_back();
        fill(draft, row.when, rule.when);
        row.actions.begin = static_cast<std::uint32_t>(draft.model.actions.size());
        for (const Action& action : rule.actions) {
            draft.model.actions.push_back(row_of(draft, action));
        }
        row.actions.end = static_cast<std::uint32_t>(draft.model.actions.size());
        draft.model.rules.add(std::move(row));
    }
}

}  // namespace caisson::model
