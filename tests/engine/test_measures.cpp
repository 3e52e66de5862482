// Known answers: sanctions, caps, groups.
#include <algorithm>
#include <set>

#include "engine/recorded.hpp"
#include "posed.hpp"
#include "support/checker.hpp"
#include "support/nearly.hpp"
#include "support/rules.hpp"
#include "support/sanctions.hpp"
#include "support/tiny.hpp"

using namespace caisson;
using engine::EventKind;
using tests::nearly;

namespace {

/// 100 a day from a depot of one state to one of another.
tiny::Network border(double stock = 1e6) {
    tiny::Network net;
    net.depot("A", stock);
    net.depot("B");
    tiny::put_into(net, "A", "CHN");
    tiny::put_into(net, "B", "PRK");
    return net;
}

}  // namespace

TEST_CASE("measures multiply", "[engine][known]") {
    // 100 (1 - 0.5 * 0.4) = 80, and 80 (1 - 0.25) = 60
    tiny::Network net = border();
    net.route("r", "A", "B", 100);
    tiny::Sanction(net, "one").on_state("PRK").cuts(0.5).enforcement(0.4);
    const auto alone = tiny::run(net, Days{10});
    CHECK(alone.stock("B", 10) == nearly(800));
    tiny::Sanction(net, "two").on_route("r").cuts(0.25).enforcement(1.0);
    const auto both = tiny::run(net, Days{10});
    CHECK(both.stock("B", 10) == nearly(600));
}

TEST_CASE("an enforcer is felt at its own borders", "[engine][known]") {
    // CHN enforces a half: 50 of 100 cross its border; RUS nothing: 100 cross; what JPN enforces is felt nowhere
    tiny::Network net = border();
    net.depot("C", 1e6);
    tiny::put_into(net, "C", "RUS");
    net.route("r", "A", "B", 100);
    net.route("s", "C", "B", 100);
    net.depot("D");
    tiny::put_into(net, "D", "JPN");
    tiny::Sanction(net, "embargo")
        .on_state("PRK")
        .cuts(1.0)
        .enforced("CHN", 0.5)
        .enforced("JPN", 1.0)
        .enforced_from(6, "CHN", 0.2);
    const auto seen = tiny::run(net, Days{10});
    CHECK(seen.sent("r", 6) == nearly(300));
    CHECK(seen.sent("r", 10) == nearly(300 + 4 * 80));
    CHECK(seen.sent("s", 10) == nearly(1000));
}

TEST_CASE("a route within a state is a target only if it is named", "[engine][known]") {
    tiny::Network net = border();
    net.depot("B2");
    tiny::put_into(net, "B2", "PRK");
    net.route("r", "A", "B", 100);
    net.route("home", "B", "B2", 10);
    tiny::Sanction(net, "embargo").on_state("PRK").cuts(1.0).enforcement(0.9);
    CHECK(tiny::run(net, Days{10}).stock("B2", 10) == nearly(100));
    tiny::Sanction(net, "strike").on_route("home").cuts(1.0).enforcement(0.5);
    CHECK(tiny::run(net, Days{10}).stock("B2", 10) == nearly(50));
}

TEST_CASE("what is interdicted on the way is booked apart from what is lost", "[engine][known]") {
    // Of 100 a day 10 are lost, and of the 90 the share 0.5 * 0.8 = 40 % is stopped: 36. 54 arrive from day 4 on. From
    // day 2 on nothing is enforced: 90 arrive from day 6 on.
    tiny::Network net = border();
    net.route("r", "A", "B", 100).transit(4).loss(0.1);
    tiny::Sanction(net, "patrol").on_commodity("shell").interdicts(0.5).enforcement(0.8).enforcement_from(2, 0.0);
    const auto seen = tiny::run(net, Days{10});
    CHECK(seen.stock("B", 6) == nearly(108));
    CHECK(seen.interdicted("r", 6) == nearly(72));
    CHECK(seen.lost("r", 6) == nearly(20));
    CHECK(seen.stock("B", 10) == nearly(108 + 360));
    CHECK(seen.interdicted("r", 10) == nearly(72));
    CHECK(seen.under_way("r", 10) == nearly(400));
}

TEST_CASE("a transfer is interdicted at once", "[engine][known]") {
    tiny::Network net = border();
    net.route("r", "A", "B", 100).loss(0.2);
    tiny::Sanction(net, "patrol").on_state("PRK").interdicts(1.0).enforcement(0.25);
    tiny::Rule(net, "harder").when(tiny::from_day(5)).enforces("patrol", {}, 0.5);
    const auto seen = tiny::run(net, Days{10});
    CHECK(seen.stock("B", 5) == nearly(5 * 60));                  // 100 * 0.8 * 0.75
    CHECK(seen.interdicted("r", 10) == nearly(5 * 20 + 5 * 40));  // of 80 a quarter, then a half
    CHECK(seen.lost("r", 10) == nearly(200));
}

TEST_CASE("a lot is interdicted by its share, or whole where it has a chance", "[engine][known]") {
    tiny::Network net = border();
    net.sailing("s", "A", "B", 100, 10).transit(3).loss(0.1);
    tiny::Sanction(net, "patrol").on_state("PRK").interdicts(0.5).enforcement(0.4);
    const auto by_share = tiny::run(net, Days{5});
    CHECK(by_share.stock("B", 5) == nearly(72));  // 100 * 0.9 * 0.8
    CHECK(by_share.interdicted("s", 5) == nearly(18));
    CHECK(by_share.lost("s", 5) == nearly(10));

    tiny::Network whole = border();
    whole.sailing("s", "A", "B", 100, 10).transit(3).loss(0.1).chance(0.0);
    tiny::Sanction(whole, "patrol").on_state("PRK").interdicts(1.0).enforcement(1.0);
    const auto seen = tiny::run(whole, Days{5});
    CHECK(seen.stock("B", 5) == 0.0);
    CHECK(seen.times(EventKind::lot_interdicted) == std::vector<double>{3});
    CHECK(seen.amounts(EventKind::lot_interdicted) == std::vector<double>{90});
    CHECK(seen.interdicted("s", 5) == nearly(90));
    CHECK(seen.times(EventKind::lot_lost).empty());
}

TEST_CASE("a stricter measure takes all the lots that a milder one takes", "[engine][known]") {
    // 1 - 0.99 * (1 - 0.2 * 0.5) = 10.9 % of 20,000 lots are 2,180, give or take 44
    const auto taken = [](double enforcement) {
        tiny::Network net = border(1e9);
        net.sailing("s", "A", "B", 1, 1).transit(0.5).chance(0.01);
        tiny::Sanction(net, "patrol").on_state("PRK").interdicts(0.2).enforcement(enforcement);
        const auto seen = tiny::run(net, Days{20'000});
        std::set<double> days;
        for (const EventKind kind : {EventKind::lot_lost, EventKind::lot_interdicted}) {
            for (const double day : seen.times(kind)) {
                days.insert(day);
            }
        }
        return days;
    };
    const std::set<double> none = taken(0.0);
    const std::set<double> mild = taken(0.5);
    const std::set<double> strict = taken(1.0);
    CHECK(std::includes(mild.begin(), mild.end(), none.begin(), none.end()));
    CHECK(std::includes(strict.begin(), strict.end(), mild.begin(), mild.end()));
    CHECK(none.size() < mild.size());
    CHECK(std::abs(static_cast<double>(mild.size()) - 2180.0) < 5 * 44);
}

TEST_CASE("a cap that is fully enforced", "[engine][known]") {
    // 100 a day: 1,000 by day 10, nothing until day 30, and again
    tiny::Network net = border();
    net.route("r", "A", "B", 100);
    tiny::Sanction(net, "oil").on_commodity("shell").on_state("PRK").cap(1000, 30).enforcement(1.0);
    const auto seen = tiny::run(net, Days{45});
    CHECK(seen.times(EventKind::cap_reached) == std::vector<double>{10, 40});
    CHECK(seen.times(EventKind::cap_renewed) == std::vector<double>{30});
    CHECK(seen.stock("B", 10) == nearly(1000));
    CHECK(seen.stock("B", 30) == nearly(1000));
    CHECK(seen.stock("B", 45) == nearly(2000));
}

TEST_CASE("a cap that is partly enforced", "[engine][known]") {
    // 1,000 by day 10, then 40 a day: 1,800 by day 30
    tiny::Network net = border();
    net.route("r", "A", "B", 100);
    tiny::Sanction(net, "oil").on_commodity("shell").on_state("PRK").cap(1000, 30).enforcement(0.6);
    const auto seen = tiny::run(net, Days{40});
    CHECK(seen.rate("r", 9) == nearly(100));
    CHECK(seen.rate("r", 11) == nearly(40));
    CHECK(seen.stock("B", 30) == nearly(1800));
    CHECK(seen.rate("r", 31) == nearly(100));
}

TEST_CASE("lots under a cap", "[engine][known]") {
    const auto loads = [](double enforcement) {
        tiny::Network net = border();
        net.sailing("s", "A", "B", 600, 10).transit(1);
        tiny::Sanction(net, "oil").on_commodity("shell").on_state("PRK").cap(1000, 30).enforcement(enforcement);
        return tiny::run(net, Days{29});
    };
    const auto full = loads(1.0);
    CHECK(full.amounts(EventKind::lot_sailed) == std::vector<double>{600, 400});
    CHECK(full.times(EventKind::lot_missed) == std::vector<double>{20});
    CHECK(full.times(EventKind::cap_reached) == std::vector<double>{10});
    CHECK(loads(0.5).amounts(EventKind::lot_sailed) == std::vector<double>{600, 500, 300});
    CHECK(loads(0.0).amounts(EventKind::lot_sailed) == std::vector<double>{600, 600, 600});
}

TEST_CASE("two borders under one cap", "[engine][known]") {
    // 200 a day: reached on day 5. One border is shut, the other lets 80 pass: 500 + 500 + 25 * 80 = 3,000
    tiny::Network net = border();
    net.depot("C", 1e6);
    tiny::put_into(net, "C", "RUS");
    net.route("r", "A", "B", 100);
    net.route("s", "C", "B", 100);
    tiny::Sanction(net, "oil")
        .on_commodity("shell")
        .on_state("PRK")
        .cap(1000, 30)
        .enforced("CHN", 1.0)
        .enforced("RUS", 0.2);
    const auto seen = tiny::run(net, Days{30});
    CHECK(seen.times(EventKind::cap_reached) == std::vector<double>{5});
    CHECK(seen.sent("r", 30) == nearly(500));
    CHECK(seen.sent("s", 29) == nearly(500 + 24 * 80));
    CHECK(seen.stock("B", 30) == nearly(3000));
}

TEST_CASE("lots and flows use up one cap", "[engine][known]") {
    // a lot of 300 on day 0, 50 a day: 800 on day 10, where a lot takes the 200 that are left. Then nothing until day 30.
    tiny::Network net = border();
    net.route("r", "A", "B", 50);
    net.sailing("s", "A", "B", 300, 10).transit(1);
    tiny::Sanction(net, "oil").on_commodity("shell").on_state("PRK").cap(1000, 30).enforcement(1.0);
    const auto seen = tiny::run(net, Days{29});
    CHECK(seen.amounts(EventKind::lot_sailed) == std::vector<double>{300, 200});
    CHECK(seen.times(EventKind::cap_reached) == std::vector<double>{10});
    CHECK(seen.sent("r", 29) == nearly(500));
}

TEST_CASE("a cap counts from its first period on, and what would be reached when it is renewed is not",
          "[engine][known]") {
    // From day 5 on 100 a day in periods of 10 days, at most 1,000: each would be reached on its last day.
    tiny::Network net = border();
    net.route("r", "A", "B", 100);
    tiny::Sanction(net, "oil").on_commodity("shell").on_state("PRK").cap(1000, 10, 5).enforcement(1.0);
    const auto seen = tiny::run(net, Days{40});
    CHECK(seen.times(EventKind::cap_reached).empty());
    CHECK(seen.stock("B", 40) == nearly(4000));

    // of 999 each is reached 9.99 days after it began
    tiny::Network less = border();
    less.route("r", "A", "B", 100);
    tiny::Sanction(less, "oil").on_commodity("shell").on_state("PRK").cap(999, 10, 5).enforcement(1.0);
    CHECK(tiny::run(less, Days{40}).stock("B", 40) == nearly(4000 - 3 * 1));
}

TEST_CASE("a waiting ship waits for what the cap lets pass", "[engine][known]") {
    // The lot is 600, 50 a day come. Day 12: 600 are there, and sail. 400 of the cap are left on day 24, when the next
    // 600 are there: 400 + half of 200 = 500 sail, and 100 stay. From then on half a lot is waited for: day 28.
    tiny::Network net = border(0.0);
    net.plant("p", "A", 50);
    net.sailing("s", "A", "B", 600, 1).transit(1).waits();
    tiny::Sanction(net, "oil").on_commodity("shell").on_state("PRK").cap(1000, 60).enforcement(0.5);
    const auto seen = tiny::run(net, Days{30});
    CHECK(seen.times(EventKind::lot_sailed) == std::vector<double>{12, 24, 28});
    CHECK(seen.amounts(EventKind::lot_sailed) == std::vector<double>{600, 500, 300});
}

TEST_CASE("rules set and scale what is enforced, up to all of it", "[engine][known]") {
    // 50 % until day 5, 150 % of it until day 10, then scaled to 400 %: all
    tiny::Network net = border();
    net.route("r", "A", "B", 100);
    tiny::Sanction(net, "embargo").on_state("PRK").cuts(1.0).enforced("CHN", 0.5);
    tiny::Rule(net, "a").when(tiny::from_day(5)).scales_enforcement("embargo", "CHN", 1.5);
    tiny::Rule(net, "b").when(tiny::from_day(10)).scales_enforcement("embargo", "CHN", 4.0);
    tiny::Rule(net, "c").when(tiny::from_day(15)).enforces("embargo", "CHN", 0.1);
    tiny::Rule(net, "d").when(tiny::from_day(15)).scales_enforcement("embargo", "CHN", 1.0);
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.stock("B", 5) == nearly(250));
    CHECK(seen.stock("B", 10) == nearly(250 + 125));
    CHECK(seen.stock("B", 15) == nearly(375));
    CHECK(seen.stock("B", 20) == nearly(375 + 450));
}

TEST_CASE("a limit of a group holds for all its members together", "[engine][known]") {
    // 10 a day each: 100 by day 5, nothing until day 20, and again 100 by day 25
    tiny::Network net;
    for (const char* id : {"A", "B"}) {
        net.depot(id, 1e6);
    }
    net.depot("P");
    tiny::put_into(net, "A", "DEU");
    tiny::put_into(net, "B", "FRA");
    tiny::put_into(net, "P", "POL");
    net.route("r", "A", "P", 10);
    net.route("s", "B", "P", 10);
    tiny::Group(net, "eu", {"DEU", "FRA"}).limit("POL", 100, 20);
    const auto seen = tiny::run(net, Days{30});
    CHECK(seen.times(EventKind::cap_reached, "groups.eu.limits.0") == std::vector<double>{5, 25});
    CHECK(seen.stock("P", 20) == nearly(100));
    CHECK(seen.stock("P", 30) == nearly(200));
}

TEST_CASE("a group sends first to whom it prefers", "[engine][known]") {
    // 10 a day; P and U want 8 each, W 5. U comes first: 8, then P: 2, then all others. An explicit priority stays.
    tiny::Network net;
    net.depot("A");
    tiny::put_into(net, "A", "DEU");
    net.plant("p", "A", 10);
    for (const auto& [depot, state] : {std::pair{"P", "POL"}, std::pair{"U", "UKR"}, std::pair{"W", "ISR"}}) {
        net.depot(depot);
        tiny::put_into(net, depot, state);
    }
    net.route("to-p", "A", "P", 8);
    net.route("to-u", "A", "U", 8);
    net.route("to-w", "A", "W", 5);
    tiny::Group(net, "eu", {"DEU"}).prefers("UKR").prefers("POL");
    const auto seen = tiny::run(net, Days{10});
    CHECK(seen.stock("U", 10) == nearly(80));
    CHECK(seen.stock("P", 10) == nearly(20));
    CHECK(seen.stock("W", 10) == 0.0);
}

TEST_CASE("the pressure on a state", "[engine][known]") {
    // 20 made and 40 come a day, 50 wanted: 100 held on day 10. Cut by 75 %: 30 a day for 50, dry on day 15; 20 of 50
    // unmet, then 10. Half of the needs is fuel, which is met.
    tiny::Network net("food");
    net.depot("X", 1e6);
    net.depot("F");
    net.depot("F", 1e6, "fuel");
    tiny::put_into(net, "X", "CHN");
    tiny::put_into(net, "F", "PRK");
    net.plant("p", "F", 20);
    net.fire("eats", "F", 50);
    net.fire("burns", "F", 5).uses("fuel");
    net.route("r", "X", "F", 40);
    tiny::give_needs(net, "PRK", {{"food", 0.5}, {"fuel", 0.5}});
    tiny::Sanction(net, "embargo")
        .on_route("r")
        .cuts(1.0)
        .enforcement(0.0)
        .enforcement_from(10, 0.75)
        .enforcement_from(25, 0.5);
    tiny::Rule(net, "told").when(tiny::pressure_above("PRK", 0.2)).scales("burns", 0.0);
    const auto seen = tiny::run(net, Days{40});
    CHECK(seen.stock("F", 10) == nearly(100));
    const std::vector<double> dry = seen.times(EventKind::emptied, "F");
    REQUIRE_FALSE(dry.empty());
    CHECK(dry.back() == nearly(15));
    CHECK(seen.pressure("PRK", 14) == 0.0);
    CHECK(seen.pressure("PRK", 15) == nearly(0.2));
    CHECK(seen.pressure("PRK", 24) == nearly(0.2));
    CHECK(seen.pressure("PRK", 40) == nearly(0.1));
    // the rule sees the pressure that was found in the instant before its own, at the same time
    CHECK(seen.times(EventKind::rule_acted, "told") == std::vector<double>{dry.back()});
    std::size_t instants = 0;
    for (const double time : seen.instant_times()) {
        instants += time == dry.back() ? 1 : 0;
    }
    CHECK(instants == 2);
}

TEST_CASE("where nothing is wanted there is no pressure", "[engine][known]") {
    tiny::Network net("food");
    net.depot("F");
    tiny::put_into(net, "F", "PRK");
    net.fire("eats", "F", 10).closes(5);
    tiny::give_needs(net, "PRK", {{"food", 1.0}});
    const auto seen = tiny::run(net, Days{10});
    CHECK(seen.pressure("PRK", 0) == nearly(1.0));
    CHECK(seen.pressure("PRK", 5) == 0.0);
}

TEST_CASE("a rule on pressure that undoes itself is named", "[engine]") {
    // with the route open there is no pressure, and the rule that is to fire each time closes it at once
    tiny::Network net("food");
    net.depot("X", 1e6);
    net.depot("F");
    tiny::put_into(net, "X", "CHN");
    tiny::put_into(net, "F", "PRK");
    net.fire("eats", "F", 10);
    net.route("r", "X", "F", 10);
    tiny::give_needs(net, "PRK", {{"food", 1.0}});
    tiny::close_at_start(net, "r");
    tiny::Rule(net, "opens").when(tiny::pressure_above("PRK", 0.5).back(0.1)).each_time().opens("r");
    tiny::Rule(net, "shuts").when(tiny::none_of(tiny::pressure_above("PRK", 0.5).back(0.1))).each_time().closes("r");
    CHECK_THROWS_WITH(tiny::run(net, Days{10}), "the run failed: rule loop: rules.shuts fires twice at day 0");
}

namespace {

/// What the independent checker says of a run in which something has been changed.
template <class Spoil>
std::set<tests::Rule> faults_of(const tiny::Seen& seen, const Spoil& spoil) {
    tests::Checker checker(seen.model(), seen.model().values);
    for (tests::Snapshot shot : seen.instants()) {
        spoil(shot);
        checker.check(shot);
    }
    std::set<tests::Rule> rules;
    for (const tests::Fault& fault : checker.faults()) {
        rules.insert(fault.rule);
    }
    return rules;
}

/// A cap that is reached on day 10.4 (1,040 by flow, two lots of 40) and renewed on day 30, half enforced, patrols, and
/// somebody in need.
tiny::Seen measured() {
    tiny::Network net = border();
    net.route("r", "A", "B", 100).transit(2);
    net.sailing("s", "A", "B", 40, 9).transit(1);
    net.fire("f", "B", 200);
    tiny::give_needs(net, "PRK", {{"shell", 1.0}});
    tiny::Sanction(net, "oil").on_commodity("shell").on_state("PRK").cap(1120, 30).interdicts(0.25).enforcement(0.5);
    return tiny::run(net, Days{40});
}

}  // namespace

TEST_CASE("the checker catches measures that do not do what they say", "[checker]") {
    const tiny::Seen seen = measured();
    const auto catches = [&](tests::Rule rule, const auto& spoil) { return faults_of(seen, spoil).count(rule) == 1; };
    CHECK(faults_of(seen, [](tests::Snapshot&) {}).empty());
    CHECK(catches(tests::Rule::measures, [](tests::Snapshot& shot) { shot.enforcements[0] = 0.6; }));
    CHECK(catches(tests::Rule::measures, [](tests::Snapshot& shot) { shot.caps[0].counted += 1; }));
    CHECK(catches(tests::Rule::measures, [](tests::Snapshot& shot) { shot.caps[0].reached = false; }));
    CHECK(catches(tests::Rule::measures, [](tests::Snapshot& shot) { shot.caps[0].reached = true; }));
    CHECK(catches(tests::Rule::measures, [](tests::Snapshot& shot) { shot.pressures[1] *= 0.99; }));
    CHECK(catches(tests::Rule::settings, [](tests::Snapshot& shot) { shot.routes[0].let_through = 1.0; }));
    CHECK(catches(tests::Rule::settings, [](tests::Snapshot& shot) { shot.flows[shot.flows.size() - 4].asked += 1; }));
    CHECK(catches(tests::Rule::conservation, [](tests::Snapshot& shot) { shot.routes[0].interdicted *= 0.9; }));
    CHECK(catches(tests::Rule::lines, [](tests::Snapshot& shot) { shot.routes[0].interdicting *= 0.9; }));
    CHECK(catches(tests::Rule::changes, [](tests::Snapshot& shot) { shot.changed_states.clear(); }));
    const auto forgets = [](EventKind kind) {
        return [kind](tests::Snapshot& shot) {
            shot.events.erase(std::remove_if(shot.events.begin(), shot.events.end(),
                                             [&](const engine::Event& event) { return event.kind == kind; }),
                              shot.events.end());
        };
    };
    CHECK(catches(tests::Rule::measures, forgets(EventKind::cap_reached)));
    CHECK(catches(tests::Rule::measures, forgets(EventKind::cap_renewed)));
    CHECK(catches(tests::Rule::lots, [](tests::Snapshot& shot) {
        for (engine::Event& event : shot.events) {
            event.value += event.kind == EventKind::lot_arrived ? 1.0 : 0.0;
        }
    }));
}

TEST_CASE("a measured run is saved and resumed with the same bytes", "[engine][order]") {
    tiny::Network net = border();
    net.route("r", "A", "B", 100).transit(2);
    net.sailing("s", "A", "B", 40, 9).transit(1).chance(0.1);
    net.fire("f", "B", 200);
    tiny::give_needs(net, "PRK", {{"shell", 1.0}});
    tiny::Sanction(net, "oil")
        .on_commodity("shell")
        .on_state("PRK")
        .cap(1120, 30)
        .interdicts(0.25)
        .enforcement(0.5)
        .enforcement_from(12, 0.7);
    tiny::Rule(net, "told").when(tiny::pressure_above("PRK", 0.6)).after(3).enforces("oil", {}, 0.1);
    const model::Model model = net.model(60);
    engine::Runner runner(model);
    engine::Runner other(model);
    REQUIRE(runner.begin(model.values, {}));
    for (bool more = true; more;) {
        other.resume(runner.save());
        more = *runner.step();
        REQUIRE(*other.step() == more);
        CHECK(other.save().bytes == runner.save().bytes);
    }
}

TEST_CASE("outcomes of pressure, means, and what a group sends", "[engine][known]") {
    // 10 wanted, 4 come from day 5 on: 1 until day 5, 0.6 after that; a mean of (5 * 1 + 15 * 0.6)/20 = 0.7
    tiny::Network net;
    net.depot("A", 1000);
    net.depot("B");
    tiny::put_into(net, "A", "CHN");
    tiny::put_into(net, "B", "PRK");
    net.route("r", "A", "B", 4).opens(5);
    net.fire("f", "B", 10);
    tiny::give_needs(net, "PRK", {{"shell", 1.0}});
    [[maybe_unused]] const tiny::Group all(net, "all", {"CHN"});
    model::Scenario& scenario = net.raw();
    const auto ask = [&](const char* id, model::OutcomeKind kind, model::Variable variable) -> model::Outcome& {
        model::Outcome row;
        row.id = id;
        row.kind = kind;
        row.variable = variable;
        return scenario.outcomes[scenario.outcomes.add(row)];
    };
    const model::StateId prk{2};
    ask("mean", model::OutcomeKind::mean, model::Variable::pressure).of.state = prk;
    ask("worst", model::OutcomeKind::highest, model::Variable::pressure).of.state = prk;
    ask("best", model::OutcomeKind::lowest, model::Variable::pressure).of.state = prk;
    model::Outcome& first = ask("first", model::OutcomeKind::first, model::Variable::pressure);
    first.of.state = prk;
    first.level.value = 0.7;
    first.side = model::Side::below;
    model::Outcome& part = ask("part", model::OutcomeKind::mean, model::Variable::pressure);
    part.of.state = prk;
    part.from.value = 4;
    part.from.path = scenario.paths.add("outcomes.part.from");
    part.when.value = 8;
    part.when.path = scenario.paths.add("outcomes.part.until");
    model::Outcome& held = ask("held", model::OutcomeKind::mean, model::Variable::stock);
    held.of.group = model::GroupId{0};
    ask("sent", model::OutcomeKind::total, model::Variable::sent).of.group = model::GroupId{0};
    const tests::Recorded run(net, 20);
    CHECK(run.outcome("mean").value == nearly(0.7));
    CHECK(run.outcome("worst").value == 1.0);
    CHECK(run.outcome("best").value == nearly(0.6));
    CHECK(run.outcome("first").value == 5.0);
    CHECK(run.outcome("part").value == nearly((1 + 3 * 0.6) / 4));
    CHECK(run.outcome("held").value == nearly((5 * 1000 + 15 * 970) / 20.0));  // 1,000, then down to 940
    CHECK(run.outcome("sent").value == nearly(60));
}
