#include <limits>
#include <string>

#include "caisson/base/date.hpp"
#include "caisson/base/ensure.hpp"
#include "support/catch.hpp"

using caisson::Bug;
using caisson::Date;
using caisson::date_after;
using caisson::Days;
using caisson::days_between;
using caisson::format_date;
using caisson::parse_date;
using caisson::SampleTimes;

namespace {

Date date(std::string_view text) {
    INFO(text);
    const auto parsed = parse_date(text);
    REQUIRE(parsed.has_value());
    return *parsed;
}

std::string refused(std::string_view text) {
    INFO(text);
    const auto parsed = parse_date(text);
    REQUIRE_FALSE(parsed.has_value());
    CHECK(parsed.error().offset_in_bytes + parsed.error().length_in_bytes <= text.size());
    return parsed.error().message;
}

}  // namespace

TEST_CASE("dates are read as they are written", "[base][known]") {
    CHECK(date("1970-01-01").day.time_since_epoch().count() == 0);
    CHECK(date("2023-09-13").day.time_since_epoch().count() == 19613);  // 53 * 365 + 13 leap days + 255
    CHECK(date("2023-09-13T15:00Z").second_of_day == 54'000);
    CHECK(date("2023-09-13T15:00:30Z").second_of_day == 54'030);
    CHECK(date("2023-09-13T23:59:59Z").second_of_day == 86'399);
    CHECK(date("2024-02-29") < date("2024-03-01"));
    CHECK(date("2000-02-29") < date("2000-02-29T00:00:01Z"));
}

TEST_CASE("only days that exist, from 1600 to 2999", "[base]") {
    CHECK(date("1600-01-01") < date("2999-12-31T23:59:59Z"));
    CHECK(refused("1599-12-31") == "the year 1599 is not between 1600 and 2999");
    CHECK(refused("3000-01-01") == "the year 3000 is not between 1600 and 2999");
    CHECK(refused("2023-00-10") == "there is no month 00");
    CHECK(refused("2023-13-10") == "there is no month 13");
    CHECK(refused("2023-02-29") == "there is no day 29 in 2023-02");
    CHECK(refused("2100-02-29") == "there is no day 29 in 2100-02");
    CHECK(refused("2023-04-31") == "there is no day 31 in 2023-04");
    CHECK(refused("2023-04-00") == "there is no day 00 in 2023-04");
    CHECK(parse_date("2023-02-30").error().repair == "the last day is 2023-02-28");
    CHECK(refused("2023-04-01T24:00Z") == "there is no hour 24");
    CHECK(refused("2023-04-01T00:60Z") == "there is no minute 60");
    CHECK(refused("2023-04-01T00:00:60Z") == "there is no second 60");
    CHECK(parse_date("2023-04-01T00:00:60Z").error().offset_in_bytes == 17);
}

TEST_CASE("any other spelling is refused", "[base]") {
    for (const char* text :
         {"", "2023", "2023-9-13", "23-09-13", "2023/09/13", "13.09.2023", "2023-09-13 ", " 2023-09-13",
          "2023-09-13T15:00", "2023-09-13 15:00Z", "2023-09-13t15:00z", "2023-09-13T15Z", "2023-09-13T15:00+00:00",
          "2023-09-13T15:00:00.5Z", "+2023-09-13", "2023-W37-3", "20230913", "2023-09-13T1\xC2\xBD:00Z"}) {
        CHECK(refused(text).find("is not a date") != std::string::npos);
    }
}

TEST_CASE("the days between two dates", "[base][known]") {
    CHECK(days_between(date("2023-09-13"), date("2026-09-13")).value == 1096.0);  // 2024 is a leap year
    CHECK(days_between(date("2024-03-01"), date("2024-02-28")).value == -2.0);
    CHECK(days_between(date("2023-09-13T18:00Z"), date("2023-09-14T06:00Z")).value == 0.5);
    CHECK(days_between(date("2023-09-13"), date("2023-09-13T00:00:01Z")).value == 1.0 / 86400.0);
    CHECK(days_between(date("1600-01-01"), date("2999-12-31")).value == 511'339.0);
}

TEST_CASE("a date is written with its time only where it is not midnight", "[base][known]") {
    const Date start = date("2023-09-13");
    CHECK(format_date(start) == "2023-09-13");
    CHECK(format_date(start, Days{0}) == "2023-09-13");
    CHECK(format_date(start, Days{182}) == "2024-03-13");
    CHECK(format_date(start, Days{182.625}) == "2024-03-13T15:00:00Z");
    CHECK(format_date(start, Days{10.0 / 3.0}) == "2023-09-16T08:00:00Z");
    CHECK(format_date(start, Days{-1}) == "2023-09-12");
    CHECK(format_date(start, Days{136.96875}) == "2024-01-27T23:15:00Z");  // 0.96875 d = 23.25 h
    CHECK(format_date(date("2023-12-31T23:59:59Z"), Days{1.0 / 86400.0}) == "2024-01-01");
    CHECK(format_date(date("1600-02-29T00:00:01Z")) == "1600-02-29T00:00:01Z");
}

TEST_CASE("seconds are rounded to whole ones, halves upwards", "[base][known]") {
    const Date start = date("2023-09-13");
    CHECK(format_date(start, Days{0.49 / 86400}) == "2023-09-13");
    CHECK(format_date(start, Days{0.51 / 86400}) == "2023-09-13T00:00:01Z");
    CHECK(format_date(start, Days{1.0 - 0.4 / 86400}) == "2023-09-14");
    CHECK(format_date(start, Days{1.0 - 0.6 / 86400}) == "2023-09-13T23:59:59Z");
    CHECK(format_date(start, Days{-0.4 / 86400}) == "2023-09-13");
    CHECK(date_after(start, Days{2.5 / 86400}).second_of_day == 3);
}

TEST_CASE("every second of a day reads back as itself", "[base][property]") {
    const Date start = date("2024-02-28");
    for (int second = 0; second < 2 * 86400; ++second) {
        const Date moment = date_after(start, Days{second / 86400.0});
        REQUIRE((moment.day - start.day).count() * 86400 + moment.second_of_day == second);
        REQUIRE(parse_date(format_date(moment)) == moment);
    }
}

TEST_CASE("a date beyond the calendar is a bug", "[base]") {
    const Date start = date("2023-09-13");
    CHECK(format_date(start, Days{2'913'000}) == "9999-03-23");
    CHECK_THROWS_AS(format_date(start, Days{2'914'000}), Bug);
    CHECK_THROWS_AS(format_date(start, Days{-800'000}), Bug);
    CHECK_THROWS_AS(format_date(start, Days{1e18}), Bug);
    CHECK_THROWS_AS(format_date(start, Days{std::numeric_limits<double>::infinity()}), Bug);
    CHECK_THROWS_AS(format_date(start, Days{std::numeric_limits<double>::quiet_NaN()}), Bug);
}

TEST_CASE("samples stand at multiples of the step and at the end", "[base][known]") {
    const SampleTimes daily{Days{1}, Days{3}};
    REQUIRE(daily.size() == 4);
    CHECK(daily[0] == Days{0});
    CHECK(daily[2] == Days{2});
    CHECK(daily[3] == Days{3});

    const SampleTimes ragged{Days{2}, Days{5}};  // 0, 2, 4, 5
    REQUIRE(ragged.size() == 4);
    CHECK(ragged[2] == Days{4});
    CHECK(ragged[3] == Days{5});

    const SampleTimes none{Days{1}, Days{0}};
    REQUIRE(none.size() == 1);
    CHECK(none[0] == Days{0});

    CHECK(SampleTimes(Days{10}, Days{1}).size() == 2);
    // 3 * 0.1 = 0.30000000000000004 is the end, not a sample before another one at 0.3
    const SampleTimes tenths{Days{0.1}, Days{0.3}};
    REQUIRE(tenths.size() == 4);
    CHECK(tenths[3] == Days{0.3});
    CHECK(SampleTimes(Days{1}, Days{3 + 0.9e-9}).size() == 4);
    CHECK(SampleTimes(Days{1}, Days{3 + 1.1e-9}).size() == 5);

    CHECK_THROWS_AS(SampleTimes(Days{0}, Days{1}), Bug);
    CHECK_THROWS_AS(SampleTimes(Days{-1}, Days{1}), Bug);
    CHECK_THROWS_AS(SampleTimes(Days{1}, Days{-1}), Bug);
    CHECK_THROWS_AS(SampleTimes(Days{1e-300}, Days{1e6}), Bug);
    CHECK_THROWS_AS(SampleTimes(Days{std::numeric_limits<double>::quiet_NaN()}, Days{1}), Bug);
}
