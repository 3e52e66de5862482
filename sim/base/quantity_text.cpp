#include "caisson/base/quantity_text.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <utility>

#include "base/fault.hpp"
#include "base/number_scan.hpp"
#include "base/unit_words.hpp"
#include "caisson/base/number_text.hpp"
#include "caisson/base/unit.hpp"
#include "caisson/base/utf8.hpp"

namespace caisson {
namespace {

/// What stands behind a number: a percent sign or words, and what the words of time multiply and divide by.
struct Units {
    bool percent = false;
    UnitWords numerator;
    UnitWords denominator;
    int days_power = 0;
    bool timed = false;
    double above = 1.0;
    double below = 1.0;
    std::string_view text;  // as written, without spaces at its ends; empty if there are none
};

/// One end of a range, or the whole of a quantity that is none.
struct End {
    ScannedNumber number;
    Units units;
    std::string_view text;  // as written, number and units
};

std::string what_quantities_are() { return fmt::format("a quantity is a number and its unit: {}", example_quantity); }

tl::unexpected<Fault> wrong(std::size_t begin, std::size_t length, std::string message, std::string replacement,
                            std::string_view advice = {}, FindingCode code = FindingCode::bad_quantity) {
    return tl::unexpected(Fault{begin, length, std::move(message), std::move(replacement), std::string{advice}, code});
}

/// The text and how far it has been read. Every step leaves `at` behind what it took and the spaces after it.
class Reader {
public:
    explicit Reader(std::string_view text) : text_(text) { skip_spaces(); }

    [[nodiscard]] bool done() const { return at_ == text_.size(); }

    [[nodiscard]] std::size_t at() const { return at_; }

    Scanned<End> read_end();

    /// Takes "to", if it is next.
    bool take_to();

    /// What stands here and should not.
    [[nodiscard]] Fault unexpected_here() const;

private:
    enum class Side { above, below };

    Scanned<void> read_units(Units& units, const ScannedNumber& number);
    Scanned<void> read_divisor(Units& units);
    Scanned<void> read_word(Units& units, Side side, const ScannedNumber* number);
    [[nodiscard]] tl::unexpected<Fault> refuse_word(const ReservedWord& reserved, std::string_view word,
                                                    const ScannedNumber* number) const;

    [[nodiscard]] char here() const { return done() ? '\0' : text_[at_]; }

    [[nodiscard]] std::string_view word_here() const {
        std::size_t end = at_;
        while (end < text_.size() && (end == at_ ? begins_word(text_[end]) : continues_word(text_[end]))) {
            ++end;
        }
        return text_.substr(at_, end - at_);
    }

    void skip_spaces() {
        while (here() == ' ') {
            ++at_;
        }
    }

    void take(std::size_t bytes) {
        at_ += bytes;
        skip_spaces();
    }

    [[nodiscard]] std::string_view since(std::size_t begin) const {
        std::size_t end = at_;
        while (end > begin && text_[end - 1] == ' ') {
            --end;
        }
        return text_.substr(begin, end - begin);
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

bool Reader::take_to() {
    if (word_here() != "to") {
        return false;
    }
    take(2);
    return true;
}

Fault Reader::unexpected_here() const {
    const std::string_view word = word_here();
    const std::string_view wrong_part = word.empty() ? text_.substr(at_, 1) : word;
    if (word == "per") {
        return {at_, word.size(), "\"per\" is written as a stroke", "/"};
    }
    if (here() == '-') {
        return {at_, 1, "a range is written with \"to\"", " to "};
    }
    return {at_, wrong_part.size(), fmt::format("\"{}\" cannot stand here", wrong_part), "", what_quantities_are()};
}

Scanned<End> Reader::read_end() {
    const std::size_t begin = at_;
    const auto number = scan_number(text_, at_, Sign::allowed);
    if (!number) {
        return tl::unexpected(number.error());
    }
    at_ = number->end;
    skip_spaces();
    End end{*number, {}, {}};
    if (auto read = read_units(end.units, *number); !read) {
        return tl::unexpected(std::move(read.error()));
    }
    end.text = since(begin);
    return end;
}

Scanned<void> Reader::read_units(Units& units, const ScannedNumber& number) {
    const std::size_t begin = at_;
    if (here() == '%') {
        if (number.suffix_power != 0) {
            return wrong(number.begin, at_ + 1 - number.begin, "a percentage has no suffix", "",
                         "write the number in full");
        }
        units.percent = true;
        take(1);
    } else if (const auto word = word_here(); !word.empty() && word != "to" && word != "per") {
        if (auto read = read_word(units, Side::above, &number); !read) {
            return read;
        }
    }
    while (here() == '/') {
        take(1);
        if (auto read = read_divisor(units); !read) {
            return read;
        }
    }
    units.text = since(begin);
    return {};
}

Scanned<void> Reader::read_divisor(Units& units) {
    const std::size_t begin = at_;
    if (is_digit(here())) {
        const auto number = scan_number(text_, at_, Sign::refused);
        if (!number) {
            return tl::unexpected(number.error());
        }
        const auto value = value_of(*number);
        if (!value) {
            return tl::unexpected(value.error());
        }
        if (*value == 0.0) {
            return wrong(begin, number->end - begin, "nothing can be divided by 0", "", "write a number above 0",
                         FindingCode::out_of_bounds);
        }
        units.below *= *value;
        at_ = number->end;
        skip_spaces();
        if (word_here().empty() || word_here() == "to") {
            return wrong(begin, number->end - begin, "a unit is missing after the number", "",
                         "write a fraction as a decimal number or with %");
        }
        return read_word(units, Side::below, &*number);
    }
    if (word_here().empty() || word_here() == "to") {
        return wrong(at_, 0, "a unit is missing after \"/\"", "", "write what it is divided by: round/yr");
    }
    return read_word(units, Side::below, nullptr);
}

Scanned<void> Reader::read_word(Units& units, Side side, const ScannedNumber* number) {
    const std::string_view word = word_here();
    if (const auto time = find_time_unit(word)) {
        units.timed = true;
        units.days_power += side == Side::above ? 1 : -1;
        units.above *= side == Side::above ? time->days_above : time->days_below;
        units.below *= side == Side::above ? time->days_below : time->days_above;
    } else if (const auto reserved = find_reserved_word(word)) {
        return refuse_word(*reserved, word, number);
    } else {
        UnitWords& words = side == Side::above ? units.numerator : units.denominator;
        if (!words.add(word)) {
            return wrong(at_, word.size(), fmt::format("a quantity has at most {} units", max_unit_words), "",
                         what_quantities_are());
        }
    }
    take(word.size());
    return {};
}

tl::unexpected<Fault> Reader::refuse_word(const ReservedWord& reserved, std::string_view word,
                                          const ScannedNumber* number) const {
    if (reserved.kind == ReservedWord::Kind::scale && number != nullptr && number->suffix_power == 0) {
        const std::string_view digits = text_.substr(number->begin, number->end - number->begin);
        const bool unclear = reserved.instead.empty();
        return wrong(number->begin, at_ + word.size() - number->begin,
                     unclear ? "\"m\" could be a million, a month, a minute or a metre"
                             : fmt::format("\"{}\" is no unit, and a suffix touches its number", word),
                     fmt::format("{}{}", digits, unclear ? "M" : reserved.instead));
    }
    if (reserved.kind == ReservedWord::Kind::time) {
        return wrong(at_, word.size(), fmt::format("the unit of time is written \"{}\"", reserved.instead),
                     std::string{reserved.instead});
    }
    return wrong(at_, word.size(), fmt::format("\"{}\" is no unit", word), "", what_quantities_are());
}

std::optional<Fault> check_letters(std::string_view text) {
    if (text.size() > max_quantity_bytes) {
        return Fault{0, text.size(),
                     fmt::format("a quantity has at most {} bytes; this one has {}", max_quantity_bytes, text.size()),
                     "", "write a number with fewer digits"};
    }
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] < 0x20 || text[at] > 0x7E) {
            const std::size_t length = decode_utf8(text, at).bytes;
            return Fault{at, length,
                         fmt::format("\"{}\" cannot stand in a quantity", printable(text.substr(at, length))), "",
                         "write it with the letters and digits of ASCII"};
        }
    }
    return std::nullopt;
}

bool same_dimension(const Units& a, const Units& b) {
    return a.percent == b.percent && a.days_power == b.days_power && a.numerator == b.numerator &&
           a.denominator == b.denominator;
}

/// The value of one end in days and words of units: one division at most, so that 2M round/yr is 2e6 / 365.25.
Scanned<double> value_in(const End& end, const Units& units) {
    constexpr int percent_power = -2;
    auto number = value_of(end.number, units.percent ? percent_power : 0);
    if (!number) {
        return number;
    }
    const double value = *number * units.above / units.below;
    if (const char* problem = out_of_range(value, end.number.nonzero())) {
        return wrong(end.number.begin, end.text.size(), problem, "", "a number lies between 2.3e-308 and 1.7e308",
                     FindingCode::out_of_bounds);
    }
    return value;
}

std::string with_units(std::string number, const Units& units) {
    return units.text.empty() ? std::move(number) : fmt::format("{} {}", number, units.text);
}

std::string number_of(const End& end, std::string_view text) {
    return std::string{text.substr(end.number.begin, end.number.end - end.number.begin)};
}

char suffix_of(const End& end, std::string_view text) { return text[end.number.end - 1]; }

/// A range such as `1.5 to 2.5M`, in which the first number may have been meant with the suffix of the second, or the
/// second with that of the first: refused unless that would turn the range upside down.
std::optional<Fault> ambiguous_suffix(const End& low, const End& high, std::string_view text) {
    const auto plain = [](const End& end) {
        return end.number.suffix_power == 0 && !end.number.with_exponent && end.number.nonzero();
    };
    const auto fault = [&](const End& end, char suffix) {
        const std::string number = number_of(end, text);
        return Fault{end.number.begin,
                     number.size(),
                     fmt::format("does {0} mean {0}{1}?", number, suffix),
                     number + suffix,
                     "",
                     FindingCode::bad_estimate};
    };
    const auto magnitude = [](const End& end, int shift) { return value_of(end.number, shift).value_or(0.0); };
    if (plain(low) && low.units.text.empty() && high.number.suffix_power != 0 &&
        magnitude(low, high.number.suffix_power) <= magnitude(high, 0)) {
        return fault(low, suffix_of(high, text));
    }
    if (plain(high) && low.number.suffix_power != 0 && magnitude(high, 0) < magnitude(low, 0)) {
        return fault(high, suffix_of(low, text));
    }
    return std::nullopt;
}

Scanned<ParsedQuantity> range_of(const End& low, const End& high, std::string_view text) {
    const bool unit_once = low.units.text.empty();
    if (!unit_once && !same_dimension(low.units, high.units)) {
        const std::string replacement = high.units.text.empty() ? with_units(std::string{high.text}, low.units) : "";
        return wrong(high.number.begin, high.text.size(), "the two ends of a range have different units", replacement,
                     "write both ends in the same units",
                     high.units.text.empty() ? FindingCode::bad_quantity : FindingCode::wrong_unit);
    }
    if (auto error = ambiguous_suffix(low, high, text)) {
        return tl::unexpected(std::move(*error));
    }
    const auto low_value = value_in(low, unit_once ? high.units : low.units);
    const auto high_value = value_in(high, high.units);
    if (!low_value || !high_value) {
        return tl::unexpected(!low_value ? low_value.error() : high_value.error());
    }
    if (*low_value > *high_value) {
        const std::string swapped =
            unit_once ? with_units(fmt::format("{} to {}", number_of(high, text), number_of(low, text)), high.units)
                      : fmt::format("{} to {}", high.text, low.text);
        return wrong(low.number.begin, text.size() - low.number.begin, "the range goes down", swapped, {},
                     FindingCode::bad_estimate);
    }
    const Units& units = high.units;
    return ParsedQuantity{*low_value,        *high_value,      true,       units.percent, units.numerator,
                          units.denominator, units.days_power, units.timed};
}

Scanned<ParsedQuantity> single_of(const End& end) {
    const auto value = value_in(end, end.units);
    if (!value) {
        return tl::unexpected(value.error());
    }
    const Units& units = end.units;
    return ParsedQuantity{*value,           *value,     false, units.percent, units.numerator, units.denominator,
                          units.days_power, units.timed};
}

Scanned<ParsedQuantity> scan_quantity(std::string_view text) {
    if (auto error = check_letters(text)) {
        return tl::unexpected(std::move(*error));
    }
    Reader reader{text};
    auto low = reader.read_end();
    if (!low) {
        return tl::unexpected(std::move(low.error()));
    }
    if (reader.done()) {
        return single_of(*low);
    }
    if (!reader.take_to()) {
        return tl::unexpected(reader.unexpected_here());
    }
    auto high = reader.read_end();
    if (!high) {
        return tl::unexpected(std::move(high.error()));
    }
    if (!reader.done()) {
        return tl::unexpected(reader.unexpected_here());
    }
    return range_of(*low, *high, text);
}

}  // namespace

bool UnitWords::add(std::string_view word) {
    if (size_ == words_.size()) {
        return false;
    }
    words_[size_++] = word;
    return true;
}

bool operator==(const UnitWords& a, const UnitWords& b) { return std::equal(a.begin(), a.end(), b.begin(), b.end()); }

bool ParsedQuantity::bare() const { return dimensionless() && !percent && !timed; }

bool ParsedQuantity::dimensionless() const { return numerator.empty() && denominator.empty() && days_power == 0; }

bool ParsedQuantity::duration() const {
    return numerator.empty() && denominator.empty() && days_power == 1 && !percent;
}

Result<ParsedQuantity, TextError> parse_quantity(std::string_view text) {
    return scan_quantity(text).map_error([text](Fault fault) { return in_words(std::move(fault), text); });
}

}  // namespace caisson
