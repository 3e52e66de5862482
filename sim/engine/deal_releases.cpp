// What a part of a deal has released, and what of it has not left: legs carry only that.
#include <algorithm>
#include <cmath>

#include "engine/mechanisms.hpp"
#include "engine/straight_lines.hpp"

namespace caisson::engine {
namespace {

/// What is less than this part of itself is rounding.
constexpr double release_rounding = 1e-12;
/// The largest part of what was released that a front may bring early.
constexpr double front_share = 1e-6;

/// Takes the line of what has not left to the present instant.
void anchor(RunState& state, DealPartState& part) {
    part.left = part.left_at(state.now);
    part.since = state.now;
}

/// Tells the legs whether they may send.
void tell_legs(RunState& state, model::DealPartId id) {
    const DealPartState& part = state.deal_parts[id.index];
    const bool held = part.withheld || part.left <= 0.0;
    const model::Range legs = state.model.deal_parts[id].legs;
    for (std::uint32_t at = legs.begin; at < legs.end; ++at) {
        const model::RouteId route = state.model.deal_legs[at];
        state.routes[route.index].held = held;
        if (held) {
            dismiss_ship(state, route);
        }
        ask_of_route(state, route);
    }
}

double rate_of_departures(const RunState& state, const model::DealPartRow& row) {
    double rate = 0.0;
    for (std::uint32_t at = row.legs.begin; at < row.legs.end; ++at) {
        const model::FlowId sending = state.model.routes[state.model.deal_legs[at]].sending;
        rate += sending.valid() ? state.totals[sending.index].rate : 0.0;
    }
    return rate;
}

/// When the arrears of a payment come down to its credit, if its deal waits for that and it goes on as now.
double time_of_credit(const RunState& state, model::DealPartId id) {
    const model::DealPartRow& row = state.model.deal_parts[id];
    if (!state.deals[row.deal.index].stopped || !row.price.valid()) {
        return never;
    }
    const double excess = over_credit(state, id);
    const double pays = deal_rates(state, id).counted;
    return excess > 0.0 && pays > 0.0 ? state.now + excess / pays : never;
}

void predict_part(RunState& state, model::DealPartId id) {
    DealPartState& part = state.deal_parts[id.index];
    anchor(state, part);
    part.rate = rate_of_departures(state, state.model.deal_parts[id]);
    part.runs_out = part.rate > 0.0 && part.left > 0.0 ? state.now + part.left / part.rate : never;
    part.pays_off = time_of_credit(state, id);
    state.clocks.set(state.slots.parts + id.index, std::min(part.runs_out, part.pays_off));
}

}  // namespace

void release(RunState& state, model::DealPartId id) {
    DealPartState& part = state.deal_parts[id.index];
    const bool goods = model::is_goods(state.model, id);
    const double amount = part.due - part.released;
    const double rounding = goods ? 0.0 : std::max(part.slack, release_rounding * part.due);
    if (part.withheld || amount <= rounding) {
        return;
    }
    part.released = part.due;
    add_to_left(state, id, amount);
    if (!goods) {
        record(state, EventKind::payment_released, EntityKind::deal_part, id.index, amount);
    }
}

void add_to_left(RunState& state, model::DealPartId id, double amount) {
    DealPartState& part = state.deal_parts[id.index];
    anchor(state, part);
    part.left += amount;
    state.stale_parts.add(id);
    tell_legs(state, id);
    see_deal(state, state.model.deal_parts[id].deal);
}

void take_from_left(RunState& state, model::RouteId leg, double load) {
    const model::DealPartId id = state.routes[leg.index].part;
    DealPartState& part = state.deal_parts[id.index];
    anchor(state, part);
    const double rest = part.left - load;
    const bool nothing_left = rest <= release_rounding * part.due;  // else a ship would sail with a rounding error
    part.slack += nothing_left ? std::abs(rest) : 0.0;
    part.left = nothing_left ? 0.0 : rest;
    state.stale_parts.add(id);
    if (part.left == 0.0) {
        tell_legs(state, id);
    }
    if (state.model.deal_parts[id].risk == model::Risk::receiver) {  // it counts now
        touch_deal(state, state.model.deal_parts[id].deal);
    }
}

void note_lot(RunState& state, model::RouteId leg) {
    if (const model::DealPartId part = state.routes[leg.index].part; part.valid()) {
        const model::DealId deal = state.model.deal_parts[part].deal;
        state.deals[deal.index].lot_arrived |= model::is_goods(state.model, part);
        touch_leg(state, leg);
    }
}

double left_for(const RunState& state, const RouteState& leg) {
    return leg.part.valid() ? state.deal_parts[leg.part.index].left_at(state.now) : never;
}

void withhold(RunState& state, model::DealPartId id, bool withheld) {
    DealPartState& part = state.deal_parts[id.index];
    if (part.withheld == withheld) {
        return;
    }
    part.withheld = withheld;
    record(state, withheld ? EventKind::part_withheld : EventKind::part_let_go, EntityKind::deal_part, id.index);
    anchor(state, part);
    state.stale_parts.add(id);
    tell_legs(state, id);
    touch_deal(state, state.model.deal_parts[id].deal);
}

void ring_deal_part(RunState& state, model::DealPartId id) {
    DealPartState& part = state.deal_parts[id.index];
    const double latest = state.now + instant_width;
    if (part.runs_out <= latest) {  // a computed crossing has happened
        // It rings up to a width of an instant early, and so does the front that it sends.
        part.slack += std::abs(part.left_at(state.now)) + std::min(instant_width * part.rate, front_share * part.due);
        part.left = 0.0;
        part.since = state.now;
        part.rate = 0.0;
        tell_legs(state, id);
    }
    part.credit_met = part.pays_off <= latest;
    part.runs_out = part.pays_off = never;
    ++state.counts.events;
    state.clocks.set(state.slots.parts + id.index, never);
    state.stale_parts.add(id);
    touch_deal(state, state.model.deal_parts[id].deal);
}

void predict_deals(RunState& state) {
    for (const model::DealPartId id : state.stale_parts.list()) {
        predict_part(state, id);
        state.deal_parts[id.index].credit_met = false;
    }
    state.stale_parts.clear();
}

void reset_deals(RunState& state) {
    for (DealPartState& part : state.deal_parts) {
        part = DealPartState{};
    }
    for (DealState& deal : state.deals) {
        const bool open = deal.open;  // the agenda has said so
        const bool switched_on = deal.switched_on;
        deal = DealState{};
        deal.open = open;
        deal.switched_on = switched_on;
    }
    for (const model::DealPartId id : state.model.deal_parts.ids()) {
        state.deal_parts[id.index].withheld = state.value(state.model.deal_parts[id].withheld) != 0.0;
        tell_legs(state, id);
    }
    for (const model::DealId deal : state.model.deals.ids()) {
        state.stale_deals.add(deal);
    }
}

}  // namespace caisson::engine
