#include <string>

#include "caisson/base/unit.hpp"
#include "support/catch.hpp"

using caisson::find_time_unit;
using caisson::time_units;
using caisson::valid_unit_word;

TEST_CASE("a unit of time is a ratio of two numbers that a double holds", "[base][known]") {
    const auto days = [](std::string_view word) {
        return find_time_unit(word)->days_above / find_time_unit(word)->days_below;
    };
    CHECK(days("yr") == 365.25);
    CHECK(days("month") == 365.25 / 12);
    CHECK(days("wk") == 7.0);
    CHECK(days("d") == 1.0);
    CHECK(24 * days("h") == 1.0);
    CHECK(find_time_unit("min")->days_below == 24.0 * 60.0);
    CHECK(find_time_unit("s")->days_below == 24.0 * 60.0 * 60.0);
    CHECK_FALSE(find_time_unit("D"));
    CHECK_FALSE(find_time_unit("day"));
    CHECK_FALSE(find_time_unit(""));
    CHECK(time_units().size() == 7);
}

TEST_CASE("a commodity's unit is a word that the grammar does not use", "[base]") {
    for (const char* word : {"round", "tube", "t", "bbl", "point", "USD", "kg", "T", "m3", "man-day", "e"}) {
        CHECK(valid_unit_word(word));
    }
    for (const char* word : {"",  "d",  "yr",      "Days", "MIN", "to", "per", "k",   "K", "M",          "m",
                             "G", "bn", "million", "3m",   "-t",  "_t", "t/d", "a b", "%", "caf\xC3\xA9"}) {
        CHECK_FALSE(valid_unit_word(word));
    }
    CHECK(valid_unit_word(std::string(64, 'x')));
    CHECK_FALSE(valid_unit_word(std::string(65, 'x')));
}
