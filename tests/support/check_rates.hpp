/// Judges the rates of one instant by the rules of docs/semantics.md, section 3.2 (R1 to R5), and the modes behind them.
#pragma once
#include "caisson/model/model.hpp"
#include "support/faults.hpp"
#include "support/snapshot.hpp"

namespace caisson::tests {

/// Adds every breach of R1 to R5, of the modes and of the balances of one instant. Needs no earlier instant.
void check_rates(const model::Model& model, const Snapshot& now, Faults& faults);

/// Whether a node's routes out, its own use, its inflows are limited or blocked where its stock stands.
struct Limits {
    bool own_limited = false;
    bool routes_limited = false;
    bool routes_blocked = false;
    bool in_limited = false;
    bool in_blocked = false;
};

/// The table of modes in section 1, from the numbers alone.
[[nodiscard]] Limits limits_of(const NodeSeen& node, bool hub);

}  // namespace caisson::tests
