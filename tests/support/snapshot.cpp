#include "support/snapshot.hpp"

namespace caisson::tests {
namespace {

void copy_nodes(const engine::View& view, Snapshot& to) {
    for (const model::NodeId node : view.model().nodes.ids()) {
        to.nodes.push_back({.stock = view.stock(node).value,
                            .net = view.net_rate(node).value,
                            .mode = view.mode(node),
                            .capacity = view.capacity(node).value,
                            .reserve = view.reserve(node).value,
                            .expired = view.expired(node).value,
                            .expiring = view.expiry(node).value});
    }
}

void copy_flows(const engine::View& view, Snapshot& to) {
    for (const model::FlowId flow : view.model().flows.ids()) {
        to.flows.push_back({.asked = view.asked(flow).value,
                            .rate = view.rate(flow).value,
                            .binding = view.binding(flow),
                            .gain = view.gain(flow),
                            .moved = view.moved(flow).value});
    }
    for (std::uint32_t leg = 0; leg < view.model().legs.size(); ++leg) {
        to.takes.push_back(view.take(leg));
    }
}

void copy_fires(const engine::View& view, Snapshot& to) {
    for (const model::FireId fire : view.model().fires.ids()) {
        to.fires.push_back({.wanted = view.wanted(fire).value,
                            .allowed = view.allowed(fire).value,
                            .stage = view.ration_stage(fire),
                            .by_guns = view.by_guns(fire).value,
                            .limit = view.limit(fire)});
    }
}

void copy_routes(const engine::View& view, Snapshot& to) {
    for (const model::RouteId route : view.model().routes.ids()) {
        const engine::RouteRates rates = view.rates(route);
        to.routes.push_back({.sends = view.sends(route),
                             .sending = rates.sent.value,
                             .arriving = rates.arrived.value,
                             .losing = rates.lost.value,
                             .spilling = rates.spilled.value,
                             .under_way = view.under_way(route).value,
                             .sent = view.sent(route).value,
                             .arrived = view.arrived(route).value,
                             .lost = view.lost(route).value,
                             .spilled = view.spilled(route).value,
                             .loss = view.loss(route),
                             .returned = view.returned(route).value,
                             .rejecting = rates.rejected.value,
                             .rejected = view.rejected(route).value,
                             .reject_share = view.reject_share(route),
                             .interdicting = rates.interdicted.value,
                             .interdicted = view.interdicted(route).value,
                             .let_through = view.let_through(route),
                             .fleet = view.fleet(route)});
    }
}

void copy_plants(const engine::View& view, Snapshot& to) {
    for (const model::PlantId plant : view.model().plants.ids()) {
        const engine::PlantRates rates = view.rates(plant);
        to.plants.push_back({.begins = view.begins(plant),
                             .starting = rates.started.value,
                             .finishing = rates.finished.value,
                             .scrapping = rates.scrapped.value,
                             .in_work = view.in_work(plant).value,
                             .in_work_at_start = view.in_work_at_start(plant).value,
                             .finished = view.finished(plant).value,
                             .scrapped = view.scrapped(plant).value,
                             .yield = view.yield(plant)});
    }
}

void copy_measures(const engine::View& view, Snapshot& to) {
    for (std::uint32_t at = 0; at < view.model().enforcements.size(); ++at) {
        to.enforcements.push_back(view.enforcement(at));
    }
    for (std::uint32_t at = 0; at < view.model().caps.size(); ++at) {
        to.caps.push_back({.counted = view.counted(at).value, .reached = view.is_reached(at)});
    }
    for (const model::StateId state : view.model().states.ids()) {
        to.pressures.push_back(view.pressure(state));
    }
}

}  // namespace

Snapshot snapshot_of(const engine::Instant& instant) {
    Snapshot now;
    now.time = instant.time.value;
    now.events.assign(instant.events.begin(), instant.events.end());
    copy_nodes(instant.view, now);
    copy_flows(instant.view, now);
    copy_fires(instant.view, now);
    copy_routes(instant.view, now);
    copy_plants(instant.view, now);
    for (const model::DealPartId part : instant.view.model().deal_parts.ids()) {
        now.parts.push_back({instant.view.deal(part), instant.view.deal_rates(part), instant.view.withheld(part)});
    }
    copy_measures(instant.view, now);
    for (const model::LossId loss : instant.view.model().losses.ids()) {
        now.intensities.push_back(instant.view.intensity(loss));
    }
    for (const model::CommodityId commodity : instant.view.model().commodities.ids()) {
        now.rounding.push_back(instant.view.rounding(commodity).value);
    }
    now.changed_nodes.assign(instant.changed_nodes.begin(), instant.changed_nodes.end());
    now.changed_flows.assign(instant.changed_flows.begin(), instant.changed_flows.end());
    now.changed_fires.assign(instant.changed_fires.begin(), instant.changed_fires.end());
    now.changed_routes.assign(instant.changed_routes.begin(), instant.changed_routes.end());
    now.changed_plants.assign(instant.changed_plants.begin(), instant.changed_plants.end());
    now.changed_parts.assign(instant.changed_parts.begin(), instant.changed_parts.end());
    now.changed_states.assign(instant.changed_states.begin(), instant.changed_states.end());
    return now;
}

}  // namespace caisson::tests
