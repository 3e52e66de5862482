#include "engine/outcome_terms.hpp"

#include <algorithm>

#include "caisson/model/owner.hpp"

namespace caisson::engine {
namespace {

using model::Owner;
using model::Variable;

template <class Kind>
bool fits(Id<Kind> chosen, Id<Kind> id) {
    return !chosen.valid() || chosen == id;
}

class Gatherer {
public:
    Gatherer(const model::Model& model, model::Variable variable, const model::Selection& of)
        : model_(model), of_(of), variable_(variable) {}

    OutcomeTerms gather(bool days) {
        const Owner owner = model::owner_of(variable_, of_);
        if (chooses_another(owner)) {
            return std::move(terms_);
        }
        switch (owner) {
            case Owner::cell:
                add_cells();
                break;
            case Owner::plant:
                add_plants();
                break;
            case Owner::fire:
                add_fires();
                break;
            case Owner::route:
                add_routes();
                break;
            case Owner::deal:
                add_deal();
                break;
            case Owner::state:
                add(Source::pressure, of_.state.index);
                break;
            case Owner::loss:
                add_losses();
                break;
        }
        if (days) {
            add_days();
        }
        return std::move(terms_);
    }

private:
    /// Whether the selection names something that this variable does not have: nothing matches then.
    [[nodiscard]] bool chooses_another(Owner owner) const {
        return (of_.plant.valid() && owner != Owner::plant) || (of_.route.valid() && owner != Owner::route) ||
               (of_.fire.valid() && owner != Owner::fire && owner != Owner::cell) ||
               (of_.deal.valid() && owner != Owner::deal && owner != Owner::route) ||
               (of_.loss.valid() && owner != Owner::loss);
    }

    [[nodiscard]] bool fits_depot(model::DepotId depot) const {
        const auto state = model_.depots[depot].state;
        return fits(of_.depot, depot) && fits(of_.state, state) &&
               (!of_.group.valid() || model::is_member(model_, of_.group, state));
    }

    [[nodiscard]] bool fits_cell(model::NodeId node) const {
        const auto& row = model_.nodes[node];
        return fits(of_.commodity, row.commodity) && fits_depot(row.depot);
    }

    [[nodiscard]] bool is_used_by(model::FireId fire, model::NodeId node) const {
        const auto supply = model_.fires[fire].supply;
        const auto begin = model_.supply_nodes.begin();
        return std::find(begin + supply.begin, begin + supply.end, node) != begin + supply.end;
    }

    void add(Source source, std::uint32_t index, Sign sign = Sign::plus, model::Param share = {},
             model::Param take = {}) {
        terms_.sum.push_back({source, index, sign, share, take});
    }

    void add_cells() {
        for (std::uint32_t index = 0; index < model_.cells; ++index) {
            const model::NodeId node{index};
            if (fits_cell(node) && (!of_.fire.valid() || is_used_by(of_.fire, node))) {
                add(variable_ == Variable::expired ? Source::expired : Source::stock, index);
            }
        }
    }

    void add_plants() {
        for (const auto plant : model_.plants.ids()) {
            const auto& row = model_.plants[plant];
            if (fits(of_.plant, plant) && fits_cell(row.fills)) {
                add_plant(plant, row);
            }
        }
    }

    void add_plant(model::PlantId plant, const model::PlantRow& row) {
        const bool takes_time = model::takes_time(row);
        switch (variable_) {
            case Variable::scrapped:
                add(Source::scrapped, plant.index);
                break;
            case Variable::in_work:
                add(Source::in_work, plant.index);
                if (takes_time) {
                    add(Source::stock, row.work.dock.index);
                }
                break;
            case Variable::received:
                add(Source::moved, takes_time ? row.work.delivering.index : row.flow.index);
                break;
            default:
                add(Source::moved, row.flow.index);
                break;
        }
    }

    /// Calls `use(flow, leg)` for each commodity of a fire that is chosen.
    template <class Use>
    void for_each_use(const model::FireRow& fire, Use use) const {
        for (auto flow = fire.flows.begin; flow < fire.flows.end; ++flow) {
            const auto& row = model_.flows[model::FlowId{flow}];
            for (auto leg = row.legs.begin; leg < row.legs.end; ++leg) {
                if (fits_cell(model_.legs[leg].node)) {
                    use(flow, model_.legs[leg]);
                }
            }
        }
    }

    /// What the chosen commodities of a fire must answer for of what the whole fire wants or may use.
    void add_shares(std::vector<Term>& to, Source source, model::FireId fire) const {
        const auto& row = model_.fires[fire];
        bool chosen = false;
        for_each_use(row, [&](std::uint32_t flow, const model::LegRow& leg) {
            if (row.mode != model::UseMode::in_order) {
                to.push_back({source, fire.index, Sign::plus, model_.flows[model::FlowId{flow}].share, leg.take});
            } else if (!chosen) {
                to.push_back({source, fire.index, Sign::plus, {}, {}});
            }
            chosen = true;
        });
    }

    void add_fired(model::FireId fire, Sign sign) {
        for_each_use(model_.fires[fire], [&](std::uint32_t flow, const model::LegRow& leg) {
            add(Source::moved, flow, sign, {}, leg.take);
        });
    }

    void add_unmet(model::FireId fire) {
        const std::size_t before = terms_.sum.size();
        add_shares(terms_.sum, Source::wanted, fire);
        if (model_.fires[fire].mode != model::UseMode::in_order) {
            add_fired(fire, Sign::minus);
        } else if (terms_.sum.size() > before) {  // in order: met by any of its commodities
            const auto flows = model_.fires[fire].flows;
            for (auto flow = flows.begin; flow < flows.end; ++flow) {
                add(Source::moved, flow, Sign::minus);
            }
        }
    }

    /// Guns that a fire has worn out.
    void add_worn(const model::GunsRow& guns) {
        if (guns.wear.valid() && fits_cell(guns.held)) {
            add(Source::moved, guns.wear.index);
        }
    }

    void add_losses() {
        for (const auto loss : model_.losses.ids()) {
            const auto& row = model_.losses[loss];
            if (fits(of_.loss, loss) && fits_cell(row.of)) {
                add(Source::moved, row.flow.index);
            }
        }
    }

    void add_fires() {
        for (const auto fire : model_.fires.ids()) {
            if (!fits(of_.fire, fire) || !fits_depot(model_.fires[fire].at)) {
                continue;
            }
            switch (variable_) {
                case Variable::wanted:
                    add_shares(terms_.sum, Source::wanted, fire);
                    break;
                case Variable::allowed:
                    add_shares(terms_.sum, Source::allowed, fire);
                    break;
                case Variable::unmet:
                    add_unmet(fire);
                    break;
                case Variable::worn:
                    add_worn(model_.fires[fire].guns);
                    break;
                default:
                    add_fired(fire, Sign::plus);
                    break;
            }
        }
    }

    void add_days() {
        for (const auto fire : model_.fires.ids()) {
            if (fits(of_.fire, fire)) {
                add_shares(terms_.day, Source::wanted_rate, fire);
            }
        }
    }

    void add_routes() {
        for (const auto route : model_.routes.ids()) {
            const auto& row = model_.routes[route];
            const auto end = variable_ == Variable::sent ? row.from : row.to;
            const auto deal = row.part.valid() ? model_.deal_parts[row.part].deal : model::DealId{};
            if (fits(of_.route, route) && fits(of_.deal, deal) && fits(of_.commodity, row.carries) &&
                fits_depot(model_.nodes[end].depot)) {
                add_route(route, row.port);
            }
        }
    }

    void add_route(model::RouteId route, model::NodeId port) {
        switch (variable_) {
            case Variable::sent:
                add(Source::sent, route.index);
                break;
            case Variable::lost:
                add(Source::lost, route.index);
                break;
            case Variable::interdicted:
                add(Source::interdicted, route.index);
                break;
            case Variable::spilled:
                add(Source::spilled, route.index);
                break;
            case Variable::rejected:
                add(Source::rejected, route.index);
                break;
            case Variable::in_transit:
                add(Source::under_way, route.index);
                if (port.valid()) {
                    add(Source::stock, port.index);
                }
                break;
            default:  // received: what has arrived and neither was rejected nor waits in the port nor was spilled there
                add(Source::arrived, route.index);
                if (model_.routes[route].rejects.as.valid()) {
                    add(Source::rejected, route.index, Sign::minus);
                }
                if (port.valid()) {
                    add(Source::stock, port.index, Sign::minus);
                    add(Source::spilled, route.index, Sign::minus);
                }
                break;
        }
    }

    /// A deal has its goods, and a payment of each commodity: checks see to it that one of them is named.
    void add_deal() {
        if (!of_.deal.valid()) {
            return;
        }
        const model::DealPartId part = model::part_of(model_, of_.deal, of_.commodity);
        if (!part.valid()) {
            return;
        }
        switch (variable_) {
            case Variable::arrears:
                add(Source::deal_owed, part.index);
                add(Source::deal_counted, part.index, Sign::minus);
                break;
            case Variable::implied_price:
                add(Source::deal_counted, part.index);
                terms_.day.push_back({Source::deal_arrived, model_.deals[of_.deal].goods().index, Sign::plus, {}, {}});
                break;
            default:
                add(source_of(variable_), part.index);
                break;
        }
    }

    [[nodiscard]] static Source source_of(Variable variable) {
        switch (variable) {
            case Variable::outstanding:
                return Source::deal_outstanding;
            case Variable::price:
                return Source::deal_price;
            case Variable::ordered:
                return Source::deal_ordered;
            case Variable::delivered:
                return Source::deal_arrived;
            case Variable::cancelled:
                return Source::deal_cancelled;
            case Variable::owed:
                return Source::deal_owed;
            case Variable::paid:
                return Source::deal_counted;
            default:
                return Source::deal_pledged;
        }
    }

    const model::Model& model_;
    const model::Selection& of_;
    Variable variable_;
    OutcomeTerms terms_;
};

}  // namespace

bool in_days(const model::OutcomeRow& outcome) {
    return outcome.in_days || outcome.variable == Variable::days_of_supply;
}

bool is_ratio(const model::OutcomeRow& outcome) {
    return in_days(outcome) || outcome.variable == Variable::implied_price;
}

OutcomeTerms terms_of(const model::Model& model, Variable variable, const model::Selection& of, bool days) {
    return Gatherer(model, variable, of).gather(days);
}

}  // namespace caisson::engine
