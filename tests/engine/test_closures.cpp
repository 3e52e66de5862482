// Known answers: depots that are shut for a time. And the checker catches those that are not.
#include <algorithm>
#include <vector>

#include "spoiled.hpp"
#include "support/nearly.hpp"
#include "support/tiny.hpp"

using namespace caisson;
using engine::EventKind;
using tests::nearly;
using tests::Rule;
using tests::Snapshot;
using Times = std::vector<double>;

namespace {

/// 1000 at A, nothing at B.
tiny::Network two_ports() {
    tiny::Network net;
    net.depot("A", 1000);
    net.depot("B");
    return net;
}

/// A road of 10 a day and 2 d; B is shut from day 5 to day 8. It can be unloaded at 20 a day.
tiny::Route road_to_a_shut_port(tiny::Network& net) {
    net.shut("B", 5, 8);
    return net.route("r", "A", "B", 10).transit(2).unload(20);
}

}  // namespace

TEST_CASE("no ship sails from a port that is shut, and its dates are missed", "[engine][known]") {
    auto net = two_ports();
    net.sailing("r", "A", "B", 100, 5).transit(1);
    net.shut("A", 4, 12);
    const auto seen = tiny::run(net, Days{18});
    CHECK(seen.times(EventKind::shut, "A") == Times{4});
    CHECK(seen.times(EventKind::reopened, "A") == Times{12});
    CHECK(seen.times(EventKind::lot_sailed, "r") == Times{0, 15});
    CHECK(seen.times(EventKind::lot_missed, "r") == Times{5, 10});
    CHECK(seen.stock("A", 18) == nearly(800));
    CHECK(seen.stock("B", 18) == nearly(200));
}

TEST_CASE("a ship that waits for a whole lot waits for the port to open", "[engine][known]") {
    auto net = two_ports();
    net.sailing("r", "A", "B", 100, 5).transit(1).waits();
    net.shut("A", 4, 12);
    const auto seen = tiny::run(net, Days{18});
    CHECK(seen.times(EventKind::lot_sailed, "r") == Times{0, 12, 15});  // that of day 5; that of day 10 is dropped
    CHECK(seen.times(EventKind::lot_missed, "r").empty());
}

TEST_CASE("what comes to a port that is shut waits there, and the guns behind it run dry", "[engine][known]") {
    auto net = two_ports();  // lots are there on days 1, 6, 11 and 16
    net.sailing("r", "A", "B", 100, 5).transit(1);
    net.fire("f", "B", 10);
    net.shut("B", 4, 12);
    const auto seen = tiny::run(net, Days{16.5});
    CHECK(seen.stock("B", 6) == nearly(50));
    CHECK(seen.port("r", 6) == nearly(100));
    CHECK(seen.times(EventKind::emptied, "B") == Times{11});
    CHECK(seen.port("r", 11.5) == nearly(200));
    CHECK(seen.rate("f", 11.5) == 0);
    CHECK(seen.fired_total(12) == nearly(100));
    CHECK(seen.unloading("r", 12) == nearly(100));  // a lot a day from then on: 200 in 2 d
    CHECK(seen.port("r", 13) == nearly(100));
    CHECK(seen.stock("B", 14) == nearly(180));
    CHECK(seen.stock("B", 16) == nearly(260));
    CHECK(seen.sends("r", 6));
}

TEST_CASE("nothing leaves on a road from a depot that is shut", "[engine][known]") {
    auto net = two_ports();
    net.route("r", "A", "B", 10).transit(2);
    net.shut("A", 5, 8);
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.rate("r", 5) == 0);
    CHECK(seen.rate("r", 8) == 10);
    CHECK(seen.under_way("r", 7) == nearly(0));
    CHECK(seen.stock("B", 10) == nearly(50));  // 10 a day on days 2 to 7, and again from day 10 on
    CHECK(seen.stock("B", 20) == nearly(150));
}

TEST_CASE("a road's goods queue in front of a depot that is shut", "[engine][known]") {
    auto net = two_ports();
    (void)road_to_a_shut_port(net);
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.port("r", 8) == nearly(30));
    CHECK(seen.stock("B", 8) == nearly(30));
    CHECK(seen.port("r", 10) == nearly(10));  // 10 a day come and 20 are unloaded: empty on day 11
    CHECK(seen.port("r", 11) == nearly(0));
    CHECK(seen.stock("B", 20) == nearly(180));
}

TEST_CASE("a port that stops departures stops them while it is shut", "[engine][known]") {
    auto net = two_ports();
    road_to_a_shut_port(net).when_full(model::WhenFull::stop).port(15);
    const auto seen = tiny::run(net, Days{20});
    // 15 wait on day 6.5; what has left by then comes until day 8.5: 30 on day 8, 25 on day 8.5, none on day 9.75
    CHECK(seen.times(EventKind::port_stopped, "r") == Times{6.5});
    CHECK(seen.port("r", 8) == nearly(30));
    CHECK(seen.port("r", 8.5) == nearly(25));
    const auto resumed = seen.times(EventKind::port_resumed, "r");
    REQUIRE(resumed.size() == 1);
    CHECK(resumed[0] == nearly(9.75));
}

TEST_CASE("a port that spills loses what comes while it is shut", "[engine][known]") {
    auto net = two_ports();
    road_to_a_shut_port(net).when_full(model::WhenFull::spill);
    net.sailing("s", "A", "B", 7, 6).transit(1).when_full(model::WhenFull::spill);
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.spilled("r", 20) == nearly(30));
    CHECK(seen.spilled("s", 20) == nearly(7));  // that of day 7; those of days 1, 13 and 19 come ashore
    CHECK(seen.stock("B", 20) == nearly(180 - 30 + 21));
}

TEST_CASE("what takes no time cannot leave for a depot that is shut", "[engine][known]") {
    auto net = two_ports();
    net.depot("C");
    net.route("r", "A", "B", 10);
    net.route("s", "B", "C", 4);
    net.shut("B", 5, 8);
    const auto seen = tiny::run(net, Days{10});
    CHECK(seen.rate("r", 6) == 0);
    CHECK(seen.rate("s", 6) == 0);
    CHECK(seen.stock("B", 8) == nearly(30));  // 6 a day for 5 d
    CHECK(seen.stock("C", 10) == nearly(28));
    CHECK(seen.stock("A", 10) == nearly(930));
}

TEST_CASE("plants and fires of a depot that is shut go on", "[engine][known]") {
    tiny::Network net;
    net.depot("A", 50);
    net.plant("p", "A", 3);
    net.fire("f", "A", 10);
    net.shut("A", 0, 4);
    const auto seen = tiny::run(net, Days{10});
    CHECK(seen.times(EventKind::shut, "A").empty());  // from the start
    CHECK(seen.times(EventKind::reopened, "A") == Times{4});
    CHECK(seen.first_empty("A") == nearly(50.0 / 7));
}

TEST_CASE("a vehicle keeps its berth while the port is shut, and moves nothing", "[engine][known]") {
    auto net = two_ports();  // half loaded on day 0.5, full on day 2.5; there on day 4.5, half unloaded on day 5
    net.fleet("r", "A", "B", 100, 1).loads(100).transit(2).unloads(100);
    net.shut("A", 0.5, 2);
    net.shut("B", 5, 7);
    const auto seen = tiny::run(net, Days{12});
    CHECK(seen.under_way("r", 1) == nearly(50));
    CHECK(seen.times(EventKind::lot_sailed, "r")[0] == nearly(2.5));
    CHECK(seen.stock("B", 6) == nearly(50));
    CHECK(seen.port("r", 6) == nearly(50));
    CHECK(seen.times(EventKind::vehicle_leaves, "r")[0] == nearly(7.5));
    CHECK(seen.times(EventKind::vehicle_back, "r")[0] == nearly(9.5));
}

TEST_CASE("vehicles wait for a port to open before they take a berth", "[engine][known]") {
    auto net = two_ports();
    net.berths("B", 1);
    net.fleet("r", "A", "B", 100, 2).loads(100).transit(2).unloads(100);
    net.shut("A", 0, 1);
    net.shut("B", 3, 6);
    const auto seen = tiny::run(net, Days{8.5});
    CHECK(seen.times(EventKind::vehicle_loads, "r") == Times{1, 1});
    CHECK(seen.times(EventKind::lot_arrived, "r") == Times{4, 4});
    CHECK(seen.times(EventKind::vehicle_unloads, "r") == Times{6, 7});
    CHECK(seen.stock("B", 8) == nearly(200));
}

TEST_CASE("vehicles that load a lot at once wait too", "[engine][known]") {
    auto net = two_ports();
    net.fleet("r", "A", "B", 100, 1).transit(2);
    net.shut("A", 3, 6);
    net.shut("B", 7, 9);
    const auto seen = tiny::run(net, Days{12});
    CHECK(seen.times(EventKind::lot_sailed, "r") == Times{0, 6, 11});  // back on day 4; there on day 8, ashore on day 9
    CHECK(seen.stock("B", 8.5) == nearly(100));
    CHECK(seen.stock("B", 9) == nearly(200));
}

TEST_CASE("the checker catches a depot that is shut and works", "[checker]") {
    auto net = two_ports();
    net.sailing("s", "A", "B", 7, 6).transit(1);
    (void)road_to_a_shut_port(net);
    net.shut("A", 11, 14);
    const auto seen = tiny::run(net, Days{20});
    const auto caught = [&](double day, Rule rule, const Spoil& spoil) {
        return catches(seen, rule, day, spoil, Until::for_that_day);
    };
    const model::RouteRow& road = seen.model().routes[seen.route("r")];
    const auto remove = [](EventKind kind) {
        return [kind](Snapshot& at, const auto&) {
            std::erase_if(at.events, [&](const engine::Event& event) { return event.kind == kind; });
        };
    };
    CHECK(caught(5, Rule::settings, remove(EventKind::shut)));
    CHECK(caught(8, Rule::settings, remove(EventKind::reopened)));
    CHECK(caught(7, Rule::settings, [&](Snapshot& at, const auto&) { at.flows[road.unloading.index].asked = 20; }));
    CHECK(caught(7, Rule::totals, [&](Snapshot& at, const auto&) {
        const model::RouteRow& ship = seen.model().routes[seen.route("s")];
        at.flows[ship.unloading.index].moved += 7;
    }));
    CHECK(
        caught(12, Rule::settings, [&](Snapshot& at, const auto&) { at.routes[seen.route("r").index].sends = true; }));
    CHECK(caught(12, Rule::lots, [&](Snapshot& at, const auto&) {
        for (engine::Event& event : at.events) {
            event.kind = event.kind == EventKind::lot_missed ? EventKind::lot_sailed : event.kind;
        }
    }));
}
