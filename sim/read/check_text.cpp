#include <fmt/format.h>

#include "caisson/base/utf8.hpp"
#include "caisson/read/source.hpp"

namespace caisson::read {
namespace {

constexpr char32_t byte_order_mark = 0xFEFF;

bool plain(char letter) { return (letter >= 0x20 && letter < 0x7F) || letter == '\n' || letter == '\t'; }

bool control(char32_t code) { return code < 0x20 || (code >= 0x7F && code < 0xA0); }

std::string name_of_control(char32_t code) {
    switch (code) {
        case 0x00:
            return "NUL";
        case 0x0D:
            return "a carriage return without a line feed";
        case 0x1B:
            return "ESC";
        default:
            return fmt::format("the control character U+{:04X}", static_cast<std::uint32_t>(code));
    }
}

bool begins_as_utf16_or_32(std::string_view text) {
    return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") ||
           (text.size() >= 2 && (text[0] == '\0') != (text[1] == '\0')) ||
           text.starts_with(std::string_view{"\0\0\xFE\xFF", 4});
}

struct BadCharacter {
    std::string message;
    std::string repair;
};

BadCharacter describe(std::string_view text, std::size_t at, const Utf8Character& character) {
    if (at < 4 && begins_as_utf16_or_32(text)) {
        return {"the file is in UTF-16 or UTF-32", "save it as UTF-8"};
    }
    if (!character.valid) {
        return {fmt::format("byte 0x{:02X} is not UTF-8", static_cast<std::uint32_t>(character.code)),
                "save the file as UTF-8"};
    }
    if (character.code == byte_order_mark) {
        return {"a byte-order mark in the middle of the text", "remove the invisible character U+FEFF"};
    }
    return {fmt::format("{} in the text", name_of_control(character.code)), "remove it"};
}

}  // namespace

std::optional<Finding> check_text(const Sources& sources, FileId file) {
    const std::string_view text = sources.text(file);
    for (std::size_t at = 0; at < text.size();) {
        if (plain(text[at])) {
            ++at;
            continue;
        }
        const Utf8Character character = decode_utf8(text, at);
        const bool line_end = character.code == '\r' && text.substr(at + 1).starts_with('\n');
        const bool inner_mark = character.code == byte_order_mark && at != 0;
        if (!character.valid || (control(character.code) && !line_end) || inner_mark) {
            BadCharacter bad = describe(text, at, character);
            return Finding{.code = FindingCode::bad_text,
                           .severity = Severity::error,
                           .message = std::move(bad.message),
                           .where = sources.span(file, at, 1),
                           .repair = std::move(bad.repair)};
        }
        at += character.bytes;
    }
    return std::nullopt;
}

}  // namespace caisson::read
