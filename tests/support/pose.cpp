#include "support/pose.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "support/check_rates.hpp"
#include "support/plain_solver.hpp"
#include "support/settings.hpp"

namespace caisson::tests {
namespace {

using engine::Binding;
using engine::Mode;

Mode mode_of(const NodeSeen& node, bool hub) {
    if (hub) {
        return Mode::hub;
    }
    if (node.stock == 0.0) {
        return Mode::empty;
    }
    if (node.stock >= node.capacity) {
        return node.stock > node.capacity ? Mode::over : Mode::full;
    }
    if (node.stock <= node.reserve) {
        return node.stock < node.reserve ? Mode::below_reserve : Mode::at_reserve;
    }
    return Mode::between;
}

bool routes_blocked(const model::Model& model, const Snapshot& posed, const model::FlowRow& row) {
    const bool route = row.kind == model::FlowKind::transfer || row.kind == model::FlowKind::departure ||
                       row.kind == model::FlowKind::loading;
    if (!route || row.legs.empty()) {
        return false;
    }
    const model::NodeId sender = model.legs[row.legs.begin].node;
    return limits_of(posed.nodes[sender.index], model.nodes[sender].hub).routes_blocked;
}

Binding binding_of(const model::Model& model, const Snapshot& posed, model::FlowId flow, const PlainRates& plain) {
    const model::FlowRow& row = model.flows[flow];
    if (posed.flows[flow.index].rate == posed.flows[flow.index].asked) {
        return Binding::none;
    }
    if (routes_blocked(model, posed, row)) {
        return Binding::reserve;
    }
    if (row.receiver.valid() && posed.nodes[row.receiver.index].stock > posed.nodes[row.receiver.index].capacity) {
        return Binding::over_capacity;
    }
    return plain.outs[flow.index] <= plain.ins[flow.index] ? Binding::sender : Binding::receiver;
}

void balance(const model::Model& model, Snapshot& posed) {
    for (const model::NodeId node : model.nodes.ids()) {
        const model::NodeRow& row = model.nodes[node];
        double in = 0.0;
        double out = 0.0;
        for (std::uint32_t at = row.in.begin; at < row.in.end; ++at) {
            const FlowSeen& flow = posed.flows[model.in_ends[at].flow.index];
            in += flow.gain * flow.rate;
        }
        for (std::uint32_t at = row.out.begin; at < row.out.end; ++at) {
            const model::OutEnd& end = model.out_ends[at];
            out += posed.takes[end.leg] * posed.flows[end.flow.index].rate;
        }
        NodeSeen& seen = posed.nodes[node.index];
        seen.net = row.hub || std::abs(in - out) <= 1e-12 * (in + out) ? 0.0 : in - out;
        seen.mode = mode_of(seen, row.hub);
    }
}

void pose_routes(const model::Model& model, const Case& run, Snapshot& posed) {
    for (const model::RouteId route : model.routes.ids()) {
        const model::RouteRow& row = model.routes[route];
        RouteSeen seen;
        seen.sends = run.open(row.opening, 0.0);
        seen.loss = run.scheduled(row.loss, 0.0);
        seen.reject_share = run.scheduled(row.rejects.share, 0.0);
        double unload = 0.0;
        if (row.form == model::RouteForm::flow) {
            FlowSeen& sending = posed.flows[row.sending.index];
            sending.asked = seen.sends ? run.scheduled(row.capacity, 0.0) : 0.0;
            sending.gain = row.port.valid() ? 1.0 : 1.0 - seen.loss;
            unload = sending.asked * (1.0 - seen.loss);
        } else {
            unload = run.scheduled(row.sails.lot, 0.0);
        }
        if (row.unloading.valid()) {
            posed.flows[row.unloading.index].asked = run.value_or(row.unload, unload);
        }
        posed.routes.push_back(seen);
    }
}

void pose_fires(const model::Model& model, const Case& run, Snapshot& posed) {
    for (const model::FireRow& row : model.fires) {
        const double wanted = run.open(row.opening, 0.0) ? run.scheduled(row.wanted, 0.0) : 0.0;
        posed.fires.push_back({.wanted = wanted, .allowed = wanted, .stage = 0});
        for (std::uint32_t flow = row.flows.begin; flow < row.flows.end; ++flow) {
            const model::FlowRow& part = model.flows[model::FlowId{flow}];
            posed.flows[flow].asked = part.after.valid() ? 0.0 : wanted * run.value_or(part.share, 1.0);
        }
    }
}

// With nothing in work: whoever poses a plant that takes time says so of it.
void pose_plants(const model::Model& model, const Case& run, Snapshot& posed) {
    for (const model::PlantRow& row : model.plants) {
        PlantSeen seen;
        seen.begins = run.open(row.opening, 0.0);
        seen.yield = run.scheduled(row.work.yield, 0.0);
        const double asked = seen.begins ? run.scheduled(row.rate, 0.0) : 0.0;
        posed.flows[row.flow.index].asked = asked;
        if (model::takes_time(row)) {
            posed.flows[row.work.delivering.index].asked = asked * seen.yield;
        }
        posed.plants.push_back(seen);
    }
}

}  // namespace

void settle(const model::Model& model, Snapshot& posed) {
    PlainRates plain = solve_plainly(model, posed);
    for (std::size_t round = 0; round <= model.flows.size(); ++round) {
        for (const model::FlowId flow : model.flows.ids()) {
            posed.flows[flow.index].rate = plain.rates[flow.index];
        }
        bool changed = false;
        for (const model::FlowId flow : model.flows.ids()) {
            if (const model::FlowId after = model.flows[flow].after; after.valid()) {
                const double asked = posed.flows[after.index].asked - posed.flows[after.index].rate;
                changed = changed || asked != posed.flows[flow.index].asked;
                posed.flows[flow.index].asked = asked;
            }
        }
        if (!changed) {
            break;
        }
        plain = solve_plainly(model, posed);
    }
    balance(model, posed);
    for (const model::FlowId flow : model.flows.ids()) {
        posed.flows[flow.index].binding = binding_of(model, posed, flow, plain);
    }
    for (const model::RouteId route : model.routes.ids()) {
        const model::RouteRow& row = model.routes[route];
        RouteSeen& seen = posed.routes[route.index];
        seen.sending = row.sending.valid() ? posed.flows[row.sending.index].rate : 0.0;
        if (!row.port.valid()) {
            seen.arriving = seen.sending * posed.flows[row.sending.index].gain;
            seen.losing = seen.sending - seen.arriving;
        }
    }
    for (const model::PlantId plant : model.plants.ids()) {
        posed.plants[plant.index].starting = posed.flows[model.plants[plant].flow.index].rate;
    }
}

Snapshot pose(const model::Model& model) {
    const Case run{model, model.values};
    Snapshot posed;
    posed.events.push_back({.time = Days{0.0}, .kind = engine::EventKind::started});
    for (const model::NodeId node : model.nodes.ids()) {
        const model::NodeRow& row = model.nodes[node];
        NodeSeen seen;
        seen.capacity = std::numeric_limits<double>::infinity();
        if (row.kind == model::NodeKind::cell) {
            seen.stock = run[row.stock];
            seen.capacity = run.scheduled(row.capacity, 0.0);
            seen.reserve = run.scheduled(row.reserve, 0.0);
        }
        posed.nodes.push_back(seen);
        posed.changed_nodes.push_back(node);
    }
    posed.flows.resize(model.flows.size());
    for (const model::FlowId flow : model.flows.ids()) {
        posed.changed_flows.push_back(flow);
    }
    for (const model::LegRow& leg : model.legs) {
        posed.takes.push_back(run.value_or(leg.take, 1.0));
    }
    posed.rounding.resize(model.commodities.size());
    posed.pressures.resize(model.states.size());  // of networks without sanctions and needs
    pose_routes(model, run, posed);
    pose_fires(model, run, posed);
    pose_plants(model, run, posed);
    settle(model, posed);
    return posed;
}

Snapshot later(const model::Model& model, const Snapshot& before, double time) {
    Snapshot now = before;
    const double elapsed = time - before.time;
    now.time = time;
    now.events.clear();
    now.changed_nodes.clear();
    now.changed_flows.clear();
    now.changed_plants.clear();
    for (const model::NodeId node : model.nodes.ids()) {
        now.nodes[node.index].stock += before.nodes[node.index].net * elapsed;
    }
    for (const model::FlowId flow : model.flows.ids()) {
        now.flows[flow.index].moved += before.flows[flow.index].rate * elapsed;
    }
    for (RouteSeen& route : now.routes) {
        route.sent += route.sending * elapsed;
        route.arrived += route.arriving * elapsed;
        route.lost += route.losing * elapsed;
        route.spilled += route.spilling * elapsed;
        route.under_way += (route.sending - route.arriving - route.losing) * elapsed;
        route.rejected += route.rejecting * elapsed;
    }
    for (PlantSeen& plant : now.plants) {
        plant.finished += plant.finishing * elapsed;
        plant.scrapped += plant.scrapping * elapsed;
        plant.in_work += (plant.starting - plant.finishing - plant.scrapping) * elapsed;
    }
    return now;
}

}  // namespace caisson::tests
