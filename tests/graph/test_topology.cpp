#include "caisson/base/ensure.hpp"
#include "caisson/graph/topology.hpp"
#include "graph/graphs.hpp"
#include "support/catch.hpp"

namespace caisson::graph {
namespace {

using namespace testing;

TEST_CASE("a graph lists the edges at each node in ascending order, with their far ends", "[graph][known]") {
    // edge: 0 is 2->0, 1 is 0->1, 2 is 2->1, 3 is 2->0 again, 4 is 1->1
    const Topology graph{3, Edges{{2, 0}, {0, 1}, {2, 1}, {2, 0}, {1, 1}}};
    CHECK(graph.node_count() == 3);
    CHECK(graph.edge_count() == 5);
    CHECK(listed(graph.out_edges(0)) == Nodes{1});
    CHECK(listed(graph.out_edges(1)) == Nodes{4});
    CHECK(listed(graph.out_edges(2)) == Nodes{0, 2, 3});
    CHECK(listed(graph.successors(2)) == Nodes{0, 1, 0});
    CHECK(listed(graph.in_edges(0)) == Nodes{0, 3});
    CHECK(listed(graph.predecessors(0)) == Nodes{2, 2});
    CHECK(listed(graph.in_edges(1)) == Nodes{1, 2, 4});
    CHECK(listed(graph.predecessors(1)) == Nodes{0, 2, 1});
    CHECK(graph.in_edges(2).empty());
    CHECK(graph.edge(2) == Edge{2, 1});
}

TEST_CASE("a graph may have no nodes, or nodes without edges", "[graph][known]") {
    CHECK(Topology{}.node_count() == 0);
    CHECK(Topology{0, Edges{}}.edge_count() == 0);
    const Topology lonely{2, Edges{}};
    CHECK(lonely.out_edges(1).empty());
    CHECK(lonely.predecessors(0).empty());
}

TEST_CASE("an edge to a node that does not exist is a fault", "[graph][known]") {
    CHECK_THROWS_AS((Topology{2, Edges{{0, 2}}}), Bug);  // nodes are 0 and 1
    CHECK_THROWS_AS((Topology{0, Edges{{0, 0}}}), Bug);
}

}  // namespace
}  // namespace caisson::graph
