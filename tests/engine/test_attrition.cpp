// Guns, wear and losses: docs/semantics.md, section 15. Every number is worked out beside it.
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "caisson/engine/run.hpp"
#include "support/catch.hpp"
#include "support/tiny.hpp"

using namespace caisson;
using engine::EventKind;
using engine::FireLimit;
using tiny::Network;

namespace {

using Times = std::vector<double>;

constexpr double plenty = 1e12;

/// A number that is hit to so much.
Approx within(double value, double margin) { return Approx(value).epsilon(0).margin(margin); }

/// 1000 tubes that fire 50 rounds a day each, and last for 2500.
Network battery(double shells, double wanted) {
    Network net;
    net.depot("front", shells);
    net.depot("front", 1000, "tube");
    net.fire("f", "front", wanted).guns("tube", 50, 2500);
    return net;
}

double near(double value) { return 1e-11 * std::abs(value); }

std::vector<FireLimit> limits(const tiny::Seen& played) {
    std::vector<FireLimit> all;
    for (const double value : played.amounts(EventKind::limit_changed)) {
        all.push_back(static_cast<FireLimit>(value));
    }
    return all;
}

double killed(const tiny::Seen& played, std::uint32_t loss) {
    return played.summary().moved[played.model().losses[model::LossId{loss}].flow].value;
}

}  // namespace

TEST_CASE("guns that wear out fire less and less until shells are gone (KA-65)", "[engine][known]") {
    // G' = -50 G / 2500 = -0.02 G: G = 1000 e^(-t/50). Fired: 50 * 50 * 1000 (1 - e^(-t/50)) = 2.5M (1 - e^(-t/50)).
    // 1.5M are gone when e^(-t/50) = 0.4: t = 50 ln 2.5, with 400 tubes left.
    const auto played = tiny::run(battery(1'500'000, 1e9), Days{60});
    const double dry = 50 * std::log(2.5);
    CHECK(played.first_empty("front") == within(dry, near(dry)));
    CHECK(played.stock("front", 60, "tube") == within(400, near(400)));
    for (const double day : {1.0, 10.0, 45.0}) {
        CHECK(played.stock("front", day, "tube") == within(1000 * std::exp(-day / 50), near(1000)));
        CHECK(played.fired_total(day) == within(2.5e6 * (1 - std::exp(-day / 50)), near(2.5e6)));
    }
    CHECK(limits(played) == std::vector{FireLimit::guns, FireLimit::rounds});
}

TEST_CASE("guns that are enough wear evenly, and limit fire once they are not (KA-66)", "[engine][known]") {
    // 40 000 a day wear out 16 tubes a day until 800 are left, on day 12.5. From then on G = 800 e^(-(t - 12.5)/50):
    // on day 50 800 e^(-0.75).
    const auto played = tiny::run(battery(plenty, 40'000), Days{50});
    CHECK(played.stock("front", 5, "tube") == Approx(1000 - 5 * 16));
    REQUIRE(played.times(EventKind::limit_changed).size() == 2);
    CHECK(played.times(EventKind::limit_changed)[1] == within(12.5, 1e-11));
    CHECK(played.stock("front", 50, "tube") == within(377.8932421928117, 1e-9));
    CHECK(limits(played) == std::vector{FireLimit::order, FireLimit::guns});
    // Until day 12.5 40 000 a day; then 2500 rounds for each of the 800 - 377.89... that wear out.
    CHECK(played.fired_total(50) == Approx(12.5 * 40'000 + 2500 * (800 - 377.8932421928117)));
}

TEST_CASE("what a constant fire destroys is destroyed evenly (KA-67)", "[engine][known]") {
    // 1000 a day, all that the other side has, kill 0.002 tubes each: 2 a day, 100 are gone on day 50.
    Network net;
    net.depot("A", 100, "tube");
    net.depot("B");
    net.plant("works", "B", 1000);
    net.fire("b", "B", 5000);
    net.loss("counter-battery", "A", "tube").by("b", 0.002);
    const auto played = tiny::run(net, Days{80});
    CHECK(played.stock("A", 20, "tube") == Approx(60));
    CHECK(played.first_empty("A", "tube") == within(50, 1e-9));
    CHECK(killed(played, 0) == within(100, 1e-9));
}

TEST_CASE("guns that are replaced come to as many as wear out (KA-68)", "[engine][known]") {
    // G' = 10 - G/50: G = 500 + 500 e^(-t/50).
    auto net = battery(plenty, 1e9);
    net.plant("works", "front", 10, "tube");
    const auto played = tiny::run(net, Days{50});
    CHECK(played.stock("front", 50, "tube") == within(683.9397205857212, 1e-9));
}

TEST_CASE("Lanchester's square law (KA-62, KA-69)", "[engine][known]") {
    // A' = -0.01 B, B' = -0.01 A. A^2 - B^2 = 1000^2 - 800^2 = 600^2 for ever: B is gone on day 100 ln 3, and 600 of A
    // are left. Each tube of A fires 50 a day: 50 * (integral of A) = 50 * 800 / 0.01 = 4M until then.
    Network net;
    net.depot("A", plenty);
    net.depot("A", 1000, "tube");
    net.depot("B", 800, "tube");
    net.fire("a", "A", 1e9).guns("tube", 50);
    net.loss("of-A", "A", "tube").facing("B", "tube", 0.01);
    net.loss("of-B", "B", "tube").by("a", 0.01 / 50);
    const auto played = tiny::run(net, Days{200});
    const double over = 100 * std::log(3.0);
    CHECK(played.first_empty("B", "tube") == within(over, near(over)));
    CHECK(played.stock("A", 200, "tube") == within(600, near(600)));
    CHECK(played.fired_total(over) == within(4e6, near(4e6)));
    CHECK(killed(played, 0) == within(400, near(400)));
    CHECK(killed(played, 1) == within(800, near(800)));
}

TEST_CASE("Lanchester's square law with unequal guns (KA-63)", "[engine][known]") {
    // A' = -0.01 B, B' = -0.02 A; 0.02 A^2 - 0.01 B^2 = 0.02 * 1000^2 - 0.01 * 1200^2 = 5600: A ends with sqrt(280000).
    Network net;
    net.depot("A", 1000, "tube");
    net.depot("B", 1200, "tube");
    net.loss("of-A", "A", "tube").facing("B", "tube", 0.01);
    net.loss("of-B", "B", "tube").facing("A", "tube", 0.02);
    const auto played = tiny::run(net, Days{100});
    CHECK(played.first_empty("B", "tube") == within(88.45004688304705, 1e-9));
    CHECK(played.stock("A", 100, "tube") == within(529.1502622129181, 1e-9));
}

TEST_CASE("Lanchester's linear law (KA-64)", "[engine][known]") {
    // A' = -1e-5 A B, B' = -2e-5 A B: 0.01 for each of the enemy and 0.02, against 1000. 2e-5 A - 1e-5 B = 0.01 for ever.
    Network net;
    net.depot("A", 1000, "tube");
    net.depot("B", 1000, "tube");
    net.loss("of-A", "A", "tube").facing("B", "tube", 0.01).linear(1000);
    net.loss("of-B", "B", "tube").facing("A", "tube", 0.02).linear(1000);
    const auto played = tiny::run(net, Days{50});
    CHECK(played.stock("A", 50, "tube") == within(717.6332991967919, 1e-6));
    CHECK(played.stock("B", 50, "tube") == within(435.26659839358393, 1e-6));
    const double error = played.summary().course_errors[model::CommodityId{1}].value;
    CHECK(error > 0.0);
    CHECK(error < 1.0);
}

TEST_CASE("a mixed law is a part of one and a part of the other", "[engine][known]") {
    // The enemy fires 1000 a day for ever: 0.001 * 1000 = 1 a day against 100. A half is aimed: A' = -0.5 - 0.005 A, so
    // A + 100 = 200 e^(-t/200): none is left on day 200 ln 2.
    Network net;
    net.depot("A", 100, "tube");
    net.depot("B", plenty);
    net.fire("b", "B", 1000);
    net.loss("shelling", "A", "tube").by("b", 0.001).mixed(100, 0.5);
    const auto played = tiny::run(net, Days{200});
    const double over = 200 * std::log(2.0);
    CHECK(played.stock("A", 50, "tube") == within(200 * std::exp(-0.25) - 100, 1e-9));
    CHECK(played.first_empty("A", "tube") == within(over, 1e-8));
}

TEST_CASE("what is lost a day is lost while there is any, and of what comes in then", "[engine][known]") {
    // 3 a day of 30 and 1 a day that comes in: 2 a day less, gone on day 15; from then on the 1 that comes in is lost.
    Network net;
    net.depot("A", 30, "tube");
    net.plant("works", "A", 1, "tube");
    net.loss("raids", "A", "tube").a_day(3);
    const auto played = tiny::run(net, Days{25});
    CHECK(played.first_empty("A", "tube") == within(15, 1e-9));
    CHECK(killed(played, 0) == Approx(15 * 3 + 10 * 1));
}

TEST_CASE("each of what is there may be lost, more or less by date", "[engine][known]") {
    // 1000 e^(-0.01 t) until day 10; at half of that rate until day 30.
    Network net;
    net.depot("A", 1000, "tube");
    net.loss("accidents", "A", "tube").each(0.01).intensity_from(10, 0.5);
    const auto played = tiny::run(net, Days{30});
    CHECK(played.stock("A", 10, "tube") == within(1000 * std::exp(-0.1), 1e-9));
    CHECK(played.stock("A", 30, "tube") == within(1000 * std::exp(-0.2), 1e-9));
    CHECK(played.times(EventKind::schedule_changed) == Times{10});
}

TEST_CASE("worn guns get new barrels as long as there are any", "[engine][known]") {
    // 100 tubes fire 10 a day each, and wear out after 100: 10 of 100 a day. Worn ones get one of 50 barrels each, at
    // once: for 5 days all goes on. Then G = 100 e^(-(t - 5)/10), and worn tubes wait.
    Network net;
    net.depot("front", plenty);
    net.depot("front", 100, "tube");
    net.depot("front", 0, "worn-tube");
    net.depot("front", 50, "barrel");
    net.fire("f", "front", 1e9).guns("tube", 10, 100).worn("worn-tube");
    net.plant("workshop", "front", 1000, "tube").needs("worn-tube", 1).needs("barrel", 1);
    const auto played = tiny::run(net, Days{15});
    CHECK(played.stock("front", 4, "tube") == Approx(100));
    CHECK(played.fired_total(4) == Approx(4000));
    CHECK(played.first_empty("front", "barrel") == within(5, 1e-9));
    CHECK(played.stock("front", 15, "tube") == within(100 * std::exp(-1.0), 1e-9));
    CHECK(played.stock("front", 15, "worn-tube") == within(100 * (1 - std::exp(-1.0)), 1e-9));
    CHECK(limits(played) == std::vector{FireLimit::guns, FireLimit::barrels});
}

TEST_CASE("guns that come by ship fire from then on", "[engine][known]") {
    // 10 tubes without wear fire 10 a day each, of a wanted 250. A ship brings 10 on days 4, 14, ...: after the second
    // 30 are there, of which 25 are enough.
    Network net;
    net.depot("front", plenty);
    net.depot("front", 10, "tube");
    net.depot("abroad", 1000, "tube");
    net.sailing("ship", "abroad", "front", 10, 10, "tube").first(4);
    net.fire("f", "front", 250).guns("tube", 10);
    const auto played = tiny::run(net, Days{20});
    CHECK(played.rate("f", 3) == Approx(100));
    CHECK(played.rate("f", 5) == Approx(200));
    CHECK(played.rate("f", 15) == Approx(250));
    CHECK(played.fired_total(20) == Approx(4 * 100 + 10 * 200 + 6 * 250));
    CHECK(played.times(EventKind::limit_changed) == Times{0, 14});
}

TEST_CASE("a fire that lacks rounds spares its guns", "[engine][known]") {
    // 100 tubes could fire 1000 a day; 400 a day come in. Wear 400/2500 = 0.16 a day.
    Network net;
    net.depot("front");
    net.depot("front", 100, "tube");
    net.plant("works", "front", 400);
    net.fire("f", "front", 1e9).guns("tube", 10, 2500);
    const auto played = tiny::run(net, Days{50});
    CHECK(played.stock("front", 50, "tube") == Approx(100 - 50 * 0.16));
    CHECK(played.fired_total(50) == Approx(20'000));
    // Guns limit it once 40 are left, on day 375.
    const auto longer = tiny::run(net, Days{400});
    REQUIRE(limits(longer) == std::vector{FireLimit::rounds, FireLimit::guns});
    CHECK(longer.times(EventKind::limit_changed)[1] == within(375, 1e-8));
    CHECK(longer.stock("front", 400, "tube") == within(40 * std::exp(-25 * 10 / 2500.0), 1e-8));
}

TEST_CASE("a new order finds the guns that are there", "[engine][known]") {
    // 1000 tubes of 50 a day could fire 50 000. 10 000 are wanted until day 100: 4 worn a day, 600 left. From then on
    // more than they can: G = 600 e^(-(t - 100)/50).
    Network net;
    net.depot("front", plenty);
    net.depot("front", 1000, "tube");
    net.fire("f", "front", 10'000).guns("tube", 50, 2500).wants_from(100, 1e9);
    const auto played = tiny::run(net, Days{120});
    CHECK(played.stock("front", 100, "tube") == Approx(600));
    CHECK(played.stock("front", 120, "tube") == within(600 * std::exp(-0.4), 1e-9));
}

TEST_CASE("what is not of guns stays exact to the last digit", "[engine][known]") {
    // The same depots, plants, fires and ships, with and without guns elsewhere that fire, wear and are lost.
    const auto plain = [](Network& net) {
        net.depot("M", 1e5);
        net.depot("N", 77);
        net.plant("p", "M", 33.3);
        net.sailing("s", "M", "N", 1000, 3.7).transit(2.2);
        net.fire("g", "N", 301.7).ration(20, 0.61).ration(5, 0.3);
    };
    Network alone;
    plain(alone);
    Network both;
    plain(both);
    both.depot("front", 1e6);
    both.depot("front", 1000, "tube");
    both.fire("f", "front", 1e9).guns("tube", 50, 2500);
    both.loss("accidents", "front", "tube").each(0.001);
    const auto one = tiny::run(alone, Days{100});
    const auto two = tiny::run(both, Days{100});
    REQUIRE(one.times(EventKind::ration_changed).size() > 20);
    for (const EventKind kind : {EventKind::ration_changed, EventKind::lot_sailed, EventKind::lot_arrived}) {
        CHECK(one.times(kind) == two.times(kind));
        CHECK(one.amounts(kind) == two.amounts(kind));
    }
    const auto fired = [](const tiny::Seen& played) { return played.summary().moved[played.flows("g").front()].value; };
    CHECK(fired(one) == fired(two));
    CHECK(one.summary().stocks[one.node("N")].value == two.summary().stocks[two.node("N")].value);
}

TEST_CASE("a run with guns goes on with the same bits when it is resumed", "[engine]") {
    // Two fires share what comes in, so that what the guns fire is known only when it is shared; the enemy's losses are by
    // a law with a product. Ships touch what the guns draw on in the middle of steps, and a road what no step depends on.
    Network net;
    net.depot("front");
    net.depot("front", 100, "tube");
    net.depot("enemy", 200, "tube");
    net.depot("rear", 1e6);
    net.plant("works", "front", 300);
    net.sailing("ship", "rear", "front", 500, 1.7);
    net.fire("f", "front", 1e9).guns("tube", 10, 400).worn("worn-tube");
    net.route("scrap", "front", "rear", 0.5, "worn-tube").capacity_from(5.3, 0.1).capacity_from(9.6, 0.7);
    net.fire("g", "front", 450);
    net.loss("of-enemy", "enemy", "tube").by("f", 0.004).linear(200);
    net.loss("of-front", "front", "tube").facing("enemy", "tube", 0.01);
    const model::Model model = net.model(40);
    tests::Recorder whole;
    tests::Recorder parts;
    engine::Observer* const watches[] = {&whole};
    engine::Observer* const watches_parts[] = {&parts};
    engine::Runner alone(model);
    const auto summary = alone.run(model.values, {}, watches);
    REQUIRE(summary.has_value());
    const std::uint64_t fingerprint = (*summary)->fingerprint;
    engine::Runner first(model);
    auto more = first.begin(model.values, {}, watches_parts);
    while (more && *more) {
        engine::Runner next(model);  // with nothing left of the steps before
        next.resume(first.save());
        first = std::move(next);
        more = first.step(watches_parts);
    }
    REQUIRE(more.has_value());
    REQUIRE(whole.snapshots().size() == parts.snapshots().size());
    for (std::size_t at = 0; at < whole.snapshots().size(); ++at) {
        CHECK(whole.snapshots()[at].nodes == parts.snapshots()[at].nodes);
        CHECK(whole.snapshots()[at].flows == parts.snapshots()[at].flows);
    }
    CHECK(first.finish().fingerprint == fingerprint);
}
