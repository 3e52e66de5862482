#include <random>
#include <vector>

#include "engine/components.hpp"
#include "support/catch.hpp"

namespace caisson::tests {
namespace {

struct Graph {
    std::vector<std::uint32_t> begin;
    std::vector<std::uint32_t> targets;
};

Graph graph_of(const std::vector<std::vector<std::uint32_t>>& arcs) {
    Graph graph;
    for (const auto& of_node : arcs) {
        graph.begin.push_back(static_cast<std::uint32_t>(graph.targets.size()));
        graph.targets.insert(graph.targets.end(), of_node.begin(), of_node.end());
    }
    graph.begin.push_back(static_cast<std::uint32_t>(graph.targets.size()));
    return graph;
}

/// Which nodes can be reached, by Warshall's algorithm.
std::vector<std::vector<char>> reach_of(const std::vector<std::vector<std::uint32_t>>& arcs) {
    std::vector<std::vector<char>> reach(arcs.size(), std::vector<char>(arcs.size(), 0));
    for (std::size_t from = 0; from < arcs.size(); ++from) {
        reach[from][from] = 1;
        for (const std::uint32_t to : arcs[from]) {
            reach[from][to] = 1;
        }
    }
    for (std::size_t by = 0; by < arcs.size(); ++by) {
        for (std::size_t from = 0; from < arcs.size(); ++from) {
            for (std::size_t to = 0; to < arcs.size() && reach[from][by] != 0; ++to) {
                reach[from][to] = static_cast<char>(reach[from][to] | reach[by][to]);
            }
        }
    }
    return reach;
}

}  // namespace

TEST_CASE("a loop is one component, and stands after what it leads to", "[engine]") {
    // 0 -> 1 -> 2 -> 1, 2 -> 3
    const Graph graph = graph_of({{1}, {2}, {1, 3}, {}});
    engine::Components components;
    components.find(graph.begin, graph.targets);
    REQUIRE(components.count() == 3);
    CHECK(components.of(3) == 0);
    CHECK(components.of(1) == 1);
    CHECK(components.of(2) == 1);
    CHECK(components.of(0) == 2);
    CHECK(components.members(1).size() == 2);
    CHECK(components.members(1)[0] == 1);
    CHECK(components.members(1)[1] == 2);
}

TEST_CASE("nothing has no components", "[engine]") {
    const Graph graph = graph_of({});
    engine::Components components;
    components.find(graph.begin, graph.targets);
    CHECK(components.count() == 0);
}

TEST_CASE("components of random graphs are the nodes that reach each other, in order", "[engine][property]") {
    std::mt19937_64 dice(1972);
    engine::Components components;
    for (int trial = 0; trial < 500; ++trial) {
        std::vector<std::vector<std::uint32_t>> arcs(1 + dice() % 20);
        const std::size_t count = dice() % (2 * arcs.size());
        for (std::size_t arc = 0; arc < count; ++arc) {
            arcs[dice() % arcs.size()].push_back(static_cast<std::uint32_t>(dice() % arcs.size()));
        }
        const Graph graph = graph_of(arcs);
        components.find(graph.begin, graph.targets);
        const auto reach = reach_of(arcs);
        bool right = true;
        for (std::uint32_t a = 0; a < arcs.size(); ++a) {
            for (std::uint32_t b = 0; b < arcs.size(); ++b) {
                const bool mutual = reach[a][b] != 0 && reach[b][a] != 0;
                right = right && mutual == (components.of(a) == components.of(b));
                right = right && (reach[a][b] == 0 || components.of(b) <= components.of(a));
            }
        }
        CHECK(right);
    }
}

TEST_CASE("a chain of a million nodes does not overflow the stack", "[engine]") {
    constexpr std::uint32_t length = 1'000'000;
    Graph graph;
    for (std::uint32_t node = 0; node < length; ++node) {
        graph.begin.push_back(node);
        graph.targets.push_back((node + 1) % length);
    }
    graph.begin.push_back(length);
    engine::Components components;
    components.find(graph.begin, graph.targets);
    CHECK(components.count() == 1);
}

}  // namespace caisson::tests
