#include <algorithm>
#include <fmt/format.h>

#include "complain.hpp"
#include "examples.hpp"
#include "numbers.hpp"
#include "things.hpp"

namespace caisson::read {
namespace {

using model::CommodityId;
using model::UseMode;

void add_use(Binder& binder, model::Fire& fire, ValueId name, model::Number share) {
    const auto commodity = refer<model::Commodity>(binder, Thing::commodity, name);
    const auto same = [&](const model::Use& use) { return use.commodity == commodity; };
    if (commodity.valid() && std::any_of(fire.uses.begin(), fire.uses.end(), same)) {
        complain_of(binder, FindingCode::duplicate_id, name,
                    fmt::format("{} is used twice", quote(binder.document.text(name))), "remove one of the two");
        return;
    }
    fire.uses.push_back({commodity, share, binder.span(name)});
}

void read_uses_in_order(Binder& binder, model::Fire& fire, ValueId list) {
    fire.mode = UseMode::in_order;
    for (ValueId entry = binder.document.first(list); entry.valid(); entry = binder.document.next(entry)) {
        add_use(binder, fire, entry, {});
    }
}

void read_uses_in_proportion(const Fields& fields, model::Fire& fire, ValueId map) {
    Binder& binder = fields.binder();
    fire.mode = UseMode::in_proportion;
    const PathId path = path_of(fields, Key::uses);
    for (ValueId key = binder.document.first(map); key.valid(); key = binder.document.next(key)) {
        if (binder.document.kind(key) == ValueKind::text) {
            const PathId share = binder.scenario.paths.add(path, binder.document.text(key));
            add_use(binder, fire, key,
                    read_number(binder, binder.keys.row(Key::uses), binder.document.first(key), share, {}));
        }
    }
}

void refuse_nothing(Binder& binder, const model::Fire& fire, ValueId uses) {
    if (fire.uses.empty() && !binder.document.first(uses).valid()) {
        complain_of(binder, FindingCode::missing_key, uses,
                    fmt::format("{} names no commodity", quote(binder.keys.row(Key::uses).name)),
                    fmt::format("such as {}", example_of(binder, binder.keys.row(Key::uses))));
    }
}

void read_uses(const Fields& fields, model::Fire& fire) {
    const ValueId uses = fields[Key::uses];
    if (!uses.valid()) {
        return;
    }
    Binder& binder = fields.binder();
    switch (binder.document.kind(uses)) {
        case ValueKind::text:
            add_use(binder, fire, uses, {});
            break;
        case ValueKind::list:
            read_uses_in_order(binder, fire, uses);
            refuse_nothing(binder, fire, uses);
            break;
        case ValueKind::map:
            read_uses_in_proportion(fields, fire, uses);
            refuse_nothing(binder, fire, uses);
            break;
        case ValueKind::broken:
            break;
    }
}

void read_rigid(const Fields& fields, model::Fire& fire) {
    const bool rigid = read_flag(fields, Key::rigid);
    if (!rigid) {
        return;
    }
    if (fire.mode == UseMode::in_order) {
        Binder& binder = fields.binder();
        complain_of(binder, FindingCode::misplaced_key, fields.key(Key::rigid),
                    fmt::format("{} has no meaning where commodities are used in order",
                                quote(binder.keys.row(Key::rigid).name)),
                    "give each commodity its share");
        return;
    }
    fire.mode = UseMode::rigid;
}

void read_ration(const Fields& fields, model::Fire& fire) {
    const std::vector<ValueId> stages = entries(fields, Key::ration);
    if (stages.empty()) {
        return;
    }
    Binder& binder = fields.binder();
    const PathId path = path_of(fields, Key::ration);
    for (std::size_t at = 0; at < stages.size(); ++at) {
        const Fields stage(binder, Section::ration_stage, stages[at], stages[at],
                           binder.scenario.paths.add(path, fmt::to_string(at)));
        fire.ration.push_back({read_number(stage, Key::below), read_number(stage, Key::to),
                               read_number(stage, Key::hysteresis), binder.span(stages[at])});
    }
    std::stable_sort(fire.ration.begin(), fire.ration.end(),
                     [](const auto& a, const auto& b) { return a.below.value > b.below.value; });
}

void read_guns(const Fields& fire, model::Fire& row, CommodityId rounds) {
    const ValueId map = fire[Key::guns];
    Binder& binder = fire.binder();
    if (!map.valid() || !has_kind(binder, map, Wanted::map, binder.keys.row(Key::guns))) {
        return;
    }
    const Fields fields(binder, Section::guns, map, fire.key(Key::guns), path_of(fire, Key::guns));
    model::Guns& guns = row.guns;
    guns.commodity = refer<model::Commodity>(binder, Thing::commodity, fields[Key::gun_kind]);
    const Units units{.of = rounds, .per = guns.commodity};
    guns.rate = read_number(fields, Key::gun_rate, units);
    guns.life = read_number(fields, Key::gun_life, units);
    guns.worn = refer<model::Commodity>(binder, Thing::commodity, fields[Key::gun_worn]);
    guns.place = binder.span(fire.key(Key::guns));
}

}  // namespace

void read_fires(const Fields& root) {
    root.binder().scenario.fires.rows().reserve(root.binder().names_of(Thing::fire).size());
    for_each_thing(root, Key::fires, Section::fire, [&](const Fields& fields) {
        Binder& binder = fields.binder();
        model::Fire row;
        read_heading(fields, row);
        row.at = refer<model::Depot>(binder, Thing::depot, fields[Key::at]);
        read_uses(fields, row);
        read_rigid(fields, row);
        const Units units{.of = row.uses.empty() ? CommodityId{} : row.uses.front().commodity};
        row.wanted.first = read_number(fields, Key::rate, units);
        read_schedule(fields, Key::fire_schedule, Section::fire_change, {{Key::changed_wanted, units, row.wanted}});
        read_ration(fields, row);
        read_guns(fields, row, units.of);
        row.opening = read_opening(fields);
        row.out_priority = read_priority(fields, Key::out_priority);
        binder.scenario.fires.add(std::move(row));
    });
}

}  // namespace caisson::read
