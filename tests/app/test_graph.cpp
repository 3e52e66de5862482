#include "app/scenarios.hpp"
#include "caisson/app/graph.hpp"

namespace caisson::tests {
namespace {

std::string drawn(const app::GraphOptions& options) {
    const auto drawn = app::graph(options);
    REQUIRE(drawn);
    return drawn->dot;
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("depots stand in the frame of their state, edges say the rates of the scenario", "[app]") {
    const auto dot = drawn({request_of(two_states), {}});
    CHECK(contains(dot, "label=\"North Korea\""));
    CHECK(contains(dot, R"("depots.front" [label="front\nshell: 100,000 round", shape=box];)"));
    CHECK(contains(dot, R"("plants.works" -> "depots.magazine" [label="1,000 round/d"];)"));
    CHECK(contains(dot, R"("depots.front" -> "fires.guns" [label="5,000 round/d"];)"));
    CHECK(contains(dot, R"("depots.magazine" -> "depots.front" [label="rail\n3,000 round/d", style=bold];)"));
}

TEST_CASE("with a run, edges say what moved", "[app][known]") {
    const auto dot = drawn({request_of(two_states), app::PlayOptions{}});
    CHECK(contains(dot, "2024-01-01 to 2024-03-31"));
    CHECK(contains(dot, "shell: 100,000 to 0 round, empty on 2024-02-20"));
    CHECK(contains(dot, "made 90,000 round"));
    CHECK(contains(dot, "fired 370,000 of 450,000 round"));
    CHECK(contains(dot, "rail\\nsent 270,000 round"));
}

TEST_CASE("sailings are dashed, and say lot, calendar and transit", "[app]") {
    const auto text = with(two_states, "capacity: 3000 round/d", "sails: {every: 9 d, lot: 60k round}, transit: 8 d");
    CHECK(contains(drawn({request_of(text), {}}), R"([label="rail\n60,000 round every 9 d, 8 d", style=dashed];)"));
}

TEST_CASE("an invalid scenario is not drawn", "[app]") { CHECK_FALSE(app::graph({request_of("caisson: 2\n"), {}})); }

}  // namespace caisson::tests
