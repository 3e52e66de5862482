/// Numbers for the goods of states: origins and duds.
#pragma once
#include <vector>

#include "caisson/model/origin.hpp"
#include "fields.hpp"

namespace caisson::read {

/// A map of states to numbers; or, where the key takes it, a state alone, for which the number is 1.
[[nodiscard]] std::vector<model::OfState> read_of_states(const Fields& fields, Key key);

}  // namespace caisson::read
