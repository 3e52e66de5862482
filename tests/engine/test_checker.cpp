// The judge of all other tests: it accepts what is right, and catches what is wrong, rule by rule.
#include <algorithm>
#include <functional>

#include "posed.hpp"
#include "support/catch.hpp"
#include "support/checker.hpp"
#include "support/network.hpp"

using namespace caisson;
using engine::Binding;
using engine::EventKind;
using engine::Mode;
using tests::Posed;
using tests::Rule;

namespace {

// A: 0; 10 a day made; f asks 6 and g 9: shared 4 and 6.
Posed two_fires() {
    tiny::Network net;
    net.depot("A");
    net.plant("p", "A", 10);
    net.fire("f", "A", 6);
    net.fire("g", "A", 9);
    return Posed(net);
}

// A: 0; 10 a day made; f first, asks 6; then g asks 3 and h 9: 6, 1, 3.
Posed two_classes() {
    tiny::Network net;
    net.depot("A");
    net.plant("p", "A", 10);
    net.fire("f", "A", 6);
    net.fire("g", "A", 3).priority(1);
    net.fire("h", "A", 9).priority(1);
    return Posed(net);
}

// V full; X sends 10 and Y, losing half, 10; f takes 6: 4 and 2 arrive, 4 and 4 are sent.
Posed two_senders() {
    tiny::Network net;
    net.depot("V", 9).capacity(9);
    net.depot("X", 1000);
    net.depot("Y", 1000);
    net.route("r", "X", "V", 10);
    net.route("s", "Y", "V", 10).loss(0.5);
    net.fire("f", "V", 6);
    return Posed(net);
}

// A at its reserve of 40, 5 made, 2 used: 3 are left for the route.
Posed at_reserve() {
    tiny::Network net;
    net.depot("A", 40).reserve(40);
    net.depot("S");
    net.plant("p", "A", 5);
    net.fire("f", "A", 2);
    net.route("r", "A", "S", 8);
    return Posed(net);
}

// A below its reserve: the route is blocked.
Posed below_reserve() {
    tiny::Network net;
    net.depot("A", 30).reserve(40);
    net.depot("S");
    net.fire("f", "A", 2);
    net.route("r", "A", "S", 8);
    return Posed(net);
}

// A: 50 in 30: nothing comes in.
Posed over_capacity() {
    tiny::Network net;
    net.depot("A", 50).capacity(30);
    net.plant("p", "A", 4);
    net.fire("f", "A", 10);
    return Posed(net);
}

// known answer 92: two hubs. s 3.5, p 2, q 5.5, f 10, r 1, w 2.5.
Posed two_hubs() {
    tiny::Network net;
    net.hub("H0");
    net.hub("H1");
    net.plant("p", "H0", 2);
    net.plant("q", "H0", 5.5);
    net.plant("w", "H1", 6).priority(1);
    net.fire("f", "H0", 10);
    net.route("r", "H0", "H1", 5).priority(1, 0);
    net.route("s", "H1", "H0", 3.5);
    return Posed(net);
}

// A: 100 sends 10 a day to B, 6 days away, a tenth being lost.
Posed a_line() {
    tiny::Network net;
    net.depot("A", 100);
    net.depot("B");
    net.route("r", "A", "B", 10).transit(6).loss(0.1);
    return Posed(net);
}

// A: 100 sends lots of 30 to B, 4 days away; the first has sailed.
Posed a_lot() {
    tiny::Network net;
    net.depot("A", 100);
    net.depot("B");
    net.sailing("r", "A", "B", 30, 9).transit(4);
    Posed posed(net);
    posed.happens(EventKind::lot_sailed, engine::EntityKind::route, 0, 30);
    posed.node("A").stock = 70;
    posed.route("r").sent = 30;
    posed.route("r").under_way = 30;
    return posed;
}

// A: 300; f wants 10, below 20 days of supply 60 %.
Posed rationed() {
    tiny::Network net;
    net.depot("A", 300);
    net.fire("f", "A", 10).ration(20, 0.6);
    return Posed(net);
}

// X sends 10 a day to V until it holds 50.
Posed with_target() {
    tiny::Network net;
    net.depot("X", 1000);
    net.depot("V", 20);
    net.route("r", "X", "V", 10).target(50);
    return Posed(net);
}

void spoil(Posed posed, Rule rule, const std::function<void(Posed&)>& fault) {
    REQUIRE(posed.judged().empty());
    fault(posed);
    INFO(posed.judged());
    CHECK(posed.caught(rule));
}

}  // namespace

TEST_CASE("the checker accepts right rates", "[checker]") {
    auto fires = two_fires();
    CHECK(fires.fire("f").rate == Approx(4));  // 10 * 6 / 15
    CHECK(fires.fire("g").rate == Approx(6));
    CHECK(fires.judged().empty());

    auto classes = two_classes();
    CHECK(classes.fire("f").rate == 6);
    CHECK(classes.fire("g").rate == Approx(1));  // 4 * 3 / 12
    CHECK(classes.fire("h").rate == Approx(3));
    CHECK(classes.judged().empty());

    auto senders = two_senders();
    CHECK(senders.sending("r").rate == Approx(4));  // 6 * 10 / 15
    CHECK(senders.sending("s").rate == Approx(4));  // 6 * 5 / 15 = 2 arrive
    CHECK(senders.judged().empty());

    auto reserve = at_reserve();
    CHECK(reserve.sending("r").rate == Approx(3));  // 5 - 2
    CHECK(reserve.judged().empty());

    auto hubs = two_hubs();
    CHECK(hubs.sending("r").rate == Approx(1));
    CHECK(hubs.plant("w").rate == Approx(2.5));
    INFO(hubs.judged());
    CHECK(hubs.judged().empty());

    CHECK(below_reserve().judged().empty());
    CHECK(over_capacity().judged().empty());
    CHECK(rationed().judged().empty());
    CHECK(with_target().judged().empty());
}

TEST_CASE("the checker accepts right steps from instant to instant", "[checker]") {
    auto line = a_line();
    line.wait_until(5);  // 50 left, none came
    CHECK(line.node("A").stock == Approx(50));
    CHECK(line.route("r").under_way == Approx(50));
    CHECK(line.judged().empty());

    auto lot = a_lot();
    lot.wait_until(4);
    lot.happens(EventKind::lot_arrived, engine::EntityKind::route, 0, 30);
    lot.node("B") = {.stock = 30, .mode = Mode::between, .capacity = lot.node("B").capacity};
    lot.now().changed_nodes = {model::NodeId{1}};
    lot.route("r").under_way = 0;
    lot.route("r").arrived = 30;
    lot.now().flows[lot.route_row("r").unloading.index].moved = 30;
    INFO(lot.judged());
    CHECK(lot.judged().empty());

    auto ration = rationed();
    ration.wait_until(9);
    CHECK(ration.node("A").stock == Approx(210));
    CHECK(ration.judged().empty());
}

TEST_CASE("the checker catches rates outside what is asked", "[checker]") {
    spoil(two_fires(), Rule::r1_capacity, [](Posed& at) { at.fire("f").rate = 6.001; });
    spoil(two_fires(), Rule::r1_capacity, [](Posed& at) { at.fire("f").rate = -1e-6; });
    spoil(below_reserve(), Rule::r1_capacity, [](Posed& at) { at.sending("r").rate = 1e-6; });
    spoil(over_capacity(), Rule::r1_capacity, [](Posed& at) { at.plant("p").rate = 1e-6; });
}

TEST_CASE("the checker catches goods and room that are not there", "[checker]") {
    spoil(two_fires(), Rule::r2_empty, [](Posed& at) { at.fire("f").rate = 4.0001; });
    spoil(at_reserve(), Rule::r2_empty, [](Posed& at) { at.sending("r").rate = 3.0001; });
    spoil(two_senders(), Rule::r3_full, [](Posed& at) { at.sending("r").rate = 4.0001; });
    spoil(two_fires(), Rule::stocks, [](Posed& at) { at.node("A").net = -1e-6; });
    spoil(two_senders(), Rule::stocks, [](Posed& at) { at.node("V").net = 1e-6; });
}

TEST_CASE("the checker catches idling", "[checker]") {
    // f gets 3 of the 4 that are its share; the rest piles up
    spoil(two_fires(), Rule::r4_idling, [](Posed& at) {
        at.fire("f").rate = 3;
        at.balance();
    });
    spoil(two_fires(), Rule::r4_idling, [](Posed& at) { at.fire("f").binding = Binding::none; });
    spoil(two_fires(), Rule::r4_idling, [](Posed& at) { at.fire("f").binding = Binding::receiver; });
    spoil(two_fires(), Rule::r4_idling, [](Posed& at) { at.fire("f").binding = Binding::reserve; });
    spoil(at_reserve(), Rule::r4_idling, [](Posed& at) { at.fire("f").binding = Binding::sender; });
    // the reserve gives its routes 2 of 3
    spoil(at_reserve(), Rule::r4_idling, [](Posed& at) {
        at.sending("r").rate = 2;
        at.balance();
    });
    // V takes 3 of 4 from X and loses stock
    spoil(two_senders(), Rule::r4_idling, [](Posed& at) {
        at.sending("r").rate = 3;
        at.balance();
    });
    // a depot that is neither empty nor at its reserve keeps goods back
    spoil(rationed(), Rule::r4_idling, [](Posed& at) {
        at.fire("f").rate = 9;
        at.fire("f").binding = Binding::sender;
        at.balance();
    });
}

TEST_CASE("the checker catches a hub that stops both its inflow and its outflow", "[checker]") {
    // known answer 92: w = s = 2.5 and r = 0 balance both hubs, but H1 then has two bottlenecks
    const auto idle = [](Posed& at) {
        at.plant("w").rate = 2.5;
        at.plant("w").binding = Binding::receiver;
        at.sending("s").rate = 2.5;
        at.sending("s").binding = Binding::sender;
        at.sending("r").rate = 0;
        at.sending("r").binding = Binding::sender;
        at.balance();
    };
    spoil(two_hubs(), Rule::r4_idling, idle);
    // nor may H0 be blamed for s: it would have to stop p and q as well
    spoil(two_hubs(), Rule::r5_sharing, [&](Posed& at) {
        idle(at);
        at.sending("s").binding = Binding::receiver;
    });
}

TEST_CASE("the checker catches shares against priority and proportion", "[checker]") {
    spoil(two_fires(), Rule::r5_sharing, [](Posed& at) {
        at.fire("f").rate = 5;
        at.fire("g").rate = 5;
    });
    // the second class gets what the first still wants
    spoil(two_classes(), Rule::r5_sharing, [](Posed& at) {
        at.fire("f").rate = 5;
        at.fire("f").binding = Binding::sender;
        at.fire("g").rate = 1.25;
        at.fire("h").rate = 3.75;
    });
    // equal parts of what was sent instead of shares of what would arrive: 3 and 1.5 / 0.5
    spoil(two_senders(), Rule::r5_sharing, [](Posed& at) {
        at.sending("r").rate = 3;
        at.sending("s").rate = 6;
    });
}

TEST_CASE("the checker catches modes and stocks that do not fit", "[checker]") {
    spoil(two_fires(), Rule::modes, [](Posed& at) { at.node("A").mode = Mode::between; });
    spoil(two_senders(), Rule::modes, [](Posed& at) { at.node("V").mode = Mode::between; });
    spoil(below_reserve(), Rule::modes, [](Posed& at) { at.node("A").mode = Mode::between; });
    spoil(over_capacity(), Rule::modes, [](Posed& at) { at.node("A").mode = Mode::full; });
    spoil(rationed(), Rule::stocks, [](Posed& at) { at.node("A").stock = -1e-12; });
    spoil(two_hubs(), Rule::stocks, [](Posed& at) { at.node("H0").stock = 1e-12; });
    spoil(two_fires(), Rule::balance, [](Posed& at) { at.node("A").net = 0.001; });
    spoil(rationed(), Rule::balance, [](Posed& at) { at.node("A").net = -10.001; });
}

TEST_CASE("the checker catches stocks and totals off their lines", "[checker]") {
    const auto waited = [](Posed posed, double time) {
        posed.wait_until(time);
        return posed;
    };
    spoil(waited(rationed(), 9), Rule::straight_line, [](Posed& at) { at.node("A").stock += 1e-3; });
    spoil(waited(rationed(), 9), Rule::conservation, [](Posed& at) { at.node("A").stock -= 1e-3; });
    spoil(waited(rationed(), 9), Rule::totals, [](Posed& at) { at.fire("f").moved += 1e-3; });
    spoil(waited(a_line(), 5), Rule::totals, [](Posed& at) { at.route("r").sent += 1e-3; });
    spoil(waited(a_line(), 5), Rule::lines, [](Posed& at) { at.route("r").under_way -= 1e-3; });
    spoil(waited(a_line(), 5), Rule::order, [](Posed& at) { at.now().time = -1; });
    spoil(waited(two_fires(), 5), Rule::order, [](Posed& at) {
        at.happens(EventKind::emptied, engine::EntityKind::none, 0, 0);
        at.happens(EventKind::front_arrived, engine::EntityKind::none, 0, 0);
    });
    spoil(waited(rationed(), 9), Rule::conservation, [](Posed& at) { at.now().rounding[0] = 0.01; });
    spoil(waited(rationed(), 9), Rule::changes, [](Posed& at) {
        at.fire("f").rate = 9;
        at.balance();
    });
}

TEST_CASE("the checker catches goods that come too early, too late or in another number", "[checker]") {
    const auto waited = [](Posed posed, double time) {
        posed.wait_until(time);
        return posed;
    };
    // 9 a day may arrive from day 6 on
    spoil(waited(a_line(), 5), Rule::lines, [](Posed& at) {
        at.route("r").arriving = 9;
        at.route("r").losing = 1;
        at.now().flows[at.route_row("r").arriving.index] = {.asked = 9, .rate = 9};
    });
    auto late = a_line();
    late.wait_until(7);
    CHECK(late.caught(Rule::lines));
    auto overdue = a_lot();
    overdue.wait_until(5);
    CHECK(overdue.caught(Rule::lots));
    spoil(waited(a_lot(), 3), Rule::lots,
          [](Posed& at) { at.happens(EventKind::lot_arrived, engine::EntityKind::route, 0, 30); });
    spoil(a_lot(), Rule::lots, [](Posed& at) { at.now().events.back().value = 29; });
    spoil(waited(a_lot(), 2), Rule::lots,
          [](Posed& at) { at.happens(EventKind::lot_sailed, engine::EntityKind::route, 0, 71); });
}

TEST_CASE("the checker catches settings against schedules, stages and targets", "[checker]") {
    const auto waited = [](Posed posed, double time) {
        posed.wait_until(time);
        return posed;
    };
    spoil(two_fires(), Rule::settings, [](Posed& at) { at.plant("p").asked = 11; });
    spoil(two_fires(), Rule::settings, [](Posed& at) { at.now().fires[0].wanted = 7; });
    spoil(over_capacity(), Rule::settings, [](Posed& at) { at.node("A").capacity = 31; });
    spoil(a_line(), Rule::settings, [](Posed& at) { at.route("r").sends = false; });
    // 190 are 19 days of supply: the stage is due
    spoil(waited(rationed(), 9), Rule::rationing, [](Posed& at) { at.node("A").stock = 190; });
    // 21 days of supply: too early
    spoil(waited(rationed(), 9), Rule::rationing, [](Posed& at) {
        at.now().fires[0].stage = 1;
        at.now().fires[0].allowed = 6;
        at.fire("f") = {.asked = 6, .rate = 6};
    });
    spoil(waited(with_target(), 2), Rule::targets, [](Posed& at) { at.node("V").stock = 51; });
    spoil(waited(with_target(), 2), Rule::targets, [](Posed& at) {
        at.happens(EventKind::target_reached, engine::EntityKind::route, 0, 0);
        at.route("r").sends = false;
    });
}
