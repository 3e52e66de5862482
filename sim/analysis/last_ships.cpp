#include <algorithm>

#include "caisson/analysis/shortage.hpp"

namespace caisson::analysis {

using engine::EventKind;

LastShips::LastShips(const model::Model& model) : ships_(model.routes.size()), from_(model.nodes.size()) {
    for (const model::RouteId route : model.routes.ids()) {
        const model::RouteRow& row = model.routes[route];
        if (row.form == model::RouteForm::sailings && !row.sending.valid()) {  // what loads over time is a flow
            from_[model.routes[route].from].push_back(route);
        }
    }
}

void LastShips::see(const engine::Instant& instant) {
    for (const engine::Event& event : instant.events) {
        if (event.entity_kind != engine::EntityKind::route) {
            continue;
        }
        const model::RouteId route{event.entity};
        Ship& ship = ships_[route];
        switch (event.kind) {
            case EventKind::lot_sailed: {
                const double lot = instant.view.lot(route).value;
                ship.loaded = lot > 0.0 ? std::clamp(event.value / lot, 0.0, 1.0) : 1.0;
                break;
            }
            case EventKind::lot_missed:
                ship.loaded = instant.view.lot(route).value > 0.0 ? 0.0 : 1.0;  // if anything could be loaded
                break;
            case EventKind::lot_arrived:
                ship.came = true;
                ship.lost = ship.stopped = false;
                break;
            case EventKind::lot_lost:
            case EventKind::lot_interdicted:
                ship.came = true;
                ship.lost = event.kind == EventKind::lot_lost;
                ship.stopped = !ship.lost;
                break;
            default:
                break;
        }
    }
}

}  // namespace caisson::analysis
