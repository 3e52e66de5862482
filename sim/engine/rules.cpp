#include <algorithm>
#include <cmath>

#include "engine/mechanisms.hpp"

namespace caisson::engine {
namespace {

using model::ActionKind;
using model::ConditionKind;
using model::ConditionRow;
using model::Lever;
using model::LeverOf;

/// Sums that differ by less than this part of themselves are equal but for rounding.
constexpr double sum_rounding = 1e-12;

const ConditionRow& row_of(const RunState& state, const Leaf& leaf) { return state.model.conditions[leaf.condition]; }

// --- levels ---------------------------------------------------------------------------------------------------------

bool is_level(const Leaf& leaf) { return leaf.sum != no_slot; }

/// At which sums a level begins and ceases to hold. Without an amount for a day of supply it has no such sums.
struct Levels {
    bool exist = true;
    double enter = 0.0;
    double leave = 0.0;
};

Levels levels_of(const RunState& state, const Leaf& leaf) {
    const ConditionRow& row = row_of(state, leaf);
    const double unit = row.in_days ? state.sums.day(leaf.sum).value : 1.0;
    const double enter = state.value(row.level);
    if (unit <= 0.0) {
        return {.exist = false};
    }
    double leave = enter;
    if (row.back.valid()) {
        leave = state.value(row.back);
    } else if (row.hysteresis.valid()) {
        const double width = state.value(row.hysteresis);
        leave = enter * (row.side == model::Side::below ? 1.0 + width : 1.0 - width);
    }
    return {.exist = true, .enter = enter * unit, .leave = leave * unit};
}

/// Whether a sum has come to a level, in the direction in which that lies on this side.
bool has_come_to(double sum, double level, double slack, model::Side side) {
    return side == model::Side::below ? sum <= level + slack : sum >= level - slack;
}

model::Side other(model::Side side) { return side == model::Side::below ? model::Side::above : model::Side::below; }

bool level_holds(const RunState& state, const Leaf& leaf) {
    const ConditionRow& row = row_of(state, leaf);
    const Levels levels = levels_of(state, leaf);
    if (!levels.exist) {  // days of supply without end
        return row.side == model::Side::above;
    }
    if (leaf.rang && !leaf.touched) {  // a computed crossing has happened
        return leaf.holds == leaf.judged;
    }
    const Line& line = state.sums.sum(leaf.sum);
    const double sum = std::max(0.0, line.at(state.now));
    const double slack = sum_rounding * std::max(sum, std::abs(levels.enter)) + instant_width * std::abs(line.slope);
    const bool entered = has_come_to(sum, levels.enter, slack, row.side);
    if (!leaf.holds) {
        return entered;
    }
    return is_total(row.variable) || entered || !has_come_to(sum, levels.leave, slack, other(row.side));
}

/// When a level begins or ceases to hold if nothing else happens.
double time_of_change(const RunState& state, const Leaf& leaf) {
    const ConditionRow& row = row_of(state, leaf);
    const Levels levels = levels_of(state, leaf);
    if (!levels.exist || (leaf.holds && is_total(row.variable))) {
        return never;
    }
    const Line& line = state.sums.sum(leaf.sum);
    if (row.variable == model::Variable::pressure) {  // found after rules were judged: another instant is due at once
        return level_holds(state, leaf) != leaf.holds ? state.now : never;
    }
    const bool falls_to_it = (row.side == model::Side::below) != leaf.holds;
    if (falls_to_it ? line.slope >= 0.0 : line.slope <= 0.0) {
        return never;
    }
    const double level = leaf.holds ? levels.leave : levels.enter;
    return std::max(state.now, line.since + (level - line.value) / line.slope);
}

// --- leaves ---------------------------------------------------------------------------------------------------------

bool leaf_holds(const RunState& state, const Leaf& leaf) {
    const ConditionRow& row = row_of(state, leaf);
    if (is_level(leaf)) {
        return level_holds(state, leaf);
    }
    const bool has_come = state.now >= state.value(row.date) - instant_width;
    return has_come == (row.kind == ConditionKind::from);
}

/// Takes what changed into the sums.
void update_sums(RunState& state) {
    const Changed changed{state.touched_nodes.list(), state.seen_flows.list(),  state.seen_fires.list(),
                          state.seen_routes.list(),   state.seen_plants.list(), state.seen_parts.list(),
                          state.seen_states.list()};
    state.sums.update(changed, View(state), [&](std::uint32_t sum) {
        state.leaves[sum].touched = true;
        state.stale_leaves.add(Id<Leaf>{sum});
    });
}

void judge_leaves(RunState& state) {
    update_sums(state);
    for (const Id<Leaf> id : state.stale_leaves.list()) {
        Leaf& leaf = state.leaves[id.index];
        const bool holds = leaf_holds(state, leaf);
        leaf.judged = true;
        if (holds != leaf.holds) {
            leaf.holds = holds;
            state.stale_rules.add(leaf.rule);
        }
    }
}

// --- conditions -----------------------------------------------------------------------------------------------------

bool holds(const RunState& state, std::uint32_t condition) {
    const ConditionRow& row = state.model.conditions[condition];
    const auto part_holds = [&](bool wanted) {
        for (std::uint32_t part = row.parts.begin; part < row.parts.end; ++part) {
            if (holds(state, part) == wanted) {
                return true;
            }
        }
        return false;
    };
    switch (row.kind) {
        case ConditionKind::all:
            return !part_holds(false);
        case ConditionKind::any:
            return part_holds(true);
        case ConditionKind::no:
            return part_holds(false);
        case ConditionKind::rule:
            return state.rules[row.rule.index].fired > 0;
        case ConditionKind::level:
        case ConditionKind::from:
        case ConditionKind::until:
            break;
    }
    return state.leaves[state.leaf_of_condition[condition]].holds;
}

// --- actions --------------------------------------------------------------------------------------------------------

EntityKind entity_kind(LeverOf of) {
    switch (of) {
        case LeverOf::plant:
            return EntityKind::plant;
        case LeverOf::fire:
            return EntityKind::fire;
        case LeverOf::route:
            return EntityKind::route;
        case LeverOf::deal:
            return EntityKind::deal;
        case LeverOf::deal_part:
            return EntityKind::deal_part;
        case LeverOf::enforcement:
            return EntityKind::enforcement;
        case LeverOf::loss:
            return EntityKind::loss;
        case LeverOf::node:
            break;
    }
    return EntityKind::node;
}

Scheduled scheduled(Lever lever) {
    switch (lever) {
        case Lever::rate:
            return Scheduled::rate;
        case Lever::lot:
            return Scheduled::lot;
        case Lever::loss:
            return Scheduled::loss;
        case Lever::capacity:
            return Scheduled::capacity;
        case Lever::reserve:
            return Scheduled::reserve;
        case Lever::yield:
            return Scheduled::yield;
        case Lever::rejects:
            return Scheduled::rejects;
        case Lever::enforcement:
            return Scheduled::enforcement;
        case Lever::intensity:
            return Scheduled::intensity;
        case Lever::opening:
        case Lever::withholding:
            break;
    }
    return Scheduled::none;
}

bool is_switched_on(const RunState& state, const model::ActionRow& action) {
    switch (action.of) {
        case LeverOf::plant:
            return state.plants[action.entity].switched_on;
        case LeverOf::fire:
            return state.fires[action.entity].switched_on;
        case LeverOf::deal:
            return state.deals[action.entity].switched_on;
        default:
            return state.routes[action.entity].switched_on;
    }
}

/// Sets by what something is scaled.
/// returns  the value that its schedule has for it now
double scale(RunState& state, const model::ActionRow& action, double factor) {
    const auto scale_one = [&](auto& thing) {
        thing.factor = factor;
        return thing.written;
    };
    switch (action.of) {
        case LeverOf::plant:
            return scale_one(state.plants[action.entity]);
        case LeverOf::fire:
            return scale_one(state.fires[action.entity]);
        case LeverOf::enforcement:
            return scale_one(state.enforcements[action.entity]);
        case LeverOf::loss:
            return scale_one(state.losses[action.entity]);
        default:
            return scale_one(state.routes[action.entity]);
    }
}

/// What something that a rule sets to a value is then, scaled as it may be.
double in_force(const RunState& state, const AgendaEntry& entry) {
    if (entry.what == Scheduled::enforcement) {
        return state.enforcements[entry.entity].level();
    }
    if (entry.what == Scheduled::intensity) {
        return state.losses[entry.entity].scheduled;
    }
    if (entry.what != Scheduled::rate && entry.what != Scheduled::lot) {
        return entry.value;
    }
    switch (entry.entity_kind) {
        case EntityKind::plant:
            return state.plants[entry.entity].scheduled;
        case EntityKind::fire:
            return state.fires[entry.entity].scheduled;
        case EntityKind::route:
            return state.routes[entry.entity].scheduled;
        default:
            return entry.value;
    }
}

void do_one(RunState& state, const model::ActionRow& action) {
    if (action.kind == ActionKind::withhold || action.kind == ActionKind::let_go) {
        withhold(state, model::DealPartId{action.entity}, action.kind == ActionKind::withhold);
        return;
    }
    AgendaEntry entry;
    entry.time = state.now;
    entry.entity_kind = entity_kind(action.of);
    entry.entity = action.entity;
    entry.what = scheduled(action.lever);
    if (action.kind == ActionKind::open || action.kind == ActionKind::close) {
        const bool on = action.kind == ActionKind::open;
        if (on == is_switched_on(state, action)) {
            return;
        }
        entry.kind = on ? EventKind::opened : EventKind::closed;
        record(state, entry.kind, entry.entity_kind, entry.entity);
        switch_works(state, entry);
        return;
    }
    entry.kind = EventKind::schedule_changed;
    const double to = state.value(action.to);
    entry.value = action.kind == ActionKind::scale ? scale(state, action, to) : to;
    apply(state, entry);
    record(state, entry.kind, entry.entity_kind, entry.entity, in_force(state, entry), entry.what);
}

void act(RunState& state, model::RuleId id) {
    const model::RuleRow& row = state.model.rules[id];
    record(state, EventKind::rule_acted, EntityKind::rule, id.index);
    for (std::uint32_t action = row.actions.begin; action < row.actions.end; ++action) {
        do_one(state, state.model.actions[action]);
    }
}

// --- rules ----------------------------------------------------------------------------------------------------------

/// returns  false if it has fired in this instant already
bool fire(RunState& state, model::RuleId id) {
    const model::RuleRow& row = state.model.rules[id];
    RuleState& rule = state.rules[id.index];
    if (rule.fired > 0 && !row.each_time) {
        return true;
    }
    if (rule.last_fired == state.now) {
        state.looping = id;
        return false;
    }
    ++state.counts.events;
    ++rule.fired;
    rule.last_fired = state.now;
    record(state, EventKind::rule_fired, EntityKind::rule, id.index, rule.fired);
    for (const model::RuleId follower : state.followers[id.index]) {
        state.stale_rules.add(follower);
    }
    const double after = state.value(row.after);
    if (after == 0.0) {
        act(state, id);
        return true;
    }
    state.acts[id.index].push(state.now + after);
    state.clocks.set(rule.act_slot, state.acts[id.index].front());
    return true;
}

bool judge_rule(RunState& state, model::RuleId id) {
    RuleState& rule = state.rules[id.index];
    const bool held_to_the_end = rule.rang;
    rule.rang = false;
    if (held_to_the_end && !fire(state, id)) {
        return false;
    }
    const model::RuleRow& row = state.model.rules[id];
    const bool now_holds = holds(state, row.when);
    if (now_holds == rule.holds) {
        return true;
    }
    rule.holds = now_holds;
    const double held = state.value(row.held);
    state.clocks.set(rule.hold_slot, now_holds && held > 0.0 ? state.now + held : never);
    return !now_holds || held > 0.0 || fire(state, id);
}

}  // namespace

std::vector<OutcomeTerms> terms_of_conditions(const model::Model& model) {
    std::vector<OutcomeTerms> terms;
    for (const ConditionRow& row : model.conditions) {
        if (row.kind == ConditionKind::level) {
            terms.push_back(terms_of(model, row.variable, row.of, row.in_days));
        }
    }
    return terms;
}

namespace {

bool is_leaf(ConditionKind kind) {
    return kind == ConditionKind::level || kind == ConditionKind::from || kind == ConditionKind::until;
}

/// Enters a condition and its parts. Conditions stand in the order of their rules, so that levels come in the order of
/// their sums.
void enter(RunState& state, std::uint32_t condition, model::RuleId rule) {
    const ConditionRow& row = state.model.conditions[condition];
    if (is_leaf(row.kind)) {
        Leaf leaf;
        leaf.condition = condition;
        leaf.rule = rule;
        state.leaves.push_back(leaf);
    } else if (row.kind == ConditionKind::rule) {
        state.followers[row.rule.index].push_back(rule);
    }
    for (std::uint32_t part = row.parts.begin; part < row.parts.end; ++part) {
        enter(state, part, rule);
    }
}

/// Levels first, in the order of their sums; then dates.
void number_leaves(RunState& state) {
    const auto is_date = [&](const Leaf& leaf) { return row_of(state, leaf).kind != ConditionKind::level; };
    std::sort(state.leaves.begin(), state.leaves.end(), [&](const Leaf& a, const Leaf& b) {
        return std::pair{is_date(a), a.condition} < std::pair{is_date(b), b.condition};
    });
    state.leaf_of_condition.assign(state.model.conditions.size(), no_slot);
    for (std::uint32_t at = 0; at < state.leaves.size(); ++at) {
        Leaf& leaf = state.leaves[at];
        leaf.sum = is_date(leaf) ? no_slot : at;
        state.leaf_of_condition[leaf.condition] = at;
    }
}

}  // namespace

void build_rules(RunState& state) {
    state.rules.resize(state.model.rules.size());
    state.acts.resize(state.model.rules.size());
    state.followers.resize(state.model.rules.size());
    for (const model::RuleId rule : state.model.rules.ids()) {
        enter(state, state.model.rules[rule].when, rule);
    }
    number_leaves(state);
    state.stale_leaves.reset(state.leaves.size());
    state.stale_rules.reset(state.model.rules.size());
    state.judged_rules.reserve(state.model.rules.size());
}

void reset_rules(RunState& state) {
    if (state.rules.empty()) {
        return;
    }
    state.sums.start(state.values);
    for (std::uint32_t at = 0; at < state.leaves.size(); ++at) {
        Leaf& leaf = state.leaves[at];
        leaf.holds = leaf.rang = leaf.judged = leaf.touched = false;
        state.stale_leaves.add(Id<Leaf>{at});
        if (!is_level(leaf)) {
            const double date = state.value(row_of(state, leaf).date);
            state.clocks.set(leaf.slot, date > 0.0 ? date : never);
        }
    }
    for (const model::RuleId id : state.model.rules.ids()) {
        RuleState& rule = state.rules[id.index];
        rule.holds = rule.rang = false;
        rule.fired = 0;
        rule.last_fired = -1.0;
        state.acts[id.index].clear();
        state.stale_rules.add(id);
    }
}

void ring_leaf(RunState& state, std::uint32_t index) {
    Leaf& leaf = state.leaves[index];
    leaf.rang = true;
    ++state.counts.events;
    state.stale_leaves.add(Id<Leaf>{index});
    state.clocks.set(leaf.slot, never);
}

void ring_hold(RunState& state, model::RuleId id) {
    RuleState& rule = state.rules[id.index];
    rule.rang = true;
    ++state.counts.events;
    state.stale_rules.add(id);
    state.clocks.set(rule.hold_slot, never);
}

void ring_act(RunState& state, model::RuleId id) {
    Ring<double>& acts = state.acts[id.index];
    acts.pop();
    ++state.counts.events;
    act(state, id);
    state.clocks.set(state.rules[id.index].act_slot, acts.empty() ? never : acts.front());
}

bool judge_rules(RunState& state) {
    judge_leaves(state);
    while (!state.stale_rules.empty()) {
        state.stale_rules.sort();
        state.judged_rules.assign(state.stale_rules.list().begin(), state.stale_rules.list().end());
        state.stale_rules.clear();
        for (const model::RuleId id : state.judged_rules) {
            if (!judge_rule(state, id)) {
                return false;
            }
        }
        if (!state.stale_deals.empty()) {
            deal_and_sail(state);  // a rule may have opened a deal, or released what was withheld,
        }
        judge_nodes(state);   // moved a capacity or a reserve,
        judge_gauges(state);  // or changed what a day of supply is
        judge_leaves(state);
    }
    return true;
}

void predict_rules(RunState& state) {
    update_sums(state);
    for (const Id<Leaf> id : state.stale_leaves.list()) {
        Leaf& leaf = state.leaves[id.index];
        leaf.rang = leaf.judged = leaf.touched = false;
        if (is_level(leaf)) {
            state.clocks.set(leaf.slot, time_of_change(state, leaf));
        }
    }
    state.stale_leaves.clear();
}

}  // namespace caisson::engine
