/// How often this program has asked the heap for memory. Only programs that include this file count.
#pragma once
#include <cstdint>

namespace caisson::tests {

/// Calls of operator new so far, on all threads.
[[nodiscard]] std::uint64_t allocations();

}  // namespace caisson::tests
