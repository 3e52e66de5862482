// Known answers: what is rejected of what arrives, and what is made good of it.
#include "posed.hpp"
#include "support/nearly.hpp"
#include "support/rules.hpp"
#include "support/tiny.hpp"

using namespace caisson;
using engine::EventKind;
using tests::nearly;

TEST_CASE("a share of what arrives by flow is another commodity", "[engine][known]") {
    // 10 a day leave, 1 is lost; of the 9 a third is rejected: 6 and 3 a day from day 2 on.
    tiny::Network net;
    net.depot("A", 1000);
    net.depot("B");
    net.depot("C");
    net.route("r", "A", "B", 10).transit(2).loss(0.1).rejects(1.0 / 3.0, "raw", "C");
    const auto seen = tiny::run(net, Days{12});
    CHECK(seen.stock("B", 12, "shell") == nearly(60));
    CHECK(seen.stock("C", 12, "raw") == nearly(30));
    CHECK(seen.rejected("r", 12) == nearly(30));
    CHECK(seen.arrived("r", 12) == nearly(90));
    CHECK(seen.lost("r", 12) == nearly(10));
}

TEST_CASE("a share of each lot is another commodity", "[engine][known]") {
    tiny::Network net;
    net.depot("A", 1000);
    net.depot("B").capacity(50);
    net.sailing("s", "A", "B", 100, 10).transit(3).rejects(0.4, "raw", "A");
    const auto seen = tiny::run(net, Days{9});
    // of 100 that arrive on day 3, 40 are rejected; of the 60, 50 fit
    CHECK(seen.stock("A", 3, "raw") == nearly(40));
    CHECK(seen.stock("B", 3, "shell") == nearly(50));
    CHECK(seen.port("s", 3) == nearly(10));
    CHECK(seen.rejected("s", 9) == nearly(40));
}

TEST_CASE("what is rejected never blocks, nor waits behind a full depot", "[engine][known]") {
    tiny::Network net;
    net.depot("A", 1000);
    net.depot("B", 10).capacity(10);
    net.depot("C");
    net.route("r", "A", "B", 5).transit(1).rejects(0.2, "raw", "C");
    const auto seen = tiny::run(net, Days{11});
    CHECK(seen.stock("C", 11, "raw") == nearly(10));  // 1 a day
    CHECK(seen.port("r", 11) == nearly(40));
}

TEST_CASE("another share holds for what arrives from then on", "[engine][known]") {
    // 10 a day from day 4 on: nothing rejected until day 6, half of it from then on
    tiny::Network net;
    net.depot("A", 1000);
    net.depot("B");
    net.route("r", "A", "B", 10).transit(4).rejects(0.0, "raw", "B").rejects_from(6, 0.5);
    tiny::Rule(net, "all").when(tiny::from_day(9)).sets(model::Lever::rejects, "r", 1.0);
    const auto seen = tiny::run(net, Days{10});
    CHECK(seen.stock("B", 6, "shell") == nearly(20));
    CHECK(seen.stock("B", 9, "shell") == nearly(35));
    CHECK(seen.stock("B", 10, "shell") == nearly(35));
    CHECK(seen.stock("B", 10, "raw") == nearly(25));
}

TEST_CASE("a target counts what of the way will be good", "[engine][known]") {
    // 10 a day, half of it good after 10 d: 30 are hoped for on day 6.
    tiny::Network net;
    net.depot("A", 1000);
    net.depot("B");
    net.route("r", "A", "B", 10).transit(10).rejects(0.5, "raw", "A").target(30);
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.times(EventKind::target_reached, "r").front() == nearly(6));
    CHECK(seen.stock("B", 20, "shell") == nearly(30));
}

TEST_CASE("a works of limited size makes good rounds of what is rejected", "[engine][known]") {
    // 40 a day are rejected. The works takes in 25 a day and finishes them after 6 d, 80 % of them good: 20 a day. From
    // day 1 on raw shells pile up by 15 a day; on day 11 they are 150, 150 are in work, and 80 were made good.
    tiny::Network net;
    net.depot("S", 1e6);
    net.depot("B");
    net.route("r", "S", "B", 100).transit(1).rejects(0.4, "raw", "B");
    net.plant("refurbish", "B", 25).takes(6).yield(0.8).needs("raw", 1);
    const auto seen = tiny::run(net, Days{11});
    CHECK(seen.stock("B", 11, "raw") == nearly(150));
    CHECK(seen.in_work("refurbish", 11) == nearly(150));
    CHECK(seen.delivered("refurbish", 11) == nearly(80));  // 20 (11 - 7)
    CHECK(seen.scrapped("refurbish", 11) == nearly(20));
    CHECK(seen.stock("B", 11, "shell") == nearly(680));  // 60 * 10 + 80
}

TEST_CASE("the checker catches goods that are rejected in another number", "[checker]") {
    tiny::Network net;
    net.depot("A", 100);
    net.depot("B");
    net.route("r", "A", "B", 10).transit(6).rejects(0.25, "raw", "B");
    const auto spoil = [&](tests::Rule rule, const auto& change) {
        tests::Posed posed(net);
        posed.wait_until(5);
        REQUIRE_FALSE(posed.caught(rule));
        change(posed);
        CHECK(posed.caught(rule));
    };
    spoil(tests::Rule::totals, [](tests::Posed& at) { at.route("r").rejected += 1e-3; });
    spoil(tests::Rule::lines, [](tests::Posed& at) { at.route("r").rejecting = 1; });
    spoil(tests::Rule::settings, [](tests::Posed& at) { at.route("r").reject_share = 0.5; });
    spoil(tests::Rule::changes, [](tests::Posed& at) { at.route("r").rejecting = 1; });
}
