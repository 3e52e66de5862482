#include "app/earlier_run.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <utility>

#include "app/inputs.hpp"
#include "caisson/app/report.hpp"
#include "caisson/app/run.hpp"
#include "caisson/base/number_text.hpp"
#include "caisson/read/resolved.hpp"

namespace caisson::app {
namespace {

using Fault = std::optional<std::string>;

/// Whether the folder was made from other files than the scenario is read from now, whatever they were called.
Fault other_files(const read::RunFolder& folder, const read::Sources& sources) {
    const auto now = inputs_of(sources);
    const auto same = [](const read::FolderInput& then, const write::InputFile& input) {
        return then.sha256 == input.sha256;
    };
    const auto [then, input] = std::mismatch(folder.inputs.begin(), folder.inputs.end(), now.begin(), now.end(), same);
    if (then == folder.inputs.end() && input == now.end()) {
        return std::nullopt;
    }
    const std::string& file = input == now.end() ? now.front().path : input->path;
    return fmt::format("{} was not made from {} as it is now: play it again, or name the scenario it was made from",
                       printable(folder.path), file);
}

std::string names_of(const std::vector<read::FolderRun>& runs) {
    std::string names;
    for (const auto& run : runs) {
        names += (names.empty() ? "" : ", ") + printable(run.scenario);
    }
    return names;
}

/// Whether a run was played with other numbers than the scenario has now: the settings of --set are in no file.
Fault other_numbers(const read::RunFolder& folder, const read::FolderRun& run, const read::Reading& reading) {
    const std::string file = folder.path + "/" + scenario_file(run.number);
    const auto then = read::read_scenario({.file = file, .access = read::FileAccess::none});
    const bool same =
        then && read::resolved_text(*then, read::Origins::none) == read::resolved_text(reading, read::Origins::none);
    return same ? std::nullopt
                : Fault{fmt::format("{} is not the scenario that is asked for: give the --set that it was played with",
                                    printable(file))};
}

}  // namespace

Failure unreadable(std::string message) { return {Failure::Kind::unreadable, std::move(message), {}}; }

Result<read::FolderRun, Failure> run_of(const read::RunFolder& folder, const std::string& scenario) {
    const auto run = std::find_if(folder.runs.begin(), folder.runs.end(),
                                  [&](const read::FolderRun& one) { return one.scenario == scenario; });
    if (run == folder.runs.end()) {
        return tl::unexpected(
            unreadable(fmt::format("{} has no run of {}; it has {}: choose one with -V", printable(folder.path),
                                   printable(scenario), names_of(folder.runs))));
    }
    return *run;
}

Result<read::RunTotals, Failure> earlier_run(const std::string& path, const Loaded& loaded) {
    auto folder = read::read_run_folder(path);
    if (!folder) {
        return tl::unexpected(unreadable(std::move(folder.error())));
    }
    if (auto fault = other_files(*folder, loaded.reading.sources)) {
        return tl::unexpected(unreadable(std::move(*fault)));
    }
    auto run = run_of(*folder, scenario_name(loaded.reading.scenario.variants));
    if (!run) {
        return tl::unexpected(std::move(run.error()));
    }
    if (auto fault = other_numbers(*folder, *run, loaded.reading)) {
        return tl::unexpected(unreadable(std::move(*fault)));
    }
    auto totals = read::read_run_totals(*folder, run->number, *loaded.model);
    if (!totals) {
        return tl::unexpected(unreadable(std::move(totals.error())));
    }
    return std::move(*totals);
}

}  // namespace caisson::app
