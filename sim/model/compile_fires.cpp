#include <utility>
#include <vector>

#include "model/draft.hpp"

namespace caisson::model {

namespace {

// In order: each asks what the one before it leaves unmet. In proportion: each asks its share.
void add_flow_for_each(Draft& draft, const FlowRow& common, const std::vector<const Use*>& uses, UseMode mode) {
    const DepotId at = draft.model.fires.rows().back().at;
    FlowRow flow = common;
    for (const Use* use : uses) {
        const NodeId cell = cell_of(draft.model, at, draft.ids.commodities.compiled(use->commodity));
        const std::size_t first_leg = draft.model.legs.size();
        add_leg(draft, cell);
        flow.legs = legs_since(draft, first_leg);
        flow.share = mode == UseMode::in_proportion ? draft.book.add(use->share, Role::share) : Param{};
        const FlowId added = add_flow(draft, flow);
        flow.after = mode == UseMode::in_order ? added : FlowId{};
        ++flow.part;
    }
}

// One flow with a leg for each, all limited by the scarcest.
void add_rigid_flow(Draft& draft, FlowRow flow, const std::vector<const Use*>& uses) {
    const DepotId at = draft.model.fires.rows().back().at;
    const std::size_t first_leg = draft.model.legs.size();
    for (const Use* use : uses) {
        const NodeId cell = cell_of(draft.model, at, draft.ids.commodities.compiled(use->commodity));
        add_leg(draft, cell, draft.book.add(use->share, Role::share));
    }
    flow.legs = legs_since(draft, first_leg);
    add_flow(draft, flow);
}

Range add_rations(Draft& draft, const Fire& fire) {
    std::vector<RationRow>& rations = draft.model.rations;
    Range range{static_cast<std::uint32_t>(rations.size()), 0};
    for (const RationStage& stage : fire.ration) {
        RationRow row;
        row.below = draft.book.add(stage.below, Role::ration_below);
        row.to = draft.book.add(stage.to, Role::ration_to);
        row.hysteresis = draft.book.add(stage.hysteresis, Role::hysteresis);
        rations.push_back(row);
    }
    range.end = static_cast<std::uint32_t>(rations.size());
    return range;
}

Range add_supply(Draft& draft, DepotId at, const std::vector<const Use*>& uses) {
    std::vector<NodeId>& supply = draft.model.supply_nodes;
    Range range{static_cast<std::uint32_t>(supply.size()), 0};
    for (const Use* use : uses) {
        supply.push_back(cell_of(draft.model, at, draft.ids.commodities.compiled(use->commodity)));
    }
    range.end = static_cast<std::uint32_t>(supply.size());
    return range;
}

// counted_in  of the rounds
GunsRow add_guns(Draft& draft, const Fire& fire, FireId id, CommodityId counted_in) {
    const DepotId at = draft.model.fires[id].at;
    const CommodityId commodity = draft.ids.commodities.compiled(fire.guns.commodity);
    GunsRow row;
    row.held = cell_of(draft.model, at, commodity);
    row.rate = draft.book.add(fire.guns.rate, Role::gun_rate, counted_in, commodity);
    if (!fire.guns.life.written()) {
        return row;
    }
    row.life = draft.book.add(fire.guns.life, Role::gun_life, counted_in, commodity);
    FlowRow wear;
    wear.kind = FlowKind::wear;
    wear.owner = id.index;
    if (fire.guns.worn.valid()) {
        row.worn = cell_of(draft.model, at, draft.ids.commodities.compiled(fire.guns.worn));
        wear.receiver = row.worn;
    }
    row.wear = add_flow_from(draft, row.held, wear);
    return row;
}

void add_fire(Draft& draft, const Fire& fire) {
    Model& model = draft.model;
    const std::vector<const Use*> uses = uses_in_order(fire, draft.ids);
    const CommodityId counted_in =
        uses.empty() ? CommodityId{} : draft.ids.commodities.compiled(uses.front()->commodity);
    FireRow row;
    row.id = fire.id;
    row.at = draft.ids.depots.compiled(fire.at);
    row.mode = fire.mode;
    row.wanted = add_schedule(draft, fire.wanted, Role::rate, counted_in);
    row.opening = add_opening(draft, fire.opening);
    row.ration = add_rations(draft, fire);
    row.supply = add_supply(draft, row.at, uses);
    const FireId id = model.fires.add(std::move(row));

    FlowRow flow;
    flow.kind = FlowKind::fire;
    flow.owner = id.index;
    Range& flows = model.fires[id].flows;
    flows.begin = static_cast<std::uint32_t>(model.flows.size());
    if (fire.mode == UseMode::rigid) {
        add_rigid_flow(draft, flow, uses);
    } else {
        add_flow_for_each(draft, flow, uses, fire.mode);
    }
    flows.end = static_cast<std::uint32_t>(model.flows.size());
    if (fire.guns.commodity.valid()) {
        model.fires[id].guns = add_guns(draft, fire, id, counted_in);
    }
}

}  // namespace

void add_fires(Draft& draft) {
    for (const FireId written : draft.ids.fires.in_order()) {
        add_fire(draft, draft.scenario.fires[written]);
    }
}

}  // namespace caisson::model
