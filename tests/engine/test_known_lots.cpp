// Known answers: sailings.
#include "support/nearly.hpp"
#include "support/tiny.hpp"

using namespace caisson;
using engine::EventKind;
using tests::nearly;

TEST_CASE("known 49: lots of what there is, until there is nothing", "[engine][known]") {
    tiny::Network net;
    net.depot("A", 250);
    net.depot("B");
    net.sailing("r", "A", "B", 100, 9).transit(8);
    net.fire("f", "B", 10);
    const auto seen = tiny::run(net, Days{35});
    CHECK(seen.amounts(EventKind::lot_sailed, "r") == std::vector<double>{100, 100, 50});
    CHECK(seen.times(EventKind::lot_sailed, "r") == std::vector<double>{0, 9, 18});
    CHECK(seen.times(EventKind::lot_missed, "r") == std::vector<double>{27});
    CHECK(seen.times(EventKind::lot_arrived, "r") == std::vector<double>{8, 17, 26});
    CHECK(seen.rate("f", 7.9) == 0);
    CHECK(seen.rate("f", 8) == 10);
    CHECK(seen.times(EventKind::emptied, "B") == std::vector<double>{33});
    CHECK(seen.fired_total(35) == nearly(250));
}

TEST_CASE("known 50: of a lot that does not fit the rest waits in the port", "[engine][known]") {
    tiny::Network net;  // on day 1 B holds 10 of 60: 50 fit, 50 wait; 5 d at 10 a day, then 6 d of stock
    net.depot("X", 100);
    net.depot("B", 20).capacity(60);
    net.sailing("r", "X", "B", 100, 1000).transit(1).unload(100);
    net.fire("f", "B", 10);
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.stock("B", 1) == 60);
    CHECK(seen.port("r", 1) == nearly(50));
    CHECK(seen.unloading("r", 1) == nearly(10));
    CHECK(seen.port("r", 5.9) > 0);
    CHECK(seen.port("r", 6) == 0);
    CHECK(seen.first_empty("B") == nearly(12));
    CHECK(seen.fired_total(20) == nearly(120));
}

TEST_CASE("known 51: a ship that waits for a whole lot misses dates", "[engine][known]") {
    tiny::Network net;  // 100 at 10, 20, 30; dates 9 and 27 pass while it waits
    net.depot("A");
    net.depot("B");
    net.plant("p", "A", 10);
    net.sailing("r", "A", "B", 100, 9).waits();
    const auto seen = tiny::run(net, Days{35});
    const auto times = seen.times(EventKind::lot_sailed, "r");
    REQUIRE(times.size() == 3);
    CHECK(times[0] == nearly(10));
    CHECK(times[1] == nearly(20));
    CHECK(times[2] == nearly(30));
    CHECK(seen.stock("A", 30) == 0);
    CHECK(seen.stock("B", 35) == nearly(300));
}
