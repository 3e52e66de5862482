/// One number of a quantity, as it stands in the text.
#pragma once
#include <cstddef>
#include <string_view>

#include "base/fault.hpp"

namespace caisson {

/// The parts of a number, not yet a double: a "%" may still come after it, or from the other end of a range.
struct ScannedNumber {
    std::string_view digits;  ///< without sign, exponent and suffix: `1.7`
    bool negative = false;
    bool with_exponent = false;
    int exponent = 0;       ///< as written after the `e`
    int suffix_power = 0;   ///< 3, 6, 9 for k, M, G, else 0
    std::size_t begin = 0;  ///< of sign or digits in the text [bytes]
    std::size_t end = 0;    ///< one past its last byte, suffix included

    /// Whether any digit is not 0.
    [[nodiscard]] bool nonzero() const;
};

enum class Sign { allowed, refused };

/// Reads the number that begins at `at`.
/// at      not at a space
/// fails   if no number stands there or it is written in a way that could be misread
[[nodiscard]] Scanned<ScannedNumber> scan_number(std::string_view text, std::size_t at, Sign sign);

/// The double nearest to the number times ten to the power `shift`, rounded once.
/// fails   if it is too large, or not 0 and too small, for a double of full precision
[[nodiscard]] Scanned<double> value_of(const ScannedNumber& number, int shift = 0);

/// What to say of a value that a double cannot hold, or nothing if it can.
[[nodiscard]] const char* out_of_range(double value, bool nonzero);

}  // namespace caisson
