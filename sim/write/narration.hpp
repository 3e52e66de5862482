/// How sentences say numbers, and how they look back.
#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "caisson/base/quantity.hpp"

namespace caisson::write {

/// As many decimals as a reader needs: 1,234,568 and 12.35 and 0.0123.
[[nodiscard]] std::string human(double value);

[[nodiscard]] std::string percent(double fraction);

/// The last breakpoint before a time; nothing at the start.
template <class Break>
[[nodiscard]] const Break* before(const std::vector<Break>& breaks, Days time) {
    const auto next = std::lower_bound(breaks.begin(), breaks.end(), time,
                                       [](const Break& one, Days moment) { return one.time < moment; });
    return next == breaks.begin() ? nullptr : &*(next - 1);
}

}  // namespace caisson::write
