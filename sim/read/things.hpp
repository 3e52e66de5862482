/// The parts of a scenario, one after another. The names of all things are entered before any of these is called.
#pragma once
#include "fields.hpp"

namespace caisson::read {

/// Commodities come first: every amount needs their units.
void read_commodities(const Fields& root);
void read_states(const Fields& root);
void read_depots(const Fields& root);
void read_plants(const Fields& root);
void read_fires(const Fields& root);
/// Fires come before losses, which may be for each of their rounds.
void read_losses(const Fields& root);
void read_routes(const Fields& root);
/// Routes come before the deals that use them.
void read_deals(const Fields& root);
void read_groups(const Fields& root);
/// Routes come before sanctions, whose caps may be in the units of what they carry.
void read_sanctions(const Fields& root);
/// Plants, fires, routes and deals come before rules and outcomes, whose units may depend on them; outcomes before
/// claims.
void read_rules(const Fields& root);
void read_outcomes(const Fields& root);
void read_expectations(const Fields& root);

/// What is common to all things: id, title and place.
template <class Row>
void read_heading(const Fields& fields, Row& row) {
    row.id = fields.binder().document.text(fields.owner());
    row.title = read_text(fields, Key::title);
    row.place = fields.binder().span(fields.owner());
}

[[nodiscard]] model::Opening read_opening(const Fields& fields);
[[nodiscard]] std::uint32_t read_priority(const Fields& fields, Key key);

/// Calls `read_one(fields)` for each thing of a table, in the order of the file.
/// table  the key of the table in the root
template <class ReadOne>
void for_each_thing(const Fields& root, Key table, Section section, ReadOne&& read_one) {
    const ValueId map = root[table];
    Binder& binder = root.binder();
    if (!map.valid() || binder.document.kind(map) != ValueKind::map) {
        return;
    }
    PathTable& paths = binder.scenario.paths;
    const PathId path = paths.add(binder.keys.row(table).name);
    for (ValueId key = binder.document.first(map); key.valid(); key = binder.document.next(key)) {
        if (binder.document.kind(key) == ValueKind::text) {
            read_one(
                Fields(binder, section, binder.document.first(key), key, paths.add(path, binder.document.text(key))));
        }
    }
}

}  // namespace caisson::read
