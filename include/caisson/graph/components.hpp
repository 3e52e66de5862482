/// The parts of a graph that hang together, one way or both ways, numbered alike whatever the order of the edges.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "caisson/graph/fwd.hpp"

namespace caisson::graph {

/// Nodes sorted into components: each node is in one of them, and none is empty.
/// cost    8 bytes a node and 8 bytes a component; every question O(1), unchecked
class Partition {
public:
    /// No nodes, no components.
    Partition() = default;

    /// The partition in which node v belongs to component_of[v].
    /// fails   Bug if a number from 0 to the largest is not used
    /// cost    O(nodes)
    explicit Partition(std::vector<ComponentId> component_of);

    [[nodiscard]] std::size_t node_count() const { return component_of_.size(); }

    /// How many components there are; they are numbered 0 .. count() - 1.
    [[nodiscard]] std::size_t count() const { return first_.size() - 1; }

    [[nodiscard]] ComponentId component_of(NodeId node) const { return component_of_[node]; }

    /// The nodes of a component, in ascending order; at least one.
    [[nodiscard]] std::span<const NodeId> members(ComponentId component) const {
        return std::span{members_}.subspan(first_[component], first_[component + 1] - first_[component]);
    }

private:
    std::vector<ComponentId> component_of_;
    std::vector<std::size_t> first_{0};  // members of component c: members_[first_[c]] .. members_[first_[c + 1] - 1]
    std::vector<NodeId> members_;
};

/// Strong components: two nodes are together if each can be reached from the other.
/// returns components in topological order: an edge never leads from a component to one of a smaller number. Of those
///         that could come next, the one with the smallest node does
/// cost    O(nodes log nodes + edges); no recursion, so a long chain needs no more stack than a short one
/// promise the same partition for any order of the edges
/// source  R. E. Tarjan, Depth-first search and linear graph algorithms, SIAM J. Comput. 1(2), 1972, by Boost.Graph;
///         the order: A. B. Kahn, Topological sorting of large networks, CACM 5(11), 1962
[[nodiscard]] Partition strong_components(const Topology& topology);

/// Weak components: two nodes are together if a chain of edges joins them, each walked either way.
/// returns components in the order of their smallest nodes
/// cost    O(nodes + edges)
/// promise the same partition for any order of the edges
[[nodiscard]] Partition weak_components(const Topology& topology);

/// The graph of the components: node c stands for component c, an edge for all edges from one component to another.
/// strong  strong_components(topology)
/// returns edges in ascending order of (from, to), each once, none from a component to itself: so it has no cycle
/// cost    O(edges log edges)
[[nodiscard]] Topology condensation(const Topology& topology, const Partition& strong);

/// Whether a strong component holds a cycle: more than one node, or an edge from a node to itself.
/// strong  strong_components(topology)
/// cost    O(edges that leave its first node)
[[nodiscard]] bool is_cyclic(const Topology& topology, const Partition& strong, ComponentId component);

}  // namespace caisson::graph
