#include "support/rules.hpp"

#include <stdexcept>
#include <string>
#include <utility>

namespace caisson::tiny {
namespace {

using model::ConditionKind;
using model::Variable;

/// of  which of the names says whose sum it is
When level(Variable variable, model::Side side, double level, std::string_view When::*of, std::string_view id) {
    When when;
    when.*of = id;
    when.condition.kind = ConditionKind::level;
    when.condition.variable = variable;
    when.condition.side = side;
    when.condition.in_days = variable == Variable::days_of_supply;
    when.condition.level.value = level;
    return when;
}

When combined(ConditionKind kind, std::vector<When> parts) {
    When when;
    when.condition.kind = kind;
    when.parts = std::move(parts);
    return when;
}

When dated(ConditionKind kind, double day) {
    When when;
    when.condition.kind = kind;
    when.condition.date.value = day;
    return when;
}

template <class Kind>
Id<Kind> find(const Table<Kind, Kind>& table, std::string_view id) {
    for (const Id<Kind> known : table.ids()) {
        if (table[known].id == id) {
            return known;
        }
    }
    return {};
}

}  // namespace

When When::back(double level) && {
    condition.back.value = level;
    condition.back.path = PathId{0};  // written; its own path is given later
    return std::move(*this);
}

When When::hysteresis(double fraction) && {
    condition.hysteresis.value = fraction;
    return std::move(*this);
}

When stock_below(std::string_view depot, double amount) {
    return level(Variable::stock, model::Side::below, amount, &When::depot, depot);
}

When stock_above(std::string_view depot, double amount) {
    return level(Variable::stock, model::Side::above, amount, &When::depot, depot);
}

When days_below(std::string_view depot, double days) {
    return level(Variable::days_of_supply, model::Side::below, days, &When::depot, depot);
}

When fired_above(std::string_view fire, double amount) {
    return level(Variable::fired, model::Side::above, amount, &When::fire, fire);
}

When wanted_above(std::string_view fire, double amount) {
    return level(Variable::wanted, model::Side::above, amount, &When::fire, fire);
}

When made_above(std::string_view plant, double amount) {
    return level(Variable::made, model::Side::above, amount, &When::plant, plant);
}

When received_above(std::string_view route, double amount) {
    return level(Variable::received, model::Side::above, amount, &When::route, route);
}

When in_transit_above(std::string_view route, double amount) {
    return level(Variable::in_transit, model::Side::above, amount, &When::route, route);
}

When in_work_above(std::string_view plant, double amount) {
    return level(Variable::in_work, model::Side::above, amount, &When::plant, plant);
}

When expired_above(std::string_view depot, double amount) {
    return level(Variable::expired, model::Side::above, amount, &When::depot, depot);
}

When scrapped_above(std::string_view plant, double amount) {
    return level(Variable::scrapped, model::Side::above, amount, &When::plant, plant);
}

namespace {

When of_deal(When when, std::string_view commodity) {
    when.commodity = commodity;
    return when;
}

}  // namespace

When arrears_above(std::string_view deal, std::string_view commodity, double amount) {
    return of_deal(level(Variable::arrears, model::Side::above, amount, &When::deal, deal), commodity);
}

When arrears_below(std::string_view deal, std::string_view commodity, double amount) {
    return of_deal(level(Variable::arrears, model::Side::below, amount, &When::deal, deal), commodity);
}

When delivered_above(std::string_view deal, std::string_view commodity, double amount) {
    return of_deal(level(Variable::delivered, model::Side::above, amount, &When::deal, deal), commodity);
}

When pressure_above(std::string_view state, double share) {
    return level(Variable::pressure, model::Side::above, share, &When::state, state);
}

When from_day(double day) { return dated(ConditionKind::from, day); }

When until_day(double day) { return dated(ConditionKind::until, day); }

When has_fired(std::string_view rule) {
    When when;
    when.condition.kind = ConditionKind::rule;
    when.rule = rule;
    return when;
}

When all_of(std::vector<When> parts) { return combined(ConditionKind::all, std::move(parts)); }

When any_of(std::vector<When> parts) { return combined(ConditionKind::any, std::move(parts)); }

When none_of(When part) { return combined(ConditionKind::no, {std::move(part)}); }

Rule::Rule(Network& network, std::string_view id) : Part(network, "rules." + std::string(id)) {
    model::Rule row;
    row.id = std::string(id);
    index_ = network.raw().rules.add(std::move(row)).index;
}

model::Rule& Rule::row() const { return scenario().rules[model::RuleId{index_}]; }

model::Condition Rule::condition(const When& when, const std::string& path) const {
    const model::Scenario& all = scenario();
    model::Condition made = when.condition;
    switch (made.kind) {
        case ConditionKind::level:
            made.of.state = find(all.states, when.state);
            made.of.depot = find(all.depots, when.depot);
            made.of.plant = find(all.plants, when.plant);
            made.of.fire = find(all.fires, when.fire);
            made.of.route = find(all.routes, when.route);
            made.of.deal = find(all.deals, when.deal);
            made.of.commodity = find(all.commodities, when.commodity);
            made.level = number(path + "level", made.level.value);
            if (made.back.written()) {
                made.back = number(path + "back", made.back.value);
            }
            break;
        case ConditionKind::from:
        case ConditionKind::until:
            made.date = number(path + "date", made.date.value);
            break;
        case ConditionKind::rule:
            made.rule = find(all.rules, when.rule);
            break;
        default:
            for (std::size_t at = 0; at < when.parts.size(); ++at) {
                made.parts.push_back(condition(when.parts[at], path + "part-" + std::to_string(at) + "."));
            }
            break;
    }
    return made;
}

Rule& Rule::when(const When& when) {
    row().when = condition(when, "when.");
    return *this;
}

Rule& Rule::held(double days) {
    row().held = number("held", days);
    return *this;
}

Rule& Rule::after(double days) {
    row().after = number("after", days);
    return *this;
}

Rule& Rule::each_time() {
    row().each_time = true;
    return *this;
}

model::Action& Rule::act(model::ActionKind kind, model::Lever lever, std::string_view id) {
    const model::Scenario& all = scenario();
    model::Action action;
    action.kind = kind;
    action.lever = lever;
    action.plant = find(all.plants, id);
    action.fire = find(all.fires, id);
    action.route = find(all.routes, id);
    action.depot = find(all.depots, id);
    action.commodity = model::CommodityId{0};
    if (action.plant.valid()) {
        action.of = model::LeverOf::plant;
    } else if (action.fire.valid()) {
        action.of = model::LeverOf::fire;
    } else if (action.route.valid()) {
        action.of = model::LeverOf::route;
    } else if (action.depot.valid()) {
        action.of = model::LeverOf::node;
    } else if (action.deal = find(all.deals, id); action.deal.valid()) {
        action.of = model::LeverOf::deal;
    } else {
        throw std::logic_error("nothing is called " + std::string(id));
    }
    row().actions.push_back(action);
    return row().actions.back();
}

Rule& Rule::act_to(model::ActionKind kind, model::Lever lever, std::string_view id, double to) {
    const std::string path = "do." + std::to_string(row().actions.size()) + ".to";
    act(kind, lever, id).to = number(path, to);
    return *this;
}

Rule& Rule::opens(std::string_view id) {
    act(model::ActionKind::open, model::Lever::opening, id);
    return *this;
}

Rule& Rule::closes(std::string_view id) {
    act(model::ActionKind::close, model::Lever::opening, id);
    return *this;
}

Rule& Rule::act_on_part(model::ActionKind kind, std::string_view deal, std::string_view commodity) {
    model::Action action;
    action.kind = kind;
    action.lever = model::Lever::withholding;
    action.of = model::LeverOf::deal_part;
    action.deal = find(scenario().deals, deal);
    action.commodity = find(scenario().commodities, commodity);
    row().actions.push_back(action);
    return *this;
}

Rule& Rule::withholds(std::string_view deal, std::string_view commodity) {
    return act_on_part(model::ActionKind::withhold, deal, commodity);
}

Rule& Rule::lets_go(std::string_view deal, std::string_view commodity) {
    return act_on_part(model::ActionKind::let_go, deal, commodity);
}

Rule& Rule::sets(model::Lever lever, std::string_view id, double to) {
    return act_to(model::ActionKind::set, lever, id, to);
}

Rule& Rule::scales(std::string_view id, double to) { return scales(model::Lever::rate, id, to); }

Rule& Rule::scales(model::Lever lever, std::string_view id, double to) {
    return act_to(model::ActionKind::scale, lever, id, to);
}

Rule& Rule::enforces(std::string_view sanction, std::string_view by, double to) {
    return enforce(model::ActionKind::set, sanction, by, to);
}

Rule& Rule::scales_enforcement(std::string_view sanction, std::string_view by, double to) {
    return enforce(model::ActionKind::scale, sanction, by, to);
}

Rule& Rule::enforce(model::ActionKind kind, std::string_view sanction, std::string_view by, double to) {
    const model::Scenario& all = scenario();
    model::Action action;
    action.kind = kind;
    action.lever = model::Lever::enforcement;
    action.of = model::LeverOf::enforcement;
    action.sanction = find(all.sanctions, sanction);
    action.by = {find(all.states, by), find(all.groups, by)};
    action.to = number("do." + std::to_string(row().actions.size()) + ".to", to);
    row().actions.push_back(action);
    return *this;
}

void close_at_start(Network& network, std::string_view id) {
    model::Scenario& all = network.raw();
    model::Opening* opening = nullptr;
    if (const auto plant = find(all.plants, id); plant.valid()) {
        opening = &all.plants[plant].opening;
    } else if (const auto fire = find(all.fires, id); fire.valid()) {
        opening = &all.fires[fire].opening;
    } else {
        opening = &all.routes[find(all.routes, id)].opening;
    }
    opening->open.value = 0.0;
    opening->open.path = all.paths.add("open-of." + std::string(id));
}

}  // namespace caisson::tiny
