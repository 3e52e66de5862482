#include "model/parameter_book.hpp"

#include <utility>

#include "caisson/base/ensure.hpp"

namespace caisson::model {

namespace {

// Until the book is closed nobody knows how many parameters there are: constants are counted apart, under this bit.
constexpr std::uint32_t constant_bit = 0x80000000U;

template <class Visit>
void visit_opening(OpeningRow& row, Visit visit) {
    visit(row.open);
    visit(row.opens);
    visit(row.closes);
}

template <class Visit>
void visit_route(RouteRow& row, Visit visit) {
    visit(row.capacity.first);
    visit(row.sails.first);
    visit(row.sails.every);
    visit(row.sails.lot.first);
    visit(row.sails.least_lot);
    visit(row.sails.fleet.loads);
    visit(row.sails.fleet.unloads);
    visit(row.sails.fleet.returns);
    visit(row.sails.fleet.leaves_after);
    visit(row.transit);
    visit(row.transit_by_chance.least);
    visit(row.transit_by_chance.most);
    visit(row.transit_by_chance.likely);
    visit(row.loss.first);
    visit(row.chance);
    visit(row.rejects.share.first);
    visit(row.target.level);
    visit(row.target.hysteresis);
    visit(row.port_limit);
    visit(row.unload);
    visit_opening(row.opening, visit);
}

template <class Visit>
void visit_deals(Model& model, Visit visit) {
    for (DealRow& row : model.deals) {
        visit(row.tranche);
        visit(row.least);
        visit_opening(row.opening, visit);
    }
    for (DealPartRow& row : model.deal_parts) {
        visit(row.withheld);
        visit(row.price);
        visit(row.credit);
        visit(row.budget);
    }
    for (ClosureRow& row : model.closures) {
        visit(row.from);
        visit(row.until);
    }
    for (LeverageRow& row : model.leverages) {
        visit(row.days);
        visit(row.factor);
    }
}

template <class Visit>
void visit_shared_rows(Model& model, Visit visit) {
    for (LegRow& row : model.legs) {
        visit(row.take);
    }
    for (StepRow& row : model.steps) {
        visit(row.from);
        visit(row.until);
        visit(row.value);
    }
    for (RationRow& row : model.rations) {
        visit(row.below);
        visit(row.to);
        visit(row.hysteresis);
    }
}

template <class Visit>
void visit_measures(Model& model, Visit visit) {
    for (StateNeedRow& row : model.state_needs) {
        visit(row.weight);
    }
    for (SanctionRow& row : model.sanctions) {
        visit(row.cuts);
        visit(row.interdicts);
        visit(row.raises_prices);
    }
    for (EnforcementRow& row : model.enforcements) {
        visit(row.level.first);
    }
    for (CapRow& row : model.caps) {
        visit(row.most);
        visit(row.every);
        visit(row.from);
    }
}

// Every Param that a model holds.
template <class Visit>
void visit_params(Model& model, Visit visit) {
    visit(model.end);
    for (NodeRow& row : model.nodes) {
        visit(row.stock);
        visit(row.age);
        visit(row.shelf_life);
        visit(row.capacity.first);
        visit(row.reserve.first);
    }
    for (FlowRow& row : model.flows) {
        visit(row.share);
    }
    for (PlantRow& row : model.plants) {
        visit(row.rate.first);
        visit(row.work.takes);
        visit(row.work.yield.first);
        visit(row.work.dock_limit);
        visit_opening(row.opening, visit);
    }
    for (LossRow& row : model.losses) {
        visit(row.rate);
        visit(row.against);
        visit(row.aimed);
        visit(row.intensity.first);
    }
    for (FireRow& row : model.fires) {
        visit(row.guns.rate);
        visit(row.guns.life);
        visit(row.wanted.first);
        visit_opening(row.opening, visit);
    }
    for (RouteRow& row : model.routes) {
        visit_route(row, visit);
    }
    visit_deals(model, visit);
    for (ConditionRow& row : model.conditions) {
        visit(row.level);
        visit(row.back);
        visit(row.hysteresis);
        visit(row.date);
    }
    for (ActionRow& row : model.actions) {
        visit(row.to);
    }
    for (RuleRow& row : model.rules) {
        visit(row.held);
        visit(row.after);
    }
    visit_measures(model, visit);
    for (OutcomeRow& row : model.outcomes) {
        visit(row.level);
        visit(row.from);
        visit(row.when);
    }
    for (OfStateRow& row : model.of_states) {
        visit(row.share);
    }
    visit_shared_rows(model, visit);
}

}  // namespace

Param ParameterBook::add(const Number& number, Role role, CommodityId unit_of, CommodityId per) {
    if (!number.written()) {
        return constant(number.value);
    }
    const PathId path = paths_.add(scenario_.paths.text(number.path));
    if (path.index < parameters_.size()) {
        ensure(parameters_[path.index].value == number.value, "two numbers of one path are one number");
        return Param{path.index};
    }
    Parameter parameter{.path = path, .role = role, .value = number.value, .unit_of = unit_of, .per = per};
    parameter.place = number.place;
    if (number.estimate.valid()) {
        parameter.estimate = estimates_.add(scenario_.estimates[number.estimate]);
    }
    parameters_.push_back(parameter);
    return Param{path.index};
}

Param ParameterBook::add_if_written(const Number& number, Role role, CommodityId unit_of) {
    return number.written() ? add(number, role, unit_of) : Param{};
}

Param ParameterBook::constant(double value) {
    const auto [slot, added] = slot_of_.try_emplace(value, static_cast<std::uint32_t>(constants_.size()));
    if (added) {
        constants_.push_back(value);
    }
    return Param{slot->second | constant_bit};
}

Param ParameterBook::settled(Param param) const {
    const bool constant = param.valid() && (param.index & constant_bit) != 0;
    return constant ? Param{parameters_.size() + (param.index & ~constant_bit)} : param;
}

void ParameterBook::close(Model& model) && {
    visit_params(model, [this](Param& param) { param = settled(param); });
    model.values.reserve(parameters_.size() + constants_.size());
    for (const Parameter& parameter : parameters_) {
        model.values.push_back(parameter.value);
    }
    model.values.insert(model.values.end(), constants_.begin(), constants_.end());
    model.parameters = std::move(parameters_);
    model.estimates = std::move(estimates_);
    model.paths = std::move(paths_);
}

}  // namespace caisson::model
