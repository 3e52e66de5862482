/// One run of a loaded scenario, recorded from beginning to end.
#pragma once
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "caisson/app/failure.hpp"
#include "caisson/app/hooks.hpp"
#include "caisson/app/load.hpp"
#include "caisson/base/result.hpp"
#include "caisson/engine/outcomes.hpp"
#include "caisson/engine/run.hpp"
#include "caisson/engine/trajectory.hpp"

namespace caisson::app {

struct PlayOptions {
    std::optional<std::uint64_t> seed;  ///< instead of the scenario's own
    std::uint64_t most_events = engine::RunLimits{}.most_events;
    /// Rows that tables may have with a row at every breakpoint; a run that makes more is ended.
    std::uint64_t most_rows = std::numeric_limits<std::uint64_t>::max();
    engine::OriginTimes origins;  ///< when to sample whose goods there are
};

/// A run after its end.
struct Played {
    Loaded loaded;
    std::uint64_t seed = 1;
    engine::Summary summary;
    engine::Trajectory trajectory;  ///< of *loaded.model
    Table<model::Outcome, engine::OutcomeValue> outcomes;
    std::optional<engine::OriginSeries> origins;  ///< if the scenario says something of them and they were sampled
    std::uint64_t rows = 0;                       ///< at least so many have tables with a row at every breakpoint

    [[nodiscard]] const model::Model& model() const { return *loaded.model; }
};

/// Plays the central values of a scenario.
/// fails    run_failed: endless events, more events than allowed, plants without an answer; too_much; interrupted
/// cost     memory of what changed during the run
/// promise  same scenario and seed: the same run
[[nodiscard]] Result<Played, Failure> play(Loaded loaded, const PlayOptions& options, const Hooks& hooks = {});

}  // namespace caisson::app
