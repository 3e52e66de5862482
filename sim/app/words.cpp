#include "caisson/app/words.hpp"

#include <cmath>

#include "caisson/base/number_text.hpp"

namespace caisson::app {

std::string rounded(double value) {
    const double size = std::abs(value);
    if (size >= 100.0 || value == std::floor(value)) {
        return human_number(value, 0);
    }
    if (size < 1e-6) {
        return "0";
    }
    int decimals = 2;
    for (double least = 1.0; size < least && decimals < 9; least /= 10.0) {
        ++decimals;
    }
    return human_number(value, size >= 10.0 ? 1 : decimals);
}

std::string rounded(double value, const std::string& unit) {
    return unit.empty() ? rounded(value) : rounded(value) + " " + unit;
}

bool is_price(const std::string& unit) { return unit.find('/') != std::string::npos; }

std::string endless_words(const std::string& unit) {
    return is_price(unit) ? "none: nothing was delivered" : "without end";
}

std::string day_words(Date start, Days elapsed) {
    Date moment = date_after(start, elapsed);
    moment.second_of_day = 0;
    return format_date(moment);
}

std::string date_words(Date start, Days elapsed, bool censored) {
    return (censored ? "not before " : "") + day_words(start, elapsed);
}

std::string outcome_words(const OutcomeReport& outcome, Date start) {
    if (outcome.is_date) {
        return date_words(start, Days{outcome.value}, outcome.censored);
    }
    return std::isfinite(outcome.value) ? rounded(outcome.value, outcome.unit) : endless_words(outcome.unit);
}

}  // namespace caisson::app
