#include "caisson/graph/components.hpp"

#include <algorithm>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <functional>
#include <limits>
#include <queue>
#include <utility>

#include "caisson/base/ensure.hpp"
#include "caisson/graph/topology.hpp"
#include "graph/flood.hpp"

namespace caisson::graph {
namespace {

constexpr ComponentId unnumbered = std::numeric_limits<ComponentId>::max();

using BoostGraph = boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                                      boost::no_property, std::uint32_t, std::uint32_t>;

BoostGraph boost_graph(const Topology& topology) {
    std::vector<std::pair<NodeId, NodeId>> edges;
    edges.reserve(topology.edge_count());
    for (const Edge& edge : topology.edges()) {
        edges.emplace_back(edge.from, edge.to);
    }
    return {boost::edges_are_unsorted_multi_pass, edges.begin(), edges.end(),
            static_cast<std::uint32_t>(topology.node_count())};
}

// Gives components the order of their smallest nodes: what Boost numbers by its search depends on the order of edges.
Partition numbered_by_smallest_node(const std::vector<ComponentId>& found) {
    std::vector<ComponentId> number(found.size(), unnumbered);
    std::vector<ComponentId> component_of(found.size());
    ComponentId count = 0;
    for (std::size_t node = 0; node < found.size(); ++node) {
        if (number[found[node]] == unnumbered) {
            number[found[node]] = count++;
        }
        component_of[node] = number[found[node]];
    }
    return Partition{std::move(component_of)};
}

// The place of each node of an acyclic graph in its topological order; of the nodes that could come next, the smallest.
std::vector<std::uint32_t> topological_places(const Topology& acyclic) {
    std::vector<std::size_t> waits_for(acyclic.node_count());
    std::priority_queue<NodeId, std::vector<NodeId>, std::greater<>> ready;
    for (NodeId node = 0; node < acyclic.node_count(); ++node) {
        waits_for[node] = acyclic.in_edges(node).size();
        if (waits_for[node] == 0) {
            ready.push(node);
        }
    }
    std::vector<std::uint32_t> place(acyclic.node_count());
    std::uint32_t placed = 0;
    while (!ready.empty()) {
        const NodeId node = ready.top();
        ready.pop();
        place[node] = placed++;
        for (const NodeId successor : acyclic.successors(node)) {
            if (--waits_for[successor] == 0) {
                ready.push(successor);
            }
        }
    }
    ensure(placed == acyclic.node_count(), "the graph of strong components has no cycle");
    return place;
}

}  // namespace

Partition::Partition(std::vector<ComponentId> component_of) : component_of_(std::move(component_of)) {
    for (const ComponentId component : component_of_) {
        ensure(component < component_of_.size(), "components are numbered without gaps");
        if (component >= count()) {
            first_.resize(component + std::size_t{2});
        }
        ++first_[component + std::size_t{1}];
    }
    for (std::size_t component = 0; component < count(); ++component) {
        ensure(first_[component + 1] > 0, "components are numbered without gaps");
        first_[component + 1] += first_[component];
    }
    members_.resize(component_of_.size());
    std::vector<std::size_t> next = first_;
    for (NodeId node = 0; node < component_of_.size(); ++node) {
        members_[next[component_of_[node]]++] = node;
    }
}

Partition strong_components(const Topology& topology) {
    const BoostGraph graph = boost_graph(topology);
    std::vector<ComponentId> found(topology.node_count());
    boost::strong_components(graph, boost::make_iterator_property_map(found.begin(), get(boost::vertex_index, graph)));

    const Partition by_smallest_node = numbered_by_smallest_node(found);
    const std::vector<std::uint32_t> place = topological_places(condensation(topology, by_smallest_node));
    for (NodeId node = 0; node < topology.node_count(); ++node) {
        found[node] = place[by_smallest_node.component_of(node)];
    }
    return Partition{std::move(found)};
}

Partition weak_components(const Topology& topology) {
    std::vector<ComponentId> component_of(topology.node_count());
    std::vector<bool> seen(topology.node_count());
    std::vector<NodeId> members;
    ComponentId count = 0;
    for (NodeId start = 0; start < topology.node_count(); ++start) {
        if (seen[start]) {
            continue;
        }
        seen[start] = true;
        members.assign(1, start);
        flood(members, seen, [&](NodeId node, const auto& visit) {
            for (const NodeId next : topology.successors(node)) {
                visit(next);
            }
            for (const NodeId next : topology.predecessors(node)) {
                visit(next);
            }
        });
        for (const NodeId member : members) {
            component_of[member] = count;
        }
        ++count;
    }
    return Partition{std::move(component_of)};
}

Topology condensation(const Topology& topology, const Partition& strong) {
    std::vector<Edge> edges;
    for (const Edge& edge : topology.edges()) {
        const Edge between{strong.component_of(edge.from), strong.component_of(edge.to)};
        if (between.from != between.to) {
            edges.push_back(between);
        }
    }
    std::sort(edges.begin(), edges.end(), [](Edge a, Edge b) {
        return std::pair{a.from, a.to} < std::pair{b.from, b.to};
    });
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    return {strong.count(), edges};
}

bool is_cyclic(const Topology& topology, const Partition& strong, ComponentId component) {
    const std::span<const NodeId> members = strong.members(component);
    const std::span<const NodeId> next = topology.successors(members.front());
    return members.size() > 1 || std::find(next.begin(), next.end(), members.front()) != next.end();
}

}  // namespace caisson::graph
