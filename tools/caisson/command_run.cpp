#include "caisson/app/json.hpp"
#include "caisson/app/run.hpp"
#include "caisson_build_name.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "run_summary.hpp"
#include "signals.hpp"

namespace caisson::cli {
namespace {

app::RunOptions options_of(const RunArguments& arguments, const std::vector<std::string>& typed) {
    app::RunOptions options;
    options.request.file = arguments.scenario.files.front();
    options.request.sets = arguments.scenario.sets;
    options.variants = arguments.scenario.variants;
    options.play.seed = arguments.seed;
    options.play.most_events = arguments.most_events;
    options.sampling.at = arguments.exact ? write::SampleAt::breakpoints : write::SampleAt::calendar;
    options.sampling.step = arguments.step;
    options.sampling.shapes = arguments.wide ? write::Shapes::tidy_and_wide : write::Shapes::tidy;
    options.folder = arguments.folder;
    options.existing = arguments.force ? write::Existing::replace : write::Existing::refuse;
    options.too_much = arguments.force ? app::TooMuch::write : app::TooMuch::refuse;
    options.program = {std::string(build_version), std::string(build_commit), typed};
    return options;
}

int look(const app::RunOptions& options, Talk& talk) {
    const auto plan = app::plan_run(options, talk.hooks());
    if (!plan) {
        return talk.fail(plan.error());
    }
    talk.explain(plan->found);
    talk.print(talk.manner().json ? app::json_text(*plan) : plan_text(*plan));
    return exit_done;
}

}  // namespace

int command(const RunArguments& arguments, const std::vector<std::string>& typed, Talk& talk) {
    const auto options = options_of(arguments, typed);
    if (arguments.dry_run) {
        return look(options, talk);
    }
    const auto result = app::run(options, talk.hooks());
    if (!result) {
        return talk.fail(result.error());
    }
    talk.explain(result->found);
    if (arguments.manner.json) {
        talk.print(app::json_text(*result));
    } else if (!arguments.manner.quiet) {
        talk.print(summary_text(*result, arguments, typed.front()));
    }
    return stop_requested() ? exit_interrupted : exit_done;
}

}  // namespace caisson::cli
