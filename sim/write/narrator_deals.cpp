// What happens in deals: tranches, payments, what is owed, what is withheld.
#include <algorithm>
#include <fmt/format.h>

#include "write/narration.hpp"
#include "write/narrator.hpp"

namespace caisson::write {
namespace {

using engine::DealBreak;
using engine::Event;
using engine::EventKind;

/// The last breakpoint that is not after a time.
const DealBreak& at_or_before(const std::vector<DealBreak>& breaks, Days time) {
    const auto next = std::upper_bound(breaks.begin(), breaks.end(), time,
                                       [](Days moment, const DealBreak& one) { return moment < one.time; });
    return next == breaks.begin() ? *next : *(next - 1);
}

}  // namespace

std::string Narrator::tell_deal(const Event& event) {
    const model::DealId id{event.entity};
    const auto& row = model_.deals[id];
    const auto goods = model_.deal_parts[row.goods()].commodity;
    switch (event.kind) {
        case EventKind::tranche_begun:
            return tell_tranche(event, id);
        case EventKind::tranche_delivered:
            return fmt::format("A tranche of {} is delivered: {} of {} have come to {} so far.", row.id,
                               amount(event.value, goods), model_.commodities[goods].id, model_.states[row.buyer].id);
        case EventKind::deal_stopped:
            return fmt::format("{} begins no tranche: {}.", row.id, tell_arrears(event, id));
        case EventKind::deal_resumed:
            return fmt::format("{} goes on: no more is owed than its credit.", row.id);
        default:
            break;
    }
    if (event.value <= 0.0) {
        return fmt::format("{} ends: all that was pledged is delivered.", row.id);
    }
    return fmt::format("{} ends: its budget allows no further tranche, and {} of what was pledged are cancelled.",
                       row.id, amount(event.value, goods));
}

std::string Narrator::tell_tranche(const Event& event, model::DealId id) {
    const auto& row = model_.deals[id];
    const auto goods = model_.deal_parts[row.goods()].commodity;
    std::string said = fmt::format("{} begins tranche {} of {}: {} of {}", row.id, ++tranches_[id], row.tranches,
                                   amount(event.value, goods), model_.commodities[goods].id);
    if (event.value < value_or(row.tranche, 0.0)) {
        said += ", as much as its budget allows";
    }
    for (std::uint32_t at = row.parts.begin + 1; at < row.parts.end; ++at) {
        const std::string_view between = at + 1 == row.parts.end ? " and " : ", ";
        said += fmt::format("{}{}", at == row.parts.begin + 1 ? ", for " : between,
                            tell_price(event, model::DealPartId{at}));
    }
    return said + ".";
}

std::string Narrator::tell_price(const Event& event, model::DealPartId payment) const {
    const auto& row = model_.deal_parts[payment];
    const double price = at_or_before(run_.of(payment), event.time).figures.price;
    std::string said = fmt::format("{} {} of {}", human(price), model::price_unit(model_, payment),
                                   model_.commodities[row.commodity].id);
    std::string why;
    if (!row.leverage.empty()) {
        why = "the days of supply of " + model_.states[model_.deals[row.deal].buyer].id;
    }
    if (may_be_raised(row.deal)) {
        why += why.empty() ? "sanctions" : " and sanctions";
    }
    if (!why.empty()) {
        said += fmt::format(" ({} of what was agreed, by {})", percent(price / value_or(row.price, 1.0)), why);
    }
    return said;
}

bool Narrator::may_be_raised(model::DealId deal) const {
    for (std::uint32_t at = 0; at < model_.enforcements.size(); ++at) {
        const auto& sanction = model_.sanctions[model_.enforcements[at].sanction];
        if (value_or(sanction.raises_prices, 0.0) > 0.0 && model::is_felt_on_goods(model_, at, deal)) {
            return true;
        }
    }
    return false;
}

std::string Narrator::tell_arrears(const Event& event, model::DealId id) const {
    const auto& row = model_.deals[id];
    std::string said;
    for (std::uint32_t at = row.parts.begin + 1; at < row.parts.end; ++at) {
        const model::DealPartId payment{at};
        const auto& part = model_.deal_parts[payment];
        const auto& figures = at_or_before(run_.of(payment), event.time).figures;
        const double arrears = figures.owed - figures.counted;
        if (const double credit = value_or(part.credit, 0.0); arrears > credit) {
            said += fmt::format("{}{} of {} are owed and not paid, and {}", said.empty() ? "" : "; ",
                                amount(arrears, part.commodity), model_.commodities[part.commodity].id,
                                credit > 0.0 ? fmt::format("the credit is {}", amount(credit, part.commodity))
                                             : std::string{"there is no credit"});
        }
    }
    return said.empty() ? "too much is owed" : said;
}

std::string Narrator::tell_deal_part(const Event& event) const {
    const model::DealPartId part{event.entity};
    const auto& row = model_.deal_parts[part];
    const auto& deal = model_.deals[row.deal];
    const std::string& commodity = model_.commodities[row.commodity].id;
    const std::string& owner = model_.states[model::is_goods(model_, part) ? deal.seller : deal.buyer].id;
    switch (event.kind) {
        case EventKind::part_withheld:
            return fmt::format("{} withholds its {} from {}, {}.", owner, commodity, deal.id, cause_of(event));
        case EventKind::part_let_go:
            return fmt::format("{} releases its {} for {} again, {}.", owner, commodity, deal.id, cause_of(event));
        case EventKind::part_replaced:
            return fmt::format("{} of {} that were lost are sent again by {} for {}.",
                               amount(event.value, row.commodity), commodity, owner, deal.id);
        default:
            break;
    }
    const auto& figures = at_or_before(run_.of(part), event.time).figures;
    return fmt::format("{} releases {} of {} for {}: {} are owed, {} paid.", owner, amount(event.value, row.commodity),
                       commodity, deal.id, amount(figures.owed, row.commodity), amount(figures.counted, row.commodity));
}

}  // namespace caisson::write
