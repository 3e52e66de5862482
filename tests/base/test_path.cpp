#include <string>
#include <vector>

#include "caisson/base/limits.hpp"
#include "caisson/base/path.hpp"
#include "support/catch.hpp"

using caisson::join_path;
using caisson::list_position;
using caisson::PathId;
using caisson::PathTable;
using caisson::split_path;
using caisson::valid_id;
using caisson::what_is_wrong_with_id;

TEST_CASE("ids are letters, digits, dashes and underscores, with a letter", "[base]") {
    for (const char* id : {"a", "RUS", "rus-front", "rus_front", "152-mm", "1a", "a-", "a_", "Z9"}) {
        INFO(id);
        CHECK(valid_id(id));
    }
    for (const char* id :
         {"", "-a", "_a", "152", "1-2", "a.b", "a b", "a/b", "..", "a\n", "\"a\"", "caf\xC3\xA9", "=a"}) {
        INFO(id);
        CHECK_FALSE(valid_id(id));
    }
    CHECK(valid_id(std::string(caisson::max_id_bytes, 'a')));
    CHECK_FALSE(valid_id(std::string(caisson::max_id_bytes + 1, 'a')));
}

TEST_CASE("a wrong id is told where and what instead", "[base]") {
    const auto space = what_is_wrong_with_id("rus front");
    REQUIRE(space);
    CHECK(space->offset_in_bytes == 3);
    CHECK(space->length_in_bytes == 1);
    CHECK(space->message == "\" \" cannot stand in an id");
    CHECK(space->repair == "write \"rus-front\"");

    const auto accent = what_is_wrong_with_id("d\xC3\xA9p\xC3\xB4t");
    REQUIRE(accent);
    CHECK(accent->offset_in_bytes == 1);
    CHECK(accent->length_in_bytes == 2);
    CHECK(accent->repair == "write \"d-p-t\"");

    CHECK(what_is_wrong_with_id("-a")->message == "\"-\" cannot begin an id");
    CHECK(what_is_wrong_with_id("-a")->repair == "write \"a\"");
    CHECK(what_is_wrong_with_id("152")->message == "the id \"152\" has no letter");
    CHECK(what_is_wrong_with_id("152")->repair == "write \"n152\"");
    CHECK(what_is_wrong_with_id("1.5")->repair == "ids are made of letters, digits, - and _");  // 1-5 has no letter
    CHECK(what_is_wrong_with_id("a\x1b")->message == "\"\\x1b\" cannot stand in an id");
    CHECK_FALSE(what_is_wrong_with_id("a"));
}

TEST_CASE("a path is ids and positions joined by points", "[base]") {
    using Parts = std::vector<std::string_view>;
    CHECK(*split_path("plants.rus-shells.schedule.0.rate") == Parts{"plants", "rus-shells", "schedule", "0", "rate"});
    CHECK(*split_path("start") == Parts{"start"});
    CHECK(split_path("").error().message == "an id is missing");
    CHECK(split_path("a..b").error().offset_in_bytes == 2);
    CHECK(split_path("a.").error().offset_in_bytes == 2);
    CHECK(split_path(".a").error().offset_in_bytes == 0);
    CHECK(split_path("a.b c").error().offset_in_bytes == 3);
    CHECK(split_path("a.-1").error().offset_in_bytes == 2);
    CHECK(split_path("a.01").error().message == "the id \"01\" has no letter");
    const std::string four(caisson::max_id_bytes - 1, 'x');
    const std::string longest = four + "." + four + "." + four + "." + four;  // 4 * 63 + 3 = 255
    CHECK(split_path(longest + "x").has_value());
    CHECK_FALSE(split_path(longest + "x" + "x").has_value());
    CHECK(split_path(longest + "xx").error().offset_in_bytes == caisson::max_path_bytes);
}

TEST_CASE("positions are plain decimal numbers", "[base]") {
    CHECK(list_position("0") == 0U);
    CHECK(list_position("12") == 12U);
    CHECK(list_position("999999999") == 999'999'999U);
    CHECK_FALSE(list_position("1000000000"));
    CHECK_FALSE(list_position(""));
    CHECK_FALSE(list_position("00"));
    CHECK_FALSE(list_position("1a"));
    CHECK_FALSE(list_position("-1"));
}

TEST_CASE("joining puts a point between", "[base]") {
    CHECK(join_path("plants.a", "rate") == "plants.a.rate");
    CHECK(join_path("", "plants") == "plants");
}

TEST_CASE("a table keeps each path once, in the order of coming", "[base]") {
    PathTable table;
    CHECK_FALSE(table.find("a").valid());
    const PathId a = table.add("depots.a");
    const PathId b = table.add("depots.b");
    CHECK(a.index == 0);
    CHECK(b.index == 1);
    CHECK(table.add("depots.a") == a);
    CHECK(table.add(a, "stock") == table.add("depots.a.stock"));
    CHECK(table.size() == 3);
    CHECK(table.text(a) == "depots.a");
    CHECK(table.text(b) == "depots.b");
    CHECK(table.text(PathId{2}) == "depots.a.stock");
    CHECK(table.find("depots.b") == b);
    CHECK_FALSE(table.find("depots.c").valid());
    const PathId root = table.add("");
    CHECK(table.text(root).empty());
    CHECK(table.add(root, "x") == table.add("x"));
    const PathTable copy = table;
    CHECK(copy.text(copy.find("depots.b")) == "depots.b");
}

TEST_CASE("a million paths are found again", "[base]") {
    PathTable table;
    constexpr std::uint32_t count = 1'000'000;
    for (std::uint32_t i = 0; i < count; ++i) {
        table.add("depots.d" + std::to_string(i) + ".stock");
    }
    REQUIRE(table.size() == count);
    for (std::uint32_t i = 0; i < count; i += 7) {
        REQUIRE(table.find("depots.d" + std::to_string(i) + ".stock") == PathId{i});
        REQUIRE(table.text(PathId{i}) == "depots.d" + std::to_string(i) + ".stock");
    }
}
