#include <cmath>

#include "allocate_net.hpp"
#include "engine/allocate.hpp"
#include "support/catch.hpp"

namespace caisson::tests {
namespace {

using engine::Binding;

/// A number worked out by hand; the engine promises it to rounding.
Approx exactly(double value) { return Approx(value).epsilon(1e-12).margin(1e-12); }

}  // namespace

TEST_CASE("an empty depot shares what comes in by what was asked", "[engine][known]") {
    Net net("A empty\n plant p -> A 10\n fire f A 6\n fire g A 9");  // KA-13
    REQUIRE(net.solve());
    CHECK(net.rate("f") == exactly(4));  // 10 * 6/15
    CHECK(net.rate("g") == exactly(6));  // 10 * 9/15
    CHECK(net.binding("f") == Binding::sender);
    CHECK(net.net("A") == 0.0);
}

TEST_CASE("an empty depot with more than it is asked for leaves empty", "[engine][known]") {
    Net net("A empty\n plant p -> A 10\n fire f A 4");  // KA-04
    REQUIRE(net.solve());
    CHECK(net.rate("f") == 4.0);
    CHECK(net.binding("f") == Binding::none);
    CHECK(net.net("A") == 6.0);
}

TEST_CASE("an empty depot that gets just what it is asked for stays and limits nobody", "[engine][known]") {
    Net net("A empty\n plant p -> A 4\n fire f A 4");  // KA-05
    REQUIRE(net.solve());
    CHECK(net.rate("f") == 4.0);
    CHECK(net.binding("f") == Binding::none);
    CHECK(net.net("A") == 0.0);
}

TEST_CASE("a reserve is kept from routes, not from own use", "[engine][known]") {
    Net net("A at_reserve\n S free\n plant p -> A 5\n fire f A 2\n route r A -> S 8");  // KA-08
    REQUIRE(net.solve());
    CHECK(net.rate("r") == 3.0);  // 5 - 2
    CHECK(net.binding("r") == Binding::sender);
    CHECK(net.net("A") == 0.0);

    net.ask("p", 1);
    REQUIRE(net.solve_changes());
    CHECK(net.rate("r") == 0.0);  // own use takes more than comes in
    CHECK(net.binding("r") == Binding::reserve);
    CHECK(net.net("A") == -1.0);

    net.limit("A", "below_reserve");
    REQUIRE(net.solve_changes());
    CHECK(net.rate("r") == 0.0);
    CHECK(net.binding("r") == Binding::reserve);
    CHECK(net.net("A") == -1.0);
}

TEST_CASE("a depot that is empty and keeps a reserve feeds its own fires only", "[engine][known]") {
    Net net("A empty_below_reserve\n S free\n plant p -> A 5\n fire f A 8\n route r A -> S 8");
    REQUIRE(net.solve());
    CHECK(net.rate("f") == 5.0);  // all that comes in: the route, blocked, takes no part in the sharing
    CHECK(net.rate("r") == 0.0);
    CHECK(net.binding("r") == Binding::reserve);
}

TEST_CASE("losses are taken on the way", "[engine][known]") {
    Net net(  // KA-11
        "A empty\n B empty\n C empty\n plant p -> A 10\n route r A -> B 20 loss 0.1\n route s B -> C 20 loss 0.2\n"
        "fire f C 30");
    REQUIRE(net.solve());
    CHECK(net.rate("r") == exactly(10));
    CHECK(net.rate("s") == exactly(9));
    CHECK(net.rate("f") == exactly(7.2));
}

TEST_CASE("an earlier priority is served in full first", "[engine][known]") {
    Net net("A empty\n plant p -> A 10\n fire f A 6\n fire g A 3 out 1\n fire h A 9 out 1");  // KA-14
    REQUIRE(net.solve());
    CHECK(net.rate("f") == exactly(6));
    CHECK(net.rate("g") == exactly(1));  // 4 * 3/12
    CHECK(net.rate("h") == exactly(3));
    CHECK(net.allocation().sender_level[net.node("A")] == exactly(1.0 + 1.0 / 3.0));
}

TEST_CASE("what a full receiver refuses is shared among the others", "[engine][known]") {
    Net net(  // KA-15
        "A empty\n V full\n plant p -> A 10\n fire f A 10\n fire g A 10\n route r A -> V 10\n fire h V 1");
    REQUIRE(net.solve());
    CHECK(net.rate("r") == exactly(1));
    CHECK(net.binding("r") == Binding::receiver);
    CHECK(net.rate("f") == exactly(4.5));  // (10 - 1)/2
    CHECK(net.rate("g") == exactly(4.5));
    CHECK(net.binding("f") == Binding::sender);
    CHECK(net.net("V") == 0.0);
}

TEST_CASE("a depot shares without looking behind the next one", "[engine][known]") {
    Net net(  // KA-16
        "A empty\n B empty\n plant p -> A 10\n fire f A 10\n route r A -> B 10\n fire g B 10\n fire h B 10");
    REQUIRE(net.solve());
    CHECK(net.rate("f") == exactly(5));
    CHECK(net.rate("r") == exactly(5));
    CHECK(net.rate("g") == exactly(2.5));
    CHECK(net.rate("h") == exactly(2.5));
}

TEST_CASE("shares go by what was asked, not by what is possible", "[engine][known]") {
    Net net("A empty\n V full\n plant p -> A 10\n fire f A 10\n route r A -> V 10\n fire h V 2");  // KA-17
    REQUIRE(net.solve());
    CHECK(net.rate("r") == exactly(2));
    CHECK(net.rate("f") == exactly(8));  // not 10 * 10/12
}

TEST_CASE("a chain of empty depots shares at every link", "[engine][known]") {
    Net net(  // KA-18
        "A empty\n B empty\n plant p -> A 12\n fire f A 8\n route r A -> B 8\n fire g B 4\n fire h B 8");
    REQUIRE(net.solve());
    CHECK(net.rate("f") == exactly(6));
    CHECK(net.rate("r") == exactly(6));
    CHECK(net.rate("g") == exactly(2));
    CHECK(net.rate("h") == exactly(4));
}

TEST_CASE("a flow that is stuck elsewhere does not hold up later classes", "[engine][known]") {
    Net net("A empty\n V full\n plant p -> A 10\n route r A -> V 12\n fire h V 3\n fire f A 5 out 1");  // KA-19
    REQUIRE(net.solve());
    CHECK(net.rate("r") == exactly(3));
    CHECK(net.binding("r") == Binding::receiver);
    CHECK(net.rate("f") == 5.0);
    CHECK(net.net("A") == exactly(2));
}

TEST_CASE("a full depot accepts what leaves it, and its sender feels it", "[engine][known]") {
    Net net("A full\n B full\n plant p -> A 10\n route r A -> B 8\n fire f B 3");  // KA-27
    REQUIRE(net.solve());
    CHECK(net.rate("p") == exactly(3));
    CHECK(net.rate("r") == exactly(3));
    CHECK(net.rate("f") == 3.0);
    CHECK(net.binding("p") == Binding::receiver);
    CHECK(net.binding("r") == Binding::receiver);
    CHECK(net.net("A") == 0.0);
    CHECK(net.net("B") == 0.0);
}

TEST_CASE("a full depot prefers the inflow of the earlier priority", "[engine][known]") {
    Net net("V full\n X free\n plant p -> V 6 in 1\n route r X -> V 4 in 0\n fire f V 5");  // KA-28
    REQUIRE(net.solve());
    CHECK(net.rate("r") == 4.0);
    CHECK(net.rate("p") == exactly(1));
}

TEST_CASE("a full depot shares its room by what would arrive", "[engine][known]") {
    Net net("V full\n X free\n Y free\n route r X -> V 10\n route s Y -> V 10 loss 0.5\n fire f V 6");  // KA-29
    REQUIRE(net.solve());
    CHECK(net.rate("r") == exactly(4));  // 10 and 5 share 6: 4 and 2 arrive
    CHECK(net.rate("s") == exactly(4));
}

TEST_CASE("a full depot with more to give than comes leaves full", "[engine][known]") {
    Net net("A full\n plant p -> A 3\n fire f A 5");  // KA-31
    REQUIRE(net.solve());
    CHECK(net.rate("p") == 3.0);
    CHECK(net.binding("p") == Binding::none);
    CHECK(net.net("A") == -2.0);
}

TEST_CASE("a full depot that empties fast feeds an empty one", "[engine][known]") {
    Net net("V full\n W empty\n plant p -> V 2\n route r V -> W 5\n fire f W 9");  // KA-36
    REQUIRE(net.solve());
    CHECK(net.rate("f") == 5.0);
    CHECK(net.net("V") == -3.0);

    net.limit("V", "empty");  // day 10
    REQUIRE(net.solve_changes());
    CHECK(net.rate("r") == exactly(2));
    CHECK(net.rate("f") == exactly(2));
}

TEST_CASE("a depot that left empty and comes back is solved with what was asked meanwhile", "[engine]") {
    for (const auto path : {engine::SolvePath::general, engine::SolvePath::short_cuts}) {
        Net net("A empty\n B free\n plant p -> A 10\n fire f A 4\n route r A -> B 1", path);
        REQUIRE(net.solve());
        REQUIRE(net.net("A") == 5.0);
        REQUIRE(net.allocation().limits[net.node("A")] ==
                limits_from("free"));  // it fills, and nothing was solved again
        net.ask("f", 19);
        REQUIRE(net.solve_changes());
        REQUIRE(net.rate("f") == 19.0);
        net.limit("A", "empty");
        REQUIRE(net.solve_changes());
        CHECK(net.rate("f") == exactly(9.5));  // 10 * 19/20
        CHECK(net.rate("r") == exactly(0.5));
    }
}

TEST_CASE("nothing comes in above the capacity", "[engine][known]") {
    Net net("A over\n plant p -> A 4\n fire f A 10");  // KA-115
    REQUIRE(net.solve());
    CHECK(net.rate("p") == 0.0);
    CHECK(net.binding("p") == Binding::over_capacity);
    CHECK(net.net("A") == -10.0);

    net.limit("A", "full");  // day 2: it has come down to its capacity, and goes on down
    REQUIRE(net.solve_changes());
    CHECK(net.rate("p") == 4.0);
    CHECK(net.net("A") == -6.0);

    net.limit("A", "empty");  // day 7
    REQUIRE(net.solve_changes());
    CHECK(net.rate("f") == exactly(4));
}

TEST_CASE("a small share of a late class keeps all its digits", "[engine]") {
    // f takes 1e9 of 1e9 + 1e-3, so g gets 1e-3 of the 1e6 it asks: a fraction of 1e-9 that 1 + 1e-9 would round.
    // What is left is itself only known to 1e-16 * 1e9.
    Net net("A empty\n plant p -> A 0.001\n plant q -> A 1e3\n fire f A 1e3\n fire g A 1e6 out 1");
    REQUIRE(net.solve());
    CHECK(net.rate("g") == Approx(0.001).epsilon(1e-9));
}

TEST_CASE("an empty port passes on what comes out of its line", "[engine][known]") {
    Net net("P empty\n B empty\n plant arrive -> P 3\n unload u P -> B 10\n fire f B 10");
    REQUIRE(net.solve());
    CHECK(net.rate("u") == exactly(3));
    CHECK(net.rate("f") == exactly(3));
    net.ask("arrive", 7);
    REQUIRE(net.solve_changes());
    CHECK(net.rate("u") == exactly(7));
    CHECK(net.rate("f") == exactly(7));
    CHECK(net.allocator().counts().lone_solves == 1);
}

}  // namespace caisson::tests
