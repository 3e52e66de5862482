#include "caisson/graph/reach.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>

#include "caisson/base/ensure.hpp"
#include "caisson/graph/components.hpp"
#include "caisson/graph/topology.hpp"
#include "graph/flood.hpp"

namespace caisson::graph {
namespace {

using Distance = std::uint32_t;  // in edges
constexpr Distance unreachable = std::numeric_limits<Distance>::max();

std::vector<bool> marks(const Topology& topology, std::span<const NodeId> nodes) {
    std::vector<bool> marked(topology.node_count());
    for (const NodeId node : nodes) {
        ensure(node < topology.node_count(), "the nodes asked for are nodes of the graph");
        marked[node] = true;
    }
    return marked;
}

std::vector<NodeId> marked_nodes(const std::vector<bool>& marked) {
    std::vector<NodeId> nodes;
    for (std::size_t node = 0; node < marked.size(); ++node) {
        if (marked[node]) {
            nodes.push_back(static_cast<NodeId>(node));
        }
    }
    return nodes;
}

std::vector<Distance> distances_to(const Topology& topology, NodeId target) {
    std::vector<Distance> distance(topology.node_count(), unreachable);
    std::vector<NodeId> found{target};
    distance[target] = 0;
    for (std::size_t next = 0; next < found.size(); ++next) {
        for (const NodeId node : topology.predecessors(found[next])) {
            if (distance[node] == unreachable) {
                distance[node] = distance[found[next]] + 1;
                found.push_back(node);
            }
        }
    }
    return distance;
}

Distance shortest_way_back(const Topology& topology, NodeId node, const std::vector<Distance>& distance) {
    Distance shortest = unreachable;
    for (const NodeId next : topology.successors(node)) {
        shortest = std::min(shortest, distance[next]);
    }
    return shortest;
}

NodeId smallest_successor_at(const Topology& topology, NodeId node, Distance wanted,
                             const std::vector<Distance>& distance) {
    NodeId smallest = std::numeric_limits<NodeId>::max();
    for (const NodeId next : topology.successors(node)) {
        if (distance[next] == wanted) {
            smallest = std::min(smallest, next);
        }
    }
    return smallest;
}

// The same nodes, with only those edges of which both ends are marked.
Topology edges_between(const Topology& topology, const std::vector<bool>& marked) {
    std::vector<Edge> edges;
    for (const Edge& edge : topology.edges()) {
        if (marked[edge.from] && marked[edge.to]) {
            edges.push_back(edge);
        }
    }
    return {topology.node_count(), edges};
}

}  // namespace

std::vector<NodeId> reachable(const Topology& topology, std::span<const NodeId> starts, Direction direction) {
    std::vector<bool> seen = marks(topology, starts);
    std::vector<NodeId> found = marked_nodes(seen);
    flood(found, seen, [&](NodeId node, const auto& visit) {
        const bool onwards = direction == Direction::forwards;
        for (const NodeId next : onwards ? topology.successors(node) : topology.predecessors(node)) {
            visit(next);
        }
    });
    return marked_nodes(seen);
}

std::vector<NodeId> cycle_through(const Topology& topology, NodeId node) {
    const std::vector<Distance> distance = distances_to(topology, node);
    const Distance way_back = shortest_way_back(topology, node, distance);
    if (way_back == unreachable) {
        return {};
    }
    std::vector<NodeId> cycle{node};
    for (Distance left = way_back; left > 0; --left) {
        cycle.push_back(smallest_successor_at(topology, cycle.back(), left, distance));
    }
    return cycle;
}

std::vector<NodeId> cycle_within(const Topology& topology, std::span<const NodeId> nodes) {
    const Topology inside = edges_between(topology, marks(topology, nodes));
    const Partition strong = strong_components(inside);
    for (NodeId node = 0; node < inside.node_count(); ++node) {
        if (is_cyclic(inside, strong, strong.component_of(node))) {
            return cycle_through(inside, node);
        }
    }
    return {};
}

}  // namespace caisson::graph
