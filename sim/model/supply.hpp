/// Which cells anything can ever come to, on the map as it is drawn: whatever the dates, rates and openings.
#pragma once
#include <vector>

#include "caisson/model/model.hpp"

namespace caisson::model {

/// For each cell whether goods start there, are made there, or can be brought there.
[[nodiscard]] std::vector<bool> supplied_cells(const Model& model);

}  // namespace caisson::model
