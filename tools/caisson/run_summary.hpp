/// A run in a few lines, for a terminal.
#pragma once
#include <string>

#include "arguments.hpp"
#include "caisson/app/run.hpp"

namespace caisson::cli {

/// Who runs dry when, what was made, received, fired and missed, where the files are, what to type next.
[[nodiscard]] std::string summary_text(const app::RunResult& result, const RunArguments& arguments);

/// What --dry-run says.
[[nodiscard]] std::string plan_text(const app::RunPlan& plan);

}  // namespace caisson::cli
