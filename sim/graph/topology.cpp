#include "caisson/graph/topology.hpp"

#include <limits>

#include "caisson/base/ensure.hpp"

namespace caisson::graph {

Topology::Topology(std::size_t node_count, std::span<const Edge> edges)
    : node_count_(node_count), edges_(edges.begin(), edges.end()) {
    constexpr std::size_t limit = std::numeric_limits<std::uint32_t>::max();
    ensure(node_count < limit && edges.size() < limit, "nodes and edges can be numbered in 32 bits");
    for (const Edge& edge : edges) {
        ensure(edge.from < node_count && edge.to < node_count, "an edge joins two nodes of its graph");
    }
    leaving_ = adjacency(&Edge::from, &Edge::to);
    entering_ = adjacency(&Edge::to, &Edge::from);
}

Topology::Adjacency Topology::adjacency(NodeId Edge::*at, NodeId Edge::*far) const {
    Adjacency made{std::vector<std::uint32_t>(node_count_ + 1), std::vector<EdgeId>(edges_.size()),
                   std::vector<NodeId>(edges_.size())};
    for (const Edge& edge : edges_) {
        ++made.first[edge.*at + 1];
    }
    for (std::size_t node = 0; node < node_count_; ++node) {
        made.first[node + 1] += made.first[node];
    }
    std::vector<std::uint32_t> next(made.first.begin(), made.first.end() - 1);
    for (EdgeId edge = 0; edge < edges_.size(); ++edge) {
        const std::uint32_t place = next[edges_[edge].*at]++;
        made.edges[place] = edge;
        made.neighbours[place] = edges_[edge].*far;
    }
    return made;
}

}  // namespace caisson::graph
