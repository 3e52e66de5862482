/// How much a run would write.
#pragma once
#include <cstdint>

#include "caisson/model/model.hpp"
#include "caisson/write/tables.hpp"

namespace caisson::app {

/// How many rows of series.csv and flows.csv one run makes; 0 at breakpoints, where the run decides it.
[[nodiscard]] std::uint64_t rows_to_write(const model::Model& model, const write::Sampling& sampling);

}  // namespace caisson::app
