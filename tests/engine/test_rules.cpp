// Rules: conditions of which the moment is computed, and what is done then. Numbers worked out by hand.
#include <algorithm>

#include "support/checker.hpp"
#include "support/nearly.hpp"
#include "support/rules.hpp"
#include "support/tiny.hpp"

using namespace caisson;
using engine::EventKind;
using model::Lever;
using tests::nearly;

namespace {

/// 100 rounds of which 10 a day are fired; dry on day 10.
tiny::Network front() {
    tiny::Network net;
    net.depot("A", 100);
    net.fire("f", "A", 10);
    return net;
}

}  // namespace

TEST_CASE("a condition is held for a while, and then something is done after a while", "[engine][known]") {
    tiny::Network net = front();  // 50 left at 5, held until 7, opens at 10, when the last round has been fired
    net.depot("X", 1000);
    net.route("r", "X", "A", 10);
    tiny::close_at_start(net, "r");
    tiny::Rule(net, "help").when(tiny::stock_below("A", 50)).held(2).after(3).opens("r");
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.times(EventKind::rule_fired, "help") == std::vector<double>{7});
    CHECK(seen.times(EventKind::rule_acted, "help") == std::vector<double>{10});
    CHECK(seen.times(EventKind::opened, "r") == std::vector<double>{10});
    CHECK(seen.moved("f", 20) == 200);
    CHECK(seen.stock("A", 15) == 0);
    CHECK(seen.rate("f", 10) == 10);
}

TEST_CASE("a condition that does not hold to the end does not count", "[engine][known]") {
    tiny::Network net = front();  // 50 at 5; 90 more arrive at 6, so that it holds for a day only; 50 again at 14
    net.depot("X", 1000);
    net.sailing("s", "X", "A", 90, 100).first(6);
    tiny::Rule(net, "cut").when(tiny::stock_below("A", 50)).held(2).scales("f", 0.5);
    const auto seen = tiny::run(net, Days{30});
    CHECK(seen.times(EventKind::rule_fired, "cut") == std::vector<double>{16});  // 30 left, then 5 a day
    CHECK(seen.first_empty("A") == 22);
}

TEST_CASE("once means once, and each time means each time", "[engine][known]") {
    // 100, then 5 a day: falls to 40 at 6; a plant of 20 a day is opened, to 80 at 10, closed; 40 again at 14
    for (const bool each : {false, true}) {
        tiny::Network net = front();
        net.plant("p", "A", 20);
        tiny::close_at_start(net, "p");
        auto low = tiny::Rule(net, "low").when(tiny::stock_below("A", 40)).opens("p");
        auto high = tiny::Rule(net, "high").when(tiny::stock_above("A", 80)).closes("p");
        if (each) {
            low.each_time();
            high.each_time();
        }
        const auto seen = tiny::run(net, Days{20});
        if (each) {  // the start counts: 100 is above 80
            CHECK(seen.times(EventKind::rule_fired, "low") == std::vector<double>{6, 14});
            CHECK(seen.times(EventKind::rule_fired, "high") == std::vector<double>{0, 10, 18});
            CHECK(seen.stock("A", 20) == nearly(60));
        } else {
            CHECK(seen.times(EventKind::rule_fired, "low") == std::vector<double>{6});
            CHECK(seen.times(EventKind::rule_fired, "high") == std::vector<double>{0});
            CHECK(seen.stock("A", 20) == nearly(180));  // 40 at 6, then 10 a day
        }
    }
}

TEST_CASE("a level ceases to hold by its hysteresis, or where it is said", "[engine][known]") {
    tiny::Network net = front();  // 50 at 5; the plant of 20 lets it rise by 10 a day: 55 at 5.5, 70 at 7
    net.plant("p", "A", 20).opens(5);
    tiny::Rule(net, "a").when(tiny::none_of(tiny::stock_below("A", 50))).each_time().scales("p", 1.0);
    tiny::Rule(net, "b").when(tiny::none_of(tiny::stock_below("A", 50).back(70))).each_time().scales("p", 1.0);
    tiny::Rule(net, "c").when(tiny::none_of(tiny::stock_below("A", 50).hysteresis(0.2))).each_time().scales("p", 1.0);
    const auto seen = tiny::run(net, Days{9});
    CHECK(seen.times(EventKind::rule_fired, "a").back() == nearly(5.5));
    CHECK(seen.times(EventKind::rule_fired, "b") == std::vector<double>{0, 7});
    CHECK(seen.times(EventKind::rule_fired, "c").back() == nearly(6));
}

TEST_CASE("dates, all, any and not", "[engine][known]") {
    tiny::Network net = front();  // below 70 from 3 on, below 30 from 7 on
    tiny::Rule(net, "all").when(tiny::all_of({tiny::stock_below("A", 70), tiny::from_day(4)})).scales("f", 1.0);
    tiny::Rule(net, "any").when(tiny::any_of({tiny::stock_below("A", 70), tiny::from_day(2)})).scales("f", 1.0);
    tiny::Rule(net, "late").when(tiny::all_of({tiny::stock_below("A", 30), tiny::until_day(6)})).scales("f", 1.0);
    tiny::Rule(net, "not").when(tiny::none_of(tiny::until_day(6))).scales("f", 1.0);
    tiny::Rule(net, "now").when(tiny::from_day(-3)).scales("f", 1.0);
    const auto seen = tiny::run(net, Days{9});
    CHECK(seen.times(EventKind::rule_fired, "all") == std::vector<double>{4});
    CHECK(seen.times(EventKind::rule_fired, "any") == std::vector<double>{2});
    CHECK(seen.times(EventKind::rule_fired, "late").empty());
    CHECK(seen.times(EventKind::rule_fired, "not") == std::vector<double>{6});
    CHECK(seen.times(EventKind::rule_fired, "now") == std::vector<double>{0});
}

TEST_CASE("rules follow one another within one instant", "[engine][known]") {
    tiny::Network net = front();
    tiny::Rule c(net, "c");
    tiny::Rule b(net, "b");
    tiny::Rule(net, "a").when(tiny::stock_below("A", 60)).sets(Lever::rate, "f", 5);
    c.when(tiny::has_fired("b")).after(2).closes("f");
    b.when(tiny::has_fired("a")).scales("f", 2.0);
    const auto seen = tiny::run(net, Days{9});  // 60 at 4; 5 * 2 a day from then; closed at 6 with 40
    CHECK(seen.times(EventKind::rule_fired, "a") == std::vector<double>{4});
    CHECK(seen.times(EventKind::rule_fired, "b") == std::vector<double>{4});
    CHECK(seen.times(EventKind::rule_acted, "c") == std::vector<double>{6});
    CHECK(seen.rate("f", 4) == 10);
    CHECK(seen.stock("A", 9) == 40);
}

TEST_CASE("totals are watched as well", "[engine][known]") {
    tiny::Network net;  // 10 a day leave from 0, arrive from 3: 40 received at 7; 30 in transit at 3
    net.depot("X", 1000);
    net.depot("A", 100);
    net.route("r", "X", "A", 10).transit(3);
    net.fire("f", "A", 4);
    net.plant("p", "X", 5);
    tiny::Rule(net, "received").when(tiny::received_above("r", 40)).scales("f", 1.0);
    tiny::Rule(net, "transit").when(tiny::in_transit_above("r", 25)).scales("f", 1.0);
    tiny::Rule(net, "fired").when(tiny::fired_above("f", 10)).scales("f", 1.0);
    tiny::Rule(net, "wanted").when(tiny::wanted_above("f", 10)).scales("f", 1.0);
    tiny::Rule(net, "made").when(tiny::made_above("p", 12)).closes("p");
    const auto seen = tiny::run(net, Days{9});
    CHECK(seen.times(EventKind::rule_fired, "received") == std::vector<double>{7});
    CHECK(seen.times(EventKind::rule_fired, "transit") == std::vector<double>{2.5});
    CHECK(seen.times(EventKind::rule_fired, "fired") == std::vector<double>{2.5});
    CHECK(seen.times(EventKind::rule_fired, "wanted") == std::vector<double>{2.5});
    CHECK(seen.times(EventKind::rule_fired, "made").front() == nearly(2.4));
    CHECK(seen.made_total(9) == nearly(12));
}

TEST_CASE("a lot that arrives brings a total over its level at once", "[engine][known]") {
    tiny::Network net = front();
    net.depot("X", 1000);
    net.sailing("s", "X", "A", 30, 4).transit(1);  // 30 at 1, 60 at 5
    tiny::Rule(net, "enough").when(tiny::received_above("s", 50)).closes("s");
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.times(EventKind::rule_fired, "enough") == std::vector<double>{5});
    CHECK(seen.times(EventKind::lot_sailed, "s") == std::vector<double>{0, 4});
    CHECK(seen.first_empty("A") == 16);
}

TEST_CASE("days of supply are watched, whatever a day of supply is", "[engine][known]") {
    tiny::Network net = front();  // 8 d left at 2; the wanted rate is doubled: 4 d are left at once
    tiny::Rule(net, "more").when(tiny::days_below("A", 8)).sets(Lever::rate, "f", 20);
    tiny::Rule(net, "few").when(tiny::days_below("A", 5)).scales("f", 0.5);
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.times(EventKind::rule_fired, "more") == std::vector<double>{2});
    CHECK(seen.times(EventKind::rule_fired, "few") == std::vector<double>{2});
    CHECK(seen.rate("f", 2) == 10);
    CHECK(seen.first_empty("A") == 10);
}

TEST_CASE("what a rule sets stands until the schedule's next step, what it scales stands", "[engine][known]") {
    tiny::Network net;
    net.depot("A", 1000);
    net.fire("f", "A", 10).wants_from(6, 8);
    tiny::Rule(net, "set").when(tiny::from_day(2)).sets(Lever::rate, "f", 20);
    tiny::Rule(net, "half").when(tiny::from_day(4)).scales("f", 0.5);
    const auto seen = tiny::run(net, Days{10});
    CHECK(seen.rate("f", 0) == 10);
    CHECK(seen.rate("f", 2) == 20);
    CHECK(seen.rate("f", 4) == 10);
    CHECK(seen.rate("f", 6) == 4);
    CHECK(seen.stock("A", 10) == 1000 - 20 - 40 - 20 - 16);
}

TEST_CASE("a route that a rule opens begins its calendar then", "[engine][known]") {
    tiny::Network net = front();  // 50 at 5: sails at 5, 7, 9, ...; with its calendar written, from 6 on every 3 d
    net.depot("X", 1000);
    net.sailing("now", "X", "A", 10, 2);
    net.sailing("dated", "X", "A", 1, 3).first(0);
    for (const auto* id : {"now", "dated"}) {
        tiny::close_at_start(net, id);
        tiny::Rule(net, std::string("open-") + id).when(tiny::stock_below("A", 50)).opens(id);
    }
    const auto seen = tiny::run(net, Days{9.5});
    CHECK(seen.times(EventKind::lot_sailed, "now") == std::vector<double>{5, 7, 9});
    CHECK(seen.times(EventKind::lot_sailed, "dated") == std::vector<double>{6, 9});
}

TEST_CASE("a rule changes capacities, reserves, losses and lots", "[engine][known]") {
    tiny::Network net;
    net.depot("X", 1000);
    net.depot("A");
    net.depot("B");
    net.plant("p", "A", 10);
    net.route("r", "X", "B", 10);
    net.sailing("s", "X", "B", 10, 4).first(1);
    tiny::Rule(net, "day-3")
        .when(tiny::from_day(3))
        .sets(Lever::capacity, "A", 50)
        .sets(Lever::reserve, "X", 900)
        .sets(Lever::loss, "r", 0.5)
        .sets(Lever::lot, "s", 20);
    const auto seen = tiny::run(net, Days{12});
    CHECK(seen.stock("A", 12) == 50);          // full at 5
    CHECK(seen.moved("r", 12) == nearly(70));  // 1000 - 10 - 20 - 70 = 900, the reserve, at 7
    CHECK(seen.stock("B", 12) == nearly(30 + 20 + 10 + 20));
    CHECK(seen.amounts(EventKind::lot_sailed, "s") == std::vector<double>{10, 20});
    CHECK(seen.stock("X", 12) == 900);
}

TEST_CASE("a rule that would fire twice at once is named", "[engine][known]") {
    tiny::Network net = front();  // each makes what the other waits for
    tiny::Rule(net, "up").when(tiny::days_below("A", 5).hysteresis(0.1)).each_time().sets(Lever::rate, "f", 1);
    tiny::Rule(net, "down").when(tiny::none_of(tiny::days_below("A", 5))).each_time().sets(Lever::rate, "f", 100);
    CHECK_THROWS_WITH(tiny::run(net, Days{20}), "the run failed: rule loop: rules.down fires twice at day 0");
}

TEST_CASE("a rule saves what it waits for", "[engine]") {
    tiny::Network net = front();
    tiny::Rule(net, "cut").when(tiny::stock_below("A", 70)).held(1).after(2).scales("f", 0.5);
    tiny::Rule(net, "end").when(tiny::fired_above("f", 80)).closes("f");
    const model::Model model = net.model(20);
    engine::Runner runner(model);
    engine::Runner other(model);
    REQUIRE(runner.begin(model.values, {}));
    for (bool more = true; more;) {
        other.resume(runner.save());
        more = *runner.step();
        REQUIRE(*other.step() == more);
        CHECK(other.save().bytes == runner.save().bytes);
    }
    // 70 at 3, fires at 4, acts at 6 with 40 left; 80 fired at 10
    CHECK(runner.finish().stocks[model::NodeId{0}].value == 20);
}

namespace {

/// What the independent checker says of a run in which something has been changed.
template <class Spoil>
std::vector<tests::Rule> faults_of(const tiny::Seen& seen, const Spoil& spoil) {
    tests::Checker checker(seen.model(), seen.model().values);
    for (tests::Snapshot shot : seen.instants()) {
        spoil(shot);
        checker.check(shot);
    }
    std::vector<tests::Rule> rules;
    for (const tests::Fault& fault : checker.faults()) {
        rules.push_back(fault.rule);
    }
    return rules;
}

void forget(tests::Snapshot& shot, EventKind kind) {
    shot.events.erase(std::remove_if(shot.events.begin(), shot.events.end(),
                                     [&](const engine::Event& event) { return event.kind == kind; }),
                      shot.events.end());
}

}  // namespace

TEST_CASE("the checker sees rules that do not do what they say", "[engine][known]") {
    tiny::Network net = front();  // fires at 3, acts at 5
    tiny::Rule(net, "cut").when(tiny::stock_below("A", 70)).after(2).scales("f", 0.5);
    const auto seen = tiny::run(net, Days{9});
    const std::vector<tests::Rule> rule{tests::Rule::rules};
    CHECK(faults_of(seen, [](tests::Snapshot&) {}).empty());
    CHECK(faults_of(seen, [](tests::Snapshot& shot) { forget(shot, EventKind::rule_fired); }) == rule);
    CHECK(faults_of(seen, [](tests::Snapshot& shot) { forget(shot, EventKind::rule_acted); }) == rule);
    const auto fires_too_early = faults_of(seen, [](tests::Snapshot& shot) {
        if (shot.time == 0.0) {
            shot.events.push_back({Days{0}, EventKind::rule_fired, engine::EntityKind::rule, {}, 0, 1});
        }
    });
    CHECK(fires_too_early == rule);
    const auto asks_all = faults_of(seen, [](tests::Snapshot& shot) {
        if (shot.time == 5.0) {
            shot.fires[0].allowed = shot.fires[0].wanted = 10;
        }
    });
    CHECK(std::find(asks_all.begin(), asks_all.end(), tests::Rule::settings) != asks_all.end());
}

TEST_CASE("a stage that ends in the instant in which a rule acts ends once", "[engine][known]") {
    tiny::Network net;  // below 3 days of 8: half of it, until 30 are held; 10 - 4 a day: on day 5
    net.depot("A");
    net.plant("p", "A", 10);
    net.fire("f", "A", 8).ration(3, 0.5, 0.25);
    tiny::Rule(net, "less").when(tiny::from_day(5)).sets(Lever::rate, "p", 9);
    const auto seen = tiny::run(net, Days{10});
    CHECK(seen.times(EventKind::ration_changed, "f") == std::vector<double>{0, 5});
    CHECK(seen.stock("A", 5) == nearly(30));
    CHECK(seen.stock("A", 10) == nearly(35));
}

TEST_CASE("a lot that a rule makes nothing takes nothing from what is below the reserve", "[engine][known]") {
    tiny::Network net;  // the ship waits for a lot of 10 above the reserve of 50, which is not there; then for nothing
    net.depot("A", 20).reserve(50);
    net.depot("B");
    net.sailing("r", "A", "B", 10, 100).waits();
    tiny::Rule(net, "none").when(tiny::from_day(3)).sets(Lever::lot, "r", 0);
    const auto seen = tiny::run(net, Days{10});
    CHECK(seen.stock("A", 10) == 20);
    CHECK(seen.stock("B", 10) == 0);
    CHECK(seen.times(EventKind::lot_sailed, "r").empty());
}
