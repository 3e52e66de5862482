#include <algorithm>
#include <cmath>

#include "caisson/base/ensure.hpp"
#include "engine/mechanisms.hpp"

namespace caisson::engine {
namespace {

/// Largest error of the books that a run may end with, relative to what was there and made.
constexpr double largest_imbalance = 1e-9;

/// A flow's legs into fires and plants are used up; a plant's product is made.
void book_flow(RunState& state, model::FlowId id) {
    const model::FlowRow& flow = state.model.flows[id];
    const double moved = state.totals[id.index].at(state.now);
    if (flow.kind == model::FlowKind::plant) {
        state.books[state.model.nodes[flow.receiver].commodity.index].come(moved * state.allocation.gain[id]);
    }
    if (flow.kind == model::FlowKind::plant || flow.kind == model::FlowKind::fire) {
        for (std::uint32_t leg = flow.legs.begin; leg < flow.legs.end; ++leg) {
            const model::CommodityId commodity = state.model.nodes[state.model.legs[leg].node].commodity;
            state.books[commodity.index].go(moved * state.allocation.take[leg]);
        }
    }
}

double worst_imbalance(RunState& state) {
    state.books.assign(state.model.commodities.size(), Book{});
    for (const model::NodeId node : state.model.nodes.ids()) {
        Book& book = state.books[state.model.nodes[node].commodity.index];
        book.come(state.initial[node.index]);
        book.go(state.nodes[node.index].at(state.now));
    }
    for (const model::FlowId flow : state.model.flows.ids()) {
        book_flow(state, flow);
    }
    for (const model::RouteId route : state.model.routes.ids()) {
        Book& book = state.books[state.model.routes[route].carries.index];
        book.go(under_way(state, route));
        book.go(lost(state, route));
        book.go(spilled(state, route));
    }
    double worst = 0.0;
    for (const model::CommodityId commodity : state.model.commodities.ids()) {
        const Book& book = state.books[commodity.index];
        const double error = std::abs(book.missing.value() + rounding(state, commodity));
        worst = std::max(worst, error / std::max(1e-300, book.came.value()));
    }
    return worst;
}

}  // namespace

double sent(const RunState& state, model::RouteId id) {
    const model::FlowId sending = state.model.routes[id].sending;
    return sending.valid() ? state.totals[sending.index].at(state.now) : state.routes[id.index].sailed;
}

double arrived(const RunState& state, model::RouteId id) {
    const RouteState& route = state.routes[id.index];
    return route.net_arrived.at(state.now) + route.landed;
}

double lost(const RunState& state, model::RouteId id) {
    const RouteState& route = state.routes[id.index];
    const model::RouteRow& row = state.model.routes[id];
    if (row.arriving.valid()) {
        return route.gross_arrived.at(state.now) - route.net_arrived.at(state.now) + route.lost_at_once;
    }
    return row.port.valid() ? route.lost_at_once : sent(state, id) - arrived(state, id);
}

double spilled(const RunState& state, model::RouteId id) {
    const RouteState& route = state.routes[id.index];
    return route.spilled.at(state.now) + route.lots_spilled;
}

RouteRates rates_of(const RunState& state, model::RouteId id) {
    const RouteState& route = state.routes[id.index];
    const model::FlowId sending = state.model.routes[id].sending;
    const double sent_rate = sending.valid() ? state.totals[sending.index].rate : 0.0;
    const double gross = state.model.routes[id].arriving.valid() ? route.arriving_gross : sent_rate;
    return {Rate{sent_rate}, Rate{route.net_arrived.rate}, Rate{gross - route.net_arrived.rate},
            Rate{route.spilled.rate}};
}

double rounding(const RunState& state, model::CommodityId commodity) {
    // What lines hold is what their fronts say; what left differs by the echoes that were not sent.
    double sum = state.rounding[commodity.index];
    for (const model::RouteId id : state.model.routes.ids()) {
        const model::RouteRow& row = state.model.routes[id];
        if (row.carries == commodity && row.arriving.valid()) {
            sum += state.routes[id.index].entered.at(state.now) - state.totals[row.sending.index].at(state.now);
        }
    }
    return sum;
}

Counts counts_so_far(const RunState& state) {
    const AllocationCounts& allocated = state.allocator.counts();
    Counts counts = state.counts;
    counts.single_solves += allocated.single_solves;
    counts.component_solves += allocated.component_solves;
    counts.nodes_touched += allocated.nodes_touched;
    counts.levels_solved += allocated.levels_solved;
    counts.allocation_iterated += allocated.iterated;
    return counts;
}

void sum_up(RunState& state) {
    Summary& summary = state.summary;
    const model::Model& model = state.model;
    summary.end = Days{state.now};
    for (const model::NodeId node : model.nodes.ids()) {
        summary.stocks[node] = Amount{std::max(0.0, state.nodes[node.index].at(state.now))};
        summary.first_empty[node] = Days{state.node_limits[node.index].first_empty};
        summary.last_empty[node] = Days{state.node_limits[node.index].last_empty};
        summary.times_empty[node] = state.node_limits[node.index].times_empty;
    }
    for (const model::FlowId flow : model.flows.ids()) {
        summary.moved[flow] = Amount{state.totals[flow.index].at(state.now)};
    }
    for (const model::FireId fire : model.fires.ids()) {
        summary.wanted[fire] = Amount{state.fires[fire.index].wanted.at(state.now)};
        summary.allowed[fire] = Amount{state.fires[fire.index].allowed.at(state.now)};
    }
    for (const model::RouteId route : model.routes.ids()) {
        summary.sent[route] = Amount{sent(state, route)};
        summary.arrived[route] = Amount{arrived(state, route)};
        summary.lost[route] = Amount{lost(state, route)};
        summary.spilled[route] = Amount{spilled(state, route)};
        summary.under_way[route] = Amount{under_way(state, route)};
    }
    summary.counts = counts_so_far(state);
    summary.fingerprint = state.fingerprint;
    summary.worst_imbalance = worst_imbalance(state);
    ensure(summary.worst_imbalance <= largest_imbalance, "nothing appears or vanishes in a run");
}

}  // namespace caisson::engine
