// Known answers: schedules, ramps and rationing.
#include "support/nearly.hpp"
#include "support/tiny.hpp"

using namespace caisson;
using engine::EventKind;
using tests::nearly;

TEST_CASE("known 42: a fire that slows down lasts longer", "[engine][known]") {
    tiny::Network net;  // 50 left on day 10; 10 + 50 / 2
    net.depot("A", 100);
    net.fire("f", "A", 5).wants_from(10, 2);
    const auto seen = tiny::run(net, Days{50});
    CHECK(seen.stock("A", 10) == 50);
    CHECK(seen.first_empty("A") == 35);
}

TEST_CASE("known 43: a ramp in equal steps has the ramp's integral", "[engine][known]") {
    tiny::Network net;  // 0 to 12 a day over 12 days: 72 in all; the first step makes 1/2
    net.depot("A");
    net.plant("p", "A", 0).ramp(0, 12, 12, 12);
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.moved("p", 12) == nearly(72));
    CHECK(seen.moved("p", 1) == nearly(0.5));
    CHECK(seen.stock("A", 0.5) == nearly(0.25));  // the parabola has 0.125: 1/8 apart, 12 * 12 / (8 * 144)
    CHECK(seen.rate("p", 12) == 12);
    CHECK(seen.moved("p", 20) == nearly(72 + 8 * 12));
}

TEST_CASE("known 44: rationing stretches a stock", "[engine][known]") {
    tiny::Network net;  // 20 d of 10 are 200, reached on day 10; then 6 a day: 10 + 200 / 6
    net.depot("A", 300);
    net.fire("f", "A", 10).ration(20, 0.6);
    const auto seen = tiny::run(net, Days{100});
    CHECK(seen.times(EventKind::ration_changed, "f") == std::vector<double>{10});
    CHECK(seen.stage("f", 10) == 1);
    CHECK(seen.rate("f", 10) == 6);
    CHECK(seen.first_empty("A") == nearly(130.0 / 3.0));
}

TEST_CASE("known 45: rationing in two stages", "[engine][known]") {
    tiny::Network net;  // 70 reached at 10 + 130 / 6 = 95/3; then 2.5 a day: + 28
    net.depot("A", 300);
    net.fire("f", "A", 10).ration(20, 0.6).ration(7, 0.25);
    const auto seen = tiny::run(net, Days{100});
    const auto times = seen.times(EventKind::ration_changed, "f");
    REQUIRE(times.size() == 2);
    CHECK(times[0] == 10);
    CHECK(times[1] == nearly(95.0 / 3.0));
    CHECK(seen.rate("f", 40) == 2.5);
    CHECK(seen.first_empty("A") == nearly(179.0 / 3.0));
}

TEST_CASE("known 46: rationing with hysteresis swings", "[engine][known]") {
    tiny::Network net;  // falls 2 a day to 100 at 2.5, rises 2 a day to 110 at 7.5, and so on
    net.depot("A", 105);
    net.plant("p", "A", 8);
    net.fire("f", "A", 10).ration(10, 0.6, 0.1);
    const auto seen = tiny::run(net, Days{22.5});
    const auto times = seen.times(EventKind::ration_changed, "f");
    REQUIRE(times.size() == 5);
    for (std::size_t swing = 0; swing < times.size(); ++swing) {
        CHECK(times[swing] == nearly(2.5 + 5.0 * static_cast<double>(swing)));
    }
    CHECK(seen.stock("A", 7.5) == nearly(110));
    CHECK(seen.fired_total(22.5) == nearly(185));  // 25 + 30 + 50 + 30 + 50
}

TEST_CASE("known 47: a step in the wanted rate moves the threshold past the stock", "[engine][known]") {
    tiny::Network net;  // on day 4 80 are left, 8 d of 10: half of 10 from then on, dry at 4 + 80 / 5
    net.depot("A", 100);
    net.fire("f", "A", 5).wants_from(4, 10).ration(10, 0.5);
    const auto seen = tiny::run(net, Days{30});
    CHECK(seen.stock("A", 4) == 80);
    CHECK(seen.stage("f", 4) == 1);
    CHECK(seen.rate("f", 4) == 5);
    CHECK(seen.first_empty("A") == 20);
}
