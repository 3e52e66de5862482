/// `caisson graph`: the supply graph as a picture for Graphviz.
#pragma once
#include <optional>
#include <string>

#include "caisson/app/failure.hpp"
#include "caisson/app/hooks.hpp"
#include "caisson/app/play.hpp"
#include "caisson/base/result.hpp"
#include "caisson/read/reader.hpp"

namespace caisson::app {

struct GraphOptions {
    read::Request request;
    std::optional<PlayOptions> play{};  ///< set: the scenario is run, and the edges say what moved
    std::string folder{};               ///< not empty: the edges say what moved in a run that was written there
};

struct Drawn {
    std::string dot;
    Found found;  ///< warnings
};

/// fails   unreadable, also if the folder is not of this scenario; invalid; run_failed and interrupted if it is played
[[nodiscard]] Result<Drawn, Failure> graph(const GraphOptions& options, const Hooks& hooks = {});

}  // namespace caisson::app
