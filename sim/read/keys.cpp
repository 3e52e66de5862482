#include "caisson/read/keys.hpp"

#include <algorithm>
#include <bit>
#include <iterator>
#include <utility>

#include "caisson/base/ensure.hpp"
#include "key_parts.hpp"

namespace caisson::read {
namespace {

constexpr SectionRow section_rows[] = {
    {Section::root, "a scenario", "The file", "The root of every scenario file."},
    {Section::commodity, "a commodity", "commodities", "A thing that is made, held, moved and used."},
    {Section::state, "a state", "states", "An actor. Depots belong to states, and results are summed by state.",
     "{title: Russia}"},
    {Section::depot, "a depot", "depots", "A place that holds one or more commodities."},
    {Section::holding, "a holding", "The stock of a commodity at a depot", "Written behind the commodity's id.",
     "{stock: 400k}"},
    {Section::holding_change, "a change of capacity or reserve", "schedule of a holding",
     "Capacity and reserve by date."},
    {Section::plant, "a plant", "plants", "Makes a commodity at a depot."},
    {Section::plant_change, "a change of a plant", "schedule of a plant", "Rates and yields by date."},
    {Section::fire, "a fire", "fires", "Uses commodities at a depot."},
    {Section::fire_change, "a change of a fire's rate", "schedule of a fire", "Wanted rates by date."},
    {Section::ration_stage, "a stage of rationing", "ration", "How a fire is cut as supply runs low."},
    {Section::route, "a route", "routes", "Moves a commodity from one depot to another."},
    {Section::route_change, "a change of a route", "schedule of a route", "Capacity and loss by date."},
    {Section::sails, "sailings", "sails", "Departures by a calendar."},
    {Section::sails_change, "a change of the lot", "schedule of sailings", "Lots by date."},
    {Section::target, "a target", "target", "The stock at which a route stops sending."},
    {Section::rule, "a rule", "rules",
     "When something holds, something is done: a route opens, a rate becomes another one."},
    {Section::condition, "a condition", "Conditions",
     "Something that holds or does not, at each moment. `value` and `total` sum over everything that matches what "
     "they name, as outcomes do.",
     "{value: stock, below: 7 d}"},
    {Section::action, "an action", "What rules do",
     "One change of the scenario, made when the rule fires. A path names what is changed.", "{open: routes.rail}"},
    {Section::outcome, "an outcome", "outcomes",
     "A number or a date that every run is asked for. It sums over everything that matches what it names.",
     "{total: fired}"},
    {Section::expectation, "a claim", "expect",
     "A claim about an outcome: `before`, `after`, `on` and `never` of a date; `above`, `below` and `equals` of a "
     "number."},
    {Section::variant, "a variant", "variants", "A named what-if: paths and their new values.", "{end: 100 d}"},
    {Section::estimate, "an estimate", "The long form of a number",
     "Stands wherever a number may stand: `value` alone, or `low` and `high` with or without `best`, and where it "
     "comes from."},
    {Section::rejects, "what a route rejects", "rejects",
     "A share of what arrives that is not what was sent, and goes to a depot of its own."},
    {Section::rejects_change, "a change of the share", "schedule of rejects", "Shares by date."},
    {Section::deal, "a deal", "deals", "Goods in tranches, and what is paid for them, each over routes of its own."},
    {Section::deal_goods, "the goods of a deal", "goods of a deal", "What the seller delivers."},
    {Section::deal_payments, "the payments of a deal", "payments of a deal", "What the buyer pays, by commodity.",
     "{fuel: {routes: oil-train, price: 0.04 t/round}}"},
    {Section::deal_payment, "a payment", "A payment", "Written behind the commodity's id."},
    {Section::leverage_point, "a point of the leverage", "leverage",
     "A factor of the price at so many days of supply."},
    {Section::group, "a group", "groups", "Several states that are summed, and act, together."},
    {Section::limit, "a limit", "limits", "How much of a commodity a group's members send somewhere at most."},
    {Section::sanction, "a sanction", "sanctions",
     "A measure on routes: it cuts what they carry, stops a part on the way, or caps what leaves in a period. How much "
     "of it is felt depends on who enforces it."},
    {Section::aim, "an aim", "on", "Which routes a sanction is aimed at: those that match all that is written.",
     "{states: PRK}"},
    {Section::cap, "a cap", "cap", "At most so much in each period, of all routes together."},
    {Section::sanction_change, "a change of enforcement", "schedule of a sanction", "Enforcement by date."},
    {Section::fleet, "a fleet", "fleet",
     "The vehicles of a route: each waits for a berth, loads, goes, waits for a berth, unloads and comes back."},
    {Section::guns, "a set of guns", "guns",
     "What a fire is fired with: it fires no more than its guns can, and they wear out."},
    {Section::loss, "a loss", "attrition",
     "A way in which what a depot holds is lost: so much a day, so much of each, or to an enemy's fire.",
     "{at: rus-front, of: tube, by: ukr-guns, kills: 0.0005 tube/round}"},
    {Section::loss_change, "a change of a loss", "schedule of a loss", "Intensity by date."},
    {Section::facing, "what a depot faces", "facing", "What another depot holds, of which each destroys some.",
     "{at: ukr-front, of: tube}"},
    {Section::transit, "a transit time by chance", "transit",
     "A transit time that is drawn: of sailings for each lot, of a flow once in a run."},
    {Section::closure, "a closure", "shut", "A depot at which nothing is loaded and nothing unloaded for a time."},
};

constexpr std::string_view nouns[] = {"thing", "commodity", "state", "depot",    "plant",
                                      "fire",  "route",     "group", "sanction", "state or group",
                                      "deal",  "loss",      "rule",  "outcome",  "variant"};
static_assert(std::size(nouns) == thing_count);

std::size_t position_of(Section section) {
    return static_cast<std::size_t>(std::countr_zero(static_cast<std::uint64_t>(section)));
}

}  // namespace

std::string_view noun(Thing thing) { return nouns[static_cast<std::size_t>(thing)]; }

std::span<const SectionRow> sections() { return section_rows; }

std::vector<KeyRow> keys() {
    std::vector<KeyRow> rows;
    for (const auto part :
         {scenario_keys(), shared_keys(), depot_keys(), plant_keys(), fire_keys(), attrition_keys(), route_keys(),
          deal_keys(), change_keys(), group_keys(), sanction_keys(), rule_keys(), outcome_keys(), estimate_keys()}) {
        rows.insert(rows.end(), part.begin(), part.end());
    }
    return rows;
}

namespace {

using Kind = KeyRule::Kind;

std::vector<KeyRule> rules_of_things() {
    return {
        {Kind::at_least_one, Section::holding_change, {Key::changed_depot_capacity, Key::changed_reserve}},
        {Kind::at_least_one, Section::route_change, {Key::changed_route_capacity, Key::changed_loss}},
        {Kind::at_least_one, Section::plant_change, {Key::changed_rate, Key::changed_yield}},
        {Kind::only_with, any_change, {Key::change_parts}, {Key::change_until}},
        {Kind::only_with,
         Section::plant,
         {Key::yield, Key::in_work, Key::when_dock_full, Key::dock, Key::on_shutdown},
         {Key::takes}},
        {Kind::exactly_one, Section::route, {Key::route_capacity, Key::sails}},
        {Kind::at_least_one, Section::sanction, {Key::cuts, Key::interdicts, Key::raises_prices, Key::sanction_cap}},
        {Kind::at_least_one, Section::sanction, {Key::enforcement, Key::enforced}},
        {Kind::exactly_one, Section::sanction_change, {Key::enforcement}},
        {Kind::exactly_one, Section::loss_change, {Key::intensity}},
        {Kind::exactly_one, Section::loss, {Key::loss_rate, Key::loss_each, Key::kills, Key::kills_each}},
        {Kind::exactly_one, Section::loss, {Key::killed_by}, {Key::kills}},
        {Kind::exactly_one, Section::loss, {Key::facing}, {Key::kills_each}},
        {Kind::only_with, Section::loss, {Key::killed_by}, {Key::kills}},
        {Kind::only_with, Section::loss, {Key::facing}, {Key::kills_each}},
        {Kind::only_with, Section::guns, {Key::gun_worn}, {Key::gun_life}},
        {Kind::only_with, Section::loss, {Key::law}, {Key::kills, Key::kills_each}},
        {Kind::only_with, Section::loss, {Key::against, Key::aimed}, {Key::law}},
        {Kind::at_least_one,
         Section::aim,
         {Key::aimed_commodities, Key::aimed_states, Key::aimed_groups, Key::aimed_routes}},
        {Kind::only_with, Section::route, {Key::chance}, {Key::sails}, Key::loss},
        {Kind::only_with, Section::sails, {Key::first}, {Key::every}},
        {Kind::only_with, Section::sails, {Key::least_lot, Key::when_short}, {Key::every, Key::fleet}},
    };
}

std::vector<KeyRule> rules_of_rules() {
    return {
        {Kind::exactly_one,
         Section::condition,
         {Key::level_of, Key::level_of_total, Key::date_from, Key::date_until, Key::after_rule, Key::all_of,
          Key::any_of, Key::none_of}},
        {Kind::exactly_one,
         Section::condition,
         {Key::level_below, Key::level_above},
         {Key::level_of},
         {},
         KeyRule::Said::later},
        {Kind::exactly_one, Section::condition, {Key::level_above}, {Key::level_of_total}, {}, KeyRule::Said::later},
        {Kind::only_with,
         Section::condition,
         {Key::of_commodity, Key::of_state, Key::of_group, Key::of_depot, Key::of_plant, Key::of_fire, Key::of_route,
          Key::of_deal, Key::of_loss, Key::level_below, Key::level_above},
         {Key::level_of, Key::level_of_total}},
        {Kind::only_with, Section::condition, {Key::level_below}, {Key::level_of}, {}, KeyRule::Said::later},
        {Kind::only_with, Section::condition, {Key::level_hysteresis, Key::level_back}, {Key::level_of}},
        {Kind::at_most_one, Section::condition, {Key::level_hysteresis, Key::level_back}},
        {Kind::exactly_one,
         Section::action,
         {Key::action_open, Key::action_close, Key::action_set, Key::action_scale, Key::action_withhold,
          Key::action_let_go}},
        {Kind::exactly_one,
         Section::action,
         {Key::action_to},
         {Key::action_set, Key::action_scale},
         {},
         KeyRule::Said::later},
        {Kind::only_with, Section::action, {Key::action_to}, {Key::action_set, Key::action_scale}},
    };
}

std::vector<KeyRule> rules_of_outcomes() {
    return {
        {Kind::exactly_one,
         Section::outcome,
         {Key::first_of, Key::total_of, Key::value_of, Key::lowest_of, Key::highest_of, Key::mean_of}},
        {Kind::exactly_one, Section::outcome, {Key::falls_to, Key::rises_to}, {Key::first_of}},
        {Kind::only_with, Section::outcome, {Key::falls_to, Key::rises_to}, {Key::first_of}},
        {Kind::only_with, Section::outcome, {Key::value_at}, {Key::value_of}},
        {Kind::only_with, Section::outcome, {Key::total_until}, {Key::total_of, Key::mean_of}},
        {Kind::only_with, Section::outcome, {Key::mean_from}, {Key::mean_of}},
        {Kind::at_least_one,
         Section::expectation,
         {Key::claimed_before, Key::claimed_after, Key::claimed_on, Key::claimed_never, Key::claimed_above,
          Key::claimed_below, Key::claimed_equals},
         {},
         {},
         KeyRule::Said::later},
    };
}

}  // namespace

std::vector<KeyRule> key_rules() {
    std::vector<KeyRule> rules = rules_of_things();
    for (const auto& more : {rules_of_rules(), rules_of_outcomes()}) {
        rules.insert(rules.end(), more.begin(), more.end());
    }
    return rules;
}

KeyTable::KeyTable() : KeyTable(keys()) {}

KeyTable::KeyTable(std::vector<KeyRow> rows)
    : rows_(std::move(rows)),
      by_section_(std::size(section_rows)),
      by_key_(key_count, nullptr),
      rules_by_section_(std::size(section_rows)) {
    for (const KeyRow& row : rows_) {
        by_key_[static_cast<std::size_t>(row.key)] = &row;
        for (const SectionRow& section : section_rows) {
            if (row.sections.contain(section.section)) {
                by_section_[position_of(section.section)].push_back(&row);
            }
        }
    }
    for (KeyRule& rule : key_rules()) {
        add_rule(std::move(rule));
    }
}

void KeyTable::add_rule(KeyRule rule) {
    const auto missing = [&](Key key) { return by_key_[static_cast<std::size_t>(key)] == nullptr; };
    rule.keys.erase(std::remove_if(rule.keys.begin(), rule.keys.end(), missing), rule.keys.end());
    const bool conditional = !rule.with.empty();
    rule.with.erase(std::remove_if(rule.with.begin(), rule.with.end(), missing), rule.with.end());
    if (rule.keys.empty() || (conditional && rule.with.empty())) {
        return;
    }
    for (const SectionRow& section : section_rows) {
        if (rule.sections.contain(section.section)) {
            rules_by_section_[position_of(section.section)].push_back(rule);
        }
    }
}

const KeyRow& KeyTable::row(Key key) const {
    const KeyRow* row = by_key_[static_cast<std::size_t>(key)];
    ensure(row != nullptr, "every key that the reader asks for has a row in the table of keys");
    return *row;
}

const SectionRow& KeyTable::row(Section section) const {
    const SectionRow& row = section_rows[position_of(section)];
    ensure(row.section == section, "the sections are listed in the order of their bits");
    return row;
}

const KeyRow* KeyTable::find(Section section, std::string_view name) const {
    const std::vector<const KeyRow*>& candidates = of(section);
    const auto found =
        std::find_if(candidates.begin(), candidates.end(), [&](const KeyRow* row) { return row->name == name; });
    if (found != candidates.end() && name != any_name) {
        return *found;
    }
    const auto other =
        std::find_if(candidates.begin(), candidates.end(), [](const KeyRow* row) { return row->name == any_name; });
    return other == candidates.end() ? nullptr : *other;
}

const std::vector<const KeyRow*>& KeyTable::of(Section section) const { return by_section_[position_of(section)]; }

const std::vector<KeyRule>& KeyTable::rules_of(Section section) const {
    return rules_by_section_[position_of(section)];
}

}  // namespace caisson::read
