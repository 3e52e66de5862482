/// A value, or the reasons why there is none.
#pragma once
#include <tl/expected.hpp>

#include "caisson/base/finding.hpp"

namespace caisson {

/// What a function returns that can fail because of what a person wrote. (std::expected needs C++23.)
template <class T, class E = Findings>
using Result = tl::expected<T, E>;

}  // namespace caisson
