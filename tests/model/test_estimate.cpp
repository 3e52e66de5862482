#include <cmath>

#include "caisson/model/estimate.hpp"
#include "support/catch.hpp"

namespace {

using namespace caisson::model;

double interval(double low, double high, Role role) {
    return central_value(EstimateForm::interval, low, 0.0, high, role);
}

// The elementary functions are right to a few units in the last place, and some of them follow each other here.
auto near(double value) { return Approx(value).epsilon(1e-14).margin(0.0); }

TEST_CASE("the centre of a positive interval is the geometric mean of its ends", "[model][known]") {
    // 1.5M to 2.5M round/yr: sqrt(1.5e6 * 2.5e6) = sqrt(3.75e12) = 1936491.6731037085
    CHECK(interval(1.5e6, 2.5e6, Role::rate) == std::sqrt(3.75e12));
    CHECK(interval(1.5e6, 2.5e6, Role::rate) == near(1936491.6731037085));
    CHECK(interval(4.0, 9.0, Role::stock) == 6.0);
    // where the product of the ends would be too large or too small for a double
    CHECK(interval(4e200, 9e200, Role::stock) == near(6e200));
    CHECK(interval(4e-200, 9e-200, Role::stock) == near(6e-200));
}

TEST_CASE("the centre of an interval of dates lies in the middle", "[model][known]") {
    CHECK(interval(-10.0, 30.0, Role::from) == 10.0);
    CHECK(interval(100.0, 400.0, Role::from) == 250.0);  // positive, and yet not 200: day 0 is no zero
}

TEST_CASE("a normal interval is cut to what its role allows", "[model][known]") {
    // 0 to 100 t: mean 50, deviation 50 / z95. Of it 5 % lie below 0, so the median of the rest is the quantile of
    // (0.05 + 1) / 2 = 0.525: 50 + 0.06270677794321385 * 50 / 1.6448536269514722 = 51.90615070288755
    CHECK(interval(0.0, 100.0, Role::stock) == near(51.90615070288755));
    // -10 to 10: half a normal distribution, whose median is the quantile of 3/4:
    // 0.6744897501960817 * 10 / 1.6448536269514722 = 4.100606516861704
    CHECK(interval(-10.0, 10.0, Role::stock) == near(4.100606516861704));
    // the share of an interval that is symmetrical between 0 and 1 needs no cut to stay where it is
    CHECK(interval(0.0, 1.0, Role::chance) == near(0.5));
}

TEST_CASE("a lognormal interval is cut to what its role allows", "[model][known]") {
    // 20 to 80 %: centre 0.4, deviation of the logarithm s = ln 4 / (2 z95) = 0.42140356394179934. Below 1 lie
    // F = Phi(ln 2.5 / s) = 0.9851616288533858; the quantile of F / 2 is 0.4 exp(-0.0185990...s) = 0.39687731158698725
    CHECK(interval(0.2, 0.8, Role::share) == near(0.39687731158698725));
}

TEST_CASE("an interval outside its bounds has its centre at the nearest bound", "[model]") {
    CHECK(interval(-1001.0, -999.0, Role::stock) == 0.0);
    const double above = interval(1e10, 1.0000001e10, Role::chance);
    CHECK(above == 1.0);
}

TEST_CASE("an interval of one value is that value", "[model]") {
    CHECK(interval(0.3, 0.3, Role::share) == 0.3);
    CHECK(interval(-5.0, -5.0, Role::from) == -5.0);
    const double next = std::nextafter(7.0, 8.0);
    CHECK(interval(7.0, next, Role::stock) == near(7.0));
}

TEST_CASE("the best value of a longer form is its centre, whatever its ends", "[model]") {
    CHECK(central_value(EstimateForm::low_best_high, 220.0, 300.0, 450.0, Role::conversion) == 300.0);
    CHECK(central_value(EstimateForm::point, 5.0, 5.0, 5.0, Role::stock) == 5.0);
}

}  // namespace
