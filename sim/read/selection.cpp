#include "selection.hpp"

namespace caisson::read {

using model::CommodityId;

model::Selection read_selection(const Fields& fields) {
    Binder& binder = fields.binder();
    model::Selection of;
    of.commodity = refer<model::Commodity>(binder, Thing::commodity, fields[Key::of_commodity]);
    of.state = refer<model::State>(binder, Thing::state, fields[Key::of_state]);
    of.group = refer<model::Group>(binder, Thing::group, fields[Key::of_group]);
    of.depot = refer<model::Depot>(binder, Thing::depot, fields[Key::of_depot]);
    of.plant = refer<model::Plant>(binder, Thing::plant, fields[Key::of_plant]);
    of.fire = refer<model::Fire>(binder, Thing::fire, fields[Key::of_fire]);
    of.route = refer<model::Route>(binder, Thing::route, fields[Key::of_route]);
    of.deal = refer<model::Deal>(binder, Thing::deal, fields[Key::of_deal]);
    of.loss = refer<model::Loss>(binder, Thing::loss, fields[Key::of_loss]);
    return of;
}

void choose_part(const Fields& fields, model::Variable variable, model::Selection& of) {
    if (!model::is_of_deals(variable) || !of.deal.valid() || fields.has(Key::of_commodity)) {
        return;
    }
    const model::Deal& deal = fields.binder().scenario.deals[of.deal];
    if (!model::is_of_payments(variable)) {
        of.commodity = deal.goods.commodity;
    } else if (deal.payments.size() == 1) {
        of.commodity = deal.payments.front().commodity;
    }
}

namespace {

/// Of which fires' guns something is asked: those of the first that has any.
CommodityId guns_of(const model::Scenario& scenario, const model::Selection& of) {
    for (const model::FireId id : scenario.fires.ids()) {
        const CommodityId guns = scenario.fires[id].guns.commodity;
        if (guns.valid() && (!of.fire.valid() || of.fire == id)) {
            return guns;
        }
    }
    return {};
}

CommodityId killed_by(const model::Scenario& scenario, const model::Selection& of) {
    const model::LossId loss = of.loss.valid() || scenario.losses.empty() ? of.loss : model::LossId{0};
    return loss.valid() ? scenario.losses[loss].of : CommodityId{};
}

}  // namespace

CommodityId unit_of(const model::Scenario& scenario, model::Variable variable, const model::Selection& of) {
    if (of.commodity.valid()) {
        return of.commodity;
    }
    if (variable == model::Variable::worn) {
        return guns_of(scenario, of);
    }
    if (variable == model::Variable::killed) {
        return killed_by(scenario, of);
    }
    if (of.plant.valid()) {
        return scenario.plants[of.plant].makes;
    }
    if (of.route.valid()) {
        return scenario.routes[of.route].carries;
    }
    if (of.fire.valid() && !scenario.fires[of.fire].uses.empty()) {
        return scenario.fires[of.fire].uses.front().commodity;
    }
    return scenario.commodities.empty() ? CommodityId{} : CommodityId{0};
}

Units units_of(const Fields& fields, model::Variable variable, const model::Selection& of) {
    const bool unknown = fields.has(Key::of_commodity) && !of.commodity.valid();
    return {.of = unknown ? CommodityId{} : unit_of(fields.binder().scenario, variable, of)};
}

}  // namespace caisson::read
