#include <array>
#include <fmt/format.h>

#include "complain.hpp"
#include "numbers.hpp"
#include "selection.hpp"
#include "things.hpp"

namespace caisson::read {
namespace {

using model::Outcome;
using model::OutcomeKind;
using model::Variable;

struct KindKey {
    Key key;
    OutcomeKind kind;
};

constexpr std::array<KindKey, 6> kinds{{
    {Key::first_of, OutcomeKind::first},
    {Key::total_of, OutcomeKind::total},
    {Key::value_of, OutcomeKind::value},
    {Key::lowest_of, OutcomeKind::lowest},
    {Key::highest_of, OutcomeKind::highest},
    {Key::mean_of, OutcomeKind::mean},
}};

void read_level(const Fields& fields, Outcome& outcome) {
    const bool falls = fields.has(Key::falls_to);
    const Key key = falls ? Key::falls_to : Key::rises_to;
    const bool in_days = outcome.variable == Variable::days_of_supply;
    const Measure measure = in_days                                  ? Measure::time
                            : outcome.variable == Variable::pressure ? Measure::share
                                                                     : Measure::either;
    const auto level = read_number_or_days(fields, key, units_of(fields, outcome.variable, outcome.of), measure);
    outcome.side = falls ? model::Side::below : model::Side::above;
    outcome.level = level.number;
    outcome.in_days = level.in_days || in_days;
}

void read_when(const Fields& fields, Outcome& outcome) {
    switch (outcome.kind) {
        case OutcomeKind::first:
            read_level(fields, outcome);
            break;
        case OutcomeKind::value:
            outcome.when = read_number(fields, Key::value_at);
            break;
        case OutcomeKind::total:
            outcome.when = read_number(fields, Key::total_until);
            break;
        case OutcomeKind::mean:
            outcome.from = read_number(fields, Key::mean_from);
            outcome.when = read_number(fields, Key::total_until);
            break;
        case OutcomeKind::lowest:
        case OutcomeKind::highest:
            break;
    }
}

/// Reads an outcome.
/// returns  whether it could be told what is asked for; if not, what is claimed about it cannot be judged
bool read_outcome(const Fields& fields, Outcome& outcome) {
    Findings& findings = fields.binder().findings;
    const std::size_t before = findings.size();
    const auto kind = only_written(fields, kinds);
    outcome.of = read_selection(fields);
    outcome.origin = refer<model::State>(fields.binder(), Thing::state, fields[Key::outcome_origin]);
    outcome.as_share = fields.has(Key::outcome_as) && read_word(fields, Key::outcome_as) != 0;
    if (kind) {
        outcome.kind = kind->kind;
        outcome.variable = static_cast<Variable>(read_word(fields, kind->key));
        choose_part(fields, outcome.variable, outcome.of);
    }
    const bool known = kind && findings.size() == before;
    if (kind) {
        read_when(fields, outcome);
    }
    return known;
}

}  // namespace

void read_outcomes(const Fields& root) {
    for_each_thing(root, Key::outcomes, Section::outcome, [&](const Fields& fields) {
        Outcome row;
        read_heading(fields, row);
        root.binder().told_outcomes.push_back(read_outcome(fields, row));
        root.binder().scenario.outcomes.add(std::move(row));
    });
}

}  // namespace caisson::read
