#include <algorithm>
#include <fmt/format.h>

#include "complain.hpp"
#include "measures.hpp"
#include "things.hpp"

namespace caisson::read {
namespace {

using model::Actor;
using model::Enforcement;
using model::Sanction;

model::Aim read_aim(const Fields& sanction) {
    model::Aim aim;
    const ValueId map = sanction[Key::aimed_at];
    if (!map.valid()) {
        return aim;
    }
    Binder& binder = sanction.binder();
    const Fields fields(binder, Section::aim, map, sanction.key(Key::aimed_at), path_of(sanction, Key::aimed_at));
    aim.commodities = read_names<model::Commodity>(fields, Key::aimed_commodities, Thing::commodity);
    aim.routes = read_names<model::Route>(fields, Key::aimed_routes, Thing::route);
    for (const model::StateId state : read_names<model::State>(fields, Key::aimed_states, Thing::state)) {
        aim.ends.push_back({state, {}});
    }
    for (const model::GroupId group : read_names<model::Group>(fields, Key::aimed_groups, Thing::group)) {
        aim.ends.push_back({{}, group});
    }
    return aim;
}

/// In whose unit a cap on something is; in nobody's if that is not said, which the compiler refuses.
Units units_of(const model::Scenario& scenario, const model::Aim& aim) {
    if (!aim.commodities.empty()) {
        return {.of = aim.commodities.front()};
    }
    return aim.routes.empty() ? Units{} : Units{.of = scenario.routes[aim.routes.front()].carries};
}

Enforcement* find(Sanction& sanction, const Actor& by) {
    const auto found = std::find_if(sanction.enforced.begin(), sanction.enforced.end(),
                                    [&](const Enforcement& one) { return one.by == by; });
    return found == sanction.enforced.end() ? nullptr : &*found;
}

void read_enforcers(const Fields& fields, Sanction& sanction) {
    const ValueId map = fields[Key::enforced];
    Binder& binder = fields.binder();
    if (!map.valid() || !has_kind(binder, map, Wanted::map, binder.keys.row(Key::enforced))) {
        return;
    }
    const KeyRow& row = binder.keys.row(Key::enforced);
    const PathId path = path_of(fields, Key::enforced);
    for (ValueId key = binder.document.first(map); key.valid(); key = binder.document.next(key)) {
        if (binder.document.kind(key) != ValueKind::text) {
            continue;
        }
        Enforcement one;
        one.by = read_actor(binder, key);
        one.level.first = read_number(binder, row, binder.document.first(key),
                                      binder.scenario.paths.add(path, binder.document.text(key)), {});
        one.place = binder.span(key);
        if (!(one.by == Actor{})) {
            sanction.enforced.push_back(std::move(one));
        }
    }
}

void refuse_change(const Fields& change, const Fields& sanction) {
    Binder& binder = change.binder();
    const bool named = change.has(Key::changed_by);
    if (named ? !sanction.lacks(Key::enforced) && !sanction.has(Key::enforced) : !sanction.lacks(Key::enforcement)) {
        return;  // something is written that may have been meant for it, and that was said
    }
    complain_of(binder, FindingCode::bad_sanction, named ? change[Key::changed_by] : change.owner(),
                named ? fmt::format("{} does not enforce this sanction, so that nothing could change",
                                    quote(binder.document.text(change[Key::changed_by])))
                      : fmt::format("a change without {} is one of {}, which is not written",
                                    quote(change.name_of(Key::changed_by)), quote(change.name_of(Key::enforcement))),
                named ? fmt::format("add it under {}", quote(sanction.name_of(Key::enforced)))
                      : fmt::format("say with {} whose enforcement changes, or write {}",
                                    quote(change.name_of(Key::changed_by)), quote(change.name_of(Key::enforcement))));
}

void read_change(const Fields& fields, const Fields& owner, Sanction& sanction) {
    const Actor by = read_actor(fields.binder(), fields[Key::changed_by]);
    if (fields.has(Key::changed_by) && by == Actor{}) {
        return;  // nobody is called that, which was said
    }
    Enforcement* const changed = find(sanction, by);
    if (changed == nullptr) {
        refuse_change(fields, owner);
        return;
    }
    read_change_of(fields, {Key::enforcement, {}, changed->level});
}

void read_changes(const Fields& fields, Sanction& sanction) {
    const std::vector<ValueId> list = entries(fields, Key::sanction_schedule);
    if (list.empty()) {
        return;
    }
    Binder& binder = fields.binder();
    const PathId path = path_of(fields, Key::sanction_schedule);
    for (std::size_t at = 0; at < list.size(); ++at) {
        const PathId entry = binder.scenario.paths.add(path, fmt::to_string(at));
        read_change(Fields(binder, Section::sanction_change, list[at], list[at], entry), fields, sanction);
    }
}

Sanction read_sanction(const Fields& fields) {
    Binder& binder = fields.binder();
    Sanction row;
    read_heading(fields, row);
    row.on = read_aim(fields);
    row.cuts = read_number(fields, Key::cuts);
    row.interdicts = read_number(fields, Key::interdicts);
    row.raises_prices = read_number(fields, Key::raises_prices);
    if (const ValueId cap = fields[Key::sanction_cap]; cap.valid()) {
        row.cap = read_cap(
            Fields(binder, Section::cap, cap, fields.key(Key::sanction_cap), path_of(fields, Key::sanction_cap)),
            units_of(binder.scenario, row.on));
    }
    if (fields.has(Key::enforcement)) {
        Enforcement everywhere;
        everywhere.level.first = read_number(fields, Key::enforcement);
        everywhere.place = binder.span(fields.key(Key::enforcement));
        row.enforced.push_back(std::move(everywhere));
    }
    read_enforcers(fields, row);
    read_changes(fields, row);
    return row;
}

}  // namespace

model::Cap read_cap(const Fields& fields, Units units) {
    model::Cap cap;
    cap.most = read_number(fields, Key::cap_most, units);
    cap.every = read_number(fields, Key::cap_every);
    cap.from = read_number(fields, Key::cap_from);
    cap.place = fields.binder().span(fields.owner());
    return cap;
}

void read_sanctions(const Fields& root) {
    for_each_thing(root, Key::sanctions, Section::sanction,
                   [&](const Fields& fields) { root.binder().scenario.sanctions.add(read_sanction(fields)); });
}

}  // namespace caisson::read
