#include <functional>
#include <string>

#include "caisson/model/compile.hpp"
#include "caisson/model/inspect.hpp"
#include "support/catch.hpp"
#include "support/network.hpp"

namespace {

using namespace caisson;
using namespace caisson::model;
using tiny::Network;

Network calm() {
    Network network;
    network.depot("a", 10.0);
    network.depot("b");
    network.route("rail", "a", "b", 1.0);
    network.fire("guns", "b", 1.0);
    return network;
}

Findings warnings_after(const std::function<void(Network&)>& disturb) {
    Network network = calm();
    disturb(network);
    return compile(network.scenario(100.0)).value().warnings;
}

// The one warning that there is.
Finding warning_after(const std::function<void(Network&)>& disturb) {
    const Findings warnings = warnings_after(disturb);
    REQUIRE(warnings.size() == 1);
    CHECK(warnings[0].severity == Severity::warning);
    CHECK_FALSE(warnings[0].repair.empty());
    return warnings[0];
}

TEST_CASE("there is nothing suspicious where everything can work", "[model]") {
    CHECK(warnings_after([](Network&) {}).empty());
}

TEST_CASE("a scenario in which nothing happens is suspicious", "[model]") {
    Network network;
    network.depot("a", 10.0);
    const Findings warnings = compile(network.scenario(10.0)).value().warnings;
    REQUIRE(warnings.size() == 1);
    CHECK(warnings[0].code == FindingCode::nothing_happens);
}

TEST_CASE("a depot that nothing reaches is suspicious", "[model]") {
    const Finding warning = warning_after([](Network& network) { network.depot("c"); });
    CHECK(warning.code == FindingCode::unreached_depot);
    CHECK(warning.message == "nothing ever comes to depots.c.shell");
    // a stock, a plant or a route from a depot with a stock is enough
    CHECK(warnings_after([](Network& network) { network.depot("c", 1.0); }).empty());
    CHECK(warnings_after([](Network& network) {
              network.depot("c");
              network.plant("works", "c", 1.0);
          }).empty());
    CHECK(warnings_after([](Network& network) {
              network.depot("c");
              network.sailing("ship", "b", "c", 1.0, 7.0);
          }).empty());
}

TEST_CASE("a demand without a path to any supply is suspicious", "[model]") {
    const Finding warning = warning_after([](Network& network) { network.fire("mortars", "b", 1.0).uses("mine"); });
    CHECK(warning.code == FindingCode::demand_without_path);
    CHECK(warning.message == "fires.mortars draws on depots.b.mine, to which nothing ever comes");
    // the second choice may be missing, a share may not
    CHECK(warnings_after([](Network& network) { network.fire("f", "b", 1.0).uses("shell").uses("mine"); }).empty());
    CHECK(warning_after([](Network& network) {
              network.fire("f", "b", 1.0).uses("shell", 0.5).uses("mine", 0.5);
          }).code == FindingCode::demand_without_path);
}

TEST_CASE("a plant without its input is suspicious, and so is what only it could supply", "[model]") {
    const Findings warnings = warnings_after([](Network& network) {
        network.plant("works", "b", 1.0, "rocket").needs("powder", 2.0);
        network.fire("launchers", "b", 1.0).uses("rocket");
    });
    REQUIRE(warnings.size() == 2);
    CHECK(warnings[0].message == "fires.launchers draws on depots.b.rocket, to which nothing ever comes");
    CHECK(warnings[1].message == "plants.works draws on depots.b.powder, to which nothing ever comes");
}

TEST_CASE("what starts after the end is suspicious", "[model]") {
    const auto message = [](const std::function<void(Network&)>& disturb) {
        const Finding warning = warning_after(disturb);
        CHECK(warning.code == FindingCode::starts_after_end);
        return warning.message;
    };
    CHECK(message([](Network& network) { network.plant("p", "a", 1.0).opens(100.0); }) ==
          "plants.p opens only after the end");
    CHECK(message([](Network& network) { network.plant("p", "a", 1.0).rate_from(200.0, 1.0); }) ==
          "plants.p changes only after the end");
    CHECK(message([](Network& network) { network.sailing("s", "a", "b", 1.0, 7.0).first(150.0); }) ==
          "routes.s sails only after the end");
    CHECK(message([](Network& network) {
              Outcome outcome;
              outcome.id = "late";
              outcome.kind = OutcomeKind::value;
              outcome.when.value = 101.0;
              outcome.when.path = network.raw().paths.add("outcomes.late.at");
              network.raw().outcomes.add(outcome);
          }) == "outcomes.late asks for a date after the end");
    CHECK(warnings_after([](Network& network) { network.plant("p", "a", 1.0).opens(99.0); }).empty());
}

TEST_CASE("a route from a depot to itself is suspicious", "[model]") {
    const Finding warning = warning_after([](Network& network) { network.route("round", "a", "a", 1.0).transit(1.0); });
    CHECK(warning.code == FindingCode::trades_with_itself);
    CHECK(warning.message == "routes.round leads from a to itself");
}

TEST_CASE("a stock or a reserve above the capacity is suspicious", "[model]") {
    const Finding stock = warning_after([](Network& network) { network.depot("c", 10.0).capacity(9.0); });
    CHECK(stock.code == FindingCode::over_capacity);
    CHECK(stock.message == "depots.c.shell begins with more than its capacity");
    CHECK(warnings_after([](Network& network) { network.depot("c", 9.0).capacity(9.0); }).empty());
    const Finding reserve = warning_after([](Network& network) { network.depot("c", 5.0).capacity(9.0).reserve(9.0); });
    CHECK(reserve.code == FindingCode::reserve_over_capacity);
    CHECK(reserve.message == "depots.c.shell keeps a reserve of all that it can hold");
}

TEST_CASE("a circle of routes without transit time that loses goods is suspicious, once", "[model]") {
    const auto with_circle = [](double loss, double transit) {
        return warnings_after([&](Network& network) {
            network.route("back", "b", "a", 1.0).loss(loss).transit(transit);
            network.route("back2", "b", "a", 1.0).loss(loss).transit(transit);
        });
    };
    REQUIRE(with_circle(0.1, 0.0).size() == 1);
    CHECK(with_circle(0.1, 0.0)[0].code == FindingCode::lossy_cycle);
    CHECK(with_circle(0.1, 0.0)[0].message == "routes.back loses goods on a circle of routes without transit time");
    CHECK(with_circle(0.0, 0.0).empty());
    CHECK(with_circle(0.1, 1.0).empty());
    // lost on the way to the circle, not on it
    CHECK(warnings_after([](Network& network) {
              network.depot("c");
              network.route("back", "b", "a", 1.0);
              network.route("away", "b", "c", 1.0).loss(0.5);
          }).empty());
    CHECK(warning_after([](Network& network) { network.route("back", "b", "a", 1.0).loss_from(5.0, 0.1); }).code ==
          FindingCode::lossy_cycle);
}

TEST_CASE("inspect finds what compile found", "[model]") {
    Network network = calm();
    network.depot("c");
    const Scenario scenario = network.scenario(100.0);
    const Compiled compiled = compile(scenario).value();
    const Findings again = inspect(scenario, compiled.model);
    REQUIRE(again.size() == compiled.warnings.size());
    CHECK(again[0].message == compiled.warnings[0].message);
}

}  // namespace
