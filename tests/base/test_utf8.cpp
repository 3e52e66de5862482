#include <string>

#include "caisson/base/utf8.hpp"
#include "support/catch.hpp"

using caisson::decode_utf8;

namespace {

std::string encoded(char32_t code) {
    const auto tail = [code](int shift) { return static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
    if (code < 0x80) {
        return {static_cast<char>(code)};
    }
    if (code < 0x800) {
        return {static_cast<char>(0xC0 | (code >> 6)), tail(0)};
    }
    if (code < 0x10000) {
        return {static_cast<char>(0xE0 | (code >> 12)), tail(6), tail(0)};
    }
    return {static_cast<char>(0xF0 | (code >> 18)), tail(12), tail(6), tail(0)};
}

void check_invalid(std::string_view text) {
    const auto character = decode_utf8(text, 0);
    CHECK_FALSE(character.valid);
    CHECK(character.bytes == 1);
    CHECK(character.code == static_cast<unsigned char>(text.front()));
}

}  // namespace

TEST_CASE("every code point but the surrogates decodes to itself", "[base][property]") {
    for (char32_t code = 0; code <= 0x10FFFF; ++code) {
        const std::string text = encoded(code);
        const auto character = decode_utf8(text, 0);
        const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
        REQUIRE(character.valid == !surrogate);
        if (!surrogate) {
            REQUIRE(character.code == code);
            REQUIRE(character.bytes == text.size());
        }
    }
}

TEST_CASE("bytes that are no character stand alone", "[base]") {
    check_invalid("\x80");              // a tail without a head
    check_invalid("\xC0\x80");          // overlong
    check_invalid("\xC1\xBF");          // overlong
    check_invalid("\xE0\x9F\xBF");      // overlong
    check_invalid("\xF0\x8F\xBF\xBF");  // overlong
    check_invalid("\xF4\x90\x80\x80");  // above U+10FFFF
    check_invalid("\xF5\x80\x80\x80");
    check_invalid("\xFF");
    check_invalid("\xC3");  // cut
    check_invalid("\xE2\x82");
    check_invalid("\xE2\x28\xA1");  // a tail that is none
}

TEST_CASE("decoding begins where it is told to", "[base]") {
    const std::string text = "a\xC3\xA9z";
    CHECK(decode_utf8(text, 1).code == 0xE9);
    CHECK(decode_utf8(text, 3).code == 'z');
}
