// Deals, judged: what is delivered, what is paid, which tranche begins (docs/semantics.md, section 13).
#include <algorithm>
#include <cmath>

#include "engine/mechanisms.hpp"

namespace caisson::engine {
namespace {

using model::DealId;
using model::DealPartId;
using model::PayOn;

/// Sums that differ by less than this part of themselves are equal but for rounding.
constexpr double sum_rounding = 1e-12;
/// Of what replaces what was lost a part is lost again: that goes on until so little of it is missing.
constexpr double least_replaced = 1e-6;
/// A tranche that a budget cuts to less than this part of a whole one is none.
constexpr double least_part = 1e-9;

bool is_empty(const RunState& state, model::RouteId id) {
    const RouteState& route = state.routes[id.index];
    if (route.line == no_slot) {
        return state.lots[id.index].empty();
    }
    const LineState& line = state.lines[route.line];
    return state.fronts[route.line].empty() && line.last_gross == 0.0 && line.arriving_gross == 0.0;
}

/// One deal in one instant.
class Judge {
public:
    Judge(RunState& state, DealId id)
        : state_(state), id_(id), row_(state.model.deals[id]), deal_(state.deals[id.index]), goods_(row_.goods()) {}

    void judge() {
        replace_losses();
        for_each_part([this](DealPartId part) { release(state_, part); });  // what was withheld
        pay_for_arrivals();
        go_on_after_payment();
        deliver();
        begin_next();
        see_deal(state_, id_);
    }

private:
    template <class Do>
    void for_each_part(const Do& act) {
        for (std::uint32_t at = row_.parts.begin; at < row_.parts.end; ++at) {
            act(DealPartId{at});
        }
    }

    template <class Do>
    void for_each_payment(const Do& act) {
        for (std::uint32_t at = row_.parts.begin + 1; at < row_.parts.end; ++at) {
            act(DealPartId{at});
        }
    }

    [[nodiscard]] const model::DealPartRow& row_of(DealPartId part) const { return state_.model.deal_parts[part]; }

    [[nodiscard]] DealPartState& part_state(DealPartId part) { return state_.deal_parts[part.index]; }

    void replace_losses() {
        for_each_part([this](DealPartId id) {
            if (row_of(id).risk != model::Risk::replace) {
                return;
            }
            DealPartState& part = part_state(id);
            const double lost = deal_figures(state_, id).lost;
            const double amount = lost - part.replaced;
            const bool known = part.left <= 0.0 && all_arrived(id);
            if (known && amount > least_replaced * lost) {
                part.replaced = lost;
                add_to_left(state_, id, amount);
                record(state_, EventKind::part_replaced, EntityKind::deal_part, id.index, amount);
            }
        });
    }

    [[nodiscard]] bool all_arrived(DealPartId id) const {
        const model::Range legs = row_of(id).legs;
        for (std::uint32_t at = legs.begin; at < legs.end; ++at) {
            if (!is_empty(state_, state_.model.deal_legs[at])) {
                return false;
            }
        }
        return true;
    }

    /// All that is owed becomes due, less what was due before.
    void pay(DealPartId id, double owed) {
        DealPartState& part = part_state(id);
        part.due = std::max(part.due, owed);
        release(state_, id);
    }

    void pay_for_arrivals() {
        for_each_payment([this](DealPartId id) {
            if (deal_.lot_arrived && row_of(id).on == PayOn::arrival) {
                pay(id, owed(state_, id));
            }
        });
        deal_.lot_arrived = false;
    }

    /// Goods that waited for what is paid at the start of their tranche are released once that has been paid.
    void go_on_after_payment() {
        if (!deal_.awaits_payment) {
            return;
        }
        bool paid = true;
        for_each_payment([&](DealPartId id) {
            const DealPartState& part = state_.deal_parts[id.index];
            const double slack = part.slack + sum_rounding * part.due;
            paid = paid && (row_of(id).on != PayOn::start || counted(state_, id) >= part.due - slack);
        });
        if (paid) {
            deal_.awaits_payment = false;
            release_goods();
        }
    }

    void release_goods() {
        part_state(goods_).due += deal_.tranche;
        release(state_, goods_);
    }

    void deliver() {
        const DealPartState& goods = part_state(goods_);
        const bool all_released = !deal_.awaits_payment && goods.released == goods.due;
        if (!deal_.under_way || !all_released || goods.left > 0.0 || !all_arrived(goods_)) {
            return;
        }
        deal_.under_way = false;
        record(state_, EventKind::tranche_delivered, EntityKind::deal, id_.index, deal_figures(state_, goods_).arrived);
        for_each_payment([this](DealPartId id) {
            if (row_of(id).on != PayOn::start) {
                pay(id, owed(state_, id));
            }
        });
        if (deal_.begun == row_.tranches) {
            end();
        }
    }

    void end() {
        deal_.ended = true;
        deal_.cancelled = state_.value(row_.tranche) * row_.tranches - deal_.ordered;
        if (deal_.cancelled <= sum_rounding * deal_.ordered) {
            deal_.cancelled = 0.0;
        }
        record(state_, EventKind::deal_ended, EntityKind::deal, id_.index, deal_.cancelled);
    }

    /// By how much the first payment of which too much is owed is in arrears; 0 if there is none.
    [[nodiscard]] double excess() {
        double first = 0.0;
        for_each_payment([&](DealPartId id) {
            const DealPartState& part = part_state(id);
            const bool too_much = !part.credit_met && over_credit(state_, id) > 0.0;
            first = first == 0.0 && too_much ? arrears(state_, id) : first;
        });
        return first;
    }

    void begin_next() {
        if (deal_.under_way || deal_.ended || !deal_.open || !deal_.switched_on) {
            return;
        }
        const double missing = excess();
        const bool stopped = missing > 0.0;
        if (stopped != deal_.stopped) {
            deal_.stopped = stopped;
            record(state_, stopped ? EventKind::deal_stopped : EventKind::deal_resumed, EntityKind::deal, id_.index,
                   missing);
        }
        if (stopped) {
            for_each_payment([this](DealPartId id) { state_.stale_parts.add(id); });  // when will it be paid off?
            return;
        }
        const double amount = affordable();
        if (amount < state_.value(row_.least) || amount <= least_part * state_.value(row_.tranche)) {
            end();
        } else {
            begin(amount);
        }
    }

    [[nodiscard]] double price_of(DealPartId payment) const {
        return state_.value(row_of(payment).price) * price_factor(state_, payment);
    }

    /// What of a tranche the budgets allow.
    [[nodiscard]] double affordable() {
        double amount = state_.value(row_.tranche);
        for_each_payment([&](DealPartId id) {
            const double budget = state_.value(row_of(id).budget);
            const double price = price_of(id);
            if (budget < never && price > 0.0) {
                amount = std::min(amount, (budget - owed(state_, id)) / price);
            }
        });
        return amount;
    }

    void begin(double amount) {
        deal_.under_way = true;
        deal_.tranche = amount;
        deal_.ordered += amount;
        ++deal_.begun;
        record(state_, EventKind::tranche_begun, EntityKind::deal, id_.index, amount);
        for_each_payment([this](DealPartId id) {  // prices before anything is released: they look at stocks alone
            DealPartState& part = part_state(id);
            const double price = price_of(id);
            part.owed_before = owed(state_, id);
            part.price = price;
        });
        deal_.counted_before = counted(state_, goods_);
        demand_payment();
        deal_.awaits_payment = true;
        go_on_after_payment();
    }

    void demand_payment() {
        for_each_payment([this](DealPartId id) {
            if (row_of(id).on == PayOn::start) {
                pay(id, part_state(id).owed_before + part_state(id).price * deal_.tranche);
            }
        });
    }

    RunState& state_;
    DealId id_;
    const model::DealRow& row_;
    DealState& deal_;
    DealPartId goods_;
};

}  // namespace

void judge_deals(RunState& state) {
    state.stale_deals.sort();
    for (const DealId deal : state.stale_deals.list()) {
        Judge(state, deal).judge();
    }
    state.stale_deals.clear();
}

void deal_and_sail(RunState& state) {
    do {
        judge_deals(state);
        sail_all_due(state);
    } while (!state.stale_deals.empty());
}

}  // namespace caisson::engine
