/// Everything that changes in a run. One owner, the Runner; the rest of this room reads and writes it by reference.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "caisson/base/table.hpp"
#include "caisson/engine/event.hpp"
#include "caisson/engine/observer.hpp"
#include "caisson/engine/run.hpp"
#include "caisson/model/model.hpp"
#include "engine/allocate.hpp"
#include "engine/book.hpp"
#include "engine/clocks.hpp"
#include "engine/deal_state.hpp"
#include "engine/fleet_state.hpp"
#include "engine/flow_total.hpp"
#include "engine/island.hpp"
#include "engine/line_sum.hpp"
#include "engine/marks.hpp"
#include "engine/pressures.hpp"
#include "engine/ring.hpp"
#include "engine/shelves.hpp"
#include "engine/sums.hpp"

namespace caisson::engine {

/// Events within this many days of the first of an instant belong to it (docs/semantics.md, section 4).
inline constexpr double instant_width = 1e-9;

inline constexpr std::uint32_t no_slot = Id<int>::nothing;

/// Whether a number keeps its default in every run: nobody wrote it, so no run can set it.
[[nodiscard]] inline bool is_default(const model::Model& model, model::Param param) {
    return !param.valid() || param.index >= model.parameters.size();
}

/// What is lost at a node, besides what flows take.
enum class Drain : std::uint8_t {
    none,
    spills,   ///< a port's surplus
    expires,  ///< what is too old
};

/// A stock as a straight line: x(t) = stock + net (t - since), until it passes one of the levels next to it.
/// One cache line: all that an ordinary event needs.
struct alignas(64) NodeState {
    double since = 0.0;
    double stock = 0.0;
    double net = 0.0;
    double level_below = -never;   ///< reached next when falling; minus infinity for none
    double level_above = never;    ///< reached next when rising; on a boundary no stock lies between the two
    std::uint32_t slot = no_slot;  ///< its clock; none if nothing can happen to it by itself
    Mode mode = Mode::between;
    bool must_judge = false;    ///< in this instant: a level has been reached, or its levels have moved
    bool watched = false;       ///< some gauge depends on it
    Drain drain = Drain::none;  ///< of what is lost here; the same in every run
    AloneNode alone;  ///< its one fire, if nothing else depends on it and it is never full (same in every run)

    [[nodiscard]] double at(double time) const { return stock + net * (time - since); }
};

/// What an ordinary event does not need of a node.
struct NodeLimits {
    double capacity = never;
    double reserve = 0.0;
    bool routes_leave = false;  ///< a flow route leaves here; only then the reserve has a say in modes
    double stop_level = never;  ///< of a port: departures stop when its queue reaches it
    double first_empty = never;
    double last_empty = -never;
    std::uint32_t times_empty = 0;
    std::uint32_t shelf = no_slot;   ///< of RunState::shelves, if goods expire here; the same in every run
    std::uint32_t island = no_slot;  ///< of RunState::islands, if guns or their number depend on it; likewise

    [[nodiscard]] double routes_reserve() const { return routes_leave ? reserve : 0.0; }
};

struct PlantState {
    double scheduled = 0.0;  ///< the rate when open
    double written = 0.0;    ///< the same before a rule has scaled it
    double factor = 1.0;     ///< by which a rule has scaled it
    bool open = true;
    bool switched_on = true;

    // of a plant that takes time
    bool dock_stopped = false;
    double yield = 1.0;             ///< of what is begun now
    double scrapped_at_once = 0.0;  ///< by closing
    std::uint32_t line = no_slot;   ///< of RunState::lines; none if it makes at once; the same in every run

    /// Whether it is open and its dock not full.
    [[nodiscard]] bool begins() const { return open && switched_on && !dock_stopped; }
};

struct FireState {
    double scheduled = 0.0;  ///< the wanted rate when open
    double written = 0.0;    ///< the same before a rule has scaled it
    double factor = 1.0;     ///< by which a rule has scaled it
    bool open = true;
    bool switched_on = true;
    std::uint32_t stage = 0;
    FlowTotal wanted;
    FlowTotal allowed;
    double by_guns = never;  ///< what its guns can fire, if that is less
    FireLimit limit = FireLimit::nothing;
    std::uint32_t island = no_slot;  ///< of RunState::islands, if it has guns or destroys any; the same in every run
};

struct LossState {
    double scheduled = 1.0;  ///< its intensity
    double written = 1.0;    ///< the same before a rule has scaled it
    double factor = 1.0;     ///< by which a rule has scaled it
};

/// From `arrival` on goods come out of the line at `gross`, of which `left` are left after losses, and `net` of those are
/// let through.
struct Front {
    double arrival = 0.0;
    double gross = 0.0;
    double left = 0.0;
    double net = 0.0;
};

/// What goes in comes out after a time, less what is lost: a route with transit time, or a plant that takes time.
struct LineState {
    double span = 0.0;        ///< [d] from end to end
    double last_gross = 0.0;  ///< of the front that departed last
    double last_left = 0.0;
    double last_net = 0.0;
    double arriving_gross = 0.0;
    double arriving_left = 0.0;
    double arriving_net = 0.0;
    double largest_ask = 0.0;  ///< to arrive, after losses, so far
    double initial = 0.0;      ///< what was in it at the start, gross
    FlowTotal entered;         ///< the integral of what fronts say; the entering flow's total differs by rounding only
    FlowTotal gross_arrived;
    FlowTotal left_arrived;
    FlowTotal net_arrived;

    // the same in every run of a model
    EntityKind of = EntityKind::route;  ///< or plant
    std::uint32_t owner = 0;            ///< index of its route or plant
    model::CommodityId commodity;
    model::FlowId entering;
    model::FlowId arriving;
    model::FlowId rejecting;        ///< nothing where nothing is rejected
    std::uint32_t clock = no_slot;  ///< of its next front
};

/// A lot at sea.
struct Lot {
    double arrival = 0.0;
    double gross = 0.0;
    double left = 0.0;          ///< after losses: 0 for a lot that is lost
    double net = 0.0;           ///< what will arrive: what is let through of that
    double hoped = 0.0;         ///< what would arrive if nothing happened by chance
    std::uint64_t vehicle = 0;  ///< of RunState::vehicles, that carries it; of fleets only (no padding: it is saved)
};

struct RouteState {
    bool open = true;         ///< its dates allow it
    bool switched_on = true;  ///< `open: true`
    bool target_reached = false;
    bool port_stopped = false;
    bool held = false;           ///< its deal has released nothing that has not left, or withholds it
    bool sender_shut = false;    ///< nothing is loaded
    bool receiver_shut = false;  ///< nothing is unloaded
    double scheduled = 0.0;      ///< capacity when open [unit/d], or the lot [unit]
    double loss = 0.0;
    double transit = 0.0;
    double reject_share = 0.0;
    FlowTotal left_arrived;  ///< by a transfer, after losses; a line has its own
    FlowTotal net_arrived;   ///< likewise, of that what was let through
    FlowTotal spilled;       ///< by flow
    FlowTotal rejected;      ///< by flow
    double lots_rejected = 0.0;
    double lost_at_once = 0.0;  ///< lots lost by chance or by fraction, and what was lost by closing
    double returned = 0.0;
    double lots_spilled = 0.0;
    double lots_interdicted = 0.0;

    // by measures; without any they stay as they are
    double permitted = 1.0;    ///< of what is asked
    double let_through = 1.0;  ///< of what is left after losses
    double over_caps = 1.0;    ///< of what is asked, while caps are reached

    // sailings
    double first_date = 0.0;
    double every = 0.0;
    double least_lot = 0.0;
    std::uint64_t date = 0;   ///< which calendar date comes next, or is waited out
    double departs = never;   ///< when that is; never while a ship waits
    double arrives = never;   ///< when the first lot at sea does
    double written = 0.0;     ///< what is scheduled, before a rule has scaled it
    double factor = 1.0;      ///< by which a rule has scaled it
    bool waiting = false;     ///< a ship waits for a whole lot
    bool ship_ready = false;  ///< the whole lot it waited for is there
    double sailed = 0.0;      ///< loaded so far
    double landed = 0.0;      ///< arrived in lots, after losses

    // the same in every run of a model
    model::NodeId sender;
    model::NodeId receiver;
    model::FlowId unloading;
    model::DealPartId part;        ///< of a deal, whose leg it is
    bool on_demand = false;        ///< ships without a calendar
    bool measured = false;         ///< some measure or cap may be felt on it
    bool capped = false;           ///< it counts in some cap
    bool lands_plainly = false;    ///< what arrives always fits, and nobody watches the receiver's stock
    bool sails_plainly = false;    ///< departs by the calendar, never lost by chance; nobody watches the sender's stock
    std::uint32_t line = no_slot;  ///< of RunState::lines, if it is a flow with transit time
    std::uint32_t clock = no_slot;      ///< of a ship's next arrival or departure, whichever is first
    std::uint32_t sail_slot = no_slot;  ///< of its departures
    std::uint32_t target_gauge = no_slot;
    std::uint32_t wait_gauge = no_slot;
    std::uint32_t fleet = no_slot;  ///< of RunState::fleets, if its ships come back

    /// Whether it is open, its target not reached, its port not stopped, its deal lets it, and its sender is not shut.
    [[nodiscard]] bool sends() const { return would_send() && !sender_shut; }

    /// The same if its sender were not shut.
    [[nodiscard]] bool would_send() const { return open && switched_on && !target_reached && !port_stopped && !held; }

    /// Of a unit that leaves now what will arrive.
    [[nodiscard]] double share_left() const { return (1.0 - loss) * let_through; }

    /// The calendar date of the next departure.
    [[nodiscard]] double sailing_date() const {
        return first_date + static_cast<double>(static_cast<std::int64_t>(date)) * every;
    }
};

/// How much of a sanction is felt.
struct EnforcementState {
    double scheduled = 0.0;  ///< as it is scaled; more than all of it is all
    double written = 0.0;
    double factor = 1.0;

    [[nodiscard]] double level() const { return std::min(1.0, scheduled); }
};

/// How far a cap is used up.
struct CapState {
    double before = 0.0;  ///< what had left when the present period began
    double from = 0.0;
    double every = 0.0;
    double most = 0.0;
    std::uint64_t period = 0;  ///< which begins next
    bool counts = false;       ///< the first period has begun
    bool reached = false;
    std::uint32_t slot = no_slot;

    /// When the next period begins.
    [[nodiscard]] double next_period() const {
        return from + static_cast<double>(static_cast<std::int64_t>(period)) * every;
    }
};

enum class GaugeKind : std::uint8_t { ration, target, waiting_ship };

/// A sum of stocks, and of what is on the way of one route, watched for two levels.
struct Gauge {
    GaugeKind kind{};
    std::uint32_t owner = 0;  ///< index of its fire or route
    model::Range nodes;       ///< of RunState::gauge_nodes
    model::Range fires;       ///< of RunState::gauge_fires: whose wanted rates make the days of supply
    bool counts_way = false;  ///< adds what its route has on the way
    bool crossed = false;     ///< its clock rang in this instant: a level has been reached
    bool jumped = false;      ///< some part of it jumped in this instant, so the clock's word does not count
    bool judged = false;      ///< in this instant: its levels are no longer those that its clock rang for
    std::uint32_t slot = no_slot;
    double since = 0.0;
    double sum = 0.0;
    double net = 0.0;
    double level_below = -never;
    double level_above = never;

    [[nodiscard]] double at(double time) const { return sum + net * (time - since); }
};

/// A part of a condition that becomes true and false by itself: a level or a date.
struct Leaf {
    std::uint32_t condition = 0;  ///< index in Model::conditions
    model::RuleId rule;           ///< whose condition it is part of
    std::uint32_t sum = no_slot;  ///< of RunState::sums; none for a date
    std::uint32_t slot = no_slot;
    bool holds = false;
    bool rang = false;     ///< its clock rang in this instant: it has become what it was not
    bool judged = false;   ///< in this instant
    bool touched = false;  ///< its sum was touched by more than the clock in this instant
};

struct RuleState {
    bool holds = false;        ///< its condition
    bool rang = false;         ///< it has held for long enough in this instant
    std::uint32_t fired = 0;   ///< how often
    double last_fired = -1.0;  ///< before the start: never
    std::uint32_t hold_slot = no_slot;
    std::uint32_t act_slot = no_slot;
};

/// A fire whose wanted rate counts in a gauge's days of supply, with the share that falls on the gauge's nodes.
struct GaugeFire {
    model::FireId fire;
    double share = 1.0;
};

/// One step of one schedule, or an opening or closing.
struct AgendaEntry {
    double time = 0.0;
    EventKind kind{};
    EntityKind entity_kind{};
    Scheduled what = Scheduled::none;
    std::uint32_t entity = 0;
    double value = 0.0;
    std::uint32_t order = 0;  ///< in which it was written: entries of one schedule keep it
};

/// Whether anybody watches a run: if not, its events are counted but not written down.
enum class Watch : std::uint8_t { no, yes };

/// Slots are numbered in the order in which the events of one instant are executed. Each has a clock of its own, but
/// for departures, the last: they ring by the clock of their route's arrivals, which is set to what comes first.
struct SlotRanges {
    std::uint32_t gauges = 0;  ///< nodes' slots are 0 to gauges - 1
    std::uint32_t fronts = 0;
    std::uint32_t fleets = 0;
    std::uint32_t lots = 0;
    std::uint32_t shelves = 0;
    std::uint32_t agenda = 0;  ///< one slot
    std::uint32_t caps = 0;    ///< each for what comes first, reached or renewed
    std::uint32_t acts = 0;    ///< of rules, delayed
    std::uint32_t leaves = 0;  ///< of conditions
    std::uint32_t holds = 0;   ///< of rules
    std::uint32_t parts = 0;   ///< of deals
    std::uint32_t islands = 0;
    std::uint32_t end = 0;  ///< one slot, the last with a clock
    std::uint32_t sailings = 0;

    /// Whether it is the clock of a route's ships.
    [[nodiscard]] bool are_ships(std::uint32_t slot) const { return slot >= lots && slot < shelves; }
};

/// Guards against endless events in no time.
struct StormGuard {
    double window_start = 0.0;
    std::uint64_t instants = 0;
    std::uint64_t most = 0;
};

struct RunState {
    RunState(const model::Model& model_of_run, RunLimits limits_of_run);

    const model::Model& model;
    RunLimits limits;
    Future future;
    std::vector<double> values;
    double now = 0.0;
    double end = 0.0;
    bool ended = false;
    Watch watch = Watch::no;
    bool may_take_short_cuts = false;  ///< nobody watches, and the run is to be as fast as it can
    bool marks_changes = false;        ///< somebody watches, or there are rules or pressures

    Clocks clocks;
    SlotRanges slots;
    std::vector<std::uint32_t> slot_owner;  ///< the node, gauge, line or route that a slot belongs to
    std::vector<std::uint32_t> waiters;     ///< slots of sailings that wait for whole lots

    std::vector<NodeState> nodes;
    std::vector<NodeLimits> node_limits;
    std::vector<model::NodeId> left_nodes;  ///< that have left a boundary at `left_at`, in one instant or several
    double left_at = -1.0;
    Allocation allocation;
    Allocator allocator;
    std::vector<FlowTotal> totals;
    std::vector<PlantState> plants;
    std::vector<FireState> fires;
    std::vector<RouteState> routes;
    std::vector<LineState> lines;     ///< of routes in their order, then of plants
    std::vector<Ring<Front>> fronts;  ///< by line: on the way, the first to arrive first
    std::vector<Ring<Lot>> lots;      ///< by route, likewise

    std::vector<ShelfState> shelves;
    std::vector<Ring<Slug>> slugs;  ///< by shelf: what lies there, the oldest first

    std::vector<LossState> losses;
    std::vector<Island> islands;
    std::vector<std::uint8_t> island_flows;  ///< by flow: set by an island, as far as guns are concerned
    std::vector<double> course_errors;       ///< by commodity: what steps that were cut short have added
    std::vector<double> course_bends;        ///< by commodity: the most that a step has differed from its course

    std::vector<FleetState> fleets;  ///< in the order of their routes
    std::vector<Vehicle> vehicles;
    std::vector<HarbourState> harbours;                      ///< by depot, if there are fleets
    std::vector<std::vector<model::RouteId>> ways_of_depot;  ///< by depot; none where no depot is ever shut
    std::vector<std::vector<Caller>> callers;  ///< by depot: who waits for a berth, who came first at the front

    std::vector<Gauge> gauges;
    std::vector<model::NodeId> gauge_nodes;
    std::vector<GaugeFire> gauge_fires;
    std::vector<std::vector<model::FireId>> fires_at;        ///< by depot
    std::vector<std::vector<std::uint32_t>> gauges_of_node;  ///< empty vectors for most
    std::vector<std::vector<std::uint32_t>> gauges_of_fire;

    std::vector<AgendaEntry> agenda;
    std::size_t agenda_next = 0;

    std::vector<DealState> deals;
    std::vector<DealPartState> deal_parts;
    std::vector<OutcomeTerms> supply_of_buyers;  ///< by deal: the days of supply of its goods; the same in every run

    std::vector<EnforcementState> enforcements;
    std::vector<CapState> caps;
    std::vector<LineSum> sent_under_caps;  ///< by cap: what has left on each of its routes
    Pressures pressures;

    std::vector<RuleState> rules;
    std::vector<Ring<double>> acts;                     ///< by rule: when it acts, having fired
    std::vector<Leaf> leaves;                           ///< the levels, in the order of their sums, then the dates
    Sums sums;                                          ///< of the levels
    std::vector<std::uint32_t> leaf_of_condition;       ///< by condition; none for what is no leaf
    std::vector<std::vector<model::RuleId>> followers;  ///< by rule: whose condition is that it has fired
    model::RuleId looping;                              ///< has fired twice in one instant

    // marks of the present instant
    Marks<model::Node> touched_nodes;  ///< whose stock jumped or reached a level, or whose capacity or reserve changed
    Marks<model::Node> limited_nodes;  ///< whose limits differ from those of the last solve
    Marks<model::Flow> asked_flows;    ///< whose ask or gain differs from that of the last solve
    Marks<Gauge> stale_gauges;         ///< whose value, levels or rate must be found again
    Marks<Leaf> stale_leaves;          ///< that may have become true or false, or will do so at another time
    Marks<model::Rule> stale_rules;    ///< to be judged
    Marks<Island> stale_islands;       ///< to which something may have happened
    Marks<ShelfState> stale_shelves;   ///< whose rate and clock must be found again
    Marks<model::Deal> stale_deals;    ///< to be judged
    Marks<model::DealPart> stale_parts;       ///< of deals: whose clock must be set again
    std::vector<model::RuleId> judged_rules;  ///< scratch
    Marks<model::Node> seen_nodes;            ///< to be shown to observers, as the next five
    Marks<model::Flow> seen_flows;
    Marks<model::Fire> seen_fires;
    Marks<model::Route> seen_routes;
    Marks<model::Plant> seen_plants;
    Marks<model::DealPart> seen_parts;
    Marks<model::State> seen_states;
    Marks<FleetState> stale_fleets;           ///< whose vehicles do something else, or load or unload at another rate
    Marks<model::Depot> stale_harbours;       ///< where vehicles came or left a berth
    Marks<CapState> stale_caps;               ///< that will be reached at another time
    std::vector<std::uint32_t> due;           ///< slots that ring in this instant
    std::vector<std::uint32_t> due_sailings;  ///< sailing slots, to be executed after all else has arrived
    std::vector<Event> events;
    std::vector<Move> moves;

    StormGuard storm;
    Counts counts;
    std::uint64_t fingerprint = 0;
    std::vector<double> rounding;  ///< by commodity: what setting levels exactly has added
    std::vector<double> initial;   ///< by node
    std::vector<Book> books;       ///< by commodity: scratch of the conservation check
    Summary summary;

    [[nodiscard]] double value(model::Param param) const { return values[param.index]; }

    /// A number that may have no Param because nobody wrote it and its default is this.
    [[nodiscard]] double value_or(model::Param param, double otherwise) const {
        return param.valid() ? values[param.index] : otherwise;
    }
};

}  // namespace caisson::engine
