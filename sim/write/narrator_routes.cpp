// What happens on the way: lots, fronts, targets, ports, openings.
#include <fmt/format.h>

#include "write/narration.hpp"
#include "write/narrator.hpp"

namespace caisson::write {

using engine::Event;
using engine::EventKind;

std::string Narrator::tell_opening(const Event& event) const {
    const std::string name = name_of_entity(event);
    if (event.kind == EventKind::opened) {
        return fmt::format("{} opens, {}.", name, cause_of(event));
    }
    if (event.entity_kind == engine::EntityKind::deal) {
        return fmt::format("{} closes, {}: it begins no further tranche.", name, cause_of(event));
    }
    if (event.entity_kind == engine::EntityKind::plant) {
        return tell_closed_works(event);
    }
    if (event.entity_kind != engine::EntityKind::route || !model_.routes[model::RouteId{event.entity}].port.valid()) {
        return fmt::format("{} closes, {}.", name, cause_of(event));
    }
    return tell_closed_way(event);
}

std::string Narrator::tell_closure(const Event& event) const {
    const std::string& depot = model_.depots[model::DepotId{event.entity}].id;
    return event.kind == EventKind::shut
               ? fmt::format("{} is shut: nothing is loaded there, and what arrives waits.", depot)
               : fmt::format("{} is open again.", depot);
}

bool Narrator::is_shut(model::DepotId depot, Days time) const {
    constexpr double same_instant = 2e-9;
    const model::Range closures = model_.depots[depot].closures;
    for (auto at = closures.begin; at < closures.end; ++at) {
        const model::ClosureRow& row = model_.closures[at];
        const double since = time.value - value_or(row.from, 0.0);
        if (since >= -same_instant && time.value < value_or(row.until, 0.0) - same_instant) {
            return true;
        }
    }
    return false;
}

std::string Narrator::tell_closed_way(const Event& event) const {
    const model::RouteId route{event.entity};
    const Days time = event.time;
    const std::string cause = cause_of(event);
    const auto& row = model_.routes[route];
    const auto* earlier = before(run_.of(route), time);
    const double under_way =
        earlier == nullptr ? 0.0 : (earlier->under_way + earlier->rates.growth() * (time - earlier->time)).value;
    if (under_way <= 0.0) {
        return fmt::format("{} closes, {}.", row.id, cause);
    }
    const std::string what = amount(under_way, row.carries);
    switch (row.on_close) {
        case model::OnClose::lose:
            return fmt::format("{} closes, {}: the {} under way are lost.", row.id, cause, what);
        case model::OnClose::send_back:
            return fmt::format("{} closes, {}: the {} under way are sent back.", row.id, cause, what);
        case model::OnClose::arrive:
            break;
    }
    return fmt::format("{} closes, {}: the {} under way still arrive.", row.id, cause, what);
}

/// `8`; by chance `6 to 14`.
std::string Narrator::way_of(const model::RouteRow& row) const {
    if (!model::has_spread(row)) {
        return human(value_or(row.transit, 0.0));
    }
    const model::SpreadRow& spread = row.transit_by_chance;
    return fmt::format("{} to {}", human(value_or(spread.least, 0.0)), human(value_or(spread.most, 0.0)));
}

std::string Narrator::tell_lot(const Event& event) const {
    const model::RouteId route{event.entity};
    const auto& row = model_.routes[route];
    const std::string what =
        fmt::format("{} of {}", amount(event.value, row.carries), model_.commodities[row.carries].id);
    if (event.kind == EventKind::lot_sailed) {
        return fmt::format("{} leave {} for {}, {} d away.", what, depot_of(row.from), depot_of(row.to), way_of(row));
    }
    if (event.kind == EventKind::lot_lost) {
        return fmt::format("{} from {} for {} are lost by chance.", what, depot_of(row.from), depot_of(row.to));
    }
    if (event.kind == EventKind::lot_interdicted) {
        return fmt::format("{} from {} for {} are interdicted.", what, depot_of(row.from), depot_of(row.to));
    }
    const double queued = run_.stock(row.port, event.time).value;
    if (queued > 0.0 && !model::has_fleet(row)) {
        return fmt::format("{} arrive at {} from {}; {} wait to be unloaded.", what, depot_of(row.to),
                           depot_of(row.from), amount(queued, row.carries));
    }
    return fmt::format("{} arrive at {} from {}.", what, depot_of(row.to), depot_of(row.from));
}

std::string Narrator::tell_vehicle(const Event& event) const {
    const model::RouteId route{event.entity};
    const auto& row = model_.routes[route];
    const std::string vehicle =
        fmt::format("Vehicle {} of {} of {}", human(event.value), row.sails.fleet.vehicles, row.id);
    switch (event.kind) {
        case EventKind::vehicle_loads:
            return fmt::format("{} begins to load at {}.", vehicle, depot_of(row.from));
        case EventKind::vehicle_unloads:
            return fmt::format("{} begins to unload at {}.", vehicle, depot_of(row.to));
        case EventKind::vehicle_leaves:
            return fmt::format(
                "{} is empty and leaves {} for {}, {} d away.", vehicle, depot_of(row.to), depot_of(row.from),
                row.sails.fleet.returns.valid() ? human(value_or(row.sails.fleet.returns, 0.0)) : way_of(row));
        case EventKind::vehicle_lost:
            return fmt::format("{} is lost with it.", vehicle);
        default:
            return fmt::format("{} is back at {}.", vehicle, depot_of(row.from));
    }
}

std::string Narrator::tell_missed(const Event& event) const {
    const model::RouteId route{event.entity};
    const auto& row = model_.routes[route];
    const Standing& standing = routes_[route];
    std::string why = fmt::format("{} has nothing to spare", depot_of(row.from));
    if (is_shut(model_.nodes[row.from].depot, event.time)) {
        why = fmt::format("{} is shut", depot_of(row.from));
    } else if (standing.target_reached) {
        why = fmt::format("{} has reached its target", depot_of(row.to));
    } else if (standing.port_stopped) {
        why = fmt::format("too much waits to be unloaded at {}", depot_of(row.to));
    } else if (const bool measured = !row.caps.empty() || !row.enforcements.empty(); measured && event.value <= 0.0) {
        why = why_not_permitted(row);
    } else if (event.value > 0.0) {
        why = fmt::format("{} could be loaded, and the least lot is {}", amount(event.value, row.carries),
                          amount(value_or(row.sails.least_lot, 0.0), row.carries));
    }
    return fmt::format("No lot of {} leaves {} for {}: {}.", model_.commodities[row.carries].id, depot_of(row.from),
                       depot_of(row.to), why);
}

std::string Narrator::tell_route(const Event& event) const {
    const model::RouteId route{event.entity};
    const auto& row = model_.routes[route];
    const auto& to = depot_of(row.to);
    switch (event.kind) {
        case EventKind::front_arrived: {
            const auto* earlier = before(run_.of(route), event.time);
            return fmt::format("{} arrive at {} from {} from now on, {} before: what left there has changed {} d ago.",
                               rate(event.value, row.carries), to, depot_of(row.from),
                               rate(earlier == nullptr ? 0.0 : earlier->rates.arrived.value, row.carries), way_of(row));
        }
        case EventKind::target_reached:
            return fmt::format("{} stops sending: {} has reached its target, with {} there and on the way.", row.id, to,
                               amount(event.value, row.carries));
        case EventKind::target_left:
            return fmt::format("{} sends again: {} is below its target, with {} there and on the way.", row.id, to,
                               amount(event.value, row.carries));
        case EventKind::port_stopped:
            return fmt::format("{} stops sending: {} wait to be unloaded at {}.", row.id,
                               amount(run_.stock(row.port, event.time).value, row.carries), to);
        default:
            return fmt::format("{} sends again: nothing waits to be unloaded at {}.", row.id, to);
    }
}

}  // namespace caisson::write
