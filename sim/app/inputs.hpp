/// Which files a scenario was read from.
#pragma once
#include <vector>

#include "caisson/read/source.hpp"
#include "caisson/write/manifest.hpp"

namespace caisson::app {

/// The scenario's file and those that it extends, with their hashes; what was given as an argument is left out.
[[nodiscard]] std::vector<write::InputFile> inputs_of(const read::Sources& sources);

}  // namespace caisson::app
