#include "allocate_net.hpp"
#include "support/catch.hpp"

namespace caisson::tests {
namespace {

using engine::Binding;

Approx exactly(double value) { return Approx(value).epsilon(1e-12).margin(1e-12); }

}  // namespace

TEST_CASE("an empty sender feels a full receiver", "[engine][known]") {
    Net net("U empty\n V full\n plant p -> U 5\n route r U -> V 10\n fire f V 3");  // KA-32
    REQUIRE(net.solve());
    CHECK(net.rate("r") == exactly(3));
    CHECK(net.binding("r") == Binding::receiver);
    CHECK(net.net("U") == exactly(2));
    CHECK(net.net("V") == 0.0);
}

TEST_CASE("where priorities contradict each other the senders' win", "[engine][known]") {
    Net net(  // KA-33
        "U1 empty\n U2 empty\n V1 full\n V2 full\n plant p -> U1 1\n plant q -> U2 1\n fire f V1 1\n fire g V2 1\n"
        "route a U1 -> V1 1 out 0 in 1\n route b U1 -> V2 1 out 1 in 0\n"
        "route c U2 -> V1 1 out 1 in 0\n route d U2 -> V2 1 out 0 in 1");
    REQUIRE(net.solve());
    CHECK(net.rate("a") == exactly(1));
    CHECK(net.rate("d") == exactly(1));
    CHECK(net.rate("b") == 0.0);
    CHECK(net.rate("c") == 0.0);
    CHECK(net.allocator().counts().iterated == 0);
}

TEST_CASE("an empty sender passes on elsewhere what a full receiver's share refuses", "[engine][known]") {
    Net net(  // KA-34
        "U1 empty\n U2 empty\n V1 full\n V2 empty\n plant p -> U1 6\n plant q -> U2 6\n fire f V1 4\n"
        "route a U1 -> V1 6\n route b U1 -> V2 6\n route c U2 -> V1 6");
    REQUIRE(net.solve());
    CHECK(net.rate("a") == exactly(2));
    CHECK(net.rate("c") == exactly(2));
    CHECK(net.rate("b") == exactly(4));
    CHECK(net.net("U2") == exactly(4));
    CHECK(net.net("V2") == exactly(4));
}

TEST_CASE("a hub divides what it is offered", "[engine][known]") {
    Net net(  // KA-35
        "H hub\n A empty\n B empty\n C empty\n plant p -> A 10\n route r A -> H 10\n route b H -> B 4\n"
        "route c H -> C 8\n fire f B 20\n fire g C 20");
    REQUIRE(net.solve());
    CHECK(net.rate("r") == exactly(10));
    CHECK(net.rate("b") == exactly(10.0 / 3.0));
    CHECK(net.rate("c") == exactly(20.0 / 3.0));
    CHECK(net.net("H") == 0.0);
}

TEST_CASE("a hub turns away what it cannot pass on", "[engine][known]") {
    Net net(  // KA-35, second part
        "H hub\n A empty\n B empty\n C full\n plant p -> A 10\n route r A -> H 10\n route b H -> B 4\n"
        "route c H -> C 8\n fire f B 20\n fire g C 2");
    REQUIRE(net.solve());
    CHECK(net.rate("c") == exactly(2));
    CHECK(net.rate("b") == exactly(4));
    CHECK(net.rate("r") == exactly(6));
    CHECK(net.binding("r") == Binding::receiver);
    CHECK(net.net("A") == exactly(4));
}

TEST_CASE("of two hubs neither stops both what comes and what goes", "[engine][known]") {
    Net net(  // KA-92
        "H0 hub\n H1 hub\n plant p -> H0 2\n plant q -> H0 5.5\n plant w -> H1 6 in 1\n fire f H0 10\n"
        "route r H0 -> H1 5 out 1 in 0\n route s H1 -> H0 3.5");
    REQUIRE(net.solve());
    CHECK(net.rate("s") == exactly(3.5));
    CHECK(net.rate("p") == exactly(2));
    CHECK(net.rate("q") == exactly(5.5));
    CHECK(net.rate("f") == exactly(10));
    CHECK(net.rate("r") == exactly(1));
    CHECK(net.binding("r") == Binding::sender);
    CHECK(net.rate("w") == exactly(2.5));
    CHECK(net.binding("w") == Binding::receiver);
}

TEST_CASE("a tie in the limit: a loop that the rounds fill and the limit does not", "[engine][known]") {
    Net net(  // KA-122
        "H hub\n K hub\n G hub\n V full\n A at_reserve\n plant p -> A 3\n plant q -> V 6\n fire f V 5\n fire g H 1\n"
        "route a A -> G 8\n route b A -> V 7\n route c G -> V 1\n route d V -> K 5\n route e K -> H 8\n"
        "route h H -> H 1\n route i H -> V 8");
    REQUIRE(net.solve());
    CHECK(net.rate("d") == exactly(5));
    CHECK(net.rate("e") == exactly(5));
    CHECK(net.rate("q") == exactly(3));  // room for 10, level 1/2
    CHECK(net.rate("c") == exactly(0.5));
    CHECK(net.rate("a") == exactly(0.5));
    CHECK(net.rate("i") == exactly(4));
    CHECK(net.rate("b") == exactly(2.5));
    CHECK(net.binding("b") == Binding::sender);
    CHECK(net.rate("g") == exactly(1));
    CHECK(net.rate("h") == exactly(0.625));
    CHECK(net.binding("h") == Binding::receiver);
    CHECK(net.allocator().counts().iterated == 0);
}

}  // namespace caisson::tests
