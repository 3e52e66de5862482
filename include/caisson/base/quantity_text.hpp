/// The one grammar of quantities, for everything a person writes: files, `--set`, `--step`.
///
///     text      quantity | quantity "to" quantity          1.5M to 2.5M round/yr   20 to 30%   6 h to 2 d
///     quantity  number [ "%" | word ] { "/" [number] word }
///     number    [sign] digits ["." digits] ["e" [sign] digits] | [sign] digits ["." digits] ("k" | "M" | "G")
///     word      a letter, then letters, digits, "_", "-"   round, t, tube, d, yr
///
/// Spaces may stand between any two of these. The suffix touches its number: k = 1,000, M = 1,000,000, G = 10^9.
/// In a range the unit may stand once, at the end, or at both ends.
#pragma once
#include <array>
#include <cstddef>
#include <string_view>

#include "caisson/base/limits.hpp"
#include "caisson/base/result.hpp"
#include "caisson/base/text_error.hpp"

namespace caisson {

/// The quantity that repairs give as an example. Who knows what is wanted can put a better one in its place.
inline constexpr std::string_view example_quantity = "1.5M round/yr";

/// The words of units above or below the fraction bar, in the order written, without words of time.
class UnitWords {
public:
    [[nodiscard]] std::size_t size() const { return size_; }

    [[nodiscard]] bool empty() const { return size_ == 0; }

    [[nodiscard]] std::string_view operator[](std::size_t at) const { return words_[at]; }

    [[nodiscard]] const std::string_view* begin() const { return words_.data(); }

    [[nodiscard]] const std::string_view* end() const { return words_.data() + size_; }

    /// Appends a word, unless there is no room. Returns whether there was.
    [[nodiscard]] bool add(std::string_view word);

    friend bool operator==(const UnitWords& a, const UnitWords& b);

private:
    std::array<std::string_view, max_unit_words> words_{};
    std::size_t size_ = 0;
};

/// A quantity as written, with suffixes, percent signs and words of time already multiplied in.
/// `2M round/yr` is low = 2e6 / 365.25, numerator {round}, days_power -1; `45 d` is 45, days_power 1;
/// `60%` is 0.6, percent; `50 round/tube/d` is 50, numerator {round}, denominator {tube}, days_power -1.
struct ParsedQuantity {
    double low = 0.0;       ///< finite, never -0 [days^days_power times the words of units]
    double high = 0.0;      ///< equal to `low` unless a range was written; never less
    bool is_range = false;  ///< whether "to" was written
    bool percent = false;   ///< whether "%" was written; the values are already divided by 100
    UnitWords numerator;    ///< borrowed from the text
    UnitWords denominator;  ///< borrowed from the text
    int days_power = 0;     ///< 1 for a duration, -1 for a rate
    bool timed = false;     ///< whether a word of time was written, even if another one cancels it: `6 h/d`

    /// Whether it has no unit at all: `0.6`, `400k`. (`60%` and `6 h/d` say what they are, so they are not bare.)
    [[nodiscard]] bool bare() const;

    /// Whether it is a pure number, with or without a percent sign.
    [[nodiscard]] bool dimensionless() const;

    /// Whether it is a stretch of time: `9 d`, `3 month`.
    [[nodiscard]] bool duration() const;
};

/// Reads a quantity or a range of two.
/// text      at most max_quantity_bytes; ASCII; the unit words in the result are views into it
/// returns   values rounded once from the decimal digits with their suffix (`1.1M` is 1100000), then multiplied by the
///           words of time above and divided once by the product of those below: `2M round/yr` is 2e6 / 365.25
/// fails     TextError with place and repair: anything outside the grammar, thousands separators, hex, inf, nan,
///           a number or result too large or too small for a double, low > high, two ends of different units,
///           `1.5 to 2.5M` (does 1.5 mean 1.5M?), more than max_unit_words
/// cost      O(length), no allocation unless it fails; no locale
[[nodiscard]] Result<ParsedQuantity, TextError> parse_quantity(std::string_view text);

}  // namespace caisson
