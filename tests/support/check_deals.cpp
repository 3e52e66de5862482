#include "support/check_deals.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <tuple>

namespace caisson::tests {
namespace {

using engine::EntityKind;
using engine::Event;
using engine::EventKind;

const Event* event_of(const Snapshot& now, EventKind kind, EntityKind of, std::uint32_t entity) {
    const auto found = std::find_if(now.events.begin(), now.events.end(), [&](const Event& event) {
        return event.kind == kind && event.entity_kind == of && event.entity == entity;
    });
    return found == now.events.end() ? nullptr : &*found;
}

// Of what a fire wants, what falls on one of its commodities; all of it where it takes them in order.
double share_of(const Case& run, model::FireId fire, std::uint32_t position) {
    const model::FireRow& row = run.model.fires[fire];
    if (row.mode == model::UseMode::in_order) {
        return 1.0;
    }
    if (row.mode == model::UseMode::rigid) {
        const model::Range legs = run.model.flows[model::FlowId{row.flows.begin}].legs;
        return run.value_or(run.model.legs[legs.begin + position].take, 1.0);
    }
    return run.value_or(run.model.flows[model::FlowId{row.flows.begin + position}].share, 1.0);
}

bool has(const Snapshot& now, EventKind kind, EntityKind of, std::uint32_t entity) {
    return event_of(now, kind, of, entity) != nullptr;
}

}  // namespace

DealBook::DealBook(Case run) : run_(run), deals_(run.model.deals.size()), parts_(run.model.deal_parts.size()) {
    for (const model::DealPartId part : run.model.deal_parts.ids()) {
        parts_[part.index].withheld = run[run.model.deal_parts[part].withheld] != 0.0;
    }
    for (const model::DealId deal : run.model.deals.ids()) {
        deals_[deal.index].switched_on = run[run.model.deals[deal].opening.open] != 0.0;
    }
}

DealBook::Sums DealBook::sums_of(const Snapshot& now, model::DealPartId part, std::size_t event) const {
    const model::DealPartRow& row = run_.model.deal_parts[part];
    Sums sums;
    for (std::uint32_t at = row.legs.begin; at < row.legs.end; ++at) {
        const std::uint32_t route = run_.model.deal_legs[at].index;
        const RouteSeen& seen = now.routes[route];
        double later = 0.0;
        for (std::size_t next = event; next < now.events.size(); ++next) {
            const bool sails = now.events[next].kind == EventKind::lot_sailed && now.events[next].entity == route;
            later += sails ? now.events[next].value : 0.0;
        }
        sums.sent += seen.sent - seen.returned - later;
        sums.under_way += near(seen.under_way, later, seen.under_way) ? 0.0 : seen.under_way - later;
        sums.arrived += seen.arrived;
        sums.lost += seen.lost;
        sums.counted += row.risk == model::Risk::receiver ? seen.sent - later : seen.arrived;
    }
    return sums;
}

double DealBook::tolerance(model::DealPartId part) const {
    const Part& at = parts_[part.index];
    return slack * (at.due + at.sums.sent + at.owed) + at.blur;
}

double DealBook::left(model::DealPartId part) const {
    const Part& at = parts_[part.index];
    return at.released + at.replaced - at.sums.sent;
}

std::optional<bool> DealBook::may_send(model::RouteId route) const {
    const model::DealPartId part = run_.model.routes[route].part;
    if (!part.valid()) {
        return true;
    }
    if (parts_[part.index].withheld) {
        return false;
    }
    const double rest = left(part);
    if (std::abs(rest) <= tolerance(part)) {
        return std::nullopt;
    }
    return rest > 0.0;
}

// Stocks as deals see them: before ships load in the instant.
double DealBook::supply_of_buyer(const Snapshot& now, model::DealId deal) const {
    const model::DealRow& row = run_.model.deals[deal];
    const model::CommodityId goods = run_.model.deal_parts[row.goods()].commodity;
    const auto belongs = [&](model::NodeId cell) {
        const model::NodeRow& node = run_.model.nodes[cell];
        return node.commodity == goods && run_.model.depots[node.depot].state == row.buyer;
    };
    double stock = 0.0;
    for (std::uint32_t cell = 0; cell < run_.model.cells; ++cell) {
        stock += belongs(model::NodeId{cell}) ? now.nodes[cell].stock : 0.0;
    }
    for (const Event& event : now.events) {
        const bool sailed = event.kind == EventKind::lot_sailed;
        const bool ours = sailed && belongs(run_.model.routes[model::RouteId{event.entity}].from);
        stock += ours && !run_.model.routes[model::RouteId{event.entity}].copies ? event.value : 0.0;
    }
    double day = 0.0;
    for (const model::FireId fire : run_.model.fires.ids()) {
        const model::Range cells = run_.model.fires[fire].supply;
        double share = 0.0;
        for (std::uint32_t at = cells.begin; at < cells.end; ++at) {
            if (belongs(run_.model.supply_nodes[at])) {
                share = std::min(1.0, share + share_of(run_, fire, at - cells.begin));
            }
        }
        day += share * now.fires[fire.index].wanted;
    }
    return day > 0.0 ? stock / day : 1e300;
}

double DealBook::raised(const Snapshot& now, model::DealId deal) const {
    const model::Model& model = run_.model;
    const model::Range goods = model.deal_parts[model.deals[deal].goods()].legs;
    double product = 1.0;
    for (std::size_t at = 0; at < model.enforcements.size(); ++at) {
        const model::Range where = model.enforcements[at].routes;
        bool ours = false;
        for (std::uint32_t route = where.begin; route < where.end; ++route) {
            for (std::uint32_t leg = goods.begin; leg < goods.end; ++leg) {
                ours = ours || model.measured_routes[route] == model.deal_legs[leg];
            }
        }
        const double strength = run_[model.sanctions[model.enforcements[at].sanction].raises_prices];
        product *= ours ? 1.0 + strength * now.enforcements[at] : 1.0;
    }
    return product;
}

double DealBook::price_at(const Snapshot& now, model::DealPartId payment) const {
    const model::DealPartRow& row = run_.model.deal_parts[payment];
    const double written = run_[row.price] * raised(now, row.deal);
    if (row.leverage.empty()) {
        return written;
    }
    const double days = supply_of_buyer(now, row.deal);
    const auto point = [&](std::uint32_t at) { return run_.model.leverages[at]; };
    double factor = run_[point(row.leverage.begin).factor];
    for (std::uint32_t at = row.leverage.begin + 1; at < row.leverage.end; ++at) {
        const double from = run_[point(at - 1).days];
        const double to = run_[point(at).days];
        const double part = std::clamp((days - from) / (to - from), 0.0, 1.0);
        factor += part * (run_[point(at).factor] - run_[point(at - 1).factor]);
    }
    return written * factor;
}

// What counts of goods since the last look is owed for at the price of its tranche.
void DealBook::take_sums(const Snapshot& now, model::DealId deal, std::size_t event) {
    const model::DealPartId goods = run_.model.deals[deal].goods();
    const double counted_before = parts_[goods.index].sums.counted;
    const model::Range parts = run_.model.deals[deal].parts;
    for (std::uint32_t at = parts.begin; at < parts.end; ++at) {
        Part& part = parts_[at];
        part.sums = sums_of(now, model::DealPartId{at}, event);
        part.blur = 0.0;
        const model::Range legs = run_.model.deal_parts[model::DealPartId{at}].legs;
        for (std::uint32_t leg = legs.begin; leg < legs.end; ++leg) {
            const model::FlowId sending = run_.model.routes[run_.model.deal_legs[leg]].sending;
            part.blur += sending.valid() ? 4.0 * window * now.flows[sending.index].asked : 0.0;
        }
    }
    for_each_payment(deal, [&](model::DealPartId payment) {
        Part& part = parts_[payment.index];
        part.owed += part.price * (parts_[goods.index].sums.counted - counted_before);
    });
}

void DealBook::replace(model::DealPartId id, double amount, Faults& faults) {
    Part& part = parts_[id.index];
    const bool replaces = run_.model.deal_parts[id].risk == model::Risk::replace;
    part.replaced += amount;
    if (!replaces || part.replaced > part.sums.lost + tolerance(id)) {
        say(faults, id, "what is replaced", part.replaced, replaces ? part.sums.lost : 0.0);
    }
}

void DealBook::release(model::DealPartId id) {
    Part& part = parts_[id.index];
    if (!part.withheld) {
        part.released = std::max(part.released, part.due);
    }
}

void DealBook::release_all(model::DealId deal) {
    const model::Range parts = run_.model.deals[deal].parts;
    for (std::uint32_t at = parts.begin; at < parts.end; ++at) {
        release(model::DealPartId{at});
    }
    go_on_after_payment(deal);
}

void DealBook::pay(model::DealPartId id, double owed) {
    Part& part = parts_[id.index];
    part.due = std::max(part.due, owed);
    release(id);
}

void DealBook::pay_for_arrivals(const Snapshot& now, model::DealId deal) {
    const model::Range legs = run_.model.deal_parts[run_.model.deals[deal].goods()].legs;
    bool arrived = false;
    for (std::uint32_t at = legs.begin; at < legs.end; ++at) {
        const std::uint32_t route = run_.model.deal_legs[at].index;
        arrived = arrived || has(now, EventKind::lot_arrived, EntityKind::route, route) ||
                  has(now, EventKind::lot_lost, EntityKind::route, route);
    }
    for_each_payment(deal, [&](model::DealPartId payment) {
        if (run_.model.deal_parts[payment].on == model::PayOn::arrival && arrived) {
            pay(payment, parts_[payment.index].owed);
        }
    });
}

void DealBook::go_on_after_payment(model::DealId deal) {
    Progress& progress = deals_[deal.index];
    if (!progress.awaits_payment) {
        return;
    }
    bool paid = true;
    for_each_payment(deal, [&](model::DealPartId payment) {
        const Part& part = parts_[payment.index];
        const bool at_start = run_.model.deal_parts[payment].on == model::PayOn::start;
        paid = paid && (!at_start || part.sums.counted >= part.due - tolerance(payment));
    });
    if (paid) {
        progress.awaits_payment = false;
        const model::DealPartId goods = run_.model.deals[deal].goods();
        parts_[goods.index].due += progress.tranche;
        release(goods);
    }
}

// Whether something opens or closes by its dates.
bool DealBook::is_date(const model::OpeningRow& row, EventKind kind, double time) const {
    return std::abs(run_[kind == EventKind::opened ? row.opens : row.closes] - time) <= 2.0 * window;
}

bool DealBook::is_delivered(model::DealId deal) const {
    const Progress& progress = deals_[deal.index];
    const model::DealPartId id = run_.model.deals[deal].goods();
    const Part& goods = parts_[id.index];
    const bool all_left = !progress.awaits_payment && goods.released == goods.due && left(id) <= tolerance(id);
    return progress.under_way && all_left && goods.sums.under_way <= tolerance(id);
}

void DealBook::deliver(model::DealId deal, Faults& faults) {
    Progress& progress = deals_[deal.index];
    const model::DealRow& row = run_.model.deals[deal];
    if (!is_delivered(deal)) {
        say(faults, row.goods(), "a tranche is called delivered; under way", parts_[row.goods().index].sums.under_way,
            0.0);
    }
    progress.under_way = false;
    for_each_payment(deal, [&](model::DealPartId payment) {
        if (run_.model.deal_parts[payment].on != model::PayOn::start) {
            pay(payment, parts_[payment.index].owed);
        }
    });
    progress.ended = progress.begun == row.tranches;
    if (progress.ended) {  // the last tranche may have been cut
        progress.cancelled = std::max(0.0, run_[row.tranche] * row.tranches - progress.ordered);
    }
}

bool DealBook::credit_allows(model::DealId deal, double more) const {
    bool allows = true;
    for_each_payment(deal, [&](model::DealPartId payment) {
        const Part& part = parts_[payment.index];
        const double goods_blur = parts_[run_.model.deals[deal].goods().index].blur * part.price;
        const double arrears = std::max(0.0, part.owed - part.sums.counted);
        const double credit = run_[run_.model.deal_parts[payment].credit];
        allows = allows && arrears <= credit + more * (tolerance(payment) + goods_blur + 1e-6 * part.owed);
    });
    return allows;
}

bool DealBook::may_begin(const Snapshot& now, model::DealId deal) const {
    const Progress& progress = deals_[deal.index];
    const bool open = progress.switched_on && run_.in_dates(run_.model.deals[deal].opening, now.time + window);
    return !progress.under_way && !progress.ended && open;
}

void DealBook::begin(const Snapshot& now, model::DealId deal, double amount, Faults& faults) {
    Progress& progress = deals_[deal.index];
    const model::DealRow& row = run_.model.deals[deal];
    if (!may_begin(now, deal) || !credit_allows(deal, 1.0)) {
        faults.add(Rule::deals, fmt::format("deals.{}: a tranche begins that should not", row.id));
    }
    double expected = run_[row.tranche];
    const bool rule_fired = std::any_of(now.events.begin(), now.events.end(), [](const Event& event) {
        return event.kind == EventKind::rule_fired || event.kind == EventKind::rule_acted;
    });
    for_each_payment(deal, [&](model::DealPartId payment) {
        Part& part = parts_[payment.index];
        const double own = price_at(now, payment);
        const double seen = now.parts[payment.index].figures.price;
        if (!near(own, seen, own) && !rule_fired) {  // rules may change what is wanted after the price is made
            say(faults, payment, "the price", seen, own);
        }
        part.price = seen;
        if (seen > 0.0) {
            expected = std::min(expected, (run_[run_.model.deal_parts[payment].budget] - part.owed) / seen);
        }
    });
    if (!near(amount, expected, run_[row.tranche] * (1.0 + progress.begun)) || amount < run_[row.least]) {
        say(faults, row.goods(), "a tranche", amount, expected);
    }
    progress.under_way = true;
    progress.awaits_payment = true;
    progress.tranche = amount;
    progress.ordered += amount;
    ++progress.begun;
    for_each_payment(deal, [&](model::DealPartId payment) {
        if (run_.model.deal_parts[payment].on == model::PayOn::start) {
            pay(payment, parts_[payment.index].owed + parts_[payment.index].price * amount);
        }
    });
    go_on_after_payment(deal);
}

void DealBook::end_by_budget(const Snapshot& now, model::DealId deal, Faults& faults) {
    Progress& progress = deals_[deal.index];
    const model::DealRow& row = run_.model.deals[deal];
    bool bound = false;
    for_each_payment(deal, [&](model::DealPartId payment) {
        const double rest = run_[run_.model.deal_parts[payment].budget] - parts_[payment.index].owed;
        const double least = std::max(run_[row.least], 1e-9 * run_[row.tranche]) * price_at(now, payment);
        bound = bound || rest <= least + tolerance(payment);
    });
    if (!bound || !may_begin(now, deal)) {
        faults.add(Rule::deals, fmt::format("deals.{} ends though its budget allows more", row.id));
    }
    progress.ended = true;
    progress.cancelled = run_[row.tranche] * row.tranches - progress.ordered;
}

void DealBook::check_what_is_missing(const Snapshot& now, model::DealId deal, Faults& faults) const {
    const model::DealRow& row = run_.model.deals[deal];
    if (may_begin(now, deal) && credit_allows(deal, -1.0)) {
        faults.add(Rule::deals, fmt::format("deals.{}: a tranche should begin", row.id));
    }
    const Part& goods = parts_[row.goods().index];
    const bool replaces = run_.model.deal_parts[row.goods()].risk == model::Risk::replace;
    const bool missing = replaces && goods.sums.lost > goods.replaced;
    if (is_delivered(deal) && !missing && goods.sums.under_way == 0.0 && goods.blur == 0.0) {
        say(faults, row.goods(), "a tranche is delivered, and nobody says so; what is left", left(row.goods()), 0.0);
    }
    for (std::uint32_t at = row.parts.begin; at < row.parts.end; ++at) {
        const model::DealPartId id{at};
        const Part& part = parts_[at];
        const bool lots = part.blur == 0.0 && run_.model.deal_parts[id].risk == model::Risk::replace;
        const bool due = part.sums.lost > part.replaced + 2e-6 * part.sums.lost + tolerance(id);
        if (lots && due && part.sums.under_way == 0.0 && left(id) <= 0.0) {
            say(faults, id, "what is replaced", part.replaced, part.sums.lost);
        }
    }
}

void DealBook::follow(const Snapshot& now, model::DealId deal, std::size_t at, Faults& faults) {
    const Event& event = now.events[at];
    const bool ours = event.entity_kind == EntityKind::deal && event.entity == deal.index;
    const bool of_part = event.entity_kind == EntityKind::deal_part &&
                         run_.model.deal_parts[model::DealPartId{event.entity}].deal == deal;
    if (!ours && !of_part) {
        return;
    }
    take_sums(now, deal, at);
    release_all(deal);
    switch (event.kind) {
        case EventKind::opened:
        case EventKind::closed:
            if (!is_date(run_.model.deals[deal].opening, event.kind, now.time)) {
                deals_[deal.index].switched_on = event.kind == EventKind::opened;
            }
            break;
        case EventKind::part_withheld:
        case EventKind::part_let_go:
            parts_[event.entity].withheld = event.kind == EventKind::part_withheld;
            break;
        case EventKind::part_replaced:
            replace(model::DealPartId{event.entity}, event.value, faults);
            break;
        case EventKind::tranche_delivered:
            deliver(deal, faults);
            break;
        case EventKind::tranche_begun:
            begin(now, deal, event.value, faults);
            break;
        case EventKind::deal_ended:
            if (!deals_[deal.index].ended) {
                end_by_budget(now, deal, faults);
            }
            break;
        default:
            break;
    }
}

void DealBook::follow(const Snapshot& now, model::DealId deal, Faults& faults) {
    take_sums(now, deal, 0);
    release_all(deal);
    pay_for_arrivals(now, deal);
    for (std::size_t at = 0; at < now.events.size(); ++at) {
        follow(now, deal, at, faults);
    }
    take_sums(now, deal, now.events.size());
    release_all(deal);
    check_what_is_missing(now, deal, faults);
}

void DealBook::say(Faults& faults, model::DealPartId part, std::string_view what, double is, double should) const {
    faults.add(Rule::deals, fmt::format("{}: {} is {:.17g}, not {:.17g}", path_of(run_.model, part), what, is, should));
}

void DealBook::compare_part(const Snapshot& now, model::DealPartId id, Faults& faults) const {
    const engine::DealFigures& seen = now.parts[id.index].figures;
    const Part& part = parts_[id.index];
    const double scale = part.due + part.sums.sent + part.owed + seen.pledged;
    const double blur = part.blur / slack;
    const auto expect = [&](std::string_view what, double is, double should) {
        if (!near(is, should, scale + blur)) {
            say(faults, id, what, is, should);
        }
    };
    expect("sent", seen.sent, part.sums.sent);
    expect("under way", seen.in_transit, part.sums.under_way);
    expect("delivered", seen.arrived, part.sums.arrived);
    expect("lost", seen.lost, part.sums.lost);
    expect("what counts", seen.counted, part.sums.counted);
    expect("replaced", seen.replaced, part.replaced);
    expect("owed", seen.owed, part.owed);
    // Whatever was pledged, or is due, is somewhere.
    const double accounted = seen.outstanding + seen.in_transit + seen.arrived + seen.lost + seen.cancelled;
    const bool goods = model::is_goods(run_.model, id);
    expect("all that is accounted for", accounted, (goods ? seen.pledged : seen.ordered) + seen.replaced);
    if (!goods) {
        expect("due", seen.ordered, part.due);
    }
}

void DealBook::compare(const Snapshot& now, model::DealId deal, Faults& faults) const {
    const model::DealRow& row = run_.model.deals[deal];
    const Progress& progress = deals_[deal.index];
    const engine::DealFigures& goods = now.parts[row.goods().index].figures;
    const double pledged = run_[row.tranche] * row.tranches;
    for (const auto& [what, is, should] :
         {std::tuple{"pledged", goods.pledged, pledged}, std::tuple{"ordered", goods.ordered, progress.ordered},
          std::tuple{"cancelled", goods.cancelled, progress.cancelled}}) {
        if (!near(is, should, pledged)) {
            say(faults, row.goods(), what, is, should);
        }
    }
    for (std::uint32_t at = row.parts.begin; at < row.parts.end; ++at) {
        compare_part(now, model::DealPartId{at}, faults);
    }
}

void DealBook::check(const Snapshot& now, Faults& faults) {
    for (const model::DealId deal : run_.model.deals.ids()) {
        follow(now, deal, faults);
        compare(now, deal, faults);
    }
}

void DealBook::compare_with(const RuleBook& rules, const Snapshot& now, Faults& faults) const {
    for (const model::DealPartId part : run_.model.deal_parts.ids()) {
        if (parts_[part.index].withheld != rules.withheld(part) ||
            now.parts[part.index].withheld != rules.withheld(part)) {
            faults.add(Rule::deals,
                       fmt::format("{} is withheld, or not, against the rules", path_of(run_.model, part)));
        }
    }
    for (const model::DealId deal : run_.model.deals.ids()) {
        const model::DealRow& row = run_.model.deals[deal];
        const bool dates = run_.in_dates(row.opening, now.time + window);
        if (dates &&
            deals_[deal.index].switched_on != rules.switched_on(row.opening, model::LeverOf::deal, deal.index)) {
            faults.add(Rule::deals, fmt::format("deals.{} is open, or not, against the rules", row.id));
        }
    }
}

}  // namespace caisson::tests
