/// Transit times that chance gives: anew to each lot, or once in a run to a flow.
#pragma once
#include <cstdint>

#include "caisson/base/finding.hpp"
#include "caisson/model/estimate.hpp"
#include "caisson/model/fwd.hpp"
#include "caisson/model/param.hpp"

namespace caisson::model {

/// From `least` to `most`: uniform, or triangular if `likely` is written.
struct Spread {
    Number least;   ///< [d]; written if the transit time is given by chance
    Number most;    ///< [d]
    Number likely;  ///< [d]
    SourceSpan place{};

    [[nodiscard]] bool written() const { return least.written(); }
};

/// The same in a model.
struct SpreadRow {
    Param least;  ///< nothing: the transit time is a number
    Param most;
    Param likely;                ///< nothing: uniform
    std::uint64_t draw_key = 0;  ///< of the ways there
    std::uint64_t back_key = 0;  ///< of the ways back, of a fleet for which nothing else is written
};

/// The quantile of a spread for a number in (0, 1), by + - * / and square roots alone: the same bits everywhere.
[[nodiscard]] double quantile_uniform(double least, double most, double u);
[[nodiscard]] double quantile_triangular(double least, double likely, double most, double u);

}  // namespace caisson::model
