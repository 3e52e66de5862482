/// Elementary functions that give the same bits on every machine: what reaches a result uses these, never <cmath>'s.
///
/// They use + - * / and sqrt alone, in a fixed order. The greatest errors stand at each function; tests/base measures
/// them against MPFR [ulp: units in the last place of the exact result].
#pragma once

namespace caisson::elementary {

/// e to the power x. 0 and infinity where the result is too small or too large.
/// fails   Bug if x is NaN (so do all below)
[[nodiscard]] double exp(double x);

/// The natural logarithm of x >= 0; log(0) is -infinity.
/// fails   Bug if x < 0
[[nodiscard]] double log(double x);

/// log(1 + x) for x >= -1, without loss for small x.
/// fails   Bug if x < -1
[[nodiscard]] double log1p(double x);

/// x to the power y, for x >= 0. pow(x, 0) is 1 and pow(1, y) is 1 for every x and y; pow(0, y) is 0 or infinity.
/// fails   Bug if x < 0
[[nodiscard]] double pow(double x, double y);

/// The chance that a standard normal variable is at most x, with full relative accuracy in the lower tail.
[[nodiscard]] double normal_cdf(double x);

/// The x for which normal_cdf(x) = p; -infinity at 0, infinity at 1.
/// fails   Bug if p is outside [0, 1]
[[nodiscard]] double normal_quantile(double p);

}  // namespace caisson::elementary
