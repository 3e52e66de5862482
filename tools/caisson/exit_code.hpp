/// What the program tells whoever started it.
#pragma once
#include "caisson/app/failure.hpp"

namespace caisson::cli {

inline constexpr int exit_done = 0;
inline constexpr int exit_failed = 1;  ///< a run failed, or the program is at fault
inline constexpr int exit_usage = 2;
inline constexpr int exit_invalid = 3;      ///< a scenario has errors
inline constexpr int exit_claim = 4;        ///< a claim under `expect:` does not hold
inline constexpr int exit_file_system = 7;  ///< refused to overwrite, or the file system said no
inline constexpr int exit_interrupted = 130;

/// The exit code of a failure.
[[nodiscard]] constexpr int exit_code(app::Failure::Kind kind) {
    switch (kind) {
        case app::Failure::Kind::invalid:
            return exit_invalid;
        case app::Failure::Kind::run_failed:
            return exit_failed;
        case app::Failure::Kind::interrupted:
            return exit_interrupted;
        case app::Failure::Kind::unreadable:
        case app::Failure::Kind::unwritable:
        case app::Failure::Kind::too_much:
            break;
    }
    return exit_file_system;
}

}  // namespace caisson::cli
