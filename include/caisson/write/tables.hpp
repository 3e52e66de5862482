/// The tables of a run folder: how stocks and flows went, what happened, what came out.
#pragma once
#include <cstdint>
#include <span>
#include <string>

#include "caisson/base/quantity.hpp"
#include "caisson/base/result.hpp"
#include "caisson/base/table.hpp"
#include "caisson/engine/outcomes.hpp"
#include "caisson/engine/run.hpp"
#include "caisson/engine/trajectory.hpp"
#include "caisson/write/byte_sink.hpp"

namespace caisson::write {

/// One run, as the tables name it and as it was recorded. Borrows all it points to.
struct RunRecord {
    std::uint64_t run = 0;  ///< counted from 0 in a folder
    std::string scenario;   ///< its variants, comma-separated; `baseline` for none
    std::uint32_t replication = 0;
    std::uint64_t seed = 1;
    std::span<const double> values;  ///< as given to the runner
    const engine::Trajectory* trajectory = nullptr;
    const Table<model::Outcome, engine::OutcomeValue>* outcomes = nullptr;
    const engine::Summary* summary = nullptr;
    const engine::OriginSeries* origins = nullptr;  ///< nothing if they were not sampled
};

/// At which times the series are sampled.
enum class SampleAt : std::uint8_t {
    calendar,     ///< 0, step, 2 step, ... and the end
    breakpoints,  ///< wherever something about the node or route changes, and the end: straight lines in between
};

/// Whether tables with a column for each node and variable are written too.
enum class Shapes : std::uint8_t { tidy, tidy_and_wide };

struct Sampling {
    SampleAt at = SampleAt::calendar;
    Days step{1.0};  ///< [d] > 0
    Shapes shapes = Shapes::tidy;
};

// Each of these writes one table, the header first. Rows come in the order of the runs, then of the model's depots,
// plants, fires or routes, then of variables, then of time. They fail with what the sink fails with (a value that is
// not finite is a Bug), and give the same bytes for the same runs.

/// Stocks and days of supply at `time`; what was made, wanted, allowed, fired and unmet from `time` until the next one.
/// What moves in one instant belongs to the row of that instant, so that the rows of a variable add up to the run's
/// total; the last row holds what moved in the instant of the end.
[[nodiscard]] Result<void, WriteFailure> write_series(ByteSink& sink, std::span<const RunRecord> runs,
                                                      const Sampling& sampling);

/// In transit and queued at `time`; what was sent, received, lost and spilled from `time` until the next one.
[[nodiscard]] Result<void, WriteFailure> write_flows(ByteSink& sink, std::span<const RunRecord> runs,
                                                     const Sampling& sampling);

/// The same with a column for each node, commodity and variable, and a row for each time: at breakpoints, for each
/// instant of the run.
[[nodiscard]] Result<void, WriteFailure> write_wide_series(ByteSink& sink, std::span<const RunRecord> runs,
                                                           const Sampling& sampling);
[[nodiscard]] Result<void, WriteFailure> write_wide_flows(ByteSink& sink, std::span<const RunRecord> runs,
                                                          const Sampling& sampling);

/// What was pledged, ordered and delivered, owed and paid of deals.
[[nodiscard]] Result<void, WriteFailure> write_deals(ByteSink& sink, std::span<const RunRecord> runs,
                                                     const Sampling& sampling);

/// Whether any of the runs has deals: else there is no table of them.
[[nodiscard]] bool have_deals(std::span<const RunRecord> runs);

/// Whose goods there are, and whose were sent, received and fired, at the times of the samples; nothing of runs without.
[[nodiscard]] Result<void, WriteFailure> write_origins(ByteSink& sink, std::span<const RunRecord> runs,
                                                       const Sampling& sampling);

/// Whether there is anything to write into such a table.
[[nodiscard]] bool has_origins(std::span<const RunRecord> runs);

/// Each event, with a sentence that says what happened and why.
[[nodiscard]] Result<void, WriteFailure> write_events(ByteSink& sink, std::span<const RunRecord> runs);

/// Each outcome. A date that never came has no `date`; its `value` is how long the run was watched.
[[nodiscard]] Result<void, WriteFailure> write_outcomes(ByteSink& sink, std::span<const RunRecord> runs);

}  // namespace caisson::write
