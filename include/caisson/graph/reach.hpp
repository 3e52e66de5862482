/// What can be reached in a graph, and cycles to show to a person who should not have made them.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "caisson/graph/fwd.hpp"

namespace caisson::graph {

/// Which way edges are walked: from `from` to `to`, or back.
enum class Direction : std::uint8_t { forwards, backwards };

/// The nodes that can be reached from any of `starts`, the starts themselves among them.
/// starts  in any order, repeated or not; none gives none
/// returns nodes in ascending order, each once
/// fails   Bug if a start is no node
/// cost    O(nodes + edges); no recursion
[[nodiscard]] std::vector<NodeId> reachable(const Topology& topology, std::span<const NodeId> starts,
                                            Direction direction);

/// A shortest cycle through `node`.
/// returns the nodes in the order of the edges, beginning with `node`, each once: the last has an edge to the first.
///         Empty if no cycle passes there. Of several shortest ones, the one that compares smallest node by node
/// node    a node of the graph, unchecked
/// cost    O(nodes + edges)
/// promise the same cycle for any order of the edges
[[nodiscard]] std::vector<NodeId> cycle_through(const Topology& topology, NodeId node);

/// A cycle that visits none but `nodes`: a shortest one through the smallest of them that has any.
/// nodes   in any order, repeated or not
/// returns as cycle_through; empty if the edges between `nodes` close no cycle
/// fails   Bug if one of `nodes` is no node
/// cost    O(nodes log nodes + edges) of the whole graph
/// promise the same cycle for any order of the edges and of `nodes`
[[nodiscard]] std::vector<NodeId> cycle_within(const Topology& topology, std::span<const NodeId> nodes);

}  // namespace caisson::graph
