#include <cmath>
#include <cstdint>
#include <limits>
#include <mpfr.h>

#include "caisson/base/elementary.hpp"
#include "caisson/base/ensure.hpp"
#include "caisson/base/hash.hpp"
#include "caisson/base/random.hpp"
#include "support/catch.hpp"

namespace elementary = caisson::elementary;
using caisson::Bug;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr std::uint64_t arguments = 35'000;  // at least three sets of them for each function

/// A number of 128 bits: near 1/2 a chance minus another one leaves some 20 of them for the error.
class Exact {
public:
    Exact() { mpfr_init2(value_, 128); }

    explicit Exact(double value) : Exact() { mpfr_set_d(value_, value, MPFR_RNDN); }

    Exact(const Exact&) = delete;
    Exact& operator=(const Exact&) = delete;

    ~Exact() { mpfr_clear(value_); }

    operator mpfr_ptr() { return value_; }  // NOLINT(google-explicit-constructor): MPFR's functions take it

private:
    mpfr_t value_;
};

/// How far `computed` is from `exact`, in units of the last place of `exact` as a double.
double error_in_ulp(double computed, Exact& exact) {
    const double nearest = mpfr_get_d(exact, MPFR_RNDN);
    if (std::isinf(nearest) || nearest == 0.0) {
        return computed == nearest ? 0.0 : infinity;
    }
    int exponent = 0;
    std::frexp(nearest, &exponent);
    const double ulp = std::ldexp(1.0, std::max(exponent - 53, -1074));
    mpfr_sub_d(exact, exact, computed, MPFR_RNDN);
    mpfr_div_d(exact, exact, ulp, MPFR_RNDN);
    return std::abs(mpfr_get_d(exact, MPFR_RNDN));
}

/// The k-th of a stream of fixed draws between low and high.
double between(double low, double high, std::uint64_t purpose, std::uint64_t k) {
    return low + (high - low) * caisson::uniform_draw({20'230'913, 0, purpose, k});
}

/// A draw of any size from 2^low to 2^high.
double of_any_size(double low, double high, std::uint64_t purpose, std::uint64_t k) {
    return std::exp2(between(low, high, purpose, k));
}

/// The greatest error of `computed` against `exact` over the arguments that `draw` makes.
template <class Draw, class Computed, class Reference>
double greatest_error(Draw draw, Computed computed, Reference reference) {
    double greatest = 0.0;
    for (std::uint64_t k = 0; k < arguments; ++k) {
        const double x = draw(k);
        Exact exact(x);
        reference(exact);
        greatest = std::max(greatest, error_in_ulp(computed(x), exact));
    }
    return greatest;
}

/// Replaces x by the chance that a standard normal variable is at most x.
void exact_normal_cdf(mpfr_ptr x) {
    Exact root_of_two(2.0);
    mpfr_sqrt(root_of_two, root_of_two, MPFR_RNDN);
    mpfr_div(x, x, root_of_two, MPFR_RNDN);
    mpfr_neg(x, x, MPFR_RNDN);
    mpfr_erfc(x, x, MPFR_RNDN);
    mpfr_div_2ui(x, x, 1, MPFR_RNDN);
}

/// Replaces p, below 1/2, by its quantile: a step of Newton's from a value with 50 good bits has some 90.
void exact_normal_quantile(mpfr_ptr p, double start) {
    Exact step(start);
    exact_normal_cdf(step);
    mpfr_sub(step, step, p, MPFR_RNDN);
    Exact density(start);
    mpfr_sqr(density, density, MPFR_RNDN);
    mpfr_div_si(density, density, -2, MPFR_RNDN);
    mpfr_exp(density, density, MPFR_RNDN);
    Exact root_of_two_pi;
    mpfr_const_pi(root_of_two_pi, MPFR_RNDN);
    mpfr_mul_2ui(root_of_two_pi, root_of_two_pi, 1, MPFR_RNDN);
    mpfr_sqrt(root_of_two_pi, root_of_two_pi, MPFR_RNDN);
    mpfr_mul(step, step, root_of_two_pi, MPFR_RNDN);
    mpfr_div(step, step, density, MPFR_RNDN);
    mpfr_d_sub(p, start, step, MPFR_RNDN);
}

}  // namespace

TEST_CASE("elementary functions at the points one knows", "[base][known]") {
    CHECK(elementary::exp(0.0) == 1.0);
    CHECK(elementary::exp(1.0) == 2.718281828459045);
    CHECK(elementary::exp(-1.0) == 0.36787944117144233);
    CHECK(elementary::log(1.0) == 0.0);
    CHECK(elementary::log(2.0) == 0.6931471805599453);
    CHECK(elementary::log(10.0) == 2.302585092994046);
    CHECK(50 * elementary::log(2.5) == Approx(45.8145365937077).epsilon(1e-14));
    CHECK(elementary::log1p(1.0) == 0.6931471805599453);
    CHECK(elementary::log1p(1e-20) == 1e-20);
    CHECK(elementary::pow(2.0, 10.0) == 1024.0);
    CHECK(elementary::pow(2.0, -1074.0) == 5e-324);
    CHECK(elementary::pow(2.0, 1023.0) == 0x1p1023);
    CHECK(elementary::pow(10.0, 22.0) == 1e22);
    CHECK(elementary::pow(4.0, 0.5) == 2.0);
    CHECK(elementary::pow(0.5, 3.0) == 0.125);
    CHECK(elementary::normal_cdf(0.0) == 0.5);
    CHECK(elementary::normal_cdf(1.0) == 0.8413447460685429);
    CHECK(elementary::normal_cdf(-1.0) == 0.15865525393145705);
    CHECK(elementary::normal_quantile(0.5) == 0.0);
    CHECK(elementary::normal_quantile(0.975) == 1.9599639845400538);  // of the double nearest to 0.975
    CHECK(elementary::normal_quantile(0.05) == -1.6448536269514726);
    CHECK(elementary::normal_quantile(0.95) == Approx(1.6448536269514722).epsilon(1e-15));
}

TEST_CASE("elementary functions at their ends", "[base]") {
    CHECK(elementary::exp(709.782712893384) < infinity);
    CHECK(elementary::exp(709.7827128933841) == infinity);
    CHECK(elementary::exp(infinity) == infinity);
    CHECK(elementary::exp(-745.1) == 5e-324);
    CHECK(elementary::exp(-745.2) == 0.0);
    CHECK(elementary::exp(-infinity) == 0.0);
    CHECK(elementary::exp(1e-320) == 1.0);
    CHECK(elementary::log(0.0) == -infinity);
    CHECK(elementary::log(-0.0) == -infinity);
    CHECK(elementary::log(infinity) == infinity);
    CHECK(elementary::log(5e-324) == -744.4400719213812);
    CHECK(elementary::log(1.7976931348623157e308) == 709.782712893384);
    CHECK(elementary::log1p(-1.0) == -infinity);
    CHECK(elementary::log1p(infinity) == infinity);
    CHECK(elementary::log1p(1e300) == elementary::log(1e300));
    CHECK(elementary::log1p(0.0) == 0.0);
    CHECK(elementary::pow(0.0, 0.0) == 1.0);
    CHECK(elementary::pow(infinity, 0.0) == 1.0);
    CHECK(elementary::pow(1.0, infinity) == 1.0);
    CHECK(elementary::pow(0.0, 2.0) == 0.0);
    CHECK(elementary::pow(0.0, -2.0) == infinity);
    CHECK(elementary::pow(infinity, 2.0) == infinity);
    CHECK(elementary::pow(infinity, -2.0) == 0.0);
    CHECK(elementary::pow(0.5, infinity) == 0.0);
    CHECK(elementary::pow(0.5, -infinity) == infinity);
    CHECK(elementary::pow(2.0, 1024.0) == infinity);
    CHECK(elementary::pow(2.0, -1076.0) == 0.0);
    CHECK(elementary::pow(1.0 + 0x1p-52, 1e300) == infinity);
    CHECK(elementary::pow(3.0, 1e-320) == 1.0);
    CHECK(elementary::normal_cdf(-infinity) == 0.0);
    CHECK(elementary::normal_cdf(infinity) == 1.0);
    CHECK(elementary::normal_cdf(-38.4) > 0.0);
    CHECK(elementary::normal_cdf(-38.7) == 0.0);
    CHECK(elementary::normal_cdf(8.2) < 1.0);
    CHECK(elementary::normal_cdf(8.3) == 1.0);
    CHECK(elementary::normal_quantile(0.0) == -infinity);
    CHECK(elementary::normal_quantile(1.0) == infinity);
    CHECK(elementary::normal_quantile(5e-324) == Approx(-38.4674056171).epsilon(1e-11));
}

TEST_CASE("elementary functions refuse what is not theirs", "[base]") {
    CHECK_THROWS_AS(elementary::exp(not_a_number), Bug);
    CHECK_THROWS_AS(elementary::log(not_a_number), Bug);
    CHECK_THROWS_AS(elementary::log(-1.0), Bug);
    CHECK_THROWS_AS(elementary::log1p(not_a_number), Bug);
    CHECK_THROWS_AS(elementary::log1p(-1.0000000000000002), Bug);
    CHECK_THROWS_AS(elementary::pow(-1.0, 2.0), Bug);
    CHECK_THROWS_AS(elementary::pow(not_a_number, 0.0), Bug);
    CHECK_THROWS_AS(elementary::pow(2.0, not_a_number), Bug);
    CHECK_THROWS_AS(elementary::normal_cdf(not_a_number), Bug);
    CHECK_THROWS_AS(elementary::normal_quantile(not_a_number), Bug);
    CHECK_THROWS_AS(elementary::normal_quantile(-1e-300), Bug);
    CHECK_THROWS_AS(elementary::normal_quantile(1.0000000000000002), Bug);
}

// The bounds below are the errors that stand in the header: measured, and rounded up.

TEST_CASE("the error of exp", "[base][property]") {
    const auto exact = [](mpfr_ptr x) { mpfr_exp(x, x, MPFR_RNDN); };
    const auto error = [&](auto draw) { return greatest_error(draw, elementary::exp, exact); };
    CHECK(error([](std::uint64_t k) { return between(-708.0, 709.78, 1, k); }) < 0.53);
    CHECK(error([](std::uint64_t k) { return between(-1.0, 1.0, 2, k); }) < 0.53);
    CHECK(error([](std::uint64_t k) { return between(-745.1, -708.0, 3, k); }) < 0.8);  // fewer than 53 bits
}

TEST_CASE("the error of log", "[base][property]") {
    const auto exact = [](mpfr_ptr x) { mpfr_log(x, x, MPFR_RNDN); };
    const auto error = [&](auto draw) { return greatest_error(draw, elementary::log, exact); };
    CHECK(error([](std::uint64_t k) { return of_any_size(-1074.0, 1023.9, 4, k); }) < 0.501);
    CHECK(error([](std::uint64_t k) { return between(0.5, 2.0, 5, k); }) < 0.501);
    CHECK(error([](std::uint64_t k) { return 1.0 + of_any_size(-52.0, -1.0, 6, k); }) < 0.501);
    CHECK(error([](std::uint64_t k) { return 1.0 - of_any_size(-53.0, -1.0, 7, k); }) < 0.501);
}

TEST_CASE("the error of log1p", "[base][property]") {
    const auto exact = [](mpfr_ptr x) { mpfr_log1p(x, x, MPFR_RNDN); };
    const auto error = [&](auto draw) { return greatest_error(draw, elementary::log1p, exact); };
    CHECK(error([](std::uint64_t k) { return between(-1.0, 3.0, 8, k); }) < 0.501);
    CHECK(error([](std::uint64_t k) { return of_any_size(-1074.0, 1023.9, 9, k); }) < 0.501);
    CHECK(error([](std::uint64_t k) { return -of_any_size(-1074.0, 0.0, 10, k); }) < 0.501);
    CHECK(error([](std::uint64_t k) { return of_any_size(-60.0, 60.0, 11, k); }) < 0.501);
}

TEST_CASE("the error of pow", "[base][property]") {
    double greatest = 0.0;
    double greatest_of_small = 0.0;
    for (std::uint64_t k = 0; k < 3 * arguments; ++k) {
        const double x = k % 2 == 0 ? of_any_size(-1074.0, 1023.9, 12, k) : between(0.5, 2.0, 13, k);
        const double y = between(-745.0, 709.7, 14, k) / std::log(x);
        Exact exact(x);
        Exact exponent(y);
        mpfr_pow(exact, exact, exponent, MPFR_RNDN);
        const bool normal = mpfr_get_d(exact, MPFR_RNDN) >= std::numeric_limits<double>::min();
        double& worst = normal ? greatest : greatest_of_small;
        worst = std::max(worst, error_in_ulp(elementary::pow(x, y), exact));
    }
    CHECK(greatest < 0.53);
    CHECK(greatest_of_small < 0.8);
}

TEST_CASE("the error of the normal distribution", "[base][property]") {
    const auto error = [&](auto draw) { return greatest_error(draw, elementary::normal_cdf, exact_normal_cdf); };
    CHECK(error([](std::uint64_t k) { return between(-37.5, 0.0, 15, k); }) < 0.65);
    CHECK(error([](std::uint64_t k) { return between(-3.0, 9.0, 16, k); }) < 0.65);
    CHECK(error([](std::uint64_t k) { return between(-38.48, -37.5, 17, k); }) < 0.8);  // fewer than 53 bits
    CHECK(error([](std::uint64_t k) { return -of_any_size(-80.0, 0.0, 18, k); }) < 0.65);
}

TEST_CASE("the error of the normal quantile", "[base][property]") {
    double greatest = 0.0;
    const auto measure = [&greatest](double p) {
        // Above 1/2 the quantile is that of 1 - p, which is exact, with the sign turned.
        const bool above = p > 0.5;
        Exact exact(above ? 1.0 - p : p);
        const double z = elementary::normal_quantile(p);
        exact_normal_quantile(exact, above ? -z : z);
        greatest = std::max(greatest, error_in_ulp(above ? -z : z, exact));
    };
    for (std::uint64_t k = 0; k < arguments; ++k) {
        measure(between(0.0, 1.0, 19, k));
        measure(of_any_size(-1074.0, -1.0, 20, k));
        measure(k % 2 == 0 ? 0.5 + of_any_size(-53.0, -2.0, 21, k) : 0.5 - of_any_size(-54.0, -2.0, 21, k));
    }
    CHECK(greatest < 0.51);
}

TEST_CASE("the normal distribution and its quantile undo each other", "[base][property]") {
    for (std::uint64_t k = 0; k < 100'000; ++k) {
        const double p = of_any_size(-1000.0, -1.0, 22, k);
        // One unit in the last place of z is z^2 units of relative chance: 38^2 * 2^-53 < 2e-13
        REQUIRE(elementary::normal_cdf(elementary::normal_quantile(p)) == Approx(p).epsilon(2e-13).margin(0.0));
    }
}

TEST_CASE("elementary functions and draws have the same bits on every machine", "[base][known]") {
    caisson::Fingerprint bits;
    for (std::uint64_t k = 0; k < 10'000; ++k) {
        const double x = between(-700.0, 700.0, 23, k);
        const double p = between(0.0, 1.0, 24, k);
        bits.add(elementary::exp(x));
        bits.add(elementary::log(p));
        bits.add(elementary::log1p(-p));
        bits.add(elementary::pow(p, x));
        bits.add(elementary::normal_cdf(x / 20));
        bits.add(elementary::normal_quantile(p));
    }
    // Found alike with GCC 12 and Clang 14, without optimisation and with all of it for one processor (FMA included).
    CHECK(caisson::hex(bits.value()) == "66f673aa56c8a7c8");
}
