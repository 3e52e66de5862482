/// The failure of work that was stopped.
#pragma once
#include "caisson/app/failure.hpp"

namespace caisson::app {

[[nodiscard]] inline Failure interrupted() {
    return {Failure::Kind::interrupted, "interrupted: nothing was written", {}};
}

}  // namespace caisson::app
