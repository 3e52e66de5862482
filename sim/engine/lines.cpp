#include <algorithm>
#include <cmath>

#include "engine/mechanisms.hpp"
#include "engine/straight_lines.hpp"

namespace caisson::engine {
namespace {

/// A front whose rate differs by less than this from the last one's, relative to the largest rate of the line, is an
/// echo of a loop and is not sent (docs/semantics.md, section 6).
constexpr double echo = 1e-12;

void set_line_clock(RunState& state, std::uint32_t line) {
    const Ring<Front>& fronts = state.fronts[line];
    state.clocks.set(state.lines[line].clock, fronts.empty() ? never : std::max(state.now, fronts.front().arrival));
}

/// What lies in a line: the integral, over the time until each piece arrives, of the rate at which it will.
/// arriving, of   the rate that arrives now, and the rate of a front: both gross, or both net of losses
double content(const RunState& state, std::uint32_t line, double arriving, double Front::*of) {
    const Ring<Front>& fronts = state.fronts[line];
    const double span = state.lines[line].span;
    if (fronts.empty()) {
        return arriving * span;
    }
    double sum = arriving * (fronts.front().arrival - state.now);
    for (std::size_t at = 0; at + 1 < fronts.size(); ++at) {
        sum += fronts[at].*of * (fronts[at + 1].arrival - fronts[at].arrival);
    }
    return sum + fronts.back().*of * (state.now + span - fronts.back().arrival);
}

/// What all lots at sea hold: gross, or what will arrive unless chance takes it.
double at_sea(const RunState& state, model::RouteId id, double Lot::*of) {
    const Ring<Lot>& lots = state.lots[id.index];
    double sum = 0.0;
    for (std::size_t at = 0; at < lots.size(); ++at) {
        sum += lots[at].*of;
    }
    return sum;
}

void see_line(RunState& state, const LineState& line) {
    if (line.of == EntityKind::plant) {
        see(state, model::PlantId{line.owner});
    } else {
        see(state, model::RouteId{line.owner});
    }
}

/// What is under way on a route may have changed otherwise than by the rates of before.
void mark_way(RunState& state, const LineState& line, Change change) {
    if (line.of == EntityKind::route) {
        mark_gauge(state, state.routes[line.owner].target_gauge, change);
    }
}

/// Of what comes out the good part goes on to the end of the line, and the rest to where it is rejected.
void split_arrivals(RunState& state, const LineState& line) {
    double rejected = 0.0;
    if (line.rejecting.valid()) {
        RouteState& route = state.routes[line.owner];
        rejected = line.arriving_net * route.reject_share;
        route.rejected.change_rate(state.now, rejected);
        ask(state, line.rejecting, rejected);
    }
    ask(state, line.arriving, line.arriving_net - rejected);
}

void set_arriving(RunState& state, std::uint32_t index, double gross, double left, double net) {
    LineState& line = state.lines[index];
    line.arriving_gross = gross;
    line.arriving_left = left;
    line.arriving_net = net;
    line.gross_arrived.change_rate(state.now, gross);
    line.left_arrived.change_rate(state.now, left);
    line.net_arrived.change_rate(state.now, net);
    split_arrivals(state, line);
    see_line(state, line);
    if (line.of == EntityKind::route) {
        touch_leg(state, model::RouteId{line.owner});
    }
}

/// What a steady run at the first asked rate would have left in a plant's line.
void fill_line(RunState& state, std::uint32_t index) {
    LineState& line = state.lines[index];
    const PlantState& plant = state.plants[line.owner];
    const double gross = plant.begins() ? plant.scheduled : 0.0;
    const double net = gross * plant.yield;
    line.last_gross = gross;
    line.last_left = net;
    line.last_net = net;
    line.entered.rate = gross;
    line.initial = gross * line.span;
    set_arriving(state, index, gross, net, net);
    note_arrivals(state, index, net);
}

}  // namespace

double share_left(const RunState& state, const LineState& line) {
    return line.of == EntityKind::plant ? state.plants[line.owner].yield : state.routes[line.owner].share_left();
}

namespace {

/// The same before anything is interdicted, which nothing is in a plant.
double share_after_losses(const RunState& state, const LineState& line) {
    return line.of == EntityKind::plant ? state.plants[line.owner].yield : 1.0 - state.routes[line.owner].loss;
}

}  // namespace

double content(const RunState& state, std::uint32_t line) {
    return content(state, line, state.lines[line].arriving_gross, &Front::gross);
}

void reset_line(RunState& state, std::uint32_t index) {
    LineState& line = state.lines[index];
    state.fronts[index].clear();
    line.last_gross = line.last_left = line.last_net = 0.0;
    line.arriving_gross = line.arriving_left = line.arriving_net = 0.0;
    line.largest_ask = line.initial = 0.0;
    line.entered = line.gross_arrived = line.left_arrived = line.net_arrived = FlowTotal{};
    if (line.of == EntityKind::route) {
        line.span = transit_of_run(state, model::RouteId{line.owner});
        return;
    }
    const model::WorkRow& work = state.model.plants[model::PlantId{line.owner}].work;
    line.span = state.value(work.takes);
    if (work.in_work == model::InWork::steady) {
        fill_line(state, index);
    }
}

void ring_front(RunState& state, std::uint32_t index) {
    LineState& line = state.lines[index];
    const Front front = state.fronts[index].front();
    state.fronts[index].pop();
    // A front executed a little early brings its rate early: the books say so, and an empty line holds exactly 0.
    state.rounding[line.commodity.index] += (front.gross - line.arriving_gross) * (front.arrival - state.now);
    set_arriving(state, index, front.gross, front.left, front.net);
    set_line_clock(state, index);
    ++state.counts.events;
    const bool works = line.of == EntityKind::plant;
    record(state, works ? EventKind::output_changed : EventKind::front_arrived, line.of, line.owner, front.net);
    mark_way(state, line, Change::rate);
}

void depart_front(RunState& state, std::uint32_t index) {
    LineState& line = state.lines[index];
    const double gross = state.totals[line.entering.index].rate;
    const double left = gross * share_after_losses(state, line);
    const double net = gross * share_left(state, line);
    const double difference =
        std::max({std::abs(gross - line.last_gross), std::abs(left - line.last_left), std::abs(net - line.last_net)});
    const double largest = std::max(line.largest_ask, std::max(gross, line.last_gross));
    if (difference <= echo * largest && gross != 0.0) {
        return;
    }
    if (gross == line.last_gross && left == line.last_left && net == line.last_net) {
        return;
    }
    line.last_gross = gross;
    line.last_left = left;
    line.last_net = net;
    line.entered.change_rate(state.now, gross);
    const Front front{state.now + line.span, gross, left, net};
    Ring<Front>& fronts = state.fronts[index];
    if (!fronts.empty() && fronts.back().arrival == front.arrival) {
        fronts.back() = front;  // two changes in one instant are one front
    } else {
        fronts.push(front);
    }
    set_line_clock(state, index);
    mark_way(state, line, Change::rate);
}

void reject_anew(RunState& state, std::uint32_t index) {
    const LineState& line = state.lines[index];
    split_arrivals(state, line);
    see_line(state, line);
}

double clear_line(RunState& state, std::uint32_t index) {
    LineState& line = state.lines[index];
    const double held = content(state, index);
    state.fronts[index].clear();
    line.last_gross = 0.0;
    line.last_left = 0.0;
    line.last_net = 0.0;
    line.entered.change_rate(state.now, 0.0);
    set_arriving(state, index, 0.0, 0.0, 0.0);
    set_line_clock(state, index);
    return held;
}

namespace {

/// What the vehicles of a fleet that load have in their holds.
double in_hold(const RunState& state, model::RouteId id) {
    const model::NodeId hold = state.model.routes[id].sails.fleet.hold;
    return hold.valid() ? std::max(0.0, state.nodes[hold.index].at(state.now)) : 0.0;
}

}  // namespace

double under_way(const RunState& state, model::RouteId id) {
    const std::uint32_t line = state.routes[id.index].line;
    return line != no_slot ? content(state, line) : at_sea(state, id, &Lot::gross) + in_hold(state, id);
}

double hoped_for(const RunState& state, model::RouteId id) {
    const RouteState& route = state.routes[id.index];
    const double hoped = route.line != no_slot
                             ? content(state, route.line, state.lines[route.line].arriving_net, &Front::net)
                             : at_sea(state, id, &Lot::hoped) + in_hold(state, id) * route.share_left();
    return hoped * (1.0 - route.reject_share);
}

double hoped_for_rate(const RunState& state, model::RouteId id) {
    const RouteState& route = state.routes[id.index];
    if (route.line == no_slot) {
        const model::NodeId hold = state.model.routes[id].sails.fleet.hold;
        const double loaded = hold.valid() ? state.nodes[hold.index].net : 0.0;
        return loaded * route.share_left() * (1.0 - route.reject_share);
    }
    const LineState& line = state.lines[route.line];
    return (line.last_net - line.arriving_net) * (1.0 - route.reject_share);
}

void close_works(RunState& state, model::PlantId id) {
    PlantState& plant = state.plants[id.index];
    if (plant.line != no_slot && state.model.plants[id].work.on_close == model::OnShutdown::scrap) {
        plant.scrapped_at_once += clear_line(state, plant.line);
    }
}

void close_way(RunState& state, model::RouteId id) {
    const model::RouteRow& row = state.model.routes[id];
    RouteState& route = state.routes[id.index];
    if (row.on_close == model::OnClose::arrive || !row.port.valid()) {
        return;
    }
    double gone = 0.0;
    if (route.line != no_slot) {
        gone = clear_line(state, route.line);
    } else {
        gone = under_way(state, id);
        state.lots[id.index].clear();
        route.arrives = never;
        set_ship_clock(state, id);
    }
    record_move(state, MoveKind::cleared, id, gone);
    double back = 0.0;
    if (row.on_close == model::OnClose::send_back) {
        const double room = state.node_limits[row.from.index].capacity - state.nodes[row.from.index].at(state.now);
        back = std::clamp(gone, 0.0, std::max(0.0, room));
        if (back < gone) {
            jump_to(state, row.from,
                    std::max(state.node_limits[row.from.index].capacity, state.nodes[row.from.index].at(state.now)));
        } else {
            jump(state, row.from, back);
        }
    }
    if (back > 0.0) {
        record_move(state, MoveKind::returned, id, back);
    }
    route.returned += back;
    route.lost_at_once += gone - back;
    mark_gauge(state, route.target_gauge, Change::jump);
    touch_leg(state, id);
    if (route.part.valid() && back > 0.0) {
        add_to_left(state, route.part, back);
    }
}

}  // namespace caisson::engine
