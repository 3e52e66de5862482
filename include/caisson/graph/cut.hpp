/// The narrowest place between two sets of nodes: where more capacity would let more through.
#pragma once
#include <span>
#include <vector>

#include "caisson/graph/fwd.hpp"

namespace caisson::graph {

/// A minimum cut, and a largest flow that proves it to be one.
struct Cut {
    /// The sum of the capacities of `edges`, in that order [unit of the capacities]; infinite if nothing limits the
    /// flow, and then the lists are empty.
    double value = 0;
    /// The nodes that could get more than they do when all that can pass does, in ascending order; all sources are.
    std::vector<NodeId> source_side;
    /// Every edge from the source side to the rest, in ascending order; also those of capacity 0.
    std::vector<EdgeId> edges;
    /// What a largest flow sends over each edge of the graph [unit of the capacities]. It is one of many.
    std::vector<double> flow;
};

/// Finds how much can flow from `sources` to `sinks`, and what limits it.
/// capacities  one for each edge, 0 or more; infinite where the edge limits nothing. The finite ones have a finite sum
/// sources     any number of nodes, repeated or not; each can send without limit
/// sinks       likewise; each can take without limit. A node that is both makes the value infinite
/// returns     of all minimum cuts the one with the smallest source side: the limits met first, seen from the sources
/// fails       Bug if a capacity is missing, negative or not a number, or if a source or sink is no node
/// cost        O(nodes + edges) memory; a random network of 100,000 nodes and 300,000 edges takes about a second, the
///             worst case O(nodes^2 edges value)
/// promise     `value`, `source_side` and `edges` do not depend on which largest flow was found. Capacities are
///             compared as whole multiples of a power of ten that is 1e-15 to 1e-14 of the sum of the finite ones (and
///             at least 1e-290): cuts that are equal in decimals are equal (0.1 + 0.2 and 0.3), and a capacity below
///             half of it counts as 0
/// source      Y. Boykov and V. Kolmogorov, An experimental comparison of min-cut/max-flow algorithms for energy
///             minimization in vision, IEEE PAMI 26(9), 2004, by Boost.Graph. The smallest source side is unique:
///             L. R. Ford and D. R. Fulkerson, Flows in Networks, 1962, section I.5
[[nodiscard]] Cut minimum_cut(const Topology& topology, std::span<const double> capacities,
                              std::span<const NodeId> sources, std::span<const NodeId> sinks);

}  // namespace caisson::graph
