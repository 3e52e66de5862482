#include <string>
#include <utility>

#include "caisson/base/random.hpp"
#include "model/draft.hpp"

namespace caisson::model {

namespace {

FlowRow flow_of(RouteId owner, FlowKind kind, NodeId receiver = {}) {
    FlowRow flow;
    flow.kind = kind;
    flow.owner = owner.index;
    flow.receiver = receiver;
    return flow;
}

NodeId add_port(Draft& draft, RouteId route, CommodityId carries) {
    NodeRow port;
    port.kind = NodeKind::port;
    port.route = route;
    port.commodity = carries;
    return add_queue(draft, port);
}

// What loads over time is in a hold before it sails.
void add_loading(Draft& draft, RouteRow& row, RouteId id) {
    NodeRow hold;
    hold.kind = NodeKind::hold;
    hold.route = id;
    hold.commodity = row.carries;
    row.sails.fleet.hold = add_queue(draft, hold);
    row.sending = add_flow_from(draft, row.from, flow_of(id, FlowKind::loading, row.sails.fleet.hold));
}

void add_flows(Draft& draft, RouteRow& row, RouteId id, bool takes_time) {
    const auto add_sending = [&](const FlowRow& flow) {  // a copy is taken from nowhere
        return row.copies ? add_flow(draft, flow) : add_flow_from(draft, row.from, flow);
    };
    if (row.form == RouteForm::flow && !takes_time) {
        row.sending = add_sending(flow_of(id, FlowKind::transfer, row.to));
        return;
    }
    if (row.sails.fleet.loads.valid()) {
        add_loading(draft, row, id);
    }
    row.port = add_port(draft, id, row.carries);
    if (row.form == RouteForm::flow) {
        row.sending = add_sending(flow_of(id, FlowKind::departure));
        row.arriving = add_flow(draft, flow_of(id, FlowKind::arrival, row.port));
        if (row.rejects.as.valid()) {
            row.rejects.rejecting = add_flow(draft, flow_of(id, FlowKind::reject, row.rejects.to));
        }
    }
    row.unloading = add_flow_from(draft, row.port, flow_of(id, FlowKind::unload, row.to));
}

void add_fleet(Draft& draft, RouteRow& row, const Fleet& fleet) {
    FleetRow& vehicles = row.sails.fleet;
    vehicles.vehicles = fleet.vehicles;
    vehicles.loads = draft.book.add_if_written(fleet.loads, Role::handling, row.carries);
    vehicles.unloads = draft.book.add_if_written(fleet.unloads, Role::handling, row.carries);
    vehicles.returns = draft.book.add_if_written(fleet.returns, Role::transit);
    vehicles.leaves_after = draft.book.add_if_written(fleet.leaves_after, Role::every);
    vehicles.lost = fleet.lost;
}

void add_sailings(Draft& draft, RouteRow& row, const Sailings& sails) {
    row.sails.first = draft.book.add_if_written(sails.first, Role::from);
    row.sails.every = draft.book.add_if_written(sails.every, Role::every);
    row.sails.lot = add_schedule(draft, sails.lot, Role::lot, row.carries);
    row.sails.least_lot = draft.book.add(sails.least_lot, Role::least_lot, row.carries);
    row.sails.when_short = sails.when_short;
    add_fleet(draft, row, sails.fleet);
}

void add_rejects(Draft& draft, RejectsRow& row, const Rejects& rejects) {
    row.share = add_schedule(draft, rejects.share, Role::rejects);
    if (rejects.as.valid()) {
        row.as = draft.ids.commodities.compiled(rejects.as);
        row.to = cell_of(draft.model, draft.ids.depots.compiled(rejects.to), row.as);
    }
}

void add_target(Draft& draft, RouteRow& row, const Target& target) {
    row.target.kind = target.kind;
    if (target.kind == TargetKind::none) {
        return;
    }
    const bool in_days = target.kind == TargetKind::days_of_supply;
    row.target.level = in_days ? draft.book.add(target.level, Role::target_days)
                               : draft.book.add(target.level, Role::target_stock, row.carries);
    row.target.hysteresis = draft.book.add(target.hysteresis, Role::hysteresis);
}

void add_spread(Draft& draft, SpreadRow& row, const Route& route) {
    row.least = draft.book.add(route.transit_by_chance.least, Role::transit);
    row.most = draft.book.add(route.transit_by_chance.most, Role::transit);
    row.likely = draft.book.add_if_written(route.transit_by_chance.likely, Role::transit);
    row.draw_key = draw_purpose("routes." + route.id, "transit");
    row.back_key = draw_purpose("routes." + route.id, "back");
}

RouteRow row_of(Draft& draft, const Route& route, bool takes_time) {
    RouteRow row;
    row.id = route.id;
    row.form = route.form;
    row.carries = draft.ids.commodities.compiled(route.carries);
    row.copies = draft.scenario.commodities[route.carries].copied;
    row.from = cell_of(draft.model, draft.ids.depots.compiled(route.from), row.carries);
    row.to = cell_of(draft.model, draft.ids.depots.compiled(route.to), row.carries);
    if (route.form == RouteForm::flow) {
        row.capacity = add_schedule(draft, route.capacity, Role::rate, row.carries);
    } else {
        add_sailings(draft, row, route.sails);
        row.chance = draft.book.add(route.chance, Role::chance);
    }
    const bool has_port = takes_time || route.form == RouteForm::sailings;
    if (route.transit_by_chance.written()) {
        add_spread(draft, row.transit_by_chance, route);
    } else {
        row.transit = has_port ? draft.book.add(route.transit, Role::transit) : draft.book.constant(0.0);
    }
    row.loss = add_schedule(draft, route.loss, Role::loss);
    add_rejects(draft, row.rejects, route.rejects);
    add_target(draft, row, route.target);
    row.when_full = route.when_full;
    row.on_close = route.on_close;
    row.port_limit = draft.book.add_if_written(route.port, Role::port, row.carries);
    row.unload = draft.book.add_if_written(route.unload, Role::rate, row.carries);
    row.opening = add_opening(draft, route.opening);
    row.draw_key = draw_purpose("routes." + route.id, "lost");
    const bool says = route.has_out_priority || route.out_priority > 0;
    row.out_priority = says ? route.out_priority : preferred_priority(draft, route);
    row.in_priority = route.in_priority;
    return row;
}

}  // namespace

void add_routes(Draft& draft) {
    draft.model.routes.rows().reserve(draft.scenario.routes.size());
    for (const RouteId written : draft.ids.routes.in_order()) {
        const Route& route = draft.scenario.routes[written];
        const bool takes_time = may_take_time(draft.scenario, route);
        RouteRow row = row_of(draft, route, takes_time);
        add_flows(draft, row, RouteId{draft.model.routes.size()}, takes_time);
        draft.model.routes.add(std::move(row));
    }
}

}  // namespace caisson::model
