/// The manifest of a run folder: what made it, from what, and what it holds.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "caisson/write/atomic_folder.hpp"
#include "caisson/write/tables.hpp"

namespace caisson::write {

/// A file that was read.
struct InputFile {
    std::string path;  ///< as the person named it
    std::uint64_t bytes = 0;
    std::string sha256;
};

/// Where a folder comes from: what only the caller knows.
struct Provenance {
    std::string version;
    std::string commit;
    std::vector<std::string> command;  ///< program and arguments
    std::vector<InputFile> inputs;
    std::string started;  ///< ISO 8601, UTC: the only two things that differ between equal runs
    std::string finished;
};

/// The text of manifest.json. It does not list itself.
[[nodiscard]] std::string manifest_text(const Provenance& from, std::span<const RunRecord> runs,
                                        const std::vector<WrittenFile>& files);

/// The files that a manifest lists, or nothing if the text is no manifest of ours.
[[nodiscard]] std::optional<std::vector<std::string>> files_of_manifest(std::string_view text);

}  // namespace caisson::write
