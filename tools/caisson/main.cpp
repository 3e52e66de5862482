/// The edge of the program: signals, exceptions and exit codes.
#include <new>
#include <string>
#include <unistd.h>
#include <vector>

#include "arguments.hpp"
#include "caisson/base/ensure.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "signals.hpp"
#include "talk.hpp"

namespace caisson::cli {
namespace {

int run_program(const std::vector<std::string>& typed) {
    const auto arguments = parse_arguments({typed.begin() + 1, typed.end()});
    if (!arguments) {
        Talk(Manner{}).complain(arguments.error().message);
        return exit_usage;
    }
    return execute(*arguments, typed);
}

// Needs no memory.
void say_out_of_memory() {
    constexpr std::string_view message = "caisson: error: out of memory\n";
    (void)!::write(STDERR_FILENO, message.data(), message.size());
}

int main_of(int count, char** arguments) {
    prepare_process();
    try {
        std::vector<std::string> typed(arguments, arguments + count);
        typed.resize(typed.empty() ? 1 : typed.size());
        return run_program(typed);
    } catch (const std::bad_alloc&) {
        say_out_of_memory();
    } catch (const Bug& bug) {
        Talk(Manner{}).complain(std::string("this is a fault of caisson, not of the scenario: ") + bug.what());
    } catch (const std::exception& exception) {
        Talk(Manner{}).complain(std::string("this is a fault of caisson, not of the scenario: ") + exception.what());
    }
    return exit_failed;
}

}  // namespace
}  // namespace caisson::cli

int main(int count, char** arguments) { return caisson::cli::main_of(count, arguments); }
