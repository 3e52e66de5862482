// Levels of one end, rates of flows, sums at nodes: what every way of solving ends with.
#include <algorithm>
#include <cmath>

#include "engine/allocate_solver.hpp"

namespace caisson::engine {
namespace {

Binding binding_limit(const Present& present, const NetworkFlow& flow, double sender, double receiver) {
    if (const Binding block = present.block(flow); block != Binding::none) {
        return block;
    }
    if (std::min(sender, receiver) >= 1.0) {
        return Binding::none;
    }
    return sender <= receiver ? Binding::sender : Binding::receiver;
}

/// The limits that hold right after the instant: a node that leaves its boundary has others at once (semantics, 3.5).
std::uint8_t limits_hence(std::uint8_t limits, double net) {
    const unsigned bits = limits;
    if ((bits & limit_hub) != 0 || net == 0.0) {
        return limits;
    }
    if (net > 0.0) {
        return static_cast<std::uint8_t>(bits & ~unsigned{limit_sender | limit_at_reserve});
    }
    const unsigned blocked = (bits & limit_at_reserve) != 0 ? unsigned{limit_routes_blocked} : 0U;
    return static_cast<std::uint8_t>((bits & ~unsigned{limit_receiver | limit_at_reserve}) | blocked);
}

}  // namespace

/// A free end limits nobody: its level is at the top.
void Solver::take_limits(const Present& present, model::NodeId node) {
    Allocation& now = present.now;
    if (!has_sender_level(now.limits[node])) {
        now.own.sender[node] = {net_.nodes[node.index].out_classes, 0.0};
        now.sender_level[node] = now.own.sender[node].position();
    }
    if (!has_receiver_level(now.limits[node])) {
        now.own.receiver[node] = {net_.nodes[node.index].in_classes, 0.0};
        now.receiver_level[node] = now.own.receiver[node].position();
    }
    now.own.limits[node] = now.limits[node];
}

void Solver::solve_single(const Present& present, LevelId level) {
    ++counts.single_solves;
    ++counts.levels_solved;
    const model::NodeId node = net_.node_of(level);
    shares_.clear();
    const double available = net_.is_sender(level) ? gather_sender(present, node) : gather_receiver(present, node);
    present.level(level) = fill(available, shares_, net_.classes(level));
}

/// Lists what asks a sender, and says what it has to share.
double Solver::gather_sender(const Present& present, model::NodeId id) {
    const NetworkNode& node = net_.nodes[id.index];
    double supply = 0.0;
    for (std::uint32_t at = node.in.begin; at < node.in.end; ++at) {
        const model::FlowId flow = net_.model.in_ends[at].flow;
        const double limit = present.sender_limit(net_.flows[flow.index]);  // what it is offered, whatever it accepts
        supply += present.now.gain[flow] * (present.asked(flow) * limit);
    }
    double own_use = 0.0;
    for (std::uint32_t at = node.out.begin; at < node.out.end; ++at) {
        const model::OutEnd& end = net_.model.out_ends[at];
        const double ask = present.asked(end.flow);
        const double limit = present.limit(net_.flows[end.flow.index], net_.sender(id));
        if (!cuts(present.limits(id), end.own_use)) {
            own_use += present.now.take[end.leg] * (ask * limit);
        } else if (ask > 0.0) {
            shares_.push_back({present.now.take[end.leg] * ask, limit, end.priority_class, 0.0});
        }
    }
    const double left = supply - own_use;
    return left > negligible * (supply + own_use) ? left : 0.0;
}

/// Lists what asks a receiver, and says how much room it has.
double Solver::gather_receiver(const Present& present, model::NodeId id) {
    const NetworkNode& node = net_.nodes[id.index];
    double room = 0.0;
    for (std::uint32_t at = node.out.begin; at < node.out.end; ++at) {
        const model::OutEnd& end = net_.model.out_ends[at];
        const double limit = present.limit(net_.flows[end.flow.index], net_.sender(id));
        room += present.now.take[end.leg] * (present.asked(end.flow) * limit);
    }
    for (std::uint32_t at = node.in.begin; at < node.in.end; ++at) {
        const model::InEnd& end = net_.model.in_ends[at];
        const double ask = present.asked(end.flow);
        if (ask > 0.0) {
            const double limit = present.limit(net_.flows[end.flow.index], net_.receiver(id));
            shares_.push_back({present.now.gain[end.flow] * ask, limit, end.priority_class, 0.0});
        }
    }
    return room;
}

void Solver::settle_flow(const Present& present, model::FlowId id) {
    const NetworkFlow& flow = net_.flows[id.index];
    Allocation& now = present.now;
    const double ask = present.wish(id);
    const double sender = present.sender_limit(flow);
    const double receiver = present.receiver_limit(flow);
    Binding binding = Binding::none;
    double rate = 0.0;
    if (ask > 0.0) {
        binding = binding_limit(present, flow, sender, receiver);
        const bool blocked = binding == Binding::reserve || binding == Binding::over_capacity;
        rate = blocked ? 0.0 : ask * std::min(sender, receiver);
    }
    if (rate == now.rate[id] && binding == now.binding[id] && ask == now.ask[id]) {
        return;
    }
    now.ask[id] = ask;
    now.rate[id] = rate;
    now.binding[id] = binding;
    mark_flow(id);
}

void Solver::mark_flow(model::FlowId flow) {
    if (flow_changed_[flow.index] == 0) {
        flow_changed_[flow.index] = 1;
        changed_flows_.push_back(flow);
    }
}

void Solver::mark_node(model::NodeId node) {
    if (node_changed_[node.index] == 0) {
        node_changed_[node.index] = 1;
        changed_nodes_.push_back(node);
    }
}

void Solver::mark_ends(model::FlowId id) {
    const NetworkFlow& flow = net_.flows[id.index];
    for (std::uint32_t leg = flow.legs.begin; leg < flow.legs.end; ++leg) {
        mark_node(net_.legs[leg].node);
    }
    if (flow.receiver.valid()) {
        mark_node(flow.receiver);
    }
}

void Solver::settle_node(const Present& present, model::NodeId node) {
    Allocation& now = present.now;
    now.inflow[node] = sums_.inflow(now, node);
    now.outflow[node] = sums_.outflow(now, node);
    settle_net(present, node);
    ++counts.nodes_touched;
    if ((now.limits[node] & limit_at_reserve) != 0 && now.net[node] < 0.0) {
        report_reserve(present, node);
    }
}

void Solver::settle_net(const Present& present, model::NodeId node) {
    present.now.net[node] = net_rate(present, node);
    present.now.own.limits[node] = limits_hence(present.now.limits[node], present.now.net[node]);
}

/// Own use takes the stock below the reserve at once: that, not the inflow, is what its routes wait for.
void Solver::report_reserve(const Present& present, model::NodeId id) {
    const NetworkNode& node = net_.nodes[id.index];
    for (std::uint32_t at = node.out.begin; at < node.out.end; ++at) {
        const model::OutEnd& end = net_.model.out_ends[at];
        if (!end.own_use && present.now.binding[end.flow] == Binding::sender) {
            present.now.binding[end.flow] = Binding::reserve;
            mark_flow(end.flow);
        }
    }
}

double Solver::net_rate(const Present& present, model::NodeId id) const {
    const Allocation& now = present.now;
    const NetworkNode& node = net_.nodes[id.index];
    const std::uint8_t limits = now.limits[id];
    const double in = now.inflow[id];
    const double net = in - now.outflow[id];
    const bool sender_binds = has_sender_level(limits) && now.own.sender[id].critical < node.out_classes;
    const bool receiver_binds = has_receiver_level(limits) && now.own.receiver[id].critical < node.in_classes;
    if ((limits & limit_hub) != 0 || receiver_binds || (sender_binds && (limits & limit_sender) != 0)) {
        return 0.0;
    }
    if (sender_binds && in > own_use(present, id)) {
        return 0.0;  // at the reserve: routes take what own use leaves
    }
    const bool at_limit = has_sender_level(limits) || has_receiver_level(limits);
    return at_limit && std::abs(net) <= rounding_net * (in + now.outflow[id]) ? 0.0 : net;
}

double Solver::own_use(const Present& present, model::NodeId id) const {
    const NetworkNode& node = net_.nodes[id.index];
    double sum = 0.0;
    for (std::uint32_t at = node.out.begin; at < node.out.end; ++at) {
        const model::OutEnd& end = net_.model.out_ends[at];
        if (end.own_use) {
            sum += present.now.take[end.leg] * present.now.rate[end.flow];
        }
    }
    return sum;
}

}  // namespace caisson::engine
