#include "caisson/app/play.hpp"

#include <array>
#include <fmt/format.h>
#include <string>
#include <utility>

#include "app/interrupted.hpp"
#include "caisson/base/date.hpp"

namespace caisson::app {
namespace {

// How many instants pass between two questions whether to stop: some tens of microseconds.
constexpr int instants_between_questions = 256;

Failure failed(const model::Model& model, const engine::RunFailure& why) {
    return {Failure::Kind::run_failed,
            fmt::format("the run failed on {}: {}", format_date(model.start, why.time), why.message),
            {}};
}

Result<void, Failure> play_to_the_end(engine::Runner& runner, const model::Model& model, engine::Future future,
                                      std::span<engine::Observer* const> observers, const Hooks& hooks) {
    auto more = runner.begin(model.values, future, observers);
    for (int instant = 0; more && *more; ++instant) {
        if (instant % instants_between_questions == 0 && hooks.stop && hooks.stop()) {
            return tl::unexpected(interrupted());
        }
        more = runner.step(observers);
    }
    if (!more) {
        return tl::unexpected(failed(model, more.error()));
    }
    return {};
}

}  // namespace

Result<Played, Failure> play(Loaded loaded, const PlayOptions& options, const Hooks& hooks) {
    const model::Model& model = *loaded.model;
    const std::uint64_t seed = options.seed.value_or(model.seed);
    engine::Runner runner(model, engine::RunLimits{options.most_events});
    engine::Trajectory trajectory(model);
    engine::OutcomeObserver outcomes(model);
    outcomes.start(model.values);
    const std::array<engine::Observer*, 2> observers{&trajectory, &outcomes};
    if (auto ended = play_to_the_end(runner, model, {seed, 0}, observers, hooks); !ended) {
        return tl::unexpected(std::move(ended.error()));
    }
    return Played{std::move(loaded), seed, runner.finish(), std::move(trajectory), outcomes.values()};
}

}  // namespace caisson::app
