#include "write/narrator.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <limits>

#include "write/narration.hpp"

namespace caisson::write {
namespace {

using engine::Event;
using engine::EventKind;

/// Where something waits that is no depot: `the end of road`, `the dock of works`.
std::string queue_name(const model::Model& model, const model::NodeRow& row) {
    return row.kind == model::NodeKind::port ? fmt::format("the end of {}", model.routes[row.route].id)
                                             : fmt::format("the dock of {}", model.plants[row.plant].id);
}

}  // namespace

Narrator::Narrator(const RunRecord& record)
    : run_(*record.trajectory),
      model_(run_.model()),
      values_(record.values),
      routes_(model_.routes.size()),
      tranches_(model_.deals.size()),
      caps_reached_(model_.caps.size()) {}

// NOLINTNEXTLINE(readability-function-size): a line a kind
std::string Narrator::tell(const Event& event) {
    remember(event);
    switch (event.kind) {
        case EventKind::started:
            return "The run starts.";
        case EventKind::ended:
            return "The run ends.";
        case EventKind::emptied:
        case EventKind::reserve_reached:
        case EventKind::filled:
            return tell_node(event);
        case EventKind::goods_expired:
        case EventKind::expiry_changed:
            return tell_expiry(event);
        case EventKind::schedule_changed:
            return tell_schedule(event);
        case EventKind::opened:
        case EventKind::closed:
            return tell_opening(event);
        case EventKind::shut:
        case EventKind::reopened:
            return tell_closure(event);
        case EventKind::ration_changed:
            return tell_ration(event);
        case EventKind::limit_changed:
            return tell_limit(event);
        case EventKind::lot_arrived:
        case EventKind::lot_lost:
        case EventKind::lot_interdicted:
        case EventKind::lot_sailed:
            return tell_lot(event);
        case EventKind::lot_missed:
            return tell_missed(event);
        case EventKind::vehicle_back:
        case EventKind::vehicle_leaves:
        case EventKind::vehicle_lost:
        case EventKind::vehicle_loads:
        case EventKind::vehicle_unloads:
            return tell_vehicle(event);
        case EventKind::cap_reached:
        case EventKind::cap_renewed:
            return tell_cap(event);
        case EventKind::rule_fired:
        case EventKind::rule_acted:
            return tell_rule(event);
        case EventKind::deal_ended:
        case EventKind::tranche_begun:
        case EventKind::tranche_delivered:
        case EventKind::deal_stopped:
        case EventKind::deal_resumed:
            return tell_deal(event);
        case EventKind::payment_released:
        case EventKind::part_replaced:
        case EventKind::part_withheld:
        case EventKind::part_let_go:
            return tell_deal_part(event);
        case EventKind::output_changed:
        case EventKind::dock_stopped:
        case EventKind::dock_resumed:
            return tell_works(event);
        default:
            return tell_route(event);
    }
}

void Narrator::remember(const Event& event) {
    if (event.entity_kind == engine::EntityKind::cap) {
        caps_reached_[event.entity] = event.kind == EventKind::cap_reached;
    }
    if (event.entity_kind != engine::EntityKind::route) {
        return;
    }
    Standing& route = routes_[model::RouteId{event.entity}];
    switch (event.kind) {
        case EventKind::target_reached:
        case EventKind::target_left:
            route.target_reached = event.kind == EventKind::target_reached;
            break;
        case EventKind::port_stopped:
        case EventKind::port_resumed:
            route.port_stopped = event.kind == EventKind::port_stopped;
            break;
        default:
            break;
    }
}

std::string Narrator::tell_node(const Event& event) const {
    const model::NodeId node{event.entity};
    switch (event.kind) {
        case EventKind::emptied:
            return tell_emptied(event, node);
        case EventKind::reserve_reached:
            return tell_reserve(event, node);
        default:
            return tell_filled(event, node);
    }
}

std::string Narrator::tell_expiry(const Event& event) const {
    const model::NodeId node{event.entity};
    const auto commodity = model_.nodes[node].commodity;
    const auto& id = model_.commodities[commodity].id;
    if (event.kind == EventKind::goods_expired) {
        return fmt::format("{} of {} at {} expire.", amount(event.value, commodity), id, depot_of(node));
    }
    if (event.value == 0.0) {
        return fmt::format("No more {} at {} expires.", id, depot_of(node));
    }
    return fmt::format("The oldest {} at {} begins to expire, {}.", id, depot_of(node), rate(event.value, commodity));
}

std::string Narrator::tell_emptied(const Event& event, model::NodeId node) const {
    const auto commodity = model_.nodes[node].commodity;
    const auto* earlier = before(run_.of(node), event.time);
    if (const auto& row = model_.nodes[node]; row.kind != model::NodeKind::cell) {
        return earlier == nullptr ? fmt::format("Nothing waits at {}.", queue_name(model_, row))
                                  : fmt::format("All that waited at {} is {}.", queue_name(model_, row),
                                                row.kind == model::NodeKind::port ? "unloaded" : "delivered");
    }
    const auto& id = model_.commodities[commodity].id;
    if (earlier == nullptr) {
        return value_or(model_.nodes[node].stock, 0.0) > 0.0
                   ? fmt::format("{} runs out of {}: all that it had at the start has sailed.", depot_of(node), id)
                   : fmt::format("{} has no {} at the start.", depot_of(node), id);
    }
    if (earlier->net.value >= 0.0) {
        return fmt::format("{} runs out of {}: all that was left has sailed.", depot_of(node), id);
    }
    const Traffic traffic = traffic_before(node, event.time);
    return fmt::format("{} runs out of {}: {} went out and {} came in.", depot_of(node), id,
                       rate(traffic.out, commodity), rate(traffic.in, commodity));
}

std::string Narrator::tell_reserve(const Event& event, model::NodeId node) const {
    const auto commodity = model_.nodes[node].commodity;
    const auto* earlier = before(run_.of(node), event.time);
    const std::string reserve =
        fmt::format("its reserve of {} of {}", amount(run_.stock(node, event.time).value, commodity),
                    model_.commodities[commodity].id);
    if (earlier == nullptr) {
        return fmt::format("{} holds {} at the start and no more.", depot_of(node), reserve);
    }
    if (earlier->net.value > 0.0) {
        return fmt::format("{} has filled up to {}: routes may take what comes in beyond its own use.", depot_of(node),
                           reserve);
    }
    return fmt::format("{} is down to {}: routes get no more than comes in beyond its own use.", depot_of(node),
                       reserve);
}

std::string Narrator::tell_filled(const Event& event, model::NodeId node) const {
    const auto commodity = model_.nodes[node].commodity;
    const auto* earlier = before(run_.of(node), event.time);
    const double held = run_.stock(node, event.time).value;
    const std::string capacity = fmt::format("{} of {}", amount(held, commodity), model_.commodities[commodity].id);
    if (earlier == nullptr) {
        return fmt::format("{} is full at the start: it holds {}.", depot_of(node), capacity);
    }
    if (earlier->mode == engine::Mode::over) {
        return fmt::format("{} has come down to its capacity of {}: it takes in as much as goes out.", depot_of(node),
                           capacity);
    }
    return fmt::format("{} is full: it holds {} and takes in no more than goes out.", depot_of(node), capacity);
}

std::string Narrator::tell_schedule(const Event& event) const {
    const auto commodity = commodity_id(event);
    const std::string name = name_of_entity(event);
    const std::string cause = cause_of(event);
    const bool is_endless = event.value == std::numeric_limits<double>::infinity();
    switch (event.what) {
        case engine::Scheduled::capacity:
            return fmt::format("The capacity of {} becomes {}, {}.", name,
                               is_endless ? std::string{"unlimited"} : amount(event.value, commodity), cause);
        case engine::Scheduled::reserve:
            return fmt::format("The reserve of {} becomes {}, {}.", name, amount(event.value, commodity), cause);
        case engine::Scheduled::loss:
            return fmt::format("The loss on {} becomes {}, {}.", name, percent(event.value), cause);
        case engine::Scheduled::yield:
            return fmt::format("The yield of {} becomes {}, {}.", name, percent(event.value), cause);
        case engine::Scheduled::rejects:
            return fmt::format("The share rejected of what arrives on {} becomes {}, {}.", name, percent(event.value),
                               cause);
        case engine::Scheduled::enforcement:
            return tell_enforcement(event);
        case engine::Scheduled::intensity:
            return fmt::format("The intensity of {} becomes {}, {}.", name, percent(event.value), cause);
        case engine::Scheduled::lot:
            return fmt::format("The lot of {} becomes {}, {}.", name, amount(event.value, commodity), cause);
        default:
            break;
    }
    switch (event.entity_kind) {
        case engine::EntityKind::fire:
            return fmt::format("{} wants {} from now on, {}.", name,
                               rate(event.value, first_commodity(model::FireId{event.entity})), cause);
        case engine::EntityKind::plant:
            return fmt::format("{} can make {} from now on, {}.", name, rate(event.value, commodity), cause);
        default:
            return fmt::format("{} can carry {} from now on, {}.", name, rate(event.value, commodity), cause);
    }
}

std::string Narrator::tell_ration(const Event& event) const {
    const model::FireId fire{event.entity};
    const auto& row = model_.fires[fire];
    const auto stage = static_cast<std::uint32_t>(event.value);
    const auto* earlier = before(run_.of(fire), event.time);
    const std::uint32_t old_stage = earlier == nullptr ? 0 : earlier->stage;
    const auto ration = [&](std::uint32_t of) -> const model::RationRow& {
        return model_.rations[row.ration.begin + of - 1];
    };
    if (stage > old_stage) {
        return fmt::format("{} is cut to {} of what it wants: no more than {} d of supply are left.", row.id,
                           percent(value_or(ration(stage).to, 1.0)), human(value_or(ration(stage).below, 0.0)));
    }
    const std::string share = stage == 0 ? "all" : percent(value_or(ration(stage).to, 1.0));
    if (old_stage == 0) {
        return fmt::format("{} may use {} of what it wants.", row.id, share);
    }
    const auto& left = ration(stage + 1);
    const double days = value_or(left.below, 0.0) * (1.0 + value_or(left.hysteresis, 0.0));
    return fmt::format("{} may use {} of what it wants again: {} d of supply are there, or nothing is wanted.", row.id,
                       share, human(days));
}

std::string Narrator::tell_limit(const Event& event) const {
    const model::FireId fire{event.entity};
    const auto& row = model_.fires[fire];
    const auto held = [&](model::NodeId node) {
        return amount(run_.stock(node, event.time).value, model_.nodes[node].commodity);
    };
    switch (static_cast<engine::FireLimit>(event.value)) {
        case engine::FireLimit::nothing:
            return fmt::format("Nothing is wanted of {}.", row.id);
        case engine::FireLimit::order:
            return fmt::format("{} fires what it is told to.", row.id);
        case engine::FireLimit::rounds:
            return fmt::format("{} could fire more: it lacks rounds.", row.id);
        case engine::FireLimit::guns:
            return fmt::format("{} can fire no more: {} are left.", row.id, held(row.guns.held));
        case engine::FireLimit::barrels:
            break;
    }
    return fmt::format("{} can fire no more: {} are left, and {} wait for barrels.", row.id, held(row.guns.held),
                       held(row.guns.worn));
}

Narrator::Traffic Narrator::traffic_before(model::NodeId node, Days time) const {
    Traffic traffic;
    const auto ends = model_.nodes[node].out;
    for (auto end = ends.begin; end < ends.end; ++end) {
        const auto& out = model_.out_ends[end];
        const auto* flow = before(run_.of(out.flow), time);
        traffic.out += (flow == nullptr ? 0.0 : flow->rate.value) * value_or(model_.legs[out.leg].take, 1.0);
    }
    const auto* earlier = before(run_.of(node), time);
    traffic.in = std::max(0.0, traffic.out + (earlier == nullptr ? 0.0 : earlier->net.value));
    if (traffic.in <= 1e-9 * traffic.out) {
        traffic.in = 0.0;
    }
    return traffic;
}

double Narrator::value_or(model::Param param, double otherwise) const {
    return param.valid() ? values_[param.index] : otherwise;
}

std::string Narrator::amount(double value, model::CommodityId commodity) const {
    return fmt::format("{} {}", human(value), model_.commodities[commodity].unit);
}

std::string Narrator::rate(double value, model::CommodityId commodity) const {
    return fmt::format("{} {}/d", human(value), model_.commodities[commodity].unit);
}

const std::string& Narrator::depot_of(model::NodeId node) const { return model_.depots[model_.nodes[node].depot].id; }

std::string Narrator::name_of_entity(const Event& event) const {
    switch (event.entity_kind) {
        case engine::EntityKind::node: {
            const model::NodeId node{event.entity};
            return fmt::format("{} for {}", depot_of(node), model_.commodities[model_.nodes[node].commodity].id);
        }
        case engine::EntityKind::plant:
            return model_.plants[model::PlantId{event.entity}].id;
        case engine::EntityKind::fire:
            return model_.fires[model::FireId{event.entity}].id;
        case engine::EntityKind::route:
            return model_.routes[model::RouteId{event.entity}].id;
        case engine::EntityKind::rule:
            return model_.rules[model::RuleId{event.entity}].id;
        case engine::EntityKind::deal:
            return model_.deals[model::DealId{event.entity}].id;
        case engine::EntityKind::deal_part:
            return model::name_of(model_, model::DealPartId{event.entity});
        case engine::EntityKind::loss:
            return model_.losses[model::LossId{event.entity}].id;
        case engine::EntityKind::enforcement:
        case engine::EntityKind::cap:
            return entity(event);
        case engine::EntityKind::depot:
            return model_.depots[model::DepotId{event.entity}].id;
        case engine::EntityKind::none:
            break;
    }
    return {};
}

std::string Narrator::entity(const Event& event) const {
    switch (event.entity_kind) {
        case engine::EntityKind::node:
            return model::path_of(model_, model::NodeId{event.entity});
        case engine::EntityKind::plant:
            return "plants." + name_of_entity(event);
        case engine::EntityKind::fire:
            return "fires." + name_of_entity(event);
        case engine::EntityKind::route:
            return "routes." + name_of_entity(event);
        case engine::EntityKind::rule:
            return "rules." + name_of_entity(event);
        case engine::EntityKind::deal:
            return "deals." + name_of_entity(event);
        case engine::EntityKind::deal_part:
            return model::path_of(model_, model::DealPartId{event.entity});
        case engine::EntityKind::enforcement:
            return model::path_of(model_, model_.enforcements[event.entity]);
        case engine::EntityKind::cap:
            return model_.caps[event.entity].path;
        case engine::EntityKind::depot:
            return "depots." + name_of_entity(event);
        case engine::EntityKind::loss:
            return "attrition." + name_of_entity(event);
        case engine::EntityKind::none:
            break;
    }
    return {};
}

model::CommodityId Narrator::commodity_id(const Event& event) const {
    switch (event.entity_kind) {
        case engine::EntityKind::node:
            return model_.nodes[model::NodeId{event.entity}].commodity;
        case engine::EntityKind::plant:
            return model::commodity_of(model_, model_.plants[model::PlantId{event.entity}].flow);
        case engine::EntityKind::fire: {
            const auto flows = model_.fires[model::FireId{event.entity}].flows;
            return flows.size() == 1 ? model::commodity_of(model_, model::FlowId{flows.begin}) : model::CommodityId{};
        }
        case engine::EntityKind::route:
            return model_.routes[model::RouteId{event.entity}].carries;
        case engine::EntityKind::deal:
            return model_.deal_parts[model_.deals[model::DealId{event.entity}].goods()].commodity;
        case engine::EntityKind::deal_part:
            return model_.deal_parts[model::DealPartId{event.entity}].commodity;
        case engine::EntityKind::cap:
            return counted_by(model_.caps[event.entity]);
        case engine::EntityKind::loss:
            return model_.nodes[model_.losses[model::LossId{event.entity}].of].commodity;
        case engine::EntityKind::rule:
        case engine::EntityKind::enforcement:
        case engine::EntityKind::depot:
        case engine::EntityKind::none:
            break;
    }
    return {};
}

model::CommodityId Narrator::first_commodity(model::FireId fire) const {
    const model::FlowId flow{model_.fires[fire].flows.begin};
    return model_.nodes[model_.legs[model_.flows[flow].legs.begin].node].commodity;
}

std::string Narrator::commodity(const Event& event) const {
    const auto id = commodity_id(event);
    return id.valid() ? model_.commodities[id].id : std::string{};
}

}  // namespace caisson::write
