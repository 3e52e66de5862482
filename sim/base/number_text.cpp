#include "caisson/base/number_text.hpp"

#include <cmath>
#include <fmt/compile.h>
#include <fmt/format.h>

#include "caisson/base/ensure.hpp"
#include "caisson/base/utf8.hpp"

namespace caisson {
namespace {

double checked(double value) {
    ensure(std::isfinite(value), "a number that is written is finite");
    return value + 0.0;  // makes 0 of -0
}

/// Characters that change how a terminal shows what stands around them, or that nobody can see.
bool unprintable(char32_t code) {
    const auto between = [code](char32_t low, char32_t high) { return code >= low && code <= high; };
    return code < 0x20 || between(0x7F, 0x9F) || between(0x200B, 0x200F) || between(0x2028, 0x202E) || code == 0x2060 ||
           between(0x2066, 0x2069) || code == 0xFEFF;
}

void append_escaped(std::string& out, char32_t code) {
    const auto number = static_cast<std::uint32_t>(code);
    out += number < 0x100 ? fmt::format("\\x{:02x}", number) : fmt::format("\\u{:04x}", number);
}

std::string with_thousands(const std::string& digits) {
    const std::size_t whole = digits.find('.') == std::string::npos ? digits.size() : digits.find('.');
    const std::size_t first = digits.front() == '-' ? 1 : 0;
    std::string out;
    for (std::size_t at = 0; at < digits.size(); ++at) {
        if (at > first && at < whole && (whole - at) % 3 == 0) {
            out += ',';
        }
        out += digits[at];
    }
    return out;
}

}  // namespace

char* write_number(char* out, double value) { return fmt::format_to(out, FMT_COMPILE("{}"), checked(value)); }

std::string number_text(double value) {
    char letters[max_number_bytes];
    return {letters, write_number(letters, value)};
}

std::string human_number(double value, int decimals) {
    ensure(decimals >= 0 && decimals <= 9, "a number for people has 0 to 9 decimals");
    const std::string digits = fmt::format("{:.{}f}", checked(value), decimals);
    const bool rounded_to_zero = digits.find_first_of("123456789") == std::string::npos;
    return with_thousands(rounded_to_zero && digits.front() == '-' ? digits.substr(1) : digits);
}

std::string printable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Utf8Character character = decode_utf8(text, at);
        if (!character.valid || unprintable(character.code)) {
            append_escaped(out, character.code);
        } else {
            out += text.substr(at, character.bytes);
        }
        at += character.bytes;
    }
    return out;
}

}  // namespace caisson
