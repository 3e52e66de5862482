#include "schema_patterns.hpp"

#include <fmt/format.h>
#include <vector>

#include "caisson/base/limits.hpp"
#include "caisson/base/unit.hpp"

namespace caisson::read {
namespace {

using model::Dimension;

// A number that an x follows is taken for a hexadecimal one.
constexpr std::string_view digits = "[0-9]+(?![xX])([.][0-9]+)?([eE][+-]?[0-9]+)?";
constexpr std::string_view suffixed_digits = "[0-9]+(?![xX])([.][0-9]+)?([eE][+-]?[0-9]+|k|M|G)?";
constexpr std::string_view end_of_word = "(?![A-Za-z0-9_-])";

static_assert(min_year == 1600 && max_year == 2999, "the years below");
constexpr std::string_view year = "(1[6-9]|2[0-9])[0-9]{2}";
constexpr std::string_view leap_year = "((1[6-9]|2[0-9])(0[48]|[2468][048]|[13579][26])|(16|20|24|28)00)";
constexpr std::string_view month = "(0[1-9]|1[0-2])";

/// The days of the months, the 29th of February for itself.
std::string day() {
    const std::string month_and_day =
        "(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31";
    return fmt::format("({}-({})|{}-02-29)", year, month_and_day, leap_year);
}

std::string date() { return day() + "(T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?Z)?"; }

std::string number() { return fmt::format("[+-]?{}", suffixed_digits); }

std::string time_word() {
    std::string words;
    for (const TimeUnit& unit : time_units()) {
        words += fmt::format("{}{}", words.empty() ? "" : "|", unit.word);
    }
    return fmt::format("({}){}", words, end_of_word);
}

/// A word in upper and lower case.
std::string any_case(std::string_view word) {
    std::string pattern;
    for (const char letter : word) {
        pattern += fmt::format("[{}{}]", static_cast<char>(letter - 'a' + 'A'), letter);
    }
    return pattern;
}

/// Any word that the grammar does not keep for itself.
std::string unit_word() {
    std::string words;
    for (const ReservedUnitWord& reserved : reserved_unit_words()) {
        words += words.empty() ? "" : "|";
        words += reserved.in_any_case ? any_case(reserved.word) : std::string{reserved.word};
    }
    return fmt::format("(?!({}){})[A-Za-z][A-Za-z0-9_-]*", words, end_of_word);
}

std::string stroke(const std::string& word) { return fmt::format(" */ *({} *)?{}", suffixed_digits, word); }

/// A number with a unit, or a range whose unit stands at its end or at both ends.
std::string quantity(const std::string& unit, Range range, const std::string& of = number()) {
    return range == Range::refused ? of + unit : fmt::format("({0} *to *)?{0}{1}|{0}{1} *to *{0}{1}", of, unit);
}

std::string bare(const std::string& of, Range range) {
    return range == Range::refused ? of : fmt::format("{0}( *to *{0})?", of);
}

std::string quantity_of_time(Range range) { return quantity(" *" + time_word(), range); }

std::string quantity_of_share(Range range) { return quantity(" *%", range, fmt::format("[+-]?{}", digits)); }

/// The forms that a quantity with a unit has, by its dimension.
std::vector<std::string> forms_of(const KeyRow& row, Range range) {
    const std::string word = " *" + unit_word();
    switch (model::row_of(*row.role).dimension) {
        case Dimension::amount:
            return {quantity(word, range)};
        case Dimension::rate:
            return {quantity(fmt::format("({})?{}", word, stroke(time_word())), range)};
        case Dimension::duration:
        case Dimension::date:
            return {quantity_of_time(range)};
        case Dimension::fraction:  // 60%, and 6 h/d
            return {quantity_of_share(range), quantity(fmt::format(" *{}{}", time_word(), stroke(time_word())), range)};
        case Dimension::per_unit:  // a conversion is for one of its own word, which need not be written
            return {quantity(row.names == Thing::nothing ? fmt::format("{}({})?", word, stroke(unit_word()))
                                                         : word + stroke(unit_word()),
                             range)};
        case Dimension::rate_per_unit:
            return {quantity(word + stroke(unit_word()) + stroke(time_word()), range),
                    quantity(word + stroke(time_word()) + stroke(unit_word()), range)};
        case Dimension::count:
        case Dimension::flag:
            break;
    }
    return {};
}

}  // namespace

std::string date_pattern() { return fmt::format("^{}$", date()); }

std::string period_pattern() { return fmt::format("^({}(-{})?|{})$", year, month, date()); }

std::string unit_word_pattern() { return fmt::format("^{}$", unit_word()); }

bool may_be_bare(const KeyRow& row) {
    const Dimension dimension = model::row_of(*row.role).dimension;
    return dimension == Dimension::fraction || (dimension == Dimension::amount && !row.role_in_days);
}

std::string quantity_pattern(const KeyRow& row, Range range) {
    const std::string zero = "[+-]?0+([.]0+)?([eE][+-]?[0-9]+|k|M|G)?";  // which says enough, whatever it is of
    std::vector<std::string> choices = forms_of(row, range);
    choices.push_back(bare(may_be_bare(row) ? number() : zero, range));
    if (row.role_in_days) {
        choices.push_back(quantity_of_time(range));
    }
    if (row.role_as_share) {
        choices.push_back(quantity_of_share(range));
    }
    const std::string quantities = fmt::format(" *({}) *", fmt::join(choices, "|"));
    if (model::row_of(*row.role).dimension != Dimension::date) {
        return fmt::format("^{}$", quantities);
    }
    const std::string dates = range == Range::refused ? date() : fmt::format("{0}( to {0})?", date());
    return fmt::format("^({}|{})$", quantities, dates);
}

}  // namespace caisson::read
