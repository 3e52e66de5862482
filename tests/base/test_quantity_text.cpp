#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "caisson/base/quantity_text.hpp"
#include "caisson/base/random.hpp"
#include "support/catch.hpp"

using caisson::parse_quantity;
using caisson::ParsedQuantity;
using caisson::TextError;
using caisson::UnitWords;

namespace {

ParsedQuantity read(std::string_view text) {
    const auto parsed = parse_quantity(text);
    INFO(text);
    INFO((parsed ? "" : parsed.error().message));
    REQUIRE(parsed.has_value());
    return *parsed;
}

double single(std::string_view text) {
    const ParsedQuantity parsed = read(text);
    CHECK_FALSE(parsed.is_range);
    CHECK(parsed.high == parsed.low);
    return parsed.low;
}

std::vector<std::string> words(const UnitWords& units) { return {units.begin(), units.end()}; }

using Words = std::vector<std::string>;

/// The error of a text that must be refused; the marked part is written out, since offsets alone are hard to read.
struct Refusal {
    std::string marked;
    std::string message;
    std::string repair;
    std::string instead;  // what the repair says to write, if it does
};

Refusal refused(std::string_view text) {
    const auto parsed = parse_quantity(text);
    INFO(text);
    REQUIRE_FALSE(parsed.has_value());
    const TextError& error = parsed.error();
    REQUIRE(error.offset_in_bytes + error.length_in_bytes <= text.size());
    CHECK_FALSE(error.message.empty());
    CHECK_FALSE(error.repair.empty());
    const bool written = error.repair.starts_with("write \"");
    return {std::string{text.substr(error.offset_in_bytes, error.length_in_bytes)}, error.message, error.repair,
            written ? error.repair.substr(7, error.repair.size() - 8) : ""};
}

}  // namespace

TEST_CASE("numbers are the doubles nearest to their digits with the suffix", "[base][known]") {
    CHECK(single("0") == 0.0);
    CHECK(single("-0") == 0.0);
    CHECK_FALSE(std::signbit(single("-0")));
    CHECK(single("+5") == 5.0);
    CHECK(single("-2.5") == -2.5);
    CHECK(single("007") == 7.0);
    CHECK(single("1e6") == 1e6);
    CHECK(single("1.5E-3") == 0.0015);
    CHECK(single("1e+2") == 100.0);
    CHECK(single("400k") == 400'000.0);
    CHECK(single("1.1M") == 1'100'000.0);
    CHECK(single("4.35k") == 4350.0);  // 4.35 * 1000 is 4350.000000000001 or less by luck: the digits are shifted
    CHECK(single("1.15M") == 1'150'000.0);
    CHECK(single("3G") == 3e9);
    CHECK(single("  12  ") == 12.0);
    CHECK(single("0.1") == 0.1);
}

TEST_CASE("a percent sign divides by a hundred before anything is rounded", "[base][known]") {
    CHECK(single("60%") == 0.6);
    CHECK(single("1 %") == 0.01);
    CHECK(single("0.7%") == 0.007);  // 0.7 / 100 would be 0.006999999999999999
    CHECK(read("60%").percent);
    CHECK(read("60%").dimensionless());
    CHECK_FALSE(read("60%").bare());
    CHECK(read("60").bare());
    CHECK(read("2%/month").days_power == -1);
    CHECK(single("2%/month") == 0.02 / 30.4375);
}

TEST_CASE("durations are days", "[base][known]") {
    CHECK(single("9 d") == 9.0);
    CHECK(single("1d") == 1.0);
    CHECK(single("6 h") == 0.25);
    CHECK(single("90 min") == 0.0625);  // 90 / 1440
    CHECK(single("43200 s") == 0.5);
    CHECK(single("2 wk") == 14.0);
    CHECK(single("1 month") == 30.4375);  // 365.25 / 12
    CHECK(single("3 month") == 91.3125);
    CHECK(single("1 yr") == 365.25);
    for (const char* text : {"9 d", "6 h", "2 wk", "3 month", "1 yr", "1 min", "1 s"}) {
        CHECK(read(text).duration());
        CHECK_FALSE(read(text).dimensionless());
    }
    CHECK_FALSE(read("9 round").duration());
    CHECK_FALSE(read("9 round/d").duration());
    CHECK_FALSE(read("9%").duration());
}

TEST_CASE("rates are divided once, by the whole denominator", "[base][known]") {
    CHECK(single("2M round/yr") == 2e6 / 365.25);  // 5475.701574264203
    CHECK(single("2M round / 365 d") == 2e6 / 365.0);
    CHECK(single("2M round/365d") == 2e6 / 365.0);
    CHECK(single("10M round / 2 yr") == 1e7 / 730.5);
    CHECK(single("12 t/month") == 12.0 / 30.4375);
    CHECK(single("3 t/h") == 72.0);       // 3 * 24
    CHECK(single("7 t / 12 h") == 14.0);  // 7 * 24 / 12
    CHECK(single("14 round/wk") == 2.0);
    CHECK(single("0.01 /d") == 0.01);
    CHECK(single("0.5/yr") == 0.5 / 365.25);
    const ParsedQuantity rate = read("2M round/yr");
    CHECK(words(rate.numerator) == Words{"round"});
    CHECK(words(rate.denominator).empty());
    CHECK(rate.days_power == -1);
}

TEST_CASE("other units are kept as words, in the order written", "[base][known]") {
    const ParsedQuantity gun = read("50 round/tube/d");
    CHECK(gun.low == 50.0);
    CHECK(words(gun.numerator) == Words{"round"});
    CHECK(words(gun.denominator) == Words{"tube"});
    CHECK(gun.days_power == -1);

    const ParsedQuantity weight = read("46 kg/round");
    CHECK(weight.low == 46.0);
    CHECK(words(weight.numerator) == Words{"kg"});
    CHECK(words(weight.denominator) == Words{"round"});
    CHECK(weight.days_power == 0);

    const ParsedQuantity slow = read("2 d/round");
    CHECK(slow.days_power == 1);
    CHECK(words(slow.denominator) == Words{"round"});

    CHECK(read("5 d/d").dimensionless());
    CHECK_FALSE(read("5 d/d").bare());
    CHECK(words(read("300 round / 2 container").denominator) == Words{"container"});
    CHECK(single("300 round / 2 container") == 150.0);
    CHECK(words(read("5t").numerator) == Words{"t"});  // tonnes
    CHECK(words(read("5T").numerator) == Words{"T"});  // not a reserved word
    CHECK(words(read("5e").numerator) == Words{"e"});  // an exponent needs digits
    CHECK(words(read("5exports").numerator) == Words{"exports"});
    CHECK(words(read("3 man-day").numerator) == Words{"man-day"});
    CHECK(words(read("3 m3").numerator) == Words{"m3"});
}

TEST_CASE("ranges have their unit once or twice", "[base][known]") {
    const ParsedQuantity rate = read("1.5M to 2.5M round/yr");
    CHECK(rate.is_range);
    CHECK(rate.low == 1.5e6 / 365.25);
    CHECK(rate.high == 2.5e6 / 365.25);
    CHECK(words(rate.numerator) == Words{"round"});
    CHECK(rate.days_power == -1);

    const ParsedQuantity lot = read("60k to 120k round");
    CHECK(lot.low == 60e3);
    CHECK(lot.high == 120e3);

    const ParsedQuantity share = read("20 to 30%");
    CHECK(share.low == 0.2);
    CHECK(share.high == 0.3);
    CHECK(share.percent);

    const ParsedQuantity span = read("6 h to 2 d");
    CHECK(span.low == 0.25);
    CHECK(span.high == 2.0);

    const ParsedQuantity mixed = read("1 round/d to 1k round / 365 d");
    CHECK(mixed.low == 1.0);
    CHECK(mixed.high == 1e3 / 365.0);

    CHECK(read("5 to 5 d").low == 5.0);  // a range of no width is still a range
    CHECK(read("5 to 5 d").is_range);
    CHECK(read("-2 to 3").low == -2.0);
    CHECK(read("20% to 30%").high == 0.3);
    CHECK(read("1M to 1M round / 365 d").low == 1e6 / 365.0);
}

TEST_CASE("a suffix that may belong to both ends of a range must be said twice", "[base]") {
    const Refusal low = refused("1.5 to 2.5M round/yr");
    CHECK(low.marked == "1.5");
    CHECK(low.message == "does 1.5 mean 1.5M?");
    CHECK(low.instead == "1.5M to 2.5M round/yr");
    const Refusal high = refused("1.5M to 2.5 round/yr");
    CHECK(high.marked == "2.5");
    CHECK(high.instead == "1.5M to 2.5M round/yr");
    CHECK(refused("1.5M to 2.5").instead == "1.5M to 2.5M");
    // These cannot be misread: 0 is 0 in any unit, 900k would be above 1k, and an exponent says how large it is.
    CHECK(read("0 to 2M round").low == 0.0);
    CHECK(read("900 to 1k round").low == 900.0);
    CHECK(read("1e5 to 2M round").low == 1e5);
    CHECK(read("500 round to 2k round").low == 500.0);
}

TEST_CASE("digits are written without separators", "[base]") {
    CHECK(refused("1,000 round").instead == "1000 round");
    CHECK(refused("1,000 round").marked == "1,000");
    CHECK(refused("1.000.000").instead == "1000000");
    CHECK(refused("1_000").instead == "1000");
    CHECK(refused("1'000'000").instead == "1000000");
    CHECK(refused("1 000 round").instead == "1000 round");
    CHECK(refused("1,5 t").instead == "1.5 t");
    CHECK(refused("1.2.3").instead.empty());
    CHECK(refused("12 34").instead.empty());
    CHECK(refused("5 round / 1,000 d").instead == "5 round / 1000 d");
}

TEST_CASE("numbers are decimal, complete and finite", "[base]") {
    CHECK(refused("").message == "a number is missing");
    CHECK(refused("   ").message == "a number is missing");
    CHECK(refused("round").message == "\"round\" is not a number");
    CHECK(refused("inf").marked == "inf");
    CHECK(refused("nan").marked == "nan");
    CHECK(refused(".inf").marked == ".inf");
    CHECK(refused("-inf").marked == "inf");
    CHECK(refused("0x10").message == "\"0x10\" is not a decimal number");
    CHECK(refused(".5").instead == "0.5");
    CHECK(refused("5.").instead == "5");
    CHECK(refused("5. round").instead == "5 round");
    CHECK(refused("+-5").marked == "-5");
    CHECK(refused("1e400").message == "the number is too large");
    CHECK(refused("1e99999999999999999999").message == "the number is too large");
    CHECK(refused("1e300G").message == "a number has an exponent or a suffix, not both");
    CHECK(refused("1e-400").message == "the number is too small");
    CHECK(refused("1e308 yr").message == "the number is too large");
    CHECK(refused("1e-307 s").message == "the number is too small");  // 1e-307 / 86400 d
    CHECK(single("0e400") == 0.0);
    CHECK(single("1.7e308") == 1.7e308);
    CHECK(single("2.3e-308") == 2.3e-308);
    CHECK(refused("2.2e-308").message == "the number is too small");
}

TEST_CASE("what is nearly a suffix or a unit of time gets the right one", "[base]") {
    CHECK(refused("2m round").instead == "2M round");
    CHECK(refused("2m round").marked == "m");
    CHECK(refused("2 m").instead == "2M");
    CHECK(refused("2K round").instead == "2k round");
    CHECK(refused("2 M round").instead == "2M round");
    CHECK(refused("2 M round").marked == "2 M");
    CHECK(refused("2 million round").instead == "2M round");
    CHECK(refused("2bn USD").instead == "2G USD");
    CHECK(refused("2k M round").instead.empty());
    CHECK(refused("45 days").instead == "45 d");
    CHECK(refused("45 days").marked == "days");
    CHECK(refused("2 Years").instead == "2 yr");
    CHECK(refused("365 D").instead == "365 d");
    CHECK(refused("5 round/day").instead == "5 round/d");
    CHECK(refused("5 round per d").instead == "5 round / d");
    CHECK(refused("5 per d").instead == "5 / d");
    CHECK(refused("20%k").marked == "k");
    CHECK(refused("20k%").message == "a percentage has no suffix");
}

TEST_CASE("ranges are written with to, upwards, in one dimension", "[base]") {
    CHECK(refused("5 - 10 d").instead == "5 to 10 d");
    CHECK(refused("5-10 d").instead == "5 to 10 d");
    CHECK(refused("10M-40M round").instead == "10M to 40M round");
    CHECK(refused("5..10 d").instead == "5 to 10 d");
    CHECK(refused("10 to 5 d").message == "the range goes down");
    CHECK(refused("10 to 5 d").instead == "5 to 10 d");
    CHECK(refused("2 d to 6 h").instead == "6 h to 2 d");
    CHECK(refused("10 to 5").instead == "5 to 10");
    CHECK(refused("5 d to 9").instead == "5 d to 9 d");
    CHECK(refused("5 d to 9 round").message == "the two ends of a range have different units");
    CHECK(refused("20% to 30").instead == "20% to 30 %");
    CHECK(refused("5 to").message == "a number is missing");
    CHECK(refused("5 to 6 to 7").marked == "to");
    CHECK(refused("to 5").marked == "to");
}

TEST_CASE("units are words joined by strokes", "[base]") {
    CHECK(refused("5 round d").marked == "d");
    CHECK(refused("5 round*d").marked == "*");
    CHECK(refused("5 round/").message == "a unit is missing after \"/\"");
    CHECK(refused("5 round/ to 7 round").marked.empty());
    CHECK(refused("1/3").message == "a unit is missing after the number");
    CHECK(refused("5 round / 0 d").message == "nothing can be divided by 0");
    CHECK(refused("5 round / -2 d").marked.empty());
    CHECK(refused("5% round").marked == "round");
    CHECK(refused("(5)").marked == "(");
    CHECK(words(read("5 a/b/c/e/f").denominator) == Words{"b", "c", "e", "f"});
    CHECK(refused("5 a/b/c/e/f/g").message == "a quantity has at most 4 units");
}

TEST_CASE("quantities are short and ASCII", "[base]") {
    const std::string spaces(62, ' ');
    CHECK(single("5" + spaces + "d") == 5.0);  // 64 bytes
    CHECK(refused("5 " + spaces + "d").message == "a quantity has at most 64 bytes; this one has 65");
    CHECK(refused("5\td").marked == "\t");
    CHECK(refused(std::string_view{"5\0d", 3}).marked == std::string(1, '\0'));
    CHECK(refused("\xC2\xBD t").marked == "\xC2\xBD");             // one half as one character
    CHECK(refused("5 \xE2\x80\x93 10").marked == "\xE2\x80\x93");  // a dash
    CHECK(refused("5 \xFF").message == "\"\\xff\" cannot stand in a quantity");
}

TEST_CASE("whatever is written is read or refused with a place, and repairs come to an end", "[base][property]") {
    constexpr std::array<std::string_view, 32> pieces{" ",   "1",  "2.5", "1,000",    "0",    ".", "-",     "+",
                                                      "e",   "E3", "k",   "M",        "m",    "%", "to",    "/",
                                                      "d",   "yr", "day", "round",    "t",    "x", "0x1F",  "inf",
                                                      "per", "bn", ",",   "\xC3\xA9", "\xFF", "_", "9e307", "1e-300"};
    std::uint64_t k = 0;
    const auto draw = [&k](std::size_t below) {
        return static_cast<std::size_t>(caisson::uniform_draw({5, 0, 0, k++}) * static_cast<double>(below));
    };
    for (int trial = 0; trial < 100'000; ++trial) {
        std::string text;
        for (std::size_t piece = draw(9); piece-- > 0;) {
            text += pieces[draw(pieces.size())];
        }
        INFO(text);
        for (int repairs = 0;; ++repairs) {
            const auto parsed = parse_quantity(text);
            if (parsed) {
                REQUIRE(std::isfinite(parsed->low));
                REQUIRE(parsed->low <= parsed->high);
                break;
            }
            const TextError& error = parsed.error();
            REQUIRE(error.offset_in_bytes + error.length_in_bytes <= text.size());
            REQUIRE_FALSE(error.message.empty());
            REQUIRE_FALSE(error.repair.empty());
            if (!error.repair.starts_with("write \"")) {
                break;
            }
            REQUIRE(repairs < 10);
            text = error.repair.substr(7, error.repair.size() - 8);
        }
    }
}
