#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include "caisson/base/number_text.hpp"
#include "caisson/model/values.hpp"
#include "model/tolerances.hpp"

namespace caisson::model {

namespace {

/// A number that may come from anywhere.
std::string words_of(double value) {
    if (std::isnan(value)) {
        return "not a number";
    }
    return std::isinf(value) ? (value > 0.0 ? "infinite" : "minus infinite") : number_text(value);
}

/// The rules of check_times(), check_depots(), check_fires() and check_routes(), of a run's numbers. Whatever breaks a
/// rule breaks it by a parameter: the rest is as it was compiled.
class ValueChecker {
public:
    ValueChecker(const Model& model, std::span<const double> values) : model_(model), values_(values) {}

    std::vector<BadValue> check() {
        check_bounds();
        for (const NodeRow& node : model_.nodes) {
            check_node(node);
        }
        for (const DepotRow& depot : model_.depots) {
            check_closures(depot.closures);
        }
        for (const PlantRow& plant : model_.plants) {
            check_schedule(plant.rate);
            check_schedule(plant.work.yield);
            check_opening(plant.opening);
        }
        for (const FireRow& fire : model_.fires) {
            check_schedule(fire.wanted);
            check_opening(fire.opening);
            check_shares(fire);
            check_ration(fire);
        }
        for (const LossRow& loss : model_.losses) {
            check_schedule(loss.intensity);
        }
        for (const RouteRow& route : model_.routes) {
            check_route(route);
        }
        for (const DealRow& deal : model_.deals) {
            check_deal(deal);
        }
        for (const EnforcementRow& enforcement : model_.enforcements) {
            check_schedule(enforcement.level);
        }
        for (const StateRow& state : model_.states) {
            check_weights(state);
        }
        for (const OutcomeRow& outcome : model_.outcomes) {
            check_interval(outcome);
        }
        for (const ConditionRow& condition : model_.conditions) {
            check_way_back(condition);
        }
        for (const ActionRow& action : model_.actions) {
            check_action(action);
        }
        return std::move(bad_);
    }

private:
    [[nodiscard]] double value(Param param) const { return values_[param.index]; }

    [[nodiscard]] bool is_parameter(Param param) const {
        return param.valid() && param.index < model_.parameters.size();
    }

    /// `plants.works.schedule.0.from is day 20`
    [[nodiscard]] std::string says(Param param) const {
        const Parameter& parameter = model_.parameters[param.index];
        const bool date = row_of(parameter.role).dimension == Dimension::date;
        return std::string{model_.paths.text(parameter.path)} + (date ? " is day " : " is ") + words_of(value(param));
    }

    /// Adds a fault.
    /// other  a second number that it depends on, if it is a parameter too; it is blamed if the first is none
    void blame(FindingCode code, Param param, std::string_view what, std::string_view repair, Param other = {}) {
        if (!is_parameter(param)) {
            std::swap(param, other);
        }
        Finding finding{.code = code,
                        .severity = Severity::error,
                        .message = says(param).append(": ").append(what),
                        .where = model_.parameters[param.index].place,
                        .repair = std::string{repair}};
        if (is_parameter(other)) {
            finding.message.append("; ").append(says(other));
            finding.related.push_back({model_.parameters[other.index].place, "the other number"});
        }
        bad_.push_back({param, std::move(finding)});
    }

    void check_bounds() {
        for (std::size_t at = 0; at < model_.parameters.size(); ++at) {
            const Role role = model_.parameters[at].role;
            if (!in_bounds(role, values_[at])) {
                blame(FindingCode::out_of_bounds, Param{at},
                      "this is outside the bounds of a " + std::string{row_of(role).name}, "");
            }
        }
    }

    void check_schedule(const ScheduleRow& schedule) {
        for (std::uint32_t at = schedule.steps.begin; at < schedule.steps.end; ++at) {
            check_step(model_.steps[at], at > schedule.steps.begin ? &model_.steps[at - 1] : nullptr);
        }
    }

    void check_step(const StepRow& step, const StepRow* before) {
        if (step.until.valid() && value(step.until) <= value(step.from)) {
            blame(FindingCode::bad_schedule, step.until, "a ramp ends before it begins",
                  "let `until` be later than `from`", step.from);
        }
        if (before == nullptr) {
            return;
        }
        if (value(step.from) <= value(before->from)) {
            blame(FindingCode::bad_schedule, step.from, "a change is no later than the one before it",
                  "keep the changes in the order of their dates", before->from);
        } else if (before->until.valid() && value(step.from) < value(before->until)) {
            blame(FindingCode::bad_schedule, step.from, "a change comes before the ramp before it has ended",
                  "end the ramp first, or begin later", before->until);
        }
    }

    void check_opening(const OpeningRow& opening) {
        if (value(opening.closes) <= value(opening.opens)) {
            blame(FindingCode::ends_before_start, opening.closes, "it closes before it opens",
                  "let it close after it opens", opening.opens);
        }
    }

    void check_node(const NodeRow& node) {
        if (node.hub) {
            check_hub(node);
            return;  // it has no other numbers
        }
        check_capacity(node);
        check_schedule(node.capacity);
        check_schedule(node.reserve);
    }

    void check_hub(const NodeRow& hub) {
        if (value(hub.stock) != 0.0) {
            blame(FindingCode::bad_hub, hub.stock, "a hub holds no stock", "leave it 0");
        }
    }

    void check_capacity(const NodeRow& node) {
        for_each_value(node.capacity, [this](Param capacity) {
            if (value(capacity) == 0.0) {
                blame(FindingCode::bad_hub, capacity, "a depot that is no hub cannot become one in a run",
                      "leave it a small capacity, or close its routes");
            }
        });
    }

    template <class Visit>
    void for_each_value(const ScheduleRow& schedule, const Visit& visit) {
        visit(schedule.first);
        for (std::uint32_t at = schedule.steps.begin; at < schedule.steps.end; ++at) {
            visit(model_.steps[at].value);
        }
    }

    void check_shares(const FireRow& fire) {
        if (fire.mode == UseMode::in_order || fire.flows.empty()) {
            return;
        }
        double sum = 0.0;
        Param last;
        const auto add = [&](Param share) {
            sum += share.valid() ? value(share) : 1.0;
            last = is_parameter(share) ? share : last;
        };
        for (std::uint32_t flow = fire.flows.begin; flow < fire.flows.end; ++flow) {
            const FlowRow& row = model_.flows[FlowId{flow}];
            if (fire.mode == UseMode::in_proportion) {
                add(row.share);
                continue;
            }
            for (std::uint32_t leg = row.legs.begin; leg < row.legs.end; ++leg) {
                add(model_.legs[leg].take);
            }
        }
        if (last.valid() && !(std::abs(sum - 1.0) <= share_sum_tolerance)) {
            blame(FindingCode::out_of_bounds, last, "the shares sum to " + words_of(sum), "let the shares sum to 1");
        }
    }

    void check_weights(const StateRow& state) {
        double sum = 0.0;
        Param last;
        for (std::uint32_t need = state.needs.begin; need < state.needs.end; ++need) {
            const Param weight = model_.state_needs[need].weight;
            sum += value(weight);
            last = is_parameter(weight) ? weight : last;
        }
        if (last.valid() && !(std::abs(sum - 1.0) <= share_sum_tolerance)) {
            blame(FindingCode::bad_shares, last, "the weights sum to " + words_of(sum), "let the weights sum to 1");
        }
    }

    void check_interval(const OutcomeRow& outcome) {
        const Param until = outcome.when.valid() ? outcome.when : model_.end;
        if (outcome.kind == OutcomeKind::mean && outcome.from.valid() && value(outcome.from) >= value(until)) {
            blame(FindingCode::ends_before_start, outcome.from, "a mean over no time", "let it begin before it ends",
                  until);
        }
    }

    void check_ration(const FireRow& fire) {
        for (std::uint32_t at = fire.ration.begin + 1; at < fire.ration.end; ++at) {
            const RationRow& stage = model_.rations[at];
            const RationRow& before = model_.rations[at - 1];
            if (value(stage.below) >= value(before.below)) {
                blame(FindingCode::bad_ration, stage.below, "a stage does not begin below the one before it",
                      "keep the stages from the most days of supply down", before.below);
            } else if (value(stage.below) * (1.0 + value(stage.hysteresis)) >
                       value(before.below) * (1.0 + threshold_tolerance)) {
                blame(FindingCode::bad_ration, stage.below, "a stage is left only above where the one before it begins",
                      "move the stages apart, or make the hysteresis smaller", before.below);
            }
        }
    }

    void check_route(const RouteRow& route) {
        check_opening(route.opening);
        check_schedule(route.loss);
        check_schedule(route.rejects.share);
        check_spread(route);
        if (route.form == RouteForm::flow) {
            check_schedule(route.capacity);
            return;
        }
        check_schedule(route.sails.lot);
        check_round(route);
        double largest = 0.0;
        for_each_value(route.sails.lot, [&](Param lot) { largest = std::max(largest, value(lot)); });
        if (value(route.sails.least_lot) > largest) {
            blame(FindingCode::bad_sailing, route.sails.least_lot, "the least lot is larger than any lot",
                  "nothing would sail: let it be at most the lot", route.sails.lot.first);
        }
    }

    void check_closures(Range closures) {
        for (std::uint32_t at = closures.begin; at < closures.end; ++at) {
            const ClosureRow& row = model_.closures[at];
            if (value(row.until) <= value(row.from)) {
                blame(FindingCode::bad_closure, is_parameter(row.until) ? row.until : row.from,
                      "a depot opens again before it is shut", "let it open after it is shut", row.from);
            }
            if (at > closures.begin && value(row.from) < value(model_.closures[at - 1].until)) {
                blame(FindingCode::bad_closure, row.from, "a depot is shut a second time before it has opened again",
                      "keep its closures from the first to the last", model_.closures[at - 1].until);
            }
        }
    }

    void check_spread(const RouteRow& route) {
        const SpreadRow& spread = route.transit_by_chance;
        if (!has_spread(route)) {
            return;
        }
        if (value(spread.least) > value(spread.most)) {
            blame(FindingCode::bad_transit, spread.least, "the shortest transit time is longer than the longest",
                  "let it be at most the longest", spread.most);
        } else if (spread.likely.valid() && value(spread.likely) < value(spread.least)) {
            blame(FindingCode::bad_transit, spread.likely, "the likeliest transit time is shorter than the shortest",
                  "let it lie between the two others", spread.least);
        } else if (spread.likely.valid() && value(spread.likely) > value(spread.most)) {
            blame(FindingCode::bad_transit, spread.likely, "the likeliest transit time is longer than the longest",
                  "let it lie between the two others", spread.most);
        }
    }

    void check_round(const RouteRow& route) {
        const FleetRow& fleet = route.sails.fleet;
        const Param longest = has_spread(route) ? route.transit_by_chance.most : route.transit;
        if (fleet.vehicles == 0 || fleet.loads.valid() || fleet.unloads.valid() || value(longest) > 0.0) {
            return;
        }
        if (!fleet.returns.valid() || value(fleet.returns) == 0.0) {
            blame(FindingCode::bad_fleet, longest, "vehicles go round in no time",
                  "let the way there or back take some time", fleet.returns);
        }
    }

    void check_deal(const DealRow& deal) {
        check_opening(deal.opening);
        if (value(deal.least) > value(deal.tranche)) {
            blame(FindingCode::bad_deal, deal.least, "the least tranche is larger than a tranche",
                  "nothing would begin: let it be at most the tranche", deal.tranche);
        }
        if (!(value(deal.tranche) > 0.0)) {
            blame(FindingCode::bad_deal, deal.tranche, "a tranche of nothing",
                  "write how much of the goods a tranche is");
        }
        for (std::uint32_t part = deal.parts.begin; part < deal.parts.end; ++part) {
            check_leverage(model_.deal_parts[DealPartId{part}].leverage);
        }
    }

    void check_leverage(Range points) {
        for (std::uint32_t at = points.begin + 1; at < points.end; ++at) {
            const Param days = model_.leverages[at].days;
            const Param before = model_.leverages[at - 1].days;
            if (value(days) <= value(before)) {
                blame(FindingCode::bad_deal, days, "the days of supply of a leverage do not rise",
                      "keep the points from the fewest days to the most", before);
            }
        }
    }

    void check_way_back(const ConditionRow& condition) {
        if (!condition.back.valid()) {
            return;
        }
        const double level = value(condition.level);
        const double back = value(condition.back);
        if (condition.side == Side::below ? back <= level : back >= level) {
            blame(FindingCode::bad_rule, condition.back, "the way back does not lead away from the level",
                  "let a stock rise to it after it fell to the level, or the other way round", condition.level);
        }
    }

    void check_action(const ActionRow& action) {
        if (action.lever == Lever::capacity && value(action.to) == 0.0) {
            blame(FindingCode::bad_rule, action.to, "a depot that is no hub cannot become one in a run",
                  "leave it a small capacity, or close its routes");
        }
    }

    const Model& model_;
    std::span<const double> values_;
    std::vector<BadValue> bad_;
};

}  // namespace

std::vector<BadValue> check_values(const Model& model, std::span<const double> values) {
    return ValueChecker(model, values).check();
}

}  // namespace caisson::model
