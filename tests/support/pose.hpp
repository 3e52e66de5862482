/// Makes the snapshot that a right run would show, without a run: for tests of the judges themselves.
#pragma once
#include "caisson/model/model.hpp"
#include "support/snapshot.hpp"

namespace caisson::tests {

/// The first instant of a model's central values: stocks as given, asks as scheduled, rates by the plain solver.
/// Sailings have not left, nobody rations, no route has reached its target.
[[nodiscard]] Snapshot pose(const model::Model& model);

/// Works out rates, net rates, modes and binding limits for the stocks, capacities, reserves and asks of a snapshot.
void settle(const model::Model& model, Snapshot& posed);

/// The instant `time` if nothing happens until then but straight lines: stocks and totals have grown, nothing changed.
[[nodiscard]] Snapshot later(const model::Model& model, const Snapshot& before, double time);

}  // namespace caisson::tests
