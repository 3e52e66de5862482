#include <fmt/format.h>

#include "numbers.hpp"
#include "rule_parts.hpp"
#include "things.hpp"

namespace caisson::read {
namespace {

std::vector<model::Action> read_actions(const Fields& rule) {
    std::vector<model::Action> actions;
    const std::vector<ValueId> list = entries(rule, Key::rule_actions);
    if (list.empty()) {
        return actions;
    }
    Binder& binder = rule.binder();
    const PathId path = path_of(rule, Key::rule_actions);
    for (std::size_t at = 0; at < list.size(); ++at) {
        const PathId entry = binder.scenario.paths.add(path, fmt::to_string(at));
        actions.push_back(read_action(Fields(binder, Section::action, list[at], list[at], entry)));
    }
    return actions;
}

model::Rule read_rule(const Fields& fields, model::RuleId rule) {
    Binder& binder = fields.binder();
    model::Rule row;
    read_heading(fields, row);
    if (const ValueId when = fields[Key::rule_when]; when.valid()) {
        const Fields condition(binder, Section::condition, when, fields.key(Key::rule_when),
                               path_of(fields, Key::rule_when));
        row.when = read_condition(condition, rule);
    }
    row.held = read_number(fields, Key::rule_held);
    row.after = read_number(fields, Key::rule_after);
    row.each_time = read_word(fields, Key::rule_times) != 0;
    row.actions = read_actions(fields);
    return row;
}

}  // namespace

void read_rules(const Fields& root) {
    model::Scenario& scenario = root.binder().scenario;
    for_each_thing(root, Key::rules, Section::rule, [&](const Fields& fields) {
        const model::RuleId rule{static_cast<std::uint32_t>(scenario.rules.size())};
        scenario.rules.add(read_rule(fields, rule));
    });
}

}  // namespace caisson::read
