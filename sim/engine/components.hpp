/// The strong components of a small graph, in order, without a call to the heap.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace caisson::engine {

/// Finds components by Tarjan's algorithm (SIAM J. Comput. 1, 1972), without recursion.
class Components {
public:
    void reserve(std::size_t nodes);

    /// Node i's arcs lead to targets[begin[i]] until targets[begin[i + 1]]; `begin` has one more item than there are
    /// nodes.
    void find(std::span<const std::uint32_t> begin, std::span<const std::uint32_t> targets);

    [[nodiscard]] std::size_t count() const { return starts_.size() - 1; }

    /// The nodes of component number `at`, ascending. All that its arcs lead to is in it or in an earlier component.
    [[nodiscard]] std::span<const std::uint32_t> members(std::size_t at) const {
        return {&members_[starts_[at]], starts_[at + 1] - starts_[at]};
    }

    /// The number of a node's component.
    [[nodiscard]] std::uint32_t of(std::uint32_t node) const { return component_[node]; }

private:
    struct Frame {
        std::uint32_t node;
        std::uint32_t arc;
    };

    void enter(std::uint32_t node, std::uint32_t first_arc);
    void leave(std::uint32_t node);

    std::vector<std::uint32_t> order_;  ///< when a node was entered, from 1; 0 for not yet
    std::vector<std::uint32_t> low_;    ///< the earliest node on the stack that it reaches
    std::vector<std::uint32_t> component_;
    std::vector<std::uint32_t> stack_;
    std::vector<Frame> frames_;
    std::vector<std::uint32_t> members_;
    std::vector<std::uint32_t> starts_;
    std::uint32_t entered_ = 0;
};

}  // namespace caisson::engine
