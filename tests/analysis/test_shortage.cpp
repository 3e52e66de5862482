// What a fire misses, shared out among causes: docs/semantics.md, section 16. Days and rates per day.
#include "support/catch.hpp"
#include "support/nearly.hpp"
#include "support/sanctions.hpp"
#include "watched.hpp"

using namespace caisson;
using tests::Shares;
using tests::watch;
using tiny::Network;

namespace {

constexpr double plenty = 1e6;

/// Equal but for rounding.
void same(const Shares& found, const Shares& expected) {
    for (const auto& [name, missed] : found) {
        INFO(name << " " << missed);
        REQUIRE(expected.count(name) == 1);
        CHECK(missed == tests::nearly(expected.at(name)));
    }
    CHECK(found.size() == expected.size());
}

}  // namespace

TEST_CASE("what a plant cannot make is due to its capacity", "[analysis][known]") {
    // wants 10, gets 4
    Network net;
    net.depot("a");
    net.plant("works", "a", 4);
    net.fire("guns", "a", 10);
    const auto seen = watch(net, "guns", 5);
    CHECK(seen.shortage.is_short);
    CHECK(seen.shortage.fired == Rate{4});
    same(seen.now(), {{"plants.works capacity", 6}});
    same(seen.spell(), {{"plants.works capacity", 30}});
    CHECK(seen.shortage.spell.from == Days{0});
}

TEST_CASE("a fire that has all it wants is not short", "[analysis][known]") {
    Network net;
    net.depot("a", 100);
    net.fire("guns", "a", 10);
    // dry on day 10; the spell begins then
    CHECK_FALSE(watch(net, "guns", 9).shortage.is_short);
    const auto seen = watch(net, "guns", 12);
    CHECK(seen.shortage.spell.from == Days{10});
    same(seen.spell(), {{"depots.a.shell nothing", 20}});
    CHECK(seen.shortage.period.wanted == Amount{120});
    CHECK(seen.shortage.period.fired == Amount{100});
}

TEST_CASE("what an order cuts is due to the order", "[analysis][known]") {
    // nothing held: rationed to 60 % from the start. Allowed 6, gets 4
    Network net;
    net.depot("a");
    net.plant("works", "a", 4);
    net.fire("guns", "a", 10).ration(20, 0.6);
    same(watch(net, "guns", 5).now(), {{"fires.guns ration", 4}, {"plants.works capacity", 2}});
}

TEST_CASE("what is lacking is traced up the routes", "[analysis][known]") {
    // a passes on the 3 that it gets; b lacks 7
    Network net;
    net.depot("a");
    net.depot("b");
    net.plant("works", "a", 3);
    net.route("road", "a", "b", 10);
    net.fire("guns", "b", 10);
    const auto seen = watch(net, "guns", 5);
    same(seen.now(), {{"plants.works capacity", 7}});
    REQUIRE(seen.shortage.lacking.size() == 2);
    CHECK(path_of(seen.model, seen.shortage.lacking[0]) == "depots.b.shell");
    CHECK(path_of(seen.model, seen.shortage.lacking[1]) == "depots.a.shell");
}

TEST_CASE("a route from a depot that has enough is due for its capacity", "[analysis][known]") {
    Network net;
    net.depot("a", plenty);
    net.depot("b");
    net.route("road", "a", "b", 5);
    net.fire("guns", "b", 8);
    same(watch(net, "guns", 5).now(), {{"routes.road capacity", 3}});
}

TEST_CASE("a closed road is put down for what it could bring, and no more than is missed", "[analysis][known]") {
    const auto closed = [](double capacity) {
        Network net;
        net.depot("a", plenty);
        net.depot("b");
        net.plant("works", "b", 4);
        net.route("road", "a", "b", capacity).opens(100);
        net.fire("guns", "b", 10);
        return watch(net, "guns", 5);
    };
    same(closed(3).now(), {{"routes.road closed", 3}, {"plants.works capacity", 3}});
    same(closed(8).now(), {{"routes.road closed", 6}});
}

TEST_CASE("a plant that opens later is put down for what it would make", "[analysis][known]") {
    Network net;
    net.depot("a");
    net.plant("works", "a", 4).opens(20);
    net.fire("guns", "a", 10);
    // alone it would bring 4; the other 6 would be missed still, and nothing else leads there
    same(watch(net, "guns", 5).now(), {{"plants.works closed", 4}, {"plants.works capacity", 6}});
}

TEST_CASE("behind a hub a reserve is put down for what it holds back", "[analysis][known]") {
    // the example of the definition: 8 missed, 5 by the reserve and 3 by the plant
    Network net;
    net.depot("store", 40).reserve(40);
    net.hub("hub");
    net.depot("front");
    net.route("first", "store", "hub", 5);
    net.plant("works", "hub", 2);
    net.route("second", "hub", "front", 10);
    net.fire("guns", "front", 10);
    same(watch(net, "guns", 5).now(), {{"routes.first reserve", 5}, {"plants.works capacity", 3}});
}

TEST_CASE("what has left and has not come is late", "[analysis][known]") {
    Network net;
    net.depot("a", plenty);
    net.depot("b");
    net.route("sea", "a", "b", 10).transit(6);
    net.fire("guns", "b", 10);
    same(watch(net, "guns", 20).period(), {{"routes.sea late", 60}});
    CHECK_FALSE(watch(net, "guns", 20).shortage.is_short);
    same(watch(net, "guns", 20, 4).period(), {{"routes.sea late", 20}});  // of days 4 to 6 only
}

TEST_CASE("what is lost on the way is put down to the loss", "[analysis][known]") {
    const auto lossy = [](double capacity, double loss, double transit) {
        Network net;
        net.depot("a", plenty);
        net.depot("b");
        net.route("road", "a", "b", capacity).loss(loss).transit(transit);
        net.fire("guns", "b", 10);
        return watch(net, "guns", 20).now();
    };
    same(lossy(10, 0.2, 0), {{"routes.road lost", 2}});
    same(lossy(8, 0.25, 0), {{"routes.road lost", 2}, {"routes.road capacity", 2}});  // brings 6, loses 2
    same(lossy(8, 0.25, 3), {{"routes.road lost", 2}, {"routes.road capacity", 2}});
}

TEST_CASE("before the first ship comes it is late; between ships lots are too small", "[analysis][known]") {
    // 100 every 10 d are 10 a day; guns want 20. Days 0 to 8: 10 late, 10 too little. Fires from 8 to 13; 13 to 18: 20
    Network net;
    net.depot("a", plenty);
    net.depot("b");
    net.sailing("ships", "a", "b", 100, 10).transit(8);
    net.fire("guns", "b", 20);
    same(watch(net, "guns", 18 - 1e-6).period(),
         {{"routes.ships late", 80}, {"routes.ships capacity", 80 + 20 * (5 - 1e-6)}});
}

TEST_CASE("after a ship is lost, that is the cause until the next one comes", "[analysis][known]") {
    // every ship is lost: on its way until day 2, lost from then on
    Network net;
    net.depot("a", plenty);
    net.depot("b");
    net.sailing("ships", "a", "b", 100, 10).transit(2).chance(1.0);
    net.fire("guns", "b", 10);
    same(watch(net, "guns", 12).period(), {{"routes.ships late", 20}, {"routes.ships lost", 100}});
}

TEST_CASE("a ship that sails half full is held back by the reserve for the other half", "[analysis][known]") {
    // 50 of 100 sail on day 0 and come on day 1: late until then. Fired until day 6; until day 10 the reserve keeps 5 a
    // day and lots of 100 bring 5. From day 10 on nothing sails: 10 a day by the reserve. In all 200 - 50 = 10 + 20 + 120
    Network net;
    net.depot("a", 150).reserve(100);
    net.depot("b");
    net.sailing("ships", "a", "b", 100, 10).transit(1);
    net.fire("guns", "b", 10);
    same(watch(net, "guns", 20).period(),
         {{"routes.ships late", 10}, {"routes.ships capacity", 20}, {"routes.ships reserve", 120}});
}

TEST_CASE("a ship that has nothing to load leads to the depot that lacks it", "[analysis][known]") {
    // 4 a day are made: a ship on day 0 finds nothing, those on days 10 and 20 take 40 of 100
    Network net;
    net.depot("a");
    net.depot("b");
    net.plant("works", "a", 4);
    net.sailing("ships", "a", "b", 100, 10).transit(1);
    net.fire("guns", "b", 10);
    // Days 0 to 10: nothing sailed, 10 a day are the plant's. From day 10 on the ship carries 40 %: late for a day (the
    // first ship), then 6 of 10 for want of goods and 4 for the lot; on days 11 to 15 guns fire
    same(watch(net, "guns", 20).period(),
         {{"plants.works capacity", 100 + 30}, {"routes.ships late", 10}, {"routes.ships capacity", 20}});
}

TEST_CASE("a plant without its needs leads to where they are lacking", "[analysis][known]") {
    // 4 of powder a day, one for each of 10
    Network net;
    net.depot("a");
    net.plant("powder-works", "a", 4, "powder");
    net.plant("works", "a", 10).needs("powder", 1);
    net.fire("guns", "a", 10);
    same(watch(net, "guns", 5).now(), {{"plants.powder-works capacity", 6}});
}

TEST_CASE("what is in work is late, and what is scrapped is put down to that", "[analysis][known]") {
    // begins 10, takes 6 d, 90 % good; guns want 20. Until day 6: 9 late and 11 too little; then 1 scrapped and 10
    Network net;
    net.depot("a");
    net.plant("works", "a", 10).takes(6).yield(0.9);
    net.fire("guns", "a", 20);
    same(watch(net, "guns", 10).period(),
         {{"plants.works late", 54}, {"plants.works capacity", 66 + 40}, {"plants.works scrapped", 4}});
}

TEST_CASE("a target that is reached holds back what could come", "[analysis][known]") {
    // 5 d under way; 20 are there after 2 days of sending, and it stops. Until day 2: late; until day 5: the target
    Network net;
    net.depot("a", plenty);
    net.depot("b");
    net.route("sea", "a", "b", 10).transit(5).target(20);
    net.fire("guns", "b", 10);
    same(watch(net, "guns", 5).period(), {{"routes.sea late", 20}, {"routes.sea target", 30}});
}

TEST_CASE("what waits in a port is due to unloading", "[analysis][known]") {
    // 10 a day come, 4 are unloaded
    Network net;
    net.depot("a", plenty);
    net.depot("b");
    net.route("sea", "a", "b", 10).transit(1).unload(4);
    net.fire("guns", "b", 10);
    same(watch(net, "guns", 5).now(), {{"routes.sea unloading", 6}});
}

TEST_CASE("commodities used in order share alike what is missed, in proportion by what is lacking",
          "[analysis][known]") {
    const auto two = [](bool rigid, bool shares) {
        Network net("new");
        net.depot("a", 0, "new");
        net.depot("a", 0, "old");
        net.plant("new-works", "a", 2, "new");
        net.plant("old-works", "a", 1, "old");
        auto guns = net.fire("guns", "a", 10);
        if (shares) {
            guns.uses("new", 0.7).uses("old", 0.3);
        } else {
            guns.uses("new").uses("old");
        }
        if (rigid) {
            guns.rigid();
        }
        return watch(net, "guns", 5).now();
    };
    same(two(false, false), {{"plants.new-works capacity", 3.5}, {"plants.old-works capacity", 3.5}});  // 10 - 3
    same(two(false, true), {{"plants.new-works capacity", 5}, {"plants.old-works capacity", 2}});       // 7 - 2, 3 - 1
    // both limit: 2/0.7 = 2.86 is less than 1/0.3, so that new alone does; old has 1 - 0.857 left and is not empty
    same(two(true, true), {{"plants.new-works capacity", 10 - 2 / 0.7}});
}

TEST_CASE("a circle cannot bring what it lacks", "[analysis][known]") {
    // a and b pass 3.5 and 2.5 round; the fire gets 1 of 2, as much as the plant makes
    Network net;
    net.depot("a");
    net.depot("b");
    net.plant("works", "a", 1);
    net.route("there", "a", "b", 10);
    net.route("back", "b", "a", 5);
    net.fire("guns", "b", 2);
    same(watch(net, "guns", 5).now(), {{"plants.works capacity", 1}});
}

TEST_CASE("what is rejected is put down to that", "[analysis][known]") {
    // 10 come, 4 of them are old
    Network net;
    net.depot("a", plenty);
    net.depot("b");
    net.depot("b", 0, "old");
    net.route("sea", "a", "b", 10).transit(1).rejects(0.4, "old", "b");
    net.fire("guns", "b", 10);
    same(watch(net, "guns", 5).now(), {{"routes.sea rejected", 4}});
}

TEST_CASE("what sanctions forbid and stop is due to them", "[analysis][known]") {
    // 10 could come; half is forbidden, and of the 5 that leave a fifth is stopped: 4 arrive, and 6 of 10 are missed.
    Network net;
    net.depot("a", plenty);
    net.depot("b");
    tiny::put_into(net, "a", "CHN");
    tiny::put_into(net, "b", "PRK");
    net.route("road", "a", "b", 10);
    net.fire("guns", "b", 10);
    tiny::Sanction(net, "ban").on_state("PRK").cuts(0.5).interdicts(0.2).enforcement(1.0);
    same(watch(net, "guns", 5).now(), {{"routes.road sanctions", 6}});
}

TEST_CASE("what a cap forbids is due to sanctions, by road and by ship", "[analysis][known]") {
    // 20 by day 2, and nothing after that
    Network net;
    net.depot("a", plenty);
    net.depot("b");
    tiny::put_into(net, "a", "CHN");
    tiny::put_into(net, "b", "PRK");
    net.route("road", "a", "b", 10);
    net.fire("guns", "b", 10);
    tiny::Sanction(net, "cap").on_state("PRK").on_commodity("shell").cap(20, 100).enforcement(1.0);
    same(watch(net, "guns", 5).now(), {{"routes.road sanctions", 10}});

    // ships of 50 every 5 days, of which a cap of 10 in 100 days lets the first take 10
    Network ships;
    ships.depot("a", plenty);
    ships.depot("b");
    tiny::put_into(ships, "a", "CHN");
    tiny::put_into(ships, "b", "PRK");
    ships.sailing("ship", "a", "b", 50, 5).transit(1);
    ships.fire("guns", "b", 10);
    tiny::Sanction(ships, "cap").on_state("PRK").on_commodity("shell").cap(10, 100).enforcement(1.0);
    same(watch(ships, "guns", 8).now(), {{"routes.ship sanctions", 10}});
}

TEST_CASE("a ship that is stopped is due to sanctions until the next one comes", "[analysis][known]") {
    Network net;
    net.depot("a", plenty);
    net.depot("b");
    tiny::put_into(net, "a", "CHN");
    tiny::put_into(net, "b", "PRK");
    net.sailing("ship", "a", "b", 50, 5).transit(1).chance(0.0);
    net.fire("guns", "b", 10);
    tiny::Sanction(net, "patrol").on_state("PRK").interdicts(1.0).enforcement(1.0);
    same(watch(net, "guns", 3).now(), {{"routes.ship sanctions", 10}});
}

namespace {

// A round of 1 + 8 + 2 + 7 = 18 d: 100 / 18 a day; the fire wants 10. Sailed on day 1, unloaded from 9 to 11, back on 18.
Network one_vehicle(double stock) {
    Network net;
    net.depot("a", stock);
    net.depot("b");
    net.fleet("line", "a", "b", 100, 1).loads(100).transit(8).unloads(50).returns(7);
    net.fire("guns", "b", 10);
    return net;
}

}  // namespace

TEST_CASE("before a vehicle has come it is late; while all are away a fleet is too small", "[analysis][known]") {
    constexpr double potential = 100.0 / 18;
    same(watch(one_vehicle(plenty), "guns", 5).now(),
         {{"routes.line late", potential}, {"routes.line capacity", 10 - potential}});
    // 100 have come on day 11 and lasted until day 19; the vehicle loads and goes again
    const auto later = watch(one_vehicle(plenty), "guns", 22);
    same(later.now(), {{"routes.line capacity", 10}});
    CHECK(later.shortage.suppliers.at(0).could_bring == Rate{potential});
}

TEST_CASE("a vehicle that has nothing to load leads to the depot that lacks it", "[analysis][known]") {
    // back on day 18 it finds an empty yard: of what it could bring nothing comes for lack of goods
    constexpr double potential = 100.0 / 18;
    same(watch(one_vehicle(100), "guns", 22).now(),
         {{"depots.a.shell nothing", potential}, {"routes.line capacity", 10 - potential}});
}
