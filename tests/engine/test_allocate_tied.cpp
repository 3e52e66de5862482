#include "allocate_net.hpp"
#include "support/catch.hpp"

namespace caisson::tests {
namespace {

using engine::Binding;

Approx exactly(double value) { return Approx(value).epsilon(1e-12).margin(1e-12); }

}  // namespace

TEST_CASE("a fire uses the second commodity for what the first leaves", "[engine][known]") {
    Net net("K1 free\n K2 free\n plant p -> K1 3\n fire f1 K1 10\n fire f2 K2 0 after f1");  // KA-53
    REQUIRE(net.solve());
    CHECK(net.rate("f1") == 10.0);
    CHECK(net.rate("f2") == 0.0);
    CHECK(net.binding("f2") == Binding::none);

    net.limit("K1", "empty");  // day 40/7
    REQUIRE(net.solve_changes());
    CHECK(net.rate("f1") == exactly(3));
    CHECK(net.rate("f2") == exactly(7));
    CHECK(net.allocation().ask[net.flow("f2")] == exactly(7));
    CHECK(net.net("K2") == exactly(-7));

    net.limit("K2", "empty");  // day 20
    REQUIRE(net.solve_changes());
    CHECK(net.rate("f1") == exactly(3));
    CHECK(net.rate("f2") == 0.0);
    CHECK(net.binding("f2") == Binding::sender);

    net.ask("f1", 2);
    REQUIRE(net.solve_changes());
    CHECK(net.rate("f1") == 2.0);
    CHECK(net.allocation().ask[net.flow("f2")] == 0.0);
    CHECK(net.binding("f2") == Binding::none);
}

TEST_CASE("a fire in proportion is limited in each commodity alone, a rigid one by the scarcest", "[engine][known]") {
    Net loose("K1 free\n K2 empty\n fire f1 K1 7\n fire f2 K2 3");  // KA-54
    REQUIRE(loose.solve());
    CHECK(loose.rate("f1") == 7.0);
    CHECK(loose.rate("f2") == 0.0);
    Net rigid("K1 free\n K2 empty\n rigid f 0.7 K1 0.3 K2 10");
    REQUIRE(rigid.solve());
    CHECK(rigid.rate("f") == 0.0);
    CHECK(rigid.binding("f") == Binding::sender);
    CHECK(rigid.net("K1") == 0.0);
}

TEST_CASE("a plant makes what its scarcest input allows", "[engine][known]") {
    Net net("P empty\n F empty\n A free\n plant i -> P 12\n plant j -> F 2.5\n plant m 2 P 0.5 F -> A 10");  // KA-55
    REQUIRE(net.solve());
    CHECK(net.rate("m") == exactly(5));  // min(10, 12/2, 2.5/0.5)
    CHECK(net.net("P") == exactly(2));
    CHECK(net.net("F") == 0.0);
    CHECK(net.net("A") == exactly(5));
}

TEST_CASE("what one plant cannot use for lack of another input the other plant gets", "[engine][known]") {
    Net net(  // KA-56
        "P empty\n F empty\n A free\n plant i -> P 12\n plant j -> F 2\n plant first 1 P -> A 10\n"
        "plant second 1 P 1 F -> A 10");
    REQUIRE(net.solve());
    CHECK(net.rate("second") == exactly(2));
    CHECK(net.rate("first") == exactly(10));
    net.ask("i", 10);
    REQUIRE(net.solve_changes());
    CHECK(net.rate("second") == exactly(2));
    CHECK(net.rate("first") == exactly(8));
}

TEST_CASE("a plant stops for want of room or of input, and its input feels it", "[engine][known]") {
    Net net("A empty\n V full\n plant p -> A 12\n plant m 2 A -> V 10\n fire f V 3");  // KA-123
    REQUIRE(net.solve());
    CHECK(net.rate("m") == exactly(3));
    CHECK(net.binding("m") == Binding::receiver);
    CHECK(net.net("A") == exactly(6));
    net.ask("f", 9);
    net.limit("A", "empty");  // it has filled meanwhile
    REQUIRE(net.solve_changes());
    CHECK(net.rate("m") == exactly(6));
    CHECK(net.binding("m") == Binding::sender);
    CHECK(net.net("A") == 0.0);
    CHECK(net.net("V") == exactly(-3));
}

TEST_CASE("plants over the capacity of their depot take no input", "[engine]") {
    Net net("A free\n V over\n plant m 2 A -> V 10");
    REQUIRE(net.solve());
    CHECK(net.rate("m") == 0.0);
    CHECK(net.binding("m") == Binding::over_capacity);
    CHECK(net.net("A") == 0.0);
}

TEST_CASE("own use that waits for another input leaves more to routes at the reserve", "[engine]") {
    // m may take 4 of A but F brings only 1, so A's route gets 6 - 1.
    Net net(
        "A at_reserve\n F empty\n S free\n plant p -> A 6\n plant q -> F 1\n plant m 1 A 1 F -> S 4\n"
        "route r A -> S 10");
    REQUIRE(net.solve());
    CHECK(net.rate("m") == exactly(1));
    CHECK(net.rate("r") == exactly(5));
    CHECK(net.net("A") == 0.0);
}

TEST_CASE("a plant with two scarce inputs and a full receiver takes the least of three", "[engine]") {
    Net net("P empty\n F empty\n V full\n plant i -> P 12\n plant j -> F 2.5\n plant m 2 P 0.5 F -> V 10\n fire f V 4");
    REQUIRE(net.solve());
    CHECK(net.rate("m") == exactly(4));
    CHECK(net.binding("m") == Binding::receiver);
    CHECK(net.net("P") == exactly(4));
    CHECK(net.net("F") == exactly(0.5));
}

TEST_CASE("a plant that is fed by what a fire leaves, which waits for the plant", "[engine]") {
    // The fire takes k1 first, then k2; a plant makes k1 of k2. k2 brings 6: the fire asks 10, m makes y = 6 y'/(...):
    // k1 gets y, the fire asks 10 - y of k2, the plant 4; both share 6: y = 4 * 6/(14 - y), y^2 - 14 y + 24 = 0, y = 2.
    Net net("K1 empty\n K2 empty\n plant p -> K2 6\n plant m 1 K2 -> K1 4\n fire f1 K1 10\n fire f2 K2 0 after f1");
    REQUIRE(net.solve());
    CHECK(net.rate("m") == Approx(2).epsilon(1e-11));  // found by repetition, to 1e-12 of an ask
    CHECK(net.rate("f1") == Approx(2).epsilon(1e-11));
    CHECK(net.rate("f2") == Approx(4).epsilon(1e-11));
}

}  // namespace caisson::tests
