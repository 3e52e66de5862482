#include "caisson/base/date.hpp"

#include <cmath>
#include <fmt/format.h>
#include <optional>

#include "caisson/base/ensure.hpp"
#include "caisson/base/limits.hpp"
#include "caisson/base/number_text.hpp"

namespace caisson {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::int32_t seconds_per_day = 86400;
constexpr double instant_days = 1e-9;         // the length of an instant: what lies within happens at once
constexpr double most_sample_times = 0x1p53;  // beyond, k is no longer exact as a double
constexpr std::string_view date_shape = "dddd-dd-dd";
constexpr std::string_view minute_shape = "dddd-dd-ddTdd:ddZ";
constexpr std::string_view second_shape = "dddd-dd-ddTdd:dd:ddZ";

/// Whether a text has a digit wherever the shape has a d, and the shape's own letter elsewhere.
bool has_shape(std::string_view text, std::string_view shape) {
    if (text.size() != shape.size()) {
        return false;
    }
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool digit = text[at] >= '0' && text[at] <= '9';
        if (shape[at] == 'd' ? !digit : text[at] != shape[at]) {
            return false;
        }
    }
    return true;
}

int number_at(std::string_view text, std::size_t at, std::size_t digits) {
    int number = 0;
    for (const char digit : text.substr(at, digits)) {
        number = 10 * number + (digit - '0');
    }
    return number;
}

tl::unexpected<TextError> wrong(std::size_t offset, std::size_t length, std::string message, std::string repair) {
    return tl::unexpected(TextError{offset, length, std::move(message), std::move(repair)});
}

Result<sys_days, TextError> parse_day(std::string_view text) {
    const int year = number_at(text, 0, 4);
    const int month = number_at(text, 5, 2);
    const int day = number_at(text, 8, 2);
    if (year < min_year || year > max_year) {
        return wrong(0, 4, fmt::format("the year {:04} is not between {} and {}", year, min_year, max_year),
                     fmt::format("write a date from {}-01-01 to {}-12-31", min_year, max_year));
    }
    if (month < 1 || month > 12) {
        return wrong(5, 2, fmt::format("there is no month {:02}", month), "write year, month, day: 2023-09-13");
    }
    const std::chrono::year_month month_of_year = std::chrono::year{year} / month;
    const auto last = static_cast<unsigned>((month_of_year / std::chrono::last).day());
    if (day < 1 || static_cast<unsigned>(day) > last) {
        return wrong(8, 2, fmt::format("there is no day {:02} in {:04}-{:02}", day, year, month),
                     fmt::format("the last day is {:04}-{:02}-{:02}", year, month, last));
    }
    return sys_days{month_of_year / day};
}

Result<std::int32_t, TextError> parse_time(std::string_view text) {
    constexpr std::size_t hour_at = 11;
    constexpr std::size_t minute_at = 14;
    constexpr std::size_t second_at = 17;
    const int hour = number_at(text, hour_at, 2);
    const int minute = number_at(text, minute_at, 2);
    const int second = text.size() == second_shape.size() ? number_at(text, second_at, 2) : 0;
    if (hour > 23) {
        return wrong(hour_at, 2, fmt::format("there is no hour {:02}", hour), "hours go from 00 to 23");
    }
    if (minute > 59) {
        return wrong(minute_at, 2, fmt::format("there is no minute {:02}", minute), "minutes go from 00 to 59");
    }
    if (second > 59) {
        return wrong(second_at, 2, fmt::format("there is no second {:02}", second), "seconds go from 00 to 59");
    }
    return (hour * 60 + minute) * 60 + second;
}

tl::unexpected<TextError> not_a_date(std::string_view text) {
    const std::string zoned = fmt::format("{}Z", text);
    if (has_shape(zoned, minute_shape) || has_shape(zoned, second_shape)) {
        return wrong(0, text.size(), fmt::format("\"{}\" is not a date: a time of day is in UTC, written Z", text),
                     fmt::format("write \"{}\"", zoned));
    }
    return wrong(0, text.size(), fmt::format("\"{}\" is not a date", printable(text)),
                 "write 2023-09-13 or 2023-09-13T15:00Z");
}

}  // namespace

Result<Date, TextError> parse_date(std::string_view text) {
    const bool timed = has_shape(text, minute_shape) || has_shape(text, second_shape);
    if (!timed && !has_shape(text, date_shape)) {
        return not_a_date(text);
    }
    const auto day = parse_day(text);
    if (!day) {
        return tl::unexpected(day.error());
    }
    if (!timed) {
        return Date{*day, 0};
    }
    return parse_time(text).map([&](std::int32_t second) { return Date{*day, second}; });
}

Days days_between(Date from, Date to) {
    const auto days = static_cast<std::int64_t>((to.day - from.day).count());
    const std::int64_t seconds = days * seconds_per_day + (to.second_of_day - from.second_of_day);
    return Days{static_cast<double>(seconds) / seconds_per_day};
}

Date date_after(Date start, Days elapsed) {
    constexpr double more_than_all_years = 4e6;
    ensure(std::abs(elapsed.value) < more_than_all_years, "a date lies in the years 1 to 9999");
    const double whole_days = std::floor(elapsed.value);
    const double seconds = std::floor((elapsed.value - whole_days) * seconds_per_day + 0.5);
    const std::int32_t second_sum = start.second_of_day + static_cast<std::int32_t>(seconds);
    const auto days = static_cast<int>(whole_days) + second_sum / seconds_per_day;
    const Date moment{start.day + std::chrono::days{days}, second_sum % seconds_per_day};
    const int year = static_cast<int>(year_month_day{moment.day}.year());
    ensure(year >= 1 && year <= 9999, "a date lies in the years 1 to 9999");
    return moment;
}

std::string format_date(Date moment) {
    const year_month_day date{moment.day};
    std::string day = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    if (moment.second_of_day == 0) {
        return day;
    }
    const int minutes = moment.second_of_day / 60;
    return fmt::format("{}T{:02}:{:02}:{:02}Z", day, minutes / 60, minutes % 60, moment.second_of_day % 60);
}

std::string format_date(Date start, Days elapsed) { return format_date(date_after(start, elapsed)); }

SampleTimes::SampleTimes(Days step, Days end) : step_(step), end_(end) {
    ensure(std::isfinite(step.value) && step.value > 0.0, "the step between samples is a positive duration");
    ensure(std::isfinite(end.value) && end.value >= 0.0, "the last sample is not before the first");
    if (end.value <= instant_days) {
        return;
    }
    const double steps = std::ceil((end.value - instant_days) / step.value);
    ensure(steps < most_sample_times, "samples can be counted");
    size_ = static_cast<std::uint64_t>(steps) + 1;
}

}  // namespace caisson
