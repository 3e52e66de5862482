/// A scenario as a person wrote it, with names resolved and numbers in base units, for one choice of variants.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "caisson/base/date.hpp"
#include "caisson/base/finding.hpp"
#include "caisson/base/path.hpp"
#include "caisson/base/table.hpp"
#include "caisson/model/attrition.hpp"
#include "caisson/model/closure.hpp"
#include "caisson/model/deal.hpp"
#include "caisson/model/estimate.hpp"
#include "caisson/model/fleet.hpp"
#include "caisson/model/fwd.hpp"
#include "caisson/model/opening.hpp"
#include "caisson/model/origin.hpp"
#include "caisson/model/sanctions.hpp"
#include "caisson/model/schedule.hpp"
#include "caisson/model/spread.hpp"

namespace caisson::model {

/// `1 container = 300 round`: another unit in which amounts of a commodity may be written.
struct Conversion {
    std::string unit;
    Number per_unit;  ///< commodity units for one of `unit`
};

struct Commodity {
    std::string id;
    std::string title;
    std::string unit;
    std::vector<Conversion> conversions;
    bool copied = false;  ///< not used up where it is sent from: made as it leaves
    Duds duds{};
    SourceSpan place{};
};

/// A commodity that a state needs, and its part in the pressure on the state.
struct StateNeed {
    CommodityId commodity;
    Number weight;  ///< the weights of a state sum to 1
    SourceSpan place{};
};

struct State {
    std::string id;  ///< ISO 3166 alpha-3 where there is one
    std::string title;
    std::string note;
    std::vector<StateNeed> needs;
    SourceSpan place{};
};

/// The stock of one commodity at a depot. What is made, used, sent or received at a depot without a holding there is
/// held with the defaults: none at the start, no capacity, no reserve.
struct Holding {
    CommodityId commodity;
    Number stock;                          ///< [unit], default 0
    Schedule capacity{Number{unbounded}};  ///< [unit], default infinite; 0 from the start: a hub, which holds nothing
    Schedule reserve;                      ///< [unit], kept from routes and sailings; default 0
    Stock kind{};                          ///< whose the stock is, and what of it leaves first
    SourceSpan place{};
};

struct Depot {
    std::string id;
    std::string title;
    StateId state;
    std::uint32_t berths = unlimited_berths;  ///< for the vehicles of fleets, all together
    SourceSpan berths_place{};                ///< where that is written
    std::vector<Closure> closures;            ///< in their order
    std::vector<Holding> holdings;
    SourceSpan place{};
};

/// What a plant takes of another commodity at its depot, for each unit that it makes.
struct Need {
    CommodityId commodity;
    Number per_unit;
    SourceSpan place{};
};

enum class InWork : std::uint8_t {
    steady,  ///< what a steady run at the first asked rate would have left there
    empty,   ///< nothing
};

enum class WhenDockFull : std::uint8_t {
    stop,   ///< nothing is begun while the dock is full, until it is empty
    queue,  ///< what is finished waits, however much it is
};

enum class OnShutdown : std::uint8_t {
    finish,  ///< what is in work is finished
    scrap,   ///< it is scrapped at once
};

/// What is begun is finished after a time; a share of it is good.
struct Work {
    Number takes;  ///< [d]; written only by plants that take time, and only with it the rest has a meaning
    Schedule yield{Number{1.0}};  ///< fraction of what is begun that becomes good; default all
    InWork in_work = InWork::steady;
    WhenDockFull when_full = WhenDockFull::stop;
    Number dock;  ///< [unit], at which `stop` stops; default one day of deliveries
    OnShutdown on_close = OnShutdown::finish;
};

struct Plant {
    std::string id;
    std::string title;
    DepotId at;
    CommodityId makes;
    Schedule rate;  ///< [unit/d]; of what is begun, if it takes time
    std::vector<Need> needs;
    Work work;
    Opening opening;
    std::uint32_t in_priority = 0;   ///< at its depot, among what comes in; 0 is served first
    std::uint32_t out_priority = 0;  ///< of its needs, among what goes out
    SourceSpan place{};
};

/// A commodity that a fire may use.
struct Use {
    CommodityId commodity;
    Number share;  ///< of the wanted rate; used in proportion only
    SourceSpan place{};
};

enum class UseMode : std::uint8_t {
    in_order,       ///< the first that is there, the rest from the next
    in_proportion,  ///< each its share, each limited alone
    rigid,          ///< each its share, all limited by the scarcest
};

/// Below so many days of supply a fire is cut to a fraction of what it wants.
struct RationStage {
    Number below;            ///< [d] of supply
    Number to;               ///< fraction of the wanted rate
    Number hysteresis{0.1};  ///< left again at below * (1 + hysteresis); default 10 %
    SourceSpan place{};
};

struct Fire {
    std::string id;
    std::string title;
    DepotId at;
    UseMode mode = UseMode::in_order;
    std::vector<Use> uses;
    Schedule wanted;                  ///< [unit/d], over all commodities together
    std::vector<RationStage> ration;  ///< from the highest threshold down
    Guns guns;
    Opening opening;
    std::uint32_t out_priority = 0;
    SourceSpan place{};
};

enum class TargetKind : std::uint8_t { none, stock, days_of_supply };

/// A stock, counting what is on the way, above which a route stops sending.
struct Target {
    TargetKind kind = TargetKind::none;
    Number level;            ///< [unit] or [d]
    Number hysteresis{0.1};  ///< sends again at level * (1 - hysteresis); default 10 %
    SourceSpan place{};
};

enum class WhenFull : std::uint8_t {
    queue,  ///< goods wait in the port
    stop,   ///< departures stop when the port's queue reaches a limit, until it is empty
    spill,  ///< what does not fit is lost
};

enum class OnClose : std::uint8_t {
    arrive,     ///< what is under way arrives
    lose,       ///< it is lost at once
    send_back,  ///< it is put back into the sender at once
};

enum class WhenShort : std::uint8_t {
    partial,  ///< sails with what there is
    wait,     ///< waits for a whole lot
};

/// Departures by a calendar, a lot every so many days; of a leg of a deal, as soon as something is released; of a fleet,
/// as soon as a vehicle is loaded, or on the next date of the calendar.
struct Sailings {
    Number first;      ///< [d], default the opening of the route, or the start
    Number every;      ///< [d]; not written: without a calendar
    Schedule lot;      ///< [unit]
    Number least_lot;  ///< [unit]: a smaller load does not sail; default 0
    WhenShort when_short = WhenShort::partial;
    Fleet fleet;
    SourceSpan place{};
};

/// A share of what arrives is not what was sent: it goes as another commodity to a depot of its own.
struct Rejects {
    CommodityId as;  ///< nothing if nothing is rejected
    DepotId to;
    Schedule share;  ///< fraction of what arrives, default 0
    SourceSpan place{};
};

enum class RouteForm : std::uint8_t { flow, sailings };

struct Route {
    std::string id;
    std::string title;
    DepotId from;
    DepotId to;
    CommodityId carries;
    RouteForm form = RouteForm::flow;
    Schedule capacity{Number{unbounded}};  ///< [unit/d]; flows only, and must be written: shares are by capacity
    Sailings sails;                        ///< sailings only
    Number transit;                        ///< [d], default 0
    Spread transit_by_chance;              ///< instead of it
    Schedule loss;                         ///< fraction of what leaves, default 0
    Number chance;                         ///< that a whole lot is lost; sailings only, default 0
    Rejects rejects;
    Target target;
    WhenFull when_full = WhenFull::queue;
    OnClose on_close = OnClose::arrive;
    Number port;    ///< [unit], at which `stop` stops; default one day of unloading
    Number unload;  ///< [unit/d] out of the port; default the largest arrival rate so far, or a lot a day
    Opening opening;
    std::uint32_t out_priority = 0;
    bool has_out_priority = false;  ///< it is written; else a group of the sender may prefer some receivers
    std::uint32_t in_priority = 0;
    SourceSpan place{};
};

enum class OutcomeKind : std::uint8_t {
    first,    ///< the first date at which a stock is at or below (above) a level; may never come
    total,    ///< the integral of a rate over the run, or until a date
    value,    ///< a stock at a date, or at the end
    lowest,   ///< the smallest stock
    highest,  ///< the largest stock
    mean,     ///< the mean over the run, or from one date to another
};

enum class Variable : std::uint8_t {
    stock,
    days_of_supply,
    made,
    wanted,
    allowed,
    fired,
    unmet,
    sent,
    received,
    lost,
    spilled,
    in_transit,
    scrapped,
    in_work,
    rejected,
    // of deals
    arrears,
    outstanding,
    price,
    implied_price,
    pledged,
    ordered,
    delivered,
    cancelled,
    owed,
    paid,
    interdicted,
    pressure,   ///< on a state
    effective,  ///< fired, without duds; of outcomes only, as the next
    age,        ///< mean, of a stock
    expired,    ///< of a stock
    worn,       ///< guns, by what fires fired
    killed,     ///< by losses
};

/// Whether a variable is counted from the start, and so never falls.
[[nodiscard]] bool is_total(Variable variable);
/// Whether only deals have it; of these, whether it is of their payments; and whether routes have it, and so legs of
/// deals.
[[nodiscard]] bool is_of_deals(Variable variable);
[[nodiscard]] bool is_of_payments(Variable variable);
[[nodiscard]] bool is_of_routes(Variable variable);

/// What is summed by an outcome: everything that matches all that is given; ids that name nothing match all.
struct Selection {
    CommodityId commodity;
    StateId state;
    GroupId group;
    DepotId depot;
    PlantId plant;
    FireId fire;
    RouteId route;
    DealId deal;
    LossId loss;
};

enum class Side : std::uint8_t { below, above };

/// A number or a date that the scenario is asked for: a column in a table of runs.
struct Outcome {
    std::string id;
    std::string title;
    OutcomeKind kind = OutcomeKind::first;
    Variable variable = Variable::stock;
    Selection of;
    Side side = Side::below;
    bool in_days = false;   ///< the level is days of supply
    Number level;           ///< [unit] or [d], or a fraction for pressure; first only
    Number from;            ///< [d] since the start: mean only, default 0
    Number when;            ///< [d] since the start: value at, total and mean until; default the end
    StateId origin;         ///< only goods of this state; nothing: of all
    bool as_share = false;  ///< as a fraction: of the same of all origins, or of effective rounds in all that are fired
    SourceSpan place{};
};

enum class ConditionKind : std::uint8_t {
    all,    ///< each of its parts holds
    any,    ///< one of its parts holds
    no,     ///< its only part does not hold
    level,  ///< a sum has reached a level, and has not come back yet
    from,   ///< a date has come
    until,  ///< a date has not come yet
    rule,   ///< another rule has fired
};

/// Something that is true or not at each instant, and of which the moment can be computed at which it becomes so.
struct Condition {
    ConditionKind kind = ConditionKind::level;
    std::vector<Condition> parts{};       ///< all, any: one or more; no: one
    Variable variable = Variable::stock;  ///< level only, as the next five; a total has no way back
    Selection of{};
    Side side = Side::below;  ///< of a total: above
    bool in_days = false;     ///< the level is days of supply
    Number level;             ///< [unit] or [d], or a fraction for pressure
    Number back;              ///< in the unit of the level; written only if the way back is not by hysteresis
    Number hysteresis{0.1};   ///< back at level * (1 + hysteresis), above: (1 - hysteresis); default 10 %
    Number date;              ///< [d]; from and until only
    RuleId rule;              ///< rule only
    SourceSpan place{};
};

enum class ActionKind : std::uint8_t {
    open,      ///< from now on it works, as far as its dates let it
    close,     ///< from now on it does not
    set,       ///< its value is another from now on, as by a step of its schedule
    scale,     ///< from now on it is a fraction of what its schedule says
    withhold,  ///< a part of a deal: nothing of it is released from now on
    let_go,    ///< it is released again
};

/// What of a thing a rule changes.
enum class Lever : std::uint8_t {
    opening,      ///< of a plant, fire or route; to be opened and closed
    rate,         ///< of a plant or fire, or a route's capacity; may be scaled, as the lot
    lot,          ///< of a route's sailings
    loss,         ///< of a route
    yield,        ///< of a plant that takes time
    rejects,      ///< the share of what arrives on a route
    capacity,     ///< of a depot
    reserve,      ///< of a depot
    withholding,  ///< of a part of a deal
    enforcement,  ///< of a sanction; may be scaled
    intensity,    ///< of a loss; may be scaled
};

/// Whose lever it is.
enum class LeverOf : std::uint8_t { plant, fire, route, node, deal, deal_part, enforcement, loss };

/// One of the things that a rule does when it has fired.
struct Action {
    ActionKind kind = ActionKind::set;
    Lever lever = Lever::rate;
    LeverOf of = LeverOf::plant;
    PlantId plant;  ///< one of plant, fire, route, loss, or depot and commodity, or deal, as `of` says
    FireId fire;
    RouteId route;
    DepotId depot;
    CommodityId commodity;  ///< of a depot, or of a deal's payment; nothing for a deal's goods
    DealId deal;
    LossId loss;
    SanctionId sanction;  ///< with `by`
    Actor by;
    Number to;  ///< set: in the unit of what is set; scale: a fraction, which may be above 1
    SourceSpan place{};
};

/// When something holds, something is done.
struct Rule {
    std::string id;
    std::string title;
    Condition when;
    Number held;             ///< [d] for which it must have held; default 0
    Number after;            ///< [d] after which it is done; default 0
    bool each_time = false;  ///< each time that the condition becomes true, not only the first
    std::vector<Action> actions;
    SourceSpan place{};
};

/// A claim about an outcome.
struct Expectation {
    OutcomeId outcome;
    Number before;     ///< [d]; written only if claimed
    Number after;      ///< [d]
    Number above;      ///< in the outcome's unit
    Number below;      ///< in the outcome's unit
    Number equals;     ///< in the outcome's unit, to 1e-9 relative
    Number on;         ///< [d], to a second
    int never = -1;    ///< 1: the date never comes; 0: it does; -1: not claimed
    std::string in;    ///< variants, comma-separated, under which the claim is made; empty: the baseline
    std::string note;  ///< why it is claimed
    SourceSpan place{};
};

/// Everything that a scenario says, for one choice of variants. Filled by `read`, turned into a Model by `compile`.
struct Scenario {
    std::string title;
    std::string note;
    Date start{};
    Number end;              ///< [d] since the start
    std::uint64_t seed = 1;  ///< of the draws of lots that are lost by chance
    std::string variants;    ///< the variants applied, comma-separated; empty for the baseline
    PathTable paths;
    Table<Estimate, Estimate> estimates;
    Table<Commodity, Commodity> commodities;
    Table<State, State> states;
    Table<Depot, Depot> depots;
    Table<Plant, Plant> plants;
    Table<Fire, Fire> fires;
    Table<Loss, Loss> losses;
    Table<Route, Route> routes;
    Table<Deal, Deal> deals;
    Table<Group, Group> groups;
    Table<Sanction, Sanction> sanctions;
    Table<Rule, Rule> rules;
    Table<Outcome, Outcome> outcomes;
    std::vector<Expectation> expectations;
};

}  // namespace caisson::model
