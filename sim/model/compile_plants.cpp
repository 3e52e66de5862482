#include <utility>

#include "model/draft.hpp"

namespace caisson::model {

namespace {

FlowRow flow_of(Draft& draft, const Plant& plant, PlantId id, DepotId at) {
    const CommodityId makes = draft.ids.commodities.compiled(plant.makes);
    const std::size_t first_leg = draft.model.legs.size();
    for (const Need* need : needs_in_order(plant, draft.ids)) {
        const CommodityId needed = draft.ids.commodities.compiled(need->commodity);
        add_leg(draft, cell_of(draft.model, at, needed), draft.book.add(need->per_unit, Role::need, needed, makes));
    }
    FlowRow flow;
    flow.kind = FlowKind::plant;
    flow.owner = id.index;
    flow.legs = legs_since(draft, first_leg);
    flow.receiver = cell_of(draft.model, at, makes);
    return flow;
}

}  // namespace

void add_plants(Draft& draft) {
    Model& model = draft.model;
    for (const PlantId written : draft.ids.plants.in_order()) {
        const Plant& plant = draft.scenario.plants[written];
        PlantRow row;
        row.id = plant.id;
        row.at = draft.ids.depots.compiled(plant.at);
        row.rate = add_schedule(draft, plant.rate, Role::rate, draft.ids.commodities.compiled(plant.makes));
        row.opening = add_opening(draft, plant.opening);
        row.flow = add_flow(draft, flow_of(draft, plant, PlantId{model.plants.size()}, row.at));
        model.plants.add(std::move(row));
    }
}

}  // namespace caisson::model
