// Known answers: stocks over their capacity, reserves that come late, and what happens in one instant.
#include "support/nearly.hpp"
#include "support/tiny.hpp"

using namespace caisson;
using engine::Binding;
using engine::EventKind;
using engine::Mode;
using tests::nearly;

TEST_CASE("known 115: above its capacity a depot takes nothing and loses nothing", "[engine][known]") {
    tiny::Network net;  // 50 to 30 at 10 a day: 2; then 6 a day less: 2 + 30 / 6 = 7
    net.depot("A", 50).capacity(30);
    net.plant("p", "A", 4);
    net.fire("f", "A", 10);
    const auto seen = tiny::run(net, Days{10});
    CHECK(seen.rate("p", 0) == 0);
    CHECK(seen.binding("p", 0) == Binding::over_capacity);
    CHECK(seen.mode("A", 0) == Mode::over);
    CHECK(seen.rate("p", 2) == 4);
    CHECK(seen.first_empty("A") == nearly(7));
    CHECK(seen.fired_total(7) == nearly(70));  // 50 + 5 * 4
}

TEST_CASE("known 116: a reserve set above the stock blocks routes alone", "[engine][known]") {
    tiny::Network net;  // 50 left on day 5; 2 a day: dry at 5 + 25
    net.depot("A", 100).reserve_from(5, 80);
    net.depot("S");
    net.fire("f", "A", 2);
    net.route("r", "A", "S", 8);
    const auto seen = tiny::run(net, Days{40});
    CHECK(seen.stock("A", 5) == 50);
    CHECK(seen.rate("r", 5) == 0);
    CHECK(seen.binding("r", 5) == Binding::reserve);
    CHECK(seen.rate("f", 5) == 2);
    CHECK(seen.first_empty("A") == 30);
    CHECK(seen.rate("r", 35) == 0);
}

TEST_CASE("known 117: a lot in the instant of the last round leaves no gap", "[engine][known]") {
    tiny::Network net;
    net.depot("X", 50);
    net.depot("A", 80);
    net.sailing("r", "X", "A", 50, 1000).transit(8);
    net.fire("f", "A", 10);
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.rate("f", 8) == 10);
    CHECK(seen.stock("A", 8) == nearly(50));
    CHECK(seen.first_empty("A") == nearly(13));
    CHECK(seen.times(EventKind::lot_arrived, "r") == std::vector<double>{8});
}

TEST_CASE("known 118: dry at the end is dry", "[engine][known]") {
    tiny::Network net;
    net.depot("A", 100);
    net.fire("f", "A", 10);
    CHECK(tiny::run(net, Days{10}).first_empty("A") == 10);
    CHECK(tiny::run(net, Days{9.99}).first_empty("A") == tiny::never);
}

TEST_CASE("known 119: a lot in the instant of a threshold spares the stage", "[engine][known]") {
    tiny::Network net;  // 200 on day 5 and 100 more: 200 again on day 15, then 6 a day
    net.depot("X", 100);
    net.depot("A", 250);
    net.sailing("r", "X", "A", 100, 1000).transit(5);
    net.fire("f", "A", 10).ration(20, 0.6);
    const auto seen = tiny::run(net, Days{60});
    CHECK(seen.times(EventKind::ration_changed, "f") == std::vector<double>{15});
    CHECK(seen.stage("f", 5) == 0);
    CHECK(seen.first_empty("A") == nearly(145.0 / 3.0));
}
