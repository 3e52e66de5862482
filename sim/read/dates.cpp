#include <algorithm>
#include <fmt/format.h>

#include "caisson/base/date.hpp"
#include "caisson/base/limits.hpp"
#include "complain.hpp"
#include "dimensions.hpp"

namespace caisson::read {
namespace {

constexpr std::string_view between_dates = " to ";

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

/// Counts a date from the start; nothing if it is none, which is complained of, or if the start is not known.
std::optional<double> days_after_start(Binder& binder, ValueId value, std::size_t offset, std::string_view text) {
    const auto date = parse_date(text);
    if (!date) {
        complain_of(binder, FindingCode::bad_date,
                    TextPart{value, offset + date.error().offset_in_bytes, date.error().length_in_bytes},
                    date.error().message, date.error().repair);
        return std::nullopt;
    }
    return binder.start_known ? std::optional{days_between(binder.scenario.start, *date).value} : std::nullopt;
}

std::optional<Interval> read_dates(Binder& binder, ValueId value) {
    const std::string_view text = binder.document.text(value);
    const std::size_t split = text.find(between_dates);
    const auto low = days_after_start(binder, value, 0, text.substr(0, split));
    if (split == std::string_view::npos) {
        return low ? std::optional{Interval{*low, *low, false}} : std::nullopt;
    }
    const std::size_t second = split + between_dates.size();
    const auto high = days_after_start(binder, value, second, text.substr(second));
    if (!low || !high) {
        return std::nullopt;
    }
    if (*high < *low) {
        complain_of(binder, FindingCode::bad_estimate, value, "the range goes back in time",
                    "write the earlier date first");
        return std::nullopt;
    }
    return Interval{*low, *high, true};
}

/// A text with two points, two strokes or a colon is a date in another spelling than ours.
bool other_spelling(std::string_view text) {
    const auto count = [&](char letter) { return std::count(text.begin(), text.end(), letter); };
    return !text.empty() && is_digit(text.front()) &&
           (count('.') >= 2 || count('/') >= 2 || count('-') >= 2 || count(':') >= 1);
}

bool can_be_written(const Binder& binder, double days) {
    const auto first_day = std::chrono::sys_days{std::chrono::year{min_year} / 1 / 1};
    const auto last_day = std::chrono::sys_days{std::chrono::year{max_year} / 12 / 31};
    const Date start = binder.start_known ? binder.scenario.start : Date{};
    return days >= days_between(start, Date{first_day, 0}).value &&
           days <= days_between(start, Date{last_day, 0}).value;
}

bool looks_like_date(std::string_view text) {
    return text.size() > 4 && is_digit(text[0]) && is_digit(text[1]) && is_digit(text[2]) && is_digit(text[3]) &&
           text[4] == '-';
}

}  // namespace

std::optional<Interval> read_date(Binder& binder, const Asked& asked) {
    const std::string_view text = binder.document.text(asked.value);
    if (looks_like_date(text) || other_spelling(text)) {
        return read_dates(binder, asked.value);
    }
    const auto quantity = parse_quantity(text);
    if (!quantity) {
        complain_of(binder, FindingCode::bad_date, asked.value, fmt::format("{} is not a date", quote(text)),
                    fmt::format("write a date such as {}, or \"10 d\" for a time after the start", asked.row.example));
        return std::nullopt;
    }
    const auto interval = convert(binder, asked, *quantity);
    if (interval && (!can_be_written(binder, interval->low) || !can_be_written(binder, interval->high))) {
        complain_of(
            binder, FindingCode::out_of_bounds, asked.value,
            fmt::format("{} from the start is not between the years {} and {}", quote(text), min_year, max_year),
            "write a shorter time");
        return std::nullopt;
    }
    return interval;
}

}  // namespace caisson::read
