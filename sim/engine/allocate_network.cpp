#include "engine/allocate_network.hpp"

namespace caisson::engine {
namespace {

bool lone_sender(const Network& net, const NetworkNode& node) {
    for (std::uint32_t at = node.out.begin; at < node.out.end; ++at) {
        const model::FlowId id = net.model.out_ends[at].flow;
        const NetworkFlow& flow = net.flows[id.index];
        const bool unloads = model::empties_a_queue(net.model.flows[id].kind);
        if (flow.legs.size() != 1 || flow.after.valid() || flow.next.valid() || (flow.receiver.valid() && !unloads)) {
            return false;
        }
    }
    return true;
}

bool lone_receiver(const Network& net, const NetworkNode& node) {
    for (std::uint32_t at = node.in.begin; at < node.in.end; ++at) {
        const model::FlowId id = net.model.in_ends[at].flow;
        const bool unloads = model::empties_a_queue(net.model.flows[id].kind);
        if (!net.flows[id.index].legs.empty() && !unloads) {
            return false;
        }
    }
    return true;
}

}  // namespace

Network::Network(const model::Model& network) : model(network), flows(network.flows.size()), legs(network.legs.size()) {
    for (const model::NodeRow& row : network.nodes) {
        nodes.push_back({row.out, row.in, row.out_classes, row.in_classes, false});
    }
    for (const model::FlowId id : network.flows.ids()) {
        const model::FlowRow& row = network.flows[id];
        NetworkFlow& flow = flows[id.index];
        flow.legs = row.legs;
        flow.receiver = row.receiver;
        flow.after = row.after;
        flow.own_use = model::is_own_use(row.kind);
        if (row.after.valid()) {
            flows[row.after.index].next = id;
        }
    }
    for (const NetworkNode& node : nodes) {
        for (std::uint32_t at = node.out.begin; at < node.out.end; ++at) {
            const model::OutEnd& end = network.out_ends[at];
            legs[end.leg] = {network.legs[end.leg].node, end.priority_class, at - node.out.begin};
        }
        for (std::uint32_t at = node.in.begin; at < node.in.end; ++at) {
            const model::InEnd& end = network.in_ends[at];
            flows[end.flow.index].in_class = end.priority_class;
            flows[end.flow.index].in_place = at - node.in.begin;
        }
    }
    for (NetworkNode& node : nodes) {
        node.lone = lone_sender(*this, node) && lone_receiver(*this, node);
    }
}

}  // namespace caisson::engine
