/// `caisson show`: the scenario as it is after everything that was extended, varied and set.
#pragma once
#include <string>

#include "caisson/app/failure.hpp"
#include "caisson/base/result.hpp"
#include "caisson/read/reader.hpp"
#include "caisson/read/resolved.hpp"

namespace caisson::app {

struct Shown {
    std::string text;  ///< a scenario file of its own
    Found found;       ///< warnings
};

/// fails   unreadable, invalid
[[nodiscard]] Result<Shown, Failure> show(const read::Request& request,
                                          read::Origins origins = read::Origins::comments);

}  // namespace caisson::app
