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

CommodityId unit_of(const model::Scenario& scenario, const model::Selection& of) {
    if (of.commodity.valid()) {
        return of.commodity;
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

Units units_of(const Fields& fields, const model::Selection& of) {
    const bool unknown = fields.has(Key::of_commodity) && !of.commodity.valid();
    return {.of = unknown ? CommodityId{} : unit_of(fields.binder().scenario, of)};
}

}  // namespace caisson::read
