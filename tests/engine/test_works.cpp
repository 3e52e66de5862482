// Known answers: plants that take time.
#include "posed.hpp"
#include "support/nearly.hpp"
#include "support/rules.hpp"
#include "support/tiny.hpp"

using namespace caisson;
using engine::EventKind;
using tests::nearly;
using tests::Posed;
using tests::Rule;

TEST_CASE("known 104: what is begun is finished after a time, and a share of it is good", "[engine][known]") {
    tiny::Network net;
    net.depot("A");
    net.plant("p", "A", 10).takes(6).yield(0.9);
    net.fire("f", "A", 20);
    const auto seen = tiny::run(net, Days{10});
    CHECK(seen.rate("f", 5.9) == 0);
    CHECK(seen.rate("f", 6) == nearly(9));
    // 100 begun = 60 in work + 36 used + 4 scrapped
    CHECK(seen.made_total(10) == nearly(100));
    CHECK(seen.in_work("p", 10) == nearly(60));
    CHECK(seen.fired_total(10) == nearly(36));
    CHECK(seen.scrapped("p", 10) == nearly(4));
    CHECK(seen.delivered("p", 10) == nearly(36));
    CHECK(seen.times(EventKind::output_changed, "p") == std::vector<double>{6});
}

TEST_CASE("known 105: a steady plant has work in hand, and finishes it after it has closed", "[engine][known]") {
    tiny::Network net;
    net.depot("A");
    net.plant("p", "A", 10).takes(6).steady().yield(0.9).closes(3);
    net.fire("f", "A", 20);
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.rate("f", 0) == nearly(9));
    CHECK(seen.rate("f", 8.9) == nearly(9));
    CHECK(seen.rate("f", 9) == 0);
    // 60 started + 30 made = 81 used + 9 scrapped
    CHECK(seen.instants().front().plants[0].in_work_at_start == nearly(60));
    CHECK(seen.made_total(20) == nearly(30));
    CHECK(seen.fired_total(20) == nearly(81));
    CHECK(seen.scrapped("p", 20) == nearly(9));
    CHECK(seen.in_work("p", 20) == 0);
}

TEST_CASE("known 106: inputs leave when work begins, and less of them means less later", "[engine][known]") {
    tiny::Network net;
    net.depot("A");
    net.depot("A", 30, "P");
    net.plant("q", "A", 4, "P");
    net.plant("p", "A", 10).takes(5).needs("P", 1);
    const auto seen = tiny::run(net, Days{12});
    CHECK(seen.first_empty("A", "P") == 5);  // 30 / (10 - 4)
    CHECK(seen.rate("p", 4.9) == nearly(10));
    CHECK(seen.rate("p", 5) == nearly(4));
    CHECK(seen.stock("A", 10, "shell") == nearly(50));
    CHECK(seen.stock("A", 12, "shell") == nearly(58));
    CHECK(seen.in_work("p", 12) == nearly(20));
}

TEST_CASE("a full depot fills the dock, which stops the plant until it is empty", "[engine][known]") {
    // Nothing is used until day 20. 10 a day are begun from day 0, finished from day 4. A holds 15: full on day 5.5; the
    // dock holds a day's deliveries, 10, on day 6.5. Then 40 are in work, all in the dock on day 10.5: 50. From day 20
    // on 25 a day are used: 10 a day leave the dock, which is empty on day 25 and lets the plant begin again.
    tiny::Network net;
    net.depot("A").capacity(15);
    net.plant("p", "A", 10).takes(4);
    net.fire("f", "A", 10).opens(20);
    const auto seen = tiny::run(net, Days{40});
    CHECK(seen.times(EventKind::filled, "A").front() == nearly(5.5));
    CHECK(seen.times(EventKind::dock_stopped, "p") == std::vector<double>{6.5});
    CHECK(seen.made_total(6.5) == nearly(65));
    CHECK(seen.dock("p", 10.5) == nearly(50));
    CHECK(seen.dock("p", 20) == nearly(50));
    CHECK(seen.in_work("p", 20) == 0);
    CHECK(seen.times(EventKind::dock_resumed, "p").front() == nearly(25));
    CHECK(seen.rate("p", 25) == nearly(10));
    CHECK(seen.stock("A", 26.5) == 0);  // 15 at 25, 10 a day used: empty on day 26.5
    CHECK(seen.rate("f", 28.9) == 0);
    CHECK(seen.rate("f", 29) == nearly(10));  // 25 + 4
}

TEST_CASE("a dock that may queue takes whatever is finished", "[engine][known]") {
    tiny::Network net;
    net.depot("A", 5).capacity(5);
    net.plant("p", "A", 3).takes(2).when_full(model::WhenDockFull::queue);
    const auto seen = tiny::run(net, Days{12});
    CHECK(seen.dock("p", 12) == nearly(30));  // 3 (12 - 2)
    CHECK(seen.in_work("p", 12) == nearly(6));
    CHECK(seen.events(EventKind::dock_stopped).empty());
}

TEST_CASE("a dock with a limit of its own stops the plant there", "[engine][known]") {
    tiny::Network net;
    net.depot("A", 5).capacity(5);
    net.plant("p", "A", 3).takes(2).dock(12);
    const auto seen = tiny::run(net, Days{12});
    CHECK(seen.times(EventKind::dock_stopped, "p") == std::vector<double>{6});  // 2 + 12 / 3
    CHECK(seen.dock("p", 12) == nearly(18));                                    // 12, and the 6 in work on day 6
}

TEST_CASE("a yield holds for what is begun under it", "[engine][known]") {
    // 10 a day begun; from day 3 on half of it is good. 10 a day come from day 2 to 5, then 5 a day.
    tiny::Network net;
    net.depot("A");
    net.plant("p", "A", 10).takes(2).yield_from(3, 0.5);
    const auto seen = tiny::run(net, Days{8});
    CHECK(seen.stock("A", 5) == nearly(30));
    CHECK(seen.stock("A", 8) == nearly(45));
    CHECK(seen.scrapped("p", 8) == nearly(15));
}

TEST_CASE("a plant that scraps loses what is in work when it closes", "[engine][known]") {
    // 6 a day begun from day 0 on; on day 5 a rule closes it: 2 d of it, 12, are in work; 18 are finished.
    tiny::Network net;
    net.depot("A");
    net.plant("p", "A", 6).takes(2).on_close(model::OnShutdown::scrap);
    tiny::Rule(net, "raid").when(tiny::from_day(5)).closes("p");
    tiny::Rule(net, "repair").when(tiny::from_day(7)).opens("p");
    const auto seen = tiny::run(net, Days{10});
    CHECK(seen.stock("A", 5) == nearly(18));
    CHECK(seen.scrapped("p", 5) == nearly(12));
    CHECK(seen.in_work("p", 5) == 0);
    CHECK(seen.stock("A", 9) == nearly(18));
    CHECK(seen.stock("A", 10) == nearly(24));  // from day 7 + 2 on
}

TEST_CASE("a plant that is closed and opened in one instant begins again with nothing in work", "[engine][known]") {
    tiny::Network net;
    net.depot("A");
    net.plant("p", "A", 6).takes(2).on_close(model::OnShutdown::scrap);
    tiny::Rule(net, "a").when(tiny::from_day(5)).closes("p");
    tiny::Rule(net, "b").when(tiny::from_day(5)).opens("p");
    const auto seen = tiny::run(net, Days{10});
    CHECK(seen.scrapped("p", 10) == nearly(12));
    CHECK(seen.stock("A", 7) == nearly(18));
    CHECK(seen.stock("A", 10) == nearly(36));  // 18, and 6 a day from day 7 on
    CHECK(seen.in_work("p", 10) == nearly(12));
}

TEST_CASE("a steady plant without inputs finishes what it had in work", "[engine][known]") {
    tiny::Network net;
    net.depot("A");
    net.depot("A", 0, "P");
    net.plant("p", "A", 10).takes(4).steady().needs("P", 1);
    const auto seen = tiny::run(net, Days{10});
    CHECK(seen.rate("p", 0) == 0);
    CHECK(seen.stock("A", 4, "shell") == nearly(40));
    CHECK(seen.stock("A", 10, "shell") == nearly(40));
    CHECK(seen.in_work("p", 10) == 0);
}

TEST_CASE("rules set yields, scale plants that take time, and wait for what is in work or scrapped",
          "[engine][known]") {
    // 10 a day, 4 d. In work is 25 on day 2.5: scaled to 40 % then; 4 a day arrive from day 6.5 on.
    tiny::Network net;
    net.depot("A");
    net.plant("p", "A", 10).takes(4);
    tiny::Rule(net, "enough").when(tiny::in_work_above("p", 25)).scales("p", 0.4);
    tiny::Rule(net, "worse").when(tiny::from_day(8)).sets(model::Lever::yield, "p", 0.5);
    tiny::Rule(net, "bad").when(tiny::scrapped_above("p", 4)).closes("p");
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.times(EventKind::rule_fired, "enough").front() == nearly(2.5));
    CHECK(seen.stock("A", 6.5) == nearly(25));
    CHECK(seen.stock("A", 12) == nearly(47));                         // 25 + 5.5 * 4
    CHECK(seen.stock("A", 13) == nearly(49));                         // half of 4
    CHECK(seen.times(EventKind::closed, "p").front() == nearly(14));  // 4 / (4 - 2) days after day 12
}

TEST_CASE("a plant that takes time shares room and inputs by its priorities", "[engine][known]") {
    // A is full, 6 a day are used. p finishes 4 a day and comes first; q, which makes at once, gets what it leaves.
    tiny::Network net;
    net.depot("A", 10).capacity(10);
    net.plant("p", "A", 4).takes(3).steady();
    net.plant("q", "A", 9).priority(1);
    net.fire("f", "A", 6);
    const auto seen = tiny::run(net, Days{10});
    CHECK(seen.delivered("p", 10) == nearly(40));
    CHECK(seen.rate("q", 5) == nearly(2));
}

TEST_CASE("plants that feed each other pass on what is good", "[engine][known]") {
    // Half of 8 is good after 1 d: 4 a day come from day 1 on and go on at once; all of them are finished 2 d later.
    tiny::Network net;
    net.depot("A");
    net.depot("A", 0, "body");
    net.plant("bodies", "A", 8, "body").takes(1).yield(0.5);
    net.plant("shells", "A", 20, "shell").takes(2).needs("body", 1);
    const auto seen = tiny::run(net, Days{10});
    CHECK(seen.rate("shells", 1) == nearly(4));
    CHECK(seen.stock("A", 10, "shell") == nearly(28));  // 4 (10 - 3)
    CHECK(seen.in_work("shells", 10) == nearly(8));
}

namespace {

// 10 a day are begun, 8 of them good after 4 d.
Posed a_plant() {
    tiny::Network net;
    net.depot("A");
    net.plant("p", "A", 10).takes(4).yield(0.8);
    return Posed(net);
}

void spoil(Posed posed, Rule rule, const std::function<void(Posed&)>& change) {
    REQUIRE_FALSE(posed.caught(rule));
    change(posed);
    CHECK(posed.caught(rule));
}

}  // namespace

TEST_CASE("the checker catches work that is begun, finished or scrapped in another number", "[checker]") {
    const auto waited = [](double time) {
        auto posed = a_plant();
        posed.wait_until(time);
        return posed;
    };
    spoil(waited(3), Rule::lines, [](Posed& at) { at.works("p").in_work -= 1e-3; });
    spoil(waited(3), Rule::totals, [](Posed& at) { at.works("p").finished += 1e-3; });
    spoil(waited(3), Rule::conservation, [](Posed& at) { at.works("p").scrapped += 1e-3; });
    spoil(waited(3), Rule::settings, [](Posed& at) { at.works("p").yield = 0.9; });
    spoil(waited(3), Rule::settings, [](Posed& at) { at.plant("p").asked = 11; });
    spoil(waited(3), Rule::settings, [](Posed& at) {
        at.now().nodes[at.plant_row("p").work.dock.index].stock = 9;  // a day's deliveries are 8
    });
    spoil(waited(3), Rule::changes, [](Posed& at) { at.works("p").finishing = 8; });
    auto late = a_plant();
    late.wait_until(5);
    CHECK(late.caught(Rule::lines));
}
