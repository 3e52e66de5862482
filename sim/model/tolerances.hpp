/// How far numbers that a person wrote as decimals may miss a rule by rounding.
#pragma once

namespace caisson::model {

/// Shares are decimals, and so is their sum: 0.1 + 0.2 + 0.7 must pass.
inline constexpr double share_sum_tolerance = 1e-9;
/// The same of 10 d * (1 + 10 %) against 11 d, relative.
inline constexpr double threshold_tolerance = 1e-12;

}  // namespace caisson::model
