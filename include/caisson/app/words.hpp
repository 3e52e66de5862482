/// Numbers and dates in words, for people: rounded, thousands apart.
#pragma once
#include <string>

#include "caisson/app/report.hpp"
#include "caisson/base/date.hpp"
#include "caisson/base/quantity.hpp"

namespace caisson::app {

/// `21,903`, `5.25`, `0.0314`: whole from 100 on, else three digits that count; a whole number has no decimals.
/// value   finite
[[nodiscard]] std::string rounded(double value);

/// `21,903 round`.
[[nodiscard]] std::string rounded(double value, const std::string& unit);

/// Whether a unit is that of a price, such as `bbl/round`.
[[nodiscard]] bool is_price(const std::string& unit);

/// What is said of a value without end: days of supply of what nobody wants, the price of what was never delivered.
[[nodiscard]] std::string endless_words(const std::string& unit);

/// `2024-07-11`, to the day.
[[nodiscard]] std::string day_words(Date start, Days elapsed);

/// `2024-07-11`, or `not before 2026-09-13` if the end came first.
[[nodiscard]] std::string date_words(Date start, Days elapsed, bool censored);

/// An outcome's date or value.
[[nodiscard]] std::string outcome_words(const OutcomeReport& outcome, Date start);

}  // namespace caisson::app
