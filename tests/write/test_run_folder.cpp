#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "caisson/write/data_package.hpp"
#include "caisson/write/run_folder.hpp"
#include "support/catch.hpp"
#include "write/a_folder.hpp"
#include "write/run_records.hpp"
#include "write/temp_folder.hpp"

using namespace caisson;
using nlohmann::json;
using tests::Question;
using tests::Recorded;
using tests::TempFolder;
using tiny::Network;
using write::AtomicFolder;
using write::Existing;
using write::FolderRequest;

namespace {

/// Two depots, a plant, two fires, a route, sailings, outcomes that come and one that does not.
Network little_war() {
    Network network;
    network.depot("front", 300).capacity(1000);
    network.depot("rear", 5000).reserve(100);
    network.plant("works", "rear", 12.5).rate_from(20, 20);
    network.fire("guns", "front", 40).ration(4, 0.6).opens(1);
    network.fire("mortars", "front", 3);
    network.route("rail", "rear", "front", 25).transit(2).loss(0.02);
    network.sailing("ship", "rear", "front", 80, 7).transit(3).chance(0.5);
    Question(network, "dry", model::OutcomeKind::first, model::Variable::stock).level(model::Side::below, 0);
    Question(network, "fired", model::OutcomeKind::total, model::Variable::fired);
    Question(network, "short", model::OutcomeKind::first, model::Variable::stock).days(5).of().depot =
        model::DepotId{0};
    return network;
}

/// Titles that try to break out of wherever they are shown. The state's NUL, bells and marks are what a reader lets in.
void make_hostile(Network& network) {
    const std::string right_to_left{'\xe2', '\x80', '\xae'};
    const std::string hostile =
        "=HYPERLINK(\"http://x\",\"y\"),\n\r\t<script>alert(1)</script>\x1b[2J\"" + right_to_left;
    model::Scenario& scenario = network.raw();
    scenario.title = hostile;
    for (auto& depot : scenario.depots) {
        depot.title = hostile;
    }
    for (auto& state : scenario.states) {
        state.title = hostile;
    }
    for (auto& commodity : scenario.commodities) {
        commodity.title = hostile;
    }
    for (auto& outcome : scenario.outcomes) {
        outcome.title = hostile;
    }
}

struct Times {
    std::string started = "2026-01-01T00:00:00Z";
    std::string finished = "2026-01-01T00:00:01Z";
};

Result<write::WrittenFolder, write::WriteFailure> write_runs(write::FileSystem& files, const std::string& path,
                                                             const std::vector<write::RunRecord>& runs,
                                                             const write::Sampling& sampling, const Times& times = {}) {
    FolderRequest request;
    request.runs = runs;
    request.sampling = sampling;
    request.from.version = "0.1.0";
    request.from.commit = "0123456";
    request.from.command = {"caisson", "run", "little.yaml"};
    request.from.inputs = {{"little.yaml", 3, sha256_hex("abc")}};
    request.from.started = times.started;
    request.from.finished = times.finished;
    request.texts = {{"scenario.yaml", "caisson: 1\n"}};
    auto folder = AtomicFolder::begin(files, path, Existing::replace);
    if (!folder) {
        return tl::unexpected(folder.error());
    }
    return write::write_run_folder(std::move(*folder), request);
}

int pandas_reads(const std::string& folder) {
    const std::string command =
        std::string(CAISSON_PYTHON) + " " + CAISSON_SOURCE_DIR + "/tests/write/read_with_pandas.py " + folder;
    return std::system(command.c_str());
}

}  // namespace

TEST_CASE("a run folder holds its tables, and its manifest says how they came about", "[write]") {
    const TempFolder temp;
    const Recorded run(little_war(), 60);
    const auto written = write_runs(write::posix_file_system(), temp / "out", {tests::record_of(run)}, {});
    REQUIRE(written);
    CHECK(written->path == temp / "out");
    const std::vector<std::string> names{"scenario.yaml", "series.csv",       "flows.csv",    "events.csv",
                                         "outcomes.csv",  "datapackage.json", "manifest.json"};
    REQUIRE(written->files.size() == names.size());
    for (std::size_t at = 0; at < names.size(); ++at) {
        CHECK(written->files[at].name == names[at]);
        CHECK(written->files[at].sha256 == sha256_hex(temp.read("out/" + names[at])));
        CHECK(written->files[at].bytes == temp.read("out/" + names[at]).size());
    }
    CHECK(temp.read("out/scenario.yaml") == "caisson: 1\n");
    const json manifest = json::parse(temp.read("out/manifest.json"));
    CHECK(manifest["program"]["version"] == "0.1.0");
    CHECK(manifest["program"]["commit"] == "0123456");
    CHECK(manifest["command"] == json{"caisson", "run", "little.yaml"});
    CHECK(manifest["inputs"][0]["sha256"] == sha256_hex("abc"));
    CHECK(manifest["outputs"].size() == 6);  // all but itself
    CHECK(manifest["runs"][0]["fingerprint"] == hex(run.summary().fingerprint));
    CHECK(manifest["runs"][0]["counts"]["events"] == run.summary().counts.events);
    CHECK(manifest["runs"][0]["worst_imbalance"] == run.summary().worst_imbalance);
    CHECK(manifest["runs"][0]["seed"] == 1);
}

TEST_CASE("equal runs write equal bytes, but for the times of the manifest", "[write]") {
    const TempFolder temp;
    for (const auto& [name, times] :
         {std::pair{"a", Times{}}, std::pair{"b", Times{"2027-01-01T00:00:00Z", "2027-01-01T00:00:09Z"}}}) {
        const Recorded run(little_war(), 60);
        REQUIRE(write_runs(write::posix_file_system(), temp / name, {tests::record_of(run)},
                           {write::SampleAt::calendar, Days{0.3}, write::Shapes::tidy_and_wide}, times));
    }
    CHECK(temp.names("a") == temp.names("b"));
    for (const auto& name : temp.names("a")) {
        if (name != "manifest.json") {
            CHECK(temp.read("a/" + name) == temp.read("b/" + name));
        }
    }
    json first = json::parse(temp.read("a/manifest.json"));
    json second = json::parse(temp.read("b/manifest.json"));
    CHECK(first != second);
    for (json* manifest : {&first, &second}) {
        manifest->erase("started");
        manifest->erase("finished");
    }
    CHECK(first == second);
}

TEST_CASE("pandas reads every table without a line of cleaning", "[write]") {
    const TempFolder temp;
    Network network = little_war();
    make_hostile(network);
    const Recorded run(network, 60);
    const Recorded other(little_war(), 40);
    const std::vector<write::RunRecord> runs{tests::record_of(run), tests::record_of(other, 1, "short,war")};
    const write::Shapes both = write::Shapes::tidy_and_wide;
    for (const write::Sampling& sampling : {write::Sampling{write::SampleAt::calendar, Days{1}, both},
                                            write::Sampling{write::SampleAt::calendar, Days{0.75}, both},
                                            write::Sampling{write::SampleAt::breakpoints, Days{1}, both}}) {
        REQUIRE(write_runs(write::posix_file_system(), temp / "out", runs, sampling));
        CHECK(pandas_reads(temp / "out") == 0);
    }
}

TEST_CASE("titles stand in the data package as they were written, and in no table", "[write]") {
    Network network = little_war();
    make_hostile(network);
    const Recorded run(network, 60);
    const auto record = tests::record_of(run);
    const json package = json::parse(write::data_package_text({&record, 1}, {}));
    CHECK(package["title"] == run.model().title);
    CHECK(package["depots"]["front"]["title"] == network.raw().depots[model::DepotId{0}].title);
    for (const std::string& table :
         {tests::series_of(run), tests::flows_of(run), tests::events_of(run), tests::outcomes_of(run)}) {
        CHECK(table.find("script") == std::string::npos);
        CHECK(table.find('\x1b') == std::string::npos);
        CHECK(table.find('\r') == std::string::npos);
    }
}

TEST_CASE("a title that is no text does not stop the run from being written", "[write]") {
    Network network = little_war();
    network.raw().title = "broken \xff\xfe";
    const Recorded run(network, 2);
    const auto record = tests::record_of(run);
    const json package = json::parse(write::data_package_text({&record, 1}, {}));
    CHECK(package["title"] == "broken \xef\xbf\xbd\xef\xbf\xbd");  // the mark for what cannot be read
}

TEST_CASE("a manifest is told from other files of that name", "[write]") {
    const auto files = write::files_of_manifest(write::manifest_text({}, {}, {{"a.csv", 1, ""}, {"b.csv", 2, ""}}));
    REQUIRE(files);
    CHECK(*files == std::vector<std::string>{"a.csv", "b.csv"});
    for (const char* text :
         {"", "{", "[]", "null", "{}", R"({"caisson_manifest": 1})", R"({"outputs": []})", "\xff\xfe", "[[[[[[[["}) {
        CHECK_FALSE(write::files_of_manifest(text));
    }
    CHECK(write::files_of_manifest(R"({"caisson_manifest": 1, "outputs": [1, {"path": 2}, {"path": "x"}]})") ==
          std::vector<std::string>{"x"});
}

TEST_CASE("a run that cannot be written leaves nothing half done", "[write][anomaly]") {
    const Recorded run(little_war(), 60);
    const auto write_once = [&](write::FileSystem& files, const std::string& path) {
        return write_runs(files, path, {tests::record_of(run)}, {});
    };
    const TempFolder temp;
    tests::FailingFiles counter;
    REQUIRE(write_once(counter, temp / "counted"));
    const int calls = counter.calls();
    for (int number = 1; number <= calls; ++number) {
        INFO("call " << number);
        tests::FailingFiles files;
        files.fail_call(number, EIO, tests::FailingFiles::HowOften::once);
        const TempFolder place;
        const auto done = write_once(files, place / "out");
        const bool is_there = std::filesystem::exists(place / "out");
        CHECK((is_there ? place.read("out/series.csv") == temp.read("counted/series.csv") : !done.has_value()));
        REQUIRE(write_once(write::posix_file_system(), place / "out"));
        CHECK(place.names() == std::vector<std::string>{"out"});
        CHECK(place.read("out/series.csv") == temp.read("counted/series.csv"));
    }
}
