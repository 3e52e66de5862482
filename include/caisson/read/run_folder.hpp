/// A folder that `caisson run` wrote, read back: from what it was made, and what moved in each of its runs.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "caisson/base/quantity.hpp"
#include "caisson/base/result.hpp"
#include "caisson/base/table.hpp"
#include "caisson/model/model.hpp"

namespace caisson::read {

/// A file that a folder was made from.
struct FolderInput {
    std::string path;  ///< as it was named then
    std::string sha256;
};

/// A table or scenario in a folder.
struct FolderFile {
    std::string name;
    std::uint64_t bytes = 0;
};

/// One run in a folder.
struct FolderRun {
    std::uint64_t number = 0;
    std::string scenario;  ///< the variants, comma-separated; `baseline` for none
    std::uint64_t seed = 1;
    std::uint32_t replication = 0;
    std::string fingerprint;  ///< of the event log, in hexadecimal digits
};

/// What a folder's manifest says.
struct RunFolder {
    std::string path;
    std::vector<FolderInput> inputs;
    std::vector<FolderFile> files;
    std::vector<FolderRun> runs;
};

/// Reads the manifest of a folder.
/// fails   a sentence, printable: there is no such folder, or `caisson run` did not write it
[[nodiscard]] Result<RunFolder, std::string> read_run_folder(const std::string& path);

/// What a run came to, from its tables. Amounts in commodity units; totals are sums of rounded decimals.
struct RunTotals {
    explicit RunTotals(const model::Model& model);

    Table<model::Node, Amount> stocks;     ///< at the end
    Table<model::Node, Days> first_empty;  ///< when a stock first reached 0, to the second; infinite if never
    Table<model::Plant, Amount> made;
    Table<model::Fire, Amount> wanted;  ///< before rationing
    Table<model::Fire, Amount> fired;   ///< of all commodities together
    Table<model::Route, Amount> sent;
    Table<model::Route, Amount> lost;
    Table<model::Route, Amount> spilled;
    Table<model::Route, Amount> interdicted;
};

/// Reads the tables of a folder for one of its runs.
/// model   what was played, under the same variants and settings
/// fails   a sentence, printable: a table is missing, was changed, or speaks of something that the model does not have
/// cost    O(rows of the folder); memory of one row
[[nodiscard]] Result<RunTotals, std::string> read_run_totals(const RunFolder& folder, std::uint64_t run,
                                                             const model::Model& model);

}  // namespace caisson::read
