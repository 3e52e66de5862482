/// Regular expressions for what a number may look like, by its dimension.
#pragma once
#include <string>

#include "caisson/read/keys.hpp"

namespace caisson::read {

enum class Range : std::uint8_t { allowed, refused };

/// What the text of a number may look like. It accepts every text that the reader accepts, and refuses most that are of
/// another dimension; which units there are only the reader knows.
[[nodiscard]] std::string quantity_pattern(const KeyRow& row, Range range);

/// What a date may look like.
[[nodiscard]] std::string date_pattern();

/// Whether a number without a unit says enough.
[[nodiscard]] bool may_be_bare(const KeyRow& row);

}  // namespace caisson::read
