/// What `caisson why` prints for people.
#pragma once
#include <string>

#include "caisson/app/why.hpp"

namespace caisson::cli {

/// folder, program  as they were typed, for what to do next
[[nodiscard]] std::string why_text(const app::WhyReport& report, const std::string& folder, const std::string& program);

}  // namespace caisson::cli
