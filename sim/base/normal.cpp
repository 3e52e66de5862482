#include <algorithm>
#include <limits>
#include <span>

#include "base/elementary_wide.hpp"
#include "base/normal_table.hpp"
#include "base/wide.hpp"
#include "caisson/base/elementary.hpp"
#include "caisson/base/ensure.hpp"

namespace caisson {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Beyond this many standard deviations a tail is less than half the smallest double.
constexpr double last_deviation = 38.75;

/// The piecewise polynomial at x. From the square on, 53 bits are enough: the terms are below a twentieth of the sum.
Wide evaluate(std::span<const NormalRow> rows, Wide x) {
    const auto holds = [&](const NormalRow& row) { return x.hi <= row.upper; };
    const NormalRow& row = *std::find_if(rows.begin(), rows.end() - 1, holds);
    const Wide d = Wide{x.hi, 0.0} + -row.centre + x.lo;
    double sum = row.others.back();
    for (std::size_t k = row.others.size() - 1; k-- > 0;) {
        sum = row.others[k] + d.hi * sum;
    }
    return row.constant + d * (row.slope + d.hi * sum);
}

/// The chance that a standard normal variable is above t, for t from 0 to last_deviation.
Scaled normal_tail(double t) {
    const Wide square = exact_product(t, t);
    Scaled tail = exp_wide({-0.5 * square.hi, -0.5 * square.lo});
    tail.significand = tail.significand * evaluate(normal_tail_rows, {t, 0.0});
    return tail;
}

/// The z above which a standard normal variable lies with the chance p, for p from 0 to 1/4.
double upper_quantile(double p) {
    const Wide log_p = log_wide({p, 0.0});
    const Wide s = square_root({-2.0 * log_p.hi, -2.0 * log_p.lo});
    return (s + -evaluate(normal_shift_rows, s)).hi;
}

}  // namespace

namespace elementary {

double normal_cdf(double x) {
    ensure(x == x, "normal_cdf is asked of a number");
    if (x < -last_deviation) {
        return 0.0;
    }
    if (x <= 0.0) {
        return normal_tail(-x).rounded();
    }
    constexpr double last_below_1 = 9.0;  // the tail above is less than 2^-60
    if (x > last_below_1) {
        return 1.0;
    }
    const Scaled tail = normal_tail(x);
    const double high = Scaled{{tail.significand.hi, 0.0}, tail.power}.rounded();
    const double low = Scaled{{tail.significand.lo, 0.0}, tail.power}.rounded();
    return (Wide{1.0, 0.0} + Wide{-high, -low}).hi;
}

double normal_quantile(double p) {
    ensure(p >= 0.0 && p <= 1.0, "normal_quantile is asked of a chance");
    if (p == 0.0 || p == 1.0) {
        return p == 0.0 ? -infinity : infinity;
    }
    if (p < 0.25) {
        return -upper_quantile(p);
    }
    if (p > 0.75) {
        return upper_quantile(1.0 - p);
    }
    const double q = p - 0.5;
    return (evaluate(normal_centre_rows, exact_product(q, q)) * q).hi;
}

}  // namespace elementary
}  // namespace caisson
