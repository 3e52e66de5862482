/// What `caisson why` prints for people.
#pragma once
#include <string>

#include "caisson/app/why.hpp"

namespace caisson::cli {

/// folder  as it was typed, for the commands that are suggested
[[nodiscard]] std::string why_text(const app::WhyReport& report, const std::string& folder);

}  // namespace caisson::cli
