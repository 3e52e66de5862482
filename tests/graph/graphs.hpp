// Small graphs for the tests of this room, drawn at random or by hand, and what is true of them by brute force.
#pragma once
#include <algorithm>
#include <cstddef>
#include <rapidcheck.h>
#include <vector>

#include "caisson/graph/topology.hpp"

namespace caisson::graph::testing {

using Nodes = std::vector<NodeId>;
using Edges = std::vector<Edge>;

/// Nodes 0 .. length - 1, each with an edge to the next.
inline Topology chain(std::size_t length) {
    Edges edges;
    for (NodeId node = 0; node + 1 < length; ++node) {
        edges.push_back({node, node + 1});
    }
    return {length, edges};
}

/// Some edges between `node_count` nodes, parallel ones and self-edges among them; up to two a node on the average.
inline Edges random_edges(std::size_t node_count) {
    const auto node = rc::gen::inRange<NodeId>(0, static_cast<NodeId>(node_count));
    const auto edge = rc::gen::map(rc::gen::pair(node, node), [](const auto& ends) {
        return Edge{ends.first, ends.second};
    });
    const auto count = *rc::gen::inRange<std::size_t>(0, 2 * node_count + 1);
    return *rc::gen::container<Edges>(count, edge);
}

/// The same edges in an order that has nothing to do with the first.
inline Edges shuffled(Edges edges) {
    for (std::size_t left = edges.size(); left > 1; --left) {
        std::swap(edges[left - 1], edges[*rc::gen::inRange<std::size_t>(0, left)]);
    }
    return edges;
}

/// closure[u][v]: whether edges lead from u to v, or u is v (S. Warshall, A theorem on Boolean matrices, 1962).
inline std::vector<std::vector<bool>> closure(const Topology& topology) {
    const std::size_t count = topology.node_count();
    std::vector<std::vector<bool>> leads(count, std::vector<bool>(count));
    for (std::size_t node = 0; node < count; ++node) {
        leads[node][node] = true;
    }
    for (const Edge& edge : topology.edges()) {
        leads[edge.from][edge.to] = true;
    }
    for (std::size_t by = 0; by < count; ++by) {
        for (std::size_t from = 0; from < count; ++from) {
            for (std::size_t to = 0; to < count; ++to) {
                leads[from][to] = leads[from][to] || (leads[from][by] && leads[by][to]);
            }
        }
    }
    return leads;
}

template <class T>
std::vector<T> listed(std::span<const T> values) {
    return {values.begin(), values.end()};
}

}  // namespace caisson::graph::testing
