/// Variants and `--set`: what is put over a scenario before it is read.
#pragma once
#include "load.hpp"

namespace caisson::read {

/// Applies the variants of a request, then what it sets.
/// root      of the merged scenario, which is changed
/// warnings  gets a warning for each variant that changes nothing
void apply_overrides(const Loading& loading, const Request& request, ValueId root, Findings& warnings);

/// Checks the variants that a scenario offers, whether they are applied or not.
/// returns  their names, titles and places
[[nodiscard]] std::vector<OfferedVariant> offered_variants(const Loading& loading, ValueId root);

}  // namespace caisson::read
