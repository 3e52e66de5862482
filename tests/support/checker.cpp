#include "support/checker.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <limits>

#include "support/check_rates.hpp"

namespace caisson::tests {
namespace {

constexpr double never = std::numeric_limits<double>::infinity();

template <class Kind>
bool listed(const std::vector<Id<Kind>>& ids, Id<Kind> id) {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

template <class Kind>
bool in_order(const std::vector<Id<Kind>>& ids) {
    return std::adjacent_find(ids.begin(), ids.end(), [](Id<Kind> a, Id<Kind> b) { return a >= b; }) == ids.end();
}

bool same_settings(const NodeSeen& a, const NodeSeen& b) { return a.net == b.net && a.mode == b.mode; }

bool same_settings(const FlowSeen& a, const FlowSeen& b) {
    return a.asked == b.asked && a.rate == b.rate && a.binding == b.binding;
}

bool same_rates(const RouteSeen& a, const RouteSeen& b) {
    return a.sending == b.sending && a.arriving == b.arriving && a.losing == b.losing && a.spilling == b.spilling &&
           a.rejecting == b.rejecting && a.interdicting == b.interdicting;
}

bool same_rates(const PlantSeen& a, const PlantSeen& b) {
    return a.starting == b.starting && a.finishing == b.finishing && a.scrapping == b.scrapping;
}

}  // namespace

Checker::Checker(const model::Model& model, std::span<const double> values, engine::Future future)
    : run_{model, values, future.seed, future.replication},
      books_(run_),
      rules_(run_),
      deals_(run_),
      measures_(run_),
      shelves_(run_),
      fleets_(run_),
      attrition_(run_),
      settings_(run_),
      first_empty_(model.nodes.size(), never) {}

void Checker::check(const Snapshot& now) {
    faults_.at(now.time);
    check_rates(run_.model, now, faults_);
    rules_.act_when_due(now, faults_);
    deals_.check(now, faults_);
    measures_.begin(now);
    books_.check(now, rules_, deals_, measures_, faults_);
    fleets_.check(now, rules_, measures_, faults_);
    rules_.check(now, faults_);
    fleets_.check_asks(now, rules_, measures_, faults_);
    deals_.compare_with(rules_, now, faults_);
    measures_.check(now, rules_, faults_);
    shelves_.check(now, faults_);
    attrition_.check(now, rules_, faults_);
    settings_.check(now, books_, rules_, deals_, measures_, faults_);
    check_changes(now);
    note_empty(now);
    before_ = now;
}

void Checker::check_changes(const Snapshot& now) {
    const model::Model& model = run_.model;
    if (!in_order(now.changed_nodes) || !in_order(now.changed_flows) || !in_order(now.changed_fires) ||
        !in_order(now.changed_routes) || !in_order(now.changed_plants) || !in_order(now.changed_parts) ||
        !in_order(now.changed_states)) {
        faults_.add(Rule::changes, "a list of changes is not sorted, or names something twice");
    }
    if (!before_) {
        return;
    }
    const double elapsed = now.time - before_->time;
    for (const model::NodeId node : model.nodes.ids()) {
        const NodeSeen& was = before_->nodes[node.index];
        const NodeSeen& is = now.nodes[node.index];
        const double line = was.stock + was.net * elapsed;
        const bool jumped = !near(is.stock, line, was.stock + is.stock);
        if (!listed(now.changed_nodes, node) && (!same_settings(was, is) || jumped)) {
            faults_.add(Rule::changes, fmt::format("{} changed unannounced", path_of(model, node)));
        }
    }
    for (const model::FlowId flow : model.flows.ids()) {
        if (!listed(now.changed_flows, flow) && !same_settings(before_->flows[flow.index], now.flows[flow.index])) {
            faults_.add(Rule::changes, fmt::format("{} changed unannounced", path_of(model, flow)));
        }
    }
    for (const model::FireId fire : model.fires.ids()) {
        if (!listed(now.changed_fires, fire) && before_->fires[fire.index] != now.fires[fire.index]) {
            faults_.add(Rule::changes, fmt::format("fires.{} changed unannounced", model.fires[fire].id));
        }
    }
    for (const model::RouteId route : model.routes.ids()) {
        if (!listed(now.changed_routes, route) && !same_rates(before_->routes[route.index], now.routes[route.index])) {
            faults_.add(Rule::changes, fmt::format("routes.{} changed unannounced", model.routes[route].id));
        }
    }
    for (const model::PlantId plant : model.plants.ids()) {
        if (model::takes_time(model.plants[plant]) && !listed(now.changed_plants, plant) &&
            !same_rates(before_->plants[plant.index], now.plants[plant.index])) {
            faults_.add(Rule::changes, fmt::format("plants.{} changed unannounced", model.plants[plant].id));
        }
    }
    for (const model::DealPartId part : model.deal_parts.ids()) {
        const DealSeen& was = before_->parts[part.index];
        const DealSeen& is = now.parts[part.index];
        if (!listed(now.changed_parts, part) && (was.rates != is.rates || was.withheld != is.withheld)) {
            faults_.add(Rule::changes, fmt::format("{} changed unannounced", path_of(model, part)));
        }
    }
    for (const model::StateId state : model.states.ids()) {
        if (!listed(now.changed_states, state) && before_->pressures[state.index] != now.pressures[state.index]) {
            faults_.add(Rule::changes, fmt::format("states.{} changed unannounced", model.states[state].id));
        }
    }
}

void Checker::note_empty(const Snapshot& now) {
    for (std::size_t node = 0; node < first_empty_.size(); ++node) {
        if (now.nodes[node].stock == 0.0) {
            first_empty_[node] = std::min(first_empty_[node], now.time);
        }
    }
}

void Checker::check_summary(const engine::Summary& summary) {
    const model::Model& model = run_.model;
    const Snapshot& last = *before_;
    const auto expect = [&](const std::string& path, double said, double seen) {
        if (said != seen) {
            faults_.add(Rule::totals, fmt::format("{}: the summary says {:.17g}, seen was {:.17g}", path, said, seen));
        }
    };
    expect("end", summary.end.value, last.time);
    for (const model::NodeId node : model.nodes.ids()) {
        expect(path_of(model, node), summary.stocks[node].value, last.nodes[node.index].stock);
        const model::NodeRow& row = model.nodes[node];
        const bool from_something = row.kind == model::NodeKind::cell && !row.hub && run_[row.stock] > 0.0;
        if (from_something) {
            expect(path_of(model, node) + " first empty", summary.first_empty[node].value, first_empty_[node.index]);
        }
    }
    for (const model::FlowId flow : model.flows.ids()) {
        expect(path_of(model, flow), summary.moved[flow].value, last.flows[flow.index].moved);
    }
    for (const model::RouteId route : model.routes.ids()) {
        const RouteSeen& seen = last.routes[route.index];
        const std::string path = "routes." + model.routes[route].id;
        expect(path + " sent", summary.sent[route].value, seen.sent);
        expect(path + " arrived", summary.arrived[route].value, seen.arrived);
        expect(path + " lost", summary.lost[route].value, seen.lost);
        expect(path + " spilled", summary.spilled[route].value, seen.spilled);
        expect(path + " rejected", summary.rejected[route].value, seen.rejected);
        expect(path + " interdicted", summary.interdicted[route].value, seen.interdicted);
        expect(path + " under way", summary.under_way[route].value, seen.under_way);
    }
    for (const model::PlantId plant : model.plants.ids()) {
        const std::string path = "plants." + model.plants[plant].id;
        expect(path + " in work", summary.in_work[plant].value, last.plants[plant.index].in_work);
        expect(path + " scrapped", summary.scrapped[plant].value, last.plants[plant.index].scrapped);
    }
    if (!(summary.worst_imbalance <= slack)) {
        faults_.add(Rule::conservation,
                    fmt::format("the summary confesses an imbalance of {:.3g}", summary.worst_imbalance));
    }
}

}  // namespace caisson::tests
