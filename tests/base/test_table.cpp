#include <string>
#include <type_traits>
#include <vector>

#include "caisson/base/table.hpp"
#include "support/catch.hpp"

namespace {

struct Depot;
struct Route;
using DepotId = caisson::Id<Depot>;

}  // namespace

TEST_CASE("an id names a place in a table of its kind", "[base]") {
    CHECK_FALSE(DepotId{}.valid());
    CHECK(DepotId{0}.valid());
    CHECK(DepotId{1} < DepotId{2});
    STATIC_REQUIRE(sizeof(DepotId) == 4);
    STATIC_REQUIRE(std::is_trivially_copyable_v<DepotId>);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<int, DepotId>);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<caisson::Id<Route>, DepotId>);
}

TEST_CASE("a table gives each row the next id", "[base]") {
    caisson::Table<Depot, std::string> names;
    CHECK(names.empty());
    const DepotId front = names.add("front");
    const DepotId rear = names.add("rear");
    CHECK(front == DepotId{0});
    CHECK(rear == DepotId{1});
    CHECK(names[rear] == "rear");
    names[rear] = "reserve";
    CHECK(names.size() == 2);
    std::vector<std::string> seen;
    for (const DepotId id : names.ids()) {
        seen.push_back(names[id]);
    }
    CHECK(seen == std::vector<std::string>{"front", "reserve"});
    CHECK(names.rows() == seen);
}

TEST_CASE("a table can begin with as many equal rows as wanted", "[base]") {
    const caisson::Table<Depot, int> sevens(3, 7);
    CHECK(sevens.size() == 3);
    int sum = 0;
    for (const int row : sevens) {
        sum += row;
    }
    CHECK(sum == 21);
}
