#include "app/scenarios.hpp"
#include "caisson/app/load.hpp"

namespace caisson::tests {

TEST_CASE("a scenario is read, compiled and looked through", "[app]") {
    const auto loaded = tests::loaded(request_of(two_states, {"no-rail"}, {"fires.guns.rate=7000 round/d"}));
    CHECK(loaded.model->title == "Two states and a rail");
    CHECK(loaded.model->depots.size() == 2);
    CHECK(loaded.reading.scenario.variants == "no-rail");
    CHECK(loaded.model->values[loaded.model->fires.rows().front().wanted.first.index] == 7000.0);
}

TEST_CASE("warnings of reading and of looking through come in the order of the file", "[app]") {
    // Line 11: the stock is above its capacity. Line 16: the fire begins after the end.
    auto text = with(two_states, "{stock: 100k}", "{stock: 100k, capacity: 50k}");
    text = with(text, "rate: 5000 round/d}", "rate: 5000 round/d, opens: 2025-01-01}");
    const auto loaded = tests::loaded(request_of(text));
    REQUIRE(loaded.warnings.size() >= 2);
    CHECK(loaded.warnings[0].code == FindingCode::over_capacity);
    CHECK(loaded.warnings[0].where.line == 11);
    CHECK(loaded.warnings[1].where.line >= loaded.warnings[0].where.line);
}

TEST_CASE("an error of reading refuses the scenario, with its texts", "[app]") {
    const auto loaded = app::load(request_of(with(two_states, "at: front", "at: frond")));
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().kind == app::Failure::Kind::invalid);
    REQUIRE(loaded.error().found.size() == 1);
    const auto& found = loaded.error().found.front();
    CHECK(found.scenario == "test.yaml");
    REQUIRE(found.findings.size() == 1);
    CHECK(found.findings.front().code == FindingCode::unknown_name);
    CHECK(found.sources.name(found.findings.front().where.file) == "test.yaml");
}

TEST_CASE("an error of compiling refuses the scenario too", "[app]") {
    // The stage of 20 d is left at 22 d, above 21 d, where it should have been entered long before.
    const auto loaded =
        app::load(request_of(with(two_states, "rate: 5000 round/d}",
                                  "rate: 5000 round/d, ration: [{below: 21 d, to: 50%}, {below: 20 d, to: 0%}]}")));
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().kind == app::Failure::Kind::invalid);
    CHECK(loaded.error().found.front().findings.front().code == FindingCode::bad_ration);
}

TEST_CASE("a file that was named and cannot be read is a fault of the call, a parent one of the scenario", "[app]") {
    read::Request request;
    request.file = "no/such/scenario.yaml";
    const auto missing = app::load(request);
    REQUIRE_FALSE(missing);
    CHECK(missing.error().kind == app::Failure::Kind::unreadable);

    const auto orphan = app::load(request_of(with(two_states, "start:", "extends: no-such-parent.yaml\nstart:")));
    REQUIRE_FALSE(orphan);
    CHECK(orphan.error().kind == app::Failure::Kind::invalid);
}

}  // namespace caisson::tests
