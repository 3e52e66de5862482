/// A simulator of another kind: small equal steps, each depot sharing what it holds at the start of a step. It knows no
/// events, modes or loops, and comes to the engine's answer as the step shrinks, with an error of the order of the step.
#pragma once
#include <span>
#include <vector>

#include "caisson/model/model.hpp"

namespace caisson::tests {

struct Stepped {
    std::vector<double> stocks;  ///< of the model's nodes, at the end
    std::vector<double> moved;   ///< of the model's flows
    std::vector<double> lost;    ///< of the model's routes
};

/// Steps a model through to its end.
/// values   those of the run
/// step     [d]; transit times are rounded to whole steps
/// knows    stocks, capacities, reserves, hubs (as depots of a few steps' flow), priorities, losses, transit with queues
///          at ports, sailings with `short: partial`, schedules, openings, rationing, plants with one input, fires in order
///          and in proportion. Targets, spilling and stopping ports, and waiting ships it does not.
[[nodiscard]] Stepped step_through(const model::Model& model, std::span<const double> values, double step);

}  // namespace caisson::tests
