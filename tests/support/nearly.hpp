/// Equal to a number worked out on paper, but for the rounding of a few operations.
#pragma once
#include "support/catch.hpp"

namespace caisson::tests {

/// `CHECK(seen.stock("A", 5) == nearly(1.0 / 3.0))`. Zero is met by zero alone.
[[nodiscard]] inline Approx nearly(double value) { return Approx(value).epsilon(1e-12).margin(0.0); }

}  // namespace caisson::tests
