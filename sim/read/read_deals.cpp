#include "complain.hpp"
#include "numbers.hpp"
#include "things.hpp"

namespace caisson::read {
namespace {

using model::CommodityId;

std::vector<model::RouteId> read_routes_of(const Fields& fields) {
    const ValueId value = fields[Key::part_routes];
    Binder& binder = fields.binder();
    std::vector<model::RouteId> routes;
    const auto add = [&](ValueId name) {
        if (const auto route = refer<model::Route>(binder, Thing::route, name); route.index != ValueId::nothing) {
            routes.push_back(route);
        }
    };
    if (!value.valid()) {
        return routes;
    }
    if (binder.document.kind(value) == ValueKind::list) {
        for (ValueId entry = binder.document.first(value); entry.valid(); entry = binder.document.next(entry)) {
            add(entry);
        }
    } else {
        add(value);
    }
    return routes;
}

model::Number read_withheld(const Fields& fields) {
    const double withheld = read_flag(fields, Key::withheld) ? 1.0 : 0.0;
    const ValueId value = fields[Key::withheld];
    if (!value.valid()) {
        return model::Number{withheld};
    }
    return {withheld, path_of(fields, Key::withheld), {}, fields.binder().span(value)};
}

/// A number, or the word that says that there is no bound.
model::Number read_credit(const Fields& fields, Units units) {
    Binder& binder = fields.binder();
    const ValueId value = fields[Key::credit];
    const bool told = value.valid() && binder.document.kind(value) == ValueKind::text;
    if (told && binder.document.text(value) == binder.keys.row(Key::credit).words.front().word) {
        return {model::unbounded, path_of(fields, Key::credit), {}, binder.span(value)};
    }
    return read_number(fields, Key::credit, units);
}

std::vector<model::LeveragePoint> read_leverage(const Fields& fields) {
    std::vector<model::LeveragePoint> points;
    const std::vector<ValueId> rows = entries(fields, Key::leverage);
    if (rows.empty()) {
        return points;
    }
    Binder& binder = fields.binder();
    const PathId path = path_of(fields, Key::leverage);
    for (std::size_t at = 0; at < rows.size(); ++at) {
        const Fields row(binder, Section::leverage_point, rows[at], rows[at],
                         binder.scenario.paths.add(path, std::to_string(at)));
        points.push_back({.days = read_number(row, Key::leverage_days),
                          .factor = read_number(row, Key::leverage_factor),
                          .place = binder.span(rows[at])});
    }
    return points;
}

/// What the goods and payments have in common.
model::DealPart read_part(const Fields& fields, Key risk) {
    model::DealPart part;
    part.routes = read_routes_of(fields);
    part.withheld = read_withheld(fields);
    part.risk = read_choice<model::Risk>(fields, risk);
    part.place = fields.binder().span(fields.owner());
    return part;
}

model::DealPart read_goods(const Fields& deal) {
    Binder& binder = deal.binder();
    const Fields fields(binder, Section::deal_goods, deal[Key::deal_goods], deal.key(Key::deal_goods),
                        path_of(deal, Key::deal_goods));
    model::DealPart goods = read_part(fields, Key::goods_risk);
    if (!goods.routes.empty()) {
        goods.commodity = binder.scenario.routes[goods.routes.front()].carries;
    }
    return goods;
}

model::DealPart read_payment(const Fields& fields, CommodityId commodity, CommodityId goods) {
    const Units units{.of = commodity};
    model::DealPart payment = read_part(fields, Key::payment_risk);
    payment.commodity = commodity;
    payment.price = read_number(fields, Key::price, Units{.of = commodity, .per = goods});
    payment.on = read_choice<model::PayOn>(fields, Key::pay_on);
    payment.credit = read_credit(fields, units);
    payment.budget = read_number(fields, Key::budget, units);
    payment.leverage = read_leverage(fields);
    return payment;
}

void read_payments(const Fields& deal, model::Deal& row) {
    const ValueId map = deal[Key::deal_payments];
    Binder& binder = deal.binder();
    if (!map.valid() || !has_kind(binder, map, Wanted::map, binder.keys.row(Key::deal_payments))) {
        return;
    }
    const Fields payments(binder, Section::deal_payments, map, deal.key(Key::deal_payments),
                          path_of(deal, Key::deal_payments));
    for (const ValueId key : payments.others()) {
        const std::string_view text = binder.document.text(key);
        const CommodityId commodity{binder.names_of(Thing::commodity).at(text).index};
        const Fields fields(binder, Section::deal_payment, binder.document.first(key), key,
                            binder.scenario.paths.add(payments.path(), text));
        row.payments.push_back(read_payment(fields, commodity, row.goods.commodity));
    }
}

}  // namespace

void read_deals(const Fields& root) {
    for_each_thing(root, Key::deals, Section::deal, [&](const Fields& fields) {
        model::Deal row;
        read_heading(fields, row);
        if (fields.has(Key::deal_goods)) {
            row.goods = read_goods(fields);
        }
        const Units units{.of = row.goods.commodity};
        row.tranche = read_number(fields, Key::tranche, units);
        row.tranches = static_cast<std::uint32_t>(read_whole(fields, Key::tranches));
        row.least = read_number(fields, Key::least_tranche, units);
        read_payments(fields, row);
        row.opening = read_opening(fields);
        root.binder().scenario.deals.add(std::move(row));
    });
}

}  // namespace caisson::read
