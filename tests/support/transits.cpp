#include "support/transits.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "caisson/base/random.hpp"
#include "support/faults.hpp"

namespace caisson::tests {
namespace {

// Whether less than a part `u` of what happens takes at most `days`.
bool too_short(double least, double likely, double most, double days, double u) {
    if (days <= likely) {
        return (days - least) * (days - least) < u * (most - least) * (likely - least);
    }
    return (most - days) * (most - days) > (1.0 - u) * (most - least) * (most - likely);
}

bool too_short(double least, double most, double days, double u) { return days - least < u * (most - least); }

double first_date(const Case& run, const model::RouteRow& row) {
    return run.value_or(row.sails.first, std::max(0.0, run[row.opening.opens]));
}

}  // namespace

double drawn_transit(const Case& run, model::RouteId route, std::uint64_t occurrence, Leg leg) {
    const model::RouteRow& row = run.model.routes[route];
    const char* what = leg == Leg::there ? "transit" : "back";
    const double u = uniform_draw({run.seed, run.replication, draw_purpose("routes." + row.id, what), occurrence});
    const double least = run[row.transit_by_chance.least];
    const double most = run[row.transit_by_chance.most];
    double low = least;
    double high = most;
    for (int halving = 0; halving < 100; ++halving) {
        const double days = 0.5 * (low + high);
        const bool longer = row.transit_by_chance.likely.valid()
                                ? too_short(least, run[row.transit_by_chance.likely], most, days, u)
                                : too_short(least, most, days, u);
        (longer ? low : high) = days;
    }
    return 0.5 * (low + high);
}

std::vector<Stay> stays_of_lot(const Case& run, model::RouteId route, double time, double before, std::uint64_t count) {
    const model::RouteRow& row = run.model.routes[route];
    const model::SpreadRow& spread = row.transit_by_chance;
    if (!model::has_spread(row)) {
        const double days = run.transit(route);
        return {{days, days}};
    }
    if (model::has_fleet(row)) {
        return {{run[spread.least], run[spread.most]}};
    }
    if (!row.sails.every.valid()) {
        const double days = drawn_transit(run, route, count);
        return {{days, days}};
    }
    const double first = first_date(run, row);
    const double every = run[row.sails.every];
    const auto last = static_cast<std::int64_t>(std::floor((time + 2.0 * window - first) / every));
    const bool waits = row.sails.when_short == model::WhenShort::wait;
    const double since = before < 0.0 ? 0.0 : before + 2.0 * window;
    auto date = waits ? static_cast<std::int64_t>(std::max(0.0, std::ceil((since - first) / every))) : last;
    std::vector<Stay> stays;
    for (; date <= last; ++date) {
        const double days = drawn_transit(run, route, static_cast<std::uint64_t>(date));
        stays.push_back({days, days});
    }
    return stays;
}

}  // namespace caisson::tests
