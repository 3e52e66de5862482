#include "caisson/app/play.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <utility>

#include "app/play_to_the_end.hpp"
#include "app/size.hpp"
#include "caisson/base/date.hpp"
#include "caisson/base/number_text.hpp"

namespace caisson::app {
namespace {

/// A run that goes on making rows: how many there would be in the end, if it went on like this.
Failure too_many_rows(const model::Model& model, Days now, std::uint64_t rows) {
    const Days end{model.values[model.end.index]};
    const double expected = static_cast<double>(rows) * std::max(1.0, end / std::max(now, Days{1e-9}));
    return {Failure::Kind::too_much,
            fmt::format(
                "with a row at every breakpoint the tables have {} rows by {} already, and would have some {} in "
                "all: take --step and not --exact, or --force it",
                human_number(static_cast<double>(rows), 0), format_date(model.start, now), human_number(expected, 0)),
            {}};
}

}  // namespace

Result<Played, Failure> play(Loaded loaded, const PlayOptions& options, const Hooks& hooks) {
    const model::Model& model = *loaded.model;
    const std::uint64_t seed = options.seed.value_or(model.seed);
    engine::Runner runner(model, engine::RunLimits{options.most_events});
    engine::Trajectory trajectory(model);
    engine::OutcomeObserver outcomes(model, options.origins);
    outcomes.start(model.values);
    BreakpointRows rows(model);
    const std::array<engine::Observer*, 3> observers{&trajectory, &outcomes, &rows};
    const auto too_many = [&]() -> std::optional<Failure> {
        return rows.count() > options.most_rows ? std::optional{too_many_rows(model, runner.now(), rows.count())}
                                                : std::nullopt;
    };
    const auto stop = [&] { return hooks.stop && hooks.stop() ? std::optional{interrupted()} : too_many(); };
    if (auto ended = play_to_the_end(runner, model, {seed, 0}, observers, stop); !ended) {
        return tl::unexpected(std::move(ended.error()));
    }
    if (auto why = too_many()) {
        return tl::unexpected(std::move(*why));
    }
    std::optional<engine::OriginSeries> origins;
    if (outcomes.origins() != nullptr) {
        origins = *outcomes.origins();
    }
    return Played{std::move(loaded),  seed,        runner.finish(), std::move(trajectory), outcomes.values(),
                  std::move(origins), rows.count()};
}

}  // namespace caisson::app
