#include "caisson/model/owner.hpp"

namespace caisson::model {

Owner owner_of(Variable variable, const Selection& of) {
    switch (variable) {
        case Variable::made:
        case Variable::scrapped:
        case Variable::in_work:
            return Owner::plant;
        case Variable::wanted:
        case Variable::allowed:
        case Variable::fired:
        case Variable::unmet:
        case Variable::effective:
        case Variable::worn:
            return Owner::fire;
        case Variable::killed:
            return Owner::loss;
        case Variable::received:
            return of.plant.valid() ? Owner::plant : Owner::route;
        case Variable::sent:
        case Variable::rejected:
        case Variable::lost:
        case Variable::interdicted:
        case Variable::spilled:
        case Variable::in_transit:
            return Owner::route;
        case Variable::arrears:
        case Variable::outstanding:
        case Variable::price:
        case Variable::implied_price:
        case Variable::pledged:
        case Variable::ordered:
        case Variable::delivered:
        case Variable::cancelled:
        case Variable::owed:
        case Variable::paid:
            return Owner::deal;
        case Variable::pressure:
            return Owner::state;
        case Variable::age:
        case Variable::expired:
        case Variable::stock:
        case Variable::days_of_supply:
            break;
    }
    return Owner::cell;
}

}  // namespace caisson::model
