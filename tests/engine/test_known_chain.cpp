// Known answers: chains, and who gets how much of what is scarce.
#include "support/nearly.hpp"
#include "support/tiny.hpp"

using namespace caisson;
using engine::Binding;
using tests::nearly;

TEST_CASE("known 09: what is behind an empty depot runs out with its source", "[engine][known]") {
    tiny::Network net;  // A lasts 50 / 5 = 10
    net.depot("A", 50);
    net.depot("B");
    net.route("r", "A", "B", 5);
    net.fire("f", "B", 8);
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.rate("f", 0) == 5);
    CHECK(seen.first_empty("A") == 10);
    CHECK(seen.rate("f", 10) == 0);
    CHECK(seen.fired_total(20) == 50);
}

TEST_CASE("known 10: a chain passes on what its narrowest part allows", "[engine][known]") {
    tiny::Network net;
    net.depot("A");
    net.depot("B");
    net.depot("C");
    net.plant("p", "A", 3);
    net.route("r", "A", "B", 10);
    net.route("s", "B", "C", 2);
    net.fire("f", "C", 10);
    const auto seen = tiny::run(net, Days{10});
    CHECK(seen.rate("r", 0) == 3);
    CHECK(seen.binding("r", 0) == Binding::sender);
    CHECK(seen.rate("s", 0) == 2);
    CHECK(seen.binding("s", 0) == Binding::none);
    CHECK(seen.rate("f", 0) == 2);
    CHECK(seen.binding("f", 0) == Binding::sender);
    CHECK(seen.net("A", 0) == 0);
    CHECK(seen.net("B", 0) == 1);
    CHECK(seen.net("C", 0) == 0);
}

TEST_CASE("known 11: losses of a chain multiply, and are booked", "[engine][known]") {
    tiny::Network net;  // 10, 9 arrive, 7.2 arrive; lost 1 + 1.8 a day
    net.depot("A");
    net.depot("B");
    net.depot("C");
    net.plant("p", "A", 10);
    net.route("r", "A", "B", 20).loss(0.1);
    net.route("s", "B", "C", 20).loss(0.2);
    net.fire("f", "C", 30);
    const auto seen = tiny::run(net, Days{10});
    CHECK(seen.rate("r", 0) == nearly(10));
    CHECK(seen.rate("s", 0) == nearly(9));
    CHECK(seen.rate("f", 0) == nearly(7.2));
    CHECK(seen.lost("r", 10) + seen.lost("s", 10) == nearly(28));
}

TEST_CASE("known 12: stocks in a chain are used one after the other", "[engine][known]") {
    tiny::Network net;  // B dry at 20 / 6, A then 30 - 4 * 10/3 = 50/3; A dry at 30 / 4
    net.depot("A", 30);
    net.depot("B", 20);
    net.route("r", "A", "B", 4);
    net.fire("f", "B", 10);
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.first_empty("B") == nearly(10.0 / 3.0));
    CHECK(seen.stock("A", 10.0 / 3.0) == nearly(50.0 / 3.0));
    CHECK(seen.rate("f", 5) == 4);
    CHECK(seen.first_empty("A") == nearly(7.5));
    CHECK(seen.fired_total(20) == nearly(50));
}

TEST_CASE("known 13: shares are in proportion to what is asked", "[engine][known]") {
    tiny::Network net;  // 10 * 6/15 and 10 * 9/15
    net.depot("A");
    net.plant("p", "A", 10);
    net.fire("f", "A", 6);
    net.fire("g", "A", 9);
    const auto seen = tiny::run(net, Days{1});
    CHECK(seen.rate("f", 0) == nearly(4));
    CHECK(seen.rate("g", 0) == nearly(6));
}

TEST_CASE("known 14: the first class is served before the second", "[engine][known]") {
    tiny::Network net;  // 6; of the other 4: 4 * 3/12 and 4 * 9/12
    net.depot("A");
    net.plant("p", "A", 10);
    net.fire("f", "A", 6);
    net.fire("g", "A", 3).priority(1);
    net.fire("h", "A", 9).priority(1);
    const auto seen = tiny::run(net, Days{1});
    CHECK(seen.rate("f", 0) == 6);
    CHECK(seen.binding("f", 0) == Binding::none);
    CHECK(seen.rate("g", 0) == nearly(1));
    CHECK(seen.rate("h", 0) == nearly(3));
}

TEST_CASE("known 15: what a full receiver refuses is shared among the others", "[engine][known]") {
    tiny::Network net;  // V takes 1; (10 - 1) / 2 = 4.5 each
    net.depot("A");
    net.depot("V", 9).capacity(9);
    net.plant("p", "A", 10);
    net.fire("f", "A", 10);
    net.fire("g", "A", 10);
    net.route("r", "A", "V", 10);
    net.fire("h", "V", 1);
    const auto seen = tiny::run(net, Days{1});
    CHECK(seen.rate("r", 0) == nearly(1));
    CHECK(seen.binding("r", 0) == Binding::receiver);
    CHECK(seen.rate("f", 0) == nearly(4.5));
    CHECK(seen.rate("g", 0) == nearly(4.5));
    CHECK(seen.binding("f", 0) == Binding::sender);
}

TEST_CASE("known 16: a depot shares by what it is asked, not by what stands behind", "[engine][known]") {
    tiny::Network net;  // 5 and 5, then 2.5 and 2.5; shared over whole paths B would get 20/3
    net.depot("A");
    net.depot("B");
    net.plant("p", "A", 10);
    net.fire("f", "A", 10);
    net.route("r", "A", "B", 10);
    net.fire("g", "B", 10);
    net.fire("h", "B", 10);
    const auto seen = tiny::run(net, Days{1});
    CHECK(seen.rate("f", 0) == 5);
    CHECK(seen.rate("r", 0) == 5);
    CHECK(seen.rate("g", 0) == 2.5);
    CHECK(seen.rate("h", 0) == 2.5);
}

TEST_CASE("known 17: shares go by asks, not by what is possible", "[engine][known]") {
    tiny::Network net;  // V takes 2, f the other 8 (not 10 * 10/12)
    net.depot("A");
    net.depot("V", 9).capacity(9);
    net.plant("p", "A", 10);
    net.fire("f", "A", 10);
    net.route("r", "A", "V", 10);
    net.fire("h", "V", 2);
    const auto seen = tiny::run(net, Days{1});
    CHECK(seen.rate("r", 0) == nearly(2));
    CHECK(seen.rate("f", 0) == nearly(8));
}

TEST_CASE("known 18: shares of shares", "[engine][known]") {
    tiny::Network net;  // 6 and 6; then 6 * 4/12 and 6 * 8/12
    net.depot("A");
    net.depot("B");
    net.plant("p", "A", 12);
    net.fire("f", "A", 8);
    net.route("r", "A", "B", 8);
    net.fire("g", "B", 4);
    net.fire("h", "B", 8);
    const auto seen = tiny::run(net, Days{1});
    CHECK(seen.rate("f", 0) == nearly(6));
    CHECK(seen.rate("r", 0) == nearly(6));
    CHECK(seen.rate("g", 0) == nearly(2));
    CHECK(seen.rate("h", 0) == nearly(4));
}

TEST_CASE("known 19: a flow that is stuck elsewhere does not hold up later classes", "[engine][known]") {
    tiny::Network net;  // V takes 3, f all its 5, 2 a day pile up
    net.depot("A");
    net.depot("V", 9).capacity(9);
    net.plant("p", "A", 10);
    net.route("r", "A", "V", 12);
    net.fire("h", "V", 3);
    net.fire("f", "A", 5).priority(1);
    const auto seen = tiny::run(net, Days{1});
    CHECK(seen.rate("r", 0) == nearly(3));
    CHECK(seen.binding("r", 0) == Binding::receiver);
    CHECK(seen.rate("f", 0) == 5);
    CHECK(seen.net("A", 0) == nearly(2));
}
