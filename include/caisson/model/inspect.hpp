/// Looks for what is legal but suspicious in a scenario.
#pragma once
#include "caisson/base/finding.hpp"
#include "caisson/model/model.hpp"
#include "caisson/model/scenario.hpp"

namespace caisson::model {

/// Warnings, each with a place and a repair: a depot that nothing reaches, something that starts after the end, a state
/// that trades with itself, a demand without a path to any supply, a stock above its capacity, a reserve above its
/// capacity, a lossy cycle without transit time, a scenario in which nothing happens.
[[nodiscard]] Findings inspect(const Scenario& scenario, const Model& model);

}  // namespace caisson::model
