#include "caisson/base/ensure.hpp"
#include "caisson/graph/components.hpp"
#include "graph/graphs.hpp"
#include "support/catch.hpp"
// RapidCheck's bridge needs Catch before it.
#include <rapidcheck/catch.h>

namespace caisson::graph {
namespace {

using namespace testing;

std::vector<Nodes> listed_members(const Partition& partition) {
    std::vector<Nodes> all;
    for (ComponentId component = 0; component < partition.count(); ++component) {
        all.push_back(listed(partition.members(component)));
    }
    return all;
}

std::vector<Nodes> strong(std::size_t node_count, const Edges& edges) {
    return listed_members(strong_components(Topology{node_count, edges}));
}

TEST_CASE("nodes that reach each other are one strong component", "[graph][known]") {
    // Two rings, 0-1-2 and 3-4, joined by 2->3; 5 hangs behind: {0 1 2} before {3 4} before {5}
    CHECK(strong(6, {{0, 1}, {1, 2}, {2, 0}, {2, 3}, {3, 4}, {4, 3}, {4, 5}}) ==
          std::vector<Nodes>{{0, 1, 2}, {3, 4}, {5}});
}

TEST_CASE("strong components come in topological order, whatever the numbers of their nodes", "[graph][known]") {
    // 3 -> 1 -> 2 -> 0: the only order there is
    CHECK(strong(4, {{2, 0}, {3, 1}, {1, 2}}) == std::vector<Nodes>{{3}, {1}, {2}, {0}});
}

TEST_CASE("of the components that could come next the one with the smallest node does", "[graph][known]") {
    // 4 -> 0 and 3 -> 1, 2 alone. First could be 2, 3, 4: 2; then 3; then 1 (free since 3) before 4; then 4; then 0
    CHECK(strong(5, {{4, 0}, {3, 1}}) == std::vector<Nodes>{{2}, {3}, {1}, {4}, {0}});
    // A ring counts by its smallest node: {1 4} before 2 and 3, although 4 is the largest
    CHECK(strong(5, {{4, 1}, {1, 4}, {2, 0}}) == std::vector<Nodes>{{1, 4}, {2}, {0}, {3}});
}

TEST_CASE("a partition says of each node where it is", "[graph][known]") {
    const Partition parts = strong_components(Topology{3, Edges{{2, 1}, {1, 2}, {1, 0}}});
    CHECK(parts.node_count() == 3);
    CHECK(parts.count() == 2);
    CHECK(parts.component_of(1) == 0);
    CHECK(parts.component_of(2) == 0);
    CHECK(parts.component_of(0) == 1);
}

TEST_CASE("weak components come in the order of their smallest nodes", "[graph][known]") {
    // 5 -> 0 <- 3 hang together although no walk leads from 5 to 3; so do 2 -> 4; 1 is alone
    CHECK(listed_members(weak_components(Topology{6, Edges{{2, 4}, {5, 0}, {3, 0}}})) ==
          std::vector<Nodes>{{0, 3, 5}, {1}, {2, 4}});
}

TEST_CASE("a graph without nodes has no components", "[graph][known]") {
    CHECK(strong_components(Topology{}).count() == 0);
    CHECK(weak_components(Topology{}).count() == 0);
    CHECK(Partition{}.count() == 0);
}

TEST_CASE("a partition with a number that no node has is a fault", "[graph][known]") {
    CHECK_THROWS_AS(Partition{(std::vector<ComponentId>{0, 2, 0})}, Bug);  // nobody in 1
    CHECK_THROWS_AS(Partition{(std::vector<ComponentId>{1})}, Bug);        // nobody in 0
}

TEST_CASE("the condensation joins components once, however many edges join them", "[graph][known]") {
    // {0 1} -> {2} by two edges, {2} -> {3} and {0 1} -> {3}; the edges inside {0 1} and 2's own vanish
    const Topology graph{4, Edges{{0, 1}, {1, 0}, {2, 3}, {0, 2}, {1, 2}, {2, 2}, {0, 3}}};
    const Topology small = condensation(graph, strong_components(graph));
    CHECK(small.node_count() == 3);
    CHECK(listed(small.edges()) == Edges{{0, 1}, {0, 2}, {1, 2}});
}

TEST_CASE("a component is cyclic if it has two nodes or an edge to itself", "[graph][known]") {
    const Topology graph{4, Edges{{0, 1}, {1, 0}, {1, 2}, {2, 3}, {3, 3}}};
    const Partition parts = strong_components(graph);
    CHECK(is_cyclic(graph, parts, parts.component_of(0)));
    CHECK_FALSE(is_cyclic(graph, parts, parts.component_of(2)));
    CHECK(is_cyclic(graph, parts, parts.component_of(3)));
}

TEST_CASE("a chain of a million nodes overflows no stack", "[graph][known]") {
    constexpr std::size_t length = 1'000'000;
    const Topology open = chain(length);
    const Partition apart = strong_components(open);
    REQUIRE(apart.count() == length);
    CHECK(apart.component_of(0) == 0);
    CHECK(apart.component_of(length - 1) == length - 1);
    CHECK(weak_components(open).count() == 1);

    Edges edges = listed(open.edges());
    edges.push_back({length - 1, 0});
    CHECK(strong_components(Topology{length, edges}).count() == 1);  // closed to a ring
}

// The order of the contract, by looking again and again for the smallest node all of whose predecessors have come.
std::vector<Nodes> components_by_closure(const Topology& topology) {
    const auto leads = closure(topology);
    std::vector<bool> done(topology.node_count());
    std::vector<Nodes> all;
    const auto could_come = [&](NodeId node) {
        for (NodeId other = 0; other < topology.node_count(); ++other) {
            if (!done[other] && leads[other][node] && !leads[node][other]) {
                return false;
            }
        }
        return !done[node];
    };
    for (NodeId node = 0; node < topology.node_count();) {
        if (!could_come(node)) {
            ++node;
            continue;
        }
        Nodes members;
        for (NodeId other = 0; other < topology.node_count(); ++other) {
            if (leads[node][other] && leads[other][node]) {
                members.push_back(other);
                done[other] = true;
            }
        }
        all.push_back(members);
        node = 0;
    }
    return all;
}

std::vector<Nodes> weak_by_closure(std::size_t node_count, Edges edges) {
    for (std::size_t edge = 0, count = edges.size(); edge < count; ++edge) {
        edges.push_back({edges[edge].to, edges[edge].from});
    }
    const auto leads = closure(Topology{node_count, edges});
    std::vector<Nodes> all;
    for (NodeId node = 0; node < node_count; ++node) {
        Nodes members;
        for (NodeId other = 0; other < node_count; ++other) {
            if (leads[node][other]) {
                members.push_back(other);
            }
        }
        if (members.front() == node) {
            all.push_back(members);
        }
    }
    return all;
}

TEST_CASE("components of random graphs are those of the brute-force closure", "[graph][property]") {
    rc::prop("strong and weak, in their order, for any order of the edges", [] {
        const auto node_count = *rc::gen::inRange<std::size_t>(1, 16);
        const Edges edges = random_edges(node_count);
        const Topology graph{node_count, edges};
        const Topology again{node_count, shuffled(edges)};
        const auto expected = components_by_closure(graph);
        RC_ASSERT(listed_members(strong_components(graph)) == expected);
        RC_ASSERT(listed_members(strong_components(again)) == expected);
        RC_ASSERT(listed_members(weak_components(graph)) == weak_by_closure(node_count, edges));
        RC_ASSERT(listed_members(weak_components(again)) == weak_by_closure(node_count, edges));
    });
}

TEST_CASE("no edge of a random graph leads back in the order of its components", "[graph][property]") {
    rc::prop("also where closure is too slow to tell", [] {
        const auto node_count = *rc::gen::inRange<std::size_t>(1, 300);
        const Topology graph{node_count, random_edges(node_count)};
        const Partition parts = strong_components(graph);
        for (const Edge& edge : graph.edges()) {
            RC_ASSERT(parts.component_of(edge.from) <= parts.component_of(edge.to));
        }
    });
}

}  // namespace
}  // namespace caisson::graph
