// Known answers: one depot. "p@A 4" in a comment is a plant that makes 4 a day at A; "f@A 10" a fire that wants 10 a day.
#include "support/nearly.hpp"
#include "support/tiny.hpp"

using namespace caisson;
using engine::Binding;
using engine::EventKind;
using engine::Mode;
using tests::nearly;

TEST_CASE("known 01: a stock lasts as long as stock over fire", "[engine][known]") {
    tiny::Network net;  // 1000 / 10 = day 100
    net.depot("A", 1000);
    net.fire("f", "A", 10);
    const auto seen = tiny::run(net, Days{150});
    CHECK(seen.first_empty("A") == 100);
    CHECK(seen.rate("f", 99) == 10);
    CHECK(seen.rate("f", 101) == 0);
    CHECK(seen.binding("f", 101) == Binding::sender);
    CHECK(seen.fired_total(150) == 1000);
}

TEST_CASE("known 02: with production the difference is what empties a stock", "[engine][known]") {
    tiny::Network net;  // 3M / (10M - 2M) = 3/8 yr = 136.96875 d; then fire equals production
    net.depot("A", 3e6);
    net.plant("p", "A", 2e6 / 365.25);
    net.fire("f", "A", 1e7 / 365.25);
    const auto seen = tiny::run(net, Days{365});
    CHECK(seen.first_empty("A") == nearly(136.96875));
    CHECK(seen.rate("f", 200) == nearly(8000000.0 / 1461.0));
    CHECK(seen.rate("f", 200) == nearly(5475.701574264203));
}

TEST_CASE("known 03: an empty depot passes on what comes in", "[engine][known]") {
    tiny::Network net;
    net.depot("A");
    net.plant("p", "A", 4);
    net.fire("f", "A", 10);
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.rate("f", 0) == 4);
    CHECK(seen.binding("f", 0) == Binding::sender);
    CHECK(seen.net("A", 0) == 0);
    CHECK(seen.event_count() == 0);
    CHECK(seen.instant_times() == std::vector<double>{0, 20});
}

TEST_CASE("known 04: a depot leaves empty at once, with one solve", "[engine][known]") {
    tiny::Network net;  // 10 - 4 = 6 a day: 30 on day 5
    net.depot("A");
    net.plant("p", "A", 10);
    net.fire("f", "A", 4);
    const auto seen = tiny::run(net, Days{9});
    CHECK(seen.rate("f", 0) == 4);
    CHECK(seen.binding("f", 0) == Binding::none);
    CHECK(seen.net("A", 0) == 6);
    CHECK(seen.stock("A", 5) == 30);
    CHECK(seen.counts().solves == 1);
}

TEST_CASE("known 05: an empty depot in balance binds nothing and stays empty", "[engine][known]") {
    tiny::Network net;
    net.depot("A");
    net.plant("p", "A", 4);
    net.fire("f", "A", 4);
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.rate("f", 0) == 4);
    CHECK(seen.binding("f", 0) == Binding::none);
    CHECK(seen.net("A", 0) == 0);
    CHECK(seen.stock("A", 20) == 0);
    CHECK(seen.event_count() == 0);
}

TEST_CASE("known 06: a full depot takes in what goes out", "[engine][known]") {
    tiny::Network net;  // full at (100 - 40) / (8 - 2) = 10; made by 20: 8 * 10 + 2 * 10 = 100
    net.depot("A", 40).capacity(100);
    net.plant("p", "A", 8);
    net.fire("f", "A", 2);
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.times(EventKind::filled, "A") == std::vector<double>{10});
    CHECK(seen.rate("p", 10) == 2);
    CHECK(seen.binding("p", 10) == Binding::receiver);
    CHECK(seen.mode("A", 10) == Mode::full);
    CHECK(seen.stock("A", 15) == 100);
    CHECK(seen.made_total(20) == 100);
}

TEST_CASE("known 07: a reserve stops routes and not the depot's own fires", "[engine][known]") {
    tiny::Network net;  // at the reserve at 60 / (2 + 8) = 6; dry at 6 + 40 / 2 = 26
    net.depot("A", 100).reserve(40);
    net.depot("S");
    net.fire("f", "A", 2);
    net.route("r", "A", "S", 8);
    const auto seen = tiny::run(net, Days{40});
    CHECK(seen.times(EventKind::reserve_reached, "A") == std::vector<double>{6});
    CHECK(seen.stock("A", 6) == 40);
    CHECK(seen.rate("r", 6) == 0);
    CHECK(seen.rate("f", 6) == 2);
    CHECK(seen.first_empty("A") == 26);
    CHECK(seen.stock("S", 40) == 48);  // 6 * 8
}

TEST_CASE("known 08: at the reserve routes get what own use leaves", "[engine][known]") {
    const auto with = [](double made) {
        tiny::Network net;
        net.depot("A", 40).reserve(40);
        net.depot("S");
        net.plant("p", "A", made);
        net.fire("f", "A", 2);
        net.route("r", "A", "S", 8);
        return tiny::run(net, Days{50});
    };
    const auto five = with(5);  // 5 - 2 = 3, for ever
    CHECK(five.rate("r", 0) == 3);
    CHECK(five.binding("r", 0) == Binding::sender);
    CHECK(five.net("A", 0) == 0);
    CHECK(five.event_count() == 0);

    const auto one = with(1);  // 1 - 2 = -1: dry at 40
    CHECK(one.rate("r", 0) == 0);
    CHECK(one.net("A", 0) == -1);
    CHECK(one.first_empty("A") == 40);
    CHECK(one.rate("r", 41) == 0);
}
