/// The compiled scenario: flat arrays that every run reads and none changes.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "caisson/base/date.hpp"
#include "caisson/base/path.hpp"
#include "caisson/base/table.hpp"
#include "caisson/model/attrition_rows.hpp"
#include "caisson/model/closure.hpp"
#include "caisson/model/deal_rows.hpp"
#include "caisson/model/estimate.hpp"
#include "caisson/model/fleet.hpp"
#include "caisson/model/fwd.hpp"
#include "caisson/model/measures.hpp"
#include "caisson/model/param.hpp"
#include "caisson/model/scenario.hpp"
#include "caisson/model/spread.hpp"

namespace caisson::model {

/// A number that may differ from run to run.
struct Parameter {
    PathId path;
    Role role{};
    double value = 0.0;     ///< the central value, in base units
    CommodityId unit_of;    ///< whose unit it is in; nothing for durations, dates and fractions
    CommodityId per;        ///< for a unit of which other commodity; needs of plants and prices only
    EstimateId estimate{};  ///< nothing for a plain number
    SourceSpan place{};
};

struct StepRow {
    Param from;
    Param until;  ///< a ramp's end; nothing for a step
    Param value;
    std::uint32_t parts = 0;
};

/// A number for the goods of one state.
struct OfStateRow {
    StateId state;
    Param share;
};

struct CommodityRow {
    std::string id;
    std::string title;
    std::string unit;
    bool copied = false;  ///< made as it leaves on a route
    Range duds;           ///< of Model::of_states: the share of duds when made
    Range duds_a_year;    ///< likewise: by how much it grows in a year
};

struct StateRow {
    std::string id;
    std::string title;
    Range needs;  ///< of Model::state_needs
};

struct DepotRow {
    std::string id;
    std::string title;
    StateId state;
    Range cells;  ///< of Model::nodes
    std::uint32_t berths = unlimited_berths;
    Range closures;  ///< of Model::closures, in their order
};

enum class NodeKind : std::uint8_t {
    cell,  ///< one commodity at one depot
    dock,  ///< what a plant has finished and its depot has not taken yet: no capacity, empty at the start
    hold,  ///< of a fleet's vehicles that load: no capacity, empty at the start
    port,  ///< the queue in front of a route's receiver: no capacity, empty at the start
};

/// What can hold stock, in the order of paths: cells come first, then docks, then the holds and ports of routes.
struct NodeRow {
    NodeKind kind = NodeKind::cell;
    bool hub = false;  ///< holds nothing, passes on at once; for the whole run or never
    DepotId depot;     ///< a cell's; nothing for docks, holds and ports
    PlantId plant;     ///< a dock's
    RouteId route;     ///< a hold's or a port's
    CommodityId commodity;
    Param stock;
    Issue issue{};     ///< a cell's; docks and ports are queues
    Range origins;     ///< of Model::of_states: of the stock at the start; none: all is of the depot's own state
    Param age;         ///< of the stock at the start
    Param shelf_life;  ///< how long a cell's goods last; nothing: for ever
    ScheduleRow capacity;
    ScheduleRow reserve;
    Range out;                      ///< of Model::out_ends
    Range in;                       ///< of Model::in_ends
    std::uint32_t out_classes = 0;  ///< number of priority classes among its out-flows
    std::uint32_t in_classes = 0;
};

enum class FlowKind : std::uint8_t {
    loss,       ///< what is lost of a stock to attrition
    fire,       ///< a fire's use of a commodity
    wear,       ///< guns that a fire wears out
    plant,      ///< what a plant makes, with what it takes; nobody receives it yet if it takes time
    finish,     ///< what comes out of the line of such a plant into its dock; has no sender, asks what is finished
    delivery,   ///< from such a dock into the depot
    transfer,   ///< a route without transit time: from cell to cell at once
    departure,  ///< what leaves on a route with transit time; nobody receives it yet
    loading,    ///< from cell to hold: what a fleet's vehicles load
    arrival,    ///< what comes out of the line of such a route into its port; has no sender, asks what arrives
    reject,     ///< what is rejected of what comes out of such a line; has no sender, asks what is rejected
    unload,     ///< what leaves a port for the receiver: transit flows and sailings alike
};

/// What a flow takes out of a node: `take` units for a unit of flow.
struct LegRow {
    NodeId node;
    Param take;  ///< nothing for 1
};

/// What can move goods at a rate. In the order of paths: losses, fires (each with its wear), plants (with finish and
/// delivery), routes (transfer or departure or loading, arrival, reject, unload).
struct FlowRow {
    FlowKind kind{};
    std::uint32_t owner = 0;  ///< index of its loss, fire, plant or route
    std::uint32_t part = 0;   ///< which of the fire's flows, in the order in which it uses commodities (FireRow)
    Range legs;       ///< of Model::legs: none for arrivals, plants without needs and copies, several for a tied flow
    NodeId receiver;  ///< nothing for losses, fires, departures, plants that take time, and worn guns that are gone
    Param share;      ///< of the fire's allowed rate that is asked; nothing for all of it
    FlowId after;     ///< asks what this flow leaves unmet (a fire that uses commodities in order)
};

/// One flow at its sender. Sorted by class, then flow.
struct OutEnd {
    FlowId flow;
    std::uint32_t leg = 0;             ///< index in Model::legs
    std::uint32_t priority_class = 0;  ///< 0 is served first; dense
    bool own_use = false;              ///< is_own_use(): the reserve does not bind it
};

/// One flow at its receiver. Sorted by class, then flow.
struct InEnd {
    FlowId flow;
    std::uint32_t priority_class = 0;
};

struct WorkRow {
    Param takes;  ///< nothing: the plant makes at once, and has none of the rest
    ScheduleRow yield;
    InWork in_work{};
    WhenDockFull when_full{};
    Param dock_limit;  ///< nothing: one day of deliveries
    OnShutdown on_close{};
    NodeId dock;
    FlowId finishing;   ///< out of the line into the dock
    FlowId delivering;  ///< from the dock into the depot
};

struct PlantRow {
    std::string id;
    DepotId at;
    NodeId fills;  ///< the cell of what it makes
    FlowId flow;   ///< what it makes; what it begins, if it takes time
    WorkRow work;
    ScheduleRow rate;
    OpeningRow opening;
};

/// Whether what a plant begins is finished later.
[[nodiscard]] inline bool takes_time(const PlantRow& plant) { return plant.work.takes.valid(); }

struct RationRow {
    Param below;
    Param to;
    Param hysteresis;
};

struct FireRow {
    std::string id;
    DepotId at;
    UseMode mode{};
    Range flows;   ///< consecutive flows, one a commodity; one in all if rigid, with a leg for each commodity
    Range supply;  ///< of Model::supply_nodes: the cells it uses, in the order of the file if it uses them in order,
                   ///< else in the order of their paths
    ScheduleRow wanted;
    OpeningRow opening;
    Range ration;  ///< of Model::rations
    GunsRow guns;
};

struct TargetRow {
    TargetKind kind = TargetKind::none;
    Param level;
    Param hysteresis;
};

struct SailingRow {
    Param first;  ///< nothing: the opening of the route, or the start
    Param every;  ///< nothing: without a calendar, as soon as its deal releases something
    ScheduleRow lot;
    Param least_lot;
    WhenShort when_short{};
    FleetRow fleet;
};

struct RejectsRow {
    CommodityId as;  ///< nothing if nothing is rejected
    NodeId to;       ///< a cell that is never full
    ScheduleRow share;
    FlowId rejecting;  ///< out of the line; nothing for sailings, whose lots are looked at at once
};

struct RouteRow {
    std::string id;
    RouteForm form{};
    NodeId from;
    NodeId to;
    CommodityId carries;
    ScheduleRow capacity;
    SailingRow sails;
    Param transit;  ///< nothing: by chance
    SpreadRow transit_by_chance;
    ScheduleRow loss;
    Param chance;
    RejectsRow rejects;
    TargetRow target;
    WhenFull when_full{};
    OnClose on_close{};
    Param port_limit;  ///< nothing: one day of unloading
    Param unload;      ///< nothing: the default of its form
    OpeningRow opening;
    std::uint64_t draw_key = 0;  ///< what its draws are keyed by: a hash of its path
    std::uint32_t out_priority = 0;
    std::uint32_t in_priority = 0;
    Range enforcements;   ///< of Model::route_enforcements: all that are felt on it
    Range caps;           ///< of Model::route_caps: all in which it counts, in their order
    NodeId port;          ///< nothing for a transfer
    FlowId sending;       ///< the transfer, the departure or the loading; nothing for sailings that load a lot at once
    FlowId arriving;      ///< out of the line into the port; flows with transit time only
    FlowId unloading;     ///< nothing for a transfer
    DealPartId part;      ///< of a deal, whose leg it is; nothing for most
    bool copies = false;  ///< what leaves is made then, and not taken from the sender
};

/// Whether chance gives the transit time of a route.
[[nodiscard]] inline bool has_spread(const RouteRow& route) { return route.transit_by_chance.least.valid(); }

/// Whether a route's ships come back: it has a fleet.
[[nodiscard]] inline bool has_fleet(const RouteRow& route) { return route.sails.fleet.vehicles > 0; }

/// Whether a route sends ships without a calendar, for a deal.
[[nodiscard]] inline bool sails_on_demand(const RouteRow& route) {
    return route.form == RouteForm::sailings && !route.sails.every.valid() && !has_fleet(route);
}

/// A part of a rule's condition. Parts come after the whole.
struct ConditionRow {
    ConditionKind kind{};
    Range parts;  ///< of Model::conditions; all, any and no only
    Variable variable{};
    Selection of;
    Side side{};
    bool in_days = false;
    Param level;
    Param back;        ///< nothing: by hysteresis
    Param hysteresis;  ///< nothing for a total, which has no way back
    Param date;
    RuleId rule;
    std::string unit;  ///< of the level
};

struct ActionRow {
    ActionKind kind{};
    Lever lever{};
    LeverOf of{};
    std::uint32_t entity =
        0;     ///< index of a plant, fire, route, node, deal, part of a deal, enforcement or loss, as `of` says
    Param to;  ///< only of set and scale
};

struct RuleRow {
    std::string id;
    std::string title;
    std::uint32_t when = 0;  ///< index in Model::conditions
    Param held;
    Param after;
    bool each_time = false;
    Range actions;  ///< of Model::actions
};

struct OutcomeRow {
    std::string id;
    std::string title;
    OutcomeKind kind{};
    Variable variable{};
    Selection of;
    Side side{};
    bool in_days = false;
    Param level;
    Param from;      ///< nothing: the start
    Param when;      ///< nothing: the end
    StateId origin;  ///< nothing: of all
    bool as_share = false;
    std::string unit;  ///< of its value; empty for a date, and for pressure and shares, whose values are fractions
};

/// Whether an outcome asks whose goods something was, or how good they were.
[[nodiscard]] inline bool asks_of_origin(const OutcomeRow& outcome) {
    return outcome.origin.valid() || outcome.variable == Variable::effective || outcome.variable == Variable::age;
}

/// Immutable once compiled; share it by const reference, on any thread.
struct Model {
    std::string title;
    Date start{};
    Param end;
    std::uint64_t seed = 1;
    PathTable paths;  ///< of the parameters: PathId i is that of Param i

    /// Numbers that a person wrote and that a run reads; their Params are 0, 1, ... Two are no parameters though
    /// written, since the graph depends on them: a hub's capacity, and a transit time of 0 without an estimate.
    std::vector<Parameter> parameters;
    std::vector<double> values;  ///< central values: first those of `parameters`, then the defaults'
    Table<Estimate, Estimate> estimates;

    Table<Commodity, CommodityRow> commodities;
    Table<State, StateRow> states;
    Table<Depot, DepotRow> depots;
    Table<Plant, PlantRow> plants;
    Table<Fire, FireRow> fires;
    Table<Loss, LossRow> losses;
    Table<Route, RouteRow> routes;
    Table<Deal, DealRow> deals;
    Table<DealPart, DealPartRow> deal_parts;
    Table<Group, GroupRow> groups;
    Table<Sanction, SanctionRow> sanctions;
    Table<Rule, RuleRow> rules;
    Table<Outcome, OutcomeRow> outcomes;

    Table<Node, NodeRow> nodes;
    Table<Flow, FlowRow> flows;
    std::vector<OutEnd> out_ends;
    std::vector<InEnd> in_ends;
    std::vector<LegRow> legs;
    std::vector<StepRow> steps;
    std::vector<RationRow> rations;
    std::vector<NodeId> supply_nodes;
    std::vector<ConditionRow> conditions;
    std::vector<ActionRow> actions;
    std::vector<RouteId> deal_legs;
    std::vector<LeverageRow> leverages;
    std::vector<ClosureRow> closures;
    std::vector<StateId> members;  ///< of groups
    std::vector<StateNeedRow> state_needs;
    std::vector<EnforcementRow> enforcements;
    std::vector<CapRow> caps;
    std::vector<RouteId> measured_routes;
    std::vector<std::uint32_t> route_enforcements;  ///< indices of enforcements
    std::vector<RouteCapRow> route_caps;
    std::vector<OfStateRow> of_states;
    bool traces_origins = false;  ///< some outcome asks, or something is said of where goods come from or of duds
    std::uint32_t cells = 0;      ///< nodes 0 to cells - 1 are cells, the rest docks, holds and ports
};

/// A node's path: `depots.rus-front.shell`, `plants.works.dock`, or `routes.rajin-dunai.port`.
[[nodiscard]] std::string path_of(const Model& model, NodeId node);
/// A flow's path: that of its owner; a fire with several commodities adds the commodity, and its wear `guns`.
[[nodiscard]] std::string path_of(const Model& model, FlowId flow);
/// The path of a deal's part: `deals.vostochny.goods`, `deals.vostochny.payments.fuel`.
[[nodiscard]] std::string path_of(const Model& model, DealPartId part);
/// Which part of a deal it is: `goods`, or the commodity of a payment.
[[nodiscard]] std::string name_of(const Model& model, DealPartId part);

/// Whether it is a deal's goods.
[[nodiscard]] inline bool is_goods(const Model& model, DealPartId part) {
    return model.deals[model.deal_parts[part].deal].goods() == part;
}

/// The part of a deal with this commodity; nothing if there is none.
[[nodiscard]] DealPartId part_of(const Model& model, DealId deal, CommodityId commodity);
/// The unit of a payment for a unit of goods: `t/round`.
[[nodiscard]] std::string price_unit(const Model& model, DealPartId payment);

/// Whether an enforcement is felt on a route of a deal's goods.
[[nodiscard]] bool is_felt_on_goods(const Model& model, std::uint32_t enforcement, DealId deal);
/// An enforcement's path: `sanctions.oil.enforced.CHN`.
[[nodiscard]] std::string path_of(const Model& model, const EnforcementRow& enforcement);

/// Whether a state is a member of a group.
[[nodiscard]] bool is_member(const Model& model, GroupId group, StateId state);

/// Whether a depot uses up what such a flow takes, so that its reserve does not bind it.
[[nodiscard]] inline bool is_own_use(FlowKind kind) {
    return kind == FlowKind::fire || kind == FlowKind::plant || kind == FlowKind::wear || kind == FlowKind::loss;
}

/// Whether a flow leads from what queues to where it is meant to go, alone at its sender.
[[nodiscard]] inline bool empties_a_queue(FlowKind kind) {
    return kind == FlowKind::unload || kind == FlowKind::delivery;
}

/// Which commodity a node holds or a flow moves (a plant's product; nothing for a rigid fire's several).
[[nodiscard]] CommodityId commodity_of(const Model& model, NodeId node);
[[nodiscard]] CommodityId commodity_of(const Model& model, FlowId flow);
/// A parameter's unit, as a person would write it: `round`, `round/d`, `d`, `date`, or empty for fractions.
[[nodiscard]] std::string unit_of(const Model& model, const Parameter& parameter);

}  // namespace caisson::model
