#pragma once
// The walk that reachability and weak components share. Ten lines of ours: Boost's search with a visitor would cost
// every source that uses it two seconds of compiling.
#include <cstddef>
#include <vector>

#include "caisson/graph/fwd.hpp"

namespace caisson::graph {

/// Adds to `found` every node that its nodes lead to and that `seen` does not yet mark, and marks it.
/// visit_neighbours  called with a node and a function; calls that function with each neighbour of the node
template <class VisitNeighbours>
void flood(std::vector<NodeId>& found, std::vector<bool>& seen, const VisitNeighbours& visit_neighbours) {
    for (std::size_t next = 0; next < found.size(); ++next) {
        visit_neighbours(found[next], [&](NodeId neighbour) {
            if (!seen[neighbour]) {
                seen[neighbour] = true;
                found.push_back(neighbour);
            }
        });
    }
}

}  // namespace caisson::graph
