// Where simulators chatter: boundaries that are reached, held and left. The number of events is what is asserted.
#include "support/nearly.hpp"
#include "support/tiny.hpp"

using namespace caisson;
using engine::EventKind;
using engine::Mode;
using tests::nearly;

namespace {

// Five stores in series, each of 10, the first fed, the last used.
tiny::Network series(double stock, double made, double used) {
    tiny::Network net;
    const char* const names[] = {"A", "B", "C", "D", "E"};
    for (const char* name : names) {
        net.depot(name, stock).capacity(10);
    }
    net.plant("p", "A", made);
    for (int at = 0; at + 1 < 5; ++at) {
        net.route(std::string("r") + names[at], names[at], names[at + 1], 5);
    }
    net.fire("f", "E", used);
    return net;
}

}  // namespace

TEST_CASE("five stores in series fill once each", "[engine][chatter]") {
    // The last fills at (5 - 1) = 4 a day: 2.5; then the one before it, and so on: 5, 7.5, 10; the first gets 5 and
    // passes on 5 until its turn: 12.5. Then 1 a day goes through them all.
    const auto seen = tiny::run(series(0, 5, 1), Days{100});
    CHECK(seen.event_count() == 5);
    CHECK(seen.times(EventKind::filled, "E") == std::vector<double>{2.5});
    CHECK(seen.times(EventKind::filled, "D") == std::vector<double>{5});
    CHECK(seen.times(EventKind::filled, "A") == std::vector<double>{12.5});
    CHECK(seen.rate("p", 50) == 1);
    CHECK(seen.stock("C", 100) == 10);
}

TEST_CASE("five stores in series empty once each", "[engine][chatter]") {
    // All full, nothing made, 4 used: routes carry 4. A dry at 2.5, B at 5, ..., E at 12.5.
    const auto seen = tiny::run(series(10, 0, 4), Days{100});
    CHECK(seen.event_count() == 5);
    CHECK(seen.first_empty("A") == 2.5);
    CHECK(seen.first_empty("E") == 12.5);
    CHECK(seen.fired_total(100) == nearly(50));
}

TEST_CASE("five full stores in series hold still where what is made is used", "[engine][chatter]") {
    const auto seen = tiny::run(series(10, 5, 3), Days{100});
    CHECK(seen.event_count() == 0);
    CHECK(seen.counts().solves == 1);
    CHECK(seen.rate("p", 0) == nearly(3));
    CHECK(seen.fired_total(100) == nearly(300));
}

TEST_CASE("five stores in series fill and empty with the tide", "[engine][chatter]") {
    // 5 a day made for ever; 1 a day used, 9 from day 20 on (5 arrive): E dry at 20 + 10 / 4 = 22.5; the others follow
    // no faster than their routes carry: those carry 5, which is what is made, so they stay full
    tiny::Network net = series(0, 5, 1);
    net.raw().fires[model::FireId{0}].wanted.changes.push_back(
        {.from = {.value = 20.0, .path = net.raw().paths.add("fires.f.changes.0.from")},
         .until = {},
         .value = {.value = 9.0, .path = net.raw().paths.add("fires.f.changes.0.wanted")}});
    const auto seen = tiny::run(net, Days{100});
    CHECK(seen.times(EventKind::filled).size() == 5);
    CHECK(seen.times(EventKind::emptied) == std::vector<double>{22.5});
    CHECK(seen.event_count() == 7);  // and the step
    CHECK(seen.stock("D", 100) == 10);
    CHECK(seen.rate("f", 30) == 5);
}

TEST_CASE("two stores that feed each other do not flicker", "[engine][chatter]") {
    tiny::Network net;
    net.depot("A", 10).capacity(20);
    net.depot("B", 10).capacity(20);
    net.route("r", "A", "B", 7);
    net.route("s", "B", "A", 3);
    const auto seen = tiny::run(net, Days{100});
    // A falls by 4 a day and is empty at 2.5, when B is full: then 3 a day go round
    CHECK(seen.event_count() == 2);
    CHECK(seen.instant_times() == std::vector<double>{0, 2.5, 100});
    CHECK(seen.rate("r", 50) == 3);
    CHECK(seen.rate("s", 50) == 3);
}

TEST_CASE("two stores that feed each other with losses run dry in order", "[engine][chatter]") {
    tiny::Network net;
    net.depot("A", 10);
    net.depot("B", 0);
    net.route("r", "A", "B", 4).transit(1).loss(0.5);
    net.route("s", "B", "A", 4).transit(1).loss(0.5);
    const auto seen = tiny::run(net, Days{60});
    // what starts is lost in halves: each round trip leaves a quarter, which a run must not follow for ever
    CHECK(seen.stock("A", 60) + seen.stock("B", 60) < 1e-6);
    CHECK(seen.lost("r", 60) + seen.lost("s", 60) == Approx(10).epsilon(1e-6));
    CHECK(seen.event_count() < 400);
}

TEST_CASE("a capacity equal to the content is full and calm", "[engine][chatter]") {
    tiny::Network net;
    net.depot("A", 10).capacity(10);
    net.plant("p", "A", 4);
    net.fire("f", "A", 2);
    const auto seen = tiny::run(net, Days{50});
    CHECK(seen.event_count() == 0);
    CHECK(seen.rate("p", 0) == nearly(2));
    CHECK(seen.mode("A", 25) == Mode::full);
}

TEST_CASE("a capacity lowered to the content is full from then on", "[engine][chatter]") {
    tiny::Network net;  // 10 + 2 a day: 20 on day 5, when the capacity comes down to 20
    net.depot("A", 10).capacity(100).capacity_from(5, 20);
    net.plant("p", "A", 4);
    net.fire("f", "A", 2);
    const auto seen = tiny::run(net, Days{50});
    CHECK(seen.event_count() <= 2);  // the step, and that it is full
    CHECK(seen.rate("p", 5) == nearly(2));
    CHECK(seen.stock("A", 50) == 20);
}

TEST_CASE("a net rate of exactly zero makes no event at any boundary", "[engine][chatter]") {
    for (const double stock : {0.0, 4.0, 7.0, 10.0}) {  // empty, at its reserve, between, full
        tiny::Network net;
        net.depot("A", stock).capacity(10).reserve(4);
        net.plant("p", "A", 3);
        net.fire("f", "A", 3);
        const auto seen = tiny::run(net, Days{50});
        CHECK(seen.event_count() == 0);
        CHECK(seen.stock("A", 50) == stock);
        CHECK(seen.rate("p", 0) == 3);
        CHECK(seen.rate("f", 0) == 3);
    }
}

TEST_CASE("tenths that cancel on paper only make no event", "[engine][chatter]") {
    tiny::Network net;  // 0.1 + 0.2 is not 0.3 in binary
    net.depot("A", 5).capacity(5);
    net.depot("B", 0);
    net.plant("p", "A", 0.1);
    net.plant("q", "A", 0.2);
    net.fire("f", "A", 0.3);
    net.plant("u", "B", 0.1);
    net.plant("v", "B", 0.2);
    net.fire("g", "B", 0.3);
    const auto seen = tiny::run(net, Days{1000});
    CHECK(seen.event_count() == 0);
    CHECK(seen.stock("A", 1000) == 5);
    CHECK(seen.stock("B", 1000) == 0);
}

TEST_CASE("a capacity lowered below the content is left once", "[engine][chatter]") {
    tiny::Network net;  // 50 on day 5; nothing comes in; 50 to 20 at 5 a day: day 11; then full, 5 in, 5 out
    net.depot("A", 50).capacity(100).capacity_from(5, 20);
    net.plant("p", "A", 5);
    net.fire("f", "A", 5);
    const auto seen = tiny::run(net, Days{100});
    CHECK(seen.stock("A", 5) == 50);
    CHECK(seen.mode("A", 5) == Mode::over);
    CHECK(seen.rate("p", 5) == 0);
    CHECK(seen.times(EventKind::filled, "A") == std::vector<double>{11});  // 5 + 30 / 5
    CHECK(seen.rate("p", 11) == 5);
    CHECK(seen.stock("A", 100) == 20);
}

TEST_CASE("a reserve reached and left in one instant", "[engine][chatter]") {
    tiny::Network net;  // 100 to 40 at 10 a day: day 6, when a lot of 25 arrives: 2.5 d more
    net.depot("X", 25);
    net.depot("A", 100).reserve(40);
    net.depot("S");
    net.sailing("r", "X", "A", 25, 1000).transit(6);
    net.route("s", "A", "S", 10);
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.rate("s", 6) == 10);
    CHECK(seen.stock("A", 6) == nearly(65));
    const auto reached = seen.times(EventKind::reserve_reached, "A");
    CHECK(reached.back() == nearly(8.5));
    CHECK(seen.rate("s", 8.5) == 0);
    CHECK(seen.instant_times().size() == 4);  // 0, 6, 8.5, the end
}

TEST_CASE("a lot that fills a depot to the brim makes one event", "[engine][chatter]") {
    tiny::Network net;  // 80 + 20 on day 3; then the plant is held to what is used
    net.depot("X", 20);
    net.depot("A", 80).capacity(100);
    net.sailing("r", "X", "A", 20, 1000).transit(3);
    net.plant("p", "A", 2);
    net.fire("f", "A", 2);
    const auto seen = tiny::run(net, Days{50});
    CHECK(seen.stock("A", 3) == 100);
    CHECK(seen.port("r", 3) == 0);
    CHECK(seen.rate("p", 3) == 2);
    CHECK(seen.instant_times().size() == 3);
}

TEST_CASE("a depot that empties and fills in turn makes one event a turn", "[engine][chatter]") {
    tiny::Network net;  // up and down by 10 a day with the fire's schedule: full on 1, 3, 5, ..., empty on 2, 4, 6, ...
    net.depot("A", 0).capacity(10);
    net.plant("p", "A", 10);
    auto fire = net.fire("f", "A", 0);
    for (int day = 1; day < 20; ++day) {
        fire.wants_from(day, day % 2 == 1 ? 20 : 0);
    }
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.times(EventKind::filled, "A").size() == 10);
    CHECK(seen.times(EventKind::emptied, "A").size() == 10);
    CHECK(seen.instant_times().size() == 21);
    for (int day = 0; day <= 20; ++day) {
        CHECK(seen.stock("A", day) == (day % 2 == 1 ? 10 : 0));
    }
}
