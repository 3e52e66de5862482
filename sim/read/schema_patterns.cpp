#include "schema_patterns.hpp"

#include <fmt/format.h>
#include <vector>

#include "caisson/base/unit.hpp"

namespace caisson::read {
namespace {

using model::Dimension;

constexpr std::string_view number = "[+-]?[0-9]+([.][0-9]+)?(e[+-]?[0-9]+|k|M|G)?";
constexpr std::string_view zero = "[+-]?0+([.]0+)?(e[+-]?[0-9]+|k|M|G)?";
constexpr std::string_view divisor = "([0-9][0-9.]*(e[+-]?[0-9]+|k|M|G)?)?";
constexpr std::string_view day = "[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z)?";

std::string time_word() {
    std::string words;
    for (const TimeUnit& unit : time_units()) {
        words += fmt::format("{}{}", words.empty() ? "" : "|", unit.word);
    }
    return fmt::format("({})", words);
}

/// Any word that is no word of time.
std::string unit_word() { return fmt::format("(?!{}\\b)[A-Za-z][A-Za-z0-9_-]*", time_word()); }

std::string stroke(const std::string& word) { return fmt::format(" */ *{} *{}", divisor, word); }

/// What may stand behind the number.
std::string unit_of(Dimension dimension) {
    switch (dimension) {
        case Dimension::amount:
            return fmt::format("( *{})?", unit_word());
        case Dimension::rate:
            return fmt::format("( *{})?{}", unit_word(), stroke(time_word()));
        case Dimension::duration:
        case Dimension::date:
            return fmt::format(" *{}", time_word());
        case Dimension::fraction:
            return " *%?";
        case Dimension::per_unit:
            return fmt::format(" *{}({})?", unit_word(), stroke(unit_word()));
        case Dimension::count:
        case Dimension::flag:
            break;
    }
    return {};
}

/// A quantity, or a range whose first unit may be left out.
std::string quantity(Dimension dimension, Range range) {
    const std::string unit = unit_of(dimension);
    const std::string one = fmt::format("{}{}", number, unit);
    return range == Range::refused ? one : fmt::format("({}({})? *to *)?{}", number, unit, one);
}

}  // namespace

std::string date_pattern() { return fmt::format("^{}$", day); }

bool may_be_bare(const KeyRow& row) {
    const Dimension dimension = model::row_of(*row.role).dimension;
    return dimension == Dimension::fraction || (dimension == Dimension::amount && !row.role_in_days);
}

std::string quantity_pattern(const KeyRow& row, Range range) {
    const Dimension dimension = model::row_of(*row.role).dimension;
    std::vector<std::string> choices;
    if (!may_be_bare(row)) {
        choices.push_back(fmt::format("{0}( *to *{0})?", zero));
    }
    if (dimension == Dimension::date) {
        choices.push_back(range == Range::refused ? std::string{day} : fmt::format("{0}( to {0})?", day));
    }
    if (row.role_in_days) {
        choices.push_back(fmt::format("{}{}", "(?!.*[0-9kMG] *$)", quantity(dimension, range)));
        choices.push_back(quantity(Dimension::duration, range));
    } else {
        choices.push_back(quantity(dimension, range));
    }
    return fmt::format("^ *({}) *$", fmt::join(choices, "|"));
}

}  // namespace caisson::read
