/// What outcomes and claims about them share.
#pragma once
#include "caisson/model/scenario.hpp"

namespace caisson::read {

/// The commodity in whose unit an outcome is. Where several are summed they have one unit, which compile checks.
[[nodiscard]] model::CommodityId unit_of(const model::Scenario& scenario, const model::Selection& of);

}  // namespace caisson::read
