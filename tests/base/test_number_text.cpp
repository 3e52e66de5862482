#include <cmath>
#include <cstdint>
#include <cstring>
#include <fast_float/fast_float.h>
#include <limits>
#include <string>

#include "caisson/base/ensure.hpp"
#include "caisson/base/number_text.hpp"
#include "caisson/base/random.hpp"
#include "support/catch.hpp"

using caisson::Bug;
using caisson::human_number;
using caisson::number_text;
using caisson::printable;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// A character of three bytes, for those that should not stand in a source file, not even by number.
std::string three_bytes(unsigned code) {
    return {static_cast<char>(0xE0 | (code >> 12)), static_cast<char>(0x80 | ((code >> 6) & 0x3F)),
            static_cast<char>(0x80 | (code & 0x3F))};
}

}  // namespace

TEST_CASE("a number is written as the shortest text that reads back", "[base][known]") {
    CHECK(number_text(0) == "0");
    CHECK(number_text(-0.0) == "0");
    CHECK(number_text(4e6) == "4000000");
    CHECK(number_text(0.1) == "0.1");
    CHECK(number_text(-1.5) == "-1.5");
    CHECK(number_text(2e6 / 365.25) == "5475.7015742642025");  // 8000000/1461 = 5475.70157426420260...
    CHECK(number_text(1e15) == "1000000000000000");
    CHECK(number_text(1e16) == "1e+16");
    CHECK(number_text(1e-5) == "1e-05");
    CHECK(number_text(5e-324) == "5e-324");
    CHECK(number_text(-1.7976931348623157e308) == "-1.7976931348623157e+308");
    CHECK_THROWS_AS(number_text(infinity), Bug);
    CHECK_THROWS_AS(number_text(-infinity), Bug);
    CHECK_THROWS_AS(number_text(not_a_number), Bug);
}

TEST_CASE("every number reads back as itself", "[base][property]") {
    for (std::uint64_t k = 0; k < 200'000; ++k) {
        const double u = caisson::uniform_draw({1, 0, 0, k});
        const double v = caisson::uniform_draw({1, 0, 1, k});
        const double value = std::ldexp(u, static_cast<int>(2000 * v) - 1000);
        const std::string text = number_text(value);
        REQUIRE(text.size() <= caisson::max_number_bytes);
        double back = 0.0;
        fast_float::from_chars(text.data(), text.data() + text.size(), back);
        REQUIRE(back == value);
    }
}

TEST_CASE("people read numbers with thousands apart", "[base][known]") {
    CHECK(human_number(21902.80629705681, 1) == "21,902.8");
    CHECK(human_number(4e6, 0) == "4,000,000");
    CHECK(human_number(-1234.5, 2) == "-1,234.50");
    CHECK(human_number(-123, 0) == "-123");
    CHECK(human_number(123456, 0) == "123,456");
    CHECK(human_number(999.96, 1) == "1,000.0");
    CHECK(human_number(0.5, 0) == "0");  // to even
    CHECK(human_number(1.5, 0) == "2");
    CHECK(human_number(-0.4, 0) == "0");
    CHECK(human_number(-0.04, 1) == "0.0");
    CHECK(human_number(1e18, 0) == "1,000,000,000,000,000,000");
    CHECK(human_number(1.123456789, 9) == "1.123456789");
    CHECK_THROWS_AS(human_number(1.0, 10), Bug);
    CHECK_THROWS_AS(human_number(1.0, -1), Bug);
    CHECK_THROWS_AS(human_number(not_a_number, 1), Bug);
}

TEST_CASE("what would steer a terminal is shown instead", "[base]") {
    CHECK(printable("rus-front") == "rus-front");
    CHECK(printable("\xC3\xA9t\xC3\xA9 \xF0\x9F\x9A\x80") ==
          "\xC3\xA9t\xC3\xA9 \xF0\x9F\x9A\x80");  // letters, a rocket
    CHECK(printable("\x1b[31m") == "\\x1b[31m");
    CHECK(printable(std::string_view{"a\0b", 3}) == "a\\x00b");
    CHECK(printable("a\tb\nc\r") == "a\\x09b\\x0ac\\x0d");
    CHECK(printable("\x7f") == "\\x7f");
    CHECK(printable("\xC2\x85") == "\\x85");             // C1: next line
    CHECK(printable("\xC2\xA0") == "\xC2\xA0");          // no-break space is a space
    CHECK(printable(three_bytes(0x202E)) == "\\u202e");  // right to left override
    CHECK(printable(three_bytes(0x2066)) == "\\u2066");
    CHECK(printable("\xE2\x80\x8B") == "\\u200b");       // zero width space
    CHECK(printable("\xEF\xBB\xBF") == "\\ufeff");       // byte order mark
    CHECK(printable("\xE2\x80\xA8") == "\\u2028");       // line separator
    CHECK(printable("a\xFF\xC3") == "a\\xff\\xc3");      // bytes that are no UTF-8
    CHECK(printable("\xE2\x80\x90") == "\xE2\x80\x90");  // U+2010, the neighbour above U+200F
    CHECK(printable("\xE2\x80\xAF") == "\xE2\x80\xAF");  // U+202F, the neighbour above U+202E
}
