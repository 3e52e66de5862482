#include <fstream>
#include <nlohmann/json.hpp>

#include "app/scenarios.hpp"
#include "app/temporary.hpp"
#include "caisson/app/json.hpp"
#include "caisson/app/run.hpp"
#include "caisson/app/why.hpp"

namespace caisson::tests {
namespace {

/// Writes the run of the baseline, and of a variant if it is named.
void write(const std::string& folder, std::vector<std::vector<std::string>> variants = {}) {
    app::RunOptions options;
    options.request = request_of(two_states);
    options.variants = std::move(variants);
    options.folder = folder;
    REQUIRE(app::run(options));
}

app::WhyReport report_of(const app::WhyOptions& options) {
    auto report = app::why(options);
    INFO((report ? std::string{} : report.error().message));
    REQUIRE(report);
    return std::move(*report);
}

std::string refusal(const app::WhyOptions& options) {
    const auto report = app::why(options);
    REQUIRE_FALSE(report);
    CHECK(report.error().kind == app::Failure::Kind::unreadable);
    return report.error().message;
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("what a fire missed in a run is shared out", "[app][known]") {
    // dry on day 50; 2,000 a day are missed in the 40 days to the end, because the rail carries no more than 3,000
    const Temporary temporary;
    write(temporary / "out");
    app::WhyOptions options;
    options.folder = temporary / "out";
    const auto report = report_of(options);
    REQUIRE(report.fires.size() == 1);
    const auto& guns = report.fires.front();
    CHECK(guns.path == "fires.guns");
    CHECK(guns.state == "Russia");
    CHECK(guns.first_short == Days{50});
    CHECK(guns.period.missed.value == Approx(80'000));
    REQUIRE(guns.period.shares.size() == 1);
    CHECK(guns.period.shares.front().path == "routes.rail");
    CHECK(guns.period.shares.front().cause == "capacity");
    CHECK(guns.period.shares.front().share == Approx(1.0));
    CHECK_FALSE(guns.moment);
}

TEST_CASE("a date shows what led to the fire then", "[app][known]") {
    // without the rail: dry on day 20; on day 30 the closed rail could bring 3,000 of the 5,000 that are missed
    const Temporary temporary;
    write(temporary / "out", {{"no-rail"}});
    app::WhyOptions options;
    options.folder = temporary / "out";
    options.fire = "guns";
    options.date = "2024-01-31";
    const auto report = report_of(options);
    CHECK(report.scenario == "no-rail");
    REQUIRE(report.fires.size() == 1);
    REQUIRE(report.fires.front().moment);
    const auto& moment = *report.fires.front().moment;
    CHECK(moment.at == Days{30});
    CHECK(moment.spell.from == Days{20});
    CHECK(moment.spell.missed.value == Approx(50'000));
    REQUIRE(moment.shares.size() == 2);
    CHECK(moment.shares[0].cause == "closed");
    CHECK(moment.shares[0].missed == Approx(3'000));
    CHECK(moment.shares[1].cause == "capacity");
    CHECK(moment.shares[1].missed == Approx(2'000));
    CHECK(moment.most == Rate{0});
    REQUIRE(moment.lacking.size() == 1);
    CHECK(moment.lacking.front().empty_since == Days{20});
    REQUIRE(moment.lacking.front().suppliers.size() == 1);
    CHECK(moment.lacking.front().suppliers.front().closed_since == Days{0});
}

TEST_CASE("a period is looked at alone", "[app][known]") {
    const Temporary temporary;
    write(temporary / "out");
    app::WhyOptions options;
    options.folder = temporary / "out";
    options.from = "2024-03-01";   // day 60
    options.until = "2024-03-11";  // day 70
    CHECK(report_of(options).fires.front().period.missed.value == Approx(20'000));
    options.until = "2024-03-01";
    options.from = "2024-01-01";
    CHECK(report_of(options).fires.front().period.missed.value == Approx(20'000));  // days 50 to 60
    options.until = "2024-02-01";
    CHECK(report_of(options).fires.empty());
}

TEST_CASE("JSON says the same", "[app]") {
    const Temporary temporary;
    write(temporary / "out");
    app::WhyOptions options;
    options.folder = temporary / "out";
    options.fire = "fires.guns";
    options.date = "2024-03-01";
    const auto json = nlohmann::json::parse(app::json_text(report_of(options)));
    const auto& guns = json.at("fires").at(0);
    CHECK(guns.at("first_short") == "2024-02-20");
    CHECK(guns.at("period").at("shares").at(0).at("path") == "routes.rail");
    CHECK(guns.at("moment").at("narrowest").at("most") == 3000.0);
    CHECK(guns.at("moment").at("lacking").at(0).at("path") == "depots.front.shell");
}

TEST_CASE("one run of several is chosen by its variants", "[app]") {
    const Temporary temporary;
    write(temporary / "out", {{}, {"no-rail"}});
    app::WhyOptions options;
    options.folder = temporary / "out";
    CHECK(report_of(options).scenario == "baseline");
    options.variants = {"no-rail"};
    CHECK(report_of(options).scenario == "no-rail");
    options.variants = {"less-fire"};
    CHECK(contains(refusal(options), "has no run of less-fire; it has baseline, no-rail"));
}

TEST_CASE("what cannot be explained is refused in words", "[app]") {
    const Temporary temporary;
    write(temporary / "out");
    app::WhyOptions options;
    options.folder = temporary / "nothing";
    CHECK(contains(refusal(options), "nothing"));
    options.folder = temporary / "out";
    options.fire = "fires.gun";
    CHECK(contains(refusal(options), "there is no fire \"fires.gun\" in this run: did you mean fires.guns?"));
    options.fire = "guns";
    options.date = "yesterday";
    CHECK(contains(refusal(options), "\"yesterday\" is no date: write it like 2024-01-01"));
    options.date = "2025-01-01";
    CHECK(contains(refusal(options), "2025-01-01 is not in this run: it goes from 2024-01-01 to 2024-03-31"));
    options.date.clear();
    options.from = "2024-03-01";
    options.until = "2024-02-01";
    CHECK(contains(refusal(options), "the period ends before it begins"));
}

TEST_CASE("a folder whose scenario was changed is not explained", "[app]") {
    const Temporary temporary;
    write(temporary / "out");
    const std::string file = temporary / "out/scenario.yaml";
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    std::ofstream(file, std::ios::binary) << with(text, "5000", "6000");
    app::WhyOptions options;
    options.folder = temporary / "out";
    CHECK(contains(refusal(options), "play it again"));
}

}  // namespace caisson::tests
