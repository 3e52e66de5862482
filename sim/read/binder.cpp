#include "binder.hpp"

#include <fmt/format.h>
#include <iterator>

#include "caisson/base/ensure.hpp"
#include "caisson/base/nearest.hpp"
#include "caisson/base/number_text.hpp"
#include "caisson/base/path.hpp"
#include "complain.hpp"
#include "examples.hpp"
#include "numbers.hpp"

namespace caisson::read {
namespace {

std::string_view word_of(ValueKind kind) {
    switch (kind) {
        case ValueKind::list:
            return "a list";
        case ValueKind::map:
            return "a map";
        case ValueKind::text:
        case ValueKind::broken:
            break;
    }
    return "a single value";
}

bool is(ValueKind kind, Wanted wanted) {
    return (wanted == Wanted::text && kind == ValueKind::text) || (wanted == Wanted::list && kind == ValueKind::list) ||
           (wanted == Wanted::map && kind == ValueKind::map);
}

std::string_view word_of(Wanted wanted) {
    switch (wanted) {
        case Wanted::list:
            return word_of(ValueKind::list);
        case Wanted::map:
            return word_of(ValueKind::map);
        case Wanted::text:
            break;
    }
    return word_of(ValueKind::text);
}

Finding& with_replaced(Binder& binder, Finding& finding, ValueId value) {
    if (const ValueId old = binder.document.replaced_by(value); old.valid()) {
        finding.related.push_back({binder.span(old), "in place of this"});
    }
    return finding;
}

/// A name that clashes with a key of the maps in which it is itself a key.
bool clashes_with_key(Binder& binder, Thing thing, ValueId key) {
    if (thing != Thing::commodity) {
        return false;
    }
    const KeyRow* row = binder.keys.find(Section::depot, binder.document.text(key));
    if (row == nullptr || row->name == any_name) {
        return false;
    }
    complain_of(
        binder, FindingCode::duplicate_id, key,
        fmt::format("no commodity can be called {}: it is a key of every depot", quote(binder.document.text(key))),
        "choose another id");
    return true;
}

void enter_name(Binder& binder, Thing thing, ValueId key) {
    const std::string_view id = binder.document.text(key);
    if (const auto error = what_is_wrong_with_id(id)) {
        complain_of(binder, FindingCode::bad_id, TextPart{key, error->offset_in_bytes, error->length_in_bytes},
                    error->message, error->repair);
    } else {
        clashes_with_key(binder, thing, key);
    }
    NameTable& names = binder.names_of(thing);
    names.emplace(id, Named{static_cast<std::uint32_t>(names.size()), key});
}

std::string repair_of_reference(const Binder& binder, Thing thing) {
    const std::string_view table = binder.keys.row(table_of(thing)).name;
    if (binder.names_of(thing).empty()) {
        return fmt::format("none is defined: add it to the {}", table);
    }
    const std::vector<std::string_view> known = names_to_suggest(binder, thing);
    return fmt::format("name one of the {}{}{}", table, known.empty() ? "" : ": ", list_of(known));
}

void complain_of_no_id(Binder& binder, Thing thing, ValueId value) {
    const ValueKind kind = binder.document.kind(value);
    if (kind != ValueKind::broken) {
        complain_of(binder, FindingCode::wrong_shape, value,
                    fmt::format("the id of a {} belongs here, not {}", noun(thing), word_of(kind)),
                    repair_of_reference(binder, thing));
    }
}

/// What to write instead of a value of the wrong kind.
std::string repair_of_kind(const Binder& binder, ValueKind found, Wanted wanted, const KeyRow& row) {
    if (wanted == Wanted::list && found == ValueKind::map) {
        return "put it into brackets, or begin it with \"- \"";
    }
    if (row.shape == Shape::table && found == ValueKind::list) {
        return "put an id and a colon in the place of each dash";
    }
    return row.name == any_name ? fmt::format("such as {}", row.example)
                                : fmt::format("such as {}", example_line(binder, row));
}

/// A single value where a map of keys belongs may be meant for the one key that the map must have.
std::string repair_of_map(const Binder& binder, ValueId value, Section section) {
    const KeyRow* only = nullptr;
    std::size_t required = 0;
    for (const KeyRow* row : binder.keys.of(section)) {
        if (row->presence == Presence::required) {
            only = row;
            ++required;
        }
    }
    if (required == 1 && binder.document.kind(value) == ValueKind::text) {
        return fmt::format("write \"{{{}: {}}}\"", only->name, printable(binder.document.text(value)));
    }
    return fmt::format("such as {}", example_of(binder, section));
}

}  // namespace

Binder make_binder(const Document& document, const Sources& sources, const KeyTable& keys, model::Scenario& scenario,
                   Findings& findings) {
    Binder binder{document, sources, keys, scenario, findings};
    for (const KeyRow& row : keys.rows()) {
        binder.fallbacks[static_cast<std::size_t>(row.key)] = fallback_number(row);
    }
    return binder;
}

Key table_of(Thing thing) {
    constexpr Key tables[] = {Key::commodities, Key::states, Key::depots,    Key::plants,  Key::fires,
                              Key::routes,      Key::groups, Key::sanctions, Key::states,  Key::deals,
                              Key::attrition,   Key::rules,  Key::outcomes,  Key::variants};
    static_assert(std::size(tables) + 1 == thing_count);
    ensure(thing != Thing::nothing, "every kind of thing has a table");
    return tables[static_cast<std::size_t>(thing) - 1];
}

Finding& complain_of(Binder& binder, FindingCode code, ValueId value, std::string_view message,
                     std::string_view repair) {
    Finding& finding = complain(binder.findings, code, binder.span(value), message, repair);
    return with_replaced(binder, finding, value);
}

Finding& complain_of(Binder& binder, FindingCode code, const TextPart& part, std::string_view message,
                     std::string_view repair) {
    const SourceSpan where = binder.document.span(part.value, binder.sources, part.offset, part.length);
    Finding& finding = complain(binder.findings, code, where, message, repair);
    return with_replaced(binder, finding, part.value);
}

std::vector<std::string_view> names_to_suggest(const Binder& binder, Thing thing) {
    const NameTable& names = binder.names_of(thing);
    if (!worth_a_look(binder.findings, names.size())) {
        return {};
    }
    std::vector<std::string_view> all(names.size());
    for (const auto& [name, named] : names) {
        all[named.index] = name;
    }
    return all;
}

bool has_kind(Binder& binder, ValueId value, Wanted wanted, const KeyRow& row) {
    const ValueKind kind = binder.document.kind(value);
    if (is(kind, wanted)) {
        return true;
    }
    if (kind != ValueKind::broken) {
        complain_of(binder, FindingCode::wrong_shape, value,
                    fmt::format("{} is {}, not {}", row.name == any_name ? "this" : quote(row.name), word_of(wanted),
                                word_of(kind)),
                    repair_of_kind(binder, kind, wanted, row));
    }
    return false;
}

bool is_map_of(Binder& binder, ValueId value, Section section) {
    const ValueKind kind = binder.document.kind(value);
    if (kind != ValueKind::map && kind != ValueKind::broken) {
        complain_of(binder, FindingCode::wrong_shape, value,
                    fmt::format("{} is a map, not {}", binder.keys.row(section).name, word_of(kind)),
                    repair_of_map(binder, value, section));
    }
    return kind == ValueKind::map;
}

void enter_names(Binder& binder, Thing thing, const KeyRow& row, ValueId table) {
    if (!table.valid()) {
        return;
    }
    NameTable& names = binder.names_of(thing);
    if (!has_kind(binder, table, Wanted::map, row)) {
        names.complete = false;
        return;
    }
    names.reserve(binder.document.count(table));
    for (ValueId key = binder.document.first(table); key.valid(); key = binder.document.next(key)) {
        if (binder.document.kind(key) == ValueKind::text) {
            enter_name(binder, thing, key);
        } else {
            names.complete = false;
        }
    }
}

void enter_actors(Binder& binder) {
    const NameTable& states = binder.names_of(Thing::state);
    const NameTable& groups = binder.names_of(Thing::group);
    NameTable& actors = binder.names_of(Thing::actor);
    actors.complete = states.complete && groups.complete;
    for (const auto& [name, named] : states) {
        actors.emplace(name, named);
    }
    for (const auto& [name, named] : groups) {
        const Named actor{static_cast<std::uint32_t>(states.size()) + named.index, named.key};
        const auto [first, added] = actors.emplace(name, actor);
        if (!added) {
            complain_of(binder, FindingCode::duplicate_id, named.key,
                        fmt::format("a state is called {} already", quote(name)), "choose another id for the group")
                .related.push_back({binder.span(first->second.key), "the state"});
        }
    }
}

std::uint32_t refer(Binder& binder, Thing thing, ValueId value) {
    constexpr std::uint32_t nothing = ValueId::nothing;
    const NameTable& names = binder.names_of(thing);
    if (binder.document.kind(value) != ValueKind::text) {
        complain_of_no_id(binder, thing, value);
        return nothing;
    }
    const std::string_view id = binder.document.text(value);
    const auto found = names.find(id);
    if (found != names.end()) {
        return found->second.index;
    }
    if (!names.complete) {
        return nothing;
    }
    const std::vector<std::string_view> known = names_to_suggest(binder, thing);
    Finding& finding = complain_of(binder, FindingCode::unknown_name, value,
                                   fmt::format("unknown {} {}", noun(thing), quote(id)), did_you_mean(id, known));
    if (const auto near = nearest_name(id, known)) {
        finding.related.push_back({binder.span(names.at(*near).key), ""});
    } else {
        finding.repair = repair_of_reference(binder, thing);
    }
    return nothing;
}

}  // namespace caisson::read
