#include <limits>

#include "caisson/base/ensure.hpp"
#include "caisson/graph/cut.hpp"
#include "graph/graphs.hpp"
#include "support/catch.hpp"
// RapidCheck's bridge needs Catch before it.
#include <rapidcheck/catch.h>

namespace caisson::graph {
namespace {

using namespace testing;
using Capacities = std::vector<double>;

constexpr double infinity = std::numeric_limits<double>::infinity();

TEST_CASE("a chain passes what its narrowest edge does", "[graph][known]") {
    // 0 -5-> 1 -3-> 2 -4-> 3: 3, and 1 could get 2 more
    const Cut cut = minimum_cut(chain(4), Capacities{5, 3, 4}, Nodes{0}, Nodes{3});
    CHECK(cut.value == 3);
    CHECK(cut.source_side == Nodes{0, 1});
    CHECK(cut.edges == Nodes{1});
    CHECK(cut.flow == Capacities{3, 3, 3});
}

TEST_CASE("the network of Cormen, Leiserson, Rivest and Stein passes 23", "[graph][known]") {
    // Introduction to Algorithms, 3rd edition, 2009, figure 26.6: s = 0, v1 .. v4 = 1 .. 4, t = 5. By hand: from
    // {s v1 v2 v4} to {v3 t} lead v1->v3 (12), v4->v3 (7) and v4->t (4), together 23
    const Topology graph{6, Edges{{0, 1}, {0, 2}, {2, 1}, {1, 3}, {3, 2}, {2, 4}, {4, 3}, {3, 5}, {4, 5}}};
    const Cut cut = minimum_cut(graph, Capacities{16, 13, 4, 12, 9, 14, 7, 20, 4}, Nodes{0}, Nodes{5});
    CHECK(cut.value == 23);
    CHECK(cut.source_side == Nodes{0, 1, 2, 4});
    CHECK(cut.edges == Nodes{3, 6, 8});
}

TEST_CASE("of two cuts of one value the one nearer to the sources is shown", "[graph][known]") {
    // 0 -2-> 1 -2-> 2: either edge; 0's own stands nearer
    const Cut cut = minimum_cut(chain(3), Capacities{2, 2}, Nodes{0}, Nodes{2});
    CHECK(cut.source_side == Nodes{0});
    CHECK(cut.edges == Nodes{0});
}

TEST_CASE("cuts that are equal in decimals are equal, whatever their doubles are", "[graph][known]") {
    // 0.1 + 0.2 into 2, 0.3 out of it: in doubles the sum is larger than 0.3, and the further cut would win
    const Topology graph{4, Edges{{0, 2}, {1, 2}, {2, 3}}};
    CHECK(minimum_cut(graph, Capacities{0.1, 0.2, 0.3}, Nodes{0, 1}, Nodes{3}).edges == Nodes{0, 1});
    // 1.1 + 2.2 and 3.3: the doubles of 1.1 and of 3.3 lie on different sides of their decimals
    CHECK(minimum_cut(graph, Capacities{1.1, 2.2, 3.3}, Nodes{0, 1}, Nodes{3}).edges == Nodes{0, 1});
}

TEST_CASE("several sources and sinks share what lies between them", "[graph][known]") {
    // 0 and 1 send 4 and 6 to 2, which passes 3 to 3 and 5 to 4: 8 of 10
    const Topology graph{5, Edges{{0, 2}, {1, 2}, {2, 3}, {2, 4}}};
    const Cut cut = minimum_cut(graph, Capacities{4, 6, 3, 5}, Nodes{1, 0, 1}, Nodes{3, 4});
    CHECK(cut.value == 8);
    CHECK(cut.source_side == Nodes{0, 1, 2});
    CHECK(cut.edges == Nodes{2, 3});
    CHECK(cut.flow[0] + cut.flow[1] == 8);
}

TEST_CASE("where no way leads to a sink nothing flows", "[graph][known]") {
    // 0 -> 1, 3 -> 2: what 0 reaches is its side, and no edge leaves it
    const Cut cut = minimum_cut(Topology{4, Edges{{0, 1}, {3, 2}}}, Capacities{7, 7}, Nodes{0}, Nodes{2});
    CHECK(cut.value == 0);
    CHECK(cut.source_side == Nodes{0, 1});
    CHECK(cut.edges.empty());
    CHECK(cut.flow == Capacities{0, 0});
}

TEST_CASE("a closed edge is part of the cut that it makes", "[graph][known]") {
    const Cut cut = minimum_cut(chain(3), Capacities{5, 0}, Nodes{0}, Nodes{2});
    CHECK(cut.value == 0);
    CHECK(cut.edges == Nodes{1});
}

TEST_CASE("edges without a limit are never cut", "[graph][known]") {
    // 0 -inf-> 1 -3-> 2 -inf-> 3, and 0 -1-> 3: 4
    const Topology graph{4, Edges{{0, 1}, {1, 2}, {2, 3}, {0, 3}}};
    const Cut cut = minimum_cut(graph, Capacities{infinity, 3, infinity, 1}, Nodes{0}, Nodes{3});
    CHECK(cut.value == 4);
    CHECK(cut.edges == Nodes{1, 3});
    CHECK(cut.flow == Capacities{3, 3, 3, 1});
}

TEST_CASE("a way without any limit passes everything", "[graph][known]") {
    const Cut cut = minimum_cut(chain(3), Capacities{infinity, infinity}, Nodes{0}, Nodes{2});
    CHECK(cut.value == infinity);
    CHECK(cut.source_side.empty());
    CHECK(cut.edges.empty());
    CHECK(cut.flow.empty());
    CHECK(minimum_cut(chain(3), Capacities{1, 1}, Nodes{0, 1}, Nodes{1}).value == infinity);  // source and sink in one
}

TEST_CASE("without sources or sinks nothing flows", "[graph][known]") {
    CHECK(minimum_cut(chain(2), Capacities{1}, Nodes{}, Nodes{1}).value == 0);
    CHECK(minimum_cut(chain(2), Capacities{1}, Nodes{0}, Nodes{}).value == 0);
    CHECK(minimum_cut(Topology{}, Capacities{}, Nodes{}, Nodes{}).value == 0);
}

TEST_CASE("edges that face each other, that run in parallel or back to their node do no harm", "[graph][known]") {
    // 0 =2 and 3=> 1, 1 -4-> 0, 1 -9-> 1, 1 -6-> 2: 5
    const Topology graph{3, Edges{{0, 1}, {0, 1}, {1, 0}, {1, 1}, {1, 2}}};
    const Cut cut = minimum_cut(graph, Capacities{2, 3, 4, 9, 6}, Nodes{0}, Nodes{2});
    CHECK(cut.value == 5);
    CHECK(cut.edges == Nodes{0, 1});
}

TEST_CASE("very large and very small capacities keep their proportions", "[graph][known]") {
    for (const double scale : {1e-280, 1e-30, 1e30, 1e300}) {
        const Cut cut = minimum_cut(chain(4), Capacities{5 * scale, 3 * scale, 4 * scale}, Nodes{0}, Nodes{3});
        CHECK(cut.value == 3 * scale);
        CHECK(cut.edges == Nodes{1});
        CHECK(cut.flow[1] == 3 * scale);
    }
}

TEST_CASE("a capacity that is no amount, or of no edge, is a fault", "[graph][known]") {
    CHECK_THROWS_AS(minimum_cut(chain(2), Capacities{-1}, Nodes{0}, Nodes{1}), Bug);
    CHECK_THROWS_AS(minimum_cut(chain(2), Capacities{std::numeric_limits<double>::quiet_NaN()}, Nodes{0}, Nodes{1}),
                    Bug);
    CHECK_THROWS_AS(minimum_cut(chain(2), Capacities{}, Nodes{0}, Nodes{1}), Bug);
    CHECK_THROWS_AS(minimum_cut(chain(2), Capacities{1}, Nodes{2}, Nodes{1}), Bug);
}

// Every set of nodes that holds node 0 and not the last one is tried.
struct BruteForceCut {
    double value = infinity;
    unsigned smallest_side = 0;  // the nodes that are in every set of the smallest value, one a bit
};

BruteForceCut brute_force_cut(const Topology& graph, const Capacities& capacities) {
    const unsigned sink = 1U << (graph.node_count() - 1);
    BruteForceCut best;
    for (unsigned side = 1; side < sink; side += 2) {
        double value = 0;
        for (EdgeId edge = 0; edge < graph.edge_count(); ++edge) {
            const bool leaves = (side >> graph.edge(edge).from & 1) && !(side >> graph.edge(edge).to & 1);
            value += leaves ? capacities[edge] : 0;
        }
        if (value < best.value) {
            best = {value, side};
        } else if (value == best.value) {
            best.smallest_side &= side;
        }
    }
    return best;
}

void assert_flow_proves(const Cut& cut, const Topology& graph, const Capacities& capacities) {
    std::vector<double> kept(graph.node_count());  // what comes in less what goes out
    for (EdgeId edge = 0; edge < graph.edge_count(); ++edge) {
        RC_ASSERT(cut.flow[edge] >= 0);
        RC_ASSERT(cut.flow[edge] <= capacities[edge]);
        kept[graph.edge(edge).from] -= cut.flow[edge];
        kept[graph.edge(edge).to] += cut.flow[edge];
    }
    RC_ASSERT(kept.front() == -cut.value);
    RC_ASSERT(kept.back() == cut.value);
    for (std::size_t node = 1; node + 1 < kept.size(); ++node) {
        RC_ASSERT(kept[node] == 0);
    }
}

TEST_CASE("cuts of random networks are those of the brute force, and the flow proves them", "[graph][property]") {
    rc::prop("value, smallest source side and flow", [] {
        const auto node_count = *rc::gen::inRange<std::size_t>(2, 9);
        Edges edges = random_edges(node_count);
        Capacities capacities;
        for (std::size_t edge = 0; edge < edges.size(); ++edge) {
            capacities.push_back(*rc::gen::inRange(0, 6));  // small whole numbers: exact sums, many ties
        }
        const Topology graph{node_count, edges};
        const Cut cut = minimum_cut(graph, capacities, Nodes{0}, Nodes{static_cast<NodeId>(node_count - 1)});
        const BruteForceCut expected = brute_force_cut(graph, capacities);
        RC_ASSERT(cut.value == expected.value);
        unsigned side = 0;
        for (const NodeId node : cut.source_side) {
            side |= 1U << node;
        }
        RC_ASSERT(side == expected.smallest_side);
        assert_flow_proves(cut, graph, capacities);
    });
}

}  // namespace
}  // namespace caisson::graph
