#include "support/random_network.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "support/rules.hpp"
#include "support/sanctions.hpp"

namespace caisson::tests {
namespace {

// Draws one plan. Half of the plans are made of small whole numbers, so that ties and exact balances occur.
class Drawing {
public:
    Drawing(std::uint64_t seed, const Ingredients& may)
        : dice_(seed), may_(may), whole_(dice_.chance(0.5) && may.whole_numbers) {}

    Plan draw() {
        const std::size_t depots = 3 + dice_.below(8);
        commodities_ = may_.several_commodities && dice_.chance(0.3) ? 2 : 1;
        density_ = 0.8 + 1.4 * dice_.unit();
        empty_share_ = dice_.unit();
        transit_share_ = may_.transit ? dice_.unit() * dice_.unit() : 0.0;
        for (std::size_t at = 0; at < depots; ++at) {
            draw_depot(at);
        }
        for (std::size_t at = 0; at < depots; ++at) {
            draw_plants(at);
            draw_fires(at);
        }
        const auto routes = static_cast<std::size_t>(density_ * static_cast<double>(depots));
        for (std::size_t at = 0; at < routes; ++at) {
            draw_route(at, depots);
        }
        if (may_.deals) {  // last, so that networks without them are as they were
            draw_deals();
        }
        // Deals have states of their own at both ends of their routes.
        if (may_.measures && plan_.deals.empty() && dice_.chance(0.4)) {
            draw_measures();
        }
        if (may_.deals_under_measures && !plan_.deals.empty()) {
            draw_measures_of_deals();
        }
        if (may_.shelf_lives) {
            draw_shelf_lives();
        }
        if (may_.fleets && may_.lots) {
            draw_fleets();
        }
        if (may_.chances) {
            draw_chances();
        }
        if (may_.closures) {
            draw_closures();
        }
        if (may_.rules) {
            draw_rules();
        }
        return plan_;
    }

private:
    static std::string name(const char* kind, std::size_t at) {
        return std::string(kind) + static_cast<char>('a' + at / 26) + static_cast<char>('a' + at % 26);
    }

    static std::string commodity(std::size_t at) { return at == 0 ? "k1" : "k2"; }

    double number(double largest) {
        if (whole_) {
            return 1.0 + static_cast<double>(dice_.below(static_cast<std::size_t>(largest)));
        }
        return largest * (0.05 + 0.95 * dice_.unit());
    }

    double day() { return whole_ ? 1.0 + static_cast<double>(dice_.below(25)) : 25.0 * dice_.unit(); }

    std::optional<Plan::Step> step(double probability, double largest) {
        if (!may_.schedules || !dice_.chance(probability)) {
            return std::nullopt;
        }
        const double from = day();
        return Plan::Step{from, dice_.chance(0.2) ? 0.0 : number(largest)};
    }

    std::uint32_t priority() { return dice_.chance(0.6) ? 0 : static_cast<std::uint32_t>(1 + dice_.below(2)); }

    void draw_depot(std::size_t at) {
        for (std::size_t which = 0; which < commodities_; ++which) {
            Plan::Depot depot;
            depot.id = name("d", at);
            depot.commodity = commodity(which);
            if (may_.hubs && dice_.chance(0.15)) {
                depot.capacity = 0.0;
                hubs_.push_back(depot.id + depot.commodity);
                plan_.depots.push_back(depot);
                continue;
            }
            if (!dice_.chance(empty_share_)) {
                depot.stock = number(60);
            }
            if (dice_.chance(0.5)) {
                depot.capacity = dice_.chance(0.4) && depot.stock > 0.0 ? depot.stock : number(80);
                if (auto change = step(0.2, 80); change && change->value > 0.0) {
                    depot.capacity_step = change;
                }
            }
            if (may_.reserves && dice_.chance(0.3)) {
                depot.reserve = dice_.chance(0.4) && depot.stock > 0.0 ? depot.stock : number(30);
                depot.reserve_step = step(0.2, 30);
            }
            plan_.depots.push_back(depot);
        }
    }

    void draw_shelf_lives() {
        for (Plan::Depot& depot : plan_.depots) {
            const bool free = !depot.capacity && !depot.capacity_step && depot.reserve == 0.0 && !depot.reserve_step;
            if (free && dice_.chance(0.4)) {
                depot.shelf_life = number(12);
            }
        }
    }

    void draw_plants(std::size_t at) {
        if (!dice_.chance(0.5)) {
            return;
        }
        Plan::Plant plant;
        plant.id = name("p", at);
        plant.at = name("d", at);
        plant.makes = commodity(dice_.below(commodities_));
        plant.rate = number(12);
        plant.in = priority();
        plant.out = priority();
        plant.step = step(0.3, 12);
        if (commodities_ == 2 && dice_.chance(0.4)) {
            plant.needs = plant.makes == "k1" ? "k2" : "k1";
            plant.per_unit = whole_ ? 0.5 * number(4) : number(2);
        }
        if (may_.works && may_.transit && dice_.chance(0.4)) {
            draw_work(plant);
        }
        plan_.plants.push_back(plant);
    }

    void draw_work(Plan::Plant& plant) {
        plant.takes = whole_ ? static_cast<double>(1 + dice_.below(6)) : 0.3 + 6.0 * dice_.unit();
        plant.yield = fraction();
        plant.steady = dice_.chance(0.5);
        if (may_.schedules && dice_.chance(0.3)) {
            plant.yield_step = Plan::Step{.from = day(), .value = fraction()};
        }
        if (may_.schedules && dice_.chance(0.3)) {
            plant.closes = day();
        }
        if (may_.port_choices) {
            plant.when_full = static_cast<model::WhenDockFull>(dice_.below(2));
            plant.on_close = static_cast<model::OnShutdown>(dice_.below(2));
        }
    }

    double fraction() { return whole_ ? 0.125 * static_cast<double>(dice_.below(9)) : dice_.unit(); }

    void draw_fires(std::size_t at) {
        const std::size_t count = dice_.below(3);
        for (std::size_t which = 0; which < count; ++which) {
            Plan::Fire fire;
            fire.id = name("f", 2 * at + which);
            fire.at = name("d", at);
            fire.uses = {commodity(dice_.below(commodities_))};
            fire.wanted = number(12);
            fire.out = priority();
            fire.step = step(0.3, 12);
            if (commodities_ == 2 && dice_.chance(0.4)) {
                fire.uses = {"k1", "k2"};
                fire.first_share = dice_.chance(0.5) ? 0.0 : 0.25 * static_cast<double>(1 + dice_.below(3));
            } else if (may_.rations && dice_.chance(0.3)) {
                fire.ration_below = number(8);
                fire.ration_to = 0.25 * static_cast<double>(dice_.below(4));
            }
            plan_.fires.push_back(fire);
        }
    }

    void draw_route(std::size_t at, std::size_t depots) {
        Plan::Route route;
        route.id = name("r", at);
        std::size_t from = dice_.below(depots);
        std::size_t to = dice_.below(depots);
        const bool lots = may_.lots && dice_.chance(0.15);
        const bool transit = lots || dice_.chance(transit_share_);
        if (from == to && (transit || !dice_.chance(0.2))) {
            to = (to + 1) % depots;
        }
        if (!may_.zero_transit_cycles && !transit && from >= to) {
            if (from == to) {
                return;
            }
            std::swap(from, to);
        }
        route.from = name("d", from);
        route.to = name("d", to);
        route.carries = commodity(dice_.below(commodities_));
        route.capacity = number(12);
        route.in = priority();
        route.out = priority();
        route.step = step(0.2, 12);
        if (may_.losses && dice_.chance(0.3)) {
            route.loss = whole_ ? 0.125 * static_cast<double>(1 + dice_.below(4)) : 0.6 * dice_.unit();
        }
        if (transit) {
            route.transit = whole_ ? static_cast<double>(1 + dice_.below(6)) : 0.3 + 6.0 * dice_.unit();
        }
        const bool from_hub = std::find(hubs_.begin(), hubs_.end(), route.from + route.carries) != hubs_.end();
        if (lots && !from_hub) {
            route.every = number(9);
            route.capacity = number(40);
            route.waits = dice_.chance(0.3);
            route.step.reset();
        }
        if (may_.rejects && route.transit > 0.0 && dice_.chance(0.3)) {
            draw_rejects(route);
        }
        draw_switches(route);
        plan_.routes.push_back(route);
    }

    // Into a cell that always has room.
    void draw_rejects(Plan::Route& route) {
        std::vector<const Plan::Depot*> fit;
        for (const Plan::Depot& depot : plan_.depots) {
            if (depot.commodity != route.carries && !depot.capacity && !depot.capacity_step) {
                fit.push_back(&depot);
            }
        }
        if (!fit.empty()) {
            const Plan::Depot& to = *fit[dice_.below(fit.size())];
            route.rejects = fraction();
            route.rejected_as = to.commodity;
            route.rejected_to = to.id;
        }
    }

    void draw_switches(Plan::Route& route) {
        if (may_.targets && dice_.chance(0.15)) {
            route.target = number(50);
        }
        if (may_.schedules && dice_.chance(0.1)) {
            route.opens = day();
        }
        if (may_.schedules && dice_.chance(0.1)) {
            route.closes = route.opens.value_or(0.0) + day();
        }
        if (may_.port_choices && route.transit > 0.0) {
            route.when_full = static_cast<model::WhenFull>(dice_.chance(0.6) ? 0 : 1 + dice_.below(2));
            route.on_close = static_cast<model::OnClose>(dice_.chance(0.6) ? 0 : 1 + dice_.below(2));
        }
    }

    // Two deals at most. Their routes are among those that are there; what is paid moves on routes of its own.
    void draw_deals() {
        std::size_t next = 0;
        const std::size_t routes = plan_.routes.size();
        for (std::size_t deals = dice_.below(3); deals > 0 && next < routes; --deals) {
            next += dice_.below(2);
            if (next >= routes || plan_.routes[next].waits) {
                continue;
            }
            Plan::Deal deal;
            deal.id = name("b", deals);
            take_leg(deal, plan_.routes[next++]);
            if (next < routes && dice_.chance(0.4) && !plan_.routes[next].waits &&
                plan_.routes[next].carries == plan_.routes[next - 1].carries) {
                take_leg(deal, plan_.routes[next++]);
            }
            deal.tranche = number(30);
            deal.tranches = static_cast<std::uint32_t>(1 + dice_.below(6));
            deal.risk = risk(deal);
            if (dice_.chance(0.2)) {
                deal.opens = day();
            }
            for (std::size_t payments = dice_.below(3); payments > 0; --payments) {
                draw_payment(deal, payments == 1 ? "k3" : "k4");
            }
            plan_.deals.push_back(deal);
        }
    }

    void take_leg(Plan::Deal& deal, Plan::Route& route) {
        route.on_demand = route.every > 0.0 && dice_.chance(0.6);
        deal.routes.push_back(route.id);
    }

    model::Risk risk(const Plan::Deal& deal) {
        const auto drawn = static_cast<model::Risk>(dice_.below(3));
        const bool flows = std::any_of(plan_.routes.begin(), plan_.routes.end(), [&](const Plan::Route& route) {
            return route.every == 0.0 &&
                   std::find(deal.routes.begin(), deal.routes.end(), route.id) != deal.routes.end();
        });
        if (flows && drawn == model::Risk::replace) {
            return model::Risk::sender;
        }
        const bool back = std::any_of(plan_.routes.begin(), plan_.routes.end(), [&](const Plan::Route& route) {
            return route.on_close == model::OnClose::send_back &&
                   std::find(deal.routes.begin(), deal.routes.end(), route.id) != deal.routes.end();
        });
        return back && drawn == model::Risk::receiver ? model::Risk::sender : drawn;
    }

    void draw_payment(Plan::Deal& deal, const std::string& commodity) {
        const Plan::Depot& from = plan_.depots[dice_.below(plan_.depots.size())];
        const Plan::Depot& to = plan_.depots[dice_.below(plan_.depots.size())];
        Plan::Route route;
        route.id = "rz-" + deal.id + "-" + commodity;
        route.from = from.id;
        route.to = to.id == from.id ? plan_.depots.front().id : to.id;
        if (route.from == route.to) {
            return;
        }
        route.carries = commodity;
        route.capacity = number(12);
        if (may_.transit && dice_.chance(0.6)) {
            route.transit = number(6);
        }
        if (may_.lots && dice_.chance(0.5)) {
            route.every = number(9);
            route.capacity = number(20);
            route.on_demand = dice_.chance(0.7);
        }
        if (may_.losses && dice_.chance(0.3)) {
            route.loss = 0.5 * fraction();
        }
        const bool known = std::any_of(plan_.depots.begin(), plan_.depots.end(), [&](const Plan::Depot& depot) {
            return depot.id == route.from && depot.commodity == commodity;
        });
        if (!known) {
            Plan::Depot purse{.id = route.from, .commodity = commodity, .stock = number(60)};
            plan_.depots.push_back(purse);
        }
        plan_.routes.push_back(route);
        draw_terms(deal, route);
    }

    void draw_terms(Plan::Deal& deal, const Plan::Route& route) {
        Plan::Payment payment;
        payment.route = route.id;
        payment.price = whole_ ? 0.25 * static_cast<double>(1 + dice_.below(6)) : 0.1 + dice_.unit();
        payment.risk = static_cast<model::Risk>(dice_.below(3));
        if (payment.risk == model::Risk::replace && route.every == 0.0) {
            payment.risk = model::Risk::sender;
        }
        const bool sails = std::all_of(plan_.routes.begin(), plan_.routes.end(), [&](const Plan::Route& one) {
            return one.every > 0.0 || std::find(deal.routes.begin(), deal.routes.end(), one.id) == deal.routes.end();
        });
        payment.on = static_cast<model::PayOn>(dice_.below(3));
        if (payment.on == model::PayOn::arrival && !sails) {
            payment.on = model::PayOn::delivery;
        }
        if (dice_.chance(0.5)) {
            payment.credit = number(20);
        }
        if (dice_.chance(0.3)) {
            payment.budget = number(60);
        }
        payment.leverage = dice_.chance(0.3);
        payment.leverage_days = number(20);
        payment.withheld = dice_.chance(0.1);
        deal.payments.push_back(payment);
    }

    // Some of the routes that are there get vehicles, and some depots a few berths.
    // Up to four; some take back what others have done, and some do the same.
    void draw_rules() {
        const bool nothing = plan_.routes.empty() && plan_.plants.empty() && plan_.fires.empty();
        const std::size_t rules = nothing ? 0 : 1 + dice_.below(4);
        for (std::size_t at = 0; at < rules; ++at) {
            Plan::Rule rule;
            rule.id = name("u", at);
            const Plan::Depot& depot = plan_.depots[dice_.below(plan_.depots.size())];
            rule.depot = depot.id;
            rule.commodity = depot.commodity;
            rule.below = number(50);
            const bool is_used = std::any_of(plan_.fires.begin(), plan_.fires.end(), [&](const Plan::Fire& fire) {
                return fire.at == depot.id && fire.uses == std::vector{depot.commodity};
            });
            rule.in_days = is_used && dice_.chance(0.3);
            if (!plan_.routes.empty() && dice_.chance(0.4)) {
                rule.route = plan_.routes[dice_.below(plan_.routes.size())].id;
                rule.received = number(90);
            }
            rule.from = dice_.chance(0.2) ? day() : 0.0;
            rule.held = dice_.chance(0.4) ? number(3) : 0.0;
            rule.after = dice_.chance(0.3) ? number(3) : 0.0;
            // Rules that change a wanted rate by days of supply each time may undo each other for ever in an instant.
            rule.each_time = dice_.chance(0.6) && !rule.in_days;
            draw_action(rule);
            plan_.rules.push_back(rule);
        }
    }

    void draw_action(Plan::Rule& rule) {
        const std::size_t at = dice_.below(plan_.routes.size() + plan_.plants.size() + plan_.fires.size());
        const std::size_t beyond_routes = at - plan_.routes.size();
        rule.does = static_cast<Plan::Rule::Does>(dice_.below(4));
        if (at < plan_.routes.size()) {
            rule.what = plan_.routes[at].id;
            rule.lots = plan_.routes[at].has_lots() || plan_.routes[at].on_demand;
            // What comes back at once takes back what the rule has seen, and nobody else sees it.
            const bool sends_back = plan_.routes[at].on_close == model::OnClose::send_back;
            rule.does = sends_back && rule.does == Plan::Rule::Does::closes ? Plan::Rule::Does::scales : rule.does;
        } else if (beyond_routes < plan_.plants.size()) {
            rule.what = plan_.plants[beyond_routes].id;
        } else {
            rule.what = plan_.fires[beyond_routes - plan_.plants.size()].id;
            rule.does = rule.does == Plan::Rule::Does::scales ? Plan::Rule::Does::sets : rule.does;
        }
        rule.to = rule.does == Plan::Rule::Does::scales ? fraction() : number(12);
    }

    void draw_measures_of_deals() {
        const std::size_t sanctions = 1 + dice_.below(2);
        for (std::size_t at = 0; at < sanctions; ++at) {
            draw_sanction(at);
            plan_.sanctions.back().state.clear();  // whose depots are is said by the deals
            plan_.sanctions.back().by.clear();
        }
    }

    void draw_closures() {
        for (const Plan::Depot& depot : plan_.depots) {
            const bool again = std::any_of(plan_.closures.begin(), plan_.closures.end(),
                                           [&](const Plan::Closure& one) { return one.depot == depot.id; });
            if (again || !dice_.chance(0.3)) {
                continue;
            }
            double from = dice_.chance(0.2) ? 0.0 : day();
            for (std::size_t times = 1 + dice_.below(2); times > 0; --times) {
                const double until = from + number(9);
                plan_.closures.push_back({depot.id, from, until});
                from = until + number(4);
            }
        }
    }

    void draw_chances() {
        for (Plan::Route& route : plan_.routes) {
            if (route.transit > 0.0 && dice_.chance(0.6)) {
                route.spread = number(9);
                route.likely = dice_.chance(0.5) ? route.spread * dice_.unit() : 0.0;
            }
        }
    }

    void draw_fleets() {
        for (Plan::Route& route : plan_.routes) {
            const bool of_a_deal = route.on_demand || is_leg(route.id);
            if (!of_a_deal && route.from != route.to && dice_.chance(0.2)) {
                draw_fleet(route);
            }
        }
        for (const Plan::Depot& depot : plan_.depots) {
            if (dice_.chance(0.4)) {
                plan_.harbours.push_back({depot.id, static_cast<std::uint32_t>(1 + dice_.below(2))});
            }
        }
    }

    [[nodiscard]] bool is_leg(const std::string& route) const {
        return std::any_of(plan_.deals.begin(), plan_.deals.end(), [&](const Plan::Deal& deal) {
            return std::find(deal.routes.begin(), deal.routes.end(), route) != deal.routes.end() ||
                   std::any_of(deal.payments.begin(), deal.payments.end(),
                               [&](const Plan::Payment& payment) { return payment.route == route; });
        });
    }

    void draw_fleet(Plan::Route& route) {
        const bool from_hub = std::find(hubs_.begin(), hubs_.end(), route.from + route.carries) != hubs_.end();
        route.vehicles = static_cast<std::uint32_t>(1 + dice_.below(4));
        route.capacity = number(40);
        route.loads = from_hub || dice_.chance(0.7) ? number(30) : 0.0;
        route.unloads = dice_.chance(0.7) ? number(30) : 0.0;
        route.transit = route.transit > 0.0 ? route.transit : number(6);
        if (dice_.chance(0.5)) {
            route.returns = whole_ ? static_cast<double>(dice_.below(7)) : 6.0 * dice_.unit();
        }
        route.every = route.loads > 0.0 && dice_.chance(0.2) ? number(9) : 0.0;
        route.leaves_after = route.loads > 0.0 && route.every == 0.0 && dice_.chance(0.3) ? number(4) : 0.0;
        if (may_.losses && dice_.chance(0.15)) {
            route.chance = 1.0;  // draws depend on names, which tests change
            route.sinks = dice_.chance(0.3);
        }
        route.waits = false;
        route.when_full = model::WhenFull::queue;
        route.on_close = model::OnClose::arrive;
    }

    // Depots belong to two states, and what crosses the border between them is measured.
    void draw_measures() {
        std::map<std::string, std::string> state_of;
        for (Plan::Depot& depot : plan_.depots) {
            const bool known = state_of.count(depot.id) > 0;
            depot.state = known ? state_of[depot.id] : dice_.chance(0.5) ? "sa" : "sb";
            state_of[depot.id] = depot.state;
        }
        const std::size_t sanctions = 1 + dice_.below(3);
        for (std::size_t at = 0; at < sanctions; ++at) {
            draw_sanction(at);
        }
        if (dice_.chance(0.4)) {
            plan_.limit = {.from = "sa", .to = "sb", .most = number(60), .every = number(12)};
        }
        if (dice_.chance(0.5)) {
            plan_.in_need = "sb";
        }
    }

    void draw_sanction(std::size_t at) {
        Plan::Sanction sanction;
        sanction.id = name("m", at);
        sanction.commodity = commodity(0);
        sanction.state = dice_.chance(0.5) ? "sa" : "";
        sanction.cuts = dice_.chance(0.5) ? fraction() : 0.0;
        sanction.interdicts = dice_.chance(0.4) ? fraction() : 0.0;
        if (dice_.chance(0.6)) {
            sanction.most = number(60);
            sanction.every = number(12);
            sanction.from = dice_.chance(0.3) ? day() : 0.0;
        }
        sanction.by = dice_.chance(0.5) ? "sb" : "";
        sanction.level = dice_.chance(0.3) ? 1.0 : fraction();
        if (may_.schedules && dice_.chance(0.5)) {
            sanction.step = Plan::Step{.from = day(), .value = fraction()};
        }
        plan_.sanctions.push_back(sanction);
    }

    Dice dice_;
    Ingredients may_;
    bool whole_;
    std::size_t commodities_ = 1;
    double density_ = 1.0;
    double empty_share_ = 0.5;
    double transit_share_ = 0.0;
    std::vector<std::string> hubs_;
    Plan plan_;
};

template <class Row>
void shuffle(std::vector<Row>& rows, Dice& dice) {
    for (std::size_t at = rows.size(); at > 1; --at) {
        std::swap(rows[at - 1], rows[dice.below(at)]);
    }
}

void scale(std::optional<Plan::Step>& step, double amounts, double times) {
    if (step) {
        step->value *= amounts;
        step->from *= times;
    }
}

// Amounts times `amount`, times times `time`, rates accordingly.
Plan rescaled(Plan plan, double amount, double time) {
    const double rate = amount / time;
    for (Plan::Depot& depot : plan.depots) {
        depot.stock *= amount;
        depot.reserve *= amount;
        depot.shelf_life *= time;
        if (depot.capacity) {
            *depot.capacity *= amount;
        }
        scale(depot.capacity_step, amount, time);
        scale(depot.reserve_step, amount, time);
    }
    for (Plan::Plant& plant : plan.plants) {
        plant.rate *= rate;
        scale(plant.step, rate, time);
        plant.takes *= time;
        scale(plant.yield_step, 1.0, time);
        if (plant.closes) {
            *plant.closes *= time;
        }
    }
    for (Plan::Fire& fire : plan.fires) {
        fire.wanted *= rate;
        fire.ration_below *= time;
        scale(fire.step, rate, time);
    }
    for (Plan::Rule& rule : plan.rules) {
        rule.below *= rule.in_days ? time : amount;
        rule.received *= amount;
        rule.from *= time;
        rule.held *= time;
        rule.after *= time;
        if (rule.does == Plan::Rule::Does::sets) {
            rule.to *= rule.lots ? amount : rate;
        }
    }
    for (Plan::Closure& closure : plan.closures) {
        closure.from *= time;
        closure.until *= time;
    }
    for (Plan::Route& route : plan.routes) {
        route.capacity *= route.has_lots() ? amount : rate;
        route.loads *= rate;
        route.unloads *= rate;
        route.leaves_after *= time;
        route.every *= time;
        route.transit *= time;
        route.spread *= time;
        route.likely *= time;
        route.target *= amount;
        scale(route.step, route.vehicles > 0 ? amount : rate, time);
        for (std::optional<double>* day : {&route.opens, &route.closes, &route.returns}) {
            if (*day) {
                **day *= time;
            }
        }
    }
    for (Plan::Deal& deal : plan.deals) {
        deal.tranche *= amount;
        if (deal.opens) {
            *deal.opens *= time;
        }
        for (Plan::Payment& payment : deal.payments) {
            payment.credit *= amount;
            payment.leverage_days *= time;
            if (payment.budget) {
                *payment.budget *= amount;
            }
        }
    }
    for (Plan::Sanction& sanction : plan.sanctions) {
        sanction.most *= amount;
        sanction.every *= time;
        sanction.from *= time;
        scale(sanction.step, 1.0, time);
    }
    plan.limit.most *= amount;
    plan.limit.every *= time;
    plan.end *= time;
    return plan;
}

void build_deal(tiny::Network& net, const Plan::Deal& row) {
    auto deal = net.deal(row.id, row.routes.front(), row.tranche, row.tranches);
    deal.goods_risk(row.risk);
    for (std::size_t leg = 1; leg < row.routes.size(); ++leg) {
        deal.goods_over(row.routes[leg]);
    }
    if (row.opens) {
        deal.opens(*row.opens);
    }
    for (const Plan::Payment& payment : row.payments) {
        deal.pays(payment.route, payment.price).on(payment.on).payment_risk(payment.risk);
        if (payment.credit > 0.0) {
            deal.credit(payment.credit);
        }
        if (payment.budget) {
            deal.budget(*payment.budget);
        }
        if (payment.leverage) {
            deal.leverage(payment.leverage_days, 2.0).leverage(2.0 * payment.leverage_days, 0.5);
        }
        if (payment.withheld) {
            deal.payment_withheld();
        }
    }
}

void build_fleet(tiny::Route& route, const Plan::Route& row) {
    if (row.loads > 0.0) {
        route.loads(row.loads);
    }
    if (row.unloads > 0.0) {
        route.unloads(row.unloads);
    }
    if (row.returns) {
        route.returns(*row.returns);
    }
    if (row.leaves_after > 0.0) {
        route.leaves_after(row.leaves_after);
    }
    if (row.every > 0.0) {
        route.every(row.every);
    }
    if (row.chance > 0.0) {
        route.chance(row.chance);
    }
    if (row.sinks) {
        route.sinks();
    }
}

void build_route(tiny::Network& net, const Plan::Route& row) {
    auto route = row.vehicles > 0  ? net.fleet(row.id, row.from, row.to, row.capacity, row.vehicles, row.carries)
                 : row.on_demand   ? net.demand(row.id, row.from, row.to, row.capacity, row.carries)
                 : row.every > 0.0 ? net.sailing(row.id, row.from, row.to, row.capacity, row.every, row.carries)
                                   : net.route(row.id, row.from, row.to, row.capacity, row.carries);
    route.priority(row.out, row.in);
    if (row.vehicles > 0) {
        build_fleet(route, row);
    }
    if (row.transit > 0.0) {
        if (row.spread > 0.0 && row.likely > 0.0) {
            route.transit_between(row.transit, row.transit + row.likely, row.transit + row.spread);
        } else if (row.spread > 0.0) {
            route.transit_between(row.transit, row.transit + row.spread);
        } else {
            route.transit(row.transit);
        }
        route.when_full(row.when_full).on_close(row.on_close);
    }
    if (row.loss > 0.0) {
        route.loss(row.loss);
    }
    if (row.rejects > 0.0) {
        route.rejects(row.rejects, row.rejected_as, row.rejected_to);
    }
    if (row.target > 0.0) {
        route.target(row.target, 0.25);
    }
    if (row.waits) {
        route.waits();
    }
    if (row.step && row.vehicles > 0) {
        route.lot_from(row.step->from, row.step->value);
    } else if (row.step) {
        route.capacity_from(row.step->from, row.step->value);
    }
    if (row.opens) {
        route.opens(*row.opens);
    }
    if (row.closes) {
        route.closes(*row.closes);
    }
}

void build_sanction(tiny::Network& net, const Plan::Sanction& row) {
    tiny::Sanction sanction(net, row.id);
    sanction.on_commodity(row.commodity).cuts(row.cuts).interdicts(row.interdicts);
    if (!row.state.empty()) {
        sanction.on_state(row.state);
    }
    if (row.most > 0.0) {
        sanction.cap(row.most, row.every, row.from);
    }
    sanction.enforced(row.by, row.level);
    if (row.step) {
        sanction.enforced_from(row.step->from, row.by, row.step->value);
    }
}

void build_measures(tiny::Network& net, const Plan& plan) {
    tiny::add_state(net, "sa");
    tiny::add_state(net, "sb");
    for (const Plan::Depot& row : plan.depots) {
        if (!row.state.empty()) {
            tiny::put_into(net, row.id, row.state);
        }
    }
    if (!plan.limit.from.empty()) {
        tiny::Group(net, "club", {plan.limit.from}).limit(plan.limit.to, plan.limit.most, plan.limit.every);
    }
    for (const Plan::Sanction& row : plan.sanctions) {
        build_sanction(net, row);
    }
    if (!plan.in_need.empty()) {
        tiny::give_needs(net, plan.in_need, {{"k1", 1.0}});
    }
}

void build_rule(tiny::Network& net, const Plan::Rule& row) {
    tiny::Rule rule(net, row.id);
    tiny::When low = row.in_days ? tiny::days_below(row.depot, row.below) : tiny::stock_below(row.depot, row.below);
    low.commodity = row.commodity;
    tiny::When when = low;
    if (!row.route.empty()) {
        when = tiny::any_of({low, tiny::received_above(row.route, row.received)});
    }
    if (row.from > 0.0) {
        when = tiny::all_of({when, tiny::from_day(row.from)});
    }
    rule.when(when);
    if (row.held > 0.0) {
        rule.held(row.held);
    }
    if (row.after > 0.0) {
        rule.after(row.after);
    }
    if (row.each_time) {
        rule.each_time();
    }
    const model::Lever lever = row.lots ? model::Lever::lot : model::Lever::rate;
    switch (row.does) {
        case Plan::Rule::Does::opens:
            rule.opens(row.what);
            break;
        case Plan::Rule::Does::closes:
            rule.closes(row.what);
            break;
        case Plan::Rule::Does::scales:
            rule.scales(lever, row.what, row.to);
            break;
        case Plan::Rule::Does::sets:
            rule.sets(lever, row.what, row.to);
            break;
    }
}

void build_work(tiny::Plant& plant, const Plan::Plant& row) {
    plant.takes(row.takes).yield(row.yield).when_full(row.when_full).on_close(row.on_close);
    if (row.steady) {
        plant.steady();
    }
    if (row.yield_step) {
        plant.yield_from(row.yield_step->from, row.yield_step->value);
    }
    if (row.closes) {
        plant.closes(*row.closes);
    }
}

void build_fire(tiny::Network& net, const Plan::Fire& row) {
    auto fire = net.fire(row.id, row.at, row.wanted);
    if (row.uses.size() == 2 && row.first_share > 0.0) {
        fire.uses(row.uses[0], row.first_share).uses(row.uses[1], 1.0 - row.first_share);
    } else {
        for (const std::string& commodity : row.uses) {
            fire.uses(commodity);
        }
    }
    fire.priority(row.out);
    if (row.step) {
        fire.wants_from(row.step->from, row.step->value);
    }
    if (row.ration_below > 0.0) {
        fire.ration(row.ration_below, row.ration_to, 0.25);
    }
}

}  // namespace

std::uint64_t Dice::next() {
    state_ += 0x9e3779b97f4a7c15ULL;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
    return mixed ^ (mixed >> 31);
}

Plan random_plan(std::uint64_t seed, const Ingredients& may_contain) { return Drawing(seed, may_contain).draw(); }

tiny::Network Plan::network() const {
    tiny::Network net("k1");
    for (const Depot& row : depots) {
        auto depot = net.depot(row.id, row.stock, row.commodity);
        if (row.capacity) {
            depot.capacity(*row.capacity);
        }
        if (row.capacity_step) {
            depot.capacity_from(row.capacity_step->from, row.capacity_step->value);
        }
        if (row.reserve > 0.0 || row.reserve_step) {
            depot.reserve(row.reserve);
        }
        if (row.reserve_step) {
            depot.reserve_from(row.reserve_step->from, row.reserve_step->value);
        }
        if (row.shelf_life > 0.0) {
            depot.shelf_life(row.shelf_life);
        }
        if (row.id.ends_with("-other")) {  // or its stock would count in the days of supply of a deal's buyer
            net.belongs(row.id, "OTH");
        }
    }
    for (const Plant& row : plants) {
        auto plant = net.plant(row.id, row.at, row.rate, row.makes);
        plant.priority(row.in, row.out);
        if (!row.needs.empty()) {
            plant.needs(row.needs, row.per_unit);
        }
        if (row.step) {
            plant.rate_from(row.step->from, row.step->value);
        }
        if (row.takes > 0.0) {
            build_work(plant, row);
        }
    }
    for (const Fire& row : fires) {
        build_fire(net, row);
    }
    for (const Route& row : routes) {
        build_route(net, row);
    }
    for (const Closure& row : closures) {
        net.shut(row.depot, row.from, row.until);
    }
    for (const Harbour& row : harbours) {
        net.berths(row.depot, row.berths);
    }
    const bool copies = std::any_of(routes.begin(), routes.end(), [](const Route& row) { return row.carries == "k4"; });
    if (copies) {
        net.copied("k4");
    }
    for (const Deal& row : deals) {
        build_deal(net, row);
    }
    if (!sanctions.empty()) {
        build_measures(net, *this);
    }
    for (const Rule& row : rules) {
        build_rule(net, row);
    }
    return net;
}

Plan renamed(Plan plan, const std::string& prefix) {
    for (Plan::Depot& row : plan.depots) {
        row.id = prefix + row.id;
    }
    for (Plan::Plant& row : plan.plants) {
        row.id = prefix + row.id;
        row.at = prefix + row.at;
    }
    for (Plan::Fire& row : plan.fires) {
        row.id = prefix + row.id;
        row.at = prefix + row.at;
    }
    for (Plan::Route& row : plan.routes) {
        row.id = prefix + row.id;
        row.from = prefix + row.from;
        row.to = prefix + row.to;
        row.rejected_to = row.rejected_to.empty() ? row.rejected_to : prefix + row.rejected_to;
    }
    for (Plan::Closure& row : plan.closures) {
        row.depot = prefix + row.depot;
    }
    for (Plan::Rule& row : plan.rules) {
        row.id = prefix + row.id;
        row.depot = prefix + row.depot;
        row.route = row.route.empty() ? row.route : prefix + row.route;
        row.what = prefix + row.what;
    }
    for (Plan::Harbour& row : plan.harbours) {
        row.depot = prefix + row.depot;
    }
    for (Plan::Deal& row : plan.deals) {
        row.id = prefix + row.id;
        for (std::string& route : row.routes) {
            route = prefix + route;
        }
        for (Plan::Payment& payment : row.payments) {
            payment.route.insert(0, prefix);
        }
    }
    for (Plan::Sanction& row : plan.sanctions) {
        row.id = prefix + row.id;
    }
    return plan;
}

Plan shuffled(Plan plan, std::uint64_t seed) {
    Dice dice(seed);
    shuffle(plan.depots, dice);
    shuffle(plan.plants, dice);
    shuffle(plan.fires, dice);
    shuffle(plan.routes, dice);
    for (Plan::Deal& deal : plan.deals) {
        shuffle(deal.routes, dice);
        shuffle(deal.payments, dice);
    }
    shuffle(plan.deals, dice);
    shuffle(plan.sanctions, dice);
    shuffle(plan.rules, dice);
    return plan;
}

Plan in_units_of(Plan plan, double unit) { return rescaled(std::move(plan), 1.0 / unit, 1.0); }

Plan slowed(Plan plan, double factor) { return rescaled(std::move(plan), 1.0, factor); }

Plan beside_another(Plan plan) {
    // Its events come at odd times, in between and around those of the other; its ids stand among the other's.
    Plan::Depot here{.id = "da-other", .commodity = "k1", .stock = 31.4159};
    Plan::Depot there{.id = "zz-other", .commodity = "k1", .stock = 0.0, .capacity = 17.17};
    plan.depots.push_back(here);
    plan.depots.push_back(there);
    plan.plants.push_back({.id = "paa-other", .at = here.id, .makes = "k1", .rate = 2.2361});
    plan.fires.push_back({.id = "fab-other", .at = there.id, .uses = {"k1"}, .wanted = 3.0103});
    plan.routes.push_back({.id = "ra-other", .from = here.id, .to = there.id, .carries = "k1", .capacity = 5.7721});
    plan.routes.push_back({.id = "zz-other-back",
                           .from = there.id,
                           .to = here.id,
                           .carries = "k1",
                           .capacity = 1.6180,
                           .transit = 2.7183});
    return plan;
}

}  // namespace caisson::tests
