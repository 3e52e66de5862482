/// A run that was written into a folder before, found again for the scenario that it was played from.
#pragma once
#include <string>

#include "caisson/app/failure.hpp"
#include "caisson/app/load.hpp"
#include "caisson/base/result.hpp"
#include "caisson/read/run_folder.hpp"

namespace caisson::app {

/// A sentence on a folder that cannot be used.
[[nodiscard]] Failure unreadable(std::string message);

/// The run of a folder that was played under these variants.
/// scenario  as scenario_name() has it
/// fails     unreadable: there is none
[[nodiscard]] Result<read::FolderRun, Failure> run_of(const read::RunFolder& folder, const std::string& scenario);

/// What a run came to whose tables lie in a folder.
/// loaded  the scenario, with the variants and settings of the run that is meant
/// fails   unreadable: no such folder, made from other files than these or from files that have changed, no run under
///         these variants, played with other settings, tables that were changed
[[nodiscard]] Result<read::RunTotals, Failure> earlier_run(const std::string& folder, const Loaded& loaded);

}  // namespace caisson::app
