/// What outcomes and claims about them share.
#pragma once
#include "fields.hpp"

namespace caisson::read {

/// The commodity in whose unit an outcome is. Where several are summed they have one unit, which compile checks.
[[nodiscard]] model::CommodityId unit_of(const model::Scenario& scenario, const model::Selection& of);

/// What may stand where both an amount and a stretch of time are numbers of an outcome.
enum class Measure : std::uint8_t { amount, time };

/// Adds an error about the one where the other is wanted.
void complain_of_measure(const Fields& fields, Key key, Measure wanted);

}  // namespace caisson::read
