#include "caisson/graph/cut.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/boykov_kolmogorov_max_flow.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "caisson/base/ensure.hpp"
#include "caisson/graph/topology.hpp"
#include "graph/flood.hpp"

namespace caisson::graph {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// Capacities as whole numbers of a small unit. Sums and differences of them are exact, so the search ends and the
// smallest source side is one and the same for every largest flow.
struct Grid {
    double per_unit_of_capacity = 1;
    std::int64_t unlimited = 0;  // more than all limits together

    [[nodiscard]] std::int64_t units(double capacity) const {
        return capacity == infinity ? unlimited : std::llround(capacity * per_unit_of_capacity);
    }
};

// Up to 1e15 units in all: a decimal of 15 digits then falls on the unit that it names, whatever its double is.
Grid grid_for(std::span<const double> capacities) {
    constexpr double most_units = 1e15;
    constexpr double finest = 1e290;
    double sum = 0;
    for (const double capacity : capacities) {
        ensure(capacity >= 0, "a capacity is 0 or more");
        sum += capacity == infinity ? 0 : capacity;
    }
    ensure(sum < infinity, "finite capacities have a finite sum");
    Grid grid;
    while (sum * grid.per_unit_of_capacity * 10 <= most_units && grid.per_unit_of_capacity < finest) {
        grid.per_unit_of_capacity *= 10;
    }
    while (sum * grid.per_unit_of_capacity > most_units) {
        grid.per_unit_of_capacity /= 10;
    }
    for (const double capacity : capacities) {
        grid.unlimited += capacity == infinity ? 0 : grid.units(capacity);
    }
    ++grid.unlimited;
    return grid;
}

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
using EdgeProperties =
    boost::property<boost::edge_capacity_t, std::int64_t,
                    boost::property<boost::edge_residual_capacity_t, std::int64_t,
                                    boost::property<boost::edge_reverse_t, Traits::edge_descriptor>>>;
using BoostGraph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, EdgeProperties>;

// The topology with one source before all sources and one sink behind all sinks.
class Network {
public:
    Network(const Topology& topology, std::span<const double> capacities, const Grid& grid,
            std::span<const NodeId> sources, std::span<const NodeId> sinks)
        : source_(topology.node_count()), sink_(source_ + 1), graph_(sink_ + 1) {
        arcs_.reserve(topology.edge_count());
        for (EdgeId edge = 0; edge < topology.edge_count(); ++edge) {
            const Edge ends = topology.edge(edge);
            arcs_.push_back(add(ends.from, ends.to, grid.units(capacities[edge])));
        }
        for (const NodeId node : sources) {
            add(source_, node, grid.unlimited);
        }
        for (const NodeId node : sinks) {
            add(node, sink_, grid.unlimited);
        }
    }

    // Finds a largest flow, and marks the nodes that the source can still send to.
    std::vector<bool> saturate() {
        const std::size_t count = num_vertices(graph_);
        const auto index = get(boost::vertex_index, graph_);
        std::vector<boost::default_color_type> colour(count);
        std::vector<std::size_t> distance(count);
        std::vector<Traits::edge_descriptor> predecessor(count);
        boost::boykov_kolmogorov_max_flow(
            graph_, get(boost::edge_capacity, graph_), get(boost::edge_residual_capacity, graph_),
            get(boost::edge_reverse, graph_), boost::make_iterator_property_map(predecessor.begin(), index),
            boost::make_iterator_property_map(colour.begin(), index),
            boost::make_iterator_property_map(distance.begin(), index), index, source_, sink_);
        std::vector<bool> on_source_side(source_);
        for (std::size_t node = 0; node < source_; ++node) {
            on_source_side[node] = colour[node] == boost::black_color;
        }
        return on_source_side;
    }

    // What the largest flow sends over an edge of the topology. Two edges that face each other may both be used.
    [[nodiscard]] std::int64_t flow(EdgeId edge) const {
        const auto arc = arcs_[edge];
        return get(boost::edge_capacity, graph_, arc) - get(boost::edge_residual_capacity, graph_, arc);
    }

private:
    Traits::edge_descriptor add(std::size_t from, std::size_t to, std::int64_t units) {
        const auto arc = add_edge(from, to, EdgeProperties{units}, graph_).first;
        const auto back = add_edge(to, from, EdgeProperties{0}, graph_).first;
        put(boost::edge_reverse, graph_, arc, back);
        put(boost::edge_reverse, graph_, back, arc);
        return arc;
    }

    std::size_t source_;
    std::size_t sink_;
    BoostGraph graph_;
    std::vector<Traits::edge_descriptor> arcs_;
};

// Whether a way from a source to a sink has no limit at all.
bool unlimited(const Topology& topology, std::span<const double> capacities, std::span<const NodeId> sources,
               std::span<const NodeId> sinks) {
    std::vector<bool> seen(topology.node_count());
    std::vector<NodeId> found(sources.begin(), sources.end());
    for (const NodeId source : sources) {
        seen[source] = true;
    }
    flood(found, seen, [&](NodeId node, const auto& visit) {
        for (const EdgeId edge : topology.out_edges(node)) {
            if (capacities[edge] == infinity) {
                visit(topology.edge(edge).to);
            }
        }
    });
    for (const NodeId sink : sinks) {
        if (seen[sink]) {
            return true;
        }
    }
    return false;
}

void ensure_nodes(const Topology& topology, std::span<const NodeId> nodes) {
    for (const NodeId node : nodes) {
        ensure(node < topology.node_count(), "sources and sinks are nodes of the graph");
    }
}

}  // namespace

Cut minimum_cut(const Topology& topology, std::span<const double> capacities, std::span<const NodeId> sources,
                std::span<const NodeId> sinks) {
    ensure(capacities.size() == topology.edge_count(), "each edge has a capacity");
    ensure_nodes(topology, sources);
    ensure_nodes(topology, sinks);
    const Grid grid = grid_for(capacities);
    if (unlimited(topology, capacities, sources, sinks)) {
        return {infinity, {}, {}, {}};
    }
    Network network{topology, capacities, grid, sources, sinks};
    const std::vector<bool> on_source_side = network.saturate();

    Cut cut;
    for (NodeId node = 0; node < topology.node_count(); ++node) {
        if (on_source_side[node]) {
            cut.source_side.push_back(node);
        }
    }
    cut.flow.resize(topology.edge_count());
    for (EdgeId edge = 0; edge < topology.edge_count(); ++edge) {
        const std::int64_t flow = network.flow(edge);
        const bool full = flow == grid.units(capacities[edge]);
        cut.flow[edge] = full ? capacities[edge] : static_cast<double>(flow) / grid.per_unit_of_capacity;
        if (on_source_side[topology.edge(edge).from] && !on_source_side[topology.edge(edge).to]) {
            cut.edges.push_back(edge);
            cut.value += capacities[edge];
        }
    }
    return cut;
}

}  // namespace caisson::graph
