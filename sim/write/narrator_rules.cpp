// What rules watch and do.
#include <fmt/format.h>
#include <string>

#include "write/narration.hpp"
#include "write/narrator.hpp"
#include "write/times.hpp"

namespace caisson::write {
namespace {

using engine::Event;
using engine::EventKind;
using model::ActionKind;
using model::ConditionKind;
using model::Lever;
using model::LeverOf;

/// In the order of model::Variable.
constexpr std::string_view words[] = {
    "stock",       "days of supply", "made",          "wanted",     "allowed",  "fired",     "unmet",     "sent",
    "received",    "lost",           "spilled",       "in transit", "scrapped", "in work",   "rejected",  "arrears",
    "outstanding", "price",          "implied price", "pledged",    "ordered",  "delivered", "cancelled", "owed",
    "paid",        "interdicted",    "pressure",      "effective",  "age",      "expired",   "worn",      "killed"};
static_assert(std::size(words) == static_cast<std::size_t>(model::Variable::killed) + 1);

std::string_view words_of(model::Variable variable) { return words[static_cast<std::size_t>(variable)]; }

std::string_view key_of(Lever lever) {
    switch (lever) {
        case Lever::lot:
            return "lot";
        case Lever::loss:
            return "loss";
        case Lever::capacity:
            return "capacity";
        case Lever::reserve:
            return "reserve";
        case Lever::yield:
            return "yield";
        case Lever::rejects:
            return "share of rejects";
        case Lever::enforcement:
            return "enforcement";
        case Lever::intensity:
            return "intensity";
        case Lever::rate:
        case Lever::opening:
        case Lever::withholding:
            break;
    }
    return "rate";
}

}  // namespace

std::string Narrator::cause_of(const Event& event) const {
    return acting_.valid() && acted_ == event.time ? fmt::format("as {} says", model_.rules[acting_].id)
                                                   : "as scheduled";
}

std::string Narrator::tell_rule(const Event& event) {
    const model::RuleId id{event.entity};
    const model::RuleRow& row = model_.rules[id];
    if (event.kind == EventKind::rule_acted) {
        acting_ = id;
        acted_ = event.time;
        return fmt::format("{} acts: it {}.", row.id, tell_actions(row));
    }
    std::string said = fmt::format("{} fires: {}", row.id, tell_condition(row.when));
    if (const double held = value_or(row.held, 0.0); held > 0.0) {
        said += fmt::format(", and that for {} d", human(held));
    }
    if (const double after = value_or(row.after, 0.0); after > 0.0) {
        said += fmt::format("; it acts in {} d", human(after));
    }
    return said + ".";
}

std::string Narrator::tell_condition(std::uint32_t condition) const {
    const model::ConditionRow& row = model_.conditions[condition];
    switch (row.kind) {
        case ConditionKind::all:
            return tell_parts(row, " and ");
        case ConditionKind::any:
            return tell_parts(row, " or ");
        case ConditionKind::no:
            return fmt::format("it is not so that {}", tell_condition(row.parts.begin));
        case ConditionKind::from:
            return fmt::format("{} has come", time_text(model_.start, value_or(row.date, 0.0), TimeForm::date));
        case ConditionKind::until:
            return fmt::format("{} has not come", time_text(model_.start, value_or(row.date, 0.0), TimeForm::date));
        case ConditionKind::rule:
            return fmt::format("{} has fired", model_.rules[row.rule].id);
        case ConditionKind::level:
            break;
    }
    return tell_level(row);
}

std::string Narrator::tell_parts(const model::ConditionRow& row, std::string_view between) const {
    std::string said;
    for (std::uint32_t part = row.parts.begin; part < row.parts.end; ++part) {
        const ConditionKind kind = model_.conditions[part].kind;
        const bool alone = kind != ConditionKind::all && kind != ConditionKind::any;
        said += part == row.parts.begin ? "" : between;
        said += alone ? tell_condition(part) : fmt::format("({})", tell_condition(part));
    }
    return said;
}

std::string Narrator::tell_level(const model::ConditionRow& row) const {
    if (row.variable == model::Variable::pressure) {
        return fmt::format("the pressure on {} is at {} or {}", model_.states[row.of.state].id,
                           percent(value_or(row.level, 0.0)), row.side == model::Side::below ? "below" : "above");
    }
    std::string what{words_of(row.variable)};
    if (row.of.commodity.valid()) {
        what += fmt::format(" of {}", model_.commodities[row.of.commodity].id);
    }
    for (const auto& [is_named, id] :
         {std::pair{row.of.state.valid(), row.of.state.valid() ? model_.states[row.of.state].id : ""},
          std::pair{row.of.group.valid(), row.of.group.valid() ? model_.groups[row.of.group].id : ""},
          std::pair{row.of.depot.valid(), row.of.depot.valid() ? model_.depots[row.of.depot].id : ""},
          std::pair{row.of.plant.valid(), row.of.plant.valid() ? model_.plants[row.of.plant].id : ""},
          std::pair{row.of.fire.valid(), row.of.fire.valid() ? model_.fires[row.of.fire].id : ""},
          std::pair{row.of.route.valid(), row.of.route.valid() ? model_.routes[row.of.route].id : ""},
          std::pair{row.of.deal.valid(), row.of.deal.valid() ? model_.deals[row.of.deal].id : ""},
          std::pair{row.of.loss.valid(), row.of.loss.valid() ? model_.losses[row.of.loss].id : ""}}) {
        what += is_named ? fmt::format(", {}", id) : std::string{};
    }
    const bool below = row.side == model::Side::below;
    const double level = value_or(row.level, 0.0);
    return fmt::format("{} is at {} {} or {}", what, human(level), row.unit, below ? "below" : "above");
}

std::string Narrator::tell_actions(const model::RuleRow& row) const {
    std::string said;
    for (std::uint32_t at = row.actions.begin; at < row.actions.end; ++at) {
        const std::string_view between = at == row.actions.begin ? "" : at + 1 == row.actions.end ? " and " : ", ";
        said += fmt::format("{}{}", between, tell_action(model_.actions[at]));
    }
    return said;
}

/// An enforcement that a rule sets or scales, by its path.
std::string Narrator::tell_enforcement(const model::ActionRow& action) const {
    const std::string path = model::path_of(model_, model_.enforcements[action.entity]);
    return fmt::format("{} {} to {}", action.kind == ActionKind::scale ? "scales" : "sets", path,
                       percent(value_or(action.to, 0.0)));
}

std::string Narrator::tell_action(const model::ActionRow& action) const {
    std::string name;
    model::CommodityId commodity;
    switch (action.of) {
        case LeverOf::plant: {
            const model::PlantRow& plant = model_.plants[model::PlantId{action.entity}];
            name = plant.id;
            commodity = model::commodity_of(model_, plant.flow);
            break;
        }
        case LeverOf::fire:
            name = model_.fires[model::FireId{action.entity}].id;
            commodity = first_commodity(model::FireId{action.entity});
            break;
        case LeverOf::route:
            name = model_.routes[model::RouteId{action.entity}].id;
            commodity = model_.routes[model::RouteId{action.entity}].carries;
            break;
        case LeverOf::deal:
            name = model_.deals[model::DealId{action.entity}].id;
            break;
        case LeverOf::deal_part: {
            const model::DealPartId part{action.entity};
            const model::DealPartRow& row = model_.deal_parts[part];
            name = fmt::format("the {} of {}", model_.commodities[row.commodity].id, model_.deals[row.deal].id);
            break;
        }
        case LeverOf::loss:
            name = model_.losses[model::LossId{action.entity}].id;
            break;
        case LeverOf::enforcement:
            return tell_enforcement(action);
        case LeverOf::node: {
            const model::NodeId node{action.entity};
            commodity = model_.nodes[node].commodity;
            name = fmt::format("{} for {}", depot_of(node), model_.commodities[commodity].id);
            break;
        }
    }
    const double to = value_or(action.to, 0.0);
    switch (action.kind) {
        case ActionKind::open:
            return fmt::format("opens {}", name);
        case ActionKind::close:
            return fmt::format("closes {}", name);
        case ActionKind::scale:
            return fmt::format("scales the {} of {} to {}", key_of(action.lever), name, percent(to));
        case ActionKind::withhold:
            return fmt::format("withholds {}", name);
        case ActionKind::let_go:
            return fmt::format("releases {}", name);
        case ActionKind::set:
            break;
    }
    const std::string value = action.lever == Lever::rate                                       ? rate(to, commodity)
                              : action.lever == Lever::loss || action.lever == Lever::intensity ? percent(to)
                                                                                                : amount(to, commodity);
    return fmt::format("sets the {} of {} to {}", key_of(action.lever), name, value);
}

}  // namespace caisson::write
