// A run after the first takes no memory from the heap, from before its first instant until after its summary.
#include "support/catch.hpp"
#include "support/play_again.hpp"
#include "support/random_network.hpp"

using namespace caisson;

TEST_CASE("random networks are played again without the heap", "[engine][property]") {
    int finished = 0;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        const tests::Plan plan =
            tests::random_plan(seed, {.chances = true, .closures = true, .rules = true, .deals_under_measures = true});
        const model::Model model = plan.network().model(plan.end);
        const tests::SecondRun alone = tests::play_again(model, model.values);
        const tests::SecondRun watched = tests::play_again_watched(model, model.values);
        INFO("seed " << seed);
        CHECK(alone.allocations == 0);
        CHECK(watched.allocations == 0);
        CHECK(watched.same);
        CHECK(watched.in_first > 0);  // they are counted
        finished += alone.finished && watched.finished && watched.instants > 2 ? 1 : 0;
    }
    CHECK(finished > 280);
}
