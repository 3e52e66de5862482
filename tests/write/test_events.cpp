// What events.csv says of each kind of event. The dates follow from the numbers beside them; day 0 is 2023-09-13.
#include <algorithm>

#include "support/catch.hpp"
#include "support/rules.hpp"
#include "support/sanctions.hpp"
#include "write/run_records.hpp"

using namespace caisson;
using tests::Recorded;
using tiny::Network;

namespace {

/// Whether a run tells of this event: the rest of a row after run, scenario and replication.
bool tells(const std::string& events, const std::string& row) {
    return events.find("0,baseline,0," + row + "\n") != std::string::npos;
}

std::size_t count(const std::string& text, const std::string& what) {
    std::size_t found = 0;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) {
        ++found;
    }
    return found;
}

}  // namespace

TEST_CASE("a run without anything starts and ends", "[write][golden]") {
    Network network;
    network.depot("A", 10);
    CHECK(tests::events_of(Recorded(network, 2)) ==
          "run,scenario,replication,time,kind,entity,commodity,detail\n"
          "0,baseline,0,2023-09-13T00:00:00Z,started,,,The run starts.\n"
          "0,baseline,0,2023-09-15T00:00:00Z,ended,,,The run ends.\n");
}

TEST_CASE("a depot that runs dry says what went out and what came in", "[write][golden]") {
    // 100 held, 29/d fired, 4/d made: dry at 100/25 = 4
    Network network;
    network.depot("front", 100);
    network.plant("works", "front", 4);
    network.fire("guns", "front", 29);
    CHECK(tells(tests::events_of(Recorded(network, 5)),
                "2023-09-17T00:00:00Z,emptied,depots.front.shell,shell,"
                "front runs out of shell: 29 piece/d went out and 4 piece/d came in."));
}

TEST_CASE("a full depot says what it holds, and how it came there", "[write][golden]") {
    // 40 of 100, 8/d made, 2/d fired: full at 10
    Network filled;
    filled.depot("A", 40).capacity(100);
    filled.plant("p", "A", 8);
    filled.fire("f", "A", 2);
    CHECK(tells(tests::events_of(Recorded(filled, 20)),
                "2023-09-23T00:00:00Z,filled,depots.A.shell,shell,"
                "A is full: it holds 100 piece of shell and takes in no more than goes out."));
    // 50 of 100, 5/d fired; at 1 the capacity becomes 30 and 45 are left, nothing comes in: 30 at 1 + 15/5 = 4
    Network lowered;
    lowered.depot("A", 50).capacity(100).capacity_from(1, 30);
    lowered.fire("f", "A", 5);
    const std::string events = tests::events_of(Recorded(lowered, 5));
    CHECK(tells(events,
                "2023-09-14T00:00:00Z,schedule_changed,depots.A.shell,shell,"
                "\"The capacity of A for shell becomes 30 piece, as scheduled.\""));
    CHECK(tells(events,
                "2023-09-17T00:00:00Z,filled,depots.A.shell,shell,"
                "A has come down to its capacity of 30 piece of shell: it takes in as much as goes out."));
}

TEST_CASE("a depot at its reserve says what routes still get", "[write][golden]") {
    // KA-07: 100 held, reserve 40, 2/d fired and 8/d sent: 40 at 6, dry at 26
    Network falling;
    falling.depot("A", 100).reserve(40);
    falling.depot("S");
    falling.fire("f", "A", 2);
    falling.route("r", "A", "S", 8);
    const std::string events = tests::events_of(Recorded(falling, 30));
    CHECK(tells(events,
                "2023-09-19T00:00:00Z,reserve_reached,depots.A.shell,shell,A is down to its reserve of 40 piece of "
                "shell: routes get no more than comes in beyond its own use."));
    CHECK(tells(events,
                "2023-10-09T00:00:00Z,emptied,depots.A.shell,shell,"
                "A runs out of shell: 2 piece/d went out and 0 piece/d came in."));
    // 10 held, 5/d made: 40 at 6
    Network rising;
    rising.depot("A", 10).reserve(40);
    rising.depot("S");
    rising.plant("p", "A", 5);
    rising.route("r", "A", "S", 3);
    CHECK(tells(tests::events_of(Recorded(rising, 12)),
                "2023-09-19T00:00:00Z,reserve_reached,depots.A.shell,shell,A has filled up to its reserve of 40 piece "
                "of shell: routes may take what comes in beyond its own use."));
}

TEST_CASE("a change of what arrives names what changed, and when", "[write][golden]") {
    // 10/d leave, transit 6 d: loss 10 %, from 2 on 25 %, closed from 3 on: 9/d at 6, 7.5/d at 8, none at 9.
    // At 3 all 30 that have left are under way
    Network network;
    network.depot("A", 100);
    network.depot("B", 40);
    network.route("r", "A", "B", 10).transit(6).loss(0.1).loss_from(2, 0.25).closes(3);
    const std::string events = tests::events_of(Recorded(network, 12));
    CHECK(tells(events,
                "2023-09-15T00:00:00Z,schedule_changed,routes.r,shell,\"The loss on r becomes 25 %, as scheduled.\""));
    CHECK(tells(events,
                "2023-09-16T00:00:00Z,closed,routes.r,shell,"
                "\"r closes, as scheduled: the 30 piece under way still arrive.\""));
    CHECK(tells(events,
                "2023-09-19T00:00:00Z,front_arrived,routes.r,shell,\"9 piece/d arrive at B from A from now on, "
                "0 piece/d before: what left there has changed 6 d ago.\""));
    CHECK(tells(events,
                "2023-09-21T00:00:00Z,front_arrived,routes.r,shell,\"7.50 piece/d arrive at B from A from now on, "
                "9 piece/d before: what left there has changed 6 d ago.\""));
}

TEST_CASE("a route that closes says what becomes of what is under way", "[write][golden]") {
    // both send 10/d until 3: 30 each
    Network network;
    network.depot("A", 100);
    network.depot("B");
    network.route("lost", "A", "B", 10).transit(6).closes(3).on_close(model::OnClose::lose);
    network.route("back", "A", "B", 10).transit(6).closes(3).on_close(model::OnClose::send_back);
    const std::string events = tests::events_of(Recorded(network, 9));
    CHECK(tells(events,
                "2023-09-16T00:00:00Z,closed,routes.lost,shell,"
                "\"lost closes, as scheduled: the 30 piece under way are lost.\""));
    CHECK(tells(events,
                "2023-09-16T00:00:00Z,closed,routes.back,shell,"
                "\"back closes, as scheduled: the 30 piece under way are sent back.\""));
}

TEST_CASE("lots sail, arrive, and are missed for a reason", "[write][golden]") {
    // KA-49 with a least lot of 60: 100 at 0 and at 9; at 18 there are 50
    Network network;
    network.depot("A", 250);
    network.depot("B");
    network.sailing("r", "A", "B", 100, 9).transit(8).least_lot(60);
    const std::string events = tests::events_of(Recorded(network, 20));
    CHECK(tells(events,
                "2023-09-13T00:00:00Z,lot_sailed,routes.r,shell,\"100 piece of shell leave A for B, 8 d away.\""));
    CHECK(tells(events, "2023-09-21T00:00:00Z,lot_arrived,routes.r,shell,100 piece of shell arrive at B from A."));
    CHECK(tells(events,
                "2023-10-01T00:00:00Z,lot_missed,routes.r,shell,\"No lot of shell leaves A for B: "
                "50 piece could be loaded, and the least lot is 60 piece.\""));
    // all 40 sail at 0: nothing is left at 9; closed from 10 on, so that nothing is told of 18
    Network little;
    little.depot("A", 40);
    little.depot("B");
    little.sailing("r", "A", "B", 100, 9).transit(8).closes(10);
    const std::string few = tests::events_of(Recorded(little, 20));
    CHECK(tells(few,
                "2023-09-13T00:00:00Z,emptied,depots.A.shell,shell,"
                "A runs out of shell: all that it had at the start has sailed."));
    CHECK(tells(few,
                "2023-09-22T00:00:00Z,lot_missed,routes.r,shell,"
                "No lot of shell leaves A for B: A has nothing to spare."));
    CHECK(tells(few, "2023-09-23T00:00:00Z,closed,routes.r,shell,\"r closes, as scheduled.\""));
    CHECK(count(few, "lot_missed") == 1);
}

TEST_CASE("a lot that takes all says so of its depot", "[write][golden]") {
    Network network;
    network.depot("A", 100);
    network.depot("B");
    network.sailing("r", "A", "B", 50, 9).transit(8);
    CHECK(
        tells(tests::events_of(Recorded(network, 10)),
              "2023-09-22T00:00:00Z,emptied,depots.A.shell,shell,A runs out of shell: all that was left has sailed."));
}

TEST_CASE("a lot that is lost is told when it would have arrived", "[write][golden]") {
    Network network;
    network.depot("A", 1000);
    network.depot("B");
    network.sailing("r", "A", "B", 100, 100).transit(8).chance(1);
    CHECK(tells(tests::events_of(Recorded(network, 20)),
                "2023-09-21T00:00:00Z,lot_lost,routes.r,shell,100 piece of shell from A for B are lost by chance."));
}

TEST_CASE("a fire is cut and may use all again", "[write][golden]") {
    // KA-46: 105 held, 8/d made, 10/d fired: 100 at 2.5, 110 at 7.5
    Network network;
    network.depot("A", 105);
    network.plant("p", "A", 8);
    network.fire("f", "A", 10).ration(10, 0.6);
    const std::string events = tests::events_of(Recorded(network, 10));
    CHECK(tells(events,
                "2023-09-15T12:00:00Z,ration_changed,fires.f,shell,"
                "f is cut to 60 % of what it wants: no more than 10 d of supply are left."));
    CHECK(tells(events,
                "2023-09-20T12:00:00Z,ration_changed,fires.f,shell,"
                "\"f may use all of what it wants again: 11 d of supply are there, or nothing is wanted.\""));
}

TEST_CASE("a target stops a route and lets it go on", "[write][golden]") {
    // 20 + 10 t reaches 60 at 4; from there 10/d down to 54 at 4.6. With lots: 20 + 50 = 70 at 0
    Network network;
    network.depot("A", 1000);
    network.depot("B", 20);
    network.fire("f", "B", 10);
    network.route("r", "A", "B", 20).target(60);
    const std::string events = tests::events_of(Recorded(network, 5));
    CHECK(tells(events,
                "2023-09-17T00:00:00Z,target_reached,routes.r,shell,"
                "\"r stops sending: B has reached its target, with 60 piece there and on the way.\""));
    CHECK(tells(events,
                "2023-09-17T14:24:00Z,target_left,routes.r,shell,"
                "\"r sends again: B is below its target, with 54 piece there and on the way.\""));
    // lots of 50 every 3 d: 70 at 0, 40 at 3 and then 90, 60 at 6, which is above 54
    Network lots;
    lots.depot("A", 1000);
    lots.depot("B", 20);
    lots.fire("f", "B", 10);
    lots.sailing("r", "A", "B", 50, 3).transit(1).target(60);
    CHECK(tells(tests::events_of(Recorded(lots, 7)),
                "2023-09-19T00:00:00Z,lot_missed,routes.r,shell,"
                "No lot of shell leaves A for B: B has reached its target."));
}

TEST_CASE("a port that is too full stops a route until it is empty", "[write][golden]") {
    // B 50 of 60, 10/d fired; 100 arrive at 1, when it holds 40: 20 fit, 80 wait and leave at 10/d until 9
    Network network;
    network.depot("A", 1000);
    network.depot("B", 50).capacity(60);
    network.fire("f", "B", 10);
    network.sailing("r", "A", "B", 100, 3).transit(1).when_full(model::WhenFull::stop).port(30);
    const std::string events = tests::events_of(Recorded(network, 10));
    CHECK(tells(events,
                "2023-09-14T00:00:00Z,lot_arrived,routes.r,shell,"
                "100 piece of shell arrive at B from A; 80 piece wait to be unloaded."));
    CHECK(tells(events,
                "2023-09-14T00:00:00Z,port_stopped,routes.r,shell,"
                "r stops sending: 80 piece wait to be unloaded at B."));
    CHECK(tells(events,
                "2023-09-16T00:00:00Z,lot_missed,routes.r,shell,"
                "No lot of shell leaves A for B: too much waits to be unloaded at B."));
    CHECK(
        tells(events, "2023-09-22T00:00:00Z,emptied,routes.r.port,shell,All that waited at the end of r is unloaded."));
    CHECK(tells(events,
                "2023-09-22T00:00:00Z,port_resumed,routes.r,shell,r sends again: nothing waits to be unloaded at B."));
}

TEST_CASE("schedules and openings are told with their new values", "[write][golden]") {
    Network network;
    network.depot("A", 100'000).reserve_from(2, 300);
    network.depot("B");
    network.plant("p", "A", 5).rate_from(3, 7.5).opens(1).closes(6);
    network.fire("f", "A", 3).wants_from(4, 1234.5);
    network.route("r", "A", "B", 5).capacity_from(2, 9);
    network.sailing("s", "A", "B", 5, 1).transit(1).lot_from(4, 1'000'000);
    const std::string events = tests::events_of(Recorded(network, 8));
    CHECK(tells(events, "2023-09-14T00:00:00Z,opened,plants.p,shell,\"p opens, as scheduled.\""));
    CHECK(tells(events, "2023-09-19T00:00:00Z,closed,plants.p,shell,\"p closes, as scheduled.\""));
    CHECK(tells(events,
                "2023-09-15T00:00:00Z,schedule_changed,depots.A.shell,shell,"
                "\"The reserve of A for shell becomes 300 piece, as scheduled.\""));
    CHECK(tells(events,
                "2023-09-15T00:00:00Z,schedule_changed,routes.r,shell,"
                "\"r can carry 9 piece/d from now on, as scheduled.\""));
    CHECK(tells(events,
                "2023-09-16T00:00:00Z,schedule_changed,plants.p,shell,"
                "\"p can make 7.50 piece/d from now on, as scheduled.\""));
    CHECK(tells(events,
                "2023-09-17T00:00:00Z,schedule_changed,fires.f,shell,"
                "\"f wants 1,234 piece/d from now on, as scheduled.\""));
    CHECK(tells(events,
                "2023-09-17T00:00:00Z,schedule_changed,routes.s,shell,"
                "\"The lot of s becomes 1,000,000 piece, as scheduled.\""));
}

TEST_CASE("a fire of several commodities belongs to none of them", "[write][golden]") {
    Network network("k1");
    network.depot("A", 400);
    network.depot("A", 100, "k2");
    network.fire("f", "A", 10).uses("k1").uses("k2").wants_from(2, 12);
    CHECK(tells(tests::events_of(Recorded(network, 5)),
                "2023-09-15T00:00:00Z,schedule_changed,fires.f,,\"f wants 12 piece/d from now on, as scheduled.\""));
}

TEST_CASE("there is a row for each event", "[write]") {
    Network network;
    network.depot("A", 250);
    network.depot("B");
    network.fire("f", "B", 10);
    network.sailing("r", "A", "B", 100, 9).transit(8);
    const Recorded run(network, 40);
    CHECK(count(tests::events_of(run), "\n") == run.trajectory().events().size() + 1);
}

TEST_CASE("a plant that takes time says what comes out of it, why it stops, and what is scrapped", "[write][golden]") {
    // A 15, full at 15/10 + 4 = 5.5; the dock holds a day's deliveries at 6.5, 50 at 10.5, and is empty at 20 + 50/10
    Network network;
    network.depot("A").capacity(15);
    network.plant("works", "A", 10).takes(4);
    network.fire("f", "A", 10).opens(20);
    const std::string events = tests::events_of(Recorded(network, 30));
    CHECK(tells(events,
                "2023-09-17T00:00:00Z,output_changed,plants.works,shell,\"works finishes 10 piece/d from now on, "
                "0 piece/d before: what it begins has changed 4 d ago.\""));
    CHECK(tells(events,
                "2023-09-19T12:00:00Z,dock_stopped,plants.works,shell,"
                "works begins no more: 10 piece wait at its dock for room at A."));
    CHECK(tells(events,
                "2023-10-08T00:00:00Z,emptied,plants.works.dock,shell,"
                "All that waited at the dock of works is delivered."));
    CHECK(tells(events,
                "2023-10-08T00:00:00Z,dock_resumed,plants.works,shell,works begins again: nothing waits at its dock."));
    Network raided;
    raided.depot("A");
    raided.plant("works", "A", 10).takes(4).yield_from(1, 0.5).closes(3).on_close(model::OnShutdown::scrap);
    const std::string raid = tests::events_of(Recorded(raided, 5));
    CHECK(tells(raid,
                "2023-09-14T00:00:00Z,schedule_changed,plants.works,shell,"
                "\"The yield of works becomes 50 %, as scheduled.\""));
    CHECK(tells(raid,
                "2023-09-16T00:00:00Z,closed,plants.works,shell,"
                "\"works closes, as scheduled: the 30 piece in work are scrapped.\""));
}

TEST_CASE("a deal says what is ordered and why no more is", "[write][golden]") {
    // KA-108 with a credit of 10 t: tranches on days 0, 8, 18 and 26; 25 t of fuel in all. Day 0 is 2023-09-13.
    Network network;
    network.depot("A", 1000);
    network.depot("B", 0);
    network.depot("B", 25, "fuel");
    network.belongs("B", "BBB");
    network.demand("ship", "A", "B", 100).transit(8);
    network.demand("oil", "B", "A", 1e6, "fuel").transit(10);
    network.deal("barter", "ship", 100, 4).pays("oil", 0.1).credit(10);
    const std::string events = tests::events_of(Recorded(network, 60));
    CHECK(tells(events,
                "2023-09-13T00:00:00Z,tranche_begun,deals.barter,shell,"
                "\"barter begins tranche 1 of 4: 100 piece of shell, for 0.1000 piece/piece of fuel.\""));
    CHECK(tells(events,
                "2023-09-21T00:00:00Z,tranche_delivered,deals.barter,shell,"
                "A tranche of barter is delivered: 100 piece of shell have come to BBB so far."));
    CHECK(tells(events,
                "2023-09-21T00:00:00Z,payment_released,deals.barter.payments.fuel,fuel,"
                "\"BBB releases 10 piece of fuel for barter: 10 piece are owed, 0 piece paid.\""));
    CHECK(tells(events,
                "2023-09-29T00:00:00Z,deal_stopped,deals.barter,shell,\"barter begins no tranche: "
                "20 piece of fuel are owed and not paid, and the credit is 10 piece.\""));
    CHECK(tells(events,
                "2023-10-01T00:00:00Z,deal_resumed,deals.barter,shell,"
                "barter goes on: no more is owed than its credit."));
    CHECK(tells(events,
                "2023-10-17T00:00:00Z,deal_ended,deals.barter,shell,"
                "barter ends: all that was pledged is delivered."));
}

TEST_CASE("a price that measures raise is told with its reason", "[write][golden]") {
    Network network;
    network.depot("A", 1000);
    network.depot("B", 0);
    network.depot("B", 100, "fuel");
    network.belongs("B", "BBB");
    network.demand("ship", "A", "B", 100).transit(8);
    network.demand("oil", "B", "A", 1000, "fuel").transit(10);
    network.deal("barter", "ship", 100, 1).pays("oil", 0.1);
    tiny::Sanction(network, "patrol").on_route("ship").raises_prices(0.5).enforcement(0.4);
    CHECK(tells(tests::events_of(Recorded(network, 60)),
                "2023-09-13T00:00:00Z,tranche_begun,deals.barter,shell,\"barter begins tranche 1 of 1: 100 piece of "
                "shell, for 0.1200 piece/piece of fuel (120 % of what was agreed, by sanctions).\""));
}

TEST_CASE("a deal says who withholds what, and what a budget cancels", "[write][golden]") {
    Network network;
    network.depot("A", 1000);
    network.depot("B", 0);
    network.depot("B", 100, "fuel");
    network.belongs("B", "BBB");
    network.demand("ship", "A", "B", 100).transit(8);
    network.demand("oil", "B", "A", 1e6, "fuel").transit(10);
    network.deal("barter", "ship", 100, 4).pays("oil", 0.1).budget(14).leverage(20, 1.0);
    tiny::Rule(network, "pause").when(tiny::from_day(2)).withholds("barter", "fuel");
    tiny::Rule(network, "play").when(tiny::from_day(12)).lets_go("barter", "fuel");
    const std::string events = tests::events_of(Recorded(network, 60));
    CHECK(tells(events,
                "2023-09-15T00:00:00Z,part_withheld,deals.barter.payments.fuel,fuel,"
                "\"BBB withholds its fuel from barter, as pause says.\""));
    CHECK(tells(events, "2023-09-15T00:00:00Z,rule_acted,rules.pause,,pause acts: it withholds the fuel of barter."));
    CHECK(tells(events,
                "2023-09-25T00:00:00Z,part_let_go,deals.barter.payments.fuel,fuel,"
                "\"BBB releases its fuel for barter again, as play says.\""));
    // paid on day 22; the second tranche is 40 rounds, delivered on day 30 and paid on day 40
    CHECK(tells(
        events,
        "2023-10-05T00:00:00Z,tranche_begun,deals.barter,shell,\"barter begins tranche 2 of 4: 40 piece of shell, "
        "as much as its budget allows, for 0.1000 piece/piece of fuel (100 % of what was agreed, by the days of "
        "supply of BBB).\""));
    CHECK(
        tells(events,
              "2023-10-23T00:00:00Z,deal_ended,deals.barter,shell,\"barter ends: its budget allows no further tranche, "
              "and 260 piece of what was pledged are cancelled.\""));
}
