/// What outcomes, claims about them and conditions of rules share.
#pragma once
#include "numbers.hpp"

namespace caisson::read {

/// What is summed: what the keys of a map name.
[[nodiscard]] model::Selection read_selection(const Fields& fields);

/// Completes what is asked of a deal: its goods, or its only payment, need not be named.
void choose_part(const Fields& fields, model::Variable variable, model::Selection& of);

/// The commodity in whose unit a sum is. Where several are summed they have one unit, which compile checks.
[[nodiscard]] model::CommodityId unit_of(const model::Scenario& scenario, model::Variable variable,
                                         const model::Selection& of);

/// In whose unit the numbers beside a selection are; in nobody's if its commodity is unknown, which was said.
[[nodiscard]] Units units_of(const Fields& fields, model::Variable variable, const model::Selection& of);

}  // namespace caisson::read
