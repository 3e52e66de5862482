#include <fmt/format.h>

#include "caisson/base/unit.hpp"
#include "complain.hpp"
#include "measures.hpp"
#include "numbers.hpp"
#include "of_states.hpp"
#include "things.hpp"

namespace caisson::read {
namespace {

using model::CommodityId;

/// A new unit word, after a complaint if it cannot be one.
bool check_unit_word(Binder& binder, ValueId word) {
    const std::string_view text = binder.document.text(word);
    if (valid_unit_word(text)) {
        return true;
    }
    complain_of(binder, FindingCode::bad_id, word, fmt::format("{} cannot be a unit", quote(text)),
                "a unit is a letter, then letters, digits, - and _, and no word of time or of the grammar");
    return false;
}

std::string read_unit(const Fields& fields) {
    const ValueId value = fields[Key::unit];
    Binder& binder = fields.binder();
    if (!value.valid() || !has_kind(binder, value, Wanted::text, binder.keys.row(Key::unit))) {
        return {};
    }
    (void)check_unit_word(binder, value);
    return std::string{binder.document.text(value)};
}

void read_conversion(const Fields& fields, CommodityId commodity, ValueId word) {
    Binder& binder = fields.binder();
    model::Commodity& row = binder.scenario.commodities[commodity];
    const std::string_view text = binder.document.text(word);
    if (!check_unit_word(binder, word)) {
        return;
    }
    if (text == row.unit) {
        complain_of(binder, FindingCode::duplicate_id, word,
                    fmt::format("{} is {}'s own unit already", quote(text), row.id), "choose another word");
        return;
    }
    PathTable& paths = binder.scenario.paths;
    const PathId path = paths.add(path_of(fields, Key::conversions), text);
    model::Number number = read_number(binder, binder.keys.row(Key::conversions), binder.document.first(word), path,
                                       Units{.of = commodity, .per = {}, .word = text});
    row.conversions.push_back({std::string{text}, number});
}

void read_conversions(const Fields& fields, CommodityId commodity) {
    const ValueId map = fields[Key::conversions];
    Binder& binder = fields.binder();
    if (!map.valid() || !has_kind(binder, map, Wanted::map, binder.keys.row(Key::conversions))) {
        return;
    }
    std::vector<ValueId> words;
    for (ValueId word = binder.document.first(map); word.valid(); word = binder.document.next(word)) {
        if (binder.document.kind(word) == ValueKind::text) {
            words.push_back(word);
        }
    }
    for (const ValueId word : words) {
        read_conversion(fields, commodity, word);
    }
}

model::Holding read_holding(const Fields& fields, CommodityId commodity) {
    const Units units{.of = commodity};
    model::Holding holding;
    holding.commodity = commodity;
    holding.stock = read_number(fields, Key::stock, units);
    holding.capacity.first = read_number(fields, Key::depot_capacity, units);
    holding.reserve.first = read_number(fields, Key::reserve, units);
    read_schedule(
        fields, Key::holding_schedule, Section::holding_change,
        {{Key::changed_depot_capacity, units, holding.capacity}, {Key::changed_reserve, units, holding.reserve}});
    holding.kind.issue = read_choice<model::Issue>(fields, Key::issue);
    holding.kind.origins = read_of_states(fields, Key::stock_origin);
    holding.kind.age = read_number(fields, Key::stock_age);
    holding.kind.shelf_life = read_number(fields, Key::shelf_life);
    holding.place = fields.binder().span(fields.owner());
    return holding;
}

void read_holdings(const Fields& fields, model::Depot& depot) {
    Binder& binder = fields.binder();
    for (const ValueId key : fields.others()) {
        const std::string_view text = binder.document.text(key);
        const CommodityId commodity{binder.names_of(Thing::commodity).at(text).index};
        const Fields holding(binder, Section::holding, binder.document.first(key), key,
                             binder.scenario.paths.add(fields.path(), text));
        depot.holdings.push_back(read_holding(holding, commodity));
    }
}

std::vector<model::Closure> read_closures(const Fields& depot) {
    std::vector<model::Closure> closures;
    const std::vector<ValueId> list = entries(depot, Key::shut);
    if (list.empty()) {
        return closures;
    }
    Binder& binder = depot.binder();
    const PathId path = path_of(depot, Key::shut);
    for (std::size_t at = 0; at < list.size(); ++at) {
        const Fields fields(binder, Section::closure, list[at], list[at],
                            binder.scenario.paths.add(path, fmt::to_string(at)));
        closures.push_back(
            {read_number(fields, Key::shut_from), read_number(fields, Key::shut_until), binder.span(list[at])});
    }
    return closures;
}

}  // namespace

model::Opening read_opening(const Fields& fields) {
    return {read_open(fields), read_number(fields, Key::opens), read_number(fields, Key::closes)};
}

std::uint32_t read_priority(const Fields& fields, Key key) {
    return static_cast<std::uint32_t>(read_whole(fields, key));
}

void read_commodities(const Fields& root) {
    model::Scenario& scenario = root.binder().scenario;
    for_each_thing(root, Key::commodities, Section::commodity, [&](const Fields& fields) {
        model::Commodity row;
        read_heading(fields, row);
        row.unit = read_unit(fields);
        row.copied = read_flag(fields, Key::copied);
        row.duds.at_once = read_of_states(fields, Key::duds);
        row.duds.a_year = read_of_states(fields, Key::duds_a_year);
        read_conversions(fields, scenario.commodities.add(std::move(row)));
    });
}

void read_states(const Fields& root) {
    for_each_thing(root, Key::states, Section::state, [&](const Fields& fields) {
        model::State row;
        read_heading(fields, row);
        row.note = read_text(fields, Key::note);
        row.needs = read_state_needs(fields);
        root.binder().scenario.states.add(std::move(row));
    });
}

void read_depots(const Fields& root) {
    root.binder().scenario.depots.rows().reserve(root.binder().names_of(Thing::depot).size());
    for_each_thing(root, Key::depots, Section::depot, [&](const Fields& fields) {
        model::Depot row;
        read_heading(fields, row);
        row.state = refer<model::State>(fields.binder(), Thing::state, fields[Key::state]);
        if (fields.has(Key::berths)) {
            row.berths = static_cast<std::uint32_t>(read_whole(fields, Key::berths));
            row.berths_place = fields.binder().span(fields.key(Key::berths));
        }
        row.closures = read_closures(fields);
        read_holdings(fields, row);
        root.binder().scenario.depots.add(std::move(row));
    });
}

}  // namespace caisson::read
