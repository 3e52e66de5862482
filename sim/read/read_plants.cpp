#include <fmt/format.h>

#include "complain.hpp"
#include "numbers.hpp"
#include "things.hpp"

namespace caisson::read {
namespace {

using model::CommodityId;

void read_needs(const Fields& fields, model::Plant& plant) {
    const ValueId map = fields[Key::needs];
    Binder& binder = fields.binder();
    if (!map.valid() || !has_kind(binder, map, Wanted::map, binder.keys.row(Key::needs))) {
        return;
    }
    const KeyRow& row = binder.keys.row(Key::needs);
    const PathId path = path_of(fields, Key::needs);
    for (ValueId key = binder.document.first(map); key.valid(); key = binder.document.next(key)) {
        if (binder.document.kind(key) != ValueKind::text) {
            continue;
        }
        model::Need need;
        need.commodity = refer<model::Commodity>(binder, Thing::commodity, key);
        need.place = binder.span(key);
        need.per_unit = read_number(binder, row, binder.document.first(key),
                                    binder.scenario.paths.add(path, binder.document.text(key)),
                                    Units{.of = need.commodity, .per = plant.makes});
        plant.needs.push_back(need);
    }
}

void refuse_yields(const Fields& fields) {
    complain_of(fields.binder(), FindingCode::bad_schedule, fields[Key::plant_schedule],
                fmt::format("a plant without {} has no {} that could change", quote(fields.name_of(Key::takes)),
                            quote(fields.name_of(Key::yield))),
                fmt::format("write how long it takes: {}", quote(fields.name_of(Key::takes))));
}

void read_work(const Fields& fields, model::Plant& plant) {
    const Units units{.of = plant.makes};
    model::Work& work = plant.work;
    work.takes = read_number(fields, Key::takes);
    work.yield.first = read_number(fields, Key::yield);
    work.in_work = read_choice<model::InWork>(fields, Key::in_work);
    work.when_full = read_choice<model::WhenDockFull>(fields, Key::when_dock_full);
    work.dock = read_number(fields, Key::dock, units);
    work.on_close = read_choice<model::OnShutdown>(fields, Key::on_shutdown);
    read_schedule(fields, Key::plant_schedule, Section::plant_change,
                  {{Key::changed_rate, units, plant.rate}, {Key::changed_yield, {}, work.yield}});
    if (fields.lacks(Key::takes) && !work.yield.changes.empty()) {
        refuse_yields(fields);
    }
}

}  // namespace

void read_plants(const Fields& root) {
    root.binder().scenario.plants.rows().reserve(root.binder().names_of(Thing::plant).size());
    for_each_thing(root, Key::plants, Section::plant, [&](const Fields& fields) {
        Binder& binder = fields.binder();
        model::Plant row;
        read_heading(fields, row);
        row.at = refer<model::Depot>(binder, Thing::depot, fields[Key::at]);
        row.makes = refer<model::Commodity>(binder, Thing::commodity, fields[Key::makes]);
        const Units units{.of = row.makes};
        row.rate.first = read_number(fields, Key::rate, units);
        read_work(fields, row);
        read_needs(fields, row);
        row.opening = read_opening(fields);
        row.in_priority = read_priority(fields, Key::in_priority);
        row.out_priority = read_priority(fields, Key::out_priority);
        binder.scenario.plants.add(std::move(row));
    });
}

}  // namespace caisson::read
