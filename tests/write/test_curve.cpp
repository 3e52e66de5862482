#include <limits>

#include "support/catch.hpp"
#include "write/curve.hpp"

using namespace caisson::write;

namespace {

constexpr double endless = std::numeric_limits<double>::infinity();

Curve curve(std::vector<Knot> knots) {
    Curve made{std::move(knots), 0.0};
    for (const Knot& knot : made.knots) {
        made.scale = std::max(made.scale, std::abs(knot.value));
    }
    return made;
}

}  // namespace

TEST_CASE("a point is read on the line that holds, after a jump unless asked before it", "[write][known]") {
    // 10 falling 2 a day, lifted to 20 at day 4 (where it was 2), falling 1 a day
    const Curve stock = curve({{0, 10, -2}, {4, 20, -1}});
    PointReader reader(stock);
    CHECK(reader.next({0, Side::after}) == 10);
    CHECK(reader.next({3, Side::after}) == 4);
    CHECK(reader.next({4, Side::before}) == 2);
    CHECK(reader.next({4, Side::after}) == 20);
    CHECK(reader.next({9, Side::after}) == 15);
}

TEST_CASE("rounding takes no stock below nothing", "[write]") {
    const Curve stock = curve({{0, 1, -1}});
    PointReader reader(stock);
    CHECK(reader.next({1.0000000001, Side::after}) == 0);
}

TEST_CASE("growth counts what jumps at the first of two times and not at the second", "[write][known]") {
    // a lot of 5 at 0, then 2 a day from 3 on, a lot of 7 at 4 (total 5 + 2 + 7 = 14), nothing after
    const Curve total = curve({{0, 5, 0}, {3, 5, 2}, {4, 14, 0}});
    GrowthReader reader(total);
    CHECK(reader.next(0, 2) == 5);
    CHECK(reader.next(2, 4) == 2);
    CHECK(reader.next(4, 5) == 7);
    CHECK(reader.next(5, endless) == 0);
}

TEST_CASE("the last row holds what moved in the instant of the end", "[write][known]") {
    const Curve total = curve({{0, 0, 1}, {10, 13, 0}});
    GrowthReader reader(total);
    CHECK(reader.next(0, 10) == 10);
    CHECK(reader.next(10, endless) == 3);
}

TEST_CASE("a steady rate grows by the same number every day", "[write]") {
    // differences of running totals would wobble in their last digits
    const double rate = 1e7 / 365.25;
    const Curve total = curve({{0, 0, rate}});
    GrowthReader reader(total);
    for (int day = 0; day < 1000; ++day) {
        CHECK(reader.next(day, day + 1) == rate);
    }
}

TEST_CASE("a difference that is rounding alone is no growth", "[write]") {
    const Curve total = curve({{0, 0, 27397.260273972603}, {365, 10000000.000000002, 0}});
    GrowthReader reader(total);
    CHECK(reader.next(0, 365) == 27397.260273972603 * 365);
    CHECK(reader.next(365, endless) == 0);
}

TEST_CASE("a sum of curves has the knots of all", "[write][known]") {
    // 10 + 1 t and, from 2 on, 4 - 3 (t - 2), counted twice and negative: at 3 it is 13 - 2 * 1 = 11
    std::vector<Part> parts;
    parts.push_back({curve({{0, 10, 1}}), 1.0});
    parts.push_back({curve({{0, 0, 0}, {2, 4, -3}}), -2.0});
    const Curve sum = sum_of(std::move(parts));
    REQUIRE(sum.knots.size() == 2);
    CHECK(sum.knots[1].time == 2);
    CHECK(sum.knots[1].value == 12 - 8);
    CHECK(sum.knots[1].slope == 1 + 6);
    PointReader reader(sum);
    CHECK(reader.next({3, Side::after}) == 11);
}

TEST_CASE("slopes that differ by rounding alone cancel", "[write]") {
    std::vector<Part> parts;
    parts.push_back({curve({{0, 0, 10}}), 1.0});
    parts.push_back({curve({{0, 0, 7.000000000000001}}), -1.0});
    parts.push_back({curve({{0, 0, 3}}), -1.0});
    const Curve sum = sum_of(std::move(parts));
    CHECK(sum.knots.front().slope == 0);
}

TEST_CASE("samples stand at every knot, and on both sides of a jump", "[write]") {
    std::vector<Sample> samples{{6, Side::after}};
    add_knot_times(curve({{0, 10, -2}, {3, 4, 0}, {4, 20, -1}}), Jumps::both_sides, samples);
    add_knot_times(curve({{0, 0, 1}, {3, 3, 2}}), Jumps::once, samples);
    tidy_samples(samples);
    REQUIRE(samples.size() == 5);
    CHECK(samples[0].time == 0);
    CHECK(samples[1].time == 3);
    CHECK(samples[2].time == 4);
    CHECK(samples[2].side == Side::before);
    CHECK(samples[3].time == 4);
    CHECK(samples[3].side == Side::after);
    CHECK(samples[4].time == 6);
}
