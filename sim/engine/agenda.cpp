#include <algorithm>
#include <tuple>

#include "engine/mechanisms.hpp"
#include "engine/straight_lines.hpp"

namespace caisson::engine {
namespace {

/// Value of a schedule before its first change and what comes after.
class AgendaWriter {
public:
    explicit AgendaWriter(RunState& state) : state_(state) {}

    /// Adds a schedule's changes after the start to the agenda.
    /// returns   the value in force at the start
    double add(const model::ScheduleRow& schedule, double otherwise, EntityKind kind, std::uint32_t entity,
               Scheduled what) {
        double value = state_.value_or(schedule.first, otherwise);
        double in_force = value;
        for (std::uint32_t at = schedule.steps.begin; at < schedule.steps.end; ++at) {
            const model::StepRow& step = state_.model.steps[at];
            const double from = state_.value(step.from);
            const double target = state_.value(step.value);
            if (step.until.valid()) {
                const double width = (state_.value(step.until) - from) / step.parts;
                for (std::uint32_t part = 0; part < step.parts; ++part) {
                    // The middle of each part, so that the integral over it is that of the straight ramp.
                    const double share = (static_cast<double>(part) + 0.5) / static_cast<double>(step.parts);
                    const double time = from + static_cast<double>(part) * width;
                    in_force = put(time, value + (target - value) * share, in_force, kind, entity, what);
                }
                in_force = put(state_.value(step.until), target, in_force, kind, entity, what);
            } else {
                in_force = put(from, target, in_force, kind, entity, what);
            }
            value = target;
        }
        return in_force;
    }

    /// Adds the dates at which something opens and closes.
    /// returns   whether it is open at the start
    bool add(const model::OpeningRow& opening, EntityKind kind, std::uint32_t entity) {
        const double opens = state_.value_or(opening.opens, -never);
        const double closes = state_.value_or(opening.closes, never);
        if (!(opens < closes)) {
            return false;
        }
        if (opens > 0.0 && opens < never) {
            write({opens, EventKind::opened, kind, Scheduled::none, entity, 1.0});
        }
        if (closes > 0.0 && closes < never) {
            write({closes, EventKind::closed, kind, Scheduled::none, entity, 0.0});
        }
        return opens <= 0.0 && closes > 0.0;
    }

    /// Adds the dates at which a depot is shut and opens again.
    void add(const model::ClosureRow& closure, model::DepotId depot) {
        const double from = state_.value(closure.from);
        const double until = state_.value(closure.until);
        if (from > 0.0) {
            write({from, EventKind::shut, EntityKind::depot, Scheduled::none, depot.index, 0.0});
        }
        if (until > 0.0 && until < never) {
            write({until, EventKind::reopened, EntityKind::depot, Scheduled::none, depot.index, 0.0});
        }
    }

private:
    double put(double time, double value, double in_force, EntityKind kind, std::uint32_t entity, Scheduled what) {
        if (time <= 0.0) {
            return value;
        }
        write({time, EventKind::schedule_changed, kind, what, entity, value});
        return in_force;
    }

    void write(AgendaEntry entry) {
        entry.order = static_cast<std::uint32_t>(state_.agenda.size());
        state_.agenda.push_back(entry);
    }

    RunState& state_;
};

bool switched_on(const RunState& state, const model::OpeningRow& opening) {
    return state.value_or(opening.open, 1.0) != 0.0;
}

void write_nodes(RunState& state, AgendaWriter& writer) {
    for (const model::NodeId node : state.model.nodes.ids()) {
        const model::NodeRow& row = state.model.nodes[node];
        NodeLimits& limits = state.node_limits[node.index];
        limits.capacity = writer.add(row.capacity, never, EntityKind::node, node.index, Scheduled::capacity);
        limits.reserve = writer.add(row.reserve, 0.0, EntityKind::node, node.index, Scheduled::reserve);
    }
}

void write_routes(RunState& state, AgendaWriter& writer) {
    for (const model::RouteId id : state.model.routes.ids()) {
        const model::RouteRow& row = state.model.routes[id];
        RouteState& route = state.routes[id.index];
        route.switched_on = switched_on(state, row.opening);
        route.open = writer.add(row.opening, EntityKind::route, id.index);
        const bool flows = row.form == model::RouteForm::flow;
        route.factor = 1.0;
        set_written(route, writer.add(flows ? row.capacity : row.sails.lot, 0.0, EntityKind::route, id.index,
                                      flows ? Scheduled::rate : Scheduled::lot));
        route.loss = writer.add(row.loss, 0.0, EntityKind::route, id.index, Scheduled::loss);
        route.reject_share = writer.add(row.rejects.share, 0.0, EntityKind::route, id.index, Scheduled::rejects);
    }
}

void change_node(RunState& state, const AgendaEntry& entry) {
    const model::NodeId node{entry.entity};
    NodeLimits& limits = state.node_limits[node.index];
    if (entry.what == Scheduled::capacity) {
        limits.capacity = entry.value;
    } else {
        limits.reserve = entry.value;
    }
    state.nodes[node.index].must_judge = true;
    state.touched_nodes.add(node);
    mark_gauges(state, node, Change::jump);  // a ship may wait for what lies above the reserve
}

void change_reject_share(RunState& state, model::RouteId id, double share) {
    RouteState& route = state.routes[id.index];
    route.reject_share = share;
    if (route.line != no_slot) {
        reject_anew(state, route.line);
    }
    see(state, id);
    mark_gauge(state, route.target_gauge, Change::jump);
}

/// What is begun from now on has another yield.
void change_yield(RunState& state, model::PlantId id, double yield) {
    PlantState& plant = state.plants[id.index];
    plant.yield = yield;
    if (plant.line != no_slot) {
        depart_front(state, plant.line);
        state.asked_flows.add(state.model.plants[id].flow);
    }
}

/// A route that a rule opens begins its calendar then, unless the calendar is written.
void start_calendar(RunState& state, model::RouteId id) {
    RouteState& route = state.routes[id.index];
    if (!state.model.routes[id].sails.first.valid()) {
        route.first_date = state.now - static_cast<double>(static_cast<std::int64_t>(route.date)) * route.every;
        route.departs = state.now;
    } else {
        while (route.sailing_date() <= state.now + instant_width) {
            ++route.date;
        }
        route.departs = route.sailing_date();
    }
    set_ship_clock(state, id);
}

/// What follows when a route opens or closes, by its dates or by a rule.
void follow_opening(RunState& state, model::RouteId id, bool opens) {
    ask_of_route(state, id);
    if (opens) {
        mark_gauge(state, state.routes[id.index].wait_gauge, Change::jump);
    } else {
        close_way(state, id);
    }
}

void switch_route(RunState& state, model::RouteId id, bool on) {
    RouteState& route = state.routes[id.index];
    route.switched_on = on;
    follow_opening(state, id, on);
    const bool sails =
        state.model.routes[id].form == model::RouteForm::sailings && !route.on_demand && route.fleet == no_slot;
    if (on && sails && route.departs == never && !route.waiting) {
        start_calendar(state, id);
    }
}

void change_route(RunState& state, const AgendaEntry& entry) {
    const model::RouteId id{entry.entity};
    RouteState& route = state.routes[id.index];
    if (entry.what == Scheduled::loss) {
        route.loss = entry.value;
        take_losses(state, id);
        return;
    }
    if (entry.what == Scheduled::rejects) {
        change_reject_share(state, id, entry.value);
        return;
    }
    set_written(route, entry.value);
    ask_of_route(state, id);
    mark_gauge(state, route.wait_gauge, Change::jump);
}

template <class Works>
void change_works(Works& works, const AgendaEntry& entry) {
    if (entry.kind == EventKind::schedule_changed) {
        set_written(works, entry.value);
    } else {
        works.open = entry.kind == EventKind::opened;
    }
}

void change_plant(RunState& state, const AgendaEntry& entry) {
    const model::PlantId id{entry.entity};
    if (entry.what == Scheduled::yield) {
        change_yield(state, id, entry.value);
        return;
    }
    change_works(state.plants[id.index], entry);
    ask_of_plant(state, id);
    if (entry.kind == EventKind::closed) {
        close_works(state, id);
    }
}

void write_enforcements(RunState& state, AgendaWriter& writer) {
    for (std::uint32_t index = 0; index < state.enforcements.size(); ++index) {
        EnforcementState& enforcement = state.enforcements[index];
        enforcement.factor = 1.0;
        set_written(enforcement, writer.add(state.model.enforcements[index].level, 0.0, EntityKind::enforcement, index,
                                            Scheduled::enforcement));
    }
}

void write_losses(RunState& state, AgendaWriter& writer) {
    for (const model::LossId id : state.model.losses.ids()) {
        LossState& loss = state.losses[id.index];
        loss.factor = 1.0;
        set_written(
            loss, writer.add(state.model.losses[id].intensity, 1.0, EntityKind::loss, id.index, Scheduled::intensity));
    }
}

void change_intensity(RunState& state, const AgendaEntry& entry) {
    set_written(state.losses[entry.entity], entry.value);
    const model::NodeId of = state.model.losses[model::LossId{entry.entity}].of;
    touch_island(state, state.node_limits[of.index].island, Change::rate);
}

bool may_open_or_close(const model::Model& model, const model::OpeningRow& opening) {
    return !is_default(model, opening.opens) || !is_default(model, opening.closes);
}

}  // namespace

void take_losses(RunState& state, model::RouteId id) {
    const model::RouteRow& row = state.model.routes[id];
    const RouteState& route = state.routes[id.index];
    if (row.form != model::RouteForm::flow) {
        mark_gauge(state, route.target_gauge, Change::jump);  // of what vehicles have loaded another part will arrive
        return;
    }
    if (route.line != no_slot) {
        depart_front(state, route.line);
    } else {
        state.allocation.gain[row.sending] = route.share_left();
    }
    state.asked_flows.add(row.sending);
}

void apply(RunState& state, const AgendaEntry& entry) {
    switch (entry.entity_kind) {
        case EntityKind::node:
            change_node(state, entry);
            break;
        case EntityKind::plant:
            change_plant(state, entry);
            break;
        case EntityKind::fire:
            change_works(state.fires[entry.entity], entry);
            ask_of_fire(state, model::FireId{entry.entity});
            break;
        case EntityKind::route:
            if (entry.kind == EventKind::schedule_changed) {
                change_route(state, entry);
            } else {
                state.routes[entry.entity].open = entry.kind == EventKind::opened;
                follow_opening(state, model::RouteId{entry.entity}, entry.kind == EventKind::opened);
            }
            break;
        case EntityKind::deal:
            state.deals[entry.entity].open = entry.kind == EventKind::opened;
            touch_deal(state, model::DealId{entry.entity});
            break;
        case EntityKind::deal_part:
        case EntityKind::enforcement:
            change_enforcement(state, entry);
            break;
        case EntityKind::depot:
            shut_or_open(state, model::DepotId{entry.entity}, entry.kind == EventKind::shut);
            break;
        case EntityKind::loss:
            change_intensity(state, entry);
            break;
        case EntityKind::rule:
        case EntityKind::cap:
        case EntityKind::none:
            break;
    }
}

void switch_works(RunState& state, const AgendaEntry& entry) {
    const bool on = entry.kind == EventKind::opened;
    switch (entry.entity_kind) {
        case EntityKind::plant:
            state.plants[entry.entity].switched_on = on;
            ask_of_plant(state, model::PlantId{entry.entity});
            if (!on) {
                close_works(state, model::PlantId{entry.entity});
            }
            break;
        case EntityKind::fire:
            state.fires[entry.entity].switched_on = on;
            ask_of_fire(state, model::FireId{entry.entity});
            break;
        case EntityKind::deal:
            state.deals[entry.entity].switched_on = on;
            touch_deal(state, model::DealId{entry.entity});
            break;
        default:
            switch_route(state, model::RouteId{entry.entity}, on);
            break;
    }
}

bool needs_agenda(const model::Model& model) {
    const auto may = [&](const auto& rows) {
        return std::any_of(rows.begin(), rows.end(),
                           [&](const auto& row) { return may_open_or_close(model, row.opening); });
    };
    return !model.steps.empty() || !model.closures.empty() || may(model.plants) || may(model.fires) ||
           may(model.routes) || may(model.deals);
}

void write_agenda(RunState& state) {
    state.agenda.clear();
    AgendaWriter writer(state);
    write_nodes(state, writer);
    for (const model::PlantId id : state.model.plants.ids()) {
        const model::PlantRow& row = state.model.plants[id];
        PlantState& plant = state.plants[id.index];
        plant.switched_on = switched_on(state, row.opening);
        plant.open = writer.add(row.opening, EntityKind::plant, id.index);
        plant.factor = 1.0;
        set_written(plant, writer.add(row.rate, 0.0, EntityKind::plant, id.index, Scheduled::rate));
        plant.yield = writer.add(row.work.yield, 1.0, EntityKind::plant, id.index, Scheduled::yield);
    }
    for (const model::FireId id : state.model.fires.ids()) {
        const model::FireRow& row = state.model.fires[id];
        FireState& fire = state.fires[id.index];
        fire.switched_on = switched_on(state, row.opening);
        fire.open = writer.add(row.opening, EntityKind::fire, id.index);
        set_written(fire, writer.add(row.wanted, 0.0, EntityKind::fire, id.index, Scheduled::rate));
    }
    write_routes(state, writer);
    for (const model::DealId id : state.model.deals.ids()) {
        const model::OpeningRow& opening = state.model.deals[id].opening;
        state.deals[id.index].switched_on = switched_on(state, opening);
        state.deals[id.index].open = writer.add(opening, EntityKind::deal, id.index);
    }
    write_enforcements(state, writer);
    for (const model::DepotId id : state.model.depots.ids()) {
        const model::Range closures = state.model.depots[id].closures;
        for (auto at = closures.begin; at < closures.end; ++at) {
            writer.add(state.model.closures[at], id);
        }
    }
    write_losses(state, writer);
    // Entries of one schedule keep their order; what falls together goes by kind, then path.
    std::sort(state.agenda.begin(), state.agenda.end(), [](const AgendaEntry& a, const AgendaEntry& b) {
        return std::tie(a.time, a.entity_kind, a.entity, a.what, a.order) <
               std::tie(b.time, b.entity_kind, b.entity, b.what, b.order);
    });
    state.agenda_next = 0;
}

void ring_agenda(RunState& state) {
    while (state.agenda_next < state.agenda.size() &&
           state.agenda[state.agenda_next].time <= state.now + instant_width) {
        const AgendaEntry& entry = state.agenda[state.agenda_next];
        ++state.agenda_next;
        ++state.counts.events;
        record(state, entry.kind, entry.entity_kind, entry.entity, entry.value, entry.what);
        apply(state, entry);
    }
    state.clocks.set(state.slots.agenda,
                     state.agenda_next < state.agenda.size() ? state.agenda[state.agenda_next].time : never);
}

}  // namespace caisson::engine
