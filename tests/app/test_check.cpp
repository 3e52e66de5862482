#include "app/scenarios.hpp"
#include "caisson/app/check.hpp"

namespace caisson::tests {
namespace {

app::CheckResult checked(const read::Request& request) {
    app::CheckOptions options;
    options.request = request;
    auto result = app::check(options);
    REQUIRE(result);
    return std::move(*result);
}

}  // namespace

TEST_CASE("the baseline and every variant are looked at, and claims are tested where they are made", "[app][known]") {
    const auto result = checked(request_of(two_states));
    CHECK(result.checked == std::vector<std::string>{"", "no-rail", "less-fire"});
    CHECK_FALSE(result.any_error());
    CHECK_FALSE(result.any_warning());
    CHECK_FALSE(result.any_claim_broken());
    REQUIRE(result.claims.size() == 2);
    CHECK(result.claims[0].variants.empty());
    CHECK(result.claims[0].claim == "on 2024-02-20");
    CHECK(result.claims[0].found == "2024-02-20");
    CHECK(result.claims[0].place == "test.yaml:28:5");
    CHECK(result.claims[1].variants == "no-rail");
    CHECK(result.claims[1].found == "2024-01-21");
}

TEST_CASE("a claim that does not hold says what was found", "[app]") {
    const auto result = checked(request_of(with(two_states, "on: 2024-02-20", "never: true")));
    CHECK(result.any_claim_broken());
    CHECK_FALSE(result.claims[0].holds);
    CHECK(result.claims[0].claim == "never");
    CHECK(result.claims[0].found == "2024-02-20");
    CHECK(result.claims[0].off == "it came");
    CHECK(result.claims[1].holds);
    CHECK(result.claims[1].off.empty());
}

TEST_CASE("what breaks a claim is said to the second and to the last digit", "[app][known]") {
    // 100,000 / (5,100 - 3,000) = 47.619... d; 47.619... x 5,100 + 42.38... x 3,000 = 370,000: what was there and what came.
    auto text = with(two_states, "rate: 5000 round/d}", "rate: 5100 round/d}");
    text = with(text, "outcome: dry, before: 2024-02-01, in: no-rail", "outcome: fired, above: 370000.5 round");
    const auto result = checked(request_of(text));
    REQUIRE(result.claims.size() == 2);
    CHECK(result.claims[0].found == "2024-02-17T14:51:26Z");  // 0.619047... d
    CHECK_FALSE(result.claims[1].holds);
    CHECK(result.claims[1].found.find("370000") == 0);
    CHECK(result.claims[0].off == "2.38 d too early");  // 50 - 47.619...
    CHECK(result.claims[1].off == "0.500 round too little");
}

TEST_CASE("claims under several variants are tested under these", "[app]") {
    const auto result = checked(request_of(with(two_states, "in: no-rail", "in: [no-rail, less-fire]")));
    CHECK(result.checked.back() == "no-rail,less-fire");
    REQUIRE(result.claims.size() == 2);
    CHECK(result.claims[1].found == "2024-01-26");  // 100,000 / 4,000 = day 25
}

TEST_CASE("with variants, only these are looked at", "[app]") {
    const auto result = checked(request_of(two_states, {"no-rail"}));
    CHECK(result.checked == std::vector<std::string>{"no-rail"});
    CHECK(result.claims.size() == 1);
}

TEST_CASE("an error in a variant is found, and each error once", "[app]") {
    const auto broken =
        checked(request_of(with(two_states, "{fires.guns.rate: 4000 round/d}", "{fires.gnus.rate: 4000 round/d}")));
    CHECK(broken.any_error());
    std::size_t errors = 0;
    for (const auto& found : broken.found) {
        errors += found.findings.size();
    }
    CHECK(errors == 1);
}

TEST_CASE("a warning that every variant has is told once", "[app]") {
    const auto result = checked(request_of(with(two_states, "{stock: 100k}", "{stock: 100k, capacity: 50k}")));
    CHECK_FALSE(result.any_error());
    CHECK(result.any_warning());
    std::size_t over_capacity = 0;
    for (const auto& found : result.found) {
        for (const auto& finding : found.findings) {
            over_capacity += finding.code == FindingCode::over_capacity ? 1 : 0;
        }
    }
    CHECK(over_capacity == 1);
}

TEST_CASE("a run that fails breaks the claims that need it", "[app]") {
    app::CheckOptions options;
    options.request =
        request_of(with(two_states, "capacity: 3000 round/d", "sails: {every: 1 d, lot: 100 round}, transit: 2 d"));
    options.play.most_events = 10;
    const auto result = app::check(options);
    REQUIRE(result);
    CHECK(result->any_claim_broken());
    REQUIRE(result->broken_runs.size() == 1);
    CHECK(result->broken_runs[0].find("baseline: the run failed on ") == 0);
}

TEST_CASE("what cannot be read cannot be checked, and checking stops when it is asked to", "[app]") {
    app::CheckOptions options;
    options.request.file = "no/such/scenario.yaml";
    const auto missing = app::check(options);
    REQUIRE_FALSE(missing);
    CHECK(missing.error().kind == app::Failure::Kind::unreadable);

    options.request = request_of(two_states);
    app::Hooks hooks;
    hooks.stop = [] { return true; };
    const auto stopped = app::check(options, hooks);
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().kind == app::Failure::Kind::interrupted);
}

}  // namespace caisson::tests
