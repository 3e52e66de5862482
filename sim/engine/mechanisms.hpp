/// What each part of a run does, by the place in the story where it does it. run.cpp tells the story.
#pragma once
#include <cstdint>
#include <span>

#include "engine/run_state.hpp"

namespace caisson::engine {

// --- set_up.cpp: once a model, and once a run -----------------------------------------------------------------------

/// Makes room for everything and numbers the clocks.
void build(RunState& state);

/// Binds a run's values: stocks, schedules, openings, clocks. The first instant is still to be played.
void reset(RunState& state);

// --- agenda.cpp: what happens by date -------------------------------------------------------------------------------

/// Writes the agenda of a run and puts everything into the state in which it begins.
void write_agenda(RunState& state);

/// Whether anything can ever stand on the agenda.
[[nodiscard]] bool needs_agenda(const model::Model& model);

/// Executes what is due by date.
void ring_agenda(RunState& state);

/// Changes one thing, as its schedule or its dates say, or a rule.
void apply(RunState& state, const AgendaEntry& entry);

/// Opens or closes something for a rule, whatever its dates say.
void switch_works(RunState& state, const AgendaEntry& entry);

/// Of what leaves on a route from now on another part arrives.
void take_losses(RunState& state, model::RouteId route);

/// A new value of what a schedule changes, before and after it is scaled.
template <class Scaled>
void set_written(Scaled& thing, double written) {
    thing.written = written;
    thing.scheduled = written * thing.factor;
}

/// Of a route measures permit a part.
inline void set_written(RouteState& route, double written) {
    route.written = written;
    route.scheduled = written * route.factor * route.permitted;
}

// --- stocks.cpp: a depot's straight line and its modes; straight_lines.hpp has what is done most
// ----------------------

/// A level has been reached: the stock is set to it exactly.
void ring_node(RunState& state, model::NodeId node);

/// Finds the modes again of all nodes that jumped or reached a level in this instant.
void judge_nodes(RunState& state);

/// Finds the mode of a node again that may not have left its boundary after all.
void judge_again(RunState& state, model::NodeId node);

/// Gives a node its new net rate, and its new mode if that takes it off its boundary.
void take_net(RunState& state, model::NodeId node, double net);

/// Which bits of NodeLimit a mode means.
[[nodiscard]] std::uint8_t limits_of(Mode mode, double reserve, double capacity);

/// The mode of a stock that is not a hub's.
[[nodiscard]] Mode mode_of(double stock, double reserve, double capacity);

/// Sets which levels a node reaches next when it falls and rises.
void set_levels(RunState& state, model::NodeId node);

// --- lines.cpp: what comes out later: routes with transit time, plants that take time --------------------------------

/// A front comes out of the line.
void ring_front(RunState& state, std::uint32_t line);

/// What goes in has a new rate or a new loss: a front departs, if that is so.
void depart_front(RunState& state, std::uint32_t line);

/// What share of what goes in now will be left at the end.
[[nodiscard]] double share_left(const RunState& state, const LineState& line);

/// What a line holds, before losses.
[[nodiscard]] double content(const RunState& state, std::uint32_t line);

/// Of what comes out of a line another share is rejected now.
void reject_anew(RunState& state, std::uint32_t line);

/// Empties a line.
/// returns  what was in it, before losses
double clear_line(RunState& state, std::uint32_t line);

/// Puts a line into the state in which a run begins; that of a plant as if it had worked for ever.
void reset_line(RunState& state, std::uint32_t line);

/// What a line or the ships at sea hold, before losses, at the time of the present instant.
[[nodiscard]] double under_way(const RunState& state, model::RouteId route);

/// What of it will arrive if nothing is lost by chance, and the rate at which that changes.
[[nodiscard]] double hoped_for(const RunState& state, model::RouteId route);
[[nodiscard]] double hoped_for_rate(const RunState& state, model::RouteId route);

/// A plant has closed: what is in work goes on, or is scrapped, as it says.
void close_works(RunState& state, model::PlantId plant);

/// A route has closed: what is under way goes on, is lost, or goes back, as it says.
void close_way(RunState& state, model::RouteId route);

// --- shelves.cpp: goods that expire -----------------------------------------------------------------------------------

/// Finds the cells whose goods do not last.
void build_shelves(RunState& state);

/// Puts them into the state in which a run begins.
void reset_shelves(RunState& state);

/// The oldest goods of a cell are used up, or too old.
void ring_shelf(RunState& state, std::uint32_t shelf);

/// Goods come to such a cell at once, or leave it.
void jump_on_shelf(RunState& state, std::uint32_t shelf, double amount);

/// Takes the rates of this instant, and sets the clock.
/// returns  what expires in a day from now on
double settle_shelf(RunState& state, std::uint32_t shelf);

/// What has expired at a node so far, and what does in a day.
[[nodiscard]] double expired(const RunState& state, model::NodeId node);
[[nodiscard]] double expiry_rate(const RunState& state, model::NodeId node);

// --- closures.cpp: depots that are shut for a time --------------------------------------------------------------------

/// Whether a cell's depot is shut at any time of any run.
[[nodiscard]] bool may_be_shut(const model::Model& model, model::NodeId cell);
void build_closures(RunState& state);
/// Which depots are shut at the start.
void begin_closures(RunState& state);
/// A depot is shut, or open again.
void shut_or_open(RunState& state, model::DepotId depot, bool shut);
/// What is asked to be unloaded from a route's port; not of fleets.
[[nodiscard]] double unloads_now(const RunState& state, model::RouteId route);

// --- transits.cpp: how long a way takes ------------------------------------------------------------------------------

/// For the whole run: what is written, or drawn for a flow; of sailings by chance the mean.
[[nodiscard]] double transit_of_run(const RunState& state, model::RouteId route);

/// Of one lot.
/// occurrence  the one that decides whether it is lost by chance, too; the draws have nothing in common
[[nodiscard]] double transit_of_lot(const RunState& state, model::RouteId route, std::uint64_t occurrence);

/// Of a vehicle's way back.
/// usual       unless chance gives it
/// occurrence  of the way there
[[nodiscard]] double way_back(const RunState& state, model::RouteId route, double usual, std::uint64_t occurrence);

// --- sailings.cpp ---------------------------------------------------------------------------------------------------

/// Executes the departures that are due, and those of waiting ships whose lot is there.
void sail_all_due(RunState& state);

/// The first lot at sea arrives.
void ring_lot(RunState& state, model::RouteId route);

/// A gauge has seen the whole lot that a ship waits for.
void ring_waiting_ship(RunState& state, Gauge& gauge);

/// A route without a calendar may send a ship; or it may not.
void call_ship(RunState& state, model::RouteId route);
void dismiss_ship(RunState& state, model::RouteId route);

/// The usable stock at which a waiting ship can load; infinite if none waits.
void set_waiting_level(RunState& state, Gauge& gauge);

/// A lot puts to sea: what becomes of it is known now.
/// occurrence  which of the draws of its route decides that
/// vehicle     that carries it; of fleets only
void set_off(RunState& state, model::RouteId route, double load, std::uint64_t occurrence, std::uint32_t vehicle);

/// Takes a whole lot from the sender, if it is there.
/// returns  how much that is
[[nodiscard]] double take_whole_lot(RunState& state, model::RouteId route);

// --- fleets.cpp: vehicles that come back, and berths -----------------------------------------------------------------

void build_fleets(RunState& state);
/// All vehicles wait to load.
void reset_fleets(RunState& state);

/// Something is due for a fleet's vehicles: they are back, loaded or unloaded, or may begin to load.
void ring_fleet(RunState& state, std::uint32_t fleet);

/// A vehicle has come to the receiver with so much; or it is known there that its lot is lost.
void moor(RunState& state, model::RouteId route, std::uint32_t vehicle, double brings);
void lose_vehicle_or_not(RunState& state, model::RouteId route, std::uint32_t vehicle);

/// Vehicles that are loaded leave.
void sail_fleet(RunState& state, model::RouteId route);

/// Vehicles at a berth that load a lot at once do so, as far as there are lots, and leave.
void load_at_once(RunState& state, model::RouteId route);

/// Gives free berths to vehicles that wait for them, after all that moved in the instant.
void serve_harbours(RunState& state);

/// A route sends, or asks for another lot: its vehicles may begin to load, if not in this instant, then in one after it.
void wake_fleet(RunState& state, model::RouteId route);

/// Sets the clocks of all fleets whose vehicles do something else from now on.
void predict_fleets(RunState& state);

/// The first date of a fleet's calendar that has not passed; now if it has none.
[[nodiscard]] double next_date(const FleetState& fleet, double now);

/// What a fleet brings in the long run, losses apart, if there is plenty to load and room for all.
[[nodiscard]] double mean_rate(const RunState& state, model::RouteId route);

/// Something has happened to a fleet.
inline void touch_fleet(RunState& state, model::RouteId route) {
    state.stale_fleets.add(Id<FleetState>{state.routes[route.index].fleet});
}

// --- gauges.cpp: sums that are watched: rationing, targets, waiting ships
// ---------------------------------------------

void ring_gauge(RunState& state, std::uint32_t gauge);

/// Ration stages and targets, judged by the stocks after all that moved in this instant.
void judge_gauges(RunState& state);

/// Gives every stale gauge its new straight line and sets its clock.
void predict_gauges(RunState& state);

/// Marks the gauges that depend on a node; `jumped` if its stock changed at once.
enum class Change : std::uint8_t { rate, jump };
void mark_gauges(RunState& state, model::NodeId node, Change change);

/// Marks one gauge, if there is one.
inline void mark_gauge(RunState& state, std::uint32_t gauge, Change change) {
    if (gauge != no_slot) {
        state.stale_gauges.add(Id<Gauge>{gauge});
        state.gauges[gauge].jumped = state.gauges[gauge].jumped || change == Change::jump;
    }
}

// --- islands.cpp: guns, and what is lost of them ----------------------------------------------------------------------

void build_islands(RunState& state);
/// Before the first asks of a run.
void reset_islands(RunState& state);

/// A step is over.
void ring_island(RunState& state, std::uint32_t island);

/// Begins new steps of all islands to which something has happened, and settles rates again until nothing changes.
/// returns  false if coupled inputs have no answer
[[nodiscard]] bool settle_islands(RunState& state);

[[nodiscard]] double course_error(const RunState& state, model::CommodityId commodity);

/// Something has happened to what an island is made of.
inline void touch_island(RunState& state, std::uint32_t island, Change change) {
    if (island != no_slot) {
        state.stale_islands.add(Id<Island>{island});
        state.islands[island].step.jumped = state.islands[island].step.jumped || change == Change::jump;
    }
}

// --- measures.cpp: how much of sanctions is felt ---------------------------------------------------------------------

/// Finds what measures permit and let through on all routes, before a run.
void reset_measures(RunState& state);

/// How much of a sanction is felt has changed.
void change_enforcement(RunState& state, const AgendaEntry& entry);

/// Of a route in a cap, what enforcement lets pass of what is over the cap.
[[nodiscard]] double passes_over(const RunState& state, const model::CapRow& cap, model::RouteId route);

// --- caps.cpp: at most so much in a period ---------------------------------------------------------------------------

void build_caps(RunState& state);
void reset_caps(RunState& state);

/// A cap is reached or renewed.
void ring_cap(RunState& state, std::uint32_t cap);

/// What leaves on a route has another rate, or a lot has left.
void note_sent(RunState& state, model::RouteId route);

/// Caps that the lot which has left on a route used up are reached.
void reach_caps(RunState& state, model::RouteId route);

/// Sets the clocks of caps that will be reached at another time than was thought.
void predict_caps(RunState& state);

/// Finds again what passes on a route over the caps that are reached.
void pass_over_caps(RunState& state, model::RouteId route);

/// What a ship may load now, and the whole lot for which it waits if it does.
[[nodiscard]] double may_load(const RunState& state, model::RouteId route);
[[nodiscard]] double whole_lot(const RouteState& route);

/// What counts in a cap in its present period.
[[nodiscard]] double counted(const RunState& state, std::uint32_t cap);

// --- rules.cpp: conditions and what is done when they hold
// ------------------------------------------------------------

/// What the levels of all conditions sum, in their order.
[[nodiscard]] std::vector<OutcomeTerms> terms_of_conditions(const model::Model& model);

/// Makes room for conditions and rules; SlotBuilder numbers their clocks.
void build_rules(RunState& state);

/// Puts all conditions and rules into the state in which a run begins.
void reset_rules(RunState& state);

/// A level has been reached, or a date has come.
void ring_leaf(RunState& state, std::uint32_t leaf);

/// A condition has held for long enough.
void ring_hold(RunState& state, model::RuleId rule);

/// What a rule does is due.
void ring_act(RunState& state, model::RuleId rule);

/// Judges conditions by what holds after all that moved, and does what rules do, until nothing changes.
/// returns  false if a rule fires twice
[[nodiscard]] bool judge_rules(RunState& state);

/// Sets the clocks of all levels whose sums change otherwise from now on.
void predict_rules(RunState& state);

// --- deals.cpp, deal_releases.cpp, deal_prices.cpp, deal_figures.cpp: what is released, and what for -----------------

/// Judges all deals that something has happened to.
void judge_deals(RunState& state);

/// Does so and lets ships load and sail, until nothing has happened to any deal.
void deal_and_sail(RunState& state);

/// A lot has arrived, or would have, if it is a leg of a deal.
void note_lot(RunState& state, model::RouteId leg);

/// Puts all deals into the state in which a run begins.
void reset_deals(RunState& state);

/// What a part of a deal has released has left, or its arrears have come down to its credit.
void ring_deal_part(RunState& state, model::DealPartId part);

/// Sets the clocks of all parts whose legs move otherwise from now on.
void predict_deals(RunState& state);

/// Releases what is due of a part and has not been released.
void release(RunState& state, model::DealPartId part);

/// So much more of a part is released and has not left; or so much less, which a ship has loaded.
void add_to_left(RunState& state, model::DealPartId part, double amount);
void take_from_left(RunState& state, model::RouteId leg, double load);

/// What a route may carry for its deal; infinite if it is no leg.
[[nodiscard]] double left_for(const RunState& state, const RouteState& leg);

/// One side withholds its part, or lets it go.
void withhold(RunState& state, model::DealPartId part, bool withheld);

/// By how much a price differs from what is written, for a tranche that begins now.
[[nodiscard]] double price_factor(const RunState& state, model::DealPartId payment);

/// What of a part is owed for, or is paid; what is owed of a payment; what of that is not paid.
[[nodiscard]] double counted(const RunState& state, model::DealPartId part);
[[nodiscard]] double owed(const RunState& state, model::DealPartId payment);
[[nodiscard]] double arrears(const RunState& state, model::DealPartId payment);
/// By how much arrears are above the credit; 0 if they are not, but for rounding.
[[nodiscard]] double over_credit(const RunState& state, model::DealPartId payment);

/// All that can be counted of a part, and the rates at which it grows.
[[nodiscard]] DealFigures deal_figures(const RunState& state, model::DealPartId part);
[[nodiscard]] DealFigures deal_rates(const RunState& state, model::DealPartId part);

/// Something has happened to a deal.
inline void touch_deal(RunState& state, model::DealId deal) { state.stale_deals.add(deal); }

/// Something has arrived, or moves otherwise, on a route: nothing to do unless it is the leg of a deal.
inline void touch_leg(RunState& state, model::RouteId route) {
    if (const model::DealPartId part = state.routes[route.index].part; part.valid()) {
        state.stale_parts.add(part);
        touch_deal(state, state.model.deal_parts[part].deal);
    }
}

/// Marks a deal for observers and rules.
inline void see_deal(RunState& state, model::DealId deal) {
    if (state.marks_changes) {
        const model::Range parts = state.model.deals[deal].parts;
        for (std::uint32_t at = parts.begin; at < parts.end; ++at) {
            state.seen_parts.add(model::DealPartId{at});
        }
    }
}

// --- asks.cpp: what is asked, from schedules, openings, rationing, targets and ports
// ----------------------------------

void ask_of_plant(RunState& state, model::PlantId plant);
void ask_of_fire(RunState& state, model::FireId fire);
void ask_of_route(RunState& state, model::RouteId route);
void ask(RunState& state, model::FlowId flow, double rate);

/// Once what asks to go into a line in this instant is final: what comes out is unloaded by default at the largest rate
/// at which goods have been asked to arrive so far.
void note_largest_ask(RunState& state, std::uint32_t line);

/// The same of a rate of arrivals.
void note_arrivals(RunState& state, std::uint32_t line, double arriving);

/// The line that a flow goes into; none for most.
[[nodiscard]] inline std::uint32_t line_of(const RunState& state, const model::FlowRow& flow) {
    if (flow.kind == model::FlowKind::departure) {
        return state.routes[flow.owner].line;
    }
    return flow.kind == model::FlowKind::plant ? state.plants[flow.owner].line : no_slot;
}

// --- settle.cpp: rates, once an instant
// -------------------------------------------------------------------------------

enum class Extent : std::uint8_t { what_changed, everything };

/// Solves rates again and gives every line that changed its new slope.
/// returns  false if coupled inputs have no answer
[[nodiscard]] bool settle(RunState& state, Extent extent);

// --- account.cpp: the books -----------------------------------------------------------------------------------------

/// Fills the summary, and ensures that nothing appeared or vanished.
void sum_up(RunState& state);

/// The engine's own counts and those of its allocator together.
[[nodiscard]] Counts counts_so_far(const RunState& state);

/// Totals of a route at the time of the present instant.
[[nodiscard]] double sent(const RunState& state, model::RouteId route);
[[nodiscard]] double arrived(const RunState& state, model::RouteId route);
[[nodiscard]] double lost(const RunState& state, model::RouteId route);
[[nodiscard]] double spilled(const RunState& state, model::RouteId route);
[[nodiscard]] double rejected(const RunState& state, model::RouteId route);
[[nodiscard]] double interdicted(const RunState& state, model::RouteId route);
[[nodiscard]] RouteRates rates_of(const RunState& state, model::RouteId route);
/// The same of a plant.
[[nodiscard]] double in_work(const RunState& state, model::PlantId plant);
[[nodiscard]] double finished(const RunState& state, model::PlantId plant);
[[nodiscard]] double scrapped(const RunState& state, model::PlantId plant);
[[nodiscard]] PlantRates rates_of(const RunState& state, model::PlantId plant);
/// What rounding has added to a commodity.
[[nodiscard]] double rounding(const RunState& state, model::CommodityId commodity);

// --- instant.cpp: the story of one instant ---------------------------------------------------------------------------

/// How an instant ended.
enum class Ending : std::uint8_t { goes_on, at_end, endless, too_many_events, coupled_inputs, rule_loop };

/// Plays the first instant, the next one, or all that are left.
[[nodiscard]] Ending play_first(RunState& state, std::span<Observer* const> observers);
[[nodiscard]] Ending play_next(RunState& state, std::span<Observer* const> observers);
[[nodiscard]] Ending play_rest(RunState& state, std::span<Observer* const> observers);

// --- failure.cpp ----------------------------------------------------------------------------------------------------

/// Says why a run cannot go on, naming the paths. Of an endless series it plays some more, to see who takes part.
[[nodiscard]] RunFailure failure_of(RunState& state, Ending ending);

/// Rings the clocks of the earliest instant and executes it, without a guard and without observers.
/// returns  false if it cannot go on
[[nodiscard]] bool execute_instant(RunState& state);

// --- the log --------------------------------------------------------------------------------------------------------

void write_down(RunState& state, const Event& event);

/// Writes an event down, if anybody watches.
inline void record(RunState& state, EventKind kind, EntityKind entity_kind, std::uint32_t entity, double value = 0.0,
                   Scheduled what = Scheduled::none) {
    if (state.watch == Watch::yes) {
        write_down(state, {Days{state.now}, kind, entity_kind, what, entity, value});
    }
}

/// Writes down what moved at once, if anybody watches.
inline void record_move(RunState& state, MoveKind kind, model::RouteId route, double amount,
                        std::uint32_t overtaken = 0) {
    if (state.watch == Watch::yes) {
        state.moves.push_back({kind, route, Amount{amount}, overtaken});
    }
}

/// Marks what observers are to be shown and rules may depend on, if there are any.
inline void see(RunState& state, model::FlowId flow) {
    if (state.marks_changes) {
        state.seen_flows.add(flow);
    }
}

inline void see(RunState& state, model::FireId fire) {
    if (state.marks_changes) {
        state.seen_fires.add(fire);
    }
}

inline void see(RunState& state, model::RouteId route) {
    if (state.marks_changes) {
        state.seen_routes.add(route);
        if (const model::DealPartId part = state.routes[route.index].part; part.valid()) {
            see_deal(state, state.model.deal_parts[part].deal);
        }
    }
}

inline void see(RunState& state, model::StateId of) {
    if (state.marks_changes) {
        state.seen_states.add(of);
    }
}

inline void see(RunState& state, model::PlantId plant) {
    if (state.marks_changes) {
        state.seen_plants.add(plant);
    }
}

}  // namespace caisson::engine
