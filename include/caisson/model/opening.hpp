/// When something works at all.
#pragma once
#include "caisson/model/schedule.hpp"

namespace caisson::model {

/// When something works at all: from `opens` until `closes`, if `open`.
struct Opening {
    Number open{1.0};          ///< flag, default 1
    Number opens{-unbounded};  ///< [d], default minus infinity
    Number closes{unbounded};  ///< [d], default infinity
};

}  // namespace caisson::model
