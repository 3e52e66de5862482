/// The standard input can be read once, and several variants of a scenario may be wanted of it.
#pragma once
#include "caisson/app/failure.hpp"
#include "caisson/base/result.hpp"
#include "caisson/read/reader.hpp"

namespace caisson::app {

/// The request with the text of the standard input in it, if that is what it asks for.
/// fails   unreadable
[[nodiscard]] Result<read::Request, Failure> with_standard_input(read::Request request);

}  // namespace caisson::app
