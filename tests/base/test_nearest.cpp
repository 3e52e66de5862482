#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "caisson/base/nearest.hpp"
#include "caisson/base/random.hpp"
#include "support/catch.hpp"

using caisson::edit_distance;
using caisson::nearest_name;

namespace {

/// The whole table of distances, without a band: what edit_distance must give.
std::size_t plain_distance(const std::string& a, const std::string& b) {
    std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                d[i][j] = i + j;
                continue;
            }
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
            }
        }
    }
    return d[a.size()][b.size()];
}

using Names = std::vector<std::string_view>;

}  // namespace

TEST_CASE("letters inserted, removed, changed or swapped", "[base][known]") {
    CHECK(edit_distance("", "", 3) == 0);
    CHECK(edit_distance("depot", "depot", 3) == 0);
    CHECK(edit_distance("depot", "depots", 3) == 1);
    CHECK(edit_distance("depot", "dpot", 3) == 1);
    CHECK(edit_distance("depot", "depat", 3) == 1);
    CHECK(edit_distance("depot", "edpot", 3) == 1);
    CHECK(edit_distance("kitten", "sitting", 3) == 3);
    CHECK(edit_distance("ca", "abc", 3) == 3);  // 2 if a swapped pair could be edited again
    CHECK(edit_distance("", "abc", 3) == 3);
    CHECK(edit_distance("abc", "", 3) == 3);
    CHECK(edit_distance("abcd", "", 3) == 4);  // over the limit
    CHECK(edit_distance("kitten", "sitting", 2) == 3);
    CHECK(edit_distance("aaaa", "bbbb", 1) == 2);
    CHECK(edit_distance("a", "b", 0) == 1);
}

TEST_CASE("the band gives what the whole table gives", "[base][property]") {
    std::uint64_t k = 0;
    const auto draw = [&k](std::uint64_t below) {
        return static_cast<std::uint64_t>(caisson::uniform_draw({3, 0, 0, k++}) * static_cast<double>(below));
    };
    const auto word = [&draw] {
        std::string text(draw(9), 'a');
        for (char& letter : text) {
            letter = static_cast<char>('a' + draw(3));
        }
        return text;
    };
    for (int trial = 0; trial < 20'000; ++trial) {
        const std::string a = word();
        const std::string b = word();
        const std::size_t limit = draw(6);
        REQUIRE(edit_distance(a, b, limit) == std::min(plain_distance(a, b), limit + 1));
    }
}

TEST_CASE("the nearest name is found, whatever the case and the order", "[base]") {
    Names names{"rus-front", "rus-reserve", "dprk-port", "ukr-front"};
    CHECK(nearest_name("DPRk-port", names) == "dprk-port");
    CHECK(nearest_name("rus-frnot", names) == "rus-front");
    CHECK(nearest_name("ruk-front", names) == "rus-front");  // one edit to rus-front and to ukr-front: byte order
    std::reverse(names.begin(), names.end());
    CHECK(nearest_name("ruk-front", names) == "rus-front");
    CHECK_FALSE(nearest_name("kaesong", names));
    CHECK_FALSE(nearest_name("", names));
    CHECK_FALSE(nearest_name("x", Names{}));
    CHECK(nearest_name("RUS", Names{"rus", "Rus"}) == "Rus");  // nearer in case
}

TEST_CASE("short names must be nearer than long ones", "[base]") {
    CHECK(nearest_name("T", Names{"t"}) == "t");  // 1 or 2 bytes: case only
    CHECK_FALSE(nearest_name("d", Names{"t"}));
    CHECK_FALSE(nearest_name("at", Names{"to"}));
    CHECK(nearest_name("ky", Names{"key"}) == "key");  // 3 to 5: one
    CHECK(nearest_name("depet", Names{"depot"}) == "depot");
    CHECK_FALSE(nearest_name("depte", Names{"dopot"}));
    CHECK(nearest_name("routse1", Names{"routes2"}) == "routes2");  // 6 to 8: two
    CHECK_FALSE(nearest_name("ruotse1", Names{"routes2"}));
    CHECK(nearest_name("capcitty1", Names{"capacity2"}) == "capacity2");  // longer: three
    CHECK_FALSE(nearest_name("kapcitty1", Names{"capacity2"}));
}

TEST_CASE("what is longer than any id is near to nothing", "[base][limits]") {
    const std::string longest(caisson::max_compared_bytes, 'a');
    const std::string other = "b" + longest.substr(2) + "b";  // both ends changed
    const std::string too_long = longest + "a";
    CHECK(edit_distance(longest, other, 3) == 2);
    CHECK(edit_distance(too_long, longest, 3) == 4);
    CHECK(edit_distance(longest, too_long, 3) == 4);
    CHECK(nearest_name(other, Names{longest}) == longest);
    CHECK_FALSE(nearest_name(too_long, Names{longest}));
    CHECK_FALSE(nearest_name(too_long, Names{too_long}));
    CHECK_FALSE(nearest_name(longest, Names{too_long}));
}
