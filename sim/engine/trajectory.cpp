#include "caisson/engine/trajectory.hpp"

#include <algorithm>

#include "caisson/base/ensure.hpp"

namespace caisson::engine {
namespace {

/// The last breakpoint that is not after `time`.
template <class Break>
const Break& in_force(const std::vector<Break>& breaks, Days time) {
    const auto next = std::upper_bound(breaks.begin(), breaks.end(), time,
                                       [](Days moment, const Break& one) { return moment < one.time; });
    ensure(next != breaks.begin(), "a recorded run is asked about a time that it has seen");
    return *(next - 1);
}

/// A level after a while at a constant rate. Rounding may not take it below nothing.
Amount grown(Amount level, Rate rate, Days elapsed) { return std::max(Amount{0.0}, level + rate * elapsed); }

FireBreak fire_break(const std::vector<FireBreak>& before, const View& view, model::FireId fire) {
    FireBreak now{view.now(), view.wanted(fire), view.allowed(fire), view.ration_stage(fire), {}, {}, view.limit(fire)};
    if (!before.empty()) {
        const auto& last = before.back();
        now.wanted_total = last.wanted_total + last.wanted * (now.time - last.time);
        now.allowed_total = last.allowed_total + last.allowed * (now.time - last.time);
    }
    return now;
}

RouteBreak route_break(const View& view, model::RouteId route) {
    return {
        view.now(),           view.sent(route),      view.arrived(route), view.lost(route),       view.spilled(route),
        view.rejected(route), view.under_way(route), view.rates(route),   view.interdicted(route)};
}

PlantBreak plant_break(const View& view, model::PlantId plant) {
    return {view.now(), view.in_work(plant), view.finished(plant), view.scrapped(plant), view.rates(plant)};
}

}  // namespace

Trajectory::Trajectory(const model::Model& model)
    : model_(&model),
      nodes_(model.nodes.size()),
      flows_(model.flows.size()),
      fires_(model.fires.size()),
      routes_(model.routes.size()),
      plants_(model.plants.size()),
      parts_(model.deal_parts.size()),
      states_(model.states.size()) {}

void Trajectory::see(const Instant& instant) {
    const View& view = instant.view;
    end_ = instant.time;
    instants_.push_back(instant.time);
    events_.insert(events_.end(), instant.events.begin(), instant.events.end());
    for (const auto node : instant.changed_nodes) {
        nodes_[node].push_back({instant.time, view.stock(node), view.net_rate(node), view.mode(node),
                                view.expired(node), view.expiry(node)});
    }
    for (const auto flow : instant.changed_flows) {
        flows_[flow].push_back({instant.time, view.asked(flow), view.rate(flow), view.binding(flow), view.moved(flow)});
    }
    for (const auto fire : instant.changed_fires) {
        fires_[fire].push_back(fire_break(fires_[fire], view, fire));
    }
    for (const auto route : instant.changed_routes) {
        routes_[route].push_back(route_break(view, route));
    }
    for (const auto plant : instant.changed_plants) {
        plants_[plant].push_back(plant_break(view, plant));
    }
    for (const auto part : instant.changed_parts) {
        parts_[part].push_back({instant.time, view.deal(part), view.deal_rates(part), view.withheld(part)});
    }
    for (const auto state : instant.changed_states) {
        states_[state].push_back({instant.time, view.pressure(state)});
    }
}

const NodeBreak& Trajectory::at(model::NodeId node, Days time) const { return in_force(nodes_[node], time); }

const FlowBreak& Trajectory::at(model::FlowId flow, Days time) const { return in_force(flows_[flow], time); }

const FireBreak& Trajectory::at(model::FireId fire, Days time) const { return in_force(fires_[fire], time); }

const RouteBreak& Trajectory::at(model::RouteId route, Days time) const { return in_force(routes_[route], time); }

Amount Trajectory::stock(model::NodeId node, Days time) const {
    const auto& from = at(node, time);
    return grown(from.stock, from.net, time - from.time);
}

Amount Trajectory::moved(model::FlowId flow, Days time) const {
    const auto& from = at(flow, time);
    return from.moved + from.rate * (time - from.time);
}

Amount Trajectory::wanted(model::FireId fire, Days time) const {
    const auto& from = at(fire, time);
    return from.wanted_total + from.wanted * (time - from.time);
}

Amount Trajectory::allowed(model::FireId fire, Days time) const {
    const auto& from = at(fire, time);
    return from.allowed_total + from.allowed * (time - from.time);
}

RouteTotals Trajectory::totals(model::RouteId route, Days time) const {
    const auto& from = at(route, time);
    const Days elapsed = time - from.time;
    return {from.sent + from.rates.sent * elapsed,
            from.arrived + from.rates.arrived * elapsed,
            from.lost + from.rates.lost * elapsed,
            from.spilled + from.rates.spilled * elapsed,
            from.rejected + from.rates.rejected * elapsed,
            grown(from.under_way, from.rates.growth(), elapsed),
            from.interdicted + from.rates.interdicted * elapsed};
}

}  // namespace caisson::engine
