/// Regular expressions for texts of a scenario: quantities by their dimension, dates, words.
#pragma once
#include <string>

#include "caisson/read/keys.hpp"

namespace caisson::read {

enum class Range : std::uint8_t { allowed, refused };

/// What the text of a number looks like. It accepts what the grammar of quantities accepts and the role's dimension
/// allows. Whether a commodity has the unit, and whether the value lies in its bounds, only the reader knows.
[[nodiscard]] std::string quantity_pattern(const KeyRow& row, Range range);

/// What a date looks like: every day of the calendar, and no other.
[[nodiscard]] std::string date_pattern();

/// What a year, a month or a day looks like.
[[nodiscard]] std::string period_pattern();

/// What a new unit looks like: no word of time, and none of the grammar.
[[nodiscard]] std::string unit_word_pattern();

/// Whether a number without a unit says enough.
[[nodiscard]] bool may_be_bare(const KeyRow& row);

}  // namespace caisson::read
