#include "talk.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fmt/format.h>
#include <iterator>
#include <unistd.h>

#include "caisson/app/json.hpp"
#include "caisson/base/number_text.hpp"
#include "exit_code.hpp"
#include "log.hpp"
#include "signals.hpp"

namespace caisson::cli {
namespace {

/// Writes everything, or returns why not.
int write_all(int stream, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(stream, text.data(), text.size());
        if (written >= 0) {
            text.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

read::Colour colour_of(ColourWhen when) {
    if (when == ColourWhen::automatic) {
        const char* no_colour = std::getenv("NO_COLOR");  // NOLINT(concurrency-mt-unsafe): no threads yet
        const bool unwanted = no_colour != nullptr && *no_colour != '\0';
        return !unwanted && isatty(STDERR_FILENO) == 1 ? read::Colour::ansi : read::Colour::none;
    }
    return when == ColourWhen::always ? read::Colour::ansi : read::Colour::none;
}

Findings errors_of(const Findings& findings) {
    Findings errors;
    std::copy_if(findings.begin(), findings.end(), std::back_inserter(errors),
                 [](const Finding& finding) { return finding.severity == Severity::error; });
    return errors;
}

}  // namespace

Talk::Talk(const Manner& manner) : manner_(manner), colour_(colour_of(manner.colour)) { set_up_log(manner.verbose); }

void Talk::print(std::string_view text) {
    if (output_error_ == 0) {
        output_error_ = write_all(STDOUT_FILENO, text);
    }
}

void Talk::say(std::string_view text) const { (void)write_all(STDERR_FILENO, text); }

void Talk::complain(std::string_view message) {
    const bool coloured = colour_ == read::Colour::ansi;
    say(fmt::format("caisson: {}error:{} {}\n", coloured ? "\x1b[1;31m" : "", coloured ? "\x1b[0m" : "", message));
}

void Talk::explain(std::span<const app::Found> all) {
    for (const auto& found : all) {
        const Findings shown = manner_.quiet ? errors_of(found.findings) : found.findings;
        if (shown.empty()) {
            continue;
        }
        if (!found.variants.empty()) {
            say(fmt::format("with -V {}:\n", printable(found.variants)));
        }
        say(read::explain(shown, found.sources, colour_));
    }
}

int Talk::fail(const app::Failure& failure, OnOutput on_output) {
    explain(failure.found);
    if (!failure.message.empty()) {
        complain(failure.message);
    }
    if (manner_.json && on_output == OnOutput::json_if_asked) {
        print(app::json_text(failure));
    }
    return exit_code(failure.kind);
}

app::Hooks Talk::hooks() const {
    return {stop_requested, [](std::string_view what) { log_progress(what); }};
}

int Talk::end(int code) {
    // Whoever reads may stop reading: that is the end of the talk, and no failure.
    if (output_error_ == 0 || output_error_ == EPIPE) {
        return code;
    }
    complain(fmt::format("cannot write to the standard output: {}", std::strerror(output_error_)));
    return code == exit_done ? exit_file_system : code;
}

std::string shell_word(const std::string& text) {
    constexpr std::string_view harmless = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,=:+@%";
    if (!text.empty() && text.find_first_not_of(harmless) == std::string::npos) {
        return text;
    }
    std::string quoted = "'";
    for (const char letter : text) {
        quoted += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
    }
    return printable(quoted + "'");
}

}  // namespace caisson::cli
