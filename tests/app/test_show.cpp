#include "app/scenarios.hpp"
#include "caisson/app/show.hpp"

namespace caisson::tests {

TEST_CASE("the scenario is shown as it is after variants and settings, with origins", "[app]") {
    const auto shown = app::show(request_of(two_states, {"no-rail"}, {"fires.guns.rate=7k round/d"}));
    REQUIRE(shown);
    CHECK(shown->text.find("rate: 7k round/d") != std::string::npos);
    CHECK(shown->text.find("# --set:1") != std::string::npos);
    CHECK(shown->text.find("# test.yaml:22") != std::string::npos);
    CHECK(shown->text.find("less-fire") == std::string::npos);
}

TEST_CASE("what is shown can be read again, and is the same scenario", "[app]") {
    const auto shown = app::show(request_of(two_states, {"no-rail"}), read::Origins::none);
    REQUIRE(shown);
    const auto direct = played(request_of(two_states, {"no-rail"})).summary.fingerprint;
    CHECK(played(request_of(shown->text)).summary.fingerprint == direct);
}

TEST_CASE("an invalid scenario is not shown", "[app]") { CHECK_FALSE(app::show(request_of("caisson: 2\n"))); }

}  // namespace caisson::tests
