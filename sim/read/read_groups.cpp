#include <algorithm>
#include <fmt/format.h>

#include "complain.hpp"
#include "measures.hpp"
#include "things.hpp"

namespace caisson::read {
namespace {

model::Limit read_limit(const Fields& fields) {
    model::Limit limit;
    limit.of = refer<model::Commodity>(fields.binder(), Thing::commodity, fields[Key::limit_of]);
    limit.to = read_actor(fields.binder(), fields[Key::limit_to]);
    limit.cap = read_cap(fields, {.of = limit.of});
    return limit;
}

void read_limits(const Fields& fields, model::Group& group) {
    const std::vector<ValueId> list = entries(fields, Key::limits);
    if (list.empty()) {
        return;
    }
    Binder& binder = fields.binder();
    const PathId path = path_of(fields, Key::limits);
    for (std::size_t at = 0; at < list.size(); ++at) {
        const PathId entry = binder.scenario.paths.add(path, fmt::to_string(at));
        group.limits.push_back(read_limit(Fields(binder, Section::limit, list[at], list[at], entry)));
    }
}

void add_need(Binder& binder, std::vector<model::StateNeed>& needs, ValueId name, model::Number weight) {
    const auto commodity = refer<model::Commodity>(binder, Thing::commodity, name);
    const auto same = [&](const model::StateNeed& need) { return need.commodity == commodity; };
    if (commodity.valid() && std::any_of(needs.begin(), needs.end(), same)) {
        complain_of(binder, FindingCode::duplicate_id, name,
                    fmt::format("{} is needed twice", quote(binder.document.text(name))), "remove one of the two");
        return;
    }
    needs.push_back({commodity, weight, binder.span(name)});
}

}  // namespace

std::vector<model::StateNeed> read_state_needs(const Fields& state) {
    std::vector<model::StateNeed> needs;
    const ValueId value = state[Key::state_needs];
    if (!value.valid()) {
        return needs;
    }
    Binder& binder = state.binder();
    if (binder.document.kind(value) == ValueKind::map) {
        const KeyRow& row = binder.keys.row(Key::state_needs);
        const PathId path = path_of(state, Key::state_needs);
        for (ValueId key = binder.document.first(value); key.valid(); key = binder.document.next(key)) {
            if (binder.document.kind(key) == ValueKind::text) {
                const PathId weight = binder.scenario.paths.add(path, binder.document.text(key));
                add_need(binder, needs, key, read_number(binder, row, binder.document.first(key), weight, {}));
            }
        }
        return needs;
    }
    const std::vector<ValueId> names = names_of_list(state, Key::state_needs);
    for (const ValueId name : names) {
        add_need(binder, needs, name, model::Number{1.0 / static_cast<double>(names.size())});
    }
    return needs;
}

model::Actor read_actor(Binder& binder, ValueId value) {
    const auto index = value.valid() ? refer(binder, Thing::actor, value) : ValueId::nothing;
    return index == ValueId::nothing ? model::Actor{} : actor_at(binder, index);
}

model::Actor actor_at(const Binder& binder, std::uint32_t index) {
    const auto states = static_cast<std::uint32_t>(binder.names_of(Thing::state).size());
    return index < states ? model::Actor{model::StateId{index}, {}} : model::Actor{{}, model::GroupId{index - states}};
}

std::vector<ValueId> names_of_list(const Fields& fields, Key key) {
    const ValueId value = fields[key];
    std::vector<ValueId> names;
    if (!value.valid()) {
        return names;
    }
    if (fields.binder().document.kind(value) != ValueKind::list) {
        names.push_back(value);
        return names;
    }
    for (ValueId entry = fields.binder().document.first(value); entry.valid();
         entry = fields.binder().document.next(entry)) {
        names.push_back(entry);
    }
    if (names.empty()) {
        const KeyRow& row = fields.binder().keys.row(key);
        complain_of(fields.binder(), FindingCode::missing_key, value, fmt::format("{} names nothing", quote(row.name)),
                    "name one at least");
    }
    return names;
}

void read_groups(const Fields& root) {
    for_each_thing(root, Key::groups, Section::group, [&](const Fields& fields) {
        model::Group row;
        read_heading(fields, row);
        row.members = read_names<model::State>(fields, Key::members, Thing::state);
        for (const ValueId name : names_of_list(fields, Key::prefers)) {
            const model::Actor preferred = read_actor(fields.binder(), name);
            if (!(preferred == model::Actor{})) {
                row.prefers.push_back(preferred);
            }
        }
        read_limits(fields, row);
        root.binder().scenario.groups.add(std::move(row));
    });
}

}  // namespace caisson::read
