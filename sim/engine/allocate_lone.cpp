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

AloneNode Solver::alone(model::NodeId id) const {
    const NetworkNode& node = net_.nodes[id.index];
    if (!node.lone || node.out.size() != 1 || node.in.size() > few_ends) {  // a kept sum has other last bits
        return {};
    }
    const model::OutEnd& end = net_.model.out_ends[node.out.begin];
    const NetworkFlow& flow = net_.flows[end.flow.index];
    const bool alone = flow.legs.size() == 1 && !flow.receiver.valid() && !flow.after.valid() && !flow.next.valid();
    return alone ? AloneNode{end.flow, end.leg} : AloneNode{};
}

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
    for (std::size_t at = 0; at < changed_nodes_.size(); ++at) {  // queues first: they may add their receivers
        if (net_.model.nodes[changed_nodes_[at]].kind != model::NodeKind::cell) {
            solve_lone_node(present, changed_nodes_[at]);
        }
    }
    for (const model::NodeId node : changed_nodes_) {  // what a queue empties into may be free, and then not lone
        if (net_.model.nodes[node].kind == model::NodeKind::cell && net_.nodes[node.index].lone) {
            solve_lone_node(present, node);
        }
    }
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
