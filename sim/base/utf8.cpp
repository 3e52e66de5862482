#include "caisson/base/utf8.hpp"

namespace caisson {
namespace {

constexpr char32_t last_code_point = 0x10FFFF;

struct Lead {
    std::uint8_t bytes;  // of the whole character; 0 if no character begins so
    std::uint8_t bits;   // of the code point in the first byte
    char32_t least;      // code point that needs so many bytes
};

Lead lead_of(unsigned char first) {
    if (first < 0x80) {
        return {1, first, 0};
    }
    if (first >= 0xC2 && first < 0xE0) {
        return {2, static_cast<std::uint8_t>(first & 0x1F), 0x80};
    }
    if (first >= 0xE0 && first < 0xF0) {
        return {3, static_cast<std::uint8_t>(first & 0x0F), 0x800};
    }
    if (first >= 0xF0 && first < 0xF5) {
        return {4, static_cast<std::uint8_t>(first & 0x07), 0x10000};
    }
    return {0, 0, 0};
}

}  // namespace

Utf8Character decode_utf8(std::string_view text, std::size_t offset) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const Utf8Character invalid{byte(offset), 1, false};
    const Lead lead = lead_of(byte(offset));
    if (lead.bytes == 0 || text.size() - offset < lead.bytes) {
        return invalid;
    }
    char32_t code = lead.bits;
    for (std::size_t next = 1; next < lead.bytes; ++next) {
        if ((byte(offset + next) & 0xC0) != 0x80) {
            return invalid;
        }
        code = (code << 6) | (byte(offset + next) & 0x3F);
    }
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (code < lead.least || code > last_code_point || surrogate) {
        return invalid;
    }
    return {code, lead.bytes, true};
}

}  // namespace caisson
