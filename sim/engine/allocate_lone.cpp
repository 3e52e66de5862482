// The short cut: nodes whose level depends on no other level that can change, and on which none depends.
#include "engine/allocate_solver.hpp"

namespace caisson::engine {
namespace {

constexpr std::uint8_t any_receiver_limit = limit_receiver | limit_blocked;
constexpr std::uint8_t any_limit = any_receiver_limit | limit_sender | limit_at_reserve;

/// The limits of now and of the last solve: either can have held flows.
std::uint8_t limits_then_or_now(const Present& present, model::NodeId node) {
    return present.now.limits[node] | present.now.own.limits[node];
}

}  // namespace

bool Solver::lone_now(const Present& present, model::NodeId node) const {
    return net_.nodes[node.index].lone && (limits_then_or_now(present, node) & any_receiver_limit) == 0;
}

/// Whether what a flow brings moves no level but its receiver's.
bool Solver::ends_in_peace(const Present& present, model::FlowId flow) const {
    const model::NodeId receiver = net_.flows[flow.index].receiver;
    if (!receiver.valid() || (limits_then_or_now(present, receiver) & any_limit) == 0) {
        return true;
    }
    if (!lone_now(present, receiver)) {
        return false;
    }
    const model::Range out = net_.nodes[receiver.index].out;  // only a port's flows go on to a receiver
    for (std::uint32_t at = out.begin; at < out.end; ++at) {
        const model::NodeId next = net_.flows[net_.model.out_ends[at].flow.index].receiver;
        if (next.valid() && !lone_now(present, next) && (limits_then_or_now(present, next) & any_limit) != 0) {
            return false;
        }
    }
    return true;
}

bool Solver::all_lone(const Present& present, std::span<const model::NodeId> nodes,
                      std::span<const model::FlowId> flows) const {
    for (const model::NodeId node : nodes) {
        if (!lone_now(present, node)) {
            return false;
        }
        const model::Range out = net_.nodes[node.index].out;
        for (std::uint32_t at = out.begin; at < out.end; ++at) {
            if (!ends_in_peace(present, net_.model.out_ends[at].flow)) {
                return false;
            }
        }
    }
    for (const model::FlowId flow : flows) {
        const model::Range legs = net_.flows[flow.index].legs;
        const bool from_lone = legs.empty() || (legs.size() == 1 && lone_now(present, net_.legs[legs.begin].node));
        if (!from_lone || !ends_in_peace(present, flow)) {
            return false;
        }
    }
    return true;
}

void Solver::solve_lone(const Present& present, std::span<const model::NodeId> nodes,
                        std::span<const model::FlowId> flows) {
    ++counts.lone_solves;
    for (const model::NodeId node : nodes) {
        take_limits(present, node);
        mark_node(node);
    }
    for (const model::FlowId flow : flows) {
        mark_flow(flow);
        mark_ends(flow);
        if (net_.flows[flow.index].legs.empty()) {
            settle_flow(present, flow);
        }
    }
    for (std::size_t at = 0; at < changed_nodes_.size(); ++at) {  // ports first: they may add their receivers
        if (net_.model.nodes[changed_nodes_[at]].kind == model::NodeKind::port) {
            solve_lone_node(present, changed_nodes_[at]);
        }
    }
    for (const model::NodeId node : changed_nodes_) {  // what a port unloads into may be free, and then not lone
        if (net_.model.nodes[node].kind != model::NodeKind::port && net_.nodes[node.index].lone) {
            solve_lone_node(present, node);
        }
    }
}

bool Solver::solve_alone(Allocation& now, model::NodeId id) {
    const Present present(net_, now);
    const NetworkNode& node = net_.nodes[id.index];
    const std::uint8_t limits = now.limits[id];
    if (path_ == SolvePath::general || !node.only_out.valid() || !lone_now(present, id) ||
        (limits & ~unsigned{limit_sender}) != 0) {
        return false;
    }
    const model::FlowId flow = node.only_out;
    const double take = now.take[net_.model.out_ends[node.out.begin].leg];
    const double ask = now.ask[flow];
    const double wished = take * ask;
    const double in = now.inflow[id];  // nobody's limit or ask but this node's changed
    const bool scarce = limits != 0 && in < wished - negligible * wished;
    const double fraction = scarce ? in / wished : 0.0;
    take_limits(present, id);
    now.own.sender[id] = scarce ? Level{0, fraction} : Level{node.out_classes, 0.0};
    now.sender_level[id] = now.own.sender[id].position();
    now.rate[flow] = scarce ? ask * fraction : ask;
    now.binding[flow] = scarce ? Binding::sender : Binding::none;
    sums_.update(now, flow);
    now.outflow[id] = take * now.rate[flow];
    settle_net(present, id);
    const std::uint64_t levels = limits != 0 ? 1 : 0;
    counts.single_solves += levels;
    counts.levels_solved += levels;
    ++counts.lone_solves;
    ++counts.nodes_touched;
    return true;
}

void Solver::solve_lone_node(const Present& present, model::NodeId id) {
    if (has_sender_level(present.limits(id))) {
        solve_single(present, net_.sender(id));
        present.now.sender_level[id] = present.now.own.sender[id].position();
    }
    const NetworkNode& node = net_.nodes[id.index];
    for (std::uint32_t at = node.out.begin; at < node.out.end; ++at) {
        const model::FlowId flow = net_.model.out_ends[at].flow;
        settle_flow(present, flow);
        if (flow_changed_[flow.index] != 0 && net_.flows[flow.index].receiver.valid()) {
            mark_node(net_.flows[flow.index].receiver);
        }
    }
}

}  // namespace caisson::engine
