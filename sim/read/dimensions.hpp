/// What a quantity is of, and how much it is in the units in which the model counts.
#pragma once
#include <optional>

#include "caisson/base/quantity_text.hpp"
#include "numbers.hpp"

namespace caisson::read {

/// A quantity in base units.
struct Interval {
    double low = 0.0;
    double high = 0.0;
    bool is_range = false;
};

/// Where a quantity stands and what it should be.
struct Asked {
    const KeyRow& row;
    model::Role role;
    Units units;
    ValueId value;
    Measure wanted = Measure::either;  ///< where it may be a stretch of time as well
};

/// Converts a quantity, or complains that it is of something else.
[[nodiscard]] std::optional<Interval> convert(Binder& binder, const Asked& asked, const ParsedQuantity& quantity);

/// Reads a date, a range of dates, or a stretch of time after the start, in days after the start.
[[nodiscard]] std::optional<Interval> read_date(Binder& binder, const Asked& asked);

/// Complains of a date that stands where a quantity belongs.
void complain_of_date(Binder& binder, const Asked& asked);

}  // namespace caisson::read
