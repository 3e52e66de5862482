/// A run in a few lines, for a terminal.
#pragma once
#include <string>
#include <string_view>

#include "arguments.hpp"
#include "caisson/app/run.hpp"

namespace caisson::cli {

/// Who runs dry when, what was made, received, fired and missed, where the files are, what to type next.
/// program   as it was called: what is typed next must find it too
[[nodiscard]] std::string summary_text(const app::RunResult& result, const RunArguments& arguments,
                                       std::string_view program);

/// What --dry-run says.
[[nodiscard]] std::string plan_text(const app::RunPlan& plan);

}  // namespace caisson::cli
