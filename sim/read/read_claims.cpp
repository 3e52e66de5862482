#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "caisson/base/date.hpp"
#include "caisson/base/quantity_text.hpp"
#include "complain.hpp"
#include "examples.hpp"
#include "numbers.hpp"
#include "selection.hpp"
#include "things.hpp"

namespace caisson::read {
namespace {

using model::Outcome;
using model::OutcomeKind;
using model::Variable;

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

constexpr std::array date_claims{Key::claimed_before, Key::claimed_after, Key::claimed_on, Key::claimed_never};
constexpr std::array number_claims{Key::claimed_above, Key::claimed_below, Key::claimed_equals};

/// The claim of the other kind that means the same.
Key counterpart(Key claim) {
    switch (claim) {
        case Key::claimed_before:
            return Key::claimed_below;
        case Key::claimed_after:
            return Key::claimed_above;
        case Key::claimed_below:
            return Key::claimed_before;
        case Key::claimed_above:
            return Key::claimed_after;
        case Key::claimed_equals:
            return Key::claimed_on;
        case Key::claimed_on:
            return Key::claimed_equals;
        default:
            return Key::claimed_above;
    }
}

bool has_days(const Outcome& outcome) {
    return outcome.kind == OutcomeKind::first || outcome.variable == Variable::days_of_supply ||
           outcome.variable == Variable::age;
}

/// Whether a value may stand behind the counterpart of its claim too.
bool fits(const Fields& fields, const Outcome& outcome, Key claim) {
    const std::string_view text = fields.binder().document.text(fields[claim]);
    const auto quantity = parse_quantity(text);
    const bool date = outcome.kind == OutcomeKind::first && parse_date(text).has_value();
    return date || (quantity && quantity->duration() == has_days(outcome));
}

/// Refuses what can be claimed of a date but not of a number, or the other way round.
template <class Keys>
void refuse_claims(const Fields& fields, const Outcome& outcome, const Keys& keys, Units units) {
    const bool date = outcome.kind == OutcomeKind::first;
    for (const Key key : keys) {
        if (fields.has(key)) {
            complain_of(fields.binder(), FindingCode::bad_expectation, fields.key(key),
                        fmt::format("{} is a {}, of which {} says nothing", quote(outcome.id), date ? "date" : "number",
                                    quote(fields.name_of(key))),
                        fits(fields, outcome, key)
                            ? fmt::format("did you mean {}?", quote(fields.name_of(counterpart(key))))
                            : such_as(fields, counterpart(key), units))
                .related.push_back({outcome.place, "the outcome"});
        }
    }
}

/// Something must be claimed, of what can be.
template <class Keys>
void require_claim(const Fields& fields, const Outcome& outcome, const Keys& keys, Units units) {
    constexpr auto any_of = [](const Fields& in, const auto& of) {
        return std::any_of(of.begin(), of.end(), [&](Key key) { return in.has(key); });
    };
    if (any_of(fields, date_claims) || any_of(fields, number_claims) || !lacks_all(fields, keys)) {
        return;
    }
    complain_of(fields.binder(), FindingCode::missing_key, fields.owner(),
                fmt::format("{} about {} needs the key {}", fields.binder().keys.row(Section::expectation).name,
                            quote(outcome.id), names_of(fields, keys)),
                such_as(fields, keys.front(), units));
}

void read_date_claims(const Fields& fields, const Outcome& outcome, model::Expectation& claim) {
    claim.before = read_number(fields, Key::claimed_before);
    claim.after = read_number(fields, Key::claimed_after);
    claim.on = read_number(fields, Key::claimed_on);
    if (fields.has(Key::claimed_never)) {
        claim.never = read_flag(fields, Key::claimed_never) ? 1 : 0;
    }
    refuse_claims(fields, outcome, number_claims, {});
    require_claim(fields, outcome, date_claims, {});
}

bool is_price(const Outcome& outcome) {
    return outcome.variable == Variable::price || outcome.variable == Variable::implied_price;
}

/// So much of a payment for a unit of goods.
model::Number read_price(const Fields& fields, const Outcome& outcome, Key key) {
    Binder& binder = fields.binder();
    if (!fields.has(key) || !outcome.of.deal.valid() || !binder.keys.has(Key::price)) {
        return {};
    }
    KeyRow row = binder.keys.row(key);
    const KeyRow& price = binder.keys.row(Key::price);
    row.role = price.role;
    row.role_in_days.reset();
    row.example = price.example;
    const Units units{.of = outcome.of.commodity, .per = binder.scenario.deals[outcome.of.deal].goods.commodity};
    return read_number(binder, row, fields[key], path_of(fields, key), units);
}

void read_number_claims(const Fields& fields, const Outcome& outcome, model::Expectation& claim) {
    const Units units{.of = unit_of(fields.binder().scenario, outcome.variable, outcome.of)};
    const bool is_share = outcome.as_share || outcome.variable == Variable::pressure;
    const Measure wanted = has_days(outcome) ? Measure::time : is_share ? Measure::share : Measure::amount;
    const auto read = [&](Key key) {
        return is_price(outcome) ? read_price(fields, outcome, key)
                                 : read_number_or_days(fields, key, units, wanted).number;
    };
    claim.above = read(Key::claimed_above);
    claim.below = read(Key::claimed_below);
    claim.equals = read(Key::claimed_equals);
    refuse_claims(fields, outcome, date_claims, units);
    require_claim(fields, outcome, number_claims, units);
}

void read_expectation(const Fields& fields) {
    Binder& binder = fields.binder();
    model::Expectation claim;
    claim.outcome = refer<Outcome>(binder, Thing::outcome, fields[Key::claimed_outcome]);
    claim.in = read_variants(fields);
    claim.note = read_text(fields, Key::note);
    claim.place = binder.span(fields.owner());
    if (claim.outcome.valid() && binder.told_outcomes[claim.outcome.index]) {
        const Outcome& outcome = binder.scenario.outcomes[claim.outcome];
        if (outcome.kind == OutcomeKind::first) {
            read_date_claims(fields, outcome, claim);
        } else {
            read_number_claims(fields, outcome, claim);
        }
    }
    binder.scenario.expectations.push_back(std::move(claim));
}

}  // namespace

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
