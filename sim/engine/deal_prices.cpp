// What a payment costs a unit of goods, when a tranche begins.
#include <algorithm>

#include "engine/mechanisms.hpp"

namespace caisson::engine {
namespace {

/// The days of supply of a deal's goods at its buyer now; infinite if nothing is wanted.
double days_of_supply(const RunState& state, model::DealId deal) {
    const OutcomeTerms& terms = state.supply_of_buyers[deal.index];
    double stock = 0.0;
    for (const Term& term : terms.sum) {
        stock += std::max(0.0, state.nodes[term.index].at(state.now));
    }
    double day = 0.0;
    for (const Term& term : terms.day) {
        day += state.value_or(term.share, 1.0) * state.value_or(term.take, 1.0) * state.fires[term.index].wanted.rate;
    }
    return day > 0.0 ? stock / day : never;
}

/// Linear between the points, constant outside.
double leverage(const RunState& state, model::Range points, double days) {
    const auto days_of = [&](std::uint32_t at) { return state.value(state.model.leverages[at].days); };
    const auto factor_of = [&](std::uint32_t at) { return state.value(state.model.leverages[at].factor); };
    if (days <= days_of(points.begin)) {
        return factor_of(points.begin);
    }
    for (std::uint32_t at = points.begin + 1; at < points.end; ++at) {
        if (days <= days_of(at)) {
            const double part = (days - days_of(at - 1)) / (days_of(at) - days_of(at - 1));
            return factor_of(at - 1) + part * (factor_of(at) - factor_of(at - 1));
        }
    }
    return factor_of(points.end - 1);
}

/// By what measures against the goods of a deal multiply its prices. What is felt on several routes counts once.
double raised(const RunState& state, model::DealId deal) {
    const model::Model& model = state.model;
    double factor = 1.0;
    for (std::uint32_t index = 0; index < model.enforcements.size(); ++index) {
        if (model::is_felt_on_goods(model, index, deal)) {
            const model::SanctionRow& sanction = model.sanctions[model.enforcements[index].sanction];
            factor *= model::price_under(state.value(sanction.raises_prices), state.enforcements[index].level());
        }
    }
    return factor;
}

}  // namespace

double price_factor(const RunState& state, model::DealPartId payment) {
    const model::DealPartRow& row = state.model.deal_parts[payment];
    const double of_need = row.leverage.empty() ? 1.0 : leverage(state, row.leverage, days_of_supply(state, row.deal));
    return of_need * raised(state, row.deal);
}

}  // namespace caisson::engine
