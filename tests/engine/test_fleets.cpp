// Known answers: fleets. 101 to 103 are those of docs/semantics.md, section 12, the others have their working beside them.
#include "support/nearly.hpp"
#include "support/rules.hpp"
#include "support/tiny.hpp"

using namespace caisson;
using engine::Doing;
using engine::EventKind;
using tests::nearly;
using Times = std::vector<double>;

namespace {

// Plenty at A, room at B.
tiny::Network harbours(double berths = 0) {
    tiny::Network net;
    net.depot("A", 10'000);
    net.depot("B");
    if (berths > 0) {
        net.berths("A", static_cast<std::uint32_t>(berths));
        net.berths("B", static_cast<std::uint32_t>(berths));
    }
    return net;
}

std::uint32_t doing(const tiny::Seen& seen, Doing what, double time) {
    const auto& instants = seen.instants();
    std::size_t at = instants.size() - 1;
    while (at > 0 && instants[at].time > time) {
        --at;
    }
    return instants[at].routes[seen.route("r").index].fleet[what];
}

}  // namespace

TEST_CASE("known 101: a vehicle loads, goes, unloads and comes back in eighteen days", "[engine][known]") {
    auto net = harbours();  // 1 + 8 + 2 + 7
    net.fleet("r", "A", "B", 100, 1).loads(100).transit(8).unloads(50).returns(7);
    const auto seen = tiny::run(net, Days{38});
    CHECK(seen.times(EventKind::lot_sailed, "r") == Times{1, 19, 37});
    CHECK(seen.times(EventKind::vehicle_unloads, "r") == Times{9, 27});
    CHECK(seen.times(EventKind::vehicle_leaves, "r") == Times{11, 29});
    CHECK(seen.times(EventKind::vehicle_back, "r") == Times{18, 36});
    CHECK(seen.stock("B", 10) == 50);
    CHECK(seen.under_way("r", 0.5) == 50);  // what is loaded is on its way
    CHECK(doing(seen, Doing::loads, 0) == 1);
    CHECK(doing(seen, Doing::goes, 1) == 1);
    CHECK(doing(seen, Doing::unloads, 9) == 1);
    CHECK(doing(seen, Doing::returns, 11) == 1);
}

TEST_CASE("known 101: three vehicles wait for one berth at either end", "[engine][known]") {
    auto net = harbours(1);
    net.fleet("r", "A", "B", 100, 3).loads(100).transit(8).unloads(50).returns(7);
    const auto seen = tiny::run(net, Days{35});
    CHECK(seen.times(EventKind::lot_sailed, "r") == Times{1, 2, 3, 19, 21, 23});
    CHECK(seen.times(EventKind::vehicle_leaves, "r") == Times{11, 13, 15, 29, 31, 33});
    CHECK(seen.amounts(EventKind::vehicle_unloads, "r") == Times{1, 2, 3, 1, 2, 3});
    CHECK(doing(seen, Doing::waits_to_load, 0) == 2);
    CHECK(doing(seen, Doing::waits_to_unload, 11) == 1);  // the third came on day 11, when the first left
}

TEST_CASE("known 102: out of an empty depot a vehicle loads what comes in", "[engine][known]") {
    tiny::Network net;  // away 2.5 d in which 100 are made, then 1 d of loading
    net.depot("A");
    net.depot("B");
    net.plant("p", "A", 40);
    net.fleet("r", "A", "B", 100, 1).loads(100).transit(1).unloads(100).returns(0.5);
    const auto seen = tiny::run(net, Days{14});
    CHECK(seen.times(EventKind::lot_sailed, "r") == Times{2.5, 6, 9.5, 13});
    CHECK(seen.stock("A", 2.5) == 0);
    CHECK(seen.stock("A", 6) == nearly(40));
    CHECK(seen.stock("A", 9.5) == nearly(80));
    CHECK(seen.stock("A", 13) == nearly(120));
}

TEST_CASE("known 103: behind a full receiver vehicles keep their berths", "[engine][known]") {
    tiny::Network net;
    net.depot("A", 10'000);
    net.depot("B", 50).capacity(60);
    net.berths("B", 1);
    net.berths("A", 1);
    net.fire("f", "B", 10);
    // loaded in no time to speak of: vehicle 1 arrives on day 1, vehicle 2 on day 2
    net.fleet("r", "A", "B", 100, 2).loads(100).transit(0).unloads(100).returns(1000);
    const auto seen = tiny::run(net, Days{25});
    CHECK(seen.times(EventKind::lot_arrived, "r") == Times{1, 2});
    CHECK(seen.stock("B", 1) == 40);
    CHECK(seen.times(EventKind::filled, "B")[0] == nearly(11.0 / 9.0));
    CHECK(seen.times(EventKind::vehicle_leaves, "r")[0] == nearly(9));   // 700/9 left, at 10 a day
    CHECK(seen.times(EventKind::vehicle_unloads, "r")[1] == nearly(9));  // it waited for the berth since day 2
    CHECK(seen.times(EventKind::vehicle_leaves, "r")[1] == nearly(19));
    CHECK(seen.stock("B", 19) == nearly(60));
}

TEST_CASE("a depot's berths are shared by all fleets that call there, first come, first served", "[engine][known]") {
    tiny::Network net;
    net.depot("X", 1000);
    net.depot("Y", 1000);
    net.depot("B");
    net.berths("B", 1);
    // Both sail on day 1. On day 5 both arrive: p by path, until day 7, then q until day 9. Back on 11 and 13, they sail
    // on 12 and 14, arrive on 16 and 18 and find the berth free.
    net.fleet("q", "Y", "B", 100, 1).loads(100).transit(4).unloads(50);
    net.fleet("p", "X", "B", 100, 1).loads(100).transit(4).unloads(50);
    const auto seen = tiny::run(net, Days{21});
    CHECK(seen.times(EventKind::vehicle_unloads, "p") == Times{5, 16});
    CHECK(seen.times(EventKind::vehicle_unloads, "q") == Times{7, 18});
    CHECK(seen.times(EventKind::vehicle_back, "p") == Times{11});  // back as long as there: 4 d
    CHECK(seen.times(EventKind::vehicle_back, "q") == Times{13});
}

TEST_CASE("a vehicle that leaves after a time leaves with what is loaded", "[engine][known]") {
    tiny::Network net;
    net.depot("A");
    net.depot("B");
    net.plant("p", "A", 30);
    // 60 on day 2. Arrived 3, empty 4, back 5: 90 are there, and 100 in a day of loading while 30 come: full on day 6.
    net.fleet("r", "A", "B", 100, 1).loads(100).transit(1).unloads(60).leaves_after(2);
    const auto seen = tiny::run(net, Days{6.5});
    CHECK(seen.times(EventKind::lot_sailed, "r") == Times{2, 6});
    CHECK(seen.amounts(EventKind::lot_sailed, "r")[0] == nearly(60));
    CHECK(seen.amounts(EventKind::lot_sailed, "r")[1] == nearly(100));
    CHECK(seen.stock("A", 6) == nearly(20));
}

TEST_CASE("with nothing loaded, or too little, it stays for as long again", "[engine][known]") {
    const auto sails = [](double least) {
        tiny::Network net;  // nothing before day 5, then 40 a day: 40 on day 6, 100 on day 7.5, before day 8
        net.depot("A");
        net.depot("B");
        net.plant("p", "A", 40).opens(5);
        auto route = net.fleet("r", "A", "B", 100, 1).loads(100).transit(10).leaves_after(2);
        if (least > 0) {
            route.least_lot(least);
        }
        const auto seen = tiny::run(net, Days{9});
        return std::pair{seen.times(EventKind::lot_sailed, "r"), seen.amounts(EventKind::lot_sailed, "r")};
    };
    CHECK(sails(0).first == Times{6});
    CHECK(sails(0).second[0] == nearly(40));
    CHECK(sails(60).first == Times{7.5});
    CHECK(sails(60).second[0] == nearly(100));
}

TEST_CASE("with a calendar a loaded vehicle keeps its berth until the next date", "[engine][known]") {
    auto net = harbours(1);
    // Dates 3, 13, 23. The first is full on day 1, leaves on 3 and is back on 3 + 2 + 1 + 2 = 8; the second loads from 3
    // to 4 and keeps the berth until 13; the first loads from 13 to 14 and leaves on 23.
    net.fleet("r", "A", "B", 100, 2).loads(100).transit(2).unloads(100).every(10).first(3);
    const auto seen = tiny::run(net, Days{23});
    CHECK(seen.times(EventKind::lot_sailed, "r") == Times{3, 13, 23});
    CHECK(seen.times(EventKind::vehicle_loads, "r") == Times{0, 3, 13, 23});
    CHECK(seen.amounts(EventKind::vehicle_loads, "r") == Times{1, 2, 1, 2});
    CHECK(doing(seen, Doing::waits_to_leave, 1) == 1);
    CHECK(seen.rate("r", 1) == 0);
    CHECK(seen.under_way("r", 2) == nearly(100));
}

TEST_CASE("without a loading rate a vehicle takes a whole lot when it is there", "[engine][known]") {
    const auto sails = [](std::uint32_t vehicles) {
        tiny::Network net;  // lots of 100 are there on days 4, 8, 12, ...; a round takes 6 d
        net.depot("A");
        net.depot("B");
        net.plant("p", "A", 25);
        net.fleet("r", "A", "B", 100, vehicles).transit(3);
        const auto seen = tiny::run(net, Days{17});
        CHECK(seen.stock("B", 7) == nearly(100));
        return seen.times(EventKind::lot_sailed, "r");
    };
    CHECK(sails(1) == Times{4, 10, 16});
    CHECK(sails(2) == Times{4, 8, 12, 16});
}

TEST_CASE("without an unloading rate what fits comes ashore at once, and the vehicle waits with the rest",
          "[engine][known]") {
    tiny::Network net;
    net.depot("A", 1000);
    net.depot("B", 20).capacity(60);
    net.fire("f", "B", 10);
    // Day 1: B holds 10, 50 fit; 50 at 10 a day: empty on day 6. Back on 7, again there on 8, when B holds 40: 20 fit,
    // 80 take until 16.
    net.fleet("r", "A", "B", 100, 1).transit(1);
    const auto seen = tiny::run(net, Days{16.5});
    CHECK(seen.stock("B", 1) == 60);
    CHECK(seen.port("r", 1) == nearly(50));
    CHECK(seen.times(EventKind::vehicle_leaves, "r")[0] == nearly(6));
    CHECK(seen.times(EventKind::lot_sailed, "r")[1] == nearly(7));
    CHECK(seen.port("r", 8) == nearly(80));
    CHECK(seen.times(EventKind::vehicle_leaves, "r")[1] == nearly(16));
}

TEST_CASE("a vehicle whose lot is lost comes back empty, or never", "[engine][known]") {
    const auto play = [](bool sinks) {
        auto net = harbours();  // 1 d of loading, 2 there and 2 back: lost on days 3 and 8, sailed again on 6 and 11
        auto route = net.fleet("r", "A", "B", 100, 1).loads(100).transit(2).chance(1.0);
        if (sinks) {
            route.sinks();
        }
        return tiny::run(net, Days{12});
    };
    const auto spared = play(false);
    CHECK(spared.times(EventKind::lot_sailed, "r") == Times{1, 6, 11});
    CHECK(spared.lost("r", 12) == nearly(200));
    CHECK(spared.under_way("r", 12) == nearly(100));
    const auto gone = play(true);
    CHECK(gone.times(EventKind::lot_sailed, "r") == Times{1});
    CHECK(gone.times(EventKind::vehicle_lost, "r") == Times{3});
    CHECK(gone.lost("r", 12) == nearly(100));
    CHECK(doing(gone, Doing::is_gone, 12) == 1);
}

TEST_CASE("each trip of each vehicle has a draw of its own", "[engine][known]") {
    const auto fates = [](std::uint32_t vehicles) {
        auto net = harbours();
        net.fleet("r", "A", "B", 100, vehicles).loads(100).transit(2).chance(0.5);
        return tiny::run(net, Days{100}).times(EventKind::lot_lost, "r");
    };
    const auto one = fates(1);
    CHECK(one.size() > 4);  // of 20 trips: fewer than 5 or more than 15 with a chance of 1.2 %
    CHECK(one.size() < 16);
    const auto two = fates(2);  // the second sails at the same times, and what the first meets stays the same
    CHECK(std::includes(two.begin(), two.end(), one.begin(), one.end()));
    CHECK(two.size() > one.size());
}

TEST_CASE("a route that closes lets a vehicle that loads go on, and no other begin", "[engine][known]") {
    auto net = harbours(1);
    net.fleet("r", "A", "B", 100, 2).loads(100).transit(2).unloads(100).closes(0.5);
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.times(EventKind::lot_sailed, "r") == Times{1});
    CHECK(seen.times(EventKind::vehicle_back, "r") == Times{6});
    CHECK(seen.stock("B", 20) == nearly(100));
    CHECK(doing(seen, Doing::waits_to_load, 20) == 2);
}

TEST_CASE("a rule that opens a route lets its vehicles load in the same instant of time", "[engine][known]") {
    auto net = harbours();
    net.fleet("r", "A", "B", 100, 1).loads(100).transit(2).unloads(100).opens(4);
    const auto seen = tiny::run(net, Days{6});
    CHECK(seen.times(EventKind::vehicle_loads, "r") == Times{4});
    CHECK(seen.times(EventKind::lot_sailed, "r") == Times{5});
}

TEST_CASE("a target counts what is loaded, and vehicles that load go on beyond it", "[engine][known]") {
    auto net = harbours();
    // Both load 200 a day together: 150 on day 0.75, 200 when they sail on day 1. From day 3 on B has goods and fires 10
    // a day: 135, a tenth below the target, on day 3 + 65/10 = 9.5. Then they load again, and sail on 10.5.
    net.fire("f", "B", 10);
    net.fleet("r", "A", "B", 100, 2).loads(100).transit(2).unloads(100).target(150);
    const auto seen = tiny::run(net, Days{11});
    CHECK(seen.times(EventKind::target_reached, "r")[0] == nearly(0.75));
    CHECK(seen.times(EventKind::target_left, "r")[0] == nearly(9.5));
    const auto sailed = seen.times(EventKind::lot_sailed, "r");
    REQUIRE(sailed.size() == 4);
    CHECK(sailed[1] == 1);
    CHECK(sailed[2] == nearly(10.5));
    CHECK(seen.times(EventKind::target_reached, "r")[1] == nearly(9.5 + 15.0 / 190.0));
}

TEST_CASE("a reserve is kept from vehicles that load", "[engine][known]") {
    tiny::Network net;  // 50 in half a day, then nothing
    net.depot("A", 150).reserve(100);
    net.depot("B");
    net.fleet("r", "A", "B", 100, 1).loads(100).transit(2);
    const auto seen = tiny::run(net, Days{5});
    CHECK(seen.stock("A", 5) == 100);
    CHECK(seen.under_way("r", 5) == nearly(50));
    CHECK(seen.times(EventKind::lot_sailed, "r").empty());
}

TEST_CASE("a vehicle that loads shares an empty depot with its fires", "[engine][known]") {
    tiny::Network net;  // 40 a day in, 60 asked by either: 20 each
    net.depot("A");
    net.depot("B");
    net.plant("p", "A", 40);
    net.fire("f", "A", 60);
    net.fleet("r", "A", "B", 100, 1).loads(60).transit(2);
    const auto seen = tiny::run(net, Days{5});
    CHECK(seen.rate("f", 1) == nearly(20));
    CHECK(seen.times(EventKind::lot_sailed, "r")[0] == nearly(5));
}

TEST_CASE("vehicles load from a hub what passes through it", "[engine][known]") {
    tiny::Network net;  // 50 a day come in and nothing else goes out
    net.hub("H");
    net.depot("B");
    net.plant("p", "H", 50);
    net.fleet("r", "H", "B", 100, 1).loads(100).transit(1).unloads(100);
    const auto seen = tiny::run(net, Days{6});
    CHECK(seen.times(EventKind::lot_sailed, "r")[0] == nearly(2));
    CHECK(seen.rate("p", 1) == nearly(50));
    CHECK(seen.rate("p", 3) == 0);  // nobody takes it while the vehicle is away
    CHECK(seen.rate("p", 5) == nearly(50));
}
