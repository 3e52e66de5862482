#include "support/check_rules.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <stdexcept>

namespace caisson::tests {
namespace {

using engine::EventKind;
using model::ConditionKind;
using model::Variable;

std::uint32_t times(const Snapshot& now, EventKind kind, model::RuleId rule) {
    return static_cast<std::uint32_t>(
        std::count_if(now.events.begin(), now.events.end(), [&](const engine::Event& event) {
            return event.kind == kind && event.entity_kind == engine::EntityKind::rule && event.entity == rule.index;
        }));
}

}  // namespace

RuleBook::RuleBook(Case run)
    : run_(run),
      rules_(run.model.rules.size()),
      levels_(run.model.conditions.size(), false),
      wanted_(run.model.fires.size(), 0.0),
      felt_(run.model.states.size(), 0.0) {}

double RuleBook::scheduled(const model::ScheduleRow& row, model::LeverOf of, std::uint32_t entity, model::Lever lever,
                           double time) const {
    const double written = run_.scheduled(row, time);
    const auto found = changed_.find({of, entity, lever});
    if (found == changed_.end()) {
        return written;
    }
    const Changed& change = found->second;
    const bool stands = change.set && run_.last_step(row, time) <= change.since + window;
    return (stands ? *change.set : written) * change.factor;
}

bool RuleBook::switched_on(const model::OpeningRow& row, model::LeverOf of, std::uint32_t entity) const {
    const auto found = switched_.find({of, entity});
    return found == switched_.end() ? run_[row.open] != 0.0 : found->second;
}

bool RuleBook::withheld(model::DealPartId part) const {
    const auto found = withheld_.find(part);
    return found == withheld_.end() ? run_[run_.model.deal_parts[part].withheld] != 0.0 : found->second;
}

void RuleBook::act(model::RuleId rule, double time) {
    const model::Range actions = run_.model.rules[rule].actions;
    for (std::uint32_t at = actions.begin; at < actions.end; ++at) {
        const model::ActionRow& action = run_.model.actions[at];
        const bool sets = action.kind == model::ActionKind::set || action.kind == model::ActionKind::scale;
        Changed* change = !sets ? nullptr : &changed_[{action.of, action.entity, action.lever}];
        switch (action.kind) {
            case model::ActionKind::open:
            case model::ActionKind::close:
                switched_[{action.of, action.entity}] = action.kind == model::ActionKind::open;
                break;
            case model::ActionKind::set:
                change->set = run_[action.to];
                change->since = time;
                break;
            case model::ActionKind::scale:
                change->factor = run_[action.to];
                break;
            case model::ActionKind::withhold:
            case model::ActionKind::let_go:
                withheld_[model::DealPartId{action.entity}] = action.kind == model::ActionKind::withhold;
                break;
        }
    }
}

bool RuleBook::chosen(const model::ConditionRow& row, model::NodeId cell) const {
    const model::NodeRow& node = run_.model.nodes[cell];
    return (!row.of.commodity.valid() || row.of.commodity == node.commodity) &&
           (!row.of.depot.valid() || row.of.depot == node.depot) &&
           (!row.of.state.valid() || row.of.state == run_.model.depots[node.depot].state) &&
           (!row.of.group.valid() || is_member(run_.model, row.of.group, run_.model.depots[node.depot].state));
}

/// By what rules have done so far in this instant.
double RuleBook::wanted(model::FireId fire, double time) const {
    const model::FireRow& row = run_.model.fires[fire];
    const bool works = switched_on(row.opening, model::LeverOf::fire, fire.index) && run_.in_dates(row.opening, time);
    return works ? scheduled(row.wanted, model::LeverOf::fire, fire.index, model::Lever::rate, time) : 0.0;
}

/// Of a fire that uses one commodity or several in order: all that it wants.
double RuleBook::wanted_a_day(const model::ConditionRow& row, const Snapshot& now) const {
    double sum = 0.0;
    for (const model::FireId fire : run_.model.fires.ids()) {
        const model::Range cells = run_.model.fires[fire].supply;
        bool any = false;
        for (std::uint32_t at = cells.begin; at < cells.end; ++at) {
            any = any || chosen(row, run_.model.supply_nodes[at]);
        }
        sum += any ? wanted(fire, now.time + window) : 0.0;
    }
    return sum;
}

double RuleBook::held(const model::ConditionRow& row, const Snapshot& now) const {
    double sum = 0.0;
    for (std::uint32_t cell = 0; cell < run_.model.cells; ++cell) {
        const NodeSeen& seen = now.nodes[cell];
        const double what = row.variable == Variable::expired ? seen.expired : seen.stock;
        sum += chosen(row, model::NodeId{cell}) ? what : 0.0;
    }
    return sum;
}

double RuleBook::made(const model::ConditionRow& row, const Snapshot& now) const {
    double sum = 0.0;
    for (const model::PlantId plant : run_.model.plants.ids()) {
        const bool meant = !row.of.plant.valid() || row.of.plant == plant;
        sum += meant ? now.flows[run_.model.plants[plant].flow.index].moved : 0.0;
    }
    return sum;
}

double RuleBook::worked(const model::ConditionRow& row, const Snapshot& now) const {
    double sum = 0.0;
    for (const model::PlantId plant : run_.model.plants.ids()) {
        if ((row.of.plant.valid() && row.of.plant != plant) || !model::takes_time(run_.model.plants[plant])) {
            continue;
        }
        const PlantSeen& seen = now.plants[plant.index];
        const double docked = now.nodes[run_.model.plants[plant].work.dock.index].stock;
        sum += row.variable == Variable::in_work ? seen.in_work + docked : seen.scrapped;
    }
    return sum;
}

double RuleBook::fired_or_wanted(const model::ConditionRow& row, const Snapshot& now) const {
    double sum = 0.0;
    for (const model::FireId fire : run_.model.fires.ids()) {
        if (row.of.fire.valid() && row.of.fire != fire) {
            continue;
        }
        const model::Range flows = run_.model.fires[fire].flows;
        double fired = 0.0;
        for (std::uint32_t flow = flows.begin; flow < flows.end; ++flow) {
            fired += now.flows[flow].moved;
        }
        sum += row.variable == Variable::wanted ? wanted_[fire.index] : fired;
    }
    return sum;
}

double RuleBook::dealt(const model::ConditionRow& row, const Snapshot& now) const {
    const engine::DealFigures& seen = now.parts[part_of(run_.model, row.of.deal, row.of.commodity).index].figures;
    switch (row.variable) {
        case Variable::arrears:
            return std::max(0.0, seen.owed - seen.counted);
        case Variable::delivered:
            return seen.arrived;
        case Variable::owed:
            return seen.owed;
        case Variable::paid:
            return seen.counted;
        case Variable::outstanding:
            return seen.outstanding;
        default:
            return seen.ordered;
    }
}

double RuleBook::carried(const model::ConditionRow& row, const Snapshot& now) const {
    double sum = 0.0;
    for (const model::RouteId route : run_.model.routes.ids()) {
        if (row.of.route.valid() && row.of.route != route) {
            continue;
        }
        const RouteSeen& seen = now.routes[route.index];
        const model::NodeId port = run_.model.routes[route].port;
        const double queue = port.valid() ? now.nodes[port.index].stock : 0.0;
        if (row.variable == Variable::interdicted) {
            sum += seen.interdicted;
            continue;
        }
        const bool in_transit = row.variable == Variable::in_transit;
        sum += in_transit ? seen.under_way + queue : seen.arrived - seen.rejected - queue - seen.spilled;
    }
    return sum;
}

double RuleBook::sum(const model::ConditionRow& row, const Snapshot& now) const {
    switch (row.variable) {
        case Variable::stock:
        case Variable::days_of_supply:
        case Variable::expired:
            return held(row, now);
        case Variable::made:
            return made(row, now);
        case Variable::in_work:
        case Variable::scrapped:
            return worked(row, now);
        case Variable::fired:
        case Variable::wanted:
            return fired_or_wanted(row, now);
        case Variable::in_transit:
        case Variable::received:
        case Variable::interdicted:
            return carried(row, now);
        case Variable::arrears:
        case Variable::delivered:
        case Variable::owed:
        case Variable::paid:
        case Variable::outstanding:
        case Variable::ordered:
            return dealt(row, now);
        case Variable::pressure:
            return felt_[row.of.state.index];
        default:
            throw std::logic_error("the follower of rules does not know what is summed");
    }
}

bool RuleBook::level_holds(std::uint32_t condition, const Snapshot& now) {
    const model::ConditionRow& row = run_.model.conditions[condition];
    const bool below = row.side == model::Side::below;
    const bool held = levels_[condition];
    const double unit = row.in_days ? wanted_a_day(row, now) : 1.0;
    if (unit == 0.0) {
        return !below;
    }
    const double level = run_[row.level] * unit;
    double back = level;
    if (row.back.valid()) {
        back = run_[row.back] * unit;
    } else if (row.hysteresis.valid()) {
        back = level * (below ? 1.0 + run_[row.hysteresis] : 1.0 - run_[row.hysteresis]);
    }
    const double is = sum(row, now);
    const double tolerance = slack * (is + level);
    const bool reached = below ? is <= level + tolerance : is >= level - tolerance;
    const bool left = below ? is >= back - tolerance : is <= back + tolerance;
    return reached || (held && (is_total(row.variable) || !left));
}

bool RuleBook::holds(std::uint32_t condition, const Snapshot& now) {
    const model::ConditionRow& row = run_.model.conditions[condition];
    std::uint32_t held = 0;
    for (std::uint32_t part = row.parts.begin; part < row.parts.end; ++part) {
        held += holds(part, now) ? 1 : 0;
    }
    switch (row.kind) {
        case ConditionKind::all:
            return held == row.parts.size();
        case ConditionKind::any:
            return held > 0;
        case ConditionKind::no:
            return held == 0;
        case ConditionKind::from:
            return now.time + window >= run_[row.date];
        case ConditionKind::until:
            return now.time + window < run_[row.date];
        case ConditionKind::rule:
            return rules_[row.rule.index].fired > 0;
        case ConditionKind::level:
            break;
    }
    levels_[condition] = level_holds(condition, now);
    return levels_[condition];
}

/// Whether a rule fires in an instant, after those that have fired in it.
bool RuleBook::should_fire(model::RuleId id, const Snapshot& now) {
    const model::RuleRow& row = run_.model.rules[id];
    Progress& rule = rules_[id.index];
    const bool begins = holds(row.when, now) && !rule.holds;
    const bool ends = !holds(row.when, now) && rule.holds;
    if (begins) {
        rule.holds = true;
        rule.told = false;
        rule.since = now.time;
    }
    const bool long_enough = rule.holds && !rule.told && now.time + window >= rule.since + run_[row.held];
    if (ends) {
        rule.holds = false;
    }
    if (!long_enough || (rule.fired > 0 && !row.each_time)) {
        return false;
    }
    rule.told = true;
    return true;
}

void RuleBook::integrate(const Snapshot& now) {
    if (before_) {
        for (std::size_t fire = 0; fire < wanted_.size(); ++fire) {
            wanted_[fire] += before_->fires[fire].wanted * (now.time - before_->time);
        }
    }
    before_ = now;
}

void RuleBook::act_when_due(const Snapshot& now, Faults& faults) {
    for (const model::RuleId id : run_.model.rules.ids()) {
        std::vector<double>& due = rules_[id.index].due;
        for (; !due.empty() && due.front() <= now.time + window; due.erase(due.begin())) {
            act(id, now.time);
            if (times(now, EventKind::rule_acted, id) == 0) {
                faults.add(Rule::rules, fmt::format("rules.{}: what it does is due", run_.model.rules[id].id));
            }
        }
    }
}

void RuleBook::check(const Snapshot& now, Faults& faults) {
    if (rules_.empty()) {
        return;
    }
    integrate(now);
    std::vector<std::uint32_t> fires(rules_.size(), 0);
    for (bool again = true; again;) {
        std::vector<model::RuleId> firing;  // all are judged before any acts
        for (const model::RuleId id : run_.model.rules.ids()) {
            if (should_fire(id, now)) {
                firing.push_back(id);
            }
        }
        again = !firing.empty();
        for (const model::RuleId id : firing) {
            ++fires[id.index];
            ++rules_[id.index].fired;
            const double after = run_[run_.model.rules[id].after];
            if (after > 0.0) {
                rules_[id.index].due.push_back(now.time + after);
            } else {
                act(id, now.time);
            }
        }
    }
    for (const model::RuleId id : run_.model.rules.ids()) {
        const std::uint32_t fired = times(now, EventKind::rule_fired, id);
        if (fired != fires[id.index]) {
            faults.add(Rule::rules,
                       fmt::format("rules.{} fires {} times, not {}", run_.model.rules[id].id, fired, fires[id.index]));
        }
    }
    felt_ = now.pressures;
}

}  // namespace caisson::tests
