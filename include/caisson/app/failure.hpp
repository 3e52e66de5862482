/// Why a verb could not do what was asked, and what was found on the way.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "caisson/base/finding.hpp"
#include "caisson/read/source.hpp"

namespace caisson::app {

/// What was found in a scenario, with the texts in which it stands: read::explain() and read::plain() take both.
struct Found {
    std::string scenario;  ///< the file as it was named
    std::string variants;  ///< that were applied, comma-separated; empty for the baseline
    Findings findings;     ///< in the order of the files and their lines
    read::Sources sources;
};

/// One failure.
struct Failure {
    enum class Kind : std::uint8_t {
        unreadable,   ///< a file that was named cannot be read
        invalid,      ///< a scenario has errors: see `found`
        run_failed,   ///< a run could not be finished
        unwritable,   ///< something is there already, another process writes it, or the file system said no
        too_much,     ///< more output than is sensible without being asked twice
        interrupted,  ///< Hooks::stop said so; nothing was written
    };

    Kind kind{};
    std::string message;  ///< a sentence, printable; empty if `found` says it all
    std::vector<Found> found;
};

}  // namespace caisson::app
