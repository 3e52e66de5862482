// The narrowest place of the supply graph: docs/semantics.md, section 16.
#include "support/catch.hpp"
#include "support/nearly.hpp"
#include "watched.hpp"

using namespace caisson;
using tests::Shares;
using tests::watch;
using tiny::Network;

namespace {

constexpr double plenty = 1e6;

}  // namespace

TEST_CASE("plants and closed roads before an empty depot are its narrowest place", "[analysis][known]") {
    Network net;
    net.depot("a", plenty);
    net.depot("b");
    net.plant("works", "b", 4);
    net.route("road", "a", "b", 3).opens(100);
    net.fire("guns", "b", 10);
    const auto seen = watch(net, "guns", 5);
    CHECK(seen.shortage.narrowest.most == Rate{4});
    CHECK(seen.passages() == Shares{{"plants.works", 4}, {"routes.road", 0}});
}

TEST_CASE("of several routes in a row the narrowest counts", "[analysis][known]") {
    // 12 and 6 a day could leave two stores; the bridge carries 7 of them, and a plant behind it adds 1: 8 of 20
    Network net;
    net.depot("north", plenty);
    net.depot("south", plenty);
    net.depot("junction");
    net.depot("front");
    net.route("north-road", "north", "junction", 12);
    net.route("south-road", "south", "junction", 6);
    net.route("bridge", "junction", "front", 7);
    net.plant("works", "front", 1);
    net.fire("guns", "front", 20);
    const auto seen = watch(net, "guns", 5);
    CHECK(seen.shortage.narrowest.most == Rate{8});
    CHECK(seen.passages() == Shares{{"plants.works", 1}, {"routes.bridge", 7}});
}

TEST_CASE("time on the way is left out", "[analysis][known]") {
    // nothing has come by day 2, but 5 a day will
    Network net;
    net.depot("a", plenty);
    net.depot("b");
    net.route("sea", "a", "b", 5).transit(10);
    net.fire("guns", "b", 8);
    const auto seen = watch(net, "guns", 2);
    CHECK(seen.shortage.narrowest.most == Rate{5});
    CHECK(seen.passages() == Shares{{"routes.sea", 5}});
}

TEST_CASE("sailings count by lot and calendar, and by what a reserve leaves them", "[analysis][known]") {
    // 100 every 10 d less 20 % lost: 8 a day. With a reserve the last ship carried a half: 4 a day
    const auto ships = [](double stock, double reserve) {
        Network net;
        net.depot("a", stock).reserve(reserve);
        net.depot("b");
        net.sailing("ships", "a", "b", 100, 10).transit(1).loss(0.2);
        net.fire("guns", "b", 20);
        return watch(net, "guns", 9);
    };
    CHECK(ships(plenty, 0).shortage.narrowest.most.value == tests::nearly(8));
    CHECK(ships(150, 100).shortage.narrowest.most.value == tests::nearly(4));
}

TEST_CASE("where enough could come others have taken it", "[analysis][known]") {
    // 10 made; guns of the first priority take 6, the others get 4 of 9 and could have had all
    Network net;
    net.depot("a");
    net.plant("works", "a", 10);
    net.fire("first", "a", 6);
    net.fire("second", "a", 9).priority(1);
    const auto seen = watch(net, "second", 5);
    CHECK(seen.shortage.fired == Rate{4});
    CHECK(seen.shortage.narrowest.most == Rate{9});
    CHECK(seen.passages() == Shares{{"fires.second", 9}});
}

TEST_CASE("a depot that holds goods gives them at any rate", "[analysis][known]") {
    Network net;
    net.depot("a", 100);
    net.fire("guns", "a", 10);
    CHECK(watch(net, "guns", 5).shortage.narrowest.most == Rate{10});
    const auto dry = watch(net, "guns", 12);
    CHECK(dry.shortage.narrowest.most == Rate{0});
    CHECK(dry.passages().empty());
}

TEST_CASE("what a reserve keeps does not count", "[analysis][known]") {
    Network net;
    net.depot("a", 40).reserve(40);
    net.depot("b");
    net.plant("works", "a", 3);
    net.route("road", "a", "b", 10);
    net.fire("guns", "b", 10);
    const auto seen = watch(net, "guns", 5);
    CHECK(seen.shortage.narrowest.most == Rate{3});
    CHECK(seen.passages() == Shares{{"routes.road", 3}});
}
