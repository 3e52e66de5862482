#include "model/supply.hpp"

#include "caisson/graph/reach.hpp"
#include "caisson/graph/topology.hpp"

namespace caisson::model {

namespace {

// Routes lead from cell to cell. A plant leads from each of its needs to its product: one of them is enough here, since
// a need that nothing supplies is reported itself.
std::vector<graph::Edge> ways(const Model& model) {
    std::vector<graph::Edge> edges;
    edges.reserve(model.routes.size());
    for (const RouteRow& route : model.routes) {
        edges.push_back({route.from.index, route.to.index});
        if (route.rejects.to.valid()) {
            edges.push_back({route.from.index, route.rejects.to.index});
        }
    }
    for (const PlantRow& plant : model.plants) {
        const FlowRow& flow = model.flows[plant.flow];
        for (std::uint32_t leg = flow.legs.begin; leg < flow.legs.end; ++leg) {
            edges.push_back({model.legs[leg].node.index, plant.fills.index});
        }
    }
    for (const FireRow& fire : model.fires) {
        if (fire.guns.worn.valid()) {
            edges.push_back({fire.guns.held.index, fire.guns.worn.index});
        }
    }
    return edges;
}

std::vector<graph::NodeId> sources(const Model& model) {
    std::vector<graph::NodeId> cells;
    for (graph::NodeId cell = 0; cell < model.cells; ++cell) {
        if (model.values[model.nodes[NodeId{cell}].stock.index] > 0.0) {
            cells.push_back(cell);
        }
    }
    for (const RouteRow& route : model.routes) {
        if (route.copies) {
            cells.push_back(route.from.index);  // a copy can be sent from anywhere
        }
    }
    for (const PlantRow& plant : model.plants) {
        const FlowRow& flow = model.flows[plant.flow];
        if (flow.legs.empty()) {
            cells.push_back(plant.fills.index);
        }
    }
    return cells;
}

}  // namespace

std::vector<bool> supplied_cells(const Model& model) {
    const graph::Topology map{model.cells, ways(model)};
    std::vector<bool> supplied(model.cells);
    for (const graph::NodeId cell : graph::reachable(map, sources(model), graph::Direction::forwards)) {
        supplied[cell] = true;
    }
    return supplied;
}

}  // namespace caisson::model
