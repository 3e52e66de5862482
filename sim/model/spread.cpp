#include "caisson/model/spread.hpp"

#include <algorithm>
#include <cmath>

namespace caisson::model {

double quantile_uniform(double least, double most, double u) { return least + (most - least) * u; }

double quantile_triangular(double least, double likely, double most, double u) {
    const double width = most - least;
    const double rise = likely - least;
    // A part `rise / width` of what happens lies below the likeliest.
    const double days =
        u * width < rise ? least + std::sqrt(u * width * rise) : most - std::sqrt((1.0 - u) * width * (most - likely));
    return std::clamp(days, least, most);  // a root may be off by a rounding
}

}  // namespace caisson::model
