#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "model/checks.hpp"

namespace caisson::model {

namespace {

class DealChecker {
public:
    DealChecker(const Checked& checked, const Deal& deal, std::vector<const Deal*>& deal_of, Findings& findings)
        : scenario_(checked.scenario), deal_(deal), deal_of_(deal_of), findings_(findings) {}

    void check() {
        check_amounts();
        check_part(deal_.goods, "goods");
        check_parties();
        for (const DealPart& payment : deal_.payments) {
            check_payment(payment);
        }
    }

private:
    [[nodiscard]] std::string path(const std::string& rest = {}) const { return "deals." + deal_.id + rest; }

    [[nodiscard]] const std::string& id_of(RouteId route) const { return scenario_.routes[route].id; }

    [[nodiscard]] StateId sender_of(RouteId route) const {
        return scenario_.depots[scenario_.routes[route].from].state;
    }

    [[nodiscard]] StateId receiver_of(RouteId route) const {
        return scenario_.depots[scenario_.routes[route].to].state;
    }

    void complain(const std::string& what, const SourceSpan& where, std::string repair,
                  std::vector<Label> related = {}) {
        refuse(findings_, FindingCode::bad_deal, path(what), where, std::move(repair), std::move(related));
    }

    void check_amounts() {
        if (deal_.least.value > deal_.tranche.value) {
            complain(": the least tranche is larger than a tranche", place_of(deal_.least, deal_.place),
                     "nothing would begin: let it be at most the tranche",
                     {{place_of(deal_.tranche, deal_.place), "the tranche"}});
        }
        if (!(deal_.tranche.value > 0.0)) {
            complain(" has tranches of nothing", place_of(deal_.tranche, deal_.place),
                     "write how much of the goods a tranche is");
        }
    }

    void check_part(const DealPart& part, const std::string& name) {
        for (const RouteId route : part.routes) {
            check_leg(part, name, route);
        }
    }

    void check_leg(const DealPart& part, const std::string& name, RouteId id) {
        const Route& route = scenario_.routes[id];
        if (deal_of_[id.index] != nullptr) {
            complain(" uses routes." + route.id + ", which a deal uses already", part.place,
                     "write a route of its own for each part of a deal",
                     {{deal_of_[id.index]->place, "the deal that uses it"}});
        }
        deal_of_[id.index] = &deal_;
        if (route.carries != part.commodity) {
            complain("." + name + " goes over routes." + route.id + ", which carries " +
                         scenario_.commodities[route.carries].id,
                     part.place, "name routes that carry " + scenario_.commodities[part.commodity].id,
                     {{route.place, "the route"}});
        }
        const bool with_calendar = route.form == RouteForm::sailings && route.sails.every.written();
        if (with_calendar && route.sails.when_short == WhenShort::wait) {
            complain(" uses routes." + route.id + ", whose ships wait for whole lots", part.place,
                     "leave out `short` or `every`: a ship of a deal takes what is released",
                     {{route.sails.place, "its sailings"}});
        }
        if (part.risk == Risk::replace && route.form == RouteForm::flow) {
            complain(
                "." + name + ": what is lost is sent again, but routes." + route.id + " flows, and loses without end",
                part.place, "choose another `risk`, or let it sail", {{route.place, "the route"}});
        }
        if (part.risk == Risk::receiver && route.on_close == OnClose::send_back) {
            complain("." + name + ": what leaves counts, but routes." + route.id + " sends it back when it closes",
                     part.place, "choose another `risk`, or another `on_close`", {{route.place, "the route"}});
        }
    }

    void check_parties() {
        const auto& routes = deal_.goods.routes;
        const bool one_pair = std::all_of(routes.begin(), routes.end(), [&](RouteId route) {
            return sender_of(route) == sender_of(routes.front()) && receiver_of(route) == receiver_of(routes.front());
        });
        if (!one_pair) {
            complain(" has goods of several sellers, or for several buyers", deal_.goods.place,
                     "write a deal for each seller and buyer");
        }
    }

    void check_payment(const DealPart& payment) {
        const std::string& commodity = scenario_.commodities[payment.commodity].id;
        check_part(payment, "payments." + commodity);
        if (payment.commodity == deal_.goods.commodity) {
            complain(" pays " + commodity + " with " + commodity, payment.place, "pay with another commodity");
        }
        for (const RouteId route : payment.routes) {
            check_direction(payment, route);
        }
        check_arrival(payment, commodity);
        for (std::size_t at = 1; at < payment.leverage.size(); ++at) {
            const LeveragePoint& point = payment.leverage[at];
            if (point.days.value <= payment.leverage[at - 1].days.value) {
                complain(".payments." + commodity + ": the days of supply of its leverage do not rise",
                         place_of(point.days, point.place), "write the points from the fewest days to the most",
                         {{payment.leverage[at - 1].place, "the point before it"}});
            }
        }
    }

    void check_direction(const DealPart& payment, RouteId route) {
        if (deal_.goods.routes.empty()) {
            return;
        }
        const RouteId goods = deal_.goods.routes.front();
        if (sender_of(route) != receiver_of(goods) || receiver_of(route) != sender_of(goods)) {
            complain(
                " is paid over routes." + id_of(route) + ", which does not lead from the buyer to the seller",
                payment.place, "name a route from a depot of the buyer to one of the seller",
                {{scenario_.routes[route].place, "the route"}, {scenario_.routes[goods].place, "that of the goods"}});
        }
    }

    void check_arrival(const DealPart& payment, const std::string& commodity) {
        const auto& routes = deal_.goods.routes;
        const auto flows = [&](RouteId route) { return scenario_.routes[route].form == RouteForm::flow; };
        if (payment.on == PayOn::arrival && std::any_of(routes.begin(), routes.end(), flows)) {
            complain(".payments." + commodity + " is due when a lot arrives, but the goods flow", payment.place,
                     "write `on: delivery`, or let the goods sail");
        }
    }

    const Scenario& scenario_;
    const Deal& deal_;
    std::vector<const Deal*>& deal_of_;
    Findings& findings_;
};

/// Whether what is asked of a deal is something that its goods, or one of its payments, have.
void check_asked(const Checked& checked, Variable variable, const Selection& of, const std::string& path,
                 const SourceSpan& place, Findings& findings) {
    if (!is_of_deals(variable)) {
        if (of.deal.valid() && !is_of_routes(variable)) {
            refuse(findings, FindingCode::bad_deal, path + " asks of a deal what deals do not have", place,
                   "leave out the deal, or name something that deals or their routes have, such as `delivered`");
        }
        return;
    }
    if (!of.deal.valid()) {
        refuse(findings, FindingCode::bad_deal, path + " does not say of which deal", place, "name it: `deal`");
        return;
    }
    if (of.state.valid() || of.depot.valid() || of.plant.valid() || of.fire.valid() || of.route.valid()) {
        refuse(findings, FindingCode::bad_deal, path + " asks of a deal, and names something else too", place,
               "name nothing but the deal, and a commodity with `of`");
        return;
    }
    const Deal& deal = checked.scenario.deals[of.deal];
    const bool goods = of.commodity == deal.goods.commodity;
    const bool payment = std::any_of(deal.payments.begin(), deal.payments.end(),
                                     [&](const DealPart& one) { return one.commodity == of.commodity; });
    const bool fits = variable == Variable::outstanding ? goods || payment : is_of_payments(variable) ? payment : goods;
    if (!fits) {
        const bool asks_payment = is_of_payments(variable);
        refuse(findings, FindingCode::bad_deal,
               path + " asks of deals." + deal.id +
                   (asks_payment ? " what only its payments have, and names none of them"
                                 : " what only its goods have, and names something else"),
               place, asks_payment ? "name the commodity of a payment: `of`" : "leave out `of`");
    }
}

void check_conditions(const Checked& checked, const Condition& condition, const std::string& path, Findings& findings) {
    for (const Condition& part : condition.parts) {
        check_conditions(checked, part, path, findings);
    }
    if (condition.kind == ConditionKind::level) {
        check_asked(checked, condition.variable, condition.of, path, condition.place, findings);
    }
}

}  // namespace

void check_deals(const Checked& checked, Findings& findings) {
    std::vector<const Deal*> deal_of(checked.scenario.routes.size(), nullptr);
    for (const DealId id : checked.ids.deals.in_order()) {
        DealChecker(checked, checked.scenario.deals[id], deal_of, findings).check();
    }
    for (const Outcome& outcome : checked.scenario.outcomes) {
        check_asked(checked, outcome.variable, outcome.of, "outcomes." + outcome.id, outcome.place, findings);
    }
    for (const Rule& rule : checked.scenario.rules) {
        check_conditions(checked, rule.when, "rules." + rule.id, findings);
    }
}

}  // namespace caisson::model
