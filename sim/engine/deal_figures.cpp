// What can be counted of deals, from what their routes have moved.
#include <algorithm>

#include "engine/mechanisms.hpp"

namespace caisson::engine {
namespace {

using model::DealPartId;

/// Sums that differ by less than this part of themselves are equal but for rounding.
constexpr double sum_rounding = 1e-12;

template <class Do>
void for_each_leg(const RunState& state, DealPartId part, const Do& act) {
    const model::Range legs = state.model.deal_parts[part].legs;
    for (std::uint32_t at = legs.begin; at < legs.end; ++at) {
        act(state.model.deal_legs[at]);
    }
}

DealPartId goods_of(const RunState& state, DealPartId part) {
    return state.model.deals[state.model.deal_parts[part].deal].goods();
}

bool departures_count(const RunState& state, DealPartId part) {
    return state.model.deal_parts[part].risk == model::Risk::receiver;
}

void add_stages(const RunState& state, DealPartId id, DealFigures& figures) {
    const DealPartState& part = state.deal_parts[id.index];
    const model::DealRow& row = state.model.deals[state.model.deal_parts[id].deal];
    const DealState& deal = state.deals[state.model.deal_parts[id].deal.index];
    const double left = std::max(0.0, part.left_at(state.now));
    if (row.goods() == id) {
        figures.pledged = state.value(row.tranche) * row.tranches;
        figures.ordered = deal.ordered;
        figures.cancelled = deal.cancelled;
        figures.outstanding = figures.pledged - figures.cancelled - part.released + left;
    } else {
        figures.ordered = part.due;
        figures.outstanding = part.due - part.released + left;
    }
    figures.replaced = part.replaced;
}

}  // namespace

double counted(const RunState& state, DealPartId id) {
    double sum = 0.0;
    const bool departures = departures_count(state, id);
    for_each_leg(state, id, [&](model::RouteId leg) { sum += departures ? sent(state, leg) : arrived(state, leg); });
    return sum;
}

double owed(const RunState& state, DealPartId id) {
    const DealPartState& part = state.deal_parts[id.index];
    const DealState& deal = state.deals[state.model.deal_parts[id].deal.index];
    return part.owed_before + part.price * (counted(state, goods_of(state, id)) - deal.counted_before);
}

double over_credit(const RunState& state, DealPartId id) {
    const DealPartState& part = state.deal_parts[id.index];
    const double missing = arrears(state, id) - state.value(state.model.deal_parts[id].credit);
    const double slack = part.slack + part.price * state.deal_parts[goods_of(state, id).index].slack +
                         sum_rounding * (owed(state, id) + counted(state, id));
    return missing > slack ? missing : 0.0;
}

double arrears(const RunState& state, DealPartId id) { return std::max(0.0, owed(state, id) - counted(state, id)); }

DealFigures deal_figures(const RunState& state, DealPartId id) {
    DealFigures figures;
    add_stages(state, id, figures);
    for_each_leg(state, id, [&](model::RouteId leg) {
        figures.sent += sent(state, leg) - state.routes[leg.index].returned;
        figures.in_transit += under_way(state, leg);
        figures.arrived += arrived(state, leg);
        figures.lost += lost(state, leg);
    });
    figures.counted = counted(state, id);
    if (!model::is_goods(state.model, id)) {
        figures.owed = owed(state, id);
        figures.price = state.deal_parts[id.index].price;
    }
    return figures;
}

DealFigures deal_rates(const RunState& state, DealPartId id) {
    DealFigures rates;
    for_each_leg(state, id, [&](model::RouteId leg) {
        const RouteRates of = rates_of(state, leg);
        rates.sent += of.sent.value;
        rates.arrived += of.arrived.value;
        rates.lost += of.lost.value;
        rates.in_transit += state.routes[leg.index].line != no_slot ? of.growth().value : 0.0;
    });
    rates.outstanding = -rates.sent;
    rates.counted = departures_count(state, id) ? rates.sent : rates.arrived;
    if (!model::is_goods(state.model, id)) {
        rates.owed = state.deal_parts[id.index].price * deal_rates(state, goods_of(state, id)).counted;
    }
    return rates;
}

}  // namespace caisson::engine
