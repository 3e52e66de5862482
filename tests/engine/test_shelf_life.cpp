// Goods that do not last: docs/semantics.md, section 14.1. Every number is worked out beside it.
#include <functional>
#include <string>
#include <vector>

#include "caisson/engine/origin.hpp"
#include "caisson/engine/outcomes.hpp"
#include "support/catch.hpp"
#include "support/check_shelves.hpp"
#include "support/rules.hpp"
#include "support/tiny.hpp"
#include "support/traced.hpp"

using namespace caisson;
using engine::EventKind;
using tiny::Network;

namespace {

using Times = std::vector<double>;

/// 100 at the start, which keep for 10 d; 10 a day come in, 6 are fired.
Network first_case() {
    Network net;
    net.depot("A", 100).shelf_life(10);
    net.plant("p", "A", 10);
    net.fire("f", "A", 6);
    return net;
}

/// What had expired at a depot by the end.
double expired(const tiny::Seen& played, std::string_view depot) {
    return played.summary().expired[played.node(depot)].value;
}

}  // namespace

TEST_CASE("what is not used in time is lost, all at once or as it came", "[engine][known]") {
    // 100 at the start, 10 a day come in, 6 are fired. Day 10: 60 were fired, 40 are too old. From then on 4 a day are.
    auto net = first_case();
    const auto played = tiny::run(net, Days{30});
    CHECK(played.times(EventKind::goods_expired) == Times{10});
    CHECK(played.amounts(EventKind::goods_expired) == Times{40});
    CHECK(played.stock("A", 10) == Approx(100));  // what came in 10 days
    CHECK(played.net("A", 20) == 0.0);
    CHECK(expired(played, "A") == Approx(40 + 20 * 4));
    CHECK(played.fired_total(30) == Approx(180));
}

TEST_CASE("goods that are used before they are old do not expire", "[engine][known]") {
    // 100 at the start and 10 a day, 12 fired: the oldest is 100/12 = 8.33 d old when the first 100 are gone, and from
    // then on (100 - 2 t)/10 d. It never comes to 10 d.
    Network net;
    net.depot("A", 100).shelf_life(10);
    net.plant("p", "A", 10);
    net.fire("f", "A", 12);
    const auto played = tiny::run(net, Days{60});
    CHECK(expired(played, "A") == 0.0);
    CHECK(played.times(EventKind::emptied) == Times{50});
}

TEST_CASE("each lot has its own day", "[engine][known]") {
    // A lot of 30 on days 0, 4, 8, ...; it keeps for 10 d, and 5 a day are fired: 20 in the four days to the next.
    // Day 10: of the first two lots 50 were fired of 60. The first was gone on day 6. Day 14: 70 fired, 60 + 10 of the
    // third lot. Nothing is ever older than 10 d before day 16: lot k (from 0) is used from day 6 k to 6 (k + 1), and
    // came on day 4 k. It is 10 d old on day 4 k + 10 < 6 k + 6 if k > 2. Lot 3, of day 12, is used from day 18 on and too
    // old on day 22: 20 were fired of it, 10 are lost. From then on each lot is used from the day on which the one before
    // it was lost, for 4 d: 20 of it are fired, and 10 lost, on days 22, 26, 30, ...
    Network net;
    net.depot("B", 1e6);
    net.depot("A").shelf_life(10);
    net.sailing("s", "B", "A", 30, 4);
    net.fire("f", "A", 5);
    const auto played = tiny::run(net, Days{41});
    CHECK(played.times(EventKind::goods_expired) == Times{22, 26, 30, 34, 38});
    CHECK(played.amounts(EventKind::goods_expired) == Times(5, 10.0));
}

TEST_CASE("what came faster expires faster", "[engine][known]") {
    // 10 a day until day 5, then 2 a day; 1 a day is fired; it keeps for 8 d. By day 8 8 of the first 50 are fired, so the
    // oldest then came on day 0.8 and is 7.2 d old. It gains 9/10 of a day each day: 8 d old at 8 + 0.8/0.9 = 8.889.
    // From then on 9 a day are lost, until what came by day 5 is gone, on day 13. After that 1 a day.
    Network net;
    net.depot("A").shelf_life(8);
    net.plant("p", "A", 10).rate_from(5, 2);
    net.fire("f", "A", 1);
    const auto played = tiny::run(net, Days{20});
    const double begins = 8 + 0.8 / 0.9;
    REQUIRE(played.times(EventKind::expiry_changed).size() == 1);
    CHECK(played.times(EventKind::expiry_changed)[0] == Approx(begins).epsilon(1e-12));
    CHECK(played.amounts(EventKind::expiry_changed) == Times{9});
    CHECK(played.stock("A", 13) == Approx(16));  // 8 days of 2
    CHECK(expired(played, "A") == Approx(9 * (13 - begins) + 7 * 1));
}

TEST_CASE("a ship takes the oldest goods first", "[engine][known]") {
    // 50 at the start, which keep for 10 d, and 5 a day. A ship takes 40 on day 6, all of the first 50; 10 are lost on day
    // 10, and 5 a day from day 10 on.
    Network net;
    net.depot("A", 50).shelf_life(10);
    net.plant("p", "A", 5);
    net.depot("B");
    net.sailing("s", "A", "B", 40, 100).first(6).transit(1);
    const auto played = tiny::run(net, Days{14});
    CHECK(played.times(EventKind::goods_expired) == Times{10});
    CHECK(played.amounts(EventKind::goods_expired) == Times{10});
    CHECK(played.stock("A", 12) == Approx(50));
    CHECK(expired(played, "A") == Approx(10 + 4 * 5));
}

TEST_CASE("what expires is of whoever made it first", "[engine][known]") {
    // The first case again; the 100 of the start are of X, what is made is of Y. On day 10 60 of X's are fired and 40 gone.
    auto net = first_case();
    model::Depot& depot = net.raw().depots[model::DepotId{0}];
    depot.state = tests::state_named(net, "Y");
    model::Number all;
    all.value = 1.0;
    depot.holdings[0].kind.origins.push_back({tests::state_named(net, "X"), all, {}});
    const model::Model model = net.model(30);
    REQUIRE(model.traces_origins);
    engine::OriginObserver origins(model);
    origins.start(model.values);
    engine::Runner runner(model);
    engine::Observer* const watching[] = {&origins};
    REQUIRE(runner.run(model.values, {}, watching));
    const auto state = [&](const char* id) {
        return model.states[model::StateId{0}].id == id ? model::StateId{0} : model::StateId{1};
    };
    const model::NodeId node{0};
    CHECK(origins.stock(node, state("X")) == 0.0);
    CHECK(origins.stock(node, state("Y")) == Approx(100));
    CHECK(origins.fired(model::FireId{0}, node, state("X")) == Approx(60));
    CHECK(origins.fired(model::FireId{0}, node, state("Y")) == Approx(120));
}

TEST_CASE("what expires makes a depot run dry sooner, and fires go short", "[engine][known]") {
    // 100 keep for 5 d, 8 a day are fired, 3 a day come: day 5: 40 were fired, 60 are lost, 15 are left that came since.
    // 8 - 3 = 5 a day go: dry on day 8, though without loss it would be day 20.
    Network net;
    net.depot("A", 100).shelf_life(5);
    net.plant("p", "A", 3);
    net.fire("f", "A", 8);
    const auto played = tiny::run(net, Days{12});
    CHECK(played.times(EventKind::emptied) == Times{8});
    CHECK(expired(played, "A") == Approx(60));
    CHECK(played.fired_total(12) == Approx(8 * 8 + 4 * 3));
}

TEST_CASE("a rule can wait for what expires", "[engine][known]") {
    // As in the first case; when 60 are lost, 40 + 4 (t - 10), on day 15, the plant closes.
    auto net = first_case();
    tiny::Rule(net, "enough").when(tiny::expired_above("A", 60)).closes("p");
    const auto played = tiny::run(net, Days{20});
    REQUIRE(played.times(EventKind::rule_fired).size() == 1);
    CHECK(played.times(EventKind::rule_fired)[0] == Approx(15));
}

namespace {

/// What is seen of the first case above, spoilt at day 10, when 40 expire and 4 a day begin to.
std::string faults_of(const std::function<void(tests::NodeSeen&)>& spoil) {
    class Recorder final : public engine::Observer {
    public:
        void see(const engine::Instant& instant) override { seen.push_back(tests::snapshot_of(instant)); }

        std::vector<tests::Snapshot> seen;
    };

    auto net = first_case();
    const model::Model model = net.model(30);
    Recorder recorder;
    engine::Observer* const watching[] = {&recorder};
    engine::Runner runner(model);
    REQUIRE(runner.run(model.values, {}, watching));
    tests::ShelfBook book({model, model.values});
    tests::Faults faults;
    for (tests::Snapshot& now : recorder.seen) {
        faults.at(now.time);
        if (now.time == 10.0) {
            spoil(now.nodes[0]);
        }
        book.check(now, faults);
    }
    return faults.text();
}

bool says(const std::string& text, const char* words) { return text.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("the judge of shelf lives accepts what is right and catches what is wrong", "[engine]") {
    CHECK(faults_of([](tests::NodeSeen&) {}).empty());
    CHECK(says(faults_of([](tests::NodeSeen& seen) {
                   seen.stock += 5;
                   seen.expired -= 5;
               }),
               "came in the last 10 d"));
    CHECK(says(faults_of([](tests::NodeSeen& seen) {
                   seen.stock -= 5;
                   seen.expired += 5;
               }),
               "are young enough"));
    CHECK(says(faults_of([](tests::NodeSeen& seen) {
                   seen.stock -= 5;
                   seen.expired += 5;
               }),
               "expired at once"));
    CHECK(says(faults_of([](tests::NodeSeen& seen) { seen.expired = -1; }), "comes back"));
    CHECK(says(faults_of([](tests::NodeSeen& seen) {
                   seen.expiring = 0;
                   seen.net = 4;
               }),
               "was young enough"));
}
