#include <nlohmann/json.hpp>

#include "app/scenarios.hpp"
#include "app/temporary.hpp"
#include "caisson/app/json.hpp"

namespace caisson::tests {

using nlohmann::json;

TEST_CASE("a run as JSON has dates as dates and what never came as null", "[app]") {
    const Temporary place;
    app::RunOptions options;
    options.request = request_of(two_states);
    options.folder = place / "out";
    const auto result = app::run(options);
    REQUIRE(result);
    const auto parsed = json::parse(app::json_text(*result));
    CHECK(parsed["folder"] == place / "out");
    CHECK(parsed["files"].size() == 7);
    const auto& run = parsed["runs"][0];
    CHECK(run["start"] == "2024-01-01");
    CHECK(run["stocks"][0]["dry"].is_null());
    CHECK(run["stocks"][1]["dry"] == "2024-02-20");
    CHECK(run["uses"][1]["unmet"] == 80'000.0);
    CHECK(run["outcomes"][0]["date"] == "2024-02-20");
    CHECK(run["outcomes"][0]["censored"] == false);
    CHECK(run["outcomes"][1]["value"] == 370'000.0);
}

TEST_CASE("findings as JSON have a code, a place and the variants", "[app]") {
    const auto failed = app::load(request_of(with(two_states, "at: front", "at: frond"), {"no-rail"}));
    REQUIRE_FALSE(failed);
    const auto parsed = json::parse(app::json_text(failed.error()));
    CHECK(parsed["failure"] == "invalid");
    const auto& finding = parsed["findings"][0];
    CHECK(finding["code"] == "unknown_name");
    CHECK(finding["severity"] == "error");
    CHECK(finding["where"]["file"] == "test.yaml");
    CHECK(finding["where"]["line"] == 16);
    CHECK(finding["variants"] == "no-rail");
}

TEST_CASE("a check as JSON lists files with findings and claims", "[app]") {
    app::CheckOptions options;
    options.request = request_of(two_states);
    const auto result = app::check(options);
    REQUIRE(result);
    const auto parsed = json::parse(app::json_text(std::span(&*result, 1)));
    REQUIRE(parsed.size() == 1);
    CHECK(parsed[0]["valid"] == true);
    CHECK(parsed[0]["claims"].size() == 2);
    CHECK(parsed[0]["claims"][1]["variants"] == "no-rail");
    CHECK(parsed[0]["claims"][1]["holds"] == true);
}

TEST_CASE("a listing as JSON, all of it or a part", "[app]") {
    const auto listing = app::list(request_of(two_states));
    REQUIRE(listing);
    const auto all = json::parse(app::json_text(*listing, ""));
    CHECK(all["title"] == "Two states and a rail");
    CHECK(all["estimates"][0]["source"] == "row 1, somebody");
    const auto parameters = json::parse(app::json_text(*listing, "parameters"));
    REQUIRE(parameters.is_array());
    for (const auto& row : parameters) {
        if (row["path"] == "routes.rail.open") {
            CHECK(row["value"] == true);
        }
        if (row["path"] == "end") {
            CHECK(row["value"] == "2024-03-31");
        }
        if (row["path"] == "fires.guns.rate") {
            CHECK(row["value"] == 5000.0);
        }
    }
}

TEST_CASE("a plan as JSON", "[app]") {
    app::RunOptions options;
    options.request = request_of(two_states);
    const auto plan = app::plan_run(options);
    REQUIRE(plan);
    const auto parsed = json::parse(app::json_text(*plan));
    CHECK(parsed["folder"] == "runs/test");
    CHECK(parsed["runs"][0]["routes"] == 1);
}

TEST_CASE("bytes that are not UTF-8 do not break the JSON", "[app]") {
    const app::Failure failure{app::Failure::Kind::unwritable, "cannot write \xff", {}};
    CHECK(json::parse(app::json_text(failure))["message"] == "cannot write \xef\xbf\xbd");
}

}  // namespace caisson::tests
