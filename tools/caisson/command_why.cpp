#include "caisson/app/json.hpp"
#include "caisson/app/why.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "why_text.hpp"

namespace caisson::cli {

int command(const WhyArguments& arguments, const std::vector<std::string>& typed, Talk& talk) {
    app::WhyOptions options;
    options.folder = arguments.folder;
    options.variants = arguments.variants;
    options.fire = arguments.fire;
    options.date = arguments.date;
    options.from = arguments.from;
    options.until = arguments.until;
    const auto report = app::why(options, talk.hooks());
    if (!report) {
        return talk.fail(report.error());
    }
    talk.print(arguments.manner.json ? app::json_text(*report) : why_text(*report, arguments.folder, typed.front()));
    return exit_done;
}

}  // namespace caisson::cli
