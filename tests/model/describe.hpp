/// A model as text, every field of every row but the places: two models are the same if their texts are.
#pragma once
#include <string>

#include "caisson/model/model.hpp"

namespace caisson::tests {

/// fails   throws std::logic_error if an index points outside its array
[[nodiscard]] std::string describe(const model::Model& model);

}  // namespace caisson::tests
