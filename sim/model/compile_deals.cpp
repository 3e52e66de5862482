#include <algorithm>
#include <utility>
#include <vector>

#include "model/draft.hpp"

namespace caisson::model {

namespace {

Range add_legs(Draft& draft, const DealPart& part, DealPartId id) {
    std::vector<RouteId>& legs = draft.model.deal_legs;
    Range range{static_cast<std::uint32_t>(legs.size()), 0};
    for (const RouteId written : part.routes) {
        const RouteId route = draft.ids.routes.compiled(written);
        legs.push_back(route);
        draft.model.routes[route].part = id;
    }
    std::sort(legs.begin() + range.begin, legs.end());
    range.end = static_cast<std::uint32_t>(legs.size());
    return range;
}

Range add_leverage(Draft& draft, const DealPart& payment) {
    std::vector<LeverageRow>& rows = draft.model.leverages;
    Range range{static_cast<std::uint32_t>(rows.size()), 0};
    for (const LeveragePoint& point : payment.leverage) {
        rows.push_back({.days = draft.book.add(point.days, Role::days_level),
                        .factor = draft.book.add(point.factor, Role::scale)});
    }
    range.end = static_cast<std::uint32_t>(rows.size());
    return range;
}

DealPartRow row_of(Draft& draft, const DealPart& part, DealId deal) {
    DealPartRow row;
    row.deal = deal;
    row.commodity = draft.ids.commodities.compiled(part.commodity);
    row.legs = add_legs(draft, part, DealPartId{draft.model.deal_parts.size()});
    row.withheld = draft.book.add(part.withheld, Role::withheld);
    row.risk = part.risk;
    return row;
}

void add_payment(Draft& draft, const DealPart& payment, DealId deal, CommodityId goods) {
    DealPartRow row = row_of(draft, payment, deal);
    row.price = draft.book.add(payment.price, Role::price, row.commodity, goods);
    row.on = payment.on;
    row.credit = draft.book.add(payment.credit, Role::credit, row.commodity);
    row.budget = draft.book.add(payment.budget, Role::budget, row.commodity);
    row.leverage = add_leverage(draft, payment);
    draft.model.deal_parts.add(row);
}

/// By commodity, whatever the order of the file.
std::vector<const DealPart*> payments_in_order(const Deal& deal, const Numberings& ids) {
    std::vector<const DealPart*> payments;
    for (const DealPart& payment : deal.payments) {
        payments.push_back(&payment);
    }
    std::stable_sort(payments.begin(), payments.end(), [&](const DealPart* a, const DealPart* b) {
        return ids.commodities.compiled(a->commodity) < ids.commodities.compiled(b->commodity);
    });
    return payments;
}

/// The states at the ends of the goods' first route: those of the others are the same (check_deals.cpp).
void name_parties(const Draft& draft, const Deal& deal, DealRow& row) {
    if (!deal.goods.routes.empty()) {
        const Route& route = draft.scenario.routes[deal.goods.routes.front()];
        row.seller = draft.ids.states.compiled_if_any(draft.scenario.depots[route.from].state);
        row.buyer = draft.ids.states.compiled_if_any(draft.scenario.depots[route.to].state);
    }
}

}  // namespace

void add_deals(Draft& draft) {
    for (const DealId written : draft.ids.deals.in_order()) {
        const Deal& deal = draft.scenario.deals[written];
        const DealId id{draft.model.deals.size()};
        DealRow row;
        row.id = deal.id;
        row.title = deal.title;
        name_parties(draft, deal, row);
        row.parts.begin = static_cast<std::uint32_t>(draft.model.deal_parts.size());
        const DealPartRow goods = row_of(draft, deal.goods, id);
        draft.model.deal_parts.add(goods);
        for (const DealPart* payment : payments_in_order(deal, draft.ids)) {
            add_payment(draft, *payment, id, goods.commodity);
        }
        row.parts.end = static_cast<std::uint32_t>(draft.model.deal_parts.size());
        row.tranche = draft.book.add(deal.tranche, Role::lot, goods.commodity);
        row.least = draft.book.add(deal.least, Role::least_lot, goods.commodity);
        row.tranches = deal.tranches;
        row.opening = add_opening(draft, deal.opening);
        draft.model.deals.add(std::move(row));
    }
}

}  // namespace caisson::model
