/// Where the numbers of a run stand.
#pragma once
#include <cstdint>

#include "caisson/base/ids.hpp"

namespace caisson::model {

/// Where in a run's vector of values a number stands. A run is a model, such a vector, and a future.
using Param = Id<struct ParamKind>;

/// Rows `begin` to `end` (exclusive) of another array.
struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    [[nodiscard]] std::uint32_t size() const { return end - begin; }

    [[nodiscard]] bool empty() const { return begin == end; }
};

/// A value and its changes: `first`, then rows of Model::steps, in the order of the file.
struct ScheduleRow {
    Param first;
    Range steps;
};

struct OpeningRow {
    Param open;
    Param opens;
    Param closes;
};

}  // namespace caisson::model
