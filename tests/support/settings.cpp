#include "support/settings.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "support/transits.hpp"

namespace caisson::tests {
namespace {

// Part i of m of a ramp from r0 to r1 has the value r0 + (r1 - r0) (i + 1/2) / m (docs/semantics.md, section 5).
double on_ramp(double r0, double r1, double done, std::uint32_t parts) {
    const double part = std::floor(done * parts);
    return r0 + (r1 - r0) * (part + 0.5) / parts;
}

}  // namespace

double Case::scheduled(const model::ScheduleRow& row, double time) const {
    double value = (*this)[row.first];
    for (std::uint32_t at = row.steps.begin; at < row.steps.end; ++at) {
        const model::StepRow& step = model.steps[at];
        const double from = (*this)[step.from];
        if (from > time) {
            break;
        }
        const double after = (*this)[step.value];
        const double until = value_or(step.until, from);
        value = time < until ? on_ramp(value, after, (time - from) / (until - from), step.parts) : after;
    }
    return value;
}

double Case::last_step(const model::ScheduleRow& row, double time) const {
    double last = -std::numeric_limits<double>::infinity();
    for (std::uint32_t at = row.steps.begin; at < row.steps.end; ++at) {
        const model::StepRow& step = model.steps[at];
        const double from = (*this)[step.from];
        const double until = value_or(step.until, from);
        if (from > time) {
            break;
        }
        const double part = step.until.valid() ? (until - from) / step.parts : 0.0;
        last = time < until ? from + std::floor((time - from) / part) * part : until;
    }
    return last;
}

bool Case::in_dates(const model::OpeningRow& row, double time) const {
    return (*this)[row.opens] <= time && time < (*this)[row.closes];
}

bool Case::open(const model::OpeningRow& row, double time) const {
    return (*this)[row.open] != 0.0 && in_dates(row, time);
}

bool Case::shut(model::DepotId depot, double time) const {
    const model::Range all = model.depots[depot].closures;
    return std::any_of(
        model.closures.begin() + all.begin, model.closures.begin() + all.end,
        [&](const model::ClosureRow& row) { return (*this)[row.from] <= time && time < (*this)[row.until]; });
}

bool Case::shut(model::NodeId cell, double time) const { return shut(model.nodes[cell].depot, time); }

double Case::transit(model::RouteId route) const {
    const model::RouteRow& row = model.routes[route];
    const bool drawn = model::has_spread(row) && row.form == model::RouteForm::flow;
    return drawn ? drawn_transit(*this, route, 0) : value_or(row.transit, 0.0);
}

bool Case::uses(model::FireId fire, model::NodeId cell) const {
    const model::Range supply = model.fires[fire].supply;
    const auto begin = model.supply_nodes.begin();
    return std::find(begin + supply.begin, begin + supply.end, cell) != begin + supply.end;
}

bool Case::one_supply(model::FireId fire) const {
    const model::Range mine = model.fires[fire].supply;
    for (const model::FireId other : model.fires.ids()) {
        std::uint32_t common = 0;
        for (std::uint32_t at = mine.begin; at < mine.end; ++at) {
            common += uses(other, model.supply_nodes[at]) ? 1 : 0;
        }
        if (common != 0 && (common != mine.size() || common != model.fires[other].supply.size())) {
            return false;
        }
    }
    return true;
}

}  // namespace caisson::tests
