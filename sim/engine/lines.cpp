#include <algorithm>
#include <cmath>

#include "engine/mechanisms.hpp"
#include "engine/straight_lines.hpp"

namespace caisson::engine {
namespace {

/// A front whose rate differs by less than this from the last one's, relative to the largest rate of the route, is an
/// echo of a loop and is not sent (docs/semantics.md, section 6).
constexpr double echo = 1e-12;

void set_line_clock(RunState& state, model::RouteId id) {
    const Ring<Front>& fronts = state.fronts[id.index];
    state.clocks.set(state.routes[id.index].clock,
                     fronts.empty() ? never : std::max(state.now, fronts.front().arrival));
}

/// What lies in a line: the integral, over the time until each piece arrives, of the rate at which it will.
/// arriving, of   the rate that arrives now, and the rate of a front: both gross, or both net of losses
double content(const RunState& state, model::RouteId id, double arriving, double Front::*of) {
    const Ring<Front>& fronts = state.fronts[id.index];
    const double transit = state.routes[id.index].transit;
    if (fronts.empty()) {
        return arriving * transit;
    }
    double sum = arriving * (fronts.front().arrival - state.now);
    for (std::size_t at = 0; at + 1 < fronts.size(); ++at) {
        sum += fronts[at].*of * (fronts[at + 1].arrival - fronts[at].arrival);
    }
    return sum + fronts.back().*of * (state.now + transit - fronts.back().arrival);
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

bool has_line(const RunState& state, model::RouteId route) { return state.model.routes[route].arriving.valid(); }

void set_arriving(RunState& state, model::RouteId id, double gross, double net) {
    RouteState& route = state.routes[id.index];
    route.arriving_gross = gross;
    route.arriving_net = net;
    route.gross_arrived.change_rate(state.now, gross);
    route.net_arrived.change_rate(state.now, net);
    ask(state, state.model.routes[id].arriving, net);
    see(state, id);
}

}  // namespace

void ring_front(RunState& state, model::RouteId id) {
    RouteState& route = state.routes[id.index];
    const Front front = state.fronts[id.index].front();
    state.fronts[id.index].pop();
    // A front executed a little early brings its rate early: the books say so, and an empty line holds exactly 0.
    state.rounding[state.model.routes[id].carries.index] +=
        (front.gross - route.arriving_gross) * (front.arrival - state.now);
    set_arriving(state, id, front.gross, front.net);
    set_line_clock(state, id);
    ++state.counts.events;
    record(state, EventKind::front_arrived, EntityKind::route, id.index, front.net);
    mark_gauge(state, route.target_gauge, Change::rate);
}

void depart_front(RunState& state, model::RouteId id) {
    const model::RouteRow& row = state.model.routes[id];
    RouteState& route = state.routes[id.index];
    const double gross = state.totals[row.sending.index].rate;
    const double net = gross * (1.0 - route.loss);
    const double difference = std::max(std::abs(gross - route.last_gross), std::abs(net - route.last_net));
    const double largest = std::max(route.largest_ask, std::max(gross, route.last_gross));
    if (difference <= echo * largest && gross != 0.0) {
        return;
    }
    if (gross == route.last_gross && net == route.last_net) {
        return;
    }
    route.last_gross = gross;
    route.last_net = net;
    route.entered.change_rate(state.now, gross);
    const Front front{state.now + route.transit, gross, net};
    Ring<Front>& fronts = state.fronts[id.index];
    if (!fronts.empty() && fronts.back().arrival == front.arrival) {
        fronts.back() = front;  // two changes in one instant are one front
    } else {
        fronts.push(front);
    }
    set_line_clock(state, id);
    mark_gauge(state, route.target_gauge, Change::rate);
}

double under_way(const RunState& state, model::RouteId id) {
    return has_line(state, id) ? content(state, id, state.routes[id.index].arriving_gross, &Front::gross)
                               : at_sea(state, id, &Lot::gross);
}

double hoped_for(const RunState& state, model::RouteId id) {
    return has_line(state, id) ? content(state, id, state.routes[id.index].arriving_net, &Front::net)
                               : at_sea(state, id, &Lot::hoped);
}

double hoped_for_rate(const RunState& state, model::RouteId id) {
    const RouteState& route = state.routes[id.index];
    return has_line(state, id) ? route.last_net - route.arriving_net : 0.0;
}

void close_way(RunState& state, model::RouteId id) {
    const model::RouteRow& row = state.model.routes[id];
    RouteState& route = state.routes[id.index];
    if (row.on_close == model::OnClose::arrive || !row.port.valid()) {
        return;
    }
    const double gone = under_way(state, id);
    if (has_line(state, id)) {
        state.fronts[id.index].clear();
        route.last_gross = 0.0;
        route.last_net = 0.0;
        route.entered.change_rate(state.now, 0.0);
        set_arriving(state, id, 0.0, 0.0);
        set_line_clock(state, id);
    } else {
        state.lots[id.index].clear();
        route.arrives = never;
        set_ship_clock(state, id);
    }
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
    route.returned += back;
    route.lost_at_once += gone - back;
    mark_gauge(state, route.target_gauge, Change::jump);
}

}  // namespace caisson::engine
