/// What comes to a node and what leaves it, also where thousands of flows do.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/allocate_network.hpp"

namespace caisson::engine {

/// Sums of the amounts at a node's ends. A node with few ends is summed anew, in their order. For one with many the
/// sums of halves, quarters and so on are kept in Allocation::own, so that a flow that changes costs O(log ends). In
/// both cases a sum depends on the present amounts alone, not on how they came about: nothing drifts, and a run that
/// was saved goes on with the same bytes.
class NodeSums {
public:
    explicit NodeSums(const Network& net);

    /// Numbers to be kept in Allocation::own.partial_sums.
    [[nodiscard]] std::size_t storage() const { return storage_; }

    /// Brings the kept sums up to date with a flow's rate, gain and take.
    void update(Allocation& now, model::FlowId flow) const;

    [[nodiscard]] double inflow(const Allocation& now, model::NodeId node) const;
    [[nodiscard]] double outflow(const Allocation& now, model::NodeId node) const;

private:
    /// Where a node's sums stand: the root at begin + 1, the ends from begin + width on.
    struct Tree {
        std::uint32_t begin = none;
        std::uint32_t width = 0;
    };

    Tree plant_tree(std::size_t ends);
    static void put(std::vector<double>& sums, const Tree& tree, std::uint32_t place, double amount);

    const Network& net_;
    std::size_t storage_ = 0;
    bool any_ = false;
    std::vector<Tree> in_;
    std::vector<Tree> out_;
};

}  // namespace caisson::engine
