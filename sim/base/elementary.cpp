#include "caisson/base/elementary.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

#include "base/elementary_wide.hpp"
#include "caisson/base/ensure.hpp"

namespace caisson {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// log 2 in three parts: the first has 42 bits, so that its product with an exponent is exact.
constexpr double ln2_1 = 0x1.62e42fefa38p-1;
constexpr double ln2_2 = 0x1.ef35793c7673p-45;
constexpr double ln2_3 = 0x1.f97b57a079a19p-103;
constexpr double one_by_ln2 = 0x1.71547652b82fep+0;

constexpr double exp_overflows = 709.79;    // e to this is above the largest double
constexpr double exp_underflows = -745.14;  // e to this is below half the smallest one

/// 2 to the power k, where that is a normal number.
double power_of_two(int k) { return __builtin_bit_cast(double, static_cast<std::uint64_t>(k + 1023) << 52); }

int exponent_of(double normal) {
    return static_cast<int>((__builtin_bit_cast(std::uint64_t, normal) >> 52) & 0x7FF) - 1023;
}

/// c[0] + x (c[1] + x (c[2] + ...))
template <std::size_t count>
double polynomial(const std::array<double, count>& c, double x) {
    double sum = c[count - 1];
    for (std::size_t k = count - 1; k-- > 0;) {
        sum = c[k] + x * sum;
    }
    return sum;
}

/// (e^r - 1 - r - r^2/2) / r^3, whose Taylor coefficients are 1/3!, 1/4!, ...; |r| <= 0.35 leaves out 2^-62.
double exp_tail(double r) {
    constexpr std::array<double, 12> coefficients{1.0 / 6,        1.0 / 24,        1.0 / 120,        1.0 / 720,
                                                  1.0 / 5040,     1.0 / 40320,     1.0 / 362880,     1.0 / 3628800,
                                                  1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800, 1.0 / 87178291200};
    return polynomial(coefficients, r);
}

/// log(m) = 2 (s + s^3/3 + s^5/5 + ...) with s = (m - 1) / (m + 1), for m within sqrt(1/2) and sqrt(2).
/// The terms in s^3 and s^5 need more than 53 bits, those from s^7 on do not; s^27 is below 2^-70.
Wide log_of_significand(Wide m) {
    constexpr Wide one_third{0x1.5555555555555p-2, 0x1.5555555555555p-56};
    constexpr Wide one_fifth{0x1.999999999999ap-3, -0x1.999999999999ap-57};
    constexpr std::array<double, 10> tail{1.0 / 7,  1.0 / 9,  1.0 / 11, 1.0 / 13, 1.0 / 15,
                                          1.0 / 17, 1.0 / 19, 1.0 / 21, 1.0 / 23, 1.0 / 25};
    const Wide f = Wide{m.hi - 1.0, 0.0} + m.lo;
    const Wide s = f / (f + 2.0);
    const Wide s2 = s * s;
    const Wide fifth_on = one_fifth + s2.hi * polynomial(tail, s2.hi);
    const Wide third_on = one_third + s2 * fifth_on;
    const Wide twice_s{2.0 * s.hi, 2.0 * s.lo};
    return twice_s + twice_s * (s2 * third_on);
}

}  // namespace

double Scaled::rounded() const {
    // In two steps, since 2^power alone may be no double.
    const int half = power / 2;
    return (significand.hi + significand.lo) * power_of_two(half) * power_of_two(power - half);
}

Scaled exp_wide(Wide x) {
    const double k = std::floor(x.hi * one_by_ln2 + 0.5);
    const Wide r = exact_sum(x.hi - k * ln2_1, x.lo - k * ln2_2) + -k * ln2_3;
    const Wide square = exact_product(r.hi, r.hi);
    const Wide one_r = exact_sum_of_ordered(1.0, r.hi);
    const Wide leading = exact_sum_of_ordered(one_r.hi, 0.5 * square.hi);
    const double cubic_on = square.hi * r.hi * exp_tail(r.hi);
    const double rest = leading.lo + (one_r.lo + (r.lo + (r.hi * r.lo + (0.5 * square.lo + cubic_on))));
    return {exact_sum_of_ordered(leading.hi, rest), static_cast<int>(k)};
}

Wide log_wide(Wide x) {
    constexpr double square_root_of_two = 0x1.6a09e667f3bcdp+0;
    constexpr int lift = 54;
    int k = 0;
    if (x.hi < std::numeric_limits<double>::min()) {
        x = {x.hi * power_of_two(lift), 0.0};
        k = -lift;
    }
    int exponent = exponent_of(x.hi);
    // In two steps, since 2^-exponent alone may be no normal number.
    const int half = exponent / 2;
    const double scale_1 = power_of_two(-half);
    const double scale_2 = power_of_two(half - exponent);
    Wide m{x.hi * scale_1 * scale_2, x.lo * scale_1 * scale_2};
    if (m.hi > square_root_of_two) {
        m = {0.5 * m.hi, 0.5 * m.lo};
        ++exponent;
    }
    k += exponent;
    return Wide{k * ln2_1, 0.0} + exact_sum_of_ordered(k * ln2_2, k * ln2_3) + log_of_significand(m);
}

namespace elementary {

double exp(double x) {
    ensure(!std::isnan(x), "exp is asked of a number");
    if (x > exp_overflows) {
        return infinity;
    }
    return x < exp_underflows ? 0.0 : exp_wide({x, 0.0}).rounded();
}

double log(double x) {
    ensure(x >= 0.0, "log is asked of a number that is not negative");
    if (x == 0.0) {
        return -infinity;
    }
    return x == infinity ? infinity : log_wide({x, 0.0}).hi;
}

double log1p(double x) {
    ensure(x >= -1.0, "log1p is asked of a number that is not below -1");
    if (x == -1.0) {
        return -infinity;
    }
    if (std::abs(x) < 0x1p-54) {
        return x;  // the next term, x^2/2, is less than half a unit in the last place
    }
    return x == infinity ? infinity : log_wide(exact_sum(1.0, x)).hi;
}

double pow(double x, double y) {
    // A logarithm that is not 0 is at least 2^-53: times this it is beyond what exp takes.
    constexpr double beyond = 0x1p70;
    ensure(x >= 0.0 && !std::isnan(y), "pow is asked of a number that is not negative");
    if (y == 0.0 || x == 1.0) {
        return 1.0;
    }
    if (x == 0.0 || x == infinity || std::abs(y) > beyond) {
        return (x > 1.0) == (y > 0.0) ? infinity : 0.0;
    }
    const Wide power = log_wide({x, 0.0}) * y;
    if (power.hi > exp_overflows) {
        return infinity;
    }
    return power.hi < exp_underflows ? 0.0 : exp_wide(power).rounded();
}

}  // namespace elementary
}  // namespace caisson
