#include <string>

#include "model/checks.hpp"
#include "model/draft.hpp"

namespace caisson::model {

namespace {

class RuleChecker {
public:
    RuleChecker(const Checked& checked, const Rule& rule, Findings& findings)
        : checked_(checked), rule_(rule), findings_(findings) {}

    void check() {
        check_condition(rule_.when);
        for (const Action& action : rule_.actions) {
            check_action(action);
        }
    }

private:
    [[nodiscard]] std::string path() const { return "rules." + rule_.id; }

    void check_condition(const Condition& condition) {
        for (const Condition& part : condition.parts) {
            check_condition(part);
        }
        if (condition.kind == ConditionKind::level) {
            if (condition.variable == Variable::pressure) {
                check_pressure(checked_, condition.of, path(), condition.place, findings_);
            } else if (!is_asked_of_a_deal(condition.variable, condition.of)) {
                check_sum(checked_, condition.variable, condition.of, path(), condition.place, findings_);
            }
            check_way_back(condition);
        }
    }

    void check_way_back(const Condition& condition) {
        if (is_total(condition.variable)) {
            return;
        }
        const bool below = condition.side == Side::below;
        if (condition.back.written()) {
            const bool apart =
                below ? condition.back.value > condition.level.value : condition.back.value < condition.level.value;
            if (!apart) {
                refuse(findings_, FindingCode::bad_rule, path() + ": the way back does not lead away from the level",
                       place_of(condition.back, condition.place),
                       below ? "let `back` be above `below`" : "let `back` be below `above`");
            }
        } else if (rule_.each_time && condition.level.value == 0.0) {
            refuse(findings_, FindingCode::bad_rule, path() + " may fire again and again around a level of 0",
                   place_of(condition.level, condition.place), "say with `back` at which level it stops holding");
        }
    }

    void check_action(const Action& action) {
        if (action.of != LeverOf::node || action.lever != Lever::capacity) {
            return;
        }
        const Depot& depot = checked_.scenario.depots[action.depot];
        for (const Holding& holding : depot.holdings) {
            if (holding.commodity == action.commodity && is_hub(holding)) {
                refuse(findings_, FindingCode::bad_rule,
                       path() + " sets the capacity of a hub, which is one for the whole run", action.place,
                       "close its routes instead");
                return;
            }
        }
        if (action.to.value == 0.0) {
            refuse(findings_, FindingCode::bad_rule, path() + " sets a capacity to 0, and only a hub has that",
                   place_of(action.to, action.place), "leave it a small capacity, or close its routes");
        }
    }

    const Checked& checked_;
    const Rule& rule_;
    Findings& findings_;
};

}  // namespace

void check_rules(const Checked& checked, Findings& findings) {
    for (const Rule& rule : checked.scenario.rules) {
        RuleChecker(checked, rule, findings).check();
    }
}

}  // namespace caisson::model
