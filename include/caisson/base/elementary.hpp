/// Elementary functions that give the same bits on every machine: what reaches a result uses these, never <cmath>'s.
///
/// They use + - * / and sqrt alone, in a fixed order. The error at each function is the greatest that was found against
/// MPFR over more than 100,000 arguments of all sizes [ulp: units in the last place of the exact result]; tests/base
/// repeats it. Where the result is so small that it has fewer than 53 bits it is 0.8 for all of them.
#pragma once

namespace caisson::elementary {

/// e to the power x. 0 and infinity where the result is too small or too large.
/// error   0.53 ulp
/// fails   Bug if x is NaN (so do all below)
/// source  Muller, "Elementary Functions", 3rd ed., 2016, chapter 11: reduction by multiples of log 2, then Taylor
[[nodiscard]] double exp(double x);

/// The natural logarithm of x >= 0; log(0) is -infinity.
/// error   0.501 ulp
/// fails   Bug if x < 0
[[nodiscard]] double log(double x);

/// log(1 + x) for x >= -1, without loss for small x.
/// error   0.501 ulp
/// fails   Bug if x < -1
[[nodiscard]] double log1p(double x);

/// x to the power y, for x >= 0. pow(x, 0) is 1 and pow(1, y) is 1 for every x and y; pow(0, y) is 0 or infinity.
/// error   0.53 ulp; exact where the result is a double
/// fails   Bug if x < 0
[[nodiscard]] double pow(double x, double y);

/// The chance that a standard normal variable is at most x, with full relative accuracy in the lower tail.
/// error   0.65 ulp
/// source  exp(-x^2/2) times a piecewise polynomial, as sim/base/normal_table.py makes it
[[nodiscard]] double normal_cdf(double x);

/// The x for which normal_cdf(x) = p; -infinity at 0, infinity at 1.
/// error   0.51 ulp
/// fails   Bug if p is outside [0, 1]
[[nodiscard]] double normal_quantile(double p);

}  // namespace caisson::elementary
