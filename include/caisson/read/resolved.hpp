/// The resolved scenario as text: one file without parents, variants and overrides.
#pragma once
#include <cstdint>
#include <string>

#include "caisson/read/reader.hpp"

namespace caisson::read {

enum class Origins : std::uint8_t {
    comments,  ///< where each value was set, in a comment behind it: `# shell-gap.yaml:14`
    none,
};

/// The scenario that was read, with everything that was applied, as a scenario file of its own.
/// Claims that are made under other variants are left out, those that are made under these stand without condition.
/// returns  UTF-8, a line feed at the end of each line
/// promise  reads back to the same scenario, but for places and the names of variants, when given to
///          read_scenario; the same bytes for the same reading
[[nodiscard]] std::string resolved_text(const Reading& reading, Origins origins = Origins::comments);

}  // namespace caisson::read
