#include <array>
#include <fmt/format.h>

#include "complain.hpp"
#include "numbers.hpp"
#include "things.hpp"

namespace caisson::read {
namespace {

using model::CommodityId;
using model::Outcome;
using model::OutcomeKind;
using model::Variable;

struct KindKey {
    Key key;
    OutcomeKind kind;
};

constexpr std::array<KindKey, 5> kinds{{
    {Key::first_of, OutcomeKind::first},
    {Key::total_of, OutcomeKind::total},
    {Key::value_of, OutcomeKind::value},
    {Key::lowest_of, OutcomeKind::lowest},
    {Key::highest_of, OutcomeKind::highest},
}};

std::string_view name_of(const Fields& fields, Key key) { return fields.binder().keys.row(key).name; }

void read_kind(const Fields& fields, Outcome& outcome) {
    Binder& binder = fields.binder();
    ValueId first_key;
    std::vector<std::string_view> names;
    for (const KindKey& kind : kinds) {
        names.push_back(name_of(fields, kind.key));
        if (!fields.has(kind.key)) {
            continue;
        }
        if (first_key.valid()) {
            complain_of(binder, FindingCode::misplaced_key, fields.key(kind.key),
                        fmt::format("{} is asked for one thing", binder.keys.row(Section::outcome).name))
                .related.push_back({binder.span(first_key), "the other one"});
            continue;
        }
        first_key = fields.key(kind.key);
        outcome.kind = kind.kind;
        outcome.variable = static_cast<Variable>(read_word(fields, kind.key));
    }
    if (!first_key.valid()) {
        complain_of(binder, FindingCode::missing_key, fields.owner(),
                    fmt::format("{} needs the key {}", binder.keys.row(Section::outcome).name, list_of(names)));
    }
}

void read_selection(const Fields& fields, model::Selection& of) {
    Binder& binder = fields.binder();
    of.commodity = refer<model::Commodity>(binder, Thing::commodity, fields[Key::of_commodity]);
    of.state = refer<model::State>(binder, Thing::state, fields[Key::of_state]);
    of.depot = refer<model::Depot>(binder, Thing::depot, fields[Key::of_depot]);
    of.plant = refer<model::Plant>(binder, Thing::plant, fields[Key::of_plant]);
    of.fire = refer<model::Fire>(binder, Thing::fire, fields[Key::of_fire]);
    of.route = refer<model::Route>(binder, Thing::route, fields[Key::of_route]);
}

/// The commodity in whose unit the outcome is. Where several are summed they have one unit, which compile checks.
CommodityId unit_of(const model::Scenario& scenario, const model::Selection& of) {
    if (of.commodity.valid()) {
        return of.commodity;
    }
    if (of.plant.valid()) {
        return scenario.plants[of.plant].makes;
    }
    if (of.route.valid()) {
        return scenario.routes[of.route].carries;
    }
    if (of.fire.valid() && !scenario.fires[of.fire].uses.empty()) {
        return scenario.fires[of.fire].uses.front().commodity;
    }
    return scenario.commodities.empty() ? CommodityId{} : CommodityId{0};
}

void refuse_beside(const Fields& fields, Key key, Key needed) {
    if (fields.has(key)) {
        complain_of(
            fields.binder(), FindingCode::misplaced_key, fields.key(key),
            fmt::format("{} has no meaning without {}", quote(name_of(fields, key)), quote(name_of(fields, needed))));
    }
}

void complain_of_days(const Fields& fields, Key key, std::string_view wanted) {
    Binder& binder = fields.binder();
    complain_of(binder, FindingCode::wrong_dimension, fields[key],
                fmt::format("{} is {} here, not {}", quote(name_of(fields, key)), wanted,
                            quote(binder.document.text(fields[key]))));
}

void read_level(const Fields& fields, Outcome& outcome) {
    const bool falls = fields.has(Key::falls_to);
    if (falls == fields.has(Key::rises_to)) {
        complain_of(fields.binder(), falls ? FindingCode::misplaced_key : FindingCode::missing_key, fields.owner(),
                    fmt::format("the first date needs either {} or {}", quote(name_of(fields, Key::falls_to)),
                                quote(name_of(fields, Key::rises_to))));
        return;
    }
    const Key key = falls ? Key::falls_to : Key::rises_to;
    const auto level = read_number_or_days(fields, key, Units{.of = unit_of(fields.binder().scenario, outcome.of)});
    outcome.side = falls ? model::Side::below : model::Side::above;
    outcome.level = level.number;
    outcome.in_days = level.in_days || outcome.variable == Variable::days_of_supply;
    if (outcome.in_days && !level.in_days && level.number.value != 0.0) {
        complain_of_days(fields, key, "a stretch of time");
    }
}

void read_when(const Fields& fields, Outcome& outcome) {
    if (outcome.kind == OutcomeKind::first) {
        read_level(fields, outcome);
    } else {
        refuse_beside(fields, Key::falls_to, Key::first_of);
        refuse_beside(fields, Key::rises_to, Key::first_of);
    }
    if (outcome.kind == OutcomeKind::value) {
        outcome.when = read_number(fields, Key::value_at);
    } else {
        refuse_beside(fields, Key::value_at, Key::value_of);
    }
    if (outcome.kind == OutcomeKind::total) {
        outcome.when = read_number(fields, Key::total_until);
    } else {
        refuse_beside(fields, Key::total_until, Key::total_of);
    }
}

std::string read_variants(const Fields& fields) {
    const ValueId value = fields[Key::claimed_in];
    Binder& binder = fields.binder();
    if (!value.valid()) {
        return {};
    }
    std::vector<std::string> names;
    const auto add = [&](ValueId name) {
        if (refer(binder, Thing::variant, name) != ValueId::nothing) {
            names.emplace_back(binder.document.text(name));
        }
    };
    if (binder.document.kind(value) == ValueKind::list) {
        for (ValueId entry = binder.document.first(value); entry.valid(); entry = binder.document.next(entry)) {
            add(entry);
        }
    } else {
        add(value);
    }
    return fmt::format("{}", fmt::join(names, ","));
}

void refuse_claim(const Fields& fields, Key key, std::string_view what) {
    if (fields.has(key)) {
        complain_of(fields.binder(), FindingCode::bad_expectation, fields.key(key),
                    fmt::format("the outcome is {}, of which {} says nothing", what, quote(name_of(fields, key))));
    }
}

constexpr Key date_claims[] = {Key::claimed_before, Key::claimed_after, Key::claimed_on, Key::claimed_never};
constexpr Key number_claims[] = {Key::claimed_above, Key::claimed_below, Key::claimed_equals};

void read_date_claims(const Fields& fields, model::Expectation& claim) {
    claim.before = read_number(fields, Key::claimed_before);
    claim.after = read_number(fields, Key::claimed_after);
    claim.on = read_number(fields, Key::claimed_on);
    if (fields.has(Key::claimed_never)) {
        claim.never = read_flag(fields, Key::claimed_never) ? 1 : 0;
    }
    for (const Key key : number_claims) {
        refuse_claim(fields, key, "a date");
    }
}

void read_number_claims(const Fields& fields, const Outcome& outcome, model::Expectation& claim) {
    const Units units{.of = unit_of(fields.binder().scenario, outcome.of)};
    const bool in_days = outcome.variable == Variable::days_of_supply;
    const auto read = [&](Key key) {
        const NumberOrDays number = read_number_or_days(fields, key, units);
        if (number.number.written() && number.in_days != in_days && number.number.value != 0.0) {
            complain_of_days(fields, key, in_days ? "a stretch of time" : "an amount");
        }
        return number.number;
    };
    claim.above = read(Key::claimed_above);
    claim.below = read(Key::claimed_below);
    claim.equals = read(Key::claimed_equals);
    for (const Key key : date_claims) {
        refuse_claim(fields, key, "a number");
    }
}

void require_claim(const Fields& fields) {
    std::vector<std::string_view> names;
    for (const auto& keys : {std::vector<Key>(std::begin(date_claims), std::end(date_claims)),
                             std::vector<Key>(std::begin(number_claims), std::end(number_claims))}) {
        for (const Key key : keys) {
            if (fields.has(key)) {
                return;
            }
            names.push_back(name_of(fields, key));
        }
    }
    complain_of(
        fields.binder(), FindingCode::missing_key, fields.owner(),
        fmt::format("{} needs the key {}", fields.binder().keys.row(Section::expectation).name, list_of(names)));
}

void read_expectation(const Fields& fields) {
    Binder& binder = fields.binder();
    model::Expectation claim;
    claim.outcome = refer<Outcome>(binder, Thing::outcome, fields[Key::claimed_outcome]);
    claim.in = read_variants(fields);
    claim.note = read_text(fields, Key::note);
    claim.place = binder.span(fields.owner());
    require_claim(fields);
    if (claim.outcome.valid() && claim.outcome.index < binder.scenario.outcomes.size()) {
        const Outcome& outcome = binder.scenario.outcomes[claim.outcome];
        if (outcome.kind == OutcomeKind::first) {
            read_date_claims(fields, claim);
        } else {
            read_number_claims(fields, outcome, claim);
        }
    }
    binder.scenario.expectations.push_back(std::move(claim));
}

}  // namespace

void read_outcomes(const Fields& root) {
    for_each_thing(root, Key::outcomes, Section::outcome, [&](const Fields& fields) {
        Outcome row;
        read_heading(fields, row);
        read_kind(fields, row);
        read_selection(fields, row.of);
        read_when(fields, row);
        root.binder().scenario.outcomes.add(std::move(row));
    });
}

void read_expectations(const Fields& root) {
    const std::vector<ValueId> claims = entries(root, Key::expectations);
    if (claims.empty()) {
        return;
    }
    PathTable& paths = root.binder().scenario.paths;
    const PathId path = path_of(root, Key::expectations);
    for (std::size_t at = 0; at < claims.size(); ++at) {
        read_expectation(
            Fields(root.binder(), Section::expectation, claims[at], claims[at], paths.add(path, fmt::to_string(at))));
    }
}

}  // namespace caisson::read
