/// Standard output and standard error.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "arguments.hpp"
#include "caisson/app/failure.hpp"
#include "caisson/app/hooks.hpp"
#include "caisson/read/explain.hpp"

namespace caisson::cli {

/// Data go to standard output, talk goes to standard error.
class Talk {
public:
    explicit Talk(const Manner& manner);

    [[nodiscard]] const Manner& manner() const { return manner_; }

    /// Writes data. After a failure nothing more is written.
    void print(std::string_view text);

    /// Writes `caisson: error: ...` or findings as they are explained. A closed standard error is no failure.
    void complain(std::string_view message);
    /// Errors are always said, warnings unless --quiet.
    void explain(std::span<const app::Found> all);
    enum class OnOutput : std::uint8_t { nothing, json_if_asked };
    /// A failure: what was found, then its sentence.
    /// returns  the exit code for it
    [[nodiscard]] int fail(const app::Failure& failure, OnOutput on_output = OnOutput::json_if_asked);

    /// What long work asks and tells: signals and --verbose.
    [[nodiscard]] app::Hooks hooks() const;

    /// The exit code, unless standard output could not be written: then that is said, and the code is another one.
    [[nodiscard]] int end(int code);

private:
    void say(std::string_view text) const;

    Manner manner_;
    read::Colour colour_;
    int output_error_ = 0;
};

/// A text for a shell, in quotes where it needs them.
[[nodiscard]] std::string shell_word(const std::string& text);

}  // namespace caisson::cli
