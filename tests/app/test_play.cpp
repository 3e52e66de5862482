#include "app/scenarios.hpp"
#include "caisson/app/play.hpp"

namespace caisson::tests {

TEST_CASE("a run is recorded with its outcomes and its summary", "[app][known]") {
    const auto played = tests::played(request_of(two_states));
    const auto& outcomes = played.outcomes.rows();
    REQUIRE(outcomes.size() == 2);
    CHECK(outcomes[0].is_date);
    CHECK_FALSE(outcomes[0].censored);
    CHECK(outcomes[0].value == 50.0);                       // see scenarios.hpp
    CHECK(outcomes[1].value == 50 * 5'000.0 + 40 * 3'000);  // 370,000
    CHECK(played.trajectory.end() == Days{90});
    CHECK(played.summary.end == Days{90});
    CHECK(played.seed == 1);
}

TEST_CASE("the seed of the call goes before the seed of the scenario", "[app]") {
    const auto text = with(two_states, "start:", "seed: 7\nstart:");
    CHECK(tests::played(request_of(text)).seed == 7);
    app::PlayOptions options;
    options.seed = 9;
    CHECK(tests::played(request_of(text), options).seed == 9);
}

TEST_CASE("the same scenario gives the same run, and another scenario another", "[app][order]") {
    const auto first = tests::played(request_of(two_states)).summary.fingerprint;
    CHECK(tests::played(request_of(two_states)).summary.fingerprint == first);
    CHECK(tests::played(request_of(two_states, {"no-rail"})).summary.fingerprint != first);
}

TEST_CASE("a run with more events than allowed fails and says when", "[app]") {
    auto text = with(two_states, "capacity: 3000 round/d", "sails: {every: 1 d, lot: 100 round}, transit: 2 d");
    app::PlayOptions options;
    options.most_events = 10;
    const auto played = app::play(loaded(request_of(text)), options);
    REQUIRE_FALSE(played);
    CHECK(played.error().kind == app::Failure::Kind::run_failed);
    CHECK(played.error().message.find("the run failed on 2024-01-") == 0);
}

TEST_CASE("a run stops when it is asked to", "[app]") {
    app::Hooks hooks;
    hooks.stop = [] { return true; };
    const auto played = app::play(loaded(request_of(two_states)), {}, hooks);
    REQUIRE_FALSE(played);
    CHECK(played.error().kind == app::Failure::Kind::interrupted);
}

}  // namespace caisson::tests
