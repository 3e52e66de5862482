#include <algorithm>
#include <initializer_list>
#include <random>
#include <vector>

#include "engine/water_filling.hpp"
#include "support/catch.hpp"

namespace caisson::tests {
namespace {

using engine::fill;
using engine::Level;
using engine::Piece;
using engine::Share;

std::vector<Share> shares(std::initializer_list<Share> list) { return list; }

/// What the flows take at a level.
double taken(const std::vector<Share>& all, const Level& level) {
    double sum = 0.0;
    for (const Share& share : all) {
        sum += share.weight * std::min(share.cap, level.multiplier(share.priority_class));
    }
    return sum;
}

}  // namespace

TEST_CASE("flows share in proportion to what they ask", "[engine]") {
    auto all = shares({{6, 1, 0, 0}, {9, 1, 0, 0}});
    const Level level = fill(10, all, 1);
    CHECK(level.critical == 0);
    CHECK(level.fraction == 10.0 / 15.0);
}

TEST_CASE("what a capped flow leaves goes to the others", "[engine]") {
    // 10 for asks of 10, 10, 10, the last capped at 1: the others get 4.5 each
    auto all = shares({{10, 1, 0, 0}, {10, 0.1, 0, 0}, {10, 1, 0, 0}});
    CHECK(fill(10, all, 1).fraction == Approx(0.45).epsilon(1e-15));
}

TEST_CASE("a class that gets all it asks leaves the rest to the next", "[engine]") {
    auto all = shares({{6, 1, 0, 0}, {3, 1, 1, 0}, {9, 1, 1, 0}});
    const Level level = fill(10, all, 2);
    CHECK(level.critical == 1);
    CHECK(level.fraction == Approx(4.0 / 12.0).epsilon(1e-15));
}

TEST_CASE("who is served in full is limited by nothing", "[engine]") {
    auto all = shares({{6, 1, 0, 0}, {4, 0.5, 1, 0}});
    CHECK(fill(8, all, 2) == Level{2, 0.0});
    CHECK(fill(9, all, 2) == Level{2, 0.0});
    CHECK(fill(0, {}, 0) == Level{0, 0.0});
    auto capped_to_nothing = shares({{6, 0, 0, 0}});
    CHECK(fill(0, capped_to_nothing, 1) == Level{1, 0.0});
}

TEST_CASE("nothing to share is shared by nobody", "[engine]") {
    auto all = shares({{6, 1, 0, 0}, {4, 0.5, 1, 0}});
    CHECK(fill(0, all, 2) == Level{0, 0.0});
}

TEST_CASE("a shortage or a rest that is rounding counts as none", "[engine]") {
    // 0.1 + 0.2 exceeds 0.3 by 5e-17
    auto all = shares({{0.3, 1, 0, 0}, {10, 1, 1, 0}});
    CHECK(fill(0.1 + 0.2, all, 2) == Level{1, 0.0});
    auto slightly_more = shares({{0.1 + 0.2, 1, 0, 0}, {10, 1, 1, 0}});
    CHECK(fill(0.3, slightly_more, 2) == Level{1, 0.0});
}

TEST_CASE("the pieces say what filling says", "[engine][property]") {
    std::mt19937_64 dice(11);
    for (int trial = 0; trial < 2000; ++trial) {
        std::vector<Share> all;
        const auto classes = static_cast<std::uint32_t>(1 + dice() % 3);
        for (std::uint32_t number = 0; number < classes; ++number) {
            for (std::size_t count = dice() % 4; count > 0; --count) {
                const double cap = dice() % 2 == 0 ? 1.0 : static_cast<double>(dice() % 5) / 4.0;
                all.push_back({static_cast<double>(1 + dice() % 8), cap, number, 0.0});
            }
        }
        std::vector<Share> for_pieces = all;
        std::vector<Piece> pieces;
        engine::append_pieces(for_pieces, classes, pieces);
        for (int step = 0; step < 20; ++step) {
            const double available = static_cast<double>(dice() % 1000) / 17.0;
            std::vector<Share> for_fill = all;
            const Level filled = fill(available, for_fill, classes);
            std::size_t piece = 0;
            while (piece + 1 < pieces.size() && available >= pieces[piece + 1].begin) {
                ++piece;
            }
            const Level read = pieces[piece].at(available);
            CHECK(read.critical == filled.critical);
            CHECK(read.fraction == Approx(filled.fraction).margin(1e-13));
            const bool all_served = filled.critical == classes;
            CHECK((all_served ? taken(all, filled) <= available * (1 + 1e-12)
                              : taken(all, filled) == Approx(available).margin(1e-12)));
        }
    }
}

}  // namespace caisson::tests
