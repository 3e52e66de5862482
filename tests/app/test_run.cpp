#include <nlohmann/json.hpp>

#include "app/scenarios.hpp"
#include "app/temporary.hpp"
#include "caisson/app/run.hpp"

namespace caisson::tests {
namespace {

app::RunOptions options_for(const std::string& folder) {
    app::RunOptions options;
    options.request = request_of(two_states);
    options.folder = folder;
    options.program = {"1.2.3", "abc", {"caisson", "run", "test.yaml"}};
    return options;
}

const std::vector<std::string> all_files{"datapackage.json", "events.csv",    "flows.csv", "manifest.json",
                                         "outcomes.csv",     "scenario.yaml", "series.csv"};

std::vector<std::string> names_in(const std::string& folder) {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

/// How many rows a table has.
std::uint64_t lines_of(const std::string& file) {
    const auto text = content_of(file);
    return static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n')) - 1;
}

}  // namespace

TEST_CASE("a run writes its folder and nothing else", "[app]") {
    const Temporary place;
    const auto result = app::run(options_for(place / "out"));
    REQUIRE(result);
    CHECK(result->runs.size() == 1);
    CHECK(result->found.empty());
    CHECK(result->variants == std::vector<std::string>{"no-rail", "less-fire"});
    CHECK(place.names() == std::vector<std::string>{"out"});
    CHECK(names_in(place / "out") == all_files);
    CHECK(content_of(place / "out/outcomes.csv") ==
          "run,scenario,replication,outcome,value,date,censored,unit\n"
          "0,baseline,0,dry,50,2024-02-20T00:00:00Z,false,d\n"
          "0,baseline,0,fired,370000,,false,round\n");
}

TEST_CASE("each choice of variants is a run of its own in the same folder", "[app][known]") {
    const Temporary place;
    auto options = options_for(place / "out");
    options.request.variants = {"less-fire"};
    options.variants = {{}, {"no-rail"}};
    const auto result = app::run(options);
    REQUIRE(result);
    REQUIRE(result->runs.size() == 2);
    CHECK(result->runs[0].scenario == "less-fire");
    CHECK(result->runs[1].scenario == "less-fire,no-rail");
    CHECK(result->runs[1].run == 1);
    CHECK(result->runs[1].stocks[1].dry == Days{25});  // 100,000 / 4,000
    CHECK(content_of(place / "out/outcomes.csv").find("\n1,\"less-fire,no-rail\",0,dry,25,") != std::string::npos);
    CHECK(content_of(place / "out/scenario.yaml").find("open: true") != std::string::npos);
    CHECK(content_of(place / "out/scenario-1.yaml").find("open: false") != std::string::npos);
}

TEST_CASE("equal runs write equal bytes, but for the times in the manifest", "[app][order]") {
    const Temporary place;
    auto options = options_for(place / "a");
    options.variants = {{}, {"no-rail"}};
    options.sampling.shapes = write::Shapes::tidy_and_wide;
    REQUIRE(app::run(options));
    options.folder = place / "b";
    REQUIRE(app::run(options));
    for (const auto& name : names_in(place / "a")) {
        INFO(name);
        auto a = content_of(place / ("a/" + name));
        auto b = content_of(place / ("b/" + name));
        if (name == "manifest.json") {
            auto first = nlohmann::json::parse(a);
            auto second = nlohmann::json::parse(b);
            for (const char* time : {"started", "finished"}) {
                CHECK(first.erase(time) == 1);
                CHECK(second.erase(time) == 1);
            }
            a = first.dump();
            b = second.dump();
        }
        CHECK(a == b);
    }
}

TEST_CASE("the manifest names program, inputs and command", "[app]") {
    const Temporary place;
    auto options = options_for(place / "out");
    options.request.sets = {"fires.guns.rate=4 round/d"};
    REQUIRE(app::run(options));
    const auto manifest = nlohmann::json::parse(content_of(place / "out/manifest.json"));
    CHECK(manifest["program"]["version"] == "1.2.3");
    CHECK(manifest["program"]["commit"] == "abc");
    CHECK(manifest["command"].size() == 3);
    // What was set on the command line is no file.
    REQUIRE(manifest["inputs"].size() == 1);
    CHECK(manifest["inputs"][0]["path"] == "test.yaml");
    CHECK(manifest["inputs"][0]["bytes"] == two_states.size());
}

TEST_CASE("results are not replaced unless asked to", "[app]") {
    const Temporary place;
    auto options = options_for(place / "out");
    REQUIRE(app::run(options));
    const auto before = content_of(place / "out/events.csv");
    options.variants = {{"no-rail"}};
    const auto refused = app::run(options);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == app::Failure::Kind::unwritable);
    CHECK(content_of(place / "out/events.csv") == before);
    options.existing = write::Existing::replace;
    REQUIRE(app::run(options));
    CHECK(content_of(place / "out/events.csv") != before);
    CHECK(place.names() == std::vector<std::string>{"out"});
}

TEST_CASE("a run that does not end well leaves nothing behind", "[app]") {
    const Temporary place;
    auto options = options_for(place / "out");
    SECTION("an invalid scenario") {
        options.request.text = with(two_states, "at: front", "at: frond");
        CHECK_FALSE(app::run(options));
    }
    SECTION("too many events") {
        options.request.text =
            with(two_states, "capacity: 3000 round/d", "sails: {every: 1 d, lot: 100 round}, transit: 2 d");
        options.play.most_events = 10;
        const auto failed = app::run(options);
        REQUIRE_FALSE(failed);
        CHECK(failed.error().kind == app::Failure::Kind::run_failed);
    }
    SECTION("stopped after its folder was begun") {
        int questions = 0;
        app::Hooks hooks;
        hooks.stop = [&] { return ++questions > 1; };
        const auto stopped = app::run(options, hooks);
        REQUIRE_FALSE(stopped);
        CHECK(stopped.error().kind == app::Failure::Kind::interrupted);
        CHECK(questions == 2);
    }
    CHECK(place.names().empty());
}

TEST_CASE("what is wrong under several choices of variants is told once each", "[app]") {
    const Temporary place;
    auto options = options_for(place / "out");
    options.variants = {{"nix"}, {"nux"}, {"nix"}};
    const auto failed = app::run(options);
    REQUIRE_FALSE(failed);
    CHECK(failed.error().kind == app::Failure::Kind::invalid);
    CHECK(failed.error().found.size() == 2);
}

TEST_CASE("more rows than sensible are refused before anything is played", "[app]") {
    const Temporary place;
    auto options = options_for(place / "out");
    options.sampling.step = Days{1e-6};  // 90 million times
    const auto refused = app::run(options);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == app::Failure::Kind::too_much);
    CHECK(place.names().empty());
    const auto also_refused = app::plan_run(options);
    REQUIRE_FALSE(also_refused);
    CHECK(also_refused.error().kind == app::Failure::Kind::too_much);
    options.too_much = app::TooMuch::write;
    CHECK(app::plan_run(options));
}

TEST_CASE("a step however short makes at most the largest number of rows", "[app]") {
    const Temporary place;
    auto options = options_for(place / "out");
    options.sampling.step = Days{1e-300};
    const auto refused = app::plan_run(options);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == app::Failure::Kind::too_much);
}

TEST_CASE("rows at breakpoints are counted while a run is played", "[app]") {
    const std::string file = GENERATE(as<std::string>{}, "yardstick", "shell-gap", "examples/09-rationing",
                                      "examples/10-two-commodities", "examples/11-needs");
    const Temporary place;
    auto options = options_for(place / "out");
    options.request = {};
    options.request.file = CAISSON_SOURCE_DIR "/scenarios/" + file + ".yaml";
    options.sampling.at = write::SampleAt::breakpoints;
    REQUIRE(app::run(options));
    const auto written = lines_of(place / "out/series.csv") + lines_of(place / "out/flows.csv");
    const auto counted = tests::played(options.request).rows;
    CAPTURE(file, written, counted);
    CHECK(counted <= written);
    CHECK(2 * counted >= written);  // two rows where something jumps
}

TEST_CASE("more rows at breakpoints than sensible end a run", "[app]") {
    const Temporary place;
    auto options = options_for(place / "out");
    options.variants = {{}, {"no-rail"}};
    options.sampling.at = write::SampleAt::breakpoints;
    const auto rows =
        tests::played(request_of(two_states)).rows + tests::played(request_of(two_states, {"no-rail"})).rows;
    options.most_rows = rows - 1;
    const auto refused = app::run(options);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == app::Failure::Kind::too_much);
    CHECK(refused.error().message.find("take --step and not --exact, or --force it") != std::string::npos);
    CHECK(place.names().empty());
    options.too_much = app::TooMuch::write;
    CHECK(app::run(options));
    std::filesystem::remove_all(place / "out");
    options.too_much = app::TooMuch::refuse;
    options.most_rows = rows;
    CHECK(app::run(options));
}

TEST_CASE("a run says early that it would make too many rows, and how many", "[app]") {
    // two events a day, for the ship and for the depot that it fills; 400 years
    auto text = with(two_states, "capacity: 3000 round/d", "sails: {every: 1 d, lot: 100 round}, transit: 2 d");
    text = with(text, "end: 2024-03-31", "end: 2424-01-01");
    app::PlayOptions options;
    options.most_rows = 10'000;
    const auto played = app::play(loaded(request_of(text)), options);
    REQUIRE_FALSE(played);
    CHECK(played.error().kind == app::Failure::Kind::too_much);
    INFO(played.error().message);
    CHECK(played.error().message.find(" already, and would have some ") != std::string::npos);
}

TEST_CASE("a plan says what would be run and written, and does neither", "[app]") {
    const Temporary place;
    auto options = options_for(place / "out");
    options.variants = {{}, {"no-rail"}};
    const auto plan = app::plan_run(options);
    REQUIRE(plan);
    CHECK(place.names().empty());
    CHECK(plan->folder == place / "out");
    REQUIRE(plan->runs.size() == 2);
    CHECK(plan->runs[1].scenario == "no-rail");
    CHECK(plan->runs[1].depots == 2);
    CHECK(plan->runs[1].end == Days{90});
    REQUIRE(app::run(options));
    CHECK(plan->rows == lines_of(place / "out/series.csv") + lines_of(place / "out/flows.csv"));
}

TEST_CASE("a run for which no folder was named goes to runs, after the file", "[app]") {
    CHECK(app::default_folder("scenarios/shell-gap.yaml") == "runs/shell-gap");
    CHECK(app::default_folder("a.b.yaml") == "runs/a.b");
    CHECK(app::default_folder("-") == "runs/scenario");
    CHECK(app::default_folder("..") == "runs/scenario");
}

TEST_CASE("a caller is told what is done", "[app]") {
    const Temporary place;
    std::vector<std::string> told;
    app::Hooks hooks;
    hooks.tell = [&](std::string_view what) { told.emplace_back(what); };
    REQUIRE(app::run(options_for(place / "out"), hooks));
    REQUIRE(told.size() == 4);
    CHECK(told[0] == "read test.yaml (baseline): 2 depots, 1 plant, 1 fire, 1 route, 10 parameters");
    CHECK(told[1] == "will write to " + place / "out");
    CHECK(told[2].find("played run 0: ") == 0);
    CHECK(told[3].find("wrote 7 files to ") == 0);
}

}  // namespace caisson::tests
