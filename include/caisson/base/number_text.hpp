/// Numbers as text, the same on every machine, and text that is safe to show on a terminal.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace caisson {

/// Room that one number needs at most [bytes].
inline constexpr std::size_t max_number_bytes = 32;

/// Writes the shortest decimal that reads back as the same double: `4000000`, `0.1`, `5475.7015742642025`, `1e+16`.
/// out       room for max_number_bytes; nothing is appended after the number
/// value     infinity is refused as NaN is; -0 is written `0`
/// returns   one past the last byte written
/// fails     Bug if the value is not finite: a result that is no number must not reach a file
/// cost      some 35 ns; no allocation, no locale
[[nodiscard]] char* write_number(char* out, double value);

/// The same as a string.
[[nodiscard]] std::string number_text(double value);

/// For people to read: rounded to so many decimals, thousands apart: `21,902.8`. Halves go to the even digit.
/// decimals  0 to 9; trailing zeros are kept, so that columns line up
/// fails     Bug if the value is not finite
[[nodiscard]] std::string human_number(double value, int decimals);

/// A text that cannot move the cursor, ring, or reorder the line it stands in: control characters (C0, DEL, C1), marks
/// of writing direction (U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069), invisible characters (U+200B to U+200D,
/// U+2060, U+FEFF), line and paragraph separators (U+2028, U+2029) and bytes that are not UTF-8 are shown as `\x1b`
/// (bytes and code points below 256) or `\u202e`. The rest is left as it is.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace caisson
