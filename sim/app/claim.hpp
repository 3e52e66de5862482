/// Whether a claim of a scenario holds.
#pragma once
#include <string>

#include "caisson/base/date.hpp"
#include "caisson/engine/outcomes.hpp"
#include "caisson/model/scenario.hpp"

namespace caisson::app {

/// Whether everything that is claimed is true of what came out. What cannot be known, since the run ended before, is
/// not: a date that did not come is after a day only if that day lies within the run. Nothing is true of the price of
/// what was never delivered.
/// unit   of what is found; with a `/` it is a price
[[nodiscard]] bool holds(const model::Expectation& claim, const engine::OutcomeValue& found,
                         const std::string& unit = {});

/// `before 2025-01-01`, `above 1,000 round and below 2,000 round`, `never`.
[[nodiscard]] std::string claim_words(const model::Expectation& claim, Date start, const std::string& unit);

/// By how much what came out misses the first thing claimed that is not true of it: `3.5 d too late`,
/// `12 round too few`, `it never came`; empty if all is true.
[[nodiscard]] std::string miss_words(const model::Expectation& claim, const engine::OutcomeValue& found,
                                     const std::string& unit);

}  // namespace caisson::app
