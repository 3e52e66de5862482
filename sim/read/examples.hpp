/// What may stand in the place of something wrong or missing: the examples of the table of keys, in the scenario's own
/// names and units, so that they can be pasted.
#pragma once
#include <string>
#include <string_view>

#include "numbers.hpp"

namespace caisson::read {

/// A value for a key.
/// units  whose the numbers are; without a commodity the unit is left out, and so is the commodity's own
[[nodiscard]] std::string example_of(const Binder& binder, const KeyRow& row, Units units = {});

/// A key with such a value: `every: 9 d`.
[[nodiscard]] std::string example_line(const Binder& binder, const KeyRow& row, Units units = {});

/// `such as every: 9 d`: a repair of a map that lacks a key.
[[nodiscard]] std::string such_as(const Fields& fields, Key key, Units units = {});

/// A number that stands behind a name which the table does not know, as shares, needs and conversions do.
[[nodiscard]] std::string example_number(const Binder& binder, const KeyRow& row, Units units);

/// A map of a section with the keys that it must have.
[[nodiscard]] std::string example_of(const Binder& binder, Section section);

/// A text in which an example of the grammar of quantities stands, with an example of this key in its place.
[[nodiscard]] std::string with_own_example(const Binder& binder, const KeyRow& row, Units units, std::string text);

}  // namespace caisson::read
