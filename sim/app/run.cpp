#include "caisson/app/run.hpp"

#include <chrono>
#include <filesystem>
#include <fmt/format.h>
#include <limits>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include "app/found.hpp"
#include "app/inputs.hpp"
#include "app/interrupted.hpp"
#include "app/size.hpp"
#include "app/standard_input.hpp"
#include "caisson/base/number_text.hpp"
#include "caisson/read/resolved.hpp"
#include "caisson/write/atomic_folder.hpp"
#include "caisson/write/file_system.hpp"

namespace caisson::app {
namespace {

namespace fs = std::filesystem;

void tell(const Hooks& hooks, const std::string& what) {
    if (hooks.tell) {
        hooks.tell(what);
    }
}

std::string utc_now() {
    const auto now = std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
    const auto day = std::chrono::floor<std::chrono::days>(now);
    return format_date(Date{day, static_cast<std::int32_t>((now - day).count())});
}

std::string plural(std::size_t count, std::string_view thing) {
    return fmt::format("{} {}{}", human_number(static_cast<double>(count), 0), thing, count == 1 ? "" : "s");
}

void tell_loaded(const Hooks& hooks, const Loaded& loaded) {
    const auto& model = *loaded.model;
    tell(hooks, fmt::format("read {} ({}): {}, {}, {}, {}, {}", printable(loaded.reading.sources.name(FileId{0})),
                            scenario_name(loaded.reading.scenario.variants), plural(model.depots.size(), "depot"),
                            plural(model.plants.size(), "plant"), plural(model.fires.size(), "fire"),
                            plural(model.routes.size(), "route"), plural(model.parameters.size(), "parameter")));
}

/// The runs that were asked for, each loaded; or what is wrong with any of them, each fault once.
Result<std::vector<Loaded>, Failure> load_all(const RunOptions& options, const Hooks& hooks) {
    auto common = with_standard_input(options.request);
    if (!common) {
        return tl::unexpected(std::move(common.error()));
    }
    auto choices = options.variants;
    if (choices.empty()) {
        choices.emplace_back();
    }
    std::vector<Loaded> all;
    FoundOnce found;
    std::optional<Failure> failure;
    for (const auto& choice : choices) {
        read::Request request = *common;
        request.variants.insert(request.variants.end(), choice.begin(), choice.end());
        auto loaded = load(request);
        if (loaded) {
            tell_loaded(hooks, *loaded);
            all.push_back(std::move(*loaded));
            continue;
        }
        for (auto& one : loaded.error().found) {
            found.add(std::move(one));
        }
        if (!failure) {
            failure = std::move(loaded.error());
        }
    }
    if (failure) {
        failure->found = found.take();
        return tl::unexpected(std::move(*failure));
    }
    return all;
}

std::uint64_t rows_of(const std::vector<Loaded>& all, const write::Sampling& sampling) {
    std::uint64_t rows = 0;
    for (const auto& loaded : all) {
        const std::uint64_t more = rows_to_write(*loaded.model, sampling);
        rows = more > std::numeric_limits<std::uint64_t>::max() - rows ? std::numeric_limits<std::uint64_t>::max()
                                                                       : rows + more;
    }
    return rows;
}

std::string folder_of(const RunOptions& options) {
    return options.folder.empty() ? default_folder(options.request.file) : options.folder;
}

fs::path parent_of(const std::string& folder) {
    const auto parent = fs::path(folder).lexically_normal().parent_path();
    return parent.empty() ? fs::path(".") : parent;
}

Result<void, Failure> refuse_too_much(const RunOptions& options, std::uint64_t rows) {
    if (options.too_much == TooMuch::write) {
        return {};
    }
    constexpr std::string_view repair = "take a longer --step, or --force it";
    if (rows > options.most_rows) {
        return tl::unexpected(Failure{Failure::Kind::too_much,
                                      fmt::format("the tables would have some {} rows, more than {}: {}",
                                                  human_number(static_cast<double>(rows), 0),
                                                  human_number(static_cast<double>(options.most_rows), 0), repair),
                                      {}});
    }
    constexpr std::uint64_t bytes_a_row = 100;  // rows are at most most_rows here
    std::error_code unknown;
    const auto space = fs::space(parent_of(folder_of(options)), unknown);
    if (!unknown && space.available < rows * bytes_a_row) {
        return tl::unexpected(Failure{Failure::Kind::too_much,
                                      fmt::format("the tables would take some {} MB, and the disk has {} MB free: {}",
                                                  human_number(static_cast<double>(rows * bytes_a_row) / 1e6, 0),
                                                  human_number(static_cast<double>(space.available) / 1e6, 0), repair),
                                      {}});
    }
    return {};
}

Failure unwritable(const write::WriteFailure& why) { return {Failure::Kind::unwritable, why.message, {}}; }

/// The folder `runs` that default folders lie in: made if it is missing, and taken away again if nothing comes of it.
class DefaultParent {
public:
    explicit DefaultParent(const RunOptions& options) {
        std::error_code ignored;  // AtomicFolder says what is wrong with the place
        if (options.folder.empty()) {
            made_ = fs::create_directory(parent_of(folder_of(options)), ignored) ? parent_of(folder_of(options)) : "";
        }
    }

    DefaultParent(const DefaultParent&) = delete;
    DefaultParent& operator=(const DefaultParent&) = delete;

    ~DefaultParent() {
        std::error_code ignored;  // it is not empty: that is what it was made for
        if (!made_.empty()) {
            fs::remove(made_, ignored);
        }
    }

private:
    fs::path made_;
};

std::vector<write::RunRecord> records_of(const std::vector<std::unique_ptr<Played>>& runs) {
    std::vector<write::RunRecord> records;
    records.reserve(runs.size());
    for (const auto& played : runs) {
        write::RunRecord record;
        record.run = records.size();
        record.scenario = scenario_name(played->loaded.reading.scenario.variants);
        record.seed = played->seed;
        record.values = played->model().values;
        record.trajectory = &played->trajectory;
        record.outcomes = &played->outcomes;
        record.summary = &played->summary;
        record.origins = played->origins ? &*played->origins : nullptr;
        records.push_back(std::move(record));
    }
    return records;
}

/// The resolved scenario of each run: scenario.yaml, scenario-1.yaml, scenario-2.yaml, ...
std::vector<write::TextFile> texts_of(const std::vector<std::unique_ptr<Played>>& runs) {
    std::vector<write::TextFile> texts;
    texts.reserve(runs.size());
    for (const auto& played : runs) {
        texts.push_back({scenario_file(texts.size()), read::resolved_text(played->loaded.reading)});
    }
    return texts;
}

/// Plays the runs one after another. Together their tables may have so many rows, at breakpoints too.
Result<std::vector<std::unique_ptr<Played>>, Failure> play_all(std::vector<Loaded> all, const RunOptions& options,
                                                               const Hooks& hooks) {
    std::vector<std::unique_ptr<Played>> runs;
    PlayOptions one = options.play;
    one.origins.at = options.sampling.at == write::SampleAt::calendar ? engine::OriginTimes::At::calendar
                                                                      : engine::OriginTimes::At::instants;
    one.origins.step = options.sampling.step;
    const bool counted = options.sampling.at == write::SampleAt::breakpoints && options.too_much == TooMuch::refuse;
    one.most_rows = counted ? options.most_rows : one.most_rows;
    for (auto& loaded : all) {
        auto played = play(std::move(loaded), one, hooks);
        if (!played) {
            return tl::unexpected(std::move(played.error()));
        }
        tell(hooks, fmt::format("played run {}: {} events in {} instants", runs.size(),
                                human_number(static_cast<double>(played->summary.counts.events), 0),
                                human_number(static_cast<double>(played->summary.counts.instants), 0)));
        one.most_rows -= counted ? played->rows : 0;
        runs.push_back(std::make_unique<Played>(std::move(*played)));
    }
    if (counted) {
        if (auto fits = refuse_too_much(options, options.most_rows - one.most_rows); !fits) {
            return tl::unexpected(std::move(fits.error()));
        }
    }
    return runs;
}

Found warnings_of(const RunOptions& options, Loaded& loaded) {
    return {options.request.file, loaded.reading.scenario.variants, std::move(loaded.warnings),
            std::move(loaded.reading.sources)};
}

RunPlan::Line line_of(const Loaded& loaded) {
    const auto& model = *loaded.model;
    return {scenario_name(loaded.reading.scenario.variants),
            model.title,
            model.start,
            Days{model.values[model.end.index]},
            model.depots.size(),
            model.plants.size(),
            model.fires.size(),
            model.routes.size(),
            model.outcomes.size()};
}

}  // namespace

std::string scenario_file(std::uint64_t run) {
    return run == 0 ? "scenario.yaml" : fmt::format("scenario-{}.yaml", run);
}

std::string default_folder(const std::string& file) {
    const auto stem = fs::path(file).stem().string();
    return "runs/" + (file == "-" || stem.empty() || stem == "." || stem == ".." ? "scenario" : stem);
}

Result<RunPlan, Failure> plan_run(const RunOptions& options, const Hooks& hooks) {
    auto all = load_all(options, hooks);
    if (!all) {
        return tl::unexpected(std::move(all.error()));
    }
    RunPlan plan;
    plan.folder = folder_of(options);
    plan.rows = rows_of(*all, options.sampling);
    if (auto fits = refuse_too_much(options, plan.rows); !fits) {
        return tl::unexpected(std::move(fits.error()));
    }
    FoundOnce found;
    for (auto& loaded : *all) {
        plan.runs.push_back(line_of(loaded));
        found.add(warnings_of(options, loaded));
    }
    plan.found = found.take();
    return plan;
}

Result<RunResult, Failure> run(const RunOptions& options, const Hooks& hooks) {
    write::Provenance from;
    from.version = options.program.version;
    from.commit = options.program.commit;
    from.command = options.program.command;
    from.started = utc_now();
    auto all = load_all(options, hooks);
    if (!all) {
        return tl::unexpected(std::move(all.error()));
    }
    from.inputs = inputs_of(all->front().reading.sources);
    if (auto fits = refuse_too_much(options, rows_of(*all, options.sampling)); !fits) {
        return tl::unexpected(std::move(fits.error()));
    }
    if (hooks.stop && hooks.stop()) {
        return tl::unexpected(interrupted());
    }
    // Before the work, so that a refusal costs nothing.
    const DefaultParent parent(options);
    auto folder = write::AtomicFolder::begin(write::posix_file_system(), folder_of(options), options.existing);
    if (!folder) {
        return tl::unexpected(unwritable(folder.error()));
    }
    tell(hooks, fmt::format("will write to {}", printable(folder->path())));
    auto runs = play_all(std::move(*all), options, hooks);
    if (!runs) {
        return tl::unexpected(std::move(runs.error()));
    }
    from.finished = utc_now();
    const auto records = records_of(*runs);
    auto written = write::write_run_folder(std::move(*folder), {records, options.sampling, from, texts_of(*runs)});
    if (!written) {
        return tl::unexpected(unwritable(written.error()));
    }
    tell(hooks, fmt::format("wrote {} files to {}", written->files.size(), printable(written->path)));
    RunResult result;
    for (const auto& variant : runs->front()->loaded.reading.variants) {
        result.variants.push_back(variant.name);
    }
    FoundOnce found;
    for (auto& played : *runs) {
        result.runs.push_back(report(*played, result.runs.size()));
        found.add(warnings_of(options, played->loaded));
    }
    result.found = found.take();
    result.written = std::move(*written);
    return result;
}

}  // namespace caisson::app
