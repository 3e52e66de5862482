/// The words of time that every quantity shares; all other unit words belong to the commodities of a scenario.
#pragma once
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace caisson {

/// A word of time, as a ratio of two numbers that a double holds exactly: one `h` is 1/24 d.
/// Two numbers, so that `6 h` is 6 * 1 / 24 = 0.25 and not 6 times the rounded 1/24.
struct TimeUnit {
    std::string_view word;  ///< `yr`
    double days_above;      ///< 365.25
    double days_below;      ///< 1
};

/// All words of time, from the longest to the shortest: yr, month, wk, d, h, min, s.
/// source   1 yr = 365.25 d (the Julian year), 1 month = 1/12 yr = 30.4375 d: conventions of the scenario reference
[[nodiscard]] std::span<const TimeUnit> time_units();

/// The unit of time of that name, if it is one. Upper and lower case differ.
[[nodiscard]] std::optional<TimeUnit> find_time_unit(std::string_view word);

/// All words that no commodity may use for its unit. Words of time count in upper and lower case alike.
struct ReservedUnitWord {
    std::string_view word;
    bool in_any_case = false;
};

[[nodiscard]] std::vector<ReservedUnitWord> reserved_unit_words();

/// Whether a commodity may call its unit so: a letter, then letters, digits, `_` or `-`; at most 64 bytes; neither a
/// word of time nor a word that the grammar of quantities keeps for itself (`to`, `per`, `k`, `M`, `G`, `m`, `days`
/// ...).
[[nodiscard]] bool valid_unit_word(std::string_view word);

}  // namespace caisson
