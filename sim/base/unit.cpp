#include "caisson/base/unit.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "base/unit_words.hpp"
#include "caisson/base/limits.hpp"
#include "caisson/base/quantity.hpp"

namespace caisson {
namespace {

constexpr auto all_time_units = std::to_array<TimeUnit>({
    {"yr", days_per_year, 1.0},
    {"month", days_per_month, 1.0},
    {"wk", 7.0, 1.0},
    {"d", 1.0, 1.0},
    {"h", 1.0, 24.0},
    {"min", 1.0, 1440.0},
    {"s", 1.0, 86400.0},
});

using Kind = ReservedWord::Kind;

constexpr auto reserved_words = std::to_array<ReservedWord>({
    {"yr", "yr", Kind::time},        {"y", "yr", Kind::time},        {"year", "yr", Kind::time},
    {"years", "yr", Kind::time},     {"yrs", "yr", Kind::time},      {"month", "month", Kind::time},
    {"months", "month", Kind::time}, {"mo", "month", Kind::time},    {"mth", "month", Kind::time},
    {"wk", "wk", Kind::time},        {"w", "wk", Kind::time},        {"week", "wk", Kind::time},
    {"weeks", "wk", Kind::time},     {"wks", "wk", Kind::time},      {"d", "d", Kind::time},
    {"day", "d", Kind::time},        {"days", "d", Kind::time},      {"h", "h", Kind::time},
    {"hr", "h", Kind::time},         {"hrs", "h", Kind::time},       {"hour", "h", Kind::time},
    {"hours", "h", Kind::time},      {"min", "min", Kind::time},     {"mins", "min", Kind::time},
    {"minute", "min", Kind::time},   {"minutes", "min", Kind::time}, {"s", "s", Kind::time},
    {"sec", "s", Kind::time},        {"secs", "s", Kind::time},      {"second", "s", Kind::time},
    {"seconds", "s", Kind::time},    {"k", "k", Kind::scale},        {"K", "k", Kind::scale},
    {"thousand", "k", Kind::scale},  {"M", "M", Kind::scale},        {"m", "", Kind::scale},
    {"mn", "M", Kind::scale},        {"mln", "M", Kind::scale},      {"mio", "M", Kind::scale},
    {"million", "M", Kind::scale},   {"G", "G", Kind::scale},        {"B", "G", Kind::scale},
    {"bn", "G", Kind::scale},        {"billion", "G", Kind::scale},  {"to", "to", Kind::keyword},
    {"per", "/", Kind::keyword},
});

std::string lower_case(std::string_view text) {
    std::string out{text};
    std::transform(out.begin(), out.end(), out.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return out;
}

bool is_letter(char letter) { return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z'); }

}  // namespace

std::span<const TimeUnit> time_units() { return all_time_units; }

std::optional<TimeUnit> find_time_unit(std::string_view word) {
    for (const TimeUnit& unit : all_time_units) {
        if (unit.word == word) {
            return unit;
        }
    }
    return std::nullopt;
}

std::vector<ReservedUnitWord> reserved_unit_words() {
    std::vector<ReservedUnitWord> words;
    for (const ReservedWord& reserved : reserved_words) {
        words.push_back({reserved.word, reserved.kind == Kind::time});
    }
    return words;
}

bool valid_unit_word(std::string_view word) {
    return !word.empty() && word.size() <= max_id_bytes && begins_word(word.front()) &&
           std::all_of(word.begin(), word.end(), continues_word) && !find_reserved_word(word);
}

std::optional<ReservedWord> find_reserved_word(std::string_view text) {
    const std::string lower = lower_case(text);
    for (const ReservedWord& reserved : reserved_words) {
        if (reserved.word == (reserved.kind == Kind::time ? std::string_view{lower} : text)) {
            return reserved;
        }
    }
    return std::nullopt;
}

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

bool begins_word(char letter) { return is_letter(letter); }

bool continues_word(char letter) { return is_letter(letter) || is_digit(letter) || letter == '_' || letter == '-'; }

}  // namespace caisson
