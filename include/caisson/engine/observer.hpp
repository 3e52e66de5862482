/// What can be seen of a run while it goes on. Observers read; they cannot change anything.
#pragma once
#include <span>

#include "caisson/base/quantity.hpp"
#include "caisson/engine/deal_figures.hpp"
#include "caisson/engine/event.hpp"
#include "caisson/engine/fleet_figures.hpp"
#include "caisson/engine/fwd.hpp"
#include "caisson/model/fwd.hpp"

namespace caisson::engine {

/// Where a node's stock stands: which limits hold (docs/semantics.md, section 1). A reserve has modes only where a flow
/// route leaves: elsewhere no rate depends on it, and a stock below it is `between`.
enum class Mode : std::uint8_t {
    empty,          ///< x = 0, C > 0
    below_reserve,  ///< 0 < x < R
    at_reserve,     ///< x = R > 0
    between,        ///< R < x < C
    full,           ///< x = C > 0
    over,           ///< x > C > 0
    hub,
};

/// Which limit holds a flow below its ask.
enum class Binding : std::uint8_t {
    none,           ///< it gets all it asked
    sender,         ///< its sender has no more to give
    receiver,       ///< its receiver has no more room
    reserve,        ///< its sender keeps its reserve
    over_capacity,  ///< its receiver holds more than its capacity
};

/// What keeps a plant or a route from working at all.
enum class Halt : std::uint8_t {
    none,    ///< it works, as far as there is something to work with
    closed,  ///< by its dates, by `open: false` or by a rule; or a depot at one of its ends is shut
    target,  ///< a route whose target is reached
    deal,    ///< a route whose deal has released nothing that has not left, or withholds it
    queue,   ///< what it has brought so far waits, and it has to wait for that: a full port, a full dock
};

/// What keeps a fire from firing more.
enum class FireLimit : std::uint8_t {
    nothing,  ///< nothing is wanted of it
    order,    ///< it fires what it is told to, after rationing
    rounds,   ///< there are no more
    guns,     ///< there are too few to fire more
    barrels,  ///< likewise, and worn ones wait for new barrels
};

/// At which rates a route's totals grow until the next instant.
struct RouteRates {
    Rate sent;
    Rate arrived;  ///< after losses
    Rate lost;
    Rate spilled;
    Rate rejected;
    Rate interdicted;

    /// At which what is under way grows.
    [[nodiscard]] Rate growth() const { return sent - arrived - lost - interdicted; }
};

/// At which rates a plant's totals grow until the next instant.
struct PlantRates {
    Rate started;
    Rate finished;  ///< what is good of it
    Rate scrapped;

    /// At which what is in work grows.
    [[nodiscard]] Rate growth() const { return started - finished - scrapped; }
};

/// A run at one moment, after everything of that instant has been done.
/// Rates hold until the next instant; stocks are exact at `now()`.
class View {
public:
    explicit View(const RunState& state) : state_(state) {}

    [[nodiscard]] const model::Model& model() const;
    /// The time, in days since the start.
    [[nodiscard]] Days now() const;

    /// A node's stock now, never negative; its net rate until the next instant; its mode.
    [[nodiscard]] Amount stock(model::NodeId node) const;
    [[nodiscard]] Rate net_rate(model::NodeId node) const;
    [[nodiscard]] Mode mode(model::NodeId node) const;
    /// What has been too old at a node so far; and how much a day is, until the next instant.
    [[nodiscard]] Amount expired(model::NodeId node) const;
    [[nodiscard]] Rate expiry(model::NodeId node) const;
    /// A node's capacity (may be infinite) and reserve in force.
    [[nodiscard]] Amount capacity(model::NodeId node) const;
    [[nodiscard]] Amount reserve(model::NodeId node) const;

    /// What a flow asks and gets. For a plant in units made, for all others in units that leave.
    [[nodiscard]] Rate asked(model::FlowId flow) const;
    [[nodiscard]] Rate rate(model::FlowId flow) const;
    [[nodiscard]] Binding binding(model::FlowId flow) const;
    /// What arrives of a unit of flow: 1 - loss for a transfer; 1 for others (a departure's loss is booked at arrival).
    [[nodiscard]] double gain(model::FlowId flow) const;
    /// What leg number `leg` (index in Model::legs) takes for a unit of flow.
    [[nodiscard]] double take(std::uint32_t leg) const;
    /// All that a flow has moved since the start, in its own unit.
    [[nodiscard]] Amount moved(model::FlowId flow) const;

    /// What a fire wants before rationing, and is allowed after it.
    [[nodiscard]] Rate wanted(model::FireId fire) const;
    [[nodiscard]] Rate allowed(model::FireId fire) const;
    /// Stage of rationing, 0 for none.
    [[nodiscard]] std::uint32_t ration_stage(model::FireId fire) const;
    /// What its guns can fire, on average until the next instant, if that is less than it is allowed; else infinite.
    [[nodiscard]] Rate by_guns(model::FireId fire) const;
    /// What limits it until the next instant, if it has guns.
    [[nodiscard]] FireLimit limit(model::FireId fire) const;
    /// The factor of a loss in force.
    [[nodiscard]] double intensity(model::LossId loss) const;
    /// By how much stocks of a commodity may be off so far because losses follow curves (docs/semantics.md, section 15).
    [[nodiscard]] Amount course_error(model::CommodityId commodity) const;

    /// Whether a route sends: open, its target not reached, its port not stopped, its deal having something for it.
    [[nodiscard]] bool sends(model::RouteId route) const;
    /// How long its way takes in this run [d]; of sailings by chance, in the mean.
    [[nodiscard]] Days transit(model::RouteId route) const;
    /// What keeps it from sending; a closed route may have reached its target as well.
    [[nodiscard]] Halt halt(model::RouteId route) const;
    /// What could leave by the schedule, and by what rules have set, if nothing kept it back: a rate of a flow, or of
    /// sailings a lot in the time from one date to the next, of a fleet what it brings in the long run. And which share of it measures permit now.
    [[nodiscard]] Rate scheduled(model::RouteId route) const;
    [[nodiscard]] double permitted(model::RouteId route) const;
    /// The lot of a route's sailings that is scheduled now, as far as measures permit it; 0 of a flow.
    [[nodiscard]] Amount lot(model::RouteId route) const;
    /// How many of its vehicles do what; none without a fleet.
    [[nodiscard]] FleetFigures fleet(model::RouteId route) const;
    /// Whether a ship waits for a whole lot.
    [[nodiscard]] bool waits(model::RouteId route) const;
    /// The rates of the totals below; under_way() changes by sent - arrived - lost - interdicted.
    [[nodiscard]] RouteRates rates(model::RouteId route) const;
    /// Under way: in the line (before losses, which are booked on arrival), in lots, and in what vehicles that load have
    /// loaded; without the port's queue.
    [[nodiscard]] Amount under_way(model::RouteId route) const;
    /// All that has been sent, has come to the end of the way (after losses; still before the port), and was lost.
    [[nodiscard]] Amount sent(model::RouteId route) const;
    [[nodiscard]] Amount arrived(model::RouteId route) const;
    [[nodiscard]] Amount lost(model::RouteId route) const;
    [[nodiscard]] Amount spilled(model::RouteId route) const;
    /// What of all that has arrived was rejected, and the share of what arrives that is.
    [[nodiscard]] Amount rejected(model::RouteId route) const;
    [[nodiscard]] double reject_share(model::RouteId route) const;
    /// The loss fraction in force at departure.
    [[nodiscard]] double loss(model::RouteId route) const;
    /// What was stopped of all that would have arrived, and the share that measures let through of what leaves now.
    [[nodiscard]] Amount interdicted(model::RouteId route) const;
    [[nodiscard]] double let_through(model::RouteId route) const;
    /// What has been put back into the sender because the route closed (`on_close: return`).
    [[nodiscard]] Amount returned(model::RouteId route) const;

    /// The rates of a plant's totals; in_work() changes by started - finished - scrapped.
    [[nodiscard]] PlantRates rates(model::PlantId plant) const;
    /// What a plant has begun and not finished, good or not; without the dock, which is a node's stock. With what was
    /// in work at the start.
    [[nodiscard]] Amount in_work(model::PlantId plant) const;
    [[nodiscard]] Amount in_work_at_start(model::PlantId plant) const;
    /// All that came to the dock, and all that never will.
    [[nodiscard]] Amount finished(model::PlantId plant) const;
    [[nodiscard]] Amount scrapped(model::PlantId plant) const;
    /// The yield in force for what is begun, and whether the plant begins: open, its dock not full.
    [[nodiscard]] double yield(model::PlantId plant) const;
    [[nodiscard]] bool begins(model::PlantId plant) const;
    /// What keeps any plant from working, and the rate that is scheduled for it.
    [[nodiscard]] Halt halt(model::PlantId plant) const;
    [[nodiscard]] Rate scheduled(model::PlantId plant) const;

    /// All that can be counted of a deal's goods or of one of its payments; the rates at which it grows until the next
    /// instant; whether it is withheld.
    [[nodiscard]] DealFigures deal(model::DealPartId part) const;
    [[nodiscard]] DealFigures deal_rates(model::DealPartId part) const;
    [[nodiscard]] bool withheld(model::DealPartId part) const;

    /// How much of a sanction is felt, by the index of the enforcement.
    [[nodiscard]] double enforcement(std::uint32_t index) const;
    /// What counts in a cap in this period, and whether it is reached, by the index of the cap.
    [[nodiscard]] Amount counted(std::uint32_t cap) const;
    [[nodiscard]] bool is_reached(std::uint32_t cap) const;
    /// The pressure on a state until the next instant; 0 for a state without needs.
    [[nodiscard]] double pressure(model::StateId state) const;

    /// What rounding has added to or taken from a node's commodity so far, by setting levels exactly.
    [[nodiscard]] Amount rounding(model::CommodityId commodity) const;

private:
    const RunState& state_;
};

/// What happened to goods that moved at once.
enum class MoveKind : std::uint8_t {
    loaded,    ///< from the sender onto a ship
    arrived,   ///< the first ship under way is there, with so much; the next moves of the route are of what it brought
    landed,    ///< into the receiver
    queued,    ///< into the port
    spilled,   ///< lost at the port
    rejected,  ///< to where such goods go
    cleared,   ///< all that was under way is no more; the next move of the route is of it
    returned,  ///< into the sender
    unloaded,  ///< from the port into the receiver
};

struct Move {
    MoveKind kind{};
    model::RouteId route;
    Amount amount;
    std::uint32_t overtaken = 0;  ///< of what is loaded: so many lots that left before it will come after it
};

/// All events of one time, and what they changed.
struct Instant {
    Days time;
    std::span<const Event> events;                   ///< in the order in which they were executed
    std::span<const model::NodeId> changed_nodes;    ///< whose stock jumped, or whose net rate or mode changed; sorted
    std::span<const model::FlowId> changed_flows;    ///< whose rate, ask or binding limit changed; sorted
    std::span<const model::FireId> changed_fires;    ///< whose wanted or allowed rate, stage or limit changed; sorted
    std::span<const model::RouteId> changed_routes;  ///< of which any total jumped or rate changed; sorted
    std::span<const model::PlantId> changed_plants;  ///< that take time: likewise
    std::span<const model::DealPartId> changed_parts;  ///< of deals: likewise
    std::span<const model::StateId> changed_states;    ///< on which the pressure changed; sorted
    std::span<const Move> moves;                       ///< in the order in which they were made
    const View& view;                                  ///< the run after the instant
};

/// Watches a run. Called on the run's thread, in the order of events.
class Observer {
public:
    virtual ~Observer() = default;

    /// After every instant, the first (time 0) and the last (the end) included. At the first instant everything
    /// counts as changed.
    virtual void see(const Instant& instant) = 0;
};

}  // namespace caisson::engine
