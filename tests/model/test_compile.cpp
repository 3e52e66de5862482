#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "caisson/model/compile.hpp"
#include "model/describe.hpp"
#include "support/catch.hpp"
#include "support/network.hpp"

namespace {

using namespace caisson;
using namespace caisson::model;
using tests::describe;
using tiny::Network;

// Everything once: a hub, implied cells, a plant with a need, a fire in order, all three forms of routes.
Network small_world() {
    Network network;
    network.depot("rear", 100.0);
    network.depot("front", 50.0).capacity(80.0);
    network.depot("front", 10.0, "rocket");
    network.hub("cross");
    network.plant("works", "rear", 5.0).needs("steel", 2.0);
    network.fire("guns", "front", 8.0).uses("shell").uses("rocket").ration(20.0, 0.5);
    network.route("rail", "rear", "cross", 10.0);
    network.route("road", "cross", "front", 9.0).transit(3.0);
    network.sailing("ship", "rear", "front", 20.0, 7.0);
    return network;
}

double value_of(const Model& model, Param param) { return model.values.at(param.index); }

TEST_CASE("cells are numbered by depot and commodity, then ports by route", "[model][known]") {
    const Model model = small_world().model(30.0);
    // depots cross, front, rear; commodities rocket, shell, steel; steel is held at the rear because the plant needs it
    std::vector<std::string> paths;
    for (const NodeId node : model.nodes.ids()) {
        paths.push_back(path_of(model, node));
    }
    CHECK(paths == std::vector<std::string>{"depots.cross.shell", "depots.front.rocket", "depots.front.shell",
                                            "depots.rear.shell", "depots.rear.steel", "routes.road.port",
                                            "routes.ship.port"});
    CHECK(model.cells == 5);
    CHECK(model.nodes[NodeId{0}].hub);
    CHECK_FALSE(model.nodes[NodeId{2}].hub);
    CHECK(model.depots[DepotId{1}].id == "front");
    CHECK(model.depots[DepotId{1}].cells.begin == 1);
    CHECK(model.depots[DepotId{1}].cells.end == 3);
    CHECK(value_of(model, model.nodes[NodeId{2}].capacity.first) == 80.0);
    CHECK(value_of(model, model.nodes[NodeId{4}].stock) == 0.0);
    CHECK(value_of(model, model.nodes[NodeId{4}].capacity.first) == unbounded);
    CHECK(value_of(model, model.nodes[NodeId{5}].capacity.first) == unbounded);
}

TEST_CASE("flows are numbered fires, plants, routes, each with its legs and its receiver", "[model][known]") {
    const Model model = small_world().model(30.0);

    struct Expected {
        FlowKind kind;
        std::uint32_t owner;
        NodeId sender;
        NodeId receiver;
        FlowId after;
    };

    const NodeId none;
    const std::vector<Expected> expected{
        {FlowKind::fire, 0, NodeId{2}, none, FlowId{}},   // shell first
        {FlowKind::fire, 0, NodeId{1}, none, FlowId{0}},  // rocket for what is left
        {FlowKind::plant, 0, NodeId{4}, NodeId{3}, FlowId{}},
        {FlowKind::transfer, 0, NodeId{3}, NodeId{0}, FlowId{}},  // rail
        {FlowKind::departure, 1, NodeId{0}, none, FlowId{}},      // road
        {FlowKind::arrival, 1, none, NodeId{5}, FlowId{}},
        {FlowKind::unload, 1, NodeId{5}, NodeId{2}, FlowId{}},
        {FlowKind::unload, 2, NodeId{6}, NodeId{2}, FlowId{}},  // ship
    };
    REQUIRE(model.flows.size() == expected.size());
    CHECK(model.legs.size() == 7);  // one each but for the arrival
    for (const FlowId flow : model.flows.ids()) {
        const FlowRow& row = model.flows[flow];
        const Expected& wanted = expected[flow.index];
        CAPTURE(flow.index);
        CHECK(row.kind == wanted.kind);
        CHECK(row.owner == wanted.owner);
        CHECK(row.legs.size() == (wanted.sender.valid() ? 1 : 0));
        CHECK((row.legs.empty() || model.legs[row.legs.begin].node == wanted.sender));
        CHECK(row.receiver == wanted.receiver);
        CHECK(row.after == wanted.after);
    }
    CHECK(value_of(model, model.legs[2].take) == 2.0);
    CHECK_FALSE(model.legs[3].take.valid());
    const RouteRow& road = model.routes[RouteId{1}];
    CHECK(road.port == NodeId{5});
    CHECK(road.sending == FlowId{4});
    CHECK(road.arriving == FlowId{5});
    CHECK(road.unloading == FlowId{6});
    const RouteRow& ship = model.routes[RouteId{2}];
    CHECK_FALSE(ship.sending.valid());
    CHECK(ship.unloading == FlowId{7});
    CHECK(model.routes[RouteId{0}].sending == FlowId{3});
    CHECK_FALSE(model.routes[RouteId{0}].port.valid());
}

TEST_CASE("what a person wrote has a parameter, what nobody wrote shares a slot with its equals", "[model][known]") {
    const Model model = small_world().model(30.0);
    // end; stock of cross, front.rocket, front.shell (and its capacity), rear; guns: wanted and three of a stage;
    // works: rate, need; rail: capacity; road: capacity, transit; ship: every, lot. Not the hub's capacity of 0
    CHECK(model.parameters.size() == 1 + 5 + 4 + 2 + 1 + 2 + 2);
    // 0, infinite, 1 (open), minus infinite (opens)
    CHECK(model.values.size() == model.parameters.size() + 4);
    for (std::size_t at = 0; at < model.parameters.size(); ++at) {
        CHECK(model.parameters[at].path.index == at);
        CHECK(model.values[at] == model.parameters[at].value);
    }
    const PathId lot = model.paths.find("routes.ship.lot");
    REQUIRE(lot.valid());
    CHECK(model.parameters[lot.index].role == Role::lot);
    CHECK(model.routes[RouteId{2}].sails.lot.first == Param{lot.index});
    CHECK_FALSE(model.paths.find("depots.cross.shell.capacity").valid());
}

TEST_CASE("ends are sorted by priority, then flow, and their classes are dense", "[model][known]") {
    Network network;
    network.depot("a", 10.0);
    network.depot("b");
    network.fire("guns", "a", 1.0).priority(7);
    network.route("r1", "a", "b", 1.0).priority(7, 3);
    network.route("r2", "a", "b", 1.0).priority(2, 9);
    network.route("r3", "a", "b", 1.0).priority(2, 3);
    network.plant("works", "b", 1.0).priority(9);
    const Model model = network.model(10.0);
    // flows: guns 0, works 1, r1 2, r2 3, r3 4
    const NodeRow& a = model.nodes[NodeId{0}];
    REQUIRE(a.out.size() == 4);
    CHECK(a.out_classes == 2);
    CHECK(a.in.empty());
    CHECK(a.in_classes == 0);
    const std::vector<std::pair<std::uint32_t, std::uint32_t>> leaving{{3, 0}, {4, 0}, {0, 1}, {2, 1}};
    for (std::uint32_t at = 0; at < 4; ++at) {
        const OutEnd& end = model.out_ends[a.out.begin + at];
        CHECK(std::pair{end.flow.index, end.priority_class} == leaving[at]);
        CHECK(end.own_use == (end.flow == FlowId{0}));
        CHECK(model.legs[end.leg].node == NodeId{0});
    }
    const NodeRow& b = model.nodes[NodeId{1}];
    REQUIRE(b.in.size() == 4);
    CHECK(b.in_classes == 2);
    const std::vector<std::pair<std::uint32_t, std::uint32_t>> coming{{2, 0}, {4, 0}, {1, 1}, {3, 1}};
    for (std::uint32_t at = 0; at < 4; ++at) {
        const InEnd& end = model.in_ends[b.in.begin + at];
        CHECK(std::pair{end.flow.index, end.priority_class} == coming[at]);
    }
}

TEST_CASE("a fire in proportion has a flow for each share, a rigid one a leg for each", "[model][known]") {
    Network network;
    network.depot("front", 10.0);
    network.fire("each", "front", 1.0).uses("shell", 0.75).uses("rocket", 0.25);
    network.fire("tied", "front", 1.0).uses("shell", 0.75).uses("rocket", 0.25).rigid();
    const Model model = network.model(10.0);
    const FireRow& each = model.fires[FireId{0}];
    REQUIRE(each.flows.size() == 2);
    CHECK(value_of(model, model.flows[FlowId{0}].share) == 0.25);  // rocket before shell, whatever the file's order
    CHECK(value_of(model, model.flows[FlowId{1}].share) == 0.75);
    CHECK(model.flows[FlowId{1}].part == 1);
    CHECK_FALSE(model.flows[FlowId{1}].after.valid());
    CHECK(each.supply.size() == 2);
    const FireRow& tied = model.fires[FireId{1}];
    REQUIRE(tied.flows.size() == 1);
    const FlowRow& flow = model.flows[FlowId{tied.flows.begin}];
    REQUIRE(flow.legs.size() == 2);
    CHECK_FALSE(flow.share.valid());
    CHECK(value_of(model, model.legs[flow.legs.begin].take) == 0.25);
    CHECK(value_of(model, model.legs[flow.legs.begin + 1].take) == 0.75);
}

TEST_CASE("a ramp without a number of parts takes a step a month", "[model][known]") {
    Network network;
    network.depot("rear");
    network.plant("works", "rear", 5.0).ramp(0.0, 365.25, 9.0, 0).ramp(400.0, 410.0, 2.0, 0).ramp(420.0, 430.0, 1.0, 7);
    const Model model = network.model(500.0);
    REQUIRE(model.steps.size() == 3);
    CHECK(model.steps[0].parts == 12);
    CHECK(model.steps[1].parts == 1);
    CHECK(model.steps[2].parts == 7);
    CHECK(value_of(model, model.steps[1].until) == 410.0);
}

TEST_CASE("a route gets a line where goods may be under way in some run", "[model]") {
    const auto form_of = [](double transit, EstimateForm form, double high) {
        Network network;
        network.depot("a", 10.0);
        network.depot("b");
        network.route("r", "a", "b", 1.0).transit(transit);
        Scenario scenario = network.scenario(10.0);
        scenario.routes[RouteId{0}].transit.estimate = scenario.estimates.add({.form = form,
                                                                               .low = 0.0,
                                                                               .best = transit,
                                                                               .high = high,
                                                                               .source = {},
                                                                               .as_of = {},
                                                                               .assumption = {},
                                                                               .note = {}});
        return compile(scenario).value().model.flows[FlowId{0}].kind;
    };
    CHECK(form_of(0.0, EstimateForm::point, 0.0) == FlowKind::transfer);
    CHECK(form_of(0.0, EstimateForm::low_best_high, 2.0) == FlowKind::departure);
    CHECK(form_of(1.0, EstimateForm::interval, 2.0) == FlowKind::departure);
}

TEST_CASE("estimates go with their parameters", "[model]") {
    Scenario scenario = small_world().scenario(30.0);
    Estimate estimate;
    estimate.source = "a source";
    scenario.depots[DepotId{0}].holdings[0].stock.estimate = scenario.estimates.add(estimate);
    const Model model = compile(scenario).value().model;
    const PathId stock = model.paths.find("depots.rear.shell.stock");
    REQUIRE(stock.valid());
    CHECK(model.estimates[model.parameters[stock.index].estimate].source == "a source");
    CHECK(model.estimates.size() == 1);
}

// A scenario whose parts can be written in any order: everything that a name refers to is written before it.
Network written_in_order(const std::string& own, const std::vector<std::size_t>& order) {
    Network network{own};
    const std::vector<std::function<void()>> depots{
        [&] { network.depot("b", 1.0, "shell").capacity(9.0).capacity_from(3.0, 8.0).reserve(2.0); },
        [&] { network.depot("b-1", 2.0, "rocket"); },
        [&] { network.depot("b1", 3.0, "shell"); },
        [&] { network.hub("B", "rocket"); },
        [&] { network.depot("a", 5.0, "shell"); },
        [&] { network.depot("b", 4.0, "rocket"); },
    };
    const std::vector<std::function<void()>> movers{
        [&] { network.plant("p", "a", 5.0, "shell").needs("steel", 0.5).needs("brass", 0.25).opens(2.0); },
        [&] { network.plant("P", "b1", 6.0, "steel").ramp(1.0, 5.0, 7.0, 4).priority(1, 2); },
        [&] { network.fire("f", "b", 8.0).uses("shell").uses("rocket").ration(20.0, 0.5).ration(5.0, 0.1); },
        [&] { network.fire("f-2", "b", 3.0).uses("rocket", 0.5).uses("shell", 0.5).rigid(); },
        [&] { network.route("r", "a", "b", 4.0, "shell").transit(2.0).loss(0.1).target(30.0).priority(3, 1); },
        [&] { network.sailing("r-1", "b1", "a", 20.0, 5.0, "steel").chance(0.25).least_lot(3.0); },
    };
    for (const std::size_t at : order) {
        depots[at]();
    }
    for (const std::size_t at : order) {
        movers[at]();
    }
    Scenario& scenario = network.raw();
    const auto commodity = [&](const char* id) {
        return std::find_if(scenario.commodities.begin(), scenario.commodities.end(),
                            [&](const Commodity& row) { return row.id == id; }) -
               scenario.commodities.begin();
    };
    for (const std::size_t at : order) {
        Outcome outcome;
        outcome.id = "o" + std::to_string(at);
        outcome.kind = at % 2 == 0 ? OutcomeKind::first : OutcomeKind::total;
        outcome.of.commodity = CommodityId{commodity(at < 3 ? "shell" : "rocket")};
        scenario.outcomes.add(outcome);
    }
    return network;
}

TEST_CASE("the order of a file changes nothing", "[model][property]") {
    const std::string expected = describe(written_in_order("shell", {0, 1, 2, 3, 4, 5}).model(100.0));
    std::vector<std::size_t> order{0, 1, 2, 3, 4, 5};
    const std::vector<std::string> own{"shell", "rocket", "steel", "brass"};
    std::size_t turn = 0;
    while (std::next_permutation(order.begin(), order.end())) {
        if (++turn % 7 == 0) {  // some hundred of the 720
            REQUIRE(describe(written_in_order(own[turn % own.size()], order).model(100.0)) == expected);
        }
    }
}

TEST_CASE("a scenario of many depots and routes is compiled whole", "[model]") {
    constexpr std::uint32_t count = 20'000;
    Scenario scenario;
    scenario.end.value = 10.0;
    scenario.commodities.add({.id = "shell", .title = {}, .unit = "round", .conversions = {}});
    for (std::uint32_t at = 0; at < count; ++at) {
        Depot depot;
        depot.id = "d" + std::to_string((at * 7919) % count);
        scenario.depots.add(depot);
    }
    for (std::uint32_t at = 0; at < count; ++at) {
        Route route;
        route.id = "r" + std::to_string((at * 104729) % count);
        route.from = DepotId{at};
        route.to = DepotId{(at + 1) % count};
        route.carries = CommodityId{0};
        route.capacity.first.value = 1.0;
        scenario.routes.add(route);
    }
    const Model model = compile(scenario).value().model;
    CHECK(model.nodes.size() == count);
    CHECK(model.flows.size() == count);
    CHECK(model.out_ends.size() == count);
    for (const NodeId node : model.nodes.ids()) {
        REQUIRE(model.nodes[node].out.size() == 1);
        REQUIRE(model.nodes[node].in.size() == 1);
    }
}

}  // namespace
