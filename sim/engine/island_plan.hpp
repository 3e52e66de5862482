/// What is asked in the next step of an island.
#pragma once
#include <cstdint>

#include "engine/run_state.hpp"

namespace caisson::engine {

/// Looks whether an island goes on as was thought, and begins a new step if not: asks for it are set.
/// returns  whether a step has begun
[[nodiscard]] bool plan_step(RunState& state, std::uint32_t island);

/// After the last step of an instant: lets wear and losses follow what fires really fire.
/// returns  whether anything is asked otherwise
[[nodiscard]] bool follow_fires(RunState& state, std::uint32_t island);

}  // namespace caisson::engine
