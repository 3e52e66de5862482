/// What happens in a run, one record an event.
#pragma once
#include <cstdint>
#include <string_view>

#include "caisson/base/quantity.hpp"
#include "caisson/model/fwd.hpp"

namespace caisson::engine {

/// In the order in which the events of one instant are executed (docs/semantics.md, section 4).
enum class EventKind : std::uint8_t {
    started,
    front_arrived,    ///< route: the rate at which goods arrive changed; value is the new one, after losses
    output_changed,   ///< plant that takes time: the rate at which it finishes changed; value is what is good of it
    vehicle_back,     ///< route with a fleet: a vehicle is back; value is its number, from 1
    vehicle_leaves,   ///< likewise: it is empty and leaves its berth; in step 5 if all that it brought fitted at once
    lot_arrived,      ///< route: amount is what arrived, after losses
    lot_lost,         ///< route: amount is what would have arrived
    vehicle_lost,     ///< route with a fleet: a vehicle is gone with its lot; value is its number
    lot_interdicted,  ///< route: a whole lot was stopped; amount is what would have arrived
    goods_expired,    ///< node: amount is what was too old, of what had come at once
    schedule_changed,  ///< node, plant, fire, route, enforcement or loss: a step, part of a ramp or a rule; value is the new one
    cap_reached,        ///< cap: so much has left in this period; amount is what it allows
    cap_renewed,        ///< cap that was reached: another period begins
    opened,             ///< plant, fire or route: by its dates or by a rule
    closed,             ///< plant, fire or route
    shut,               ///< depot: nothing is loaded there from now on, and nothing unloaded
    reopened,           ///< depot
    deal_ended,         ///< deal: it begins no more tranches; value is what is cancelled of what was pledged
    tranche_delivered,  ///< deal: all that was released has left and nothing is under way; value is what has come in all
    payment_released,   ///< deal part: value is how much
    tranche_begun,      ///< deal: value is how much of the goods
    deal_stopped,       ///< deal: no tranche begins, too much is owed; value is the arrears of the first such payment
    deal_resumed,       ///< deal: no more than the credit is owed, the next tranche begins
    part_replaced,      ///< deal part: what was lost is released again; value is how much
    part_withheld,      ///< deal part: nothing of it is released from now on
    part_let_go,        ///< deal part: it is released again
    lot_sailed,         ///< route: amount is what was loaded
    lot_missed,         ///< route: nothing sailed at its date; amount is what could have been loaded
    vehicle_loads,      ///< route with a fleet: a vehicle has a berth at the sender; value is its number, from 1
    vehicle_unloads,    ///< likewise at the receiver
    emptied,            ///< node: the stock is 0, after all that moved in the instant
    reserve_reached,    ///< node: it is at its reserve, coming from above or below
    filled,             ///< node: it is at its capacity, coming from below or above
    ration_changed,     ///< fire: value is the new stage, 0 for none
    target_reached,     ///< route: stops sending
    target_left,        ///< route: sends again
    port_stopped,       ///< route: departures stop, the queue has reached its limit
    port_resumed,       ///< route: the queue is empty, departures go on
    dock_stopped,       ///< plant: it begins no more, the dock has reached its limit
    dock_resumed,       ///< plant: the dock is empty, it begins again
    rule_fired,         ///< rule: its condition has held for long enough; value counts how often that was so
    rule_acted,         ///< rule: what it changes follows
    limit_changed,      ///< fire with guns: what limits it is another; value is which, of FireLimit
    expiry_changed,     ///< node: goods begin or cease to be too old; value is how much a day
    ended,
};

/// The name of a kind as written to files: `lot_arrived`.
[[nodiscard]] std::string_view name_of(EventKind kind);

/// What kind of thing an event happened to.
enum class EntityKind : std::uint8_t {
    none,
    node,
    plant,
    fire,
    route,
    rule,
    deal,
    deal_part,
    enforcement,
    cap,
    loss,
    depot
};

/// Which schedule changed, in a `schedule_changed`.
enum class Scheduled : std::uint8_t {
    none,
    capacity,
    reserve,
    rate,
    loss,
    lot,
    yield,
    rejects,
    enforcement,
    intensity
};

struct Event {
    Days time;
    EventKind kind{};
    EntityKind entity_kind{};
    Scheduled what = Scheduled::none;
    std::uint32_t entity =
        0;  ///< index of the node, plant, fire, route, rule, deal, part of a deal, enforcement, cap, loss or depot
    double value = 0.0;  ///< an amount, a new value or a stage, as the kind says; base units
};

}  // namespace caisson::engine
