/// A value that changes by date, as a person wrote it.
#pragma once
#include <cstdint>
#include <limits>
#include <vector>

#include "caisson/base/finding.hpp"
#include "caisson/model/estimate.hpp"

namespace caisson::model {

/// The value of a number that has no bound.
inline constexpr double unbounded = std::numeric_limits<double>::infinity();

/// A value that changes at a date: from then on it is `value`, or, with an end, it ramps there in `parts` equal steps.
struct Change {
    Number from;              ///< [d]
    Number until;             ///< [d]; written only for a ramp
    Number value;             ///< in the unit of what changes
    std::uint32_t parts = 0;  ///< steps of a ramp; 0 for a plain step, and for a ramp of one step a month (at least 1)
    SourceSpan place{};
};

/// A value and its changes by date, in the order of their dates.
struct Schedule {
    Number first;
    std::vector<Change> changes{};
};

}  // namespace caisson::model
