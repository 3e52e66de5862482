/// The one table of keys: everything a person may write in a scenario file, and what it means.
///
/// The reader, the JSON Schema, the reference page and 'did you mean' all read this table, and no key is spelled
/// anywhere else. A new key is a row in sim/read/keys_*.cpp, an enumerator here, and a line in the reader that uses it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "caisson/model/role.hpp"

namespace caisson::read {

/// A kind of map in a scenario file. The values are bits, so that a key can stand in several.
enum class Section : std::uint64_t {
    root = 1ULL << 0,
    commodity = 1ULL << 1,
    state = 1ULL << 2,
    depot = 1ULL << 3,
    holding = 1ULL << 4,
    holding_change = 1ULL << 5,
    plant = 1ULL << 6,
    plant_change = 1ULL << 7,
    fire = 1ULL << 8,
    fire_change = 1ULL << 9,
    ration_stage = 1ULL << 10,
    route = 1ULL << 11,
    route_change = 1ULL << 12,
    sails = 1ULL << 13,
    sails_change = 1ULL << 14,
    target = 1ULL << 15,
    rule = 1ULL << 16,
    condition = 1ULL << 17,
    action = 1ULL << 18,
    outcome = 1ULL << 19,
    expectation = 1ULL << 20,
    variant = 1ULL << 21,
    estimate = 1ULL << 22,
    rejects = 1ULL << 23,
    rejects_change = 1ULL << 24,
    deal = 1ULL << 25,
    deal_goods = 1ULL << 26,
    deal_payments = 1ULL << 27,
    deal_payment = 1ULL << 28,
    leverage_point = 1ULL << 29,
    group = 1ULL << 30,
    limit = 1ULL << 31,
    sanction = 1ULL << 32,
    aim = 1ULL << 33,
    cap = 1ULL << 34,
    sanction_change = 1ULL << 35,
    fleet = 1ULL << 36,
    guns = 1ULL << 37,
    loss = 1ULL << 38,
    loss_change = 1ULL << 39,
    facing = 1ULL << 40,
    transit = 1ULL << 41,
    closure = 1ULL << 42,
};

/// Several kinds of map.
struct Sections {
    std::uint64_t bits = 0;

    constexpr Sections() = default;

    // implicit, so that a row can name one section or several alike
    constexpr Sections(Section section)  // NOLINT(google-explicit-constructor)
        : bits(static_cast<std::uint64_t>(section)) {}

    [[nodiscard]] constexpr bool contain(Section section) const {
        return (bits & static_cast<std::uint64_t>(section)) != 0;
    }

    friend constexpr Sections operator|(Sections a, Sections b) {
        Sections both;
        both.bits = a.bits | b.bits;
        return both;
    }
};

constexpr Sections operator|(Section a, Section b) { return Sections{a} | Sections{b}; }

/// By which name the reader calls a key. Keys that mean the same in several sections have one name.
enum class Key : std::uint16_t {
    // anywhere
    title,
    note,
    // root
    version,
    extends,
    start,
    end,
    seed,
    commodities,
    states,
    depots,
    plants,
    fires,
    attrition,
    routes,
    deals,
    groups,
    sanctions,
    rules,
    outcomes,
    expectations,
    variants,
    // commodities
    unit,
    conversions,
    copied,
    duds,
    duds_a_year,
    // depots
    state,
    berths,
    holding,
    stock,
    depot_capacity,
    reserve,
    holding_schedule,
    stock_origin,
    stock_age,
    issue,
    shelf_life,
    // plants and fires
    at,
    makes,
    rate,
    needs,
    takes,
    yield,
    in_work,
    when_dock_full,
    dock,
    on_shutdown,
    plant_schedule,
    uses,
    rigid,
    ration,
    fire_schedule,
    guns,
    gun_kind,
    gun_rate,
    gun_life,
    gun_worn,
    // attrition
    loss_at,
    loss_of,
    loss_rate,
    loss_each,
    kills,
    kills_each,
    killed_by,
    facing,
    facing_at,
    facing_of,
    law,
    against,
    aimed,
    intensity,
    loss_schedule,
    // rationing
    below,
    to,
    hysteresis,
    // routes
    from,
    destination,
    carries,
    route_capacity,
    sails,
    transit,
    loss,
    chance,
    target,
    when_full,
    port,
    unload,
    on_close,
    rejects,
    reject_share,
    rejected_as,
    rejected_to,
    rejects_schedule,
    route_schedule,
    every,
    first,
    lot,
    least_lot,
    when_short,
    fleet,
    vehicles,
    vehicle_loads,
    vehicle_unloads,
    vehicle_returns,
    leaves_after,
    lost_lot,
    sails_schedule,
    target_level,
    target_hysteresis,
    transit_least,
    transit_most,
    transit_likely,
    shut,
    shut_from,
    shut_until,
    // states, groups and sanctions
    state_needs,
    members,
    prefers,
    limits,
    limit_of,
    limit_to,
    aimed_at,
    aimed_commodities,
    aimed_states,
    aimed_groups,
    aimed_routes,
    cuts,
    interdicts,
    raises_prices,
    sanction_cap,
    cap_most,
    cap_every,
    cap_from,
    enforcement,
    enforced,
    sanction_schedule,
    changed_by,
    // everything that works
    open,
    opens,
    closes,
    in_priority,
    out_priority,
    // changes by date
    change_from,
    change_until,
    change_parts,
    changed_depot_capacity,
    changed_reserve,
    changed_rate,
    changed_wanted,
    changed_route_capacity,
    changed_loss,
    changed_lot,
    changed_yield,
    changed_reject_share,
    // deals
    deal_goods,
    tranche,
    tranches,
    least_tranche,
    deal_payments,
    deal_payment,
    part_routes,
    goods_risk,
    payment_risk,
    withheld,
    price,
    pay_on,
    credit,
    budget,
    leverage,
    leverage_days,
    leverage_factor,
    // rules
    rule_when,
    rule_held,
    rule_after,
    rule_times,
    rule_actions,
    // conditions of rules
    all_of,
    any_of,
    none_of,
    level_of,
    level_of_total,
    date_from,
    date_until,
    after_rule,
    level_below,
    level_above,
    level_hysteresis,
    level_back,
    // what rules do
    action_open,
    action_close,
    action_set,
    action_scale,
    action_withhold,
    action_let_go,
    action_to,
    // outcomes
    first_of,
    total_of,
    value_of,
    lowest_of,
    highest_of,
    mean_of,
    of_commodity,
    of_state,
    of_group,
    of_depot,
    of_plant,
    of_fire,
    of_route,
    of_deal,
    of_loss,
    falls_to,
    rises_to,
    value_at,
    mean_from,
    total_until,
    outcome_origin,
    outcome_as,
    // claims
    claimed_outcome,
    claimed_before,
    claimed_after,
    claimed_on,
    claimed_above,
    claimed_below,
    claimed_equals,
    claimed_never,
    claimed_in,
    // variants
    override_path,
    // the long form of a number
    estimate_value,
    estimate_low,
    estimate_best,
    estimate_high,
    estimate_source,
    estimate_as_of,
    estimate_assumption,
};

inline constexpr std::size_t key_count = static_cast<std::size_t>(Key::estimate_assumption) + 1;

/// What stands behind a key.
enum class Shape : std::uint8_t {
    version,  ///< the number 1
    text,     ///< free text
    file,     ///< the name of another scenario file
    date,     ///< a calendar date
    period,   ///< a year, a month or a day
    number,   ///< a quantity, a range, or the long form of an estimate; the role says of what; or one of `words`
    number_or_object,  ///< a number, or a map `inside` that holds it with more
    flag,              ///< true or false
    whole,             ///< a whole number
    word,              ///< one of `words`
    unit_word,         ///< the word by which a commodity is counted
    name,              ///< the id of one of `names`
    name_or_names,     ///< such an id, or a list of them
    path,              ///< the path of a thing, or of a value of one
    new_value,         ///< of what a path beside it names; or a number of the role, a fraction of that
    uses,              ///< such an id, a list of them, or a map of them to numbers of the role
    name_or_numbers,   ///< such an id, or a map of them to numbers of the role
    numbers,           ///< a map of ids of `names`, or of new unit words if there are none, to numbers of the role
    object,            ///< a map `inside`
    list,              ///< a list of maps `inside`
    table,             ///< a map of new ids to maps `inside`
    any,               ///< whatever the path that is overridden takes
};

/// What an id can name.
enum class Thing : std::uint8_t {
    nothing,
    commodity,
    state,
    depot,
    plant,
    fire,
    route,
    group,
    sanction,
    actor,  ///< a state or a group
    deal,
    loss,
    rule,
    outcome,
    variant,
};

inline constexpr std::size_t thing_count = static_cast<std::size_t>(Thing::variant) + 1;

/// How a kind of thing is called: `depot`.
[[nodiscard]] std::string_view noun(Thing thing);

enum class Presence : std::uint8_t { optional, required };

/// One of the words that a key takes.
struct WordRow {
    std::string_view word;
    std::uint8_t value;  ///< of the enumeration that the model has for it
    std::string_view help;
};

/// The name of a row that stands for every name that is not written in the table.
inline constexpr std::string_view any_name = "*";

/// The whole numbers that a key takes, both ends included.
struct WholeBounds {
    std::uint64_t least = 0;
    std::uint64_t most = 0;
};

/// One key.
struct KeyRow {
    Key key{};
    std::string_view name{};  ///< as a person writes it, or `any_name`
    Sections sections{};      ///< where it may stand
    Shape shape{};
    std::optional<model::Role> role{};           ///< of a number: its dimension and its bounds
    std::optional<model::Role> role_in_days{};   ///< of a number that may be a stretch of time as well
    std::optional<model::Role> role_as_share{};  ///< of a number that may be a share as well
    Section inside{};                            ///< of a map, a list or a table
    std::size_t fewest = 0;                      ///< entries of a list
    Thing names{};
    std::span<const WordRow> words{};
    WholeBounds whole{};  ///< of a whole number
    Presence presence = Presence::optional;
    std::string_view fallback{};  ///< the value if it is not written, as a person would write it, or in words
    std::string_view help{};      ///< one sentence or two, for the reference page and for editors
    std::string_view example{};   ///< what may stand behind the key
};

/// Whether it stands in another map if the number is a share: what a claim claims stands with the outcome. What a level
/// is of stands beside it.
[[nodiscard]] inline bool is_share_by_another_map(const KeyRow& row) {
    return row.role_as_share == model::Role::of_all;
}

/// One kind of map.
struct SectionRow {
    Section section{};
    std::string_view name{};     ///< in messages: `a plant`
    std::string_view heading{};  ///< on the reference page
    std::string_view help{};
    std::string_view example{};  ///< what may stand there, unless required keys say enough
};

/// How the keys of one map depend on one another.
struct KeyRule {
    enum class Kind : std::uint8_t {
        exactly_one,   ///< one of these keys must be written, and no other of them
        at_least_one,  ///< one of these keys must be written
        at_most_one,   ///< no two of these keys are written
        only_with,     ///< these keys have no meaning unless one of `with` is written
    };

    /// Who says that one is missing, or has no meaning: the map, or the reader once it knows what would do.
    enum class Said : std::uint8_t { at_once, later };

    Kind kind{};
    Sections sections{};
    std::vector<Key> keys{};
    std::vector<Key> with{};       ///< where one must be written: only if one of these is
    std::optional<Key> instead{};  ///< where one has no meaning: what was meant, most likely
    Said said = Said::at_once;
};

/// All rules of keys.
[[nodiscard]] std::vector<KeyRule> key_rules();

/// All sections, in the order of the reference page.
[[nodiscard]] std::span<const SectionRow> sections();

/// All keys, by section, in the order in which a person would write them.
[[nodiscard]] std::vector<KeyRow> keys();

/// The keys, ready for looking up.
/// cost  made in some microseconds, once for each scenario, schema or page
class KeyTable {
public:
    KeyTable();

    /// For tests: a table in which something is missing.
    explicit KeyTable(std::vector<KeyRow> rows);

    KeyTable(const KeyTable&) = delete;
    KeyTable& operator=(const KeyTable&) = delete;

    [[nodiscard]] const std::vector<KeyRow>& rows() const { return rows_; }

    /// Whether the table has a row for a key; it has one for each, unless a test took it out.
    [[nodiscard]] bool has(Key key) const { return by_key_[static_cast<std::size_t>(key)] != nullptr; }

    /// The row of a key.
    /// fails  Bug if the table has none
    [[nodiscard]] const KeyRow& row(Key key) const;

    [[nodiscard]] const SectionRow& row(Section section) const;

    /// The row of a name in a section; the row for any other name if the section has one; else nothing.
    [[nodiscard]] const KeyRow* find(Section section, std::string_view name) const;

    /// The keys of a section, in the order of the table.
    [[nodiscard]] const std::vector<const KeyRow*>& of(Section section) const;

    /// The rules of a section, as far as the table has their keys.
    [[nodiscard]] const std::vector<KeyRule>& rules_of(Section section) const;

private:
    void add_rule(KeyRule rule);

    std::vector<KeyRow> rows_;
    std::vector<std::vector<const KeyRow*>> by_section_;
    std::vector<const KeyRow*> by_key_;
    std::vector<std::vector<KeyRule>> rules_by_section_;
};

}  // namespace caisson::read
