// Known answers: delay lines, ports, and what is under way.
#include "support/nearly.hpp"
#include "support/tiny.hpp"

using namespace caisson;
using engine::EventKind;
using tests::nearly;

TEST_CASE("known 37: a gap of six days under way", "[engine][known]") {
    tiny::Network net;
    net.depot("A", 100);
    net.depot("B", 40);
    net.route("r", "A", "B", 10).transit(6);
    net.fire("f", "B", 10);
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.first_empty("B") == 4);  // 40 / 10
    CHECK(seen.rate("f", 4) == 0);
    CHECK(seen.rate("f", 5.9) == 0);
    CHECK(seen.rate("f", 6) == 10);  // the first goods
    CHECK(seen.rate("f", 15.9) == 10);
    CHECK(seen.rate("f", 16) == 0);  // the last left on day 10
    CHECK(seen.first_empty("A") == 10);
    CHECK(seen.under_way("r", 10) == nearly(60));
    CHECK(seen.under_way("r", 16) == 0);
    CHECK(seen.fired_total(20) == nearly(140));
}

TEST_CASE("known 38: what is under way arrives after its route has closed", "[engine][known]") {
    tiny::Network net;
    net.depot("A", 100);
    net.depot("B");
    net.route("r", "A", "B", 10).transit(6).closes(3);
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.stock("B", 6) == 0);
    CHECK(seen.stock("B", 8) == nearly(20));
    CHECK(seen.stock("B", 9) == nearly(30));
    CHECK(seen.stock("B", 20) == nearly(30));
    CHECK(seen.stock("A", 3) == nearly(70));
    CHECK(seen.stock("A", 20) == nearly(70));
}

TEST_CASE("known 39: losses of a line are booked when they would arrive", "[engine][known]") {
    tiny::Network net;
    net.depot("A");
    net.depot("B");
    net.plant("p", "A", 10);
    net.route("r", "A", "B", 10).transit(5).loss(0.05);
    const auto seen = tiny::run(net, Days{25});
    CHECK(seen.under_way("r", 25) == nearly(50));  // 5 d * 10
    CHECK(seen.lost("r", 25) == nearly(10));       // 20 d * 0.5
    CHECK(seen.stock("B", 25) == nearly(190));     // 20 d * 9.5
    // known 73: the books on day 8: 80 = 50 + 1.5 + 28.5
    CHECK(seen.made_total(8) == nearly(80));
    CHECK(seen.under_way("r", 8) == nearly(50));
    CHECK(seen.lost("r", 8) == nearly(1.5));
    CHECK(seen.stock("B", 8) == nearly(28.5));
}

TEST_CASE("known 40: behind a full receiver goods queue at its port", "[engine][known]") {
    tiny::Network net;
    net.depot("A", 100);
    net.depot("B", 20).capacity(20);
    net.route("r", "A", "B", 10).transit(2);
    net.fire("f", "B", 4);
    const auto seen = tiny::run(net, Days{40});
    CHECK(seen.stock("B", 2) == nearly(12));                                  // 20 - 2 * 4
    CHECK(seen.times(EventKind::filled, "B").front() == nearly(10.0 / 3.0));  // 2 + 8 / 6
    CHECK(seen.first_empty("A") == 10);
    CHECK(seen.port("r", 12) == nearly(52));  // 6 * (12 - 10/3)
    CHECK(seen.port("r", 24.9) > 0);
    CHECK(seen.port("r", 25) == 0);              // 12 + 52 / 4
    CHECK(seen.first_empty("B") == nearly(30));  // 25 + 20 / 4
    CHECK(seen.fired_total(40) == nearly(120));
    // known 72: the books on day 5: 120 = 50 + 20 + 10 + 20 + 20
    CHECK(seen.stock("A", 5) == nearly(50));
    CHECK(seen.under_way("r", 5) == nearly(20));
    CHECK(seen.port("r", 5) == nearly(10));
    CHECK(seen.stock("B", 5) == nearly(20));
    CHECK(seen.fired_total(5) == nearly(20));
}

TEST_CASE("known 41: transit times add up", "[engine][known]") {
    tiny::Network net;
    net.depot("A", 100);
    net.depot("B");
    net.depot("C");
    net.route("r", "A", "B", 10).transit(3);
    net.route("s", "B", "C", 4).transit(4);
    net.fire("f", "C", 99);
    const auto seen = tiny::run(net, Days{10});
    CHECK(seen.rate("f", 6.9) == 0);
    CHECK(seen.rate("f", 7) == nearly(4));
    CHECK(seen.stock("B", 10) == nearly(42));  // 7 d * (10 - 4)
}
