#include "caisson/model/model.hpp"
#include "support/catch.hpp"
#include "support/network.hpp"

namespace {

using namespace caisson;
using namespace caisson::model;
using tiny::Network;

Model example() {
    Network network;
    network.depot("front", 100.0);
    network.depot("rear");
    network.plant("works", "rear", 5.0).needs("steel", 0.5);
    network.fire("guns", "front", 8.0);
    network.fire("mixed", "front", 8.0).uses("shell", 0.75).uses("rocket", 0.25);
    network.fire("tied", "front", 8.0).uses("shell", 0.5).uses("rocket", 0.5).rigid();
    network.route("rail", "rear", "front", 10.0).transit(6.0).loss(0.1);
    network.raw().commodities[CommodityId{0}].unit = "round";
    network.raw().commodities[CommodityId{1}].unit = "t";
    network.raw().commodities[CommodityId{2}].unit = "round";
    return network.model(30.0);
}

TEST_CASE("nodes and flows are called by the paths of what they belong to", "[model]") {
    const Model model = example();
    // cells: front.rocket, front.shell, rear.shell, rear.steel; then the port
    CHECK(path_of(model, NodeId{0}) == "depots.front.rocket");
    CHECK(path_of(model, NodeId{3}) == "depots.rear.steel");
    CHECK(path_of(model, NodeId{4}) == "routes.rail.port");
    CHECK(model.commodities[commodity_of(model, NodeId{4})].id == "shell");
    // flows: guns, mixed (rocket, shell), tied, works, rail (departure, arrival, unload)
    CHECK(path_of(model, FlowId{0}) == "fires.guns");
    CHECK(path_of(model, FlowId{1}) == "fires.mixed.rocket");
    CHECK(path_of(model, FlowId{2}) == "fires.mixed.shell");
    CHECK(path_of(model, FlowId{3}) == "fires.tied");
    CHECK(path_of(model, FlowId{4}) == "plants.works");
    CHECK(path_of(model, FlowId{5}) == "routes.rail");
    CHECK(path_of(model, FlowId{7}) == "routes.rail");
}

TEST_CASE("a flow moves what it uses, makes or carries; a rigid fire moves no one commodity", "[model]") {
    const Model model = example();
    const auto moved = [&](std::uint32_t flow) {
        const CommodityId commodity = commodity_of(model, FlowId{flow});
        return commodity.valid() ? model.commodities[commodity].id : "";
    };
    CHECK(moved(0) == "shell");
    CHECK(moved(1) == "rocket");
    CHECK(moved(3).empty());
    CHECK(moved(4) == "shell");  // not the steel that it takes
    CHECK(moved(5) == "shell");
    CHECK(moved(6) == "shell");
    CHECK(moved(7) == "shell");
}

TEST_CASE("a parameter's unit is what a person would write", "[model]") {
    const Model model = example();
    const auto unit = [&](const char* path) {
        const PathId id = model.paths.find(path);
        REQUIRE(id.valid());
        return unit_of(model, model.parameters[id.index]);
    };
    CHECK(unit("end") == "date");
    CHECK(unit("depots.front.shell.stock") == "round");
    CHECK(unit("plants.works.rate") == "round/d");
    CHECK(unit("plants.works.needs.steel") == "t/round");
    CHECK(unit("fires.mixed.uses.rocket") == "");
    CHECK(unit("routes.rail.transit") == "d");
    CHECK(unit("routes.rail.loss") == "");
}

}  // namespace
