// Known answers: transit times by chance. The draws stand here as any Philox gives them: key (seed 1, FNV-1a of
// "routes.r", a zero byte and "transit"), counter (occurrence, replication 0, 0, 0), the first word's upper 52 bits.
#include <algorithm>
#include <cmath>
#include <vector>

#include "caisson/model/spread.hpp"
#include "property.hpp"
#include "support/catch.hpp"
#include "support/nearly.hpp"
#include "support/tiny.hpp"
#include "support/traced.hpp"

using namespace caisson;
using engine::EventKind;
using tests::nearly;

namespace {

constexpr double u0 = 0.19423398413606885;
constexpr double u1 = 0.7857044753925458;
constexpr double u2 = 0.9862689353689157;
constexpr double u3 = 0.7075566262166234;
constexpr double u4 = 0.4253410100347125;

void check_times(const std::vector<double>& times, const std::vector<double>& expected) {
    REQUIRE(times.size() == expected.size());
    for (std::size_t at = 0; at < times.size(); ++at) {
        CHECK(times[at] == nearly(expected[at]));
    }
}

tiny::Network one_road(double stock = 1000) {
    tiny::Network net;
    net.depot("A", stock);
    net.depot("B");
    return net;
}

// Lots of 10, 20, 30, 40 and 50 leave on days 0 to 4 and are under way 2 to 12 days.
tiny::Route send_five_lots(tiny::Network& net) {
    auto route = net.sailing("r", "A", "B", 10, 1).transit_between(2, 12);
    return route.lot_from(1, 20).lot_from(2, 30).lot_from(3, 40).lot_from(4, 50);
}

}  // namespace

TEST_CASE("each lot has a transit time of its own, uniform between two", "[engine][known]") {
    auto net = one_road();
    net.sailing("r", "A", "B", 100, 10).transit_between(6, 14);
    const auto seen = tiny::run(net, Days{35});
    CHECK(seen.times(EventKind::lot_sailed, "r") == std::vector<double>{0, 10, 20, 30});
    // 6 + 8 u0 = 7.5539, 10 + 6 + 8 u1 = 22.2856, 20 + 6 + 8 u2 = 33.8902; the fourth comes after the end
    check_times(seen.times(EventKind::lot_arrived, "r"), {6 + 8 * u0, 16 + 8 * u1, 26 + 8 * u2});
    CHECK(seen.under_way("r", 35) == nearly(100));
    CHECK(seen.stock("B", 35) == nearly(300));
}

TEST_CASE("with a likeliest time the distribution is a triangle", "[engine][known]") {
    auto net = one_road();
    net.sailing("r", "A", "B", 100, 10).transit_between(6, 8, 14);
    const auto seen = tiny::run(net, Days{34});
    // (8 - 6) / (14 - 6) = 1/4 of all lots take at most 8 d. u0 is below: 6 + sqrt(u0 8 2) = 7.7629. The others are
    // above: 10 + 14 - sqrt((1 - u1) 8 6) = 20.7928 and 20 + 14 - sqrt((1 - u2) 8 6) = 33.1882.
    check_times(seen.times(EventKind::lot_arrived, "r"),
                {6 + std::sqrt(u0 * 16), 24 - std::sqrt((1 - u1) * 48), 34 - std::sqrt((1 - u2) * 48)});
}

TEST_CASE("lots overtake each other", "[engine][known]") {
    auto net = one_road(150);
    send_five_lots(net);
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.amounts(EventKind::lot_sailed, "r") == std::vector<double>{10, 20, 30, 40, 50});
    // 2 + 10 u0 = 3.94; 3 + 10 u1 = 10.86; 4 + 10 u2 = 13.86; 5 + 10 u3 = 12.08; 6 + 10 u4 = 10.25
    CHECK(seen.amounts(EventKind::lot_arrived, "r") == std::vector<double>{10, 50, 20, 40, 30});
    check_times(seen.times(EventKind::lot_arrived, "r"),
                {2 + 10 * u0, 6 + 10 * u4, 3 + 10 * u1, 5 + 10 * u3, 4 + 10 * u2});
    CHECK(seen.under_way("r", 11) == nearly(70));
    CHECK(seen.stock("B", 20) == nearly(150));
}

TEST_CASE("what comes first to a full port is first there", "[engine][known]") {
    tiny::Network net;  // 70 are the lots of 10 and 50, and 10 of the 20, of which the rest is lost, as all after it
    net.depot("A", 150);
    net.depot("B").capacity(70);
    send_five_lots(net).when_full(model::WhenFull::spill);
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.stock("B", 10.3) == nearly(60));
    CHECK(seen.stock("B", 10.9) == nearly(70));
    CHECK(seen.spilled("r", 10.9) == nearly(10));
    CHECK(seen.spilled("r", 12.1) == nearly(50));
    CHECK(seen.spilled("r", 20) == nearly(80));
}

TEST_CASE("a lot that overtakes another keeps its own origin", "[engine][known][origin]") {
    tiny::Network net;  // the lots of days 0 and 1 are of X, all later ones of Y; the one of day 4 comes second
    net.depot("A", 20);
    tests::belongs(net, "A", "y");
    tests::made_of(net, "A", {{"x", 1.0}});
    tests::issues_in_order(net, "A");
    net.depot("B");
    tests::belongs(net, "B", "y");
    net.plant("p", "A", 100);
    net.sailing("r", "A", "B", 10, 1).transit_between(2, 12);
    CHECK(tests::Traced(net, 10).share("B", "x") == nearly(1));
    CHECK(tests::Traced(net, 10.5).share("B", "x") == nearly(1.0 / 2));  // 10.25: that of day 4
    CHECK(tests::Traced(net, 10.9).share("B", "x") == nearly(2.0 / 3));  // 10.86: that of day 1
}

TEST_CASE("a ship that has waited has the draw of the date it waited for", "[engine][known]") {
    tiny::Network net;  // as in known 51: dates 0, 18 and 27, which are the first, the third and the fourth
    net.depot("A");
    net.depot("B");
    net.plant("p", "A", 10);
    net.sailing("r", "A", "B", 100, 9).waits().transit_between(2, 12);
    const auto seen = tiny::run(net, Days{45});
    CHECK(seen.times(EventKind::lot_arrived, "r").size() == 3);
    check_times(seen.times(EventKind::lot_arrived, "r"), {12 + 10 * u0, 22 + 10 * u2, 32 + 10 * u3});
}

TEST_CASE("a flow has one transit time in a run, and another in another future", "[engine][known]") {
    auto net = one_road();
    net.route("r", "A", "B", 5).transit_between(2, 12);
    const auto seen = tiny::run(net, Days{10});  // 2 + 10 u0 = 3.94 d
    CHECK(seen.stock("B", 10) == nearly(5 * (10 - 2 - 10 * u0)));
    CHECK(seen.under_way("r", 10) == nearly(5 * (2 + 10 * u0)));
    const auto other = tiny::run(net, Days{10}, {.seed = 1, .replication = 1});  // its draw is 0.0481592765934792
    CHECK(other.stock("B", 10) == nearly(5 * (10 - 2.481592765934792)));
}

TEST_CASE("a vehicle has a draw for its way there and another for its way back", "[engine][known]") {
    auto net = one_road();
    net.fleet("r", "A", "B", 100, 1).loads(100).transit_between(2, 4);
    const auto seen = tiny::run(net, Days{20});
    // 1 d to load. Ways there 2 + 2 u0, u1, ...; ways back 2 + 2 times 0.124490, 0.711710 of "back".
    check_times(seen.times(EventKind::lot_sailed, "r"), {1, 6.637447953530859, 14.632275967949868});
    check_times(seen.times(EventKind::lot_arrived, "r"), {3.3884679682721375, 10.208856904315951, 18.604813838687697});
    check_times(seen.times(EventKind::vehicle_back, "r"), {5.637447953530859, 13.632275967949868});
}

TEST_CASE("a way back that is written is no chance", "[engine][known]") {
    auto net = one_road();
    net.fleet("r", "A", "B", 100, 1).loads(100).transit_between(2, 4).returns(3);
    const auto seen = tiny::run(net, Days{10});
    check_times(seen.times(EventKind::vehicle_back, "r"), {1 + 2 + 2 * u0 + 3});
}

TEST_CASE("vehicles overtake each other and keep their names", "[engine][known]") {
    auto net = one_road();  // the second vehicle's draws are 0.097015 there and 0.208487 back: it is there first
    net.fleet("r", "A", "B", 100, 2).loads(100).transit_between(2, 4);
    const auto seen = tiny::run(net, Days{6});
    CHECK(seen.times(EventKind::lot_sailed, "r") == std::vector<double>{1, 1});
    check_times(seen.times(EventKind::lot_arrived, "r"), {3 + 2 * 0.09701475070913268, 3 + 2 * u0});
    CHECK(seen.amounts(EventKind::vehicle_back, "r") == std::vector<double>{2, 1});
    check_times(seen.times(EventKind::vehicle_back, "r"),
                {5 + 2 * 0.09701475070913268 + 2 * 0.2084870274951035, 5.637447953530859});
}

TEST_CASE("what chance does to lots does not move with their transit times", "[engine][known]") {
    const auto lost = [](bool by_chance) {
        auto net = one_road(10000);
        auto route = net.sailing("r", "A", "B", 10, 20).chance(0.4);
        by_chance ? route.transit_between(2, 12) : route.transit(7);
        const auto seen = tiny::run(net, Days{1000});
        std::vector<int> dates;
        for (const double time : seen.times(EventKind::lot_lost, "r")) {
            dates.push_back(static_cast<int>(time / 20));
        }
        return dates;
    };
    const auto fixed = lost(false);
    CHECK(fixed.size() > 10);
    CHECK(fixed == lost(true));
}

TEST_CASE("a transit time between a number and itself is that number, bit for bit", "[engine][known]") {
    const auto play = [](int by_chance) {
        auto net = one_road(500);
        net.plant("p", "A", 3.3);
        net.fire("f", "B", 7.1);
        const auto set = [&](auto route) {
            if (by_chance == 0) {
                route.transit(3.7);
            } else if (by_chance == 1) {
                route.transit_between(3.7, 3.7);
            } else {
                route.transit_between(3.7, 3.7, 3.7);
            }
        };
        set(net.route("r", "A", "B", 2.3));
        set(net.sailing("s", "A", "B", 11, 2.9));
        set(net.fleet("v", "A", "B", 13, 2).loads(9.1));
        return tiny::run(net, Days{60});
    };
    const auto fixed = play(0);
    for (const int way : {1, 2}) {
        const auto drawn = play(way);
        REQUIRE(drawn.instants().size() == fixed.instants().size());
        for (std::size_t at = 0; at < fixed.instants().size(); ++at) {
            CHECK(property::same(fixed.instants()[at], drawn.instants()[at], 1.0, 1.0));
        }
        CHECK(drawn.summary().fingerprint == fixed.summary().fingerprint);
    }
}

TEST_CASE("many lots take as long in the mean as their distribution says", "[engine][known]") {
    auto net = one_road(1e6);
    net.sailing("r", "A", "B", 1, 1).transit_between(6, 8, 14);
    const auto seen = tiny::run(net, Days{4000});
    // By Little: what is under way in the mean is a lot a day times the mean time, (6 + 8 + 14) / 3 = 9 1/3 d. The
    // variance of one is (36 + 64 + 196 - 48 - 84 - 112) / 18 = 2.889: of 4000 the mean is off by 0.027; four of these.
    double sum = 0.0;
    double before = 0.0;
    double held = 0.0;
    for (const auto& instant : seen.instants()) {
        sum += held * (instant.time - before);
        before = instant.time;
        held = instant.routes[0].under_way;
    }
    CHECK(std::abs(sum / 4000.0 - 28.0 / 3.0) < 4 * 0.027 + 14.0 * 14.0 / 4000.0);
}

TEST_CASE("quantiles are those of their distributions", "[engine][known]") {
    CHECK(model::quantile_uniform(6, 14, 0.25) == 8);
    CHECK(model::quantile_triangular(6, 8, 14, 0.25) == 8);            // where the rise ends
    CHECK(model::quantile_triangular(6, 8, 14, 0.0625) == 7);          // half way up: (1/2)^2 of 1/4
    CHECK(model::quantile_triangular(6, 8, 14, 0.8125) == 11);         // half way down: (1/2)^2 of 3/4 is left
    CHECK(model::quantile_triangular(6, 6, 14, 0.75) == 10);           // it only falls
    CHECK(model::quantile_triangular(6, 14, 14, 0.25) == 10);          // it only rises
    CHECK(model::quantile_triangular(0.1, 0.1, 0.7, 0x1p-53) >= 0.1);  // never outside
    CHECK(model::quantile_triangular(5, 5, 5, 0.3) == 5);
}
