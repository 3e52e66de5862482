#include <algorithm>
#include <cmath>

#include "caisson/base/ensure.hpp"
#include "engine/mechanisms.hpp"

namespace caisson::engine {
namespace {

/// Largest error of the books that a run may end with, relative to what was there and made.
constexpr double largest_imbalance = 1e-9;

/// A flow's legs into fires and plants are used up, or lost; a plant's product is made, and worn guns are something else.
void book_flow(RunState& state, model::FlowId id) {
    const model::FlowRow& flow = state.model.flows[id];
    const double moved = state.totals[id.index].at(state.now);
    const bool turns = flow.kind == model::FlowKind::wear && flow.receiver.valid();
    if (flow.kind == model::FlowKind::plant || turns) {
        state.books[model::commodity_of(state.model, id).index].come(moved * state.allocation.gain[id]);
    }
    if (model::is_own_use(flow.kind)) {
        for (std::uint32_t leg = flow.legs.begin; leg < flow.legs.end; ++leg) {
            const model::CommodityId commodity = state.model.nodes[state.model.legs[leg].node].commodity;
            state.books[commodity.index].go(moved * state.allocation.take[leg]);
        }
    }
}

void book_route(RunState& state, model::RouteId id) {
    const model::RouteRow& row = state.model.routes[id];
    Book& book = state.books[row.carries.index];
    if (row.copies) {
        book.come(sent(state, id));
    }
    book.go(under_way(state, id));
    book.go(lost(state, id));
    book.go(interdicted(state, id));
    book.go(spilled(state, id));
    if (row.rejects.as.valid()) {  // one commodity turns into the other
        book.go(rejected(state, id));
        state.books[row.rejects.as.index].come(rejected(state, id));
    }
}

void book_work(RunState& state, model::PlantId id) {
    const std::uint32_t line = state.plants[id.index].line;
    if (line != no_slot) {
        Book& book = state.books[state.lines[line].commodity.index];
        book.come(state.lines[line].initial);
        book.go(in_work(state, id));
        book.go(scrapped(state, id));
    }
}

double worst_imbalance(RunState& state) {
    state.books.assign(state.model.commodities.size(), Book{});
    for (const model::NodeId node : state.model.nodes.ids()) {
        if (state.model.nodes[node].kind == model::NodeKind::hold) {
            continue;  // it counts as under way
        }
        Book& book = state.books[state.model.nodes[node].commodity.index];
        book.come(state.initial[node.index]);
        book.go(state.nodes[node.index].at(state.now));
        book.go(expired(state, node));
    }
    for (const model::FlowId flow : state.model.flows.ids()) {
        book_flow(state, flow);
    }
    for (const model::RouteId route : state.model.routes.ids()) {
        book_route(state, route);
    }
    for (const model::PlantId plant : state.model.plants.ids()) {
        book_work(state, plant);
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
    if (route.line != no_slot) {
        return state.lines[route.line].net_arrived.at(state.now);
    }
    return route.net_arrived.at(state.now) + route.landed;
}

double lost(const RunState& state, model::RouteId id) {
    const RouteState& route = state.routes[id.index];
    if (route.line != no_slot) {
        const LineState& line = state.lines[route.line];
        return line.gross_arrived.at(state.now) - line.left_arrived.at(state.now) + route.lost_at_once;
    }
    return state.model.routes[id].port.valid() ? route.lost_at_once
                                               : sent(state, id) - route.left_arrived.at(state.now);
}

double interdicted(const RunState& state, model::RouteId id) {
    const RouteState& route = state.routes[id.index];
    if (route.line != no_slot) {
        const LineState& line = state.lines[route.line];
        return line.left_arrived.at(state.now) - line.net_arrived.at(state.now);
    }
    return route.left_arrived.at(state.now) - route.net_arrived.at(state.now) + route.lots_interdicted;
}

double spilled(const RunState& state, model::RouteId id) {
    const RouteState& route = state.routes[id.index];
    return route.spilled.at(state.now) + route.lots_spilled;
}

double rejected(const RunState& state, model::RouteId id) {
    const RouteState& route = state.routes[id.index];
    return route.rejected.at(state.now) + route.lots_rejected;
}

RouteRates rates_of(const RunState& state, model::RouteId id) {
    const RouteState& route = state.routes[id.index];
    const model::FlowId sending = state.model.routes[id].sending;
    const double sent_rate = sending.valid() ? state.totals[sending.index].rate : 0.0;
    const bool has_line = route.line != no_slot;
    const bool at_once = !state.model.routes[id].port.valid();
    const double gross = has_line ? state.lines[route.line].arriving_gross : at_once ? sent_rate : 0.0;
    const double left = has_line ? state.lines[route.line].arriving_left : route.left_arrived.rate;
    const double net = has_line ? state.lines[route.line].arriving_net : route.net_arrived.rate;
    return {Rate{sent_rate},           Rate{net},       Rate{gross - left}, Rate{route.spilled.rate},
            Rate{route.rejected.rate}, Rate{left - net}};
}

double in_work(const RunState& state, model::PlantId id) {
    const std::uint32_t line = state.plants[id.index].line;
    return line != no_slot ? content(state, line) : 0.0;
}

double finished(const RunState& state, model::PlantId id) {
    const PlantState& plant = state.plants[id.index];
    return plant.line != no_slot ? state.lines[plant.line].net_arrived.at(state.now)
                                 : state.totals[state.model.plants[id].flow.index].at(state.now);
}

double scrapped(const RunState& state, model::PlantId id) {
    const PlantState& plant = state.plants[id.index];
    if (plant.line == no_slot) {
        return 0.0;
    }
    const LineState& line = state.lines[plant.line];
    return line.gross_arrived.at(state.now) - line.net_arrived.at(state.now) + plant.scrapped_at_once;
}

PlantRates rates_of(const RunState& state, model::PlantId id) {
    const double started = state.totals[state.model.plants[id].flow.index].rate;
    const std::uint32_t index = state.plants[id.index].line;
    if (index == no_slot) {
        return {Rate{started}, Rate{started}, Rate{0.0}};
    }
    const LineState& line = state.lines[index];
    return {Rate{started}, Rate{line.arriving_net}, Rate{line.arriving_gross - line.arriving_net}};
}

double rounding(const RunState& state, model::CommodityId commodity) {
    // What lines hold is what their fronts say; what left differs by the echoes that were not sent.
    double sum = state.rounding[commodity.index];
    for (const LineState& line : state.lines) {
        if (line.commodity == commodity) {
            sum += line.entered.at(state.now) - state.totals[line.entering.index].at(state.now);
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
        summary.expired[node] = Amount{expired(state, node)};
        summary.times_empty[node] = state.node_limits[node.index].times_empty;
    }
    for (const model::FlowId flow : model.flows.ids()) {
        summary.moved[flow] = Amount{state.totals[flow.index].at(state.now)};
    }
    for (const model::FireId fire : model.fires.ids()) {
        summary.wanted[fire] = Amount{state.fires[fire.index].wanted.at(state.now)};
        summary.allowed[fire] = Amount{state.fires[fire.index].allowed.at(state.now)};
    }
    for (const model::CommodityId commodity : model.commodities.ids()) {
        summary.course_errors[commodity] = Amount{course_error(state, commodity)};
    }
    for (const model::RouteId route : model.routes.ids()) {
        summary.sent[route] = Amount{sent(state, route)};
        summary.arrived[route] = Amount{arrived(state, route)};
        summary.lost[route] = Amount{lost(state, route)};
        summary.spilled[route] = Amount{spilled(state, route)};
        summary.rejected[route] = Amount{rejected(state, route)};
        summary.interdicted[route] = Amount{interdicted(state, route)};
        summary.under_way[route] = Amount{under_way(state, route)};
    }
    for (const model::PlantId plant : model.plants.ids()) {
        summary.in_work[plant] = Amount{in_work(state, plant)};
        summary.scrapped[plant] = Amount{scrapped(state, plant)};
    }
    summary.counts = counts_so_far(state);
    summary.fingerprint = state.fingerprint;
    summary.worst_imbalance = worst_imbalance(state);
    ensure(summary.worst_imbalance <= largest_imbalance, "nothing appears or vanishes in a run");
}

}  // namespace caisson::engine
