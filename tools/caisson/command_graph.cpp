#include "caisson/app/graph.hpp"
#include "commands.hpp"
#include "exit_code.hpp"

namespace caisson::cli {

int command(const GraphArguments& arguments, Talk& talk) {
    app::GraphOptions options;
    options.request = request_of(arguments.scenario);
    if (arguments.run) {
        options.play.emplace();
    }
    options.folder = arguments.folder;
    const auto drawn = app::graph(options, talk.hooks());
    if (!drawn) {
        return talk.fail(drawn.error());
    }
    talk.explain({&drawn->found, 1});
    talk.print(drawn->dot);
    return exit_done;
}

}  // namespace caisson::cli
