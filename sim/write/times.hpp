/// Times as the tables write them. A column holds dates alone, or moments alone: a reader guesses one type for it.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "caisson/base/date.hpp"
#include "caisson/write/tables.hpp"
#include "write/curve.hpp"

namespace caisson::write {

enum class TimeForm : std::uint8_t {
    date,    ///< 2024-03-13
    moment,  ///< 2024-03-13T00:00:00Z
};

[[nodiscard]] std::string time_text(Date start, double days, TimeForm form);

/// The form of the time column of series and flows: dates if every sample is at midnight.
[[nodiscard]] TimeForm form_of_samples(std::span<const RunRecord> runs, const Sampling& sampling);

/// The calendar's samples of a run.
[[nodiscard]] std::vector<Sample> calendar_samples(const engine::Trajectory& run, const Sampling& sampling);

/// The first cells of a run's rows: run, scenario, replication, each with its comma.
[[nodiscard]] std::string run_cells(const RunRecord& record);

}  // namespace caisson::write
