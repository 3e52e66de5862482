/// Depots that are shut for a time.
#pragma once
#include <limits>

#include "caisson/base/finding.hpp"
#include "caisson/model/estimate.hpp"
#include "caisson/model/param.hpp"

namespace caisson::model {

/// From one date to another nothing is loaded at a depot, and nothing unloaded.
struct Closure {
    Number from;                                            ///< [d]
    Number until{std::numeric_limits<double>::infinity()};  ///< [d]; not written: to the end
    SourceSpan place{};
};

/// The same in a model.
struct ClosureRow {
    Param from;
    Param until;
};

}  // namespace caisson::model
