#include <array>
#include <fmt/format.h>
#include <optional>

#include "complain.hpp"
#include "examples.hpp"
#include "numbers.hpp"
#include "outcome_units.hpp"
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

/// What is asked for; nothing, after a complaint, if that cannot be told.
std::optional<KindKey> read_kind(const Fields& fields) {
    Binder& binder = fields.binder();
    std::optional<KindKey> chosen;
    for (const KindKey& kind : kinds) {
        if (!fields.has(kind.key)) {
            continue;
        }
        if (chosen) {
            complain_of(binder, FindingCode::misplaced_key, fields.key(kind.key),
                        fmt::format("{} is asked for one thing", binder.keys.row(Section::outcome).name),
                        "remove one of the two, or write two outcomes")
                .related.push_back({binder.span(fields.key(chosen->key)), "the other one"});
            continue;
        }
        chosen = kind;
    }
    constexpr std::array keys{Key::first_of, Key::total_of, Key::value_of, Key::lowest_of, Key::highest_of};
    if (lacks_all(fields, keys)) {
        complain_of(binder, FindingCode::missing_key, fields.owner(),
                    fmt::format("{} needs the key {}", binder.keys.row(Section::outcome).name, names_of(fields, keys)),
                    such_as(fields, Key::total_of));
    }
    return chosen;
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

void refuse_beside(const Fields& fields, Key key, Key needed) {
    if (fields.has(key)) {
        complain_of(
            fields.binder(), FindingCode::misplaced_key, fields.key(key),
            fmt::format("{} has no meaning without {}", quote(fields.name_of(key)), quote(fields.name_of(needed))),
            "remove it, or ask for that");
    }
}

/// In whose unit the outcome's numbers are; in nobody's if its commodity is unknown, which was said.
Units units_of(const Fields& fields, const model::Selection& of) {
    const bool unknown = fields.has(Key::of_commodity) && !of.commodity.valid();
    return {.of = unknown ? CommodityId{} : unit_of(fields.binder().scenario, of)};
}

void read_level(const Fields& fields, Outcome& outcome) {
    Binder& binder = fields.binder();
    const bool falls = fields.has(Key::falls_to);
    if (falls && fields.has(Key::rises_to)) {
        complain_of(binder, FindingCode::misplaced_key, fields.key(Key::rises_to),
                    fmt::format("the first date has either {} or {}", quote(fields.name_of(Key::falls_to)),
                                quote(fields.name_of(Key::rises_to))),
                    "remove one of the two")
            .related.push_back({binder.span(fields.key(Key::falls_to)), "the other one"});
        return;
    }
    if (lacks_all(fields, std::array{Key::falls_to, Key::rises_to})) {
        complain_of(binder, FindingCode::missing_key, fields.owner(),
                    fmt::format("the first date needs either {} or {}", quote(fields.name_of(Key::falls_to)),
                                quote(fields.name_of(Key::rises_to))),
                    such_as(fields, Key::falls_to));
    }
    const Key key = falls ? Key::falls_to : Key::rises_to;
    const auto level = read_number_or_days(fields, key, units_of(fields, outcome.of));
    outcome.side = falls ? model::Side::below : model::Side::above;
    outcome.level = level.number;
    outcome.in_days = level.in_days || outcome.variable == Variable::days_of_supply;
    if (outcome.in_days && !level.in_days && level.number.value != 0.0) {
        complain_of_measure(fields, key, Measure::time);
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

/// Reads an outcome.
/// returns  whether it could be told what is asked for; if not, what is claimed about it cannot be judged
bool read_outcome(const Fields& fields, Outcome& outcome) {
    Findings& findings = fields.binder().findings;
    const std::size_t before = findings.size();
    const auto kind = read_kind(fields);
    read_selection(fields, outcome.of);
    if (kind) {
        outcome.kind = kind->kind;
        outcome.variable = static_cast<Variable>(read_word(fields, kind->key));
    }
    const bool known = kind && findings.size() == before;
    if (kind) {
        read_when(fields, outcome);
    }
    return known;
}

}  // namespace

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

void complain_of_measure(const Fields& fields, Key key, Measure wanted) {
    Binder& binder = fields.binder();
    const bool time = wanted == Measure::time;
    complain_of(binder, FindingCode::wrong_dimension, fields[key],
                fmt::format("{} is {} here, not {}", quote(fields.name_of(key)),
                            time ? "a stretch of time" : "an amount", quote(binder.document.text(fields[key]))),
                fmt::format("such as {}", time ? "7 d" : "500k"));
}

void read_outcomes(const Fields& root) {
    for_each_thing(root, Key::outcomes, Section::outcome, [&](const Fields& fields) {
        Outcome row;
        read_heading(fields, row);
        root.binder().told_outcomes.push_back(read_outcome(fields, row));
        root.binder().scenario.outcomes.add(std::move(row));
    });
}

}  // namespace caisson::read
