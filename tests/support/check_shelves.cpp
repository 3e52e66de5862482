#include "support/check_shelves.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace caisson::tests {
namespace {

constexpr double same_time = 2e-9;  // [d]

/// What had come by a time; what came in that very instant included, or not.
template <class Rows>
double come_by(const Rows& rows, double time, bool included) {
    const double until = included ? time + same_time : time - same_time;
    double sum = 0.0;
    for (const auto& row : rows) {
        if (row.time > until) {
            break;
        }
        sum = row.by_then + row.rate * std::max(0.0, time - row.time);
    }
    // Up to the next instant the sum grows along a line, but never beyond what that instant found.
    for (const auto& row : rows) {
        if (row.time > until) {
            return std::min(sum, row.just_before);
        }
    }
    return sum;
}

}  // namespace

ShelfBook::ShelfBook(Case run) : run_(run) {
    for (const model::NodeId node : run.model.nodes.ids()) {
        if (run.model.nodes[node].shelf_life.valid()) {
            nodes_.push_back(node);
        }
    }
    came_.resize(nodes_.size());
    used_.resize(nodes_.size(), 0.0);
}

// What ships have taken in all.
double ShelfBook::gone(const Snapshot& now, model::NodeId node) const {
    double sum = 0.0;
    for (const model::RouteId route : run_.model.routes.ids()) {
        const model::RouteRow& row = run_.model.routes[route];
        const bool loads_over_time = row.sails.fleet.hold.valid();  // then what it loads is a flow
        if (row.from == node && row.form == model::RouteForm::sailings && !row.copies && !loads_over_time) {
            sum += now.routes[route.index].sent;
        }
    }
    return sum;
}

double ShelfBook::rate_of_use(const Snapshot& now, model::NodeId node) const {
    const model::Range out = run_.model.nodes[node].out;
    double sum = 0.0;
    for (std::uint32_t at = out.begin; at < out.end; ++at) {
        const model::OutEnd& end = run_.model.out_ends[at];
        sum += now.takes[end.leg] * now.flows[end.flow.index].rate;
    }
    return sum;
}

void ShelfBook::check_node(std::size_t at, const Snapshot& now, Faults& faults) {
    const model::NodeId node = nodes_[at];
    const NodeSeen& is = now.nodes[node.index];
    const double life = run_[run_.model.nodes[node].shelf_life];
    std::vector<Came>& rows = came_[at];
    double just_before = 0.0;
    if (before_) {
        const double elapsed = now.time - before_->time;
        used_[at] += rate_of_use(*before_, node) * elapsed;
        just_before = rows.back().by_then + rows.back().rate * elapsed;
    }
    const double came = is.stock + used_[at] + gone(now, node) + is.expired;
    rows.push_back({now.time, just_before, came, is.net + rate_of_use(now, node) + is.expiring});

    const double slack = 1e-7 * std::max(1.0, came);
    const double young = came - come_by(rows, now.time - life, true);  // what came in the last `life` days
    if (is.stock > young + slack) {
        faults.add(Rule::shelves, fmt::format("{}: holds {:.17g}, and no more than {:.17g} came in the last {} d",
                                              path_of(run_.model, node), is.stock, young, life));
    }
    // What expires leaves just what is young enough, then and until the next instant.
    if (is.expiring > 0.0 && is.stock < young - slack) {
        faults.add(Rule::shelves, fmt::format("{}: goods expire, though {:.17g} of {:.17g} are young enough",
                                              path_of(run_.model, node), is.stock, young));
    }
    if (!before_) {
        return;
    }
    const NodeSeen& was = before_->nodes[node.index];
    const double at_once = is.expired - was.expired - was.expiring * (now.time - before_->time);
    const double line = was.stock + was.net * (now.time - before_->time);
    const double may_stay = just_before - come_by(rows, now.time - life, false);
    if (line > may_stay + slack) {
        faults.add(Rule::shelves, fmt::format("{}: held {:.17g} until now, and no more than {:.17g} was young enough",
                                              path_of(run_.model, node), line, may_stay));
    }
    const double stays = just_before - come_by(rows, now.time - life, true);
    if (at_once > slack && std::abs(line - at_once - std::max(0.0, stays)) > slack) {
        faults.add(Rule::shelves, fmt::format("{}: {:.17g} of {:.17g} expired at once, and {:.17g} should stay",
                                              path_of(run_.model, node), at_once, line, stays));
    }
    if (at_once < -slack) {
        faults.add(Rule::shelves, fmt::format("{}: what has expired comes back", path_of(run_.model, node)));
    }
}

void ShelfBook::check(const Snapshot& now, Faults& faults) {
    for (std::size_t at = 0; at < nodes_.size(); ++at) {
        check_node(at, now, faults);
    }
    if (!nodes_.empty()) {
        before_ = now;
    }
}

}  // namespace caisson::tests
