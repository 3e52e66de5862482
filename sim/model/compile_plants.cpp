#include <utility>

#include "model/draft.hpp"

namespace caisson::model {

namespace {

FlowRow flow_of(Draft& draft, const Plant& plant, PlantId id, const PlantRow& row) {
    const CommodityId makes = draft.ids.commodities.compiled(plant.makes);
    const std::size_t first_leg = draft.model.legs.size();
    for (const Need* need : needs_in_order(plant, draft.ids)) {
        const CommodityId needed = draft.ids.commodities.compiled(need->commodity);
        add_leg(draft, cell_of(draft.model, row.at, needed), draft.book.add(need->per_unit, Role::need, needed, makes));
    }
    FlowRow flow;
    flow.kind = FlowKind::plant;
    flow.owner = id.index;
    flow.legs = legs_since(draft, first_leg);
    flow.receiver = takes_time(row) ? NodeId{} : row.fills;
    return flow;
}

NodeId add_dock(Draft& draft, PlantId plant, CommodityId makes) {
    NodeRow dock;
    dock.kind = NodeKind::dock;
    dock.plant = plant;
    dock.commodity = makes;
    return add_queue(draft, dock);
}

void add_work(Draft& draft, WorkRow& row, const Work& work, CommodityId makes) {
    row.takes = draft.book.add_if_written(work.takes, Role::takes);
    row.yield = add_schedule(draft, work.yield, Role::yield);
    row.in_work = work.in_work;
    row.when_full = work.when_full;
    row.dock_limit = draft.book.add_if_written(work.dock, Role::dock, makes);
    row.on_close = work.on_close;
}

// What a plant that takes time has besides what it begins: a line, a dock, and a way out of it.
void add_rest_of_work(Draft& draft, PlantRow& row, PlantId id, CommodityId makes) {
    row.work.dock = add_dock(draft, id, makes);
    FlowRow finishing;
    finishing.kind = FlowKind::finish;
    finishing.owner = id.index;
    finishing.receiver = row.work.dock;
    row.work.finishing = add_flow(draft, finishing);
    FlowRow delivering;
    delivering.kind = FlowKind::delivery;
    delivering.owner = id.index;
    delivering.receiver = row.fills;
    row.work.delivering = add_flow_from(draft, row.work.dock, delivering);
}

}  // namespace

void add_plants(Draft& draft) {
    Model& model = draft.model;
    for (const PlantId written : draft.ids.plants.in_order()) {
        const Plant& plant = draft.scenario.plants[written];
        PlantRow row;
        row.id = plant.id;
        row.at = draft.ids.depots.compiled(plant.at);
        const CommodityId makes = draft.ids.commodities.compiled(plant.makes);
        const PlantId id{model.plants.size()};
        row.fills = cell_of(model, row.at, makes);
        row.rate = add_schedule(draft, plant.rate, Role::rate, makes);
        add_work(draft, row.work, plant.work, makes);
        row.opening = add_opening(draft, plant.opening);
        row.flow = add_flow(draft, flow_of(draft, plant, id, row));
        if (takes_time(row)) {
            add_rest_of_work(draft, row, id, makes);
        }
        model.plants.add(std::move(row));
    }
}

}  // namespace caisson::model
