/// A run that was written into a folder before, found again for the scenario that it was played from.
#pragma once
#include <string>

#include "caisson/app/failure.hpp"
#include "caisson/app/load.hpp"
#include "caisson/base/result.hpp"
#include "caisson/read/run_folder.hpp"

namespace caisson::app {

/// What a run came to whose tables lie in a folder.
/// loaded  the scenario, with the variants and settings of the run that is meant
/// fails   unreadable: no such folder, made from other files than these or from files that have changed, no run under
///         these variants, played with other settings, tables that were changed
[[nodiscard]] Result<read::RunTotals, Failure> earlier_run(const std::string& folder, const Loaded& loaded);

}  // namespace caisson::app
