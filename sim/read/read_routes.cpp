#include <fmt/format.h>
#include <span>
#include <string_view>

#include "complain.hpp"
#include "numbers.hpp"
#include "things.hpp"
#include "walk.hpp"

namespace caisson::read {
namespace {

using model::RouteForm;
using model::TargetKind;

model::Fleet read_fleet(const Fields& sails, Units units) {
    model::Fleet fleet;
    const ValueId map = sails[Key::fleet];
    Binder& binder = sails.binder();
    if (!map.valid() || !has_kind(binder, map, Wanted::map, binder.keys.row(Key::fleet))) {
        return fleet;
    }
    const Fields fields(binder, Section::fleet, map, sails.key(Key::fleet), path_of(sails, Key::fleet));
    fleet.place = binder.span(sails.key(Key::fleet));
    fleet.vehicles = static_cast<std::uint32_t>(read_whole(fields, Key::vehicles));
    fleet.loads = read_number(fields, Key::vehicle_loads, units);
    fleet.unloads = read_number(fields, Key::vehicle_unloads, units);
    fleet.returns = read_number(fields, Key::vehicle_returns);
    fleet.leaves_after = read_number(fields, Key::leaves_after);
    fleet.lost = read_choice<model::LostLot>(fields, Key::lost_lot);
    return fleet;
}

/// What has no meaning beside a fleet, and what says the same of one.
struct NotOfFleets {
    Key key;
    std::string_view why;
};

constexpr NotOfFleets not_of_sails[] = {
    {Key::when_short, "a vehicle waits until it is loaded"},
};

constexpr NotOfFleets not_of_routes[] = {
    {Key::when_full, "vehicles wait at their berths while the receiver has no room"},
    {Key::port, "vehicles wait at their berths while the receiver has no room"},
    {Key::unload, "each of its vehicles unloads for itself"},
    {Key::on_close, "vehicles bring what they carry, and come back"},
};

void refuse_with_a_fleet(const Fields& fields, std::span<const NotOfFleets> rows) {
    for (const NotOfFleets& row : rows) {
        if (fields.has(row.key)) {
            complain_of(fields.binder(), FindingCode::bad_fleet, fields.key(row.key),
                        fmt::format("a route with a {} has no {}", quote(fields.binder().keys.row(Key::fleet).name),
                                    quote(fields.name_of(row.key))),
                        fmt::format("leave it out: {}", row.why));
        }
    }
}

model::Sailings read_sailings(const Fields& route, Units units) {
    Binder& binder = route.binder();
    const ValueId map = route[Key::sails];
    const Fields fields(binder, Section::sails, map, route.key(Key::sails), path_of(route, Key::sails));
    model::Sailings sails;
    sails.first = read_number(fields, Key::first);
    sails.every = read_number(fields, Key::every);
    sails.lot.first = read_number(fields, Key::lot, units);
    sails.least_lot = read_number(fields, Key::least_lot, units);
    sails.when_short = read_choice<model::WhenShort>(fields, Key::when_short);
    if (fields.has(Key::fleet)) {
        sails.fleet = read_fleet(fields, units);
        refuse_with_a_fleet(fields, not_of_sails);
        refuse_with_a_fleet(route, not_of_routes);
    }
    read_schedule(fields, Key::sails_schedule, Section::sails_change, {{Key::changed_lot, units, sails.lot}});
    sails.place = binder.span(route.key(Key::sails));
    return sails;
}

void set_level(model::Target& target, const NumberOrDays& level) {
    target.level = level.number;
    target.kind = level.in_days ? TargetKind::days_of_supply : TargetKind::stock;
}

model::Target read_target(const Fields& route, Units units) {
    const ValueId value = route[Key::target];
    model::Target target;
    if (!value.valid()) {
        return target;
    }
    Binder& binder = route.binder();
    target.place = binder.span(route.key(Key::target));
    if (binder.document.kind(value) == ValueKind::map && !is_long_form(binder.keys, binder.document, value)) {
        const Fields fields(binder, Section::target, value, route.key(Key::target), path_of(route, Key::target));
        set_level(target, read_number_or_days(fields, Key::target_level, units));
        target.hysteresis = read_number(fields, Key::target_hysteresis);
    } else {
        set_level(target, read_number_or_days(route, Key::target, units));
    }
    return target;
}

void read_transit(const Fields& route, model::Route& row) {
    const ValueId value = route[Key::transit];
    Binder& binder = route.binder();
    if (!value.valid() || binder.document.kind(value) != ValueKind::map ||
        is_long_form(binder.keys, binder.document, value)) {
        row.transit = read_number(route, Key::transit);
        return;
    }
    const Fields fields(binder, Section::transit, value, route.key(Key::transit), path_of(route, Key::transit));
    row.transit_by_chance.place = binder.span(route.key(Key::transit));
    row.transit_by_chance.least = read_number(fields, Key::transit_least);
    row.transit_by_chance.most = read_number(fields, Key::transit_most);
    row.transit_by_chance.likely = read_number(fields, Key::transit_likely);
}

model::Rejects read_rejects(const Fields& route, model::DepotId receiver) {
    model::Rejects rejects;
    const ValueId map = route[Key::rejects];
    Binder& binder = route.binder();
    if (!map.valid() || !has_kind(binder, map, Wanted::map, binder.keys.row(Key::rejects))) {
        return rejects;
    }
    const Fields fields(binder, Section::rejects, map, route.key(Key::rejects), path_of(route, Key::rejects));
    rejects.place = binder.span(route.key(Key::rejects));
    rejects.share.first = read_number(fields, Key::reject_share);
    rejects.as = refer<model::Commodity>(binder, Thing::commodity, fields[Key::rejected_as]);
    rejects.to =
        fields.has(Key::rejected_to) ? refer<model::Depot>(binder, Thing::depot, fields[Key::rejected_to]) : receiver;
    read_schedule(fields, Key::rejects_schedule, Section::rejects_change,
                  {{Key::changed_reject_share, {}, rejects.share}});
    return rejects;
}

void read_flow(const Fields& fields, model::Route& row, Units units) {
    if (fields.has(Key::route_capacity)) {
        row.capacity.first = read_number(fields, Key::route_capacity, units);
    }
    row.loss.first = read_number(fields, Key::loss);
    read_schedule(fields, Key::route_schedule, Section::route_change,
                  {{Key::changed_route_capacity, units, row.capacity}, {Key::changed_loss, {}, row.loss}});
    if (row.form == RouteForm::sailings && !row.capacity.changes.empty()) {
        complain_of(fields.binder(), FindingCode::misplaced_key, fields[Key::route_schedule],
                    fmt::format("a route with {} has no {} that could change", quote(fields.name_of(Key::sails)),
                                quote(fields.name_of(Key::route_capacity))),
                    fmt::format("lots change in the {} of {}", quote(fields.name_of(Key::sails_schedule)),
                                quote(fields.name_of(Key::sails))));
    }
}

model::Route read_route(const Fields& fields) {
    Binder& binder = fields.binder();
    model::Route row;
    read_heading(fields, row);
    row.from = refer<model::Depot>(binder, Thing::depot, fields[Key::from]);
    row.to = refer<model::Depot>(binder, Thing::depot, fields[Key::destination]);
    row.carries = refer<model::Commodity>(binder, Thing::commodity, fields[Key::carries]);
    const Units units{.of = row.carries};
    row.form = fields.has(Key::sails) ? RouteForm::sailings : RouteForm::flow;
    read_flow(fields, row, units);
    if (fields.has(Key::sails)) {
        row.sails = read_sailings(fields, units);
    }
    read_transit(fields, row);
    row.chance = read_number(fields, Key::chance);
    row.rejects = read_rejects(fields, row.to);
    row.target = read_target(fields, units);
    row.when_full = read_choice<model::WhenFull>(fields, Key::when_full);
    row.on_close = read_choice<model::OnClose>(fields, Key::on_close);
    row.port = read_number(fields, Key::port, units);
    row.unload = read_number(fields, Key::unload, units);
    row.opening = read_opening(fields);
    row.out_priority = read_priority(fields, Key::out_priority);
    row.has_out_priority = fields.has(Key::out_priority);
    row.in_priority = read_priority(fields, Key::in_priority);
    return row;
}

}  // namespace

void read_routes(const Fields& root) {
    root.binder().scenario.routes.rows().reserve(root.binder().names_of(Thing::route).size());
    for_each_thing(root, Key::routes, Section::route,
                   [&](const Fields& fields) { root.binder().scenario.routes.add(read_route(fields)); });
}

}  // namespace caisson::read
