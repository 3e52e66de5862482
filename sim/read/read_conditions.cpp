#include <array>
#include <fmt/format.h>

#include "complain.hpp"
#include "examples.hpp"
#include "numbers.hpp"
#include "rule_parts.hpp"
#include "selection.hpp"

namespace caisson::read {
namespace {

using model::Condition;
using model::ConditionKind;
using model::RuleId;
using model::Variable;

struct KindKey {
    Key key;
    ConditionKind kind;
};

constexpr std::array<KindKey, 8> kinds{{
    {Key::level_of, ConditionKind::level},
    {Key::level_of_total, ConditionKind::level},
    {Key::date_from, ConditionKind::from},
    {Key::date_until, ConditionKind::until},
    {Key::after_rule, ConditionKind::rule},
    {Key::all_of, ConditionKind::all},
    {Key::any_of, ConditionKind::any},
    {Key::none_of, ConditionKind::no},
}};

constexpr std::array levels{Key::level_below, Key::level_above};
constexpr std::array level_of_totals{Key::level_above};

/// In what a level may be written: only a stock can be counted in days of supply.
Measure measure_of(Variable variable) {
    switch (variable) {
        case Variable::stock:
            return Measure::either;
        case Variable::days_of_supply:
            return Measure::time;
        case Variable::pressure:
            return Measure::share;
        default:
            return Measure::amount;
    }
}

/// Says that there is no level, unless something is written that may have been meant for it.
void require_level(const Fields& fields, const Condition& condition, Key kind, Units units) {
    const bool total = kind == Key::level_of_total;
    const std::span<const Key> keys = total ? std::span<const Key>{level_of_totals} : std::span<const Key>{levels};
    if (!lacks_all(fields, keys) || !lacks_all(fields, levels)) {
        return;
    }
    Binder& binder = fields.binder();
    const Key example = measure_of(condition.variable) == Measure::amount ? Key::level_above : keys.front();
    complain_of(binder, FindingCode::missing_key, fields.owner(),
                fmt::format("{} with {} needs the key {}", binder.keys.row(Section::condition).name,
                            quote(fields.name_of(kind)), names_of(fields, keys)),
                such_as(fields, example, units));
}

void refuse_fall(const Fields& fields) {
    complain_of(fields.binder(), FindingCode::misplaced_key, fields.key(Key::level_below),
                fmt::format("a total never falls: {} says nothing of it", quote(fields.name_of(Key::level_below))),
                "write `above`, and put the condition into `not` if it is to hold until then");
}

void read_level(const Fields& fields, Condition& condition, Key kind) {
    const bool total = kind == Key::level_of_total;
    condition.variable = static_cast<Variable>(read_word(fields, kind));
    choose_part(fields, condition.variable, condition.of);
    const Units units = units_of(fields, condition.variable, condition.of);
    if (total && fields.has(Key::level_below)) {
        refuse_fall(fields);
    } else {
        require_level(fields, condition, kind, units);
    }
    const bool falls = !total && fields.has(Key::level_below);
    const auto level =
        read_number_or_days(fields, falls ? Key::level_below : Key::level_above, units, measure_of(condition.variable));
    condition.side = falls ? model::Side::below : model::Side::above;
    condition.level = level.number;
    condition.in_days = level.in_days || condition.variable == Variable::days_of_supply;
    if (!total) {
        condition.back = read_number_or_days(fields, Key::level_back, units,
                                             condition.in_days                          ? Measure::time
                                             : condition.variable == Variable::pressure ? Measure::share
                                                                                        : Measure::amount)
                             .number;
        condition.hysteresis = read_number(fields, Key::level_hysteresis);
    }
}

void read_after_rule(const Fields& fields, Condition& condition, RuleId rule) {
    Binder& binder = fields.binder();
    condition.rule = refer<model::Rule>(binder, Thing::rule, fields[Key::after_rule]);
    if (condition.rule.valid() && condition.rule == rule) {
        complain_of(binder, FindingCode::bad_rule, fields[Key::after_rule],
                    fmt::format("the rule {} waits for itself", quote(binder.document.text(fields[Key::after_rule]))),
                    "name another rule");
    }
}

void read_parts(const Fields& fields, Condition& condition, Key list, RuleId rule) {
    const std::vector<ValueId> parts = entries(fields, list);
    if (parts.empty()) {
        return;
    }
    Binder& binder = fields.binder();
    const PathId path = path_of(fields, list);
    for (std::size_t at = 0; at < parts.size(); ++at) {
        const PathId entry = binder.scenario.paths.add(path, fmt::to_string(at));
        condition.parts.push_back(
            read_condition(Fields(binder, Section::condition, parts[at], parts[at], entry), rule));
    }
}

void read_part(const Fields& fields, Condition& condition, RuleId rule) {
    const Fields part(fields.binder(), Section::condition, fields[Key::none_of], fields.key(Key::none_of),
                      path_of(fields, Key::none_of));
    condition.parts.push_back(read_condition(part, rule));
}

}  // namespace

Condition read_condition(const Fields& fields, RuleId rule) {
    Condition condition;
    condition.place = fields.binder().span(fields.owner());
    condition.of = read_selection(fields);
    const auto kind = only_written(fields, kinds);
    if (!kind) {
        return condition;
    }
    condition.kind = kind->kind;
    switch (kind->kind) {
        case ConditionKind::level:
            read_level(fields, condition, kind->key);
            break;
        case ConditionKind::from:
        case ConditionKind::until:
            condition.date = read_number(fields, kind->key);
            break;
        case ConditionKind::rule:
            read_after_rule(fields, condition, rule);
            break;
        case ConditionKind::all:
        case ConditionKind::any:
            read_parts(fields, condition, kind->key, rule);
            break;
        case ConditionKind::no:
            read_part(fields, condition, rule);
            break;
    }
    return condition;
}

}  // namespace caisson::read
