#include "app/scenarios.hpp"
#include "app/temporary.hpp"
#include "caisson/app/graph.hpp"
#include "caisson/app/run.hpp"

namespace caisson::tests {
namespace {

std::string drawn(const app::GraphOptions& options) {
    const auto drawn = app::graph(options);
    REQUIRE(drawn);
    return drawn->dot;
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// Two states with ships that spill, lose and queue, so that all that a table can say is said.
std::string busy() {
    return with(two_states, "capacity: 3000 round/d", "sails: {every: 7 d, lot: 20k round}, transit: 2 d, loss: 10%");
}

/// Writes the runs of the baseline and of two variants at once, with these rows.
void write(const std::string& text, const std::string& folder, const write::Sampling& sampling = {}) {
    app::RunOptions options;
    options.request = request_of(text);
    options.variants = {{}, {"less-fire", "no-rail"}};
    options.sampling = sampling;
    options.folder = folder;
    REQUIRE(app::run(options));
}

std::string refusal(const read::Request& request, const std::string& folder) {
    const auto drawn = app::graph({request, {}, folder});
    REQUIRE_FALSE(drawn);
    CHECK(drawn.error().kind == app::Failure::Kind::unreadable);
    return drawn.error().message;
}

/// Puts other bytes into a file of a folder.
void change(const std::string& file, std::string_view what, std::string_view by) {
    const std::string content = with(content_of(file), what, by);
    std::ofstream(file, std::ios::binary) << content;
}

}  // namespace

TEST_CASE("routes of a deal say so, and that they sail on demand", "[app]") {
    const auto dot = drawn({request_of(barter), {}});
    CHECK(contains(dot, R"(ship (vostochny)\n100,000 round on demand, 8 d)"));
}

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

TEST_CASE("a run that was written before is drawn as if it were played now", "[app]") {
    const Temporary place;
    const auto at = GENERATE(write::SampleAt::calendar, write::SampleAt::breakpoints);
    write(busy(), place / "out", {at, Days{7}});
    for (const std::vector<std::string>& variants : {std::vector<std::string>{}, {"less-fire", "no-rail"}}) {
        const auto request = request_of(busy(), variants);
        CHECK(drawn({request, {}, place / "out"}) == drawn({request, app::PlayOptions{}}));
    }
}

TEST_CASE("a run of something else is not drawn", "[app]") {
    const Temporary place;
    const std::string out = place / "out";
    write(std::string(two_states), out);
    const auto request = request_of(two_states);
    CHECK(refusal(request, place / "none") == place / "none" + " cannot be read: it is not a folder");
    CHECK(refusal(request, place / ".") == place / "." + " is not a folder that `caisson run` wrote");
    CHECK(refusal(request_of(busy()), out) ==
          out + " was not made from test.yaml as it is now: play it again, or name the scenario it was made from");
    CHECK(refusal(request_of(two_states, {"no-rail"}), out) ==
          out + " has no run of no-rail; it has baseline, less-fire,no-rail: choose one with -V");
    CHECK(refusal(request_of(two_states, {}, {"fires.guns.rate=1 round/d"}), out) ==
          out + "/scenario.yaml is not the scenario that is asked for: give the --set that it was played with");
}

TEST_CASE("tables that were changed are not drawn", "[app]") {
    const Temporary place;
    const std::string out = place / "out";
    const auto request = request_of(two_states);
    write(std::string(two_states), out);
    change(out + "/series.csv", "stock,100000", "stock,1000000");
    CHECK(refusal(request, out) == out + "/series.csv is missing, or was changed since it was written");

    std::filesystem::remove_all(out);
    write(std::string(two_states), out);
    change(out + "/flows.csv", "\n0,baseline,0,2024-01-01,rail", "\n0,baseline,0,2024-01-01,boat");
    CHECK(drawn({request, {}, out}).find("rail") != std::string::npos);  // of a variable that is not drawn
    change(out + "/flows.csv", "rail,magazine,front,shell,sent", "boat,magazine,front,shell,sent");
    CHECK(refusal(request, out).find("flows.csv:") != std::string::npos);

    std::filesystem::remove_all(out);
    write(std::string(two_states), out);
    change(out + "/manifest.json", "\"caisson_manifest\"", "\"manifest\"");
    CHECK(refusal(request, out) == out + " is not a folder that `caisson run` wrote");
    change(out + "/manifest.json", "\"manifest\"", "\"caisson_manifest\"");
    change(out + "/manifest.json", "\"inputs\"", "\"output\"");
    CHECK(refusal(request, out) == out + " is not a folder that `caisson run` wrote");
}

TEST_CASE("an invalid scenario is not drawn", "[app]") { CHECK_FALSE(app::graph({request_of("caisson: 2\n"), {}})); }

}  // namespace caisson::tests
