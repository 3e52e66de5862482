#include "caisson/model/estimate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "caisson/base/elementary.hpp"

namespace caisson::model {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

// The 95 % quantile of the standard normal distribution.
constexpr double z95 = 1.6448536269514722;

// A normal distribution by its 5 % and 95 % quantiles.
struct Normal {
    double mean;
    double deviation;
};

Normal normal_between(double low, double high) { return {low / 2 + high / 2, (high / 2 - low / 2) / z95}; }

// How many deviations the median of the distribution cut to [least, most] lies above the uncut mean.
double cut_median(const Normal& normal, double least, double most) {
    if (normal.deviation == 0) {
        return 0;
    }
    const double from = (least - normal.mean) / normal.deviation;
    const double to = (most - normal.mean) / normal.deviation;
    if (from == -infinite && to == infinite) {
        return 0;
    }
    // Of the two tails the thinner one, where probabilities keep their digits.
    const bool upper = from + to > 0;
    const double tail = upper ? elementary::normal_cdf(-from) + elementary::normal_cdf(-to)
                              : elementary::normal_cdf(from) + elementary::normal_cdf(to);
    if (tail == 0) {
        return upper ? from : to;  // so far out that nothing of the distribution is left: the nearest bound
    }
    const double quantile = elementary::normal_quantile(tail / 2);
    return upper ? -quantile : quantile;
}

double geometric_mean(double low, double high) {
    const double product = low * high;
    const bool accurate = product >= std::numeric_limits<double>::min() && product < infinite;
    return accurate ? std::sqrt(product) : std::sqrt(low) * std::sqrt(high);
}

double lognormal_median(double low, double high, const RoleRow& bounds) {
    const Normal logarithm = normal_between(elementary::log(low), elementary::log(high));
    const double least = elementary::log(std::max(bounds.least, 0.0));
    const double above = cut_median(logarithm, least, elementary::log(bounds.most));
    const double centre = geometric_mean(low, high);
    return above == 0 ? centre : centre * elementary::exp(above * logarithm.deviation);
}

double normal_median(double low, double high, const RoleRow& bounds) {
    const Normal normal = normal_between(low, high);
    return normal.mean + cut_median(normal, bounds.least, bounds.most) * normal.deviation;
}

}  // namespace

double central_value(EstimateForm form, double low, double best, double high, Role role) {
    if (form != EstimateForm::interval) {
        return best;
    }
    if (low == high) {
        return low;
    }
    const RoleRow& bounds = row_of(role);
    const bool positive = low > 0 && bounds.dimension != Dimension::date;
    const double median = positive ? lognormal_median(low, high, bounds) : normal_median(low, high, bounds);
    return std::clamp(median, bounds.least, bounds.most);
}

}  // namespace caisson::model
