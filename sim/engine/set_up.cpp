#include <algorithm>
#include <cmath>
#include <string>

#include "engine/mechanisms.hpp"
#include "engine/straight_lines.hpp"

namespace caisson::engine {
namespace {

bool rule_sets_capacity(const model::Model& model, model::NodeId node) {
    return std::any_of(model.actions.begin(), model.actions.end(), [&](const model::ActionRow& action) {
        return action.lever == model::Lever::capacity && action.entity == node.index;
    });
}

bool never_full(const model::Model& model, model::NodeId node) {
    const model::NodeRow& row = model.nodes[node];
    const bool unlimited = !row.capacity.first.valid() || std::isinf(model.values[row.capacity.first.index]);
    return !row.hub && unlimited && is_default(model, row.capacity.first) && row.capacity.steps.empty() &&
           !rule_sets_capacity(model, node);
}

/// Whether a port can ever hold anything: only if its receiver can be full, or it unloads at a rate of its own.
bool may_queue(const model::Model& model, model::RouteId route) {
    const model::RouteRow& row = model.routes[route];
    return !never_full(model, row.to) || row.unload.valid() || may_be_shut(model, row.to);
}

bool needs_clock(const model::Model& model, model::NodeId node) {
    const model::NodeRow& row = model.nodes[node];
    if (row.kind == model::NodeKind::hold) {
        return false;
    }
    if (row.kind == model::NodeKind::port) {  // of a fleet's vehicles it is known when they are empty
        return may_queue(model, row.route) && !model::has_fleet(model.routes[row.route]);
    }
    if (row.kind == model::NodeKind::dock) {
        return !never_full(model, model.plants[row.plant].fills);
    }
    return !row.hub && (!row.out.empty() || row.shelf_life.valid() || !never_full(model, node));
}

bool flow_route_leaves(const model::Model& model, model::NodeId node) {
    const model::Range ends = model.nodes[node].out;
    return std::any_of(model.out_ends.begin() + ends.begin, model.out_ends.begin() + ends.end,
                       [](const model::OutEnd& end) { return !end.own_use; }) &&
           model.nodes[node].kind == model::NodeKind::cell;
}

/// Which depots may run dry and be filled again by a short cut.
void find_lone_depots(RunState& state) {
    for (const model::NodeId node : state.model.nodes.ids()) {
        const AloneNode alone = state.allocator.alone(node);
        NodeState& line = state.nodes[node.index];
        if (alone.flow.valid() && state.model.flows[alone.flow].kind == model::FlowKind::fire &&
            never_full(state.model, node) && !line.watched) {
            line.alone = alone;
        }
    }
}

/// Which ships may land and sail by a short cut.
void find_short_cuts(RunState& state, model::RouteId id) {
    const model::RouteRow& row = state.model.routes[id];
    RouteState& route = state.routes[id.index];
    route.sender = row.from;
    route.receiver = row.to;
    route.unloading = row.unloading;
    const bool plain = row.form == model::RouteForm::sailings && route.fleet == no_slot &&
                       route.target_gauge == no_slot && !row.part.valid() && !row.copies;
    route.lands_plainly = plain && !route.measured && !row.rejects.as.valid() && !may_queue(state.model, id) &&
                          !state.nodes[row.to.index].watched;
    route.sails_plainly =
        plain && !route.measured && !model::has_spread(row) && row.sails.when_short == model::WhenShort::partial &&
        (!row.chance.valid() || is_default(state.model, row.chance)) && !state.nodes[row.from.index].watched;
}

/// The share of a fire's wanted rate that falls on given nodes: all of it in order, else the sum of the shares there.
double share_on(const RunState& state, const model::FireRow& fire, std::span<const model::NodeId> nodes) {
    double share = 0.0;
    for (std::uint32_t at = fire.supply.begin; at < fire.supply.end; ++at) {
        if (std::find(nodes.begin(), nodes.end(), state.model.supply_nodes[at]) == nodes.end()) {
            continue;
        }
        if (fire.mode == model::UseMode::in_order) {
            return 1.0;
        }
        if (fire.mode == model::UseMode::rigid) {
            const model::FlowRow& flow = state.model.flows[model::FlowId{fire.flows.begin}];
            share += state.value_or(state.model.legs[flow.legs.begin + (at - fire.supply.begin)].take, 1.0);
        } else {
            const model::FlowRow& flow = state.model.flows[model::FlowId{fire.flows.begin + (at - fire.supply.begin)}];
            share += state.value_or(flow.share, 1.0);
        }
    }
    return share;
}

/// Whether a fire uses any of the nodes.
bool draws_on(const RunState& state, const model::FireRow& fire, std::span<const model::NodeId> nodes) {
    const std::span<const model::NodeId> uses =
        std::span(state.model.supply_nodes).subspan(fire.supply.begin, fire.supply.size());
    return std::any_of(uses.begin(), uses.end(),
                       [&](model::NodeId node) { return std::find(nodes.begin(), nodes.end(), node) != nodes.end(); });
}

/// Shares are numbers of the run, so they are found again for each.
void set_shares(RunState& state, const Gauge& gauge) {
    const std::span<const model::NodeId> nodes =
        std::span(state.gauge_nodes).subspan(gauge.nodes.begin, gauge.nodes.size());
    for (std::uint32_t at = gauge.fires.begin; at < gauge.fires.end; ++at) {
        GaugeFire& one = state.gauge_fires[at];
        one.share = share_on(state, state.model.fires[one.fire], nodes);
    }
}

class GaugeBuilder {
public:
    explicit GaugeBuilder(RunState& state) : state_(state) {
        state_.gauges_of_node.assign(state.nodes.size(), {});
        state_.gauges_of_fire.assign(state.fires.size(), {});
    }

    void add_ration(model::FireId id) {
        const model::FireRow& fire = state_.model.fires[id];
        if (fire.ration.empty()) {
            return;
        }
        begin(GaugeKind::ration, id.index);
        for (std::uint32_t at = fire.supply.begin; at < fire.supply.end; ++at) {
            add_node(state_.model.supply_nodes[at]);
        }
        add_fires();
        finish();
    }

    void add_target(model::RouteId id) {
        const model::RouteRow& route = state_.model.routes[id];
        if (route.target.kind == model::TargetKind::none) {
            return;
        }
        begin(GaugeKind::target, id.index);
        add_node(route.to);
        if (route.target.kind == model::TargetKind::days_of_supply) {
            add_fires();
        }
        if (route.port.valid()) {
            add_node(route.port);
            gauge_.counts_way = true;
        }
        state_.routes[id.index].target_gauge = finish();
    }

    void add_wait(model::RouteId id) {
        const model::RouteRow& route = state_.model.routes[id];
        const bool waits = model::has_fleet(route)
                               ? !route.sails.fleet.hold.valid()
                               : route.sails.when_short == model::WhenShort::wait || model::sails_on_demand(route);
        if (route.form != model::RouteForm::sailings || !waits) {
            return;
        }
        begin(GaugeKind::waiting_ship, id.index);
        add_node(route.from);
        state_.routes[id.index].wait_gauge = finish();
    }

private:
    void begin(GaugeKind kind, std::uint32_t owner) {
        gauge_ = Gauge{};
        gauge_.kind = kind;
        gauge_.owner = owner;
        gauge_.nodes.begin = static_cast<std::uint32_t>(state_.gauge_nodes.size());
        gauge_.fires.begin = gauge_.fires.end = static_cast<std::uint32_t>(state_.gauge_fires.size());
    }

    void add_node(model::NodeId node) {
        state_.gauge_nodes.push_back(node);
        state_.gauges_of_node[node.index].push_back(static_cast<std::uint32_t>(state_.gauges.size()));
        state_.nodes[node.index].watched = true;
    }

    void add_fires() {
        const std::span<const model::NodeId> nodes = std::span(state_.gauge_nodes).subspan(gauge_.nodes.begin);
        const model::DepotId depot = state_.model.nodes[nodes.front()].depot;
        for (const model::FireId id : state_.fires_at[depot.index]) {
            if (draws_on(state_, state_.model.fires[id], nodes)) {
                state_.gauge_fires.push_back({id, 1.0});
                state_.gauges_of_fire[id.index].push_back(static_cast<std::uint32_t>(state_.gauges.size()));
            }
        }
        gauge_.fires.end = static_cast<std::uint32_t>(state_.gauge_fires.size());
    }

    std::uint32_t finish() {
        gauge_.nodes.end = static_cast<std::uint32_t>(state_.gauge_nodes.size());
        state_.gauges.push_back(gauge_);
        return static_cast<std::uint32_t>(state_.gauges.size() - 1);
    }

    RunState& state_;
    Gauge gauge_;
};

void build_gauges(RunState& state) {
    state.fires_at.assign(state.model.depots.size(), {});
    for (const model::FireId id : state.model.fires.ids()) {
        state.fires_at[state.model.fires[id].at.index].push_back(id);
    }
    GaugeBuilder builder(state);
    for (const model::FireId id : state.model.fires.ids()) {
        builder.add_ration(id);
    }
    for (const model::RouteId id : state.model.routes.ids()) {
        builder.add_target(id);
        builder.add_wait(id);
    }
}

/// Routes of one form, by priority and then path: the order in which their events are executed in one instant.
std::vector<model::RouteId> in_order(const model::Model& model, bool (*belongs)(const model::RouteRow&),
                                     std::uint32_t model::RouteRow::*priority) {
    std::vector<model::RouteId> routes;
    for (const model::RouteId id : model.routes.ids()) {
        if (belongs(model.routes[id])) {
            routes.push_back(id);
        }
    }
    std::stable_sort(routes.begin(), routes.end(), [&](model::RouteId a, model::RouteId b) {
        return model.routes[a].*priority < model.routes[b].*priority;
    });
    return routes;
}

bool sails(const model::RouteRow& row) { return row.form == model::RouteForm::sailings; }

bool has_line(const model::RouteRow& row) { return row.arriving.valid(); }

class SlotBuilder {
public:
    explicit SlotBuilder(RunState& state) : state_(state) {}

    void number_all() {
        number_nodes();
        state_.slots.gauges = next();
        for (std::uint32_t gauge = 0; gauge < state_.gauges.size(); ++gauge) {
            state_.gauges[gauge].slot = take(gauge);
        }
        state_.slots.fronts = next();
        for (const model::RouteId id : in_order(state_.model, has_line, &model::RouteRow::in_priority)) {
            take_line(state_.routes[id.index].line);
        }
        for (const PlantState& plant : state_.plants) {
            if (plant.line != no_slot) {
                take_line(plant.line);
            }
        }
        state_.slots.fleets = next();
        for (std::uint32_t fleet = 0; fleet < state_.fleets.size(); ++fleet) {
            state_.fleets[fleet].slot = take(fleet);
        }
        state_.slots.lots = next();
        for (const model::RouteId id : in_order(state_.model, sails, &model::RouteRow::in_priority)) {
            state_.routes[id.index].clock = take(id.index);
        }
        state_.slots.shelves = next();
        for (std::uint32_t shelf = 0; shelf < state_.shelves.size(); ++shelf) {
            state_.shelves[shelf].slot = take(shelf);
        }
        state_.slots.agenda = next();
        if (needs_agenda(state_.model)) {
            take(0);
        }
        state_.slots.caps = next();
        for (std::uint32_t cap = 0; cap < state_.caps.size(); ++cap) {
            state_.caps[cap].slot = take(cap);
        }
        number_rules();
        state_.slots.parts = next();
        for (std::uint32_t part = 0; part < state_.deal_parts.size(); ++part) {
            take(part);
        }
        state_.slots.islands = next();
        for (std::uint32_t island = 0; island < state_.islands.size(); ++island) {
            take(island);
        }
        state_.slots.end = take(0);
        state_.slots.sailings = next();
        for (const model::RouteId id : in_order(state_.model, sails, &model::RouteRow::out_priority)) {
            state_.routes[id.index].sail_slot = take(id.index);
            if (state_.routes[id.index].wait_gauge != no_slot) {
                state_.waiters.push_back(state_.routes[id.index].sail_slot);
            }
        }
    }

private:
    void number_nodes() {
        for (const model::NodeId node : state_.model.nodes.ids()) {
            if (needs_clock(state_.model, node)) {
                state_.nodes[node.index].slot = take(node.index);
            }
        }
    }

    void number_rules() {
        state_.slots.acts = next();
        for (std::uint32_t rule = 0; rule < state_.rules.size(); ++rule) {
            state_.rules[rule].act_slot = take(rule);
        }
        state_.slots.leaves = next();
        for (std::uint32_t leaf = 0; leaf < state_.leaves.size(); ++leaf) {
            state_.leaves[leaf].slot = take(leaf);
        }
        state_.slots.holds = next();
        for (std::uint32_t rule = 0; rule < state_.rules.size(); ++rule) {
            state_.rules[rule].hold_slot = take(rule);
        }
    }

    void take_line(std::uint32_t line) { state_.lines[line].clock = take(line); }

    [[nodiscard]] std::uint32_t next() const { return static_cast<std::uint32_t>(state_.slot_owner.size()); }

    std::uint32_t take(std::uint32_t owner) {
        state_.slot_owner.push_back(owner);
        return next() - 1;
    }

    RunState& state_;
};

/// Of a queue: how much of it stops what feeds it, if that is written or the unloading rate is; asks.cpp finds others.
double stop_level_of(const RunState& state, const model::NodeRow& row) {
    if (row.kind == model::NodeKind::dock) {
        const model::WorkRow& work = state.model.plants[row.plant].work;
        return work.when_full == model::WhenDockFull::stop ? state.value_or(work.dock_limit, never) : never;
    }
    if (row.kind != model::NodeKind::port || state.model.routes[row.route].when_full != model::WhenFull::stop) {
        return never;
    }
    const model::RouteRow& route = state.model.routes[row.route];
    return state.value_or(route.port_limit, state.value_or(route.unload, never));
}

void reset_nodes(RunState& state) {
    for (const model::NodeId node : state.model.nodes.ids()) {
        const model::NodeRow& row = state.model.nodes[node];
        NodeState& line = state.nodes[node.index];
        NodeLimits& limits = state.node_limits[node.index];
        line.since = 0.0;
        line.net = 0.0;
        line.stock = row.hub ? 0.0 : state.value_or(row.stock, 0.0);
        line.must_judge = false;
        line.mode = row.hub ? Mode::hub : mode_of(line.stock, limits.routes_reserve(), limits.capacity);
        limits.stop_level = stop_level_of(state, row);
        limits.first_empty = line.mode == Mode::empty ? 0.0 : never;
        limits.last_empty = -never;
        limits.times_empty = 0;
        state.initial[node.index] = line.stock;
        state.allocation.limits[node] = limits_of(line.mode, limits.routes_reserve(), limits.capacity);
    }
}

void reset_route(RunState& state, model::RouteId id) {
    const model::RouteRow& row = state.model.routes[id];
    RouteState& route = state.routes[id.index];
    route.target_reached = route.port_stopped = route.waiting = route.ship_ready = route.held = false;
    route.transit = transit_of_run(state, id);
    route.left_arrived = route.net_arrived = route.spilled = route.rejected = FlowTotal{};
    route.lost_at_once = route.returned = route.lots_spilled = route.lots_rejected = 0.0;
    route.lots_interdicted = 0.0;
    route.sailed = route.landed = 0.0;
    state.lots[id.index].clear();
    route.arrives = route.departs = never;
    if (sails(row)) {
        const double opening = std::max(0.0, state.value_or(row.opening.opens, 0.0));
        route.first_date = state.value_or(row.sails.first, opening) + 0.0;  // no clock is set to the negative zero
        route.every = state.value_or(row.sails.every, never);
        route.least_lot = state.value_or(row.sails.least_lot, 0.0);
        route.date = route.first_date < 0.0 && route.every < never
                         ? static_cast<std::uint64_t>(std::ceil(-route.first_date / route.every))
                         : 0;
        const bool by_calendar = !route.on_demand && route.fleet == no_slot;
        route.departs = route.switched_on && by_calendar ? route.sailing_date() : never;
        set_ship_clock(state, id);
    } else if (!row.port.valid()) {
        state.allocation.gain[row.sending] = route.share_left();
    }
    if (row.unloading.valid() && row.unload.valid()) {
        state.allocation.ask[row.unloading] = unloads_now(state, id);
    }
    if (row.port.valid()) {
        state.nodes[row.port.index].drain = row.when_full == model::WhenFull::spill ? Drain::spills : Drain::none;
    }
}

/// Numbers the lines of routes, then those of plants.
void build_lines(RunState& state) {
    const auto add = [&](EntityKind of, std::uint32_t owner, model::FlowId entering, model::FlowId arriving) {
        LineState line;
        line.of = of;
        line.owner = owner;
        line.commodity = model::commodity_of(state.model, entering);
        line.entering = entering;
        line.arriving = arriving;
        state.lines.push_back(line);
        return static_cast<std::uint32_t>(state.lines.size() - 1);
    };
    for (const model::RouteId id : state.model.routes.ids()) {
        const model::RouteRow& row = state.model.routes[id];
        if (has_line(row)) {
            state.routes[id.index].line = add(EntityKind::route, id.index, row.sending, row.arriving);
            state.lines.back().rejecting = row.rejects.rejecting;
        }
    }
    for (const model::PlantId id : state.model.plants.ids()) {
        const model::PlantRow& row = state.model.plants[id];
        if (model::takes_time(row)) {
            state.plants[id.index].line = add(EntityKind::plant, id.index, row.flow, row.work.finishing);
        }
    }
    state.fronts.resize(state.lines.size());
}

void build_deals(RunState& state) {
    const model::Model& model = state.model;
    state.deals.resize(model.deals.size());
    state.deal_parts.resize(model.deal_parts.size());
    for (const model::DealRow& deal : model.deals) {
        model::Selection of;
        of.commodity = model.deal_parts[deal.goods()].commodity;
        of.state = deal.buyer;
        state.supply_of_buyers.push_back(terms_of(model, model::Variable::stock, of, true));
    }
    for (const model::RouteId id : model.routes.ids()) {
        state.routes[id.index].part = model.routes[id].part;
        state.routes[id.index].on_demand = model::sails_on_demand(model.routes[id]);
    }
    state.stale_deals.reset(model.deals.size());
    state.stale_parts.reset(model.deal_parts.size());
    state.seen_parts.reset(model.deal_parts.size());
}

void reset_marks(RunState& state) {
    state.touched_nodes.clear();
    state.limited_nodes.clear();
    state.asked_flows.clear();
    state.stale_gauges.clear();
    state.seen_nodes.clear();
    state.seen_flows.clear();
    state.seen_fires.clear();
    state.seen_routes.clear();
    state.seen_plants.clear();
    state.seen_states.clear();
    state.stale_caps.clear();
    state.stale_islands.clear();
    state.events.clear();
    state.moves.clear();
    state.due.clear();
    state.due_sailings.clear();
    state.stale_leaves.clear();
    state.stale_rules.clear();
    state.stale_deals.clear();
    state.stale_parts.clear();
    state.seen_parts.clear();
}

void reset_works(RunState& state) {
    for (FireState& fire : state.fires) {
        const std::uint32_t island = fire.island;
        fire = FireState{};
        fire.island = island;
    }
    for (PlantState& plant : state.plants) {
        plant.dock_stopped = false;
        plant.scrapped_at_once = 0.0;
    }
}

void reset_gauges(RunState& state) {
    for (std::uint32_t index = 0; index < state.gauges.size(); ++index) {
        Gauge& gauge = state.gauges[index];
        set_shares(state, gauge);
        gauge.since = -1.0;
        gauge.crossed = gauge.jumped = gauge.judged = false;
        gauge.level_below = -never;
        gauge.level_above = never;
        state.stale_gauges.add(Id<Gauge>{index});
    }
}

void reset_allocation(RunState& state) {
    Allocation& allocation = state.allocation;
    std::fill(allocation.ask.begin(), allocation.ask.end(), 0.0);
    std::fill(allocation.gain.begin(), allocation.gain.end(), 1.0);
    std::fill(allocation.rate.begin(), allocation.rate.end(), 0.0);
    for (std::size_t leg = 0; leg < allocation.take.size(); ++leg) {
        allocation.take[leg] = state.value_or(state.model.legs[leg].take, 1.0);
    }
}

}  // namespace

RunState::RunState(const model::Model& model_of_run, RunLimits limits_of_run)
    : model(model_of_run),
      limits(limits_of_run),
      allocation(model_of_run),
      allocator(model_of_run, limits_of_run.path == RunPath::short_cuts ? SolvePath::short_cuts : SolvePath::general),
      pressures(model_of_run),
      sums(model_of_run, terms_of_conditions(model_of_run)) {
    build(*this);
}

void build(RunState& state) {
    const model::Model& model = state.model;
    state.nodes.resize(model.nodes.size());
    state.node_limits.resize(model.nodes.size());
    state.left_nodes.reserve(model.nodes.size());
    state.totals.resize(model.flows.size());
    state.plants.resize(model.plants.size());
    state.fires.resize(model.fires.size());
    state.routes.resize(model.routes.size());
    state.lots.resize(model.routes.size());
    state.initial.resize(model.nodes.size());
    state.rounding.resize(model.commodities.size());
    state.books.reserve(model.commodities.size());
    for (const model::NodeId node : model.nodes.ids()) {
        state.node_limits[node.index].routes_leave = flow_route_leaves(model, node);
    }
    build_deals(state);
    build_lines(state);
    build_shelves(state);
    build_fleets(state);
    build_closures(state);
    build_gauges(state);
    build_islands(state);
    state.enforcements.resize(model.enforcements.size());
    build_caps(state);
    build_rules(state);
    SlotBuilder(state).number_all();
    find_lone_depots(state);
    for (const model::RouteId route : model.routes.ids()) {
        find_short_cuts(state, route);
    }
    state.clocks.reset(state.slots.end + 1);
    state.touched_nodes.reset(model.nodes.size());
    state.limited_nodes.reset(model.nodes.size());
    state.asked_flows.reset(model.flows.size());
    state.stale_gauges.reset(state.gauges.size());
    state.seen_nodes.reset(model.nodes.size());
    state.seen_flows.reset(model.flows.size());
    state.seen_fires.reset(model.fires.size());
    state.seen_routes.reset(model.routes.size());
    state.seen_plants.reset(model.plants.size());
    state.seen_states.reset(model.states.size());
    state.stale_caps.reset(model.caps.size());
    state.stale_shelves.reset(state.shelves.size());
    state.due.reserve(state.slot_owner.size());
    state.due_sailings.reserve(state.slot_owner.size());
    state.storm.most = 1000 + 100 * (std::uint64_t{model.cells} + model.flows.size() + model.rules.size());
}

void reset(RunState& state) {
    state.now = 0.0;
    state.ended = false;
    state.left_nodes.clear();
    state.left_at = -1.0;
    state.end = state.value(state.model.end);
    state.counts = Counts{};
    state.allocator.reset_counts();
    state.fingerprint = 0;
    state.storm.window_start = 0.0;
    state.storm.instants = 0;
    std::fill(state.rounding.begin(), state.rounding.end(), 0.0);
    std::fill(state.totals.begin(), state.totals.end(), FlowTotal{});
    state.clocks.reset(state.slots.end + 1);
    reset_marks(state);
    reset_allocation(state);
    reset_works(state);
    write_agenda(state);
    begin_closures(state);
    reset_measures(state);
    reset_caps(state);
    state.pressures.start(state.values);
    reset_nodes(state);
    reset_shelves(state);
    for (std::uint32_t line = 0; line < state.lines.size(); ++line) {
        reset_line(state, line);
    }
    for (const model::RouteId id : state.model.routes.ids()) {
        reset_route(state, id);
        ask_of_route(state, id);
    }
    reset_fleets(state);
    reset_islands(state);
    for (const model::PlantId id : state.model.plants.ids()) {
        ask_of_plant(state, id);
    }
    for (const model::FireId id : state.model.fires.ids()) {
        ask_of_fire(state, id);
    }
    reset_gauges(state);
    reset_deals(state);
    reset_rules(state);
    if (!state.agenda.empty()) {
        state.clocks.set(state.slots.agenda, state.agenda.front().time);
    }
    state.clocks.set(state.slots.end, state.end);
}

}  // namespace caisson::engine
