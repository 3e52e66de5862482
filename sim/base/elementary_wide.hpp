/// The exponential and the logarithm with more digits than a double has, for the functions that are made of them.
#pragma once
#include "base/wide.hpp"

namespace caisson {

/// The number significand * 2^power, the significand being near 1.
struct Scaled {
    Wide significand;
    int power = 0;

    /// The nearest double; where that has fewer than 53 bits, some 0.25 ulp further off.
    [[nodiscard]] double rounded() const;
};

/// e to the power x, to some 2^-58 relative.
/// x   within -800 and 800
[[nodiscard]] Scaled exp_wide(Wide x);

/// The natural logarithm, to some 2^-68 relative.
/// x   positive, finite and, unless lo is 0, not below 2^-900
[[nodiscard]] Wide log_wide(Wide x);

}  // namespace caisson
