// The scenarios that are played most take no memory from the heap after the first run.
#include <string>

#include "app/scenarios.hpp"
#include "caisson/app/load.hpp"
#include "support/catch.hpp"
#include "support/play_again.hpp"

namespace caisson::tests {

TEST_CASE("the headline scenarios are played again without the heap", "[app]") {
    const std::string file = GENERATE(as<std::string>{}, "yardstick", "shell-gap", "examples/08-schedule-and-ramp",
                                      "examples/09-rationing", "examples/12-target");
    read::Request request;
    request.file = CAISSON_SOURCE_DIR "/scenarios/" + file + ".yaml";
    const app::Loaded loaded = tests::loaded(request);
    const SecondRun alone = play_again(*loaded.model, loaded.model->values);
    const SecondRun watched = play_again_watched(*loaded.model, loaded.model->values);
    CAPTURE(file);
    REQUIRE(alone.finished);
    REQUIRE(watched.finished);
    CHECK(watched.instants > 2);
    CHECK(alone.allocations == 0);
    CHECK(watched.allocations == 0);
    CHECK(watched.same);
    CHECK(watched.in_first > 0);  // they are counted
}

}  // namespace caisson::tests
