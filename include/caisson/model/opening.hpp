/// When something works at all.
#pragma once
#include <limits>

#include "caisson/model/estimate.hpp"

namespace caisson::model {

/// The value of a number that has no bound.
inline constexpr double unbounded = std::numeric_limits<double>::infinity();

/// When something works at all: from `opens` until `closes`, if `open`.
struct Opening {
    Number open{1.0};          ///< flag, default 1
    Number opens{-unbounded};  ///< [d], default minus infinity
    Number closes{unbounded};  ///< [d], default infinity
};

}  // namespace caisson::model
