/// UTF-8, one character at a time.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace caisson {

/// One character of a text, or the byte that is none.
struct Utf8Character {
    char32_t code = 0;       ///< the code point, or the offending byte if not valid
    std::uint8_t bytes = 1;  ///< how many it takes: 1 to 4; 1 if not valid
    bool valid = false;
};

/// The character that begins at `offset`.
/// offset   less than text.size()
/// promise  overlong forms, surrogates, code points over U+10FFFF and cut sequences are not valid
[[nodiscard]] Utf8Character decode_utf8(std::string_view text, std::size_t offset);

}  // namespace caisson
