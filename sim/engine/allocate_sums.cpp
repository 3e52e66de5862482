#include "engine/allocate_sums.hpp"

#include <bit>

namespace caisson::engine {

NodeSums::NodeSums(const Network& net) : net_(net) {
    for (const NetworkNode& node : net.nodes) {
        in_.push_back(plant_tree(node.in.size()));
        out_.push_back(plant_tree(node.out.size()));
    }
}

NodeSums::Tree NodeSums::plant_tree(std::size_t ends) {
    if (ends <= few_ends) {
        return {};
    }
    const Tree tree{static_cast<std::uint32_t>(storage_), static_cast<std::uint32_t>(std::bit_ceil(ends))};
    storage_ += 2 * std::size_t{tree.width};
    any_ = true;
    return tree;
}

void NodeSums::put(std::vector<double>& sums, const Tree& tree, std::uint32_t place, double amount) {
    if (tree.begin == none) {
        return;
    }
    double* const sum = sums.data() + tree.begin;
    std::size_t at = std::size_t{tree.width} + place;
    sum[at] = amount;
    for (at /= 2; at > 0; at /= 2) {
        sum[at] = sum[2 * at] + sum[2 * at + 1];
    }
}

void NodeSums::update(Allocation& now, model::FlowId id) const {
    if (!any_) {
        return;
    }
    const NetworkFlow& flow = net_.flows[id.index];
    for (std::uint32_t at = flow.legs.begin; at < flow.legs.end; ++at) {
        const NetworkLeg& leg = net_.legs[at];
        put(now.own.partial_sums, out_[leg.node.index], leg.place, now.take[at] * now.rate[id]);
    }
    if (flow.receiver.valid()) {
        put(now.own.partial_sums, in_[flow.receiver.index], flow.in_place, now.gain[id] * now.rate[id]);
    }
}

double NodeSums::inflow(const Allocation& now, model::NodeId id) const {
    const Tree& tree = in_[id.index];
    if (tree.begin != none) {
        return now.own.partial_sums[tree.begin + 1];
    }
    const NetworkNode& node = net_.nodes[id.index];
    double sum = 0.0;
    for (std::uint32_t at = node.in.begin; at < node.in.end; ++at) {
        const model::FlowId flow = net_.model.in_ends[at].flow;
        sum += now.gain[flow] * now.rate[flow];
    }
    return sum;
}

double NodeSums::outflow(const Allocation& now, model::NodeId id) const {
    const Tree& tree = out_[id.index];
    if (tree.begin != none) {
        return now.own.partial_sums[tree.begin + 1];
    }
    const NetworkNode& node = net_.nodes[id.index];
    double sum = 0.0;
    for (std::uint32_t at = node.out.begin; at < node.out.end; ++at) {
        const model::OutEnd& end = net_.model.out_ends[at];
        sum += now.take[end.leg] * now.rate[end.flow];
    }
    return sum;
}

}  // namespace caisson::engine
