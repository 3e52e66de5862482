/// The steps by which a number is read: an interval, its bounds, an estimate.
#pragma once
#include <optional>

#include "dimensions.hpp"

namespace caisson::read {

/// Reads one quantity or range. Where a stretch of time may stand for an amount and does, the role is changed.
[[nodiscard]] std::optional<Interval> read_interval(Binder& binder, Asked& asked);

/// Whether a value lies in the bounds of its role; if it does not, says so.
[[nodiscard]] bool check_bounds(Binder& binder, const Asked& asked, double value);

enum class Kept : std::uint8_t { value_only, estimate };

/// A number and, if it is to be kept, its estimate, whose `best` becomes the central value.
[[nodiscard]] model::Number number_of(Binder& binder, const Asked& asked, const model::Estimate& estimate, Kept kept,
                                      PathId path);

/// Reads the long form of a number, a map.
[[nodiscard]] model::Number read_long_form(Binder& binder, Asked& asked, PathId path);

}  // namespace caisson::read
