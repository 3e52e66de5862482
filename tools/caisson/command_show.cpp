#include "caisson/app/show.hpp"
#include "commands.hpp"
#include "exit_code.hpp"

namespace caisson::cli {

int command(const ShowArguments& arguments, Talk& talk) {
    const auto shown =
        app::show(request_of(arguments.scenario), arguments.plain ? read::Origins::none : read::Origins::comments);
    if (!shown) {
        return talk.fail(shown.error());
    }
    talk.explain({&shown->found, 1});
    talk.print(shown->text);
    return exit_done;
}

}  // namespace caisson::cli
