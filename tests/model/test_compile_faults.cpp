#include <functional>
#include <string>

#include "caisson/model/compile.hpp"
#include "support/catch.hpp"
#include "support/network.hpp"

namespace {

using namespace caisson;
using namespace caisson::model;
using tiny::Network;

// A network without a fault, to which each case adds one.
Network sound() {
    Network network;
    network.depot("a", 10.0);
    network.depot("b");
    network.depot("b", 0.0, "rocket");
    network.hub("h");
    network.fire("guns", "b", 1.0);
    network.plant("works", "a", 1.0);
    return network;
}

Findings faults_of(const std::function<void(Network&)>& spoil, double end = 100.0) {
    Network network = sound();
    spoil(network);
    const auto compiled = compile(network.scenario(end));
    return compiled ? Findings{} : compiled.error();
}

// The one fault that there is.
Finding fault_of(const std::function<void(Network&)>& spoil, double end = 100.0) {
    const Findings faults = faults_of(spoil, end);
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].severity == Severity::error);
    CHECK_FALSE(faults[0].repair.empty());
    return faults[0];
}

TEST_CASE("a network without a fault is compiled", "[model]") {
    CHECK(faults_of([](Network&) {}).empty());
}

TEST_CASE("an end that is no later than the start is refused", "[model]") {
    const Finding fault = fault_of([](Network&) {}, 0.0);
    CHECK(fault.code == FindingCode::ends_before_start);
    CHECK(fault.message == "the scenario ends before it starts");
}

TEST_CASE("what closes before it opens is refused", "[model]") {
    const Finding fault = fault_of([](Network& network) { network.plant("late", "a", 1.0).opens(5.0).closes(5.0); });
    CHECK(fault.code == FindingCode::ends_before_start);
    CHECK(fault.message == "plants.late closes before it opens");
    REQUIRE(fault.related.size() == 1);
}

TEST_CASE("changes that are not in the order of their dates are refused", "[model]") {
    const Finding fault =
        fault_of([](Network& network) { network.plant("p", "a", 1.0).rate_from(5.0, 2.0).rate_from(5.0, 3.0); });
    CHECK(fault.code == FindingCode::bad_schedule);
    CHECK(fault.message == "plants.p.rate: a change is no later than the one before it");
    REQUIRE(fault.related.size() == 1);
}

TEST_CASE("a change within a ramp, and a ramp that ends before it begins, are refused", "[model]") {
    const Finding inside =
        fault_of([](Network& network) { network.plant("p", "a", 1.0).ramp(5.0, 9.0, 2.0, 4).rate_from(8.0, 3.0); });
    CHECK(inside.code == FindingCode::bad_schedule);
    CHECK(inside.message == "plants.p.rate: a change comes before the ramp before it has ended");
    CHECK(faults_of([](Network& network) {
              network.plant("p", "a", 1.0).ramp(5.0, 9.0, 2.0, 4).rate_from(9.0, 3.0);
          }).empty());
    const Finding backwards = fault_of([](Network& network) { network.plant("p", "a", 1.0).ramp(5.0, 5.0, 2.0, 4); });
    CHECK(backwards.code == FindingCode::bad_schedule);
    CHECK(backwards.message == "plants.p.rate: a ramp ends before it begins");
}

TEST_CASE("schedules are looked at wherever one can be written", "[model]") {
    const auto path = [](const std::function<void(Network&)>& spoil) {
        const std::string message = fault_of(spoil).message;
        return message.substr(0, message.find(':'));
    };
    CHECK(path([](Network& network) { network.depot("c", 1.0).capacity_from(5, 1).capacity_from(4, 1); }) ==
          "depots.c.shell.capacity");
    CHECK(path([](Network& network) { network.depot("c", 1.0).reserve_from(5, 1).reserve_from(4, 1); }) ==
          "depots.c.shell.reserve");
    CHECK(path([](Network& network) { network.fire("f", "a", 1.0).wants_from(5, 1).wants_from(4, 1); }) ==
          "fires.f.rate");
    CHECK(path([](Network& network) { network.route("r", "a", "b", 1.0).capacity_from(5, 1).capacity_from(4, 1); }) ==
          "routes.r.capacity");
    CHECK(path([](Network& network) { network.route("r", "a", "b", 1.0).loss_from(5, 0).loss_from(4, 0); }) ==
          "routes.r.loss");
    CHECK(path([](Network& network) { network.sailing("r", "a", "b", 1.0, 9.0).lot_from(5, 1).lot_from(4, 1); }) ==
          "routes.r.sails.lot");
}

TEST_CASE("a hub is one for the whole run and keeps nothing", "[model]") {
    const Finding ceases = fault_of([](Network& network) { network.hub("c").capacity_from(5.0, 10.0); });
    CHECK(ceases.code == FindingCode::bad_hub);
    CHECK(ceases.message == "depots.c.shell is a hub and cannot cease to be one");
    const Finding becomes =
        fault_of([](Network& network) { network.depot("c", 1.0).capacity(10.0).capacity_from(5.0, 0.0); });
    CHECK(becomes.code == FindingCode::bad_hub);
    CHECK(becomes.message == "depots.c.shell is no hub and cannot become one");
    const Finding reserve = fault_of([](Network& network) { network.hub("c").reserve(1.0); });
    CHECK(reserve.code == FindingCode::bad_hub);
    CHECK(reserve.message == "depots.c.shell is a hub and keeps no reserve");
    const Finding stock = fault_of([](Network& network) { network.depot("c", 1.0).capacity(0.0); });
    CHECK(stock.code == FindingCode::bad_hub);
    CHECK(stock.message == "depots.c.shell is a hub and holds no stock");
}

TEST_CASE("stages of rationing that do not descend or that overlap are refused", "[model]") {
    const Finding order =
        fault_of([](Network& network) { network.fire("f", "a", 1.0).ration(7.0, 0.5).ration(20.0, 0.2); });
    CHECK(order.code == FindingCode::bad_ration);
    CHECK(order.message == "fires.f.ration: a stage does not begin below the one before it");
    const Finding overlap =
        fault_of([](Network& network) { network.fire("f", "a", 1.0).ration(20.0, 0.5).ration(19.0, 0.2, 0.1); });
    CHECK(overlap.code == FindingCode::bad_ration);
    CHECK(overlap.message == "fires.f.ration: a stage is left only above where the one before it begins");
    // 10 d * (1 + 10 %) = 11 d, whatever the doubles say
    CHECK(faults_of([](Network& network) {
              network.fire("f", "a", 1.0).ration(11.0, 0.5).ration(10.0, 0.2, 0.1);
          }).empty());
}

TEST_CASE("shares that are not a whole are refused", "[model]") {
    const Finding fault =
        fault_of([](Network& network) { network.fire("f", "b", 1.0).uses("shell", 0.5).uses("rocket", 0.25); });
    CHECK(fault.code == FindingCode::bad_shares);
    CHECK(fault.message == "fires.f.uses: the shares sum to 0.75");
    CHECK(faults_of([](Network& network) {
              network.fire("f", "b", 1.0).uses("shell", 0.1).uses("rocket", 0.2).uses("mortar", 0.7).rigid();
          }).empty());
}

TEST_CASE("a fire uses something, each commodity once, and all in one unit", "[model]") {
    const Finding nothing = fault_of([](Network& network) {
        network.fire("f", "b", 1.0);
        network.raw().fires[FireId{1}].uses.clear();
    });
    CHECK(nothing.code == FindingCode::missing_key);
    const Finding twice =
        fault_of([](Network& network) { network.fire("f", "b", 1.0).uses("shell").uses("rocket").uses("shell"); });
    CHECK(twice.code == FindingCode::duplicate_id);
    CHECK(twice.message == "fires.f uses shell twice");
    const Finding unit = fault_of([](Network& network) {
        network.fire("f", "b", 1.0).uses("shell").uses("rocket");
        network.raw().commodities[CommodityId{1}].unit = "t";
    });
    CHECK(unit.code == FindingCode::wrong_unit);
    CHECK(unit.message == "fires.f: rocket is counted in t, not in piece");
}

TEST_CASE("fires at one depot that contradict each other in their order are refused", "[model]") {
    const Finding fault = fault_of([](Network& network) {
        network.fire("f", "b", 1.0).uses("shell").uses("rocket");
        network.fire("g", "b", 1.0).uses("rocket").uses("shell");
    });
    CHECK(fault.code == FindingCode::conflicting_order);
    CHECK(fault.message ==
          "conflicting order of commodities: fires.f and fires.g use what they share in contradicting orders");
    REQUIRE(fault.related.size() == 1);
    // round three corners: a, b, c, a
    CHECK(fault_of([](Network& network) {
              network.fire("f", "b", 1.0).uses("shell").uses("rocket");
              network.fire("g", "b", 1.0).uses("rocket").uses("mortar");
              network.fire("h", "b", 1.0).uses("mortar").uses("shell");
          }).code == FindingCode::conflicting_order);
}

TEST_CASE("fires at two depots contradict each other only where goods pass at once", "[model]") {
    const auto with_routes = [](double transit) {
        return faults_of([&](Network& network) {
            network.depot("a", 1.0, "rocket");
            network.fire("f", "a", 1.0).uses("shell").uses("rocket");
            network.fire("g", "b", 1.0).uses("rocket").uses("shell");
            network.route("shells", "a", "b", 1.0);
            network.route("rockets", "b", "a", 1.0, "rocket").transit(transit);
        });
    };
    REQUIRE(with_routes(0.0).size() == 1);
    CHECK(with_routes(0.0)[0].code == FindingCode::conflicting_order);
    CHECK(with_routes(1.0).empty());
}

TEST_CASE("a flow without a capacity is refused", "[model]") {
    const Finding fault = fault_of([](Network& network) { network.route("r", "a", "b", unbounded); });
    CHECK(fault.code == FindingCode::missing_key);
    CHECK(fault.message == "routes.r has no capacity");
}

TEST_CASE("sailings from a hub, every 0 d, or with lots that are too small are refused", "[model]") {
    const Finding hub = fault_of([](Network& network) { network.sailing("s", "h", "b", 10.0, 9.0); });
    CHECK(hub.code == FindingCode::bad_sailing);
    CHECK(hub.message == "routes.s sails from a hub, which holds nothing");
    CHECK(faults_of([](Network& network) { network.sailing("s", "a", "h", 10.0, 9.0); }).empty());
    const Finding every = fault_of([](Network& network) { network.sailing("s", "a", "b", 10.0, 0.0); });
    CHECK(every.code == FindingCode::bad_sailing);
    const Finding lot = fault_of([](Network& network) { network.sailing("s", "a", "b", 10.0, 9.0).least_lot(11.0); });
    CHECK(lot.code == FindingCode::bad_sailing);
    CHECK(lot.message == "routes.s: the least lot is larger than any lot");
    CHECK(faults_of([](Network& network) {
              network.sailing("s", "a", "b", 10.0, 9.0).least_lot(11.0).lot_from(5.0, 12.0);
          }).empty());
}

TEST_CASE("a target in days of supply needs a fire at the receiver", "[model]") {
    const Finding fault = fault_of([](Network& network) { network.route("r", "b", "a", 1.0).target_days(20.0); });
    CHECK(fault.code == FindingCode::bad_target);
    CHECK(fault.message == "routes.r: a target in days of supply, but no fire uses depots.a.shell");
    CHECK(faults_of([](Network& network) { network.route("r", "a", "b", 1.0).target_days(20.0); }).empty());
}

TEST_CASE("an outcome that adds up different units is refused", "[model]") {
    const auto with_outcome = [](bool of_one) {
        return faults_of([&](Network& network) {
            Outcome outcome;
            outcome.id = "all";
            outcome.kind = OutcomeKind::lowest;
            outcome.of.commodity = of_one ? CommodityId{0} : CommodityId{};
            network.raw().outcomes.add(outcome);
            network.raw().commodities[CommodityId{1}].unit = "t";
        });
    };
    REQUIRE(with_outcome(false).size() == 1);
    CHECK(with_outcome(false)[0].code == FindingCode::wrong_unit);
    CHECK(with_outcome(false)[0].message == "outcomes.all adds up piece and t");
    CHECK(with_outcome(true).empty());
}

TEST_CASE("what is of another unit and not in the sum does not matter", "[model]") {
    const auto asked_at = [](Variable variable, const char* depot) {
        return faults_of([&](Network& network) {
            network.depot("far", 7.0, "other");
            network.raw().commodities[CommodityId{2}].unit = "t";
            network.fire("burning", "far", 1.0).uses("other");
            Outcome outcome;
            outcome.id = "all";
            outcome.kind = OutcomeKind::lowest;
            outcome.variable = variable;
            for (const DepotId id : network.raw().depots.ids()) {
                if (depot != nullptr && network.raw().depots[id].id == depot) {
                    outcome.of.depot = id;
                }
            }
            network.raw().outcomes.add(outcome);
        });
    };
    CHECK(asked_at(Variable::unmet, nullptr).size() == 1);
    CHECK(asked_at(Variable::unmet, "far").empty());
    CHECK(asked_at(Variable::unmet, "b").empty());
    CHECK(asked_at(Variable::stock, "far").empty());
    CHECK(asked_at(Variable::stock, nullptr).size() == 1);
    CHECK(asked_at(Variable::made, nullptr).empty());  // plants make pieces only
    CHECK(asked_at(Variable::sent, nullptr).empty());
    CHECK(asked_at(Variable::received, nullptr).empty());
}

TEST_CASE("all faults are found at once and told in the order of the file", "[model]") {
    Network network = sound();
    network.route("r", "a", "b", unbounded);
    network.plant("late", "a", 1.0).opens(5.0).closes(4.0);
    Scenario scenario = network.scenario(100.0);
    scenario.routes[RouteId{0}].capacity.first.place = {FileId{0}, 3, 5, 1};
    scenario.plants[PlantId{1}].opening.closes.place = {FileId{0}, 9, 5, 1};
    const auto compiled = compile(scenario);
    REQUIRE_FALSE(compiled.has_value());
    REQUIRE(compiled.error().size() == 2);
    CHECK(compiled.error()[0].where.line == 3);
    CHECK(compiled.error()[1].where.line == 9);
}

}  // namespace
