#include "caisson/base/ensure.hpp"
#include "caisson/graph/components.hpp"
#include "caisson/graph/reach.hpp"
#include "graph/graphs.hpp"
#include "support/catch.hpp"
// RapidCheck's bridge needs Catch before it.
#include <rapidcheck/catch.h>

namespace caisson::graph {
namespace {

using namespace testing;

TEST_CASE("what a set of nodes reaches includes the set", "[graph][known]") {
    // 0 -> 1 -> 3, 2 -> 3, 4 -> 4
    const Topology graph{5, Edges{{0, 1}, {1, 3}, {2, 3}, {4, 4}}};
    CHECK(reachable(graph, Nodes{0}, Direction::forwards) == Nodes{0, 1, 3});
    CHECK(reachable(graph, Nodes{3}, Direction::forwards) == Nodes{3});
    CHECK(reachable(graph, Nodes{4, 1, 4}, Direction::forwards) == Nodes{1, 3, 4});
    CHECK(reachable(graph, Nodes{3}, Direction::backwards) == Nodes{0, 1, 2, 3});
    CHECK(reachable(graph, Nodes{}, Direction::forwards).empty());
    CHECK_THROWS_AS(reachable(graph, Nodes{5}, Direction::forwards), Bug);
}

TEST_CASE("a cycle through a node is a shortest one", "[graph][known]") {
    // 0 -> 1 -> 2 -> 3 -> 0, and 2 -> 0 cuts it short: 0 1 2
    const Topology graph{5, Edges{{0, 1}, {1, 2}, {2, 3}, {3, 0}, {2, 0}, {3, 4}}};
    CHECK(cycle_through(graph, 0) == Nodes{0, 1, 2});
    CHECK(cycle_through(graph, 1) == Nodes{1, 2, 0});
    CHECK(cycle_through(graph, 3) == Nodes{3, 0, 1, 2});
    CHECK(cycle_through(graph, 4).empty());
}

TEST_CASE("of two shortest cycles the one with the smaller nodes is shown", "[graph][known]") {
    // 0 -> 3 -> 0, 0 -> 1 -> 0 and 0 -> 2 -> 0, in this order
    CHECK(cycle_through(Topology{4, Edges{{0, 3}, {3, 0}, {0, 1}, {1, 0}, {0, 2}, {2, 0}}}, 0) == Nodes{0, 1});
}

TEST_CASE("an edge from a node to itself is a cycle of one", "[graph][known]") {
    CHECK(cycle_through(Topology{2, Edges{{0, 1}, {1, 0}, {0, 0}}}, 0) == Nodes{0});
}

TEST_CASE("a cycle within a set stays in it", "[graph][known]") {
    // 0 -> 1 -> 0 and 1 -> 2 -> 3 -> 1
    const Topology graph{4, Edges{{0, 1}, {1, 0}, {1, 2}, {2, 3}, {3, 1}}};
    CHECK(cycle_within(graph, Nodes{0, 1, 2, 3}) == Nodes{0, 1});
    CHECK(cycle_within(graph, Nodes{3, 2, 1}) == Nodes{1, 2, 3});  // without 0
    CHECK(cycle_within(graph, Nodes{0, 2, 3}).empty());            // without 1 nothing closes
    CHECK(cycle_within(graph, Nodes{}).empty());
}

TEST_CASE("a cycle within a set begins at the smallest node that has one", "[graph][known]") {
    // 0 leads to the ring 2 -> 3 -> 2 but lies on none
    CHECK(cycle_within(Topology{4, Edges{{3, 2}, {2, 3}, {0, 2}}}, Nodes{0, 1, 2, 3}) == Nodes{2, 3});
}

TEST_CASE("a chain of a million nodes is walked without recursion", "[graph][known]") {
    constexpr std::size_t length = 1'000'000;
    Edges edges = listed(chain(length).edges());
    edges.push_back({length - 1, 0});
    const Topology ring{length, edges};
    CHECK(reachable(ring, Nodes{5}, Direction::backwards).size() == length);
    CHECK(cycle_through(ring, 0).size() == length);
}

TEST_CASE("random graphs reach what the closure says, and cycles are cycles", "[graph][property]") {
    rc::prop("reachable, forwards and backwards", [] {
        const auto node_count = *rc::gen::inRange<std::size_t>(1, 16);
        const Topology graph{node_count, random_edges(node_count)};
        const auto start = *rc::gen::inRange<NodeId>(0, static_cast<NodeId>(node_count));
        const auto leads = closure(graph);
        Nodes onwards;
        Nodes back;
        for (NodeId node = 0; node < node_count; ++node) {
            if (leads[start][node]) {
                onwards.push_back(node);
            }
            if (leads[node][start]) {
                back.push_back(node);
            }
        }
        RC_ASSERT(reachable(graph, Nodes{start}, Direction::forwards) == onwards);
        RC_ASSERT(reachable(graph, Nodes{start}, Direction::backwards) == back);
    });
    rc::prop("cycle_through finds a closed walk of distinct nodes exactly where there is one", [] {
        const auto node_count = *rc::gen::inRange<std::size_t>(1, 16);
        const Edges edges = random_edges(node_count);
        const Topology graph{node_count, edges};
        const Partition strong = strong_components(graph);
        for (NodeId node = 0; node < node_count; ++node) {
            const Nodes cycle = cycle_through(graph, node);
            RC_ASSERT(cycle.empty() != is_cyclic(graph, strong, strong.component_of(node)));
            for (std::size_t at = 0; at < cycle.size(); ++at) {
                const Edge step{cycle[at], cycle[(at + 1) % cycle.size()]};
                RC_ASSERT(std::find(edges.begin(), edges.end(), step) != edges.end());
                RC_ASSERT(std::count(cycle.begin(), cycle.end(), cycle[at]) == 1);
            }
            RC_ASSERT((cycle.empty() || cycle.front() == node));  // RapidCheck splits a bare ||
            RC_ASSERT(cycle == cycle_through(Topology{node_count, shuffled(edges)}, node));
        }
    });
}

}  // namespace
}  // namespace caisson::graph
