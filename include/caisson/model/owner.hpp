/// What a variable belongs to.
#pragma once
#include <cstdint>

#include "caisson/model/scenario.hpp"

namespace caisson::model {

enum class Owner : std::uint8_t { cell, plant, fire, route, deal, state, loss };

/// What a variable belongs to, and so which names of a selection can choose it.
/// Goods are received from routes, or from a plant if one is named.
[[nodiscard]] Owner owner_of(Variable variable, const Selection& of);

}  // namespace caisson::model
