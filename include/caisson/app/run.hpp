/// `caisson run`: plays a scenario under one or several choices of variants and writes it all down.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "caisson/app/failure.hpp"
#include "caisson/app/hooks.hpp"
#include "caisson/app/play.hpp"
#include "caisson/app/report.hpp"
#include "caisson/base/result.hpp"
#include "caisson/read/reader.hpp"
#include "caisson/write/run_folder.hpp"

namespace caisson::app {

/// Which program runs, for the manifest.
struct Program {
    std::string version;
    std::string commit;                ///< empty if unknown
    std::vector<std::string> command;  ///< its name and its arguments
};

/// What to do when a run would write more rows than it may, or more bytes than the disk has free.
enum class TooMuch : std::uint8_t { refuse, write };

struct RunOptions {
    read::Request request;                           ///< what all runs have in common
    std::vector<std::vector<std::string>> variants;  ///< a run for each, with these on top; none: one run
    PlayOptions play;
    write::Sampling sampling;
    std::string folder;  ///< to be written; empty: default_folder(request.file)
    write::Existing existing = write::Existing::refuse;
    TooMuch too_much = TooMuch::refuse;
    std::uint64_t most_rows = 100'000'000;  ///< of all tables together
    Program program;
};

struct RunResult {
    std::vector<RunReport> runs;
    std::vector<Found> found;           ///< warnings, each once
    std::vector<std::string> variants;  ///< that the scenario offers
    write::WrittenFolder written;
};

/// What a run would do.
struct RunPlan {
    struct Line {
        std::string scenario;
        std::string title;
        Date start;
        Days end;
        std::size_t depots = 0;
        std::size_t plants = 0;
        std::size_t fires = 0;
        std::size_t routes = 0;
        std::size_t outcomes = 0;
    };

    std::vector<Line> runs;
    std::vector<Found> found;
    std::string folder;
    std::uint64_t rows = 0;  ///< of series.csv and flows.csv; 0 where the run decides it, at breakpoints
};

/// The folder of a run for which none was named: `runs/shell-gap` for `scenarios/shell-gap.yaml`, `runs/scenario` for
/// the standard input.
[[nodiscard]] std::string default_folder(const std::string& file);

/// Where a folder holds the resolved scenario of a run: `scenario.yaml`, `scenario-1.yaml`.
[[nodiscard]] std::string scenario_file(std::uint64_t run);

/// Looks at what a run would do, and does not do it.
/// fails   as run() does before it plays anything
[[nodiscard]] Result<RunPlan, Failure> plan_run(const RunOptions& options, const Hooks& hooks = {});

/// Plays the runs and writes the folder.
/// fails   any Failure; then what was in the place of the folder is still there, and nothing else
/// promise same options and files: the same bytes, but for the two times in the manifest
[[nodiscard]] Result<RunResult, Failure> run(const RunOptions& options, const Hooks& hooks = {});

}  // namespace caisson::app
