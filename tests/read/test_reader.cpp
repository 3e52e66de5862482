#include <cmath>
#include <string>

#include "caisson/base/date.hpp"
#include "caisson/base/limits.hpp"
#include "caisson/read/reader.hpp"
#include "texts.hpp"

using namespace caisson;
using namespace caisson::tests;
using model::Number;

namespace {

std::string plant(const std::string& rate) {
    return world + "plants: {p: {at: front, makes: shell, rate: " + rate + "}}\n";
}

Number rate_of(const std::string& rate) { return accepted(plant(rate)).scenario.plants.rows().at(0).rate.first; }

std::string route(const std::string& keys) {
    return world + "routes: {r: {from: rear, to: front, carries: shell, " + keys + "}}\n";
}

model::Route route_of(const std::string& keys) { return accepted(route(keys)).scenario.routes.rows().at(0); }

std::string fire(const std::string& keys) {
    return world + "fires: {f: {at: front, rate: 10 round/d, " + keys + "}}\n";
}

model::Fire fire_of(const std::string& keys) { return accepted(fire(keys)).scenario.fires.rows().at(0); }

}  // namespace

TEST_CASE("a scenario has a title, a start, an end and a seed", "[read]") {
    const auto reading = accepted(
        "caisson: 1\ntitle: A title\nnote: 5\nstart: 2023-09-13T12:00Z\nend: 2023-09-15\nseed: 7\n"
        "commodities: {}\nstates: {}\ndepots: {}\n");
    const model::Scenario& scenario = reading.scenario;
    CHECK(scenario.title == "A title");
    CHECK(scenario.note == "5");  // unquoted numbers are text where text belongs
    CHECK(format_date(scenario.start) == "2023-09-13T12:00:00Z");
    CHECK(scenario.end.value == 1.5);
    CHECK(scenario.paths.text(scenario.end.path) == "end");
    CHECK(scenario.seed == 7);
    CHECK(scenario.variants.empty());
}

TEST_CASE("the seed is 1 unless it is written, and may be any number of 64 bits", "[read][limits]") {
    CHECK(accepted(world).scenario.seed == 1);
    CHECK(accepted(world + "seed: 18446744073709551615\n").scenario.seed == 18446744073709551615ULL);
    CHECK(only(refused(world + "seed: 18446744073709551616\n")).code == FindingCode::bad_quantity);
    CHECK(only(refused(world + "seed: -1\n")).code == FindingCode::bad_quantity);
    CHECK(only(refused(world + "seed: 1.5\n")).code == FindingCode::bad_quantity);
    CHECK(only(refused(world + "seed: \"7\"\n")).code == FindingCode::bad_quantity);
    CHECK(only(refused(world + "seed: 007\n")).code == FindingCode::bad_quantity);
}

TEST_CASE("a depot holds commodities of a state, with their places and paths", "[read]") {
    const auto reading = accepted(world);
    const model::Scenario& scenario = reading.scenario;
    REQUIRE(scenario.depots.size() == 2);
    const model::Depot& front = scenario.depots.rows()[0];
    CHECK(front.id == "front");
    CHECK(scenario.states[front.state].id == "RUS");
    CHECK(scenario.states[front.state].title == "Russia");
    REQUIRE(front.holdings.size() == 1);
    const model::Holding& holding = front.holdings[0];
    CHECK(scenario.commodities[holding.commodity].unit == "round");
    CHECK(holding.stock.value == 400'000);
    CHECK(holding.capacity.first.value == 1'000'000);
    CHECK(holding.reserve.first.value == 0);
    CHECK_FALSE(holding.reserve.first.written());
    CHECK(scenario.paths.text(holding.stock.path) == "depots.front.shell.stock");
    CHECK(holding.stock.place == SourceSpan{FileId{0}, 9, 38, 4});
    CHECK_FALSE(holding.stock.estimate.valid());
    CHECK(scenario.depots.rows()[1].holdings[1].capacity.first.value == model::unbounded);
}

TEST_CASE("a rate is an amount in a time", "[read][known]") {
    CHECK(rate_of("10 round/d").value == 10);
    CHECK(rate_of("2M round/yr").value == 2e6 / 365.25);
    CHECK(rate_of("365.25 round/yr").value == 1);
    CHECK(rate_of("730 round / 365 d").value == 2);
    CHECK(rate_of("24/h").value == 24 * 24.0);  // without a word it is the commodity's own unit
    CHECK(rate_of("2 container/d").value == 600);
    CHECK(rate_of("0").value == 0);
}

TEST_CASE("a stretch of time in another one is a share, and no amount", "[read][known]") {
    CHECK(route_of("capacity: 1/d, loss: 6 h/d").loss.first.value == 0.25);
    CHECK(only(refused(asked(world, {"depots.front.shell.stock=6 h/d"}))).message ==
          "\"6 h/d\" is a share, not an amount of shell");
}

TEST_CASE("a conversion is used wherever an amount may stand", "[read][known]") {
    const auto reading = accepted(asked(world, {"depots.front.shell.stock=2 container"}));
    CHECK(reading.scenario.depots.rows()[0].holdings[0].stock.value == 600);
    const auto sails = route_of("sails: {every: 9 d, lot: 3 container to 5 container, least_lot: 1 container}").sails;
    CHECK(sails.lot.first.value == Approx(std::sqrt(900.0 * 1500.0)).epsilon(1e-15));
    CHECK(sails.least_lot.value == 300);
}

TEST_CASE("a conversion may be an estimate, whose central value counts", "[read][known]") {
    const auto reading =
        accepted(asked(world, {"commodities.shell.units.container={low: 220 round, best: 300 round, high: 450 round}",
                               "depots.front.shell.stock=10 container"}));
    const model::Scenario& scenario = reading.scenario;
    const model::Conversion& container = scenario.commodities.rows()[0].conversions.at(0);
    CHECK(container.unit == "container");
    CHECK(container.per_unit.value == 300);
    CHECK(scenario.estimates[container.per_unit.estimate].high == 450);
    CHECK(scenario.paths.text(container.per_unit.path) == "commodities.shell.units.container");
    CHECK(scenario.depots.rows()[0].holdings[0].stock.value == 3000);
}

TEST_CASE("a conversion may name its own unit below the stroke, and builds on no other", "[read]") {
    CHECK(accepted(asked(world, {"commodities.shell.units.container=250 round/container"}))
              .scenario.commodities.rows()[0]
              .conversions[0]
              .per_unit.value == 250);
    CHECK(only(refused(asked(world, {"commodities.shell.units={crate: 4 round, container: 100 crate}"}))).code ==
          FindingCode::unknown_name);
    CHECK(only(refused(asked(world, {"commodities.shell.units.container=300"}))).repair == "write \"300 round\"");
}

TEST_CASE("a range is an interval with its central value", "[read][known]") {
    const auto reading = accepted(plant("1M to 4M round/yr"));
    const Number& rate = reading.scenario.plants.rows()[0].rate.first;
    CHECK(rate.value == Approx(2e6 / 365.25).epsilon(1e-15));  // sqrt(1M * 4M) = 2M
    REQUIRE(rate.estimate.valid());
    const model::Estimate& estimate = reading.scenario.estimates[rate.estimate];
    CHECK(estimate.form == model::EstimateForm::interval);
    CHECK(estimate.low == 1e6 / 365.25);
    CHECK(estimate.high == 4e6 / 365.25);
    CHECK(estimate.best == rate.value);
}

TEST_CASE("the long form keeps where a number comes from", "[read]") {
    const auto reading =
        accepted(plant("{low: 1M round/yr, best: 2M round/yr, high: 4M round/yr, source: 'RP05, RUSI', "
                       "as_of: 2023-09, assumption: none, note: 5}"));
    const model::Scenario& scenario = reading.scenario;
    const Number& rate = scenario.plants.rows()[0].rate.first;
    CHECK(rate.value == 2e6 / 365.25);
    CHECK(scenario.paths.text(rate.path) == "plants.p.rate");
    const model::Estimate& estimate = scenario.estimates[rate.estimate];
    CHECK(estimate.form == model::EstimateForm::low_best_high);
    CHECK(estimate.source == "RP05, RUSI");
    CHECK(estimate.as_of == "2023-09");
    CHECK(estimate.assumption == "none");
    CHECK(estimate.note == "5");
    CHECK(scenario
              .estimates[accepted(plant("{value: 5 round/d, source: x}")).scenario.plants.rows()[0].rate.first.estimate]
              .form == model::EstimateForm::low_best_high);  // ids count from 0 in each scenario
    const auto point = accepted(plant("{value: 5 round/d, source: x}"));
    CHECK(point.scenario.estimates.rows().at(0).form == model::EstimateForm::point);
    CHECK(point.scenario.plants.rows()[0].rate.first.value == 5);
    const auto ends = accepted(plant("{low: 1 round/d, high: 4 round/d}"));
    CHECK(ends.scenario.estimates.rows().at(0).form == model::EstimateForm::interval);
    CHECK(ends.scenario.plants.rows()[0].rate.first.value == 2);
}

TEST_CASE("a date may be a stretch of time after the start, and a range", "[read][known]") {
    CHECK(route_of("capacity: 1/d, opens: 10 d").opening.opens.value == 10);
    CHECK(route_of("capacity: 1/d, opens: 2023-09-23").opening.opens.value == 10);
    CHECK(route_of("capacity: 1/d, opens: 2023-09-03").opening.opens.value == -10);  // it was open at the start
    CHECK(route_of("capacity: 1/d, opens: 2023-09-13T06:00Z").opening.opens.value == 0.25);
    CHECK(route_of("capacity: 1/d, opens: 2023-09-23 to 2023-10-13").opening.opens.value == 20);  // 10 to 30
    CHECK(route_of("capacity: 1/d, opens: 10 d to 30 d").opening.opens.value == 20);
    CHECK(route_of("capacity: 1/d, opens: 0").opening.opens.value == 0);
}

TEST_CASE("what is not written has its default and no path", "[read]") {
    const auto open = route_of("capacity: 5/d");
    CHECK(open.opening.open.value == 1);
    CHECK(open.opening.opens.value == -model::unbounded);
    CHECK(open.opening.closes.value == model::unbounded);
    CHECK(open.transit.value == 0);
    CHECK(open.when_full == model::WhenFull::queue);
    CHECK(open.on_close == model::OnClose::arrive);
    CHECK(open.target.kind == model::TargetKind::none);
    CHECK(open.target.hysteresis.value == 0.1);
    for (const Number& number :
         {open.opening.open, open.transit, open.loss.first, open.chance, open.port, open.unload}) {
        CHECK_FALSE(number.written());
    }
}

TEST_CASE("a route flows or sails", "[read][known]") {
    const auto flow = route_of(
        "capacity: 12/d, transit: 6 d, loss: 2%, when_full: stop, port: 500, unload: 20/d, "
        "on_close: return, in_priority: 2, out_priority: 3, open: false, closes: 20 d");
    CHECK(flow.form == model::RouteForm::flow);
    CHECK(flow.capacity.first.value == 12);
    CHECK(flow.transit.value == 6);
    CHECK(flow.loss.first.value == 0.02);
    CHECK(flow.when_full == model::WhenFull::stop);
    CHECK(flow.port.value == 500);
    CHECK(flow.unload.value == 20);
    CHECK(flow.on_close == model::OnClose::send_back);
    CHECK(flow.in_priority == 2);
    CHECK(flow.out_priority == 3);
    CHECK(flow.opening.open.value == 0);
    CHECK(flow.opening.open.written());
    CHECK(flow.opening.closes.value == 20);
    const auto sailings = route_of("sails: {every: 9 d, first: 3 d, lot: 100, short: wait}, chance: 1%, transit: 1 wk");
    CHECK(sailings.form == model::RouteForm::sailings);
    CHECK(sailings.sails.every.value == 9);
    CHECK(sailings.sails.first.value == 3);
    CHECK(sailings.sails.lot.first.value == 100);
    CHECK(sailings.sails.when_short == model::WhenShort::wait);
    CHECK(sailings.chance.value == 0.01);
    CHECK(sailings.transit.value == 7);
}

TEST_CASE("a target is an amount or a stretch of time, alone or with its hysteresis", "[read][known]") {
    CHECK(route_of("capacity: 1/d, target: 30 d").target.kind == model::TargetKind::days_of_supply);
    CHECK(route_of("capacity: 1/d, target: 30 d").target.level.value == 30);
    CHECK(route_of("capacity: 1/d, target: 2k round").target.kind == model::TargetKind::stock);
    const auto both = route_of("capacity: 1/d, target: {level: 2 container, hysteresis: 20%, note: why}").target;
    CHECK(both.level.value == 600);
    CHECK(both.hysteresis.value == 0.2);
    const auto estimate = accepted(route("capacity: 1/d, target: {low: 10 d, high: 40 d, note: why}"));
    CHECK(estimate.scenario.routes.rows()[0].target.level.value == 20);
    CHECK(estimate.scenario.estimates.size() == 1);
    CHECK(only(refused(route("capacity: 1/d, target: 30"))).repair == "write \"30 round\" or \"30 d\"");
}

TEST_CASE("a schedule changes one value or several, in steps and ramps", "[read][known]") {
    const auto reading = accepted(asked(
        world, {"depots.front.shell.schedule=[{from: 10 d, capacity: 2M}, {from: 20 d, until: 50 d, reserve: 5k}, "
                "{from: 30 d, capacity: 3M, reserve: 7k, until: 40 d, steps: 4}]"}));
    const model::Scenario& scenario = reading.scenario;
    const model::Holding& holding = scenario.depots.rows()[0].holdings[0];
    REQUIRE(holding.capacity.changes.size() == 2);
    REQUIRE(holding.reserve.changes.size() == 2);
    CHECK(holding.capacity.changes[0].from.value == 10);
    CHECK(holding.capacity.changes[0].value.value == 2e6);
    CHECK(holding.capacity.changes[0].parts == 0);
    CHECK_FALSE(holding.capacity.changes[0].until.written());
    CHECK(holding.reserve.changes[0].until.value == 50);
    CHECK(holding.reserve.changes[0].parts == 0);  // one step a month
    CHECK(holding.reserve.changes[1].parts == 4);
    CHECK(scenario.paths.text(holding.reserve.changes[1].value.path) == "depots.front.shell.schedule.2.reserve");
    CHECK(scenario.paths.text(holding.capacity.changes[1].from.path) == "depots.front.shell.schedule.2.from");
}

TEST_CASE("every schedule is read", "[read][known]") {
    const auto flow = route_of("capacity: 1/d, schedule: [{from: 1 d, capacity: 2/d}, {from: 2 d, loss: 5%}]");
    CHECK(flow.capacity.changes.at(0).value.value == 2);
    CHECK(flow.loss.changes.at(0).value.value == 0.05);
    const auto sails = route_of("sails: {every: 1 d, lot: 5, schedule: [{from: 3 d, lot: 9}]}").sails;
    CHECK(sails.lot.changes.at(0).value.value == 9);
    CHECK(fire_of("uses: shell, schedule: [{from: 3 d, rate: 4 round/d}]").wanted.changes.at(0).value.value == 4);
    const auto made =
        accepted(world + "plants: {p: {at: front, makes: shell, rate: 1/d, schedule: [{from: 2 d, rate: 3/d}]}}\n");
    CHECK(made.scenario.plants.rows()[0].rate.changes.at(0).value.value == 3);
}

TEST_CASE("a ramp has as many steps as allowed, and not one more", "[read][limits]") {
    const auto steps = [](const std::string& number) {
        return fire("uses: shell, schedule: [{from: 1 d, until: 2 d, rate: 1/d, steps: " + number + "}]");
    };
    CHECK(accepted(steps(std::to_string(max_ramp_steps))).scenario.fires.rows()[0].wanted.changes[0].parts ==
          max_ramp_steps);
    CHECK(only(refused(steps(std::to_string(max_ramp_steps + 1)))).code == FindingCode::out_of_bounds);
    CHECK(accepted(steps("1")).scenario.fires.size() == 1);
    CHECK(only(refused(steps("0"))).code == FindingCode::out_of_bounds);
}

TEST_CASE("a plant takes what it needs for each unit that it makes", "[read][known]") {
    const auto reading = accepted(world +
                                  "plants: {p: {at: front, makes: shell, rate: 1/d, needs: {fuel: 2 t/round}, "
                                  "in_priority: 1, out_priority: 2}}\n");
    const model::Plant& row = reading.scenario.plants.rows()[0];
    REQUIRE(row.needs.size() == 1);
    CHECK(reading.scenario.commodities[row.needs[0].commodity].id == "fuel");
    CHECK(row.needs[0].per_unit.value == 2);
    CHECK(row.in_priority == 1);
    CHECK(row.out_priority == 2);
    // 600 t for a container of 300 rounds are 2 t a round
    CHECK(accepted(asked(world + "plants: {p: {at: front, makes: shell, rate: 1/d, needs: {fuel: 600 t/container}}}\n"))
              .scenario.plants.rows()[0]
              .needs[0]
              .per_unit.value == 2);
}

TEST_CASE("a fire uses commodities in order or in proportion", "[read][known]") {
    CHECK(fire_of("uses: shell").mode == model::UseMode::in_order);
    CHECK(fire_of("uses: [shell, fuel]").uses.size() == 2);
    const auto shares = fire_of("uses: {shell: 70%, fuel: 0.3}");
    CHECK(shares.mode == model::UseMode::in_proportion);
    CHECK(shares.uses[0].share.value == 0.7);
    CHECK(shares.uses[1].share.value == 0.3);
    CHECK(fire_of("uses: {shell: 70%, fuel: 0.3}, rigid: true").mode == model::UseMode::rigid);
    CHECK(only(refused(fire("uses: [shell, fuel], rigid: true"))).code == FindingCode::misplaced_key);
    CHECK(only(refused(fire("uses: [shell, shell]"))).code == FindingCode::duplicate_id);
    CHECK(only(refused(fire("uses: []"))).code == FindingCode::missing_key);
}

TEST_CASE("stages of rationing are sorted from the highest threshold down", "[read][known]") {
    const auto reading =
        accepted(fire("uses: shell, ration: [{below: 7 d, to: 25%}, {below: 20 d, to: 60%, hysteresis: 5%}]"));
    const auto& ration = reading.scenario.fires.rows()[0].ration;
    REQUIRE(ration.size() == 2);
    CHECK(ration[0].below.value == 20);
    CHECK(ration[0].to.value == 0.6);
    CHECK(ration[0].hysteresis.value == 0.05);
    CHECK(ration[1].hysteresis.value == 0.1);
    CHECK(reading.scenario.paths.text(ration[0].below.path) == "fires.f.ration.1.below");  // its place in the file
}

TEST_CASE("outcomes ask for dates and numbers", "[read][known]") {
    const auto reading = accepted(world + R"(outcomes:
  dry: {title: When, first: stock, of: shell, state: RUS, below: 7 d}
  full: {first: stock, depot: front, of: shell, above: 3 container}
  short: {first: days_of_supply, of: shell, below: 7 d}
  fired: {total: fired, of: shell, until: 100 d}
  left: {value: stock, of: shell, at: 2023-12-31}
  least: {lowest: stock, of: shell}
  most: {highest: in_transit, of: shell}
)");
    const auto& rows = reading.scenario.outcomes.rows();
    REQUIRE(rows.size() == 7);
    CHECK(rows[0].kind == model::OutcomeKind::first);
    CHECK(rows[0].title == "When");
    CHECK(rows[0].in_days);
    CHECK(rows[0].level.value == 7);
    CHECK(rows[0].side == model::Side::below);
    CHECK(rows[1].side == model::Side::above);
    CHECK(rows[1].level.value == 900);
    CHECK_FALSE(rows[1].in_days);
    CHECK(rows[1].of.depot == model::DepotId{0});
    CHECK(rows[2].in_days);
    CHECK(rows[2].variable == model::Variable::days_of_supply);
    CHECK(rows[3].kind == model::OutcomeKind::total);
    CHECK(rows[3].variable == model::Variable::fired);
    CHECK(rows[3].when.value == 100);
    CHECK(rows[4].when.value == 109);  // 17 d of September, 31 + 30 + 31
    CHECK(rows[5].kind == model::OutcomeKind::lowest);
    CHECK(rows[6].variable == model::Variable::in_transit);
}

TEST_CASE("claims say something about an outcome, in its unit", "[read][known]") {
    const std::string outcomes = world +
                                 "outcomes: {dry: {first: stock, of: shell, below: 0}, "
                                 "fired: {total: fired, of: shell}, days: {lowest: days_of_supply, of: shell}}\n"
                                 "variants: {a: {end: 10 d}, b: {end: 9 d}}\n";
    const auto reading = accepted(
        outcomes +
        "expect: [{outcome: dry, before: 2023-12-31, after: 5 d, in: [a, b], note: why}, "
        "{outcome: dry, never: true, in: a}, {outcome: fired, above: 2 container, below: 1k round, equals: 700 round}, "
        "{outcome: days, below: 3 d}, {outcome: dry, on: 4 d}]\n");
    const auto& claims = reading.scenario.expectations;
    REQUIRE(claims.size() == 5);
    CHECK(claims[0].before.value == 109);
    CHECK(claims[0].after.value == 5);
    CHECK(claims[0].in == "a,b");
    CHECK(claims[0].note == "why");
    CHECK(claims[0].never == -1);
    CHECK(claims[1].never == 1);
    CHECK(claims[1].in == "a");
    CHECK(claims[2].above.value == 600);
    CHECK(claims[2].below.value == 1000);
    CHECK(claims[2].equals.value == 700);
    CHECK(claims[3].below.value == 3);
    CHECK(claims[4].on.value == 4);
    CHECK(only(refused(outcomes + "expect: [{outcome: dry, above: 5}]\n")).code == FindingCode::bad_expectation);
    CHECK(only(refused(outcomes + "expect: [{outcome: fired, before: 5 d}]\n")).code == FindingCode::bad_expectation);
    CHECK(only(refused(outcomes + "expect: [{outcome: fired, above: 5 d}]\n")).code == FindingCode::wrong_unit);
    CHECK(only(refused(outcomes + "expect: [{outcome: days, above: 5 round}]\n")).code == FindingCode::wrong_unit);
    CHECK(only(refused(outcomes + "expect: [{outcome: days}]\n")).code == FindingCode::missing_key);
    CHECK(only(refused(outcomes + "expect: [{outcome: dry, never: true, in: c}]\n")).code == FindingCode::unknown_name);
}

TEST_CASE("all errors are found in one reading, in the order of the file", "[read]") {
    const Findings findings = refused(world + R"(plants:
  p: {at: frnt, makes: shel, rate: 5, shedule: []}
  q: {at: front, makes: shell}
routes:
  r: {from: front, to: rear, carries: shell, capacity: -5/d, transit: 5 round}
)");
    REQUIRE(findings.size() == 7);
    const FindingCode codes[] = {FindingCode::unknown_name,   FindingCode::unknown_name, FindingCode::ambiguous_number,
                                 FindingCode::unknown_key,    FindingCode::missing_key,  FindingCode::out_of_bounds,
                                 FindingCode::wrong_dimension};
    for (std::size_t at = 0; at < findings.size(); ++at) {
        CAPTURE(at, findings[at].message);
        CHECK(findings[at].code == codes[at]);
        CHECK((at == 0 || findings[at - 1].where <= findings[at].where));
    }
}

TEST_CASE("an id as long as allowed, and one letter more", "[read][limits]") {
    const std::string longest(max_id_bytes, 'x');
    CHECK(accepted(asked(world, {"states={RUS: {}, PRK: {}, " + longest + ": {}}"})).scenario.states.size() == 3);
    CHECK(only(refused(asked(world, {"states={RUS: {}, PRK: {}, " + longest + "x: {}}"}))).code == FindingCode::bad_id);
}

TEST_CASE("a quantity as long as allowed, and one byte more", "[read][limits]") {
    const std::string zeros(max_quantity_bytes - std::string("1. round/d").size(), '0');
    CHECK(rate_of("1." + zeros + " round/d").value == 1);
    CHECK(only(refused(plant("1.0" + zeros + " round/d"))).code == FindingCode::bad_quantity);
}

TEST_CASE("dates lie in the years that can be written", "[read][limits]") {
    CHECK(route_of("capacity: 1/d, opens: 2999-12-31").opening.opens.value > 0);
    CHECK(only(refused(route("capacity: 1/d, opens: 3000-01-01"))).code == FindingCode::bad_date);
    CHECK(only(refused(route("capacity: 1/d, opens: 1e9 d"))).code == FindingCode::out_of_bounds);
    // 2023-09-13 to 2999-12-31 are 356,586 d
    CHECK(route_of("capacity: 1/d, opens: 356586 d").opening.opens.value == 356586);
    CHECK(only(refused(route("capacity: 1/d, opens: 356587 d"))).code == FindingCode::out_of_bounds);
}

TEST_CASE("priorities go up to a thousand", "[read][limits]") {
    CHECK(route_of("capacity: 1/d, in_priority: 1000").in_priority == 1000);
    CHECK(only(refused(route("capacity: 1/d, in_priority: 1001"))).code == FindingCode::out_of_bounds);
}

TEST_CASE("names that are suggested can be shown", "[read]") {
    const Findings findings = refused(world + "fires: {f: {at: front, uses: [\"sh\\tell\"], rate: 1/d}}\n" +
                                      "outcomes: {\"d\\try\": {first: stock, of: shell, below: 0}}\n" +
                                      "expect: [{outcome: dry, never: true}]\n");
    REQUIRE(findings.size() == 3);
    CHECK(findings[0].message == "unknown commodity \"sh\\x09ell\"");
    CHECK(findings[1].code == FindingCode::bad_id);
    CHECK(findings[2].repair == "did you mean \"d\\x09ry\"?");
}

TEST_CASE("what is said of a name that cannot be one can be shown", "[read]") {
    const Findings findings = refused(
        "caisson: 1\nstart: 2023-09-13\nend: 9 d\ncommodities:\n  shell: {unit: round}\n  r\tocket: {unit: missile}\n"
        "states: {A: {}}\ndepots: {front: {state: A, shell: {stock: 1 missile}}}\n");
    REQUIRE(findings.size() == 2);
    CHECK(findings[0].code == FindingCode::bad_id);
    CHECK(findings[1].message == "\"missile\" is a unit of r\\x09ocket, not of shell");
}

TEST_CASE("of very many mistakes only the first are compared with all names", "[read][limits]") {
    const std::size_t names = 2'000;
    const std::size_t suggested = 500'000 / names;
    const std::size_t mistakes = suggested + 10;
    std::string text = world;
    for (std::size_t at = 0; at < names - 2; ++at) {  // two are there already
        text += "  depot" + std::to_string(at) + ": {state: RUS}\n";
    }
    text += "fires:\n";
    for (std::size_t at = 0; at < mistakes; ++at) {
        text += "  f" + std::to_string(at) + ": {at: fromt, uses: [shell], rate: 1/d}\n";
    }
    const Findings findings = refused(text);
    REQUIRE(findings.size() == mistakes);
    for (std::size_t at = 0; at < mistakes; ++at) {
        CAPTURE(at);
        CHECK(findings[at].message == "unknown depot \"fromt\"");
        CHECK(findings[at].repair == (at <= suggested ? "did you mean \"front\"?" : "name one of the depots"));
        CHECK(findings[at].related.empty() == (at > suggested));
    }
}

TEST_CASE("as many errors as are told, and one more", "[read][limits]") {
    const auto empty_entries = [](std::size_t count) { return world + "x: [" + std::string(count, ',') + "]\n"; };
    const auto unknown_keys = [](std::size_t count) {
        std::string text = world;
        for (std::size_t at = 0; at < count; ++at) {
            text += "k" + std::to_string(at) + ": 1\n";
        }
        return text;
    };
    const auto check = [](const auto& with_errors) {
        const Findings all = refused(with_errors(max_findings));
        CHECK(all.size() == max_findings);
        CHECK(all.front().code != FindingCode::too_large);
        const Findings first = refused(with_errors(max_findings + 1));
        CHECK(first.size() == max_findings + 1);
        CHECK(first.front().code == FindingCode::too_large);
    };
    check([&](std::size_t count) { return empty_entries(count - 1); });  // beside them, the key x is unknown
    check(unknown_keys);
}

TEST_CASE("a scenario as large as allowed, and one byte more", "[read][limits]") {
    std::string text = world;
    const std::string filling = "# " + std::string(125, '.') + "\n";
    // a comment between values may not be longer than max_bytes_without_value
    text += "outcomes:\n";
    std::size_t at = 0;
    while (text.size() + max_bytes_without_value / 2 < max_scenario_bytes) {
        text += "  o" + std::to_string(at++) + ": {first: stock, below: 0}\n";
        for (std::size_t bytes = 0; bytes + 2000 < max_bytes_without_value / 2; bytes += filling.size()) {
            text += filling;
        }
    }
    text += "  last: {first: stock, of: shell, below: 0}\n#";
    text += std::string(max_scenario_bytes - text.size() - 1, '.') + "\n";
    REQUIRE(text.size() == max_scenario_bytes);
    const auto reading = read::read_scenario(asked(text));
    CHECK(reading.has_value());
    const Finding finding = only(refused(text + "\n"));
    CHECK(finding.code == FindingCode::too_large);
    CHECK(finding.where.line == 0);
}

TEST_CASE("as many values as allowed, and one more", "[read][limits]") {
    // the root, the key, the list, its entries: refused while they are read, before anything is made of them
    const auto list = [](std::size_t entries) {
        std::string text = "caisson: 1\nx:\n";
        for (std::size_t at = 0; at < entries; ++at) {
            text += "- 1\n";
        }
        return text;
    };
    const std::size_t others = 5;  // the root, two keys, the version, the list
    for (const Finding& finding : refused(list(max_values - others))) {
        CHECK(finding.code != FindingCode::too_large);
    }
    CHECK(only(refused(list(max_values - others + 1))).code == FindingCode::too_large);
}
