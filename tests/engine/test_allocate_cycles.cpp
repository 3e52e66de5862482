#include <fmt/format.h>

#include "allocate_net.hpp"
#include "support/catch.hpp"

namespace caisson::tests {
namespace {

using engine::Binding;

Approx exactly(double value) { return Approx(value).epsilon(1e-12).margin(1e-12); }

}  // namespace

TEST_CASE("two empty depots that send to each other have nothing to send", "[engine][known]") {
    Net net("A empty\n B empty\n route r A -> B 10\n route s B -> A 10");  // KA-20
    REQUIRE(net.solve());
    CHECK(net.rate("r") == 0.0);
    CHECK(net.rate("s") == 0.0);
    CHECK(net.binding("r") == Binding::sender);
    CHECK(net.binding("s") == Binding::sender);
}

TEST_CASE("what goes round between empty depots is counted in", "[engine][known]") {
    Net net("A empty\n B empty\n plant p -> A 1\n route r A -> B 10\n route s B -> A 5\n fire f B 2");  // KA-21
    REQUIRE(net.solve());
    CHECK(net.rate("r") == exactly(3.5));  // t = 1 + 5t/7
    CHECK(net.rate("s") == exactly(2.5));
    CHECK(net.rate("f") == exactly(1));
    CHECK(net.net("A") == 0.0);
    CHECK(net.net("B") == 0.0);
}

TEST_CASE("what goes round with losses is counted in less what is lost", "[engine][known]") {
    Net net(  // KA-22
        "A empty\n B empty\n plant p -> A 1\n route r A -> B 10\n route s B -> A 5 loss 0.5\n fire f B 2");
    REQUIRE(net.solve());
    CHECK(net.rate("r") == exactly(14.0 / 9.0));  // t = 1 + (5/14) t
    CHECK(net.rate("s") == exactly(10.0 / 9.0));
    CHECK(net.rate("f") == exactly(4.0 / 9.0));
}

TEST_CASE("a closed loop with a source feeds itself until it is full", "[engine][known]") {
    Net net("A empty\n B empty\n plant p -> A 1\n route r A -> B 10\n route s B -> A 10");  // KA-23
    REQUIRE(net.solve());
    CHECK(net.rate("r") == 10.0);
    CHECK(net.rate("s") == 10.0);
    CHECK(net.net("A") == exactly(1));
    CHECK(net.net("B") == 0.0);

    net.ask("p", 0);  // without the source nothing goes round: KA-20
    net.limit("A", "empty");
    REQUIRE(net.solve_changes());
    CHECK(net.rate("r") == 0.0);
    CHECK(net.rate("s") == 0.0);
}

TEST_CASE("a loop cannot fetch what an earlier class takes", "[engine][known]") {
    Net net(  // KA-24
        "A empty\n B empty\n plant p -> A 1\n fire f A 1\n route r A -> B 10 out 1\n route s B -> A 10");
    REQUIRE(net.solve());
    CHECK(net.rate("f") == 1.0);
    CHECK(net.rate("r") == 0.0);
    CHECK(net.rate("s") == 0.0);
}

TEST_CASE("two full depots make no room for each other", "[engine][known]") {
    Net net("A full\n B full\n route r A -> B 10\n route s B -> A 10");  // KA-25
    REQUIRE(net.solve());
    CHECK(net.rate("r") == 0.0);
    CHECK(net.rate("s") == 0.0);
    CHECK(net.binding("r") == Binding::receiver);
}

TEST_CASE("room feeds itself round a closed loop of full depots", "[engine][known]") {
    Net net("A full\n B full\n route r A -> B 10\n route s B -> A 10\n fire f B 1");  // KA-25
    REQUIRE(net.solve());
    CHECK(net.rate("r") == 10.0);
    CHECK(net.rate("s") == 10.0);
    CHECK(net.net("A") == 0.0);
    CHECK(net.net("B") == exactly(-1));
}

TEST_CASE("a ring of three halves at each link", "[engine][known]") {
    Net net(  // KA-26
        "A empty\n B empty\n C empty\n plant p -> A 6\n route r A -> B 12\n route s B -> C 12\n route t C -> A 12\n"
        "fire f B 12\n fire g C 12");
    REQUIRE(net.solve());
    CHECK(net.rate("r") == exactly(8));  // 6 + 8/4
    CHECK(net.rate("f") == exactly(4));
    CHECK(net.rate("s") == exactly(4));
    CHECK(net.rate("g") == exactly(2));
    CHECK(net.rate("t") == exactly(2));
}

TEST_CASE("a source of a millionth fills a loop of ten", "[engine][known]") {
    Net net("A empty\n B empty\n plant p -> A 1e-6\n route r A -> B 10\n route s B -> A 10");  // KA-120
    REQUIRE(net.solve());
    CHECK(net.rate("r") == 10.0);
    CHECK(net.rate("s") == 10.0);
    CHECK(net.net("A") == Approx(1e-6).epsilon(1e-9));  // the difference of 10 + 1e-6 and 10, to rounding of 10
    CHECK(net.net("B") == 0.0);
}

TEST_CASE("rounding does not fill a loop", "[engine][known]") {
    // 0.1 + 0.2 is more than 0.3 by 5e-17; f takes 0.3 first, so nothing is left to go round.
    Net net(
        "A empty\n B empty\n plant p -> A 0.1\n plant q -> A 0.2\n fire f A 0.3\n route r A -> B 10 out 1\n"
        "route s B -> A 10");
    REQUIRE(net.solve());
    CHECK(net.rate("f") == Approx(0.3));
    CHECK(net.rate("r") == 0.0);
    CHECK(net.rate("s") == 0.0);
    CHECK(net.net("A") == 0.0);
}

TEST_CASE("a depot can feed itself", "[engine][known]") {
    Net net("A empty\n plant p -> A 1\n route r A -> A 10\n fire f A 2");  // KA-121
    REQUIRE(net.solve());
    CHECK(net.rate("r") == exactly(5));  // t = 1 + 10t/12 = 6
    CHECK(net.rate("f") == exactly(1));
    CHECK(net.net("A") == 0.0);
}

TEST_CASE("a plant with a yield above its needs feeds a loop with a gain", "[engine]") {
    // A gets t = 1 + 3 t/2 (half of A's goods become three each), which no t satisfies: the loop fills.
    Net net("A empty\n plant p -> A 1\n plant m 0.3333333333333333 A -> A 12\n fire f A 4");
    REQUIRE(net.solve());
    CHECK(net.rate("m") == exactly(12));
    CHECK(net.rate("f") == exactly(4));
    CHECK(net.net("A") == exactly(1 + 12 - 4 - 4));
}

TEST_CASE("more than 64 depots in a ring are solved as one", "[engine]") {
    // Each of 100 passes on half of what it gets and fires the other half: t = 1 + t / 2^100, so the first gets 1.
    std::string text;
    for (int at = 0; at < 100; ++at) {
        text += "D" + std::to_string(at) + " empty\n";
    }
    text += "plant p -> D0 1\n";
    for (int at = 0; at < 100; ++at) {
        text += fmt::format("route r{0} D{0} -> D{1} 10\nfire f{0} D{0} 10\n", at, (at + 1) % 100);
    }
    Net net(text);
    REQUIRE(net.solve());
    CHECK(net.rate("r0") == exactly(0.5));
    CHECK(net.rate("f1") == exactly(0.25));
    CHECK(net.rate("f2") == exactly(0.125));
}

}  // namespace caisson::tests
