#include "caisson/engine/event.hpp"

#include "caisson/base/ensure.hpp"

namespace caisson::engine {

// NOLINTNEXTLINE(readability-function-size): a line a kind
std::string_view name_of(EventKind kind) {
    switch (kind) {
        case EventKind::started:
            return "started";
        case EventKind::emptied:
            return "emptied";
        case EventKind::reserve_reached:
            return "reserve_reached";
        case EventKind::filled:
            return "filled";
        case EventKind::front_arrived:
            return "front_arrived";
        case EventKind::output_changed:
            return "output_changed";
        case EventKind::vehicle_back:
            return "vehicle_back";
        case EventKind::vehicle_leaves:
            return "vehicle_leaves";
        case EventKind::vehicle_lost:
            return "vehicle_lost";
        case EventKind::vehicle_loads:
            return "vehicle_loads";
        case EventKind::vehicle_unloads:
            return "vehicle_unloads";
        case EventKind::lot_arrived:
            return "lot_arrived";
        case EventKind::goods_expired:
            return "goods_expired";
        case EventKind::expiry_changed:
            return "expiry_changed";
        case EventKind::lot_lost:
            return "lot_lost";
        case EventKind::lot_interdicted:
            return "lot_interdicted";
        case EventKind::cap_reached:
            return "cap_reached";
        case EventKind::cap_renewed:
            return "cap_renewed";
        case EventKind::schedule_changed:
            return "schedule_changed";
        case EventKind::opened:
            return "opened";
        case EventKind::closed:
            return "closed";
        case EventKind::deal_ended:
            return "deal_ended";
        case EventKind::tranche_delivered:
            return "tranche_delivered";
        case EventKind::payment_released:
            return "payment_released";
        case EventKind::tranche_begun:
            return "tranche_begun";
        case EventKind::deal_stopped:
            return "deal_stopped";
        case EventKind::deal_resumed:
            return "deal_resumed";
        case EventKind::part_replaced:
            return "part_replaced";
        case EventKind::part_withheld:
            return "part_withheld";
        case EventKind::part_let_go:
            return "part_let_go";
        case EventKind::shut:
            return "shut";
        case EventKind::reopened:
            return "reopened";
        case EventKind::lot_sailed:
            return "lot_sailed";
        case EventKind::lot_missed:
            return "lot_missed";
        case EventKind::ration_changed:
            return "ration_changed";
        case EventKind::target_reached:
            return "target_reached";
        case EventKind::target_left:
            return "target_left";
        case EventKind::port_stopped:
            return "port_stopped";
        case EventKind::port_resumed:
            return "port_resumed";
        case EventKind::dock_stopped:
            return "dock_stopped";
        case EventKind::dock_resumed:
            return "dock_resumed";
        case EventKind::limit_changed:
            return "limit_changed";
        case EventKind::rule_fired:
            return "rule_fired";
        case EventKind::rule_acted:
            return "rule_acted";
        case EventKind::ended:
            return "ended";
    }
    fail_ensure("every kind of event has a name", __FILE__, __LINE__);
}

}  // namespace caisson::engine
