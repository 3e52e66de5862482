#include "levers.hpp"

#include <algorithm>

namespace caisson::read {
namespace {

using model::ActionKind;
using model::Lever;
using model::LeverOf;
using model::RouteForm;

constexpr bool scales = true;
constexpr bool only_set = false;

constexpr LeverPart id_of(Thing thing) { return {Key::title, thing}; }

constexpr LeverPart name_of(Key key) { return {key, Thing::nothing}; }

constexpr LeverPart plant[] = {name_of(Key::plants), id_of(Thing::plant)};
constexpr LeverPart fire[] = {name_of(Key::fires), id_of(Thing::fire)};
constexpr LeverPart route[] = {name_of(Key::routes), id_of(Thing::route)};
constexpr LeverPart rate_of_plant[] = {plant[0], plant[1], name_of(Key::rate)};
constexpr LeverPart rate_of_fire[] = {fire[0], fire[1], name_of(Key::rate)};
constexpr LeverPart rate_of_route[] = {route[0], route[1], name_of(Key::route_capacity)};
constexpr LeverPart lot_of_route[] = {route[0], route[1], name_of(Key::sails), name_of(Key::lot)};
constexpr LeverPart loss_of_route[] = {route[0], route[1], name_of(Key::loss)};
constexpr LeverPart yield_of_plant[] = {plant[0], plant[1], name_of(Key::yield)};
constexpr LeverPart rejects_of_route[] = {route[0], route[1], name_of(Key::rejects), name_of(Key::reject_share)};
constexpr LeverPart capacity_of_depot[] = {name_of(Key::depots), id_of(Thing::depot), id_of(Thing::commodity),
                                           name_of(Key::depot_capacity)};
constexpr LeverPart reserve_of_depot[] = {name_of(Key::depots), id_of(Thing::depot), id_of(Thing::commodity),
                                          name_of(Key::reserve)};

constexpr LeverPart deal[] = {name_of(Key::deals), id_of(Thing::deal)};
constexpr LeverPart payment_of_deal[] = {deal[0], deal[1], name_of(Key::deal_payments), id_of(Thing::commodity)};
constexpr LeverPart goods_of_deal[] = {deal[0], deal[1], name_of(Key::deal_goods)};

constexpr LeverPart enforcement_of_sanction[] = {name_of(Key::sanctions), id_of(Thing::sanction),
                                                 name_of(Key::enforcement)};
constexpr LeverPart enforcement_by_actor[] = {name_of(Key::sanctions), id_of(Thing::sanction), name_of(Key::enforced),
                                              id_of(Thing::actor)};

constexpr LeverPart intensity_of_loss[] = {name_of(Key::attrition), id_of(Thing::loss), name_of(Key::intensity)};

constexpr LeverRow rows[] = {
    {LeverOf::route, Lever::opening, only_set, route},
    {LeverOf::plant, Lever::opening, only_set, plant},
    {LeverOf::fire, Lever::opening, only_set, fire},
    {LeverOf::fire, Lever::rate, scales, rate_of_fire},
    {LeverOf::plant, Lever::rate, scales, rate_of_plant},
    {LeverOf::route, Lever::rate, scales, rate_of_route, RouteForm::flow},
    {LeverOf::route, Lever::lot, scales, lot_of_route, RouteForm::sailings},
    {LeverOf::route, Lever::loss, only_set, loss_of_route},
    {LeverOf::plant, Lever::yield, only_set, yield_of_plant},
    {LeverOf::route, Lever::rejects, only_set, rejects_of_route},
    {LeverOf::node, Lever::capacity, only_set, capacity_of_depot},
    {LeverOf::node, Lever::reserve, only_set, reserve_of_depot},
    {LeverOf::deal, Lever::opening, only_set, deal},
    {LeverOf::deal_part, Lever::withholding, only_set, payment_of_deal},
    {LeverOf::deal_part, Lever::withholding, only_set, goods_of_deal},
    {LeverOf::enforcement, Lever::enforcement, scales, enforcement_of_sanction},
    {LeverOf::enforcement, Lever::enforcement, scales, enforcement_by_actor},
    {LeverOf::loss, Lever::intensity, scales, intensity_of_loss},
};

}  // namespace

Key LeverRow::key() const {
    if (lever == model::Lever::opening) {
        return parts.front().key;
    }
    return parts.back().thing == Thing::nothing ? parts.back().key : parts[parts.size() - 2].key;
}

std::span<const LeverRow> levers() { return rows; }

bool moves(ActionKind kind, const LeverRow& row) {
    switch (kind) {
        case ActionKind::open:
        case ActionKind::close:
            return row.lever == Lever::opening;
        case ActionKind::set:
            return row.lever != Lever::opening && row.lever != Lever::withholding;
        case ActionKind::scale:
            return row.scales;
        case ActionKind::withhold:
        case ActionKind::let_go:
            return row.lever == Lever::withholding;
    }
    return false;
}

bool is_known(const KeyTable& keys, const LeverRow& row) {
    return std::all_of(row.parts.begin(), row.parts.end(),
                       [&](const LeverPart& part) { return part.thing != Thing::nothing || keys.has(part.key); });
}

}  // namespace caisson::read
