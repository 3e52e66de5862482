#include "base/number_scan.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <fast_float/fast_float.h>
#include <fmt/format.h>
#include <limits>
#include <optional>
#include <string>
#include <system_error>

#include "base/unit_words.hpp"
#include "caisson/base/limits.hpp"
#include "caisson/base/quantity_text.hpp"

namespace caisson {
namespace {

constexpr int huge_exponent = 9999;  // more than any double has; enough to be refused, small enough to add to

/// The number as it is being read: the text, how far we are, and what has been found.
struct Scan {
    std::string_view text;
    std::size_t at;

    [[nodiscard]] char here(std::size_t ahead = 0) const { return at + ahead < text.size() ? text[at + ahead] : '\0'; }

    [[nodiscard]] bool digit(std::size_t ahead = 0) const { return is_digit(here(ahead)); }

    void skip_digits() {
        while (digit()) {
            ++at;
        }
    }
};

/// One past the last letter, digit, point, comma, underscore or apostrophe from here on.
std::size_t end_of_blob(std::string_view text, std::size_t at) {
    while (at < text.size() && (continues_word(text[at]) || text[at] == '.' || text[at] == ',' || text[at] == '\'')) {
        ++at;
    }
    return at;
}

Fault no_number(std::string_view text, std::size_t at) {
    const std::string advice = fmt::format("a quantity begins with a number: {}", example_quantity);
    if (at == text.size()) {
        return {at, 0, "a number is missing", "", advice};
    }
    const std::size_t end = std::max(end_of_blob(text, at), at + 1);
    const std::string_view blob = text.substr(at, end - at);
    if (blob.front() == '.' && blob.size() > 1 && is_digit(blob[1])) {
        return {at, blob.size(), "a digit is missing before the point", fmt::format("0{}", blob)};
    }
    return {at, blob.size(), fmt::format("\"{}\" is not a number", blob), "", advice};
}

/// Digits in groups that a person put apart, as in 1,000,000 or 1 000: where the last group ends and what it says.
struct Grouped {
    std::size_t end;
    std::string joined;
    bool by_threes;
};

std::optional<Grouped> grouped_digits(std::string_view text, std::size_t begin, char separator) {
    Grouped found{begin, "", true};
    std::size_t groups = 0;
    for (std::size_t at = begin; at < text.size() && is_digit(text[at]); ++at) {
        const std::size_t first = at;
        while (at < text.size() && is_digit(text[at])) {
            found.joined += text[at++];
        }
        const std::size_t length = at - first;
        found.by_threes = found.by_threes && (groups == 0 ? length <= 3 : length == 3);
        found.end = at;
        ++groups;
        if (at == text.size() || text[at] != separator) {
            break;
        }
    }
    return groups > 1 ? std::optional{found} : std::nullopt;
}

/// Numbers whose digits are put apart, or which use the comma as a decimal point.
std::optional<Fault> separated(std::string_view text, std::size_t begin) {
    for (const char separator : {',', '_', '\'', ' ', '.'}) {
        const auto groups = grouped_digits(text, begin, separator);
        if (!groups) {
            continue;
        }
        const std::string_view blob = text.substr(begin, groups->end - begin);
        const auto separators = std::count(blob.begin(), blob.end(), separator);
        if (separator == '.' && separators == 1) {
            continue;  // a decimal point
        }
        std::string replacement;
        if (groups->by_threes) {
            replacement = groups->joined;
        } else if (separator == ',' && separators == 1) {
            replacement = blob;
            replacement[replacement.find(',')] = '.';
        }
        return Fault{begin, blob.size(), fmt::format("\"{}\" has separators between its digits", blob),
                     std::move(replacement), "write the digits without anything between them"};
    }
    return std::nullopt;
}

/// A hexadecimal number in decimal digits; empty if it is none.
std::string decimal_of(std::string_view hexadecimal) {
    constexpr std::size_t prefix = 2;  // 0x
    std::uint64_t value = 0;
    const char* end = hexadecimal.data() + hexadecimal.size();
    const auto [stop, error] = std::from_chars(hexadecimal.data() + prefix, end, value, 16);
    return hexadecimal.starts_with('0') && error == std::errc{} && stop == end ? fmt::to_string(value) : std::string{};
}

/// A decimal point must stand between digits.
std::optional<Fault> bare_point(const Scan& scan, std::size_t begin) {
    if (scan.here() != '.' || scan.digit(1)) {
        return std::nullopt;
    }
    const std::string_view whole = scan.text.substr(begin, scan.at - begin);
    if (scan.here(1) == '.') {
        const std::size_t after = std::min(scan.text.find_first_not_of('.', scan.at), scan.text.size());
        return Fault{scan.at, after - scan.at, "a range is written with \"to\"", " to "};
    }
    return Fault{begin, scan.at + 1 - begin, "a digit is missing after the point", std::string{whole}};
}

/// The power of ten that an exponent says, if one stands here.
std::optional<int> scan_exponent(Scan& scan) {
    if (scan.here() != 'e' && scan.here() != 'E') {
        return std::nullopt;
    }
    const bool with_sign = scan.here(1) == '+' || scan.here(1) == '-';
    if (!scan.digit(with_sign ? 2 : 1)) {
        return std::nullopt;  // a unit that begins with e
    }
    const bool negative = scan.here(1) == '-';
    scan.at += with_sign ? 2 : 1;
    int exponent = 0;
    for (; scan.digit(); ++scan.at) {
        exponent = std::min(huge_exponent, 10 * exponent + (scan.here() - '0'));
    }
    return negative ? -exponent : exponent;
}

int power_of(char suffix) {
    switch (suffix) {
        case 'k':
            return 3;
        case 'M':
            return 6;
        case 'G':
            return 9;
        default:
            return 0;
    }
}

Fault wrong_suffix(std::string_view word, std::size_t at, std::string_view instead) {
    if (instead.empty()) {
        return {at, word.size(), "\"m\" could be a million, a month, a minute or a metre", "M"};
    }
    return {at, word.size(), fmt::format("\"{}\" is not a suffix of numbers", word), std::string{instead}};
}

/// Takes a k, M or G that touches the number; refuses what only looks like one.
std::optional<Fault> scan_suffix(Scan& scan, ScannedNumber& number) {
    std::size_t end = scan.at;
    while (end < scan.text.size() && continues_word(scan.text[end]) && scan.text[end] != '-') {
        ++end;
    }
    const std::string_view word = scan.text.substr(scan.at, end - scan.at);
    const auto reserved = find_reserved_word(word);
    if (!reserved || reserved->kind != ReservedWord::Kind::scale) {
        return std::nullopt;
    }
    number.suffix_power = word.size() == 1 ? power_of(word.front()) : 0;
    if (number.suffix_power == 0) {
        return wrong_suffix(word, scan.at, reserved->instead);
    }
    if (number.with_exponent) {
        return Fault{number.begin, end - number.begin, "a number has an exponent or a suffix, not both", "",
                     "write one of the two"};
    }
    scan.at = end;
    return std::nullopt;
}

}  // namespace

bool ScannedNumber::nonzero() const { return digits.find_first_of("123456789") != std::string_view::npos; }

Scanned<ScannedNumber> scan_number(std::string_view text, std::size_t at, Sign sign) {
    ScannedNumber number;
    number.begin = at;
    Scan scan{text, at};
    if (sign == Sign::allowed && (scan.here() == '+' || scan.here() == '-')) {
        number.negative = scan.here() == '-';
        ++scan.at;
    }
    if (!scan.digit()) {
        return tl::unexpected(no_number(text, scan.at));
    }
    const std::size_t first_digit = scan.at;
    if (auto error = separated(text, first_digit)) {
        return tl::unexpected(std::move(*error));
    }
    scan.skip_digits();
    if (scan.here() == 'x' || scan.here() == 'X') {
        const std::size_t end = end_of_blob(text, scan.at);
        const std::string_view blob = text.substr(first_digit, end - first_digit);
        return tl::unexpected(Fault{first_digit, blob.size(), fmt::format("\"{}\" is not a decimal number", blob),
                                    decimal_of(blob), "write the number in decimal digits"});
    }
    if (auto error = bare_point(scan, first_digit)) {
        return tl::unexpected(std::move(*error));
    }
    if (scan.here() == '.') {
        ++scan.at;
        scan.skip_digits();
    }
    number.digits = text.substr(first_digit, scan.at - first_digit);
    if (const auto exponent = scan_exponent(scan)) {
        number.with_exponent = true;
        number.exponent = *exponent;
    }
    if (auto error = scan_suffix(scan, number)) {
        return tl::unexpected(std::move(*error));
    }
    number.end = scan.at;
    return number;
}

const char* out_of_range(double value, bool nonzero) {
    if (!std::isfinite(value)) {
        return "the number is too large";
    }
    return nonzero && std::abs(value) < std::numeric_limits<double>::min() ? "the number is too small" : nullptr;
}

Scanned<double> value_of(const ScannedNumber& number, int shift) {
    // The digits with their whole power of ten are rounded once: 1.1M is 1100000, not 1.1 times a million rounded.
    std::array<char, max_quantity_bytes + 8> decimal;
    char* end = fmt::format_to_n(decimal.data(), decimal.size(), "{}e{}", number.digits,
                                 number.exponent + number.suffix_power + shift)
                    .out;
    double value = 0.0;
    fast_float::from_chars(decimal.data(), end, value);
    if (const char* problem = out_of_range(value, number.nonzero())) {
        return tl::unexpected(Fault{number.begin, number.end - number.begin, problem, "",
                                    "a number lies between 2.3e-308 and 1.7e308", FindingCode::out_of_bounds});
    }
    return number.negative ? 0.0 - value : value;
}

}  // namespace caisson
