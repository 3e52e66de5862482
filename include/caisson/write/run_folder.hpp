/// Everything that a command writes of its runs, as one folder.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "caisson/base/result.hpp"
#include "caisson/write/atomic_folder.hpp"
#include "caisson/write/manifest.hpp"
#include "caisson/write/tables.hpp"

namespace caisson::write {

/// A file that the caller has the text of: `scenario.yaml`.
struct TextFile {
    std::string name;
    std::string text;
};

struct FolderRequest {
    std::span<const RunRecord> runs;  ///< at least one
    Sampling sampling;
    Provenance from;
    std::vector<TextFile> texts;  ///< written first, in this order
};

/// What was written.
struct WrittenFolder {
    std::string path;
    std::vector<WrittenFile> files;  ///< the manifest last
};

/// Writes the texts, series.csv, flows.csv (and their wide forms), events.csv, outcomes.csv, datapackage.json and
/// manifest.json, and puts the folder in its place:
///
///     auto folder = AtomicFolder::begin(posix_file_system(), "out", Existing::refuse);  // before the runs
///     ...
///     auto written = write_run_folder(std::move(*folder), request);
///
/// fails     system; then nothing of the new folder is left
/// promise   the same bytes for the same request
[[nodiscard]] Result<WrittenFolder, WriteFailure> write_run_folder(AtomicFolder folder, const FolderRequest& request);

}  // namespace caisson::write
