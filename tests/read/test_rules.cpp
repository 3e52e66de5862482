// What a rule waits for and what it does, field by field.
#include <string>

#include "caisson/read/resolved.hpp"
#include "texts.hpp"

using namespace caisson;
using namespace caisson::tests;
using model::Action;
using model::ActionKind;
using model::Condition;
using model::ConditionKind;
using model::Lever;
using model::LeverOf;
using model::Rule;
using model::Side;
using model::Variable;

namespace {

const std::string busy = world +
                         "plants: {works: {at: rear, makes: shell, rate: 5 round/d}}\n"
                         "fires: {guns: {at: front, uses: shell, rate: 10 round/d}}\n"
                         "routes:\n"
                         "  road: {from: rear, to: front, carries: shell, capacity: 9 round/d}\n"
                         "  ships: {from: rear, to: front, carries: fuel, sails: {every: 9 d, lot: 20}}\n";

std::string with_rule(const std::string& keys) { return busy + "rules: {r: {" + keys + "}}\n"; }

std::string with_condition(const std::string& condition) {
    return with_rule("when: " + condition + ", do: [{open: routes.road}]");
}

std::string with_action(const std::string& action) { return with_rule("when: {from: 10 d}, do: [" + action + "]"); }

Rule rule_of(const std::string& keys) { return accepted(with_rule(keys)).scenario.rules.rows().at(0); }

Condition condition_of(const std::string& condition) {
    return accepted(with_condition(condition)).scenario.rules.rows().at(0).when;
}

Action action_of(const std::string& action) {
    return accepted(with_action(action)).scenario.rules.rows().at(0).actions.at(0);
}

}  // namespace

TEST_CASE("a rule has a title, a condition, two stretches of time and actions in their order", "[read]") {
    const auto reading =
        accepted(with_rule("title: Help, when: {from: 10 d}, held: 2 d, after: 1 wk, times: each, "
                           "do: [{close: plants.works}, {open: routes.road}, {set: routes.road.loss, to: 5%}]"));
    const model::Scenario& scenario = reading.scenario;
    const Rule& rule = scenario.rules.rows().at(0);
    CHECK(rule.id == "r");
    CHECK(rule.title == "Help");
    CHECK(rule.place == SourceSpan{FileId{0}, 16, 9, 1});
    CHECK(rule.when.kind == ConditionKind::from);
    CHECK(rule.held.value == 2);
    CHECK(scenario.paths.text(rule.held.path) == "rules.r.held");
    CHECK(rule.after.value == 7);
    CHECK(scenario.paths.text(rule.after.path) == "rules.r.after");
    CHECK(rule.each_time);
    REQUIRE(rule.actions.size() == 3);
    CHECK(rule.actions[0].kind == ActionKind::close);
    CHECK(rule.actions[1].kind == ActionKind::open);
    CHECK(rule.actions[2].kind == ActionKind::set);
    CHECK(scenario.paths.text(rule.actions[2].to.path) == "rules.r.do.2.to");
}

TEST_CASE("a rule acts at once, and once, unless it says otherwise", "[read]") {
    const Rule rule = rule_of("when: {from: 10 d}, do: [{open: routes.road}]");
    CHECK(rule.title.empty());
    CHECK(rule.held.value == 0);
    CHECK_FALSE(rule.held.written());
    CHECK(rule.after.value == 0);
    CHECK_FALSE(rule.after.written());
    CHECK_FALSE(rule.each_time);
    CHECK_FALSE(rule_of("when: {from: 10 d}, times: once, do: [{open: routes.road}]").each_time);
}

TEST_CASE("a condition on a level has a sum, a side, a level and a way back", "[read]") {
    const auto reading = accepted(
        with_condition("{value: stock, of: shell, state: RUS, depot: front, below: 2 container, hysteresis: 20%}"));
    const model::Scenario& scenario = reading.scenario;
    const Condition& when = scenario.rules.rows().at(0).when;
    CHECK(when.kind == ConditionKind::level);
    CHECK(when.variable == Variable::stock);
    CHECK(scenario.commodities[when.of.commodity].id == "shell");
    CHECK(scenario.states[when.of.state].id == "RUS");
    CHECK(scenario.depots[when.of.depot].id == "front");
    CHECK_FALSE(when.of.plant.valid());
    CHECK(when.side == Side::below);
    CHECK_FALSE(when.in_days);
    CHECK(when.level.value == 600);
    CHECK(scenario.paths.text(when.level.path) == "rules.r.when.below");
    CHECK(when.hysteresis.value == 0.2);
    CHECK(scenario.paths.text(when.hysteresis.path) == "rules.r.when.hysteresis");
    CHECK_FALSE(when.back.written());
    CHECK(when.parts.empty());
    CHECK_FALSE(when.rule.valid());
    CHECK(when.place == SourceSpan{FileId{0}, 16, 13, 4});
}

TEST_CASE("a way back may be written as a level of the same measure", "[read]") {
    const Condition amount = condition_of("{value: in_transit, route: road, above: 500 round, back: 400 round}");
    CHECK(amount.variable == Variable::in_transit);
    CHECK(amount.of.route == model::RouteId{0});
    CHECK(amount.side == Side::above);
    CHECK(amount.level.value == 500);
    CHECK(amount.back.value == 400);
    CHECK(amount.back.written());
    CHECK(amount.hysteresis.value == 0.1);
    CHECK_FALSE(amount.hysteresis.written());
    const Condition days = condition_of("{value: stock, of: shell, below: 7 d, back: 9 d}");
    CHECK(days.variable == Variable::stock);
    CHECK(days.in_days);
    CHECK(days.level.value == 7);
    CHECK(days.back.value == 9);
    CHECK(condition_of("{value: days_of_supply, of: shell, below: 0, back: 1 wk}").in_days);
    CHECK(only(refused(with_condition("{value: stock, of: shell, below: 7 d, back: 50 round}"))).code ==
          FindingCode::wrong_unit);
    CHECK(only(refused(with_condition("{value: stock, of: shell, below: 50 round, back: 7 d}"))).code ==
          FindingCode::wrong_unit);
    CHECK(only(refused(with_condition("{value: days_of_supply, of: shell, below: 50 round}"))).code ==
          FindingCode::wrong_unit);
    CHECK(only(refused(with_condition("{value: in_transit, of: shell, below: 7 d}"))).code == FindingCode::wrong_unit);
}

TEST_CASE("a total may come to a level, of which there is no way back", "[read]") {
    const Condition made = condition_of("{total: made, plant: works, above: 5k round}");
    CHECK(made.kind == ConditionKind::level);
    CHECK(made.variable == Variable::made);
    CHECK(made.of.plant == model::PlantId{0});
    CHECK(made.side == Side::above);
    CHECK(made.level.value == 5000);
    CHECK_FALSE(made.in_days);
    CHECK(condition_of("{total: fired, fires: guns, above: 1 round}").of.fire == model::FireId{0});
    CHECK(only(refused(with_condition("{total: made, below: 5k round}"))).code == FindingCode::misplaced_key);
    CHECK(only(refused(with_condition("{total: made, above: 5 d}"))).code == FindingCode::wrong_unit);
}

TEST_CASE("a condition may be a date, or another rule", "[read]") {
    const auto reading = accepted(busy +
                                  "rules:\n"
                                  "  first: {when: {rule: second}, do: [{open: routes.road}]}\n"
                                  "  second: {when: {from: 2023-09-23}, do: [{open: routes.road}]}\n"
                                  "  third: {when: {until: 10 d to 30 d}, do: [{open: routes.road}]}\n");
    const auto& rules = reading.scenario.rules.rows();
    CHECK(rules.at(0).when.kind == ConditionKind::rule);
    CHECK(reading.scenario.rules[rules.at(0).when.rule].id == "second");
    CHECK(rules.at(1).when.kind == ConditionKind::from);
    CHECK(rules.at(1).when.date.value == 10);
    CHECK(reading.scenario.paths.text(rules.at(1).when.date.path) == "rules.second.when.from");
    CHECK(rules.at(2).when.kind == ConditionKind::until);
    CHECK(rules.at(2).when.date.value == 20);
    CHECK(rules.at(2).when.date.estimate.valid());
}

TEST_CASE("conditions stand inside one another", "[read]") {
    const auto reading = accepted(
        with_condition("{all: [{from: 10 d}, {any: [{until: 20 d}, {not: {value: stock, of: fuel, above: 5 t}}]}]}"));
    const model::Scenario& scenario = reading.scenario;
    const Condition& all = scenario.rules.rows().at(0).when;
    CHECK(all.kind == ConditionKind::all);
    REQUIRE(all.parts.size() == 2);
    CHECK(scenario.paths.text(all.parts[0].date.path) == "rules.r.when.all.0.from");
    const Condition& any = all.parts[1];
    CHECK(any.kind == ConditionKind::any);
    REQUIRE(any.parts.size() == 2);
    const Condition& no = any.parts[1];
    CHECK(no.kind == ConditionKind::no);
    REQUIRE(no.parts.size() == 1);
    CHECK(no.parts[0].level.value == 5);
    CHECK(scenario.paths.text(no.parts[0].level.path) == "rules.r.when.all.1.any.1.not.above");
}

TEST_CASE("an action opens or closes a plant, a fire or a route", "[read]") {
    const Action plant = action_of("{open: plants.works}");
    CHECK(plant.kind == ActionKind::open);
    CHECK(plant.lever == Lever::opening);
    CHECK(plant.of == LeverOf::plant);
    CHECK(plant.plant == model::PlantId{0});
    CHECK_FALSE(plant.to.written());
    CHECK(plant.place == SourceSpan{FileId{0}, 16, 38, 1});
    const Action fire = action_of("{close: fires.guns}");
    CHECK(fire.kind == ActionKind::close);
    CHECK(fire.of == LeverOf::fire);
    CHECK(fire.fire == model::FireId{0});
    const Action route = action_of("{open: routes.ships}");
    CHECK(route.of == LeverOf::route);
    CHECK(route.route == model::RouteId{1});
    CHECK_FALSE(route.plant.valid());
}

TEST_CASE("an action sets a value in its own unit", "[read]") {
    const Action plant = action_of("{set: plants.works.rate, to: 2 container/d}");
    CHECK(plant.kind == ActionKind::set);
    CHECK(plant.lever == Lever::rate);
    CHECK(plant.of == LeverOf::plant);
    CHECK(plant.plant == model::PlantId{0});
    CHECK(plant.to.value == 600);
    const Action fire = action_of("{set: fires.guns.rate, to: 5k round/d}");
    CHECK(fire.lever == Lever::rate);
    CHECK(fire.of == LeverOf::fire);
    CHECK(fire.to.value == 5000);
    const Action route = action_of("{set: routes.road.capacity, to: 8/d}");
    CHECK(route.lever == Lever::rate);
    CHECK(route.of == LeverOf::route);
    CHECK(route.route == model::RouteId{0});
    CHECK(route.to.value == 8);
    const Action lot = action_of("{set: routes.ships.sails.lot, to: 30 t}");
    CHECK(lot.lever == Lever::lot);
    CHECK(lot.of == LeverOf::route);
    CHECK(lot.route == model::RouteId{1});
    CHECK(lot.to.value == 30);
    const Action loss = action_of("{set: routes.ships.loss, to: 5%}");
    CHECK(loss.lever == Lever::loss);
    CHECK(loss.to.value == 0.05);
    const Action capacity = action_of("{set: depots.front.shell.capacity, to: 2M}");
    CHECK(capacity.lever == Lever::capacity);
    CHECK(capacity.of == LeverOf::node);
    CHECK(capacity.depot == model::DepotId{0});
    CHECK(capacity.commodity == model::CommodityId{0});
    CHECK(capacity.to.value == 2e6);
    const Action reserve = action_of("{set: depots.front.fuel.reserve, to: 9 t}");  // held, though not written there
    CHECK(reserve.lever == Lever::reserve);
    CHECK(reserve.commodity == model::CommodityId{1});
    CHECK(reserve.to.value == 9);
}

TEST_CASE("what an action sets may be an estimate", "[read]") {
    const auto reading = accepted(with_action("{set: plants.works.rate, to: {low: 1/d, high: 4/d, source: x}}"));
    const model::Number& to = reading.scenario.rules.rows().at(0).actions.at(0).to;
    CHECK(to.value == 2);
    CHECK(reading.scenario.estimates[to.estimate].source == "x");
    CHECK(only(refused(with_action("{set: plants.works.rate, to: {low: 1/d, high: 4 t/d}}"))).code ==
          FindingCode::wrong_unit);
}

TEST_CASE("an action scales a rate, a capacity or a lot, also above the whole", "[read]") {
    const Action fire = action_of("{scale: fires.guns.rate, to: 60%}");
    CHECK(fire.kind == ActionKind::scale);
    CHECK(fire.lever == Lever::rate);
    CHECK(fire.of == LeverOf::fire);
    CHECK(fire.to.value == 0.6);
    CHECK(action_of("{scale: plants.works.rate, to: 150%}").to.value == 1.5);
    CHECK(action_of("{scale: routes.road.capacity, to: 0}").lever == Lever::rate);
    CHECK(action_of("{scale: routes.ships.sails.lot, to: 0.5}").lever == Lever::lot);
    for (const char* fixed : {"routes.road.loss", "depots.front.shell.capacity", "depots.front.shell.reserve"}) {
        CAPTURE(fixed);
        CHECK(only(refused(with_action("{scale: " + std::string{fixed} + ", to: 50%}"))).code ==
              FindingCode::unknown_path);
    }
}

TEST_CASE("a route that flows has no lot, one that sails no capacity", "[read]") {
    const Finding lot = only(refused(with_action("{set: routes.road.sails.lot, to: 5 round}")));
    CHECK(lot.code == FindingCode::unknown_path);
    CHECK(lot.repair == "it has capacity and loss");
    const Finding capacity = only(refused(with_action("{set: routes.ships.capacity, to: 5 t/d}")));
    CHECK(capacity.message == "\"routes.ships\" has no \"capacity\" that a rule can set");
    CHECK(capacity.repair == "it has sails and loss");
}

TEST_CASE("what is like a part of a path is named", "[read]") {
    CHECK(only(refused(with_action("{open: routs.road}"))).repair == "did you mean \"routes\"?");
    CHECK(only(refused(with_action("{open: routes.raod}"))).repair == "did you mean \"road\"?");
    CHECK(only(refused(with_action("{set: depots.front.shel.capacity, to: 5}"))).repair == "did you mean \"shell\"?");
    CHECK(only(refused(with_action("{set: depots.front.shell.capacty, to: 5}"))).repair ==
          "did you mean \"capacity\"?");
    CHECK(only(refused(with_condition("{rule: s}"))).code == FindingCode::unknown_name);
}

TEST_CASE("a rule does not wait for itself, however deep", "[read]") {
    CHECK(only(refused(with_condition("{rule: r}"))).code == FindingCode::bad_rule);
    CHECK(only(refused(with_condition("{all: [{not: {rule: r}}]}"))).code == FindingCode::bad_rule);
}

TEST_CASE("only what is wrong with a rule is said of it", "[read]") {
    // the route is unknown, so that nothing can be said of what it is set to
    CHECK(only(refused(with_action("{set: routes.raod.capacity, to: soon}"))).code == FindingCode::unknown_path);
    // a key that may have been meant for the one that is missing
    CHECK(only(refused(with_action("{set: routes.road.capacity, too: 5/d}"))).code == FindingCode::unknown_key);
    CHECK(only(refused(with_condition("{vlaue: stock, of: shell, below: 7 d}"))).code == FindingCode::unknown_key);
    CHECK(only(refused(with_condition("{of: shell, below: 7 d}"))).code == FindingCode::missing_key);
    CHECK(only(refused(with_condition("{value: stock, of: shell, blow: 7 d}"))).code == FindingCode::unknown_key);
}

TEST_CASE("the numbers of a rule are set by their paths", "[read]") {
    const std::string text = with_rule(
        "when: {all: [{value: stock, of: shell, below: 50k round}, {not: {from: 10 d}}]}, held: 1 d, "
        "do: [{scale: fires.guns.rate, to: 60%}]");
    const auto reading = accepted(asked(text, {"rules.r.when.all.0.below=7 d", "rules.r.when.all.1.not.from=20 d",
                                               "rules.r.held=3 d", "rules.r.do.0.to=80%", "rules.r.after=1 d"}));
    const Rule& rule = reading.scenario.rules.rows().at(0);
    CHECK(rule.when.parts.at(0).in_days);
    CHECK(rule.when.parts.at(0).level.value == 7);
    CHECK(rule.when.parts.at(1).parts.at(0).date.value == 20);
    CHECK(rule.held.value == 3);
    CHECK(rule.after.value == 1);
    CHECK(rule.actions.at(0).to.value == 0.8);
    CHECK(only(refused(asked(text, {"rules.r.when.al.0.below=7 d"}))).repair == "did you mean \"all\"?");
}

TEST_CASE("a variant changes a rule, and adds one", "[read]") {
    const std::string text = with_rule("when: {from: 10 d}, do: [{open: routes.road}]") +
                             "variants:\n"
                             "  late: {rules.r.when.from: 20 d, rules.r.do: [{close: plants.works}]}\n"
                             "  more: {rules.s: {when: {rule: r}, do: [{open: routes.ships}]}}\n";
    const auto late = accepted(asked(text, {}, {"late"}));
    CHECK(late.scenario.rules.rows().at(0).when.date.value == 20);
    CHECK(late.scenario.rules.rows().at(0).actions.at(0).kind == ActionKind::close);
    const auto more = accepted(asked(text, {}, {"more"}));
    REQUIRE(more.scenario.rules.size() == 2);
    CHECK(more.scenario.rules[more.scenario.rules.rows().at(1).when.rule].id == "r");
}

TEST_CASE("what is shown of rules reads as the same rules", "[read]") {
    const auto reading = accepted(with_rule(
        "title: Help, when: {all: [{value: stock, of: shell, below: 7 d}, {any: [{until: 20 d}, {not: {from: 5 "
        "d}}]}]}, "
        "held: 2 d, times: each, do: [{set: routes.road.loss, to: {low: 1%, high: 4%}}, {open: routes.ships}]"));
    const std::string shown = read::resolved_text(reading, read::Origins::none);
    const auto again = accepted(shown);
    const Rule& rule = again.scenario.rules.rows().at(0);
    CHECK(rule.title == "Help");
    CHECK(rule.when.parts.at(0).level.value == 7);
    CHECK(rule.when.parts.at(1).parts.at(1).parts.at(0).date.value == 5);
    CHECK(rule.held.value == 2);
    CHECK(rule.each_time);
    CHECK(rule.actions.at(0).to.value == reading.scenario.rules.rows().at(0).actions.at(0).to.value);
    CHECK(rule.actions.at(1).route == model::RouteId{1});
    CHECK(read::resolved_text(again, read::Origins::none) == shown);
}
