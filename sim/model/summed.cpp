// Which commodities a sum is made of, so that nobody adds up rounds and tonnes.
#include <vector>

#include "caisson/model/owner.hpp"
#include "model/checks.hpp"
#include "model/draft.hpp"

namespace caisson::model {
namespace {

class Summed {
public:
    Summed(const Scenario& scenario, const Selection& of)
        : scenario_(scenario), of_(of), is_summed_(scenario.commodities.size(), false) {}

    std::vector<CommodityId> of_owner(Owner owner) {
        switch (owner) {
            case Owner::cell:
                add_holdings();
                add_plants(true);
                add_fires();
                add_guns();
                add_losses();
                add_routes(true, true);
                break;
            case Owner::plant:
                add_plants(false);
                break;
            case Owner::fire:
                add_fires();
                break;
            case Owner::route:
                add_routes(false, true);
                break;
            case Owner::loss:
                add_losses();
                break;
            case Owner::deal:
            case Owner::state:
                break;
        }
        return chosen();
    }

    std::vector<CommodityId> of_guns() {
        add_guns();
        return chosen();
    }

    std::vector<CommodityId> of_senders() {
        add_routes(true, false);
        return chosen();
    }

private:
    [[nodiscard]] bool fits(DepotId depot) const {
        const StateId state = scenario_.depots[depot].state;
        return (!of_.depot.valid() || of_.depot == depot) && (!of_.state.valid() || of_.state == state) &&
               (!of_.group.valid() || stands_for(scenario_, {.state = {}, .group = of_.group}, state));
    }

    void add(DepotId depot, CommodityId commodity) {
        if (fits(depot)) {
            is_summed_[commodity.index] = true;
        }
    }

    void add_holdings() {
        for (const DepotId id : scenario_.depots.ids()) {
            for (const Holding& holding : scenario_.depots[id].holdings) {
                add(id, holding.commodity);
            }
        }
    }

    void add_plants(bool needs_too) {
        for (const Plant& plant : scenario_.plants) {
            add(plant.at, plant.makes);
            for (const Need& need : plant.needs) {
                if (needs_too) {
                    add(plant.at, need.commodity);
                }
            }
        }
    }

    void add_fires() {
        for (const Fire& fire : scenario_.fires) {
            for (const Use& use : fire.uses) {
                add(fire.at, use.commodity);
            }
        }
    }

    void add_guns() {
        for (const Fire& fire : scenario_.fires) {
            if (fire.guns.commodity.valid()) {
                add(fire.at, fire.guns.commodity);
            }
        }
    }

    void add_losses() {
        for (const Loss& loss : scenario_.losses) {
            add(loss.at, loss.of);
        }
    }

    void add_routes(bool senders, bool receivers) {
        for (const Route& route : scenario_.routes) {
            if (senders) {
                add(route.from, route.carries);
            }
            if (receivers) {
                add(route.to, route.carries);
            }
            if (senders && receivers && route.rejects.as.valid()) {  // what is held; flows count as what is carried
                add(route.rejects.to, route.rejects.as);
            }
        }
    }

    /// In the scenario's order.
    [[nodiscard]] std::vector<CommodityId> chosen() const {
        std::vector<CommodityId> commodities;
        for (const CommodityId commodity : scenario_.commodities.ids()) {
            if (is_summed_[commodity.index]) {
                commodities.push_back(commodity);
            }
        }
        return commodities;
    }

    const Scenario& scenario_;
    const Selection& of_;
    std::vector<bool> is_summed_;  ///< by commodity
};

std::vector<CommodityId> of_a_deal(const Deal& deal) {
    std::vector<CommodityId> all{deal.goods.commodity};
    for (const DealPart& payment : deal.payments) {
        all.push_back(payment.commodity);
    }
    return all;
}

std::vector<CommodityId> of_a_fire(const Fire& fire, Variable variable) {
    std::vector<CommodityId> all;
    if (variable == Variable::worn) {
        if (fire.guns.commodity.valid()) {
            all.push_back(fire.guns.commodity);
        }
        return all;
    }
    for (const Use& use : fire.uses) {
        all.push_back(use.commodity);
    }
    return all;
}

}  // namespace

std::vector<CommodityId> commodities_summed(const Scenario& scenario, Variable variable, const Selection& of) {
    if (of.commodity.valid()) {
        return {of.commodity};
    }
    if (of.plant.valid()) {
        return {scenario.plants[of.plant].makes};
    }
    if (of.route.valid()) {
        return {scenario.routes[of.route].carries};
    }
    if (of.deal.valid()) {
        return of_a_deal(scenario.deals[of.deal]);
    }
    if (of.fire.valid()) {
        return of_a_fire(scenario.fires[of.fire], variable);
    }
    if (of.loss.valid()) {
        return {scenario.losses[of.loss].of};
    }
    Summed summed(scenario, of);
    if (variable == Variable::worn) {
        return summed.of_guns();
    }
    return variable == Variable::sent ? summed.of_senders() : summed.of_owner(owner_of(variable, of));
}

}  // namespace caisson::model
