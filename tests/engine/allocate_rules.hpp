/// Rules R1 to R5 of docs/semantics.md, 3.2, tested on a solved network, and the least fixpoint found the slow way.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "allocate_net.hpp"

namespace caisson::tests {

/// Sentences about what is wrong; empty if nothing is.
[[nodiscard]] std::vector<std::string> broken_rules(const Net& net);

/// Rates by the definition of 3.3, by plain repetition of the maps T, L and N. Nothing where that takes too long, or
/// where section 8 ties flows together.
[[nodiscard]] std::optional<std::vector<double>> rates_by_repetition(const Net& net);

}  // namespace caisson::tests
