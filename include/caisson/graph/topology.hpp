/// A directed graph of numbered nodes and edges that never changes once it is built.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "caisson/graph/fwd.hpp"

namespace caisson::graph {

/// An edge, from one node to another or to the same one.
struct Edge {
    NodeId from = 0;
    NodeId to = 0;

    friend bool operator==(Edge, Edge) = default;
};

/// Who follows whom: nodes and edges as flat arrays, to be read by any number of threads.
/// cost    24 bytes an edge and 8 bytes a node; every question O(1), unchecked: a number past the end is a fault
class Topology {
public:
    /// A graph without nodes.
    Topology() = default;

    /// A graph of the nodes 0 .. node_count - 1 and of the edges given, edge i being the i-th; the edges are copied.
    /// edges   in any order; an edge may return to its own node, and several may join the same two nodes
    /// fails   Bug if an edge ends at a number that is no node, or if nodes or edges reach 2^32 - 1
    /// cost    O(nodes + edges)
    Topology(std::size_t node_count, std::span<const Edge> edges);

    [[nodiscard]] std::size_t node_count() const { return node_count_; }

    [[nodiscard]] std::size_t edge_count() const { return edges_.size(); }

    [[nodiscard]] Edge edge(EdgeId edge) const { return edges_[edge]; }

    /// All edges, in the order in which they were given.
    [[nodiscard]] std::span<const Edge> edges() const { return edges_; }

    /// The edges that leave `node`, in ascending order.
    [[nodiscard]] std::span<const EdgeId> out_edges(NodeId node) const { return leaving_.edges_of(node); }

    /// The edges that enter `node`, in ascending order.
    [[nodiscard]] std::span<const EdgeId> in_edges(NodeId node) const { return entering_.edges_of(node); }

    /// The far ends of out_edges(node), one for one: a node to which two edges lead stands there twice.
    [[nodiscard]] std::span<const NodeId> successors(NodeId node) const { return leaving_.neighbours_of(node); }

    /// The far ends of in_edges(node), one for one.
    [[nodiscard]] std::span<const NodeId> predecessors(NodeId node) const { return entering_.neighbours_of(node); }

private:
    // The edges at each node, node after node: those of node v are at first[v] .. first[v + 1] - 1.
    struct Adjacency {
        std::vector<std::uint32_t> first;
        std::vector<EdgeId> edges;
        std::vector<NodeId> neighbours;

        [[nodiscard]] std::span<const EdgeId> edges_of(NodeId node) const { return slice(edges, node); }

        [[nodiscard]] std::span<const NodeId> neighbours_of(NodeId node) const { return slice(neighbours, node); }

        [[nodiscard]] std::span<const std::uint32_t> slice(const std::vector<std::uint32_t>& all, NodeId node) const {
            return std::span{all}.subspan(first[node], first[node + 1] - first[node]);
        }
    };

    // Lists the edges at the end `at`, with the nodes at their `far` end.
    [[nodiscard]] Adjacency adjacency(NodeId Edge::*at, NodeId Edge::*far) const;

    std::size_t node_count_ = 0;
    std::vector<Edge> edges_;
    Adjacency leaving_;
    Adjacency entering_;
};

}  // namespace caisson::graph
