#include <cmath>

#include "caisson/engine/outcomes.hpp"
#include "engine/line_sum.hpp"
#include "engine/recorded.hpp"
#include "support/catch.hpp"
#include "support/nearly.hpp"

using namespace caisson;
using model::OutcomeKind;
using model::Side;
using model::Variable;
using tests::nearly;
using tests::Question;
using tests::Recorded;
using tiny::Network;

namespace {

Question first(Network& network, std::string_view id, Side side, double level) {
    return Question(network, id, OutcomeKind::first, Variable::stock).level(side, level);
}

/// KA-49: 250 at A, lots of 100 to B at 0, 9, 18 and 27, 8 d away, where 10 a day are fired: 100, 100, 50, none.
Network lots() {
    Network network;
    network.depot("A", 250);
    network.depot("B");
    network.fire("f", "B", 10);
    network.sailing("r", "A", "B", 100, 9).transit(8);
    return network;
}

}  // namespace

TEST_CASE("a stock reaches a level when the straight line does", "[engine][known]") {
    // 1,000 held, 10/d fired: 250 left at 75, none at 100, never below an amount that it has not
    Network network;
    network.depot("A", 1000);
    network.fire("f", "A", 10);
    first(network, "quarter", Side::below, 250);
    first(network, "dry", Side::below, 0);
    first(network, "more", Side::above, 1001);
    const Recorded run(network, 120);
    CHECK(run.outcome("quarter").value == 75);
    CHECK(run.outcome("dry").value == 100);
    CHECK(run.outcome("dry").is_date);
    CHECK_FALSE(run.outcome("dry").censored);
    CHECK(run.outcome("more").censored);
    CHECK(run.outcome("more").value == 120);
}

TEST_CASE("a stock that equals a level at the start counts", "[engine][known]") {
    Network network;
    network.depot("A", 100);
    network.fire("f", "A", 10);
    first(network, "below", Side::below, 100);
    first(network, "above", Side::above, 100);
    const Recorded run(network, 5);
    CHECK(run.outcome("below").value == 0);
    CHECK(run.outcome("above").value == 0);
}

TEST_CASE("a stock that runs dry at the end was dry", "[engine][known]") {
    // KA-118: 100 held, 10/d fired: dry at 10, and not within 9.99 d
    Network network;
    network.depot("A", 100);
    network.fire("f", "A", 10);
    first(network, "dry", Side::below, 0);
    CHECK(Recorded(network, 10).outcome("dry").value == 10);
    CHECK_FALSE(Recorded(network, 10).outcome("dry").censored);
    CHECK(Recorded(network, 9.99).outcome("dry").censored);
    CHECK(Recorded(network, 9.99).outcome("dry").value == 9.99);
}

TEST_CASE("a stock that a lot lifts at that instant has not been at the level", "[engine][known]") {
    // KA-117: 80 held, 10/d fired, 50 arrive at 8, where the stock would be 0: dry at 8 + 50/10 = 13
    Network network;
    network.depot("A", 80);
    network.depot("X", 50);
    network.fire("f", "A", 10);
    network.sailing("r", "X", "A", 50, 1000).transit(8);
    first(network, "dry", Side::below, 0).of().depot = model::DepotId{0};
    const Recorded run(network, 20);
    CHECK(run.outcome("dry").value == 13);
}

TEST_CASE("a level in days of supply is that many days of what is wanted", "[engine][known]") {
    // 300 held, 10/d wanted: 20 d of supply are 200, reached at 10; 7 d are 70, at 23
    Network network;
    network.depot("A", 300);
    network.fire("f", "A", 10);
    Question(network, "week", OutcomeKind::first, Variable::stock).days(7);
    Question(network, "twenty", OutcomeKind::first, Variable::days_of_supply).level(Side::below, 20);
    const Recorded run(network, 40);
    CHECK(run.outcome("twenty").value == 10);
    CHECK(run.outcome("week").value == 23);
}

TEST_CASE("a level in days moves with what is wanted", "[engine][known]") {
    // KA-47 without rationing: 100 held, 5/d wanted, from day 4 on 10/d. At 4 the 80 that are left are 8 d of supply
    Network network;
    network.depot("A", 100);
    network.fire("f", "A", 5).wants_from(4, 10);
    Question(network, "ten", OutcomeKind::first, Variable::stock).days(10);
    Question(network, "six", OutcomeKind::first, Variable::stock).days(6);
    const Recorded run(network, 40);
    CHECK(run.outcome("ten").value == 4);
    CHECK(run.outcome("six").value == 6);  // 60 left: 80 - 10 * 2
}

TEST_CASE("rationing does not change the days that a stock is counted in", "[engine][known]") {
    // KA-44: below 20 d (200, at 10) cut to 6/d; 7 d of the wanted 10/d are 70: at 10 + 130/6
    Network network;
    network.depot("A", 300);
    network.fire("f", "A", 10).ration(20, 0.6);
    Question(network, "week", OutcomeKind::first, Variable::stock).days(7);
    CHECK(Recorded(network, 60).outcome("week").value == nearly(10 + 130.0 / 6.0));
}

TEST_CASE("where nothing is wanted supply is endless", "[engine][known]") {
    // the fire opens at 5 and closes at 10: 100 - 5 * 10 = 50 are left, for ever
    Network network;
    network.depot("A", 100);
    network.fire("f", "A", 10).opens(5).closes(10);
    Question(network, "hundred", OutcomeKind::first, Variable::stock).days(100);
    Question(network, "above", OutcomeKind::first, Variable::days_of_supply).level(Side::above, 1e6);
    Question(network, "lowest", OutcomeKind::lowest, Variable::days_of_supply);
    Question(network, "highest", OutcomeKind::highest, Variable::days_of_supply);
    Question(network, "last", OutcomeKind::value, Variable::days_of_supply);
    const Recorded run(network, 20);
    CHECK(run.outcome("hundred").value == 5);  // not at 0: 10 d of supply from 5 on
    CHECK(run.outcome("above").value == 0);
    CHECK(run.outcome("lowest").value == 5);    // 50 at 10
    CHECK(run.outcome("highest").value == 10);  // 100 at 5
    CHECK(std::isinf(run.outcome("last").value));
}

TEST_CASE("a sum of stocks crosses a level on its own line", "[engine][known]") {
    // 30 - 2 t and 50 - 3 t: together 80 - 5 t, so 40 at 8; A is dry at 15, where B holds 5; 2 left at 15 + 3/3
    Network network;
    network.depot("A", 30);
    network.depot("B", 50);
    network.depot("C", 7, "fuel");
    network.fire("f", "A", 2);
    network.fire("g", "B", 3);
    const auto shell = model::CommodityId{0};
    first(network, "half", Side::below, 40).of().commodity = shell;
    first(network, "two", Side::below, 2).of().commodity = shell;
    first(network, "dry", Side::below, 0).of().commodity = shell;
    const Recorded run(network, 40);
    CHECK(run.outcome("half").value == 8);
    CHECK(run.outcome("two").value == nearly(16));
    CHECK(run.outcome("dry").value == nearly(50.0 / 3.0));
}

TEST_CASE("a selection sums what matches all that it names", "[engine][known]") {
    // at 5: A 30 - 10 = 20, B 50 - 15 = 35
    Network network;
    network.depot("A", 30);
    network.depot("B", 50);
    network.fire("f", "A", 2);
    network.fire("g", "B", 3);
    Question(network, "all", OutcomeKind::value, Variable::stock).when(5);
    Question(network, "of-b", OutcomeKind::value, Variable::stock).when(5).of().depot = model::DepotId{1};
    Question(network, "of-f", OutcomeKind::value, Variable::stock).when(5).of().fire = model::FireId{0};
    Question(network, "fired-g", OutcomeKind::total, Variable::fired).when(5).of().fire = model::FireId{1};
    Question(network, "no-plant", OutcomeKind::total, Variable::fired).of().plant = model::PlantId{};
    const Recorded run(network, 10);
    CHECK(run.outcome("all").value == 55);
    CHECK(run.outcome("of-b").value == 35);
    CHECK(run.outcome("of-f").value == 20);
    CHECK(run.outcome("fired-g").value == 15);
    CHECK(run.outcome("no-plant").value == 50);
}

TEST_CASE("totals are exact integrals, until a date or the end", "[engine][known]") {
    // 1,000 held, 10/d wanted, dry at 100: 1,200 wanted by 120, 1,000 fired, 200 unmet; 995 by 99.5
    Network network;
    network.depot("A", 1000);
    network.fire("f", "A", 10);
    Question(network, "wanted", OutcomeKind::total, Variable::wanted);
    Question(network, "allowed", OutcomeKind::total, Variable::allowed);
    Question(network, "fired", OutcomeKind::total, Variable::fired);
    Question(network, "unmet", OutcomeKind::total, Variable::unmet);
    Question(network, "early", OutcomeKind::total, Variable::fired).when(99.5);
    const Recorded run(network, 120);
    CHECK(run.outcome("wanted").value == 1200);
    CHECK(run.outcome("allowed").value == 1200);
    CHECK(run.outcome("fired").value == 1000);
    CHECK(run.outcome("unmet").value == 200);
    CHECK(run.outcome("early").value == 995);
    CHECK_FALSE(run.outcome("fired").is_date);
}

TEST_CASE("what moves in the instant of a date counts", "[engine][known]") {
    Network network = lots();
    Question(network, "sent", OutcomeKind::total, Variable::sent).when(9);  // at 0 and at 9
    Question(network, "received", OutcomeKind::total, Variable::received).when(8);
    Question(network, "before", OutcomeKind::total, Variable::received).when(7.999);
    Question(network, "way", OutcomeKind::value, Variable::in_transit).when(10);  // the second lot
    Question(network, "all", OutcomeKind::total, Variable::received);
    Question(network, "lost", OutcomeKind::total, Variable::lost);
    const Recorded run(network, 40);
    CHECK(run.outcome("sent").value == 200);
    CHECK(run.outcome("received").value == 100);
    CHECK(run.outcome("before").value == 0);
    CHECK(run.outcome("way").value == 100);
    CHECK(run.outcome("all").value == 250);
    CHECK(run.outcome("lost").value == 0);
}

TEST_CASE("the lowest and the highest stock bound a sawtooth", "[engine][known]") {
    // B: 0 until 8, 100 at 8, 10 + 100 = 110 at 17, 20 + 50 = 70 at 26, dry at 33. Between 8 and 30 no less than 10
    Network network = lots();
    Question(network, "most", OutcomeKind::highest, Variable::stock).of().depot = model::DepotId{1};
    Question(network, "least", OutcomeKind::lowest, Variable::stock).of().depot = model::DepotId{0};
    const Recorded run(network, 40);
    CHECK(run.outcome("most").value == 110);
    CHECK(run.outcome("least").value == 0);
    // until 12 the lowest of A is 50: 250 - 100 at 0, - 100 at 9
    CHECK(Recorded(network, 12).outcome("least").value == 50);
}

TEST_CASE("what a full receiver spills is neither received nor lost on the way", "[engine][known]") {
    // 15/d arrive at B from 1 on and 10/d are fired: 60 are full after 12 d, at 13; then 5/d are spilled
    Network network;
    network.depot("A", 1000);
    network.depot("B").capacity(60);
    network.fire("f", "B", 10);
    network.route("r", "A", "B", 15).transit(1).when_full(model::WhenFull::spill);
    Question(network, "spilled", OutcomeKind::total, Variable::spilled);
    Question(network, "early", OutcomeKind::total, Variable::spilled).when(15);
    Question(network, "there", OutcomeKind::total, Variable::spilled).of().depot = model::DepotId{1};
    Question(network, "here", OutcomeKind::total, Variable::spilled).of().depot = model::DepotId{0};
    Question(network, "received", OutcomeKind::total, Variable::received);
    Question(network, "lost", OutcomeKind::total, Variable::lost);
    const Recorded run(network, 20);
    CHECK(run.outcome("spilled").value == nearly(5 * (20 - 13)));
    CHECK(run.outcome("early").value == nearly(5 * (15 - 13)));
    CHECK(run.outcome("there").value == run.outcome("spilled").value);
    CHECK(run.outcome("here").value == 0);
    CHECK(run.outcome("received").value == nearly(15 * 19 - 35));
    CHECK(run.outcome("lost").value == 0);
}

TEST_CASE("of a lot what does not fit is spilled when it arrives", "[engine][known]") {
    // B 20/60, 10/d fired: 100 arrive at 1, where B holds 10: 50 fit, 50 do not
    Network network;
    network.depot("X", 100);
    network.depot("B", 20).capacity(60);
    network.fire("f", "B", 10);
    network.sailing("r", "X", "B", 100, 1000).transit(1).when_full(model::WhenFull::spill);
    Question(network, "before", OutcomeKind::total, Variable::spilled).when(0.999);
    Question(network, "spilled", OutcomeKind::total, Variable::spilled).when(1);
    Question(network, "received", OutcomeKind::total, Variable::received);
    Question(network, "way", OutcomeKind::value, Variable::in_transit).when(1);
    const Recorded run(network, 20);
    CHECK(run.outcome("before").value == 0);
    CHECK(run.outcome("spilled").value == 50);
    CHECK(run.outcome("received").value == 50);
    CHECK(run.outcome("way").value == 0);
}

TEST_CASE("a full receiver's queue is in transit and not received", "[engine][known]") {
    // KA-50: B 20/60, 10/d fired; 100 arrive at 1, where B holds 10: 50 fit and 50 wait, 10/d unloaded until 6
    Network network;
    network.depot("X", 100);
    network.depot("B", 20).capacity(60);
    network.fire("f", "B", 10);
    network.sailing("r", "X", "B", 100, 1000).transit(1).unload(100);
    Question(network, "received", OutcomeKind::total, Variable::received).when(1);
    Question(network, "later", OutcomeKind::total, Variable::received).when(3);
    Question(network, "way", OutcomeKind::value, Variable::in_transit).when(3);
    const Recorded run(network, 20);
    CHECK(run.outcome("received").value == 50);
    CHECK(run.outcome("later").value == nearly(70));
    CHECK(run.outcome("way").value == nearly(30));
}

TEST_CASE("commodities used in order each answer for all that is wanted", "[engine][known]") {
    // KA-53: 10/d of k1 (40, 3/d made), then of k2 (100). k1 dry at 40/7; k2 at 40/7 + 100/7 = 20
    Network network("k1");
    network.depot("A", 40);
    network.depot("A", 100, "k2");
    network.plant("p", "A", 3);
    network.fire("f", "A", 10).uses("k1").uses("k2");
    const model::CommodityId k1{0};
    const model::CommodityId k2{1};
    first(network, "dry-k1", Side::below, 0).of().commodity = k1;
    first(network, "dry-k2", Side::below, 0).of().commodity = k2;
    Question(network, "days-k2", OutcomeKind::value, Variable::days_of_supply).when(1).of().commodity = k2;
    Question(network, "days", OutcomeKind::value, Variable::days_of_supply).when(0);
    Question(network, "fired-k1", OutcomeKind::total, Variable::fired).of().commodity = k1;
    Question(network, "fired-k2", OutcomeKind::total, Variable::fired).of().commodity = k2;
    Question(network, "unmet", OutcomeKind::total, Variable::unmet);
    const Recorded run(network, 30);
    CHECK(run.outcome("dry-k1").value == nearly(40.0 / 7.0));
    CHECK(run.outcome("dry-k2").value == nearly(20));
    CHECK(run.outcome("days-k2").value == 10);  // 100 / 10
    CHECK(run.outcome("days").value == 14);     // (40 + 100) / 10: wanted once
    CHECK(run.outcome("fired-k1").value == nearly(40 + 3 * 30));
    CHECK(run.outcome("fired-k2").value == nearly(100));
    CHECK(run.outcome("unmet").value == nearly(70));  // 300 - 130 - 100; 7/d from 20 on
}

TEST_CASE("commodities used in proportion answer for their share", "[engine][known]") {
    // KA-54: 10/d: 70 % k1 (70), 30 % k2 (15), dry at 5; k1 goes on
    Network network("k1");
    network.depot("A", 70);
    network.depot("A", 15, "k2");
    network.fire("f", "A", 10).uses("k1", 0.7).uses("k2", 0.3);
    const model::CommodityId k2{1};
    Question(network, "days-k2", OutcomeKind::value, Variable::days_of_supply).when(0).of().commodity = k2;
    Question(network, "wanted-k2", OutcomeKind::total, Variable::wanted).of().commodity = k2;
    Question(network, "unmet-k2", OutcomeKind::total, Variable::unmet).of().commodity = k2;
    const Recorded run(network, 10);
    CHECK(run.outcome("days-k2").value == nearly(5));  // 15 / 3
    CHECK(run.outcome("wanted-k2").value == nearly(30));
    CHECK(run.outcome("unmet-k2").value == nearly(15));  // 3/d from 5 to 10
}

TEST_CASE("what a plant has made is summed by product", "[engine][known]") {
    // KA-06: 40 of 100, 8/d made, 2/d fired: full at 10, then 2/d: 100 made by 20
    Network network;
    network.depot("A", 40).capacity(100);
    network.plant("p", "A", 8);
    network.fire("f", "A", 2);
    Question(network, "made", OutcomeKind::total, Variable::made).of().plant = model::PlantId{0};
    Question(network, "fuel", OutcomeKind::total, Variable::made).of().fire = model::FireId{0};
    first(network, "full", Side::above, 100);
    const Recorded run(network, 20);
    CHECK(run.outcome("made").value == 100);
    CHECK(run.outcome("fuel").value == 0);  // no plant is a fire
    CHECK(run.outcome("full").value == 10);
}

TEST_CASE("an observer answers one run after another", "[engine]") {
    Network network;
    network.depot("A", 100);
    network.fire("f", "A", 10);
    first(network, "dry", Side::below, 0);
    const auto model = network.model(20);
    engine::OutcomeObserver observer(model);
    engine::Runner runner(model);
    engine::Observer* const watching[] = {&observer};
    for (int round = 0; round < 3; ++round) {
        observer.start(model.values);
        REQUIRE(runner.run(model.values, {}, watching));
        CHECK(observer.values()[model::OutcomeId{0}].value == 10);
    }
}

TEST_CASE("a sum of lines is the sum of its terms, whatever changes", "[engine][property]") {
    for (std::size_t count : {1U, 2U, 3U, 7U, 64U, 100U}) {
        engine::LineSum sum(count);
        std::vector<engine::Line> lines(count);
        for (std::size_t change = 0; change < 10 * count; ++change) {
            const std::size_t term = (change * 7) % count;
            const auto number = static_cast<double>(change);
            lines[term] = {number, number * 3.0 + 1.0, static_cast<double>(change % 5) - 2.0};
            sum.set(term, lines[term]);
            double plain = 0.0;
            for (const auto& line : lines) {
                plain += line.at(number);
            }
            CHECK(sum.sum().at(number) == nearly(plain));
        }
        for (std::size_t term = 0; term < count; ++term) {
            sum.set(term, {1e6, 0.0, 0.0});
        }
        CHECK(sum.sum().at(2e6) == 0.0);  // exactly: no rounding is left behind
    }
}
