#include "engine/mechanisms.hpp"
#include "engine/straight_lines.hpp"

namespace caisson::engine {
namespace {

/// What a deal has released leaves, or arrives, at another rate.
void mark_leg(RunState& state, model::RouteId route) {
    if (const model::DealPartId part = state.routes[route.index].part; part.valid()) {
        state.stale_parts.add(part);
    }
}

/// What a transfer carries, and what of it is left and let through.
void take_transfer(RunState& state, std::uint32_t owner, model::FlowId flow) {
    RouteState& route = state.routes[owner];
    const double rate = state.allocation.rate[flow];
    const double left = rate * (1.0 - route.loss);
    const double net = rate * state.allocation.gain[flow];
    if (left != route.left_arrived.rate) {  // an anchor more would be a rounding more, and nothing lost not exactly 0
        route.left_arrived.change_rate(state.now, left);
    }
    if (net != route.net_arrived.rate) {
        route.net_arrived.change_rate(state.now, net);
    }
}

void take_rate(RunState& state, model::FlowId flow) {
    FlowTotal& total = state.totals[flow.index];
    const double rate = state.allocation.rate[flow];
    if (rate == total.rate) {
        return;
    }
    total.change_rate(state.now, rate);
    const model::FlowRow& row = state.model.flows[flow];
    switch (row.kind) {
        case model::FlowKind::fire:
            touch_island(state, state.fires[row.owner].island, Change::rate);
            return;
        case model::FlowKind::loss:
        case model::FlowKind::wear:
        case model::FlowKind::finish:
        case model::FlowKind::delivery:
            return;
        case model::FlowKind::plant:
            if (state.plants[row.owner].line != no_slot) {
                see(state, model::PlantId{row.owner});
                depart_front(state, state.plants[row.owner].line);
            }
            return;
        case model::FlowKind::departure:
            depart_front(state, state.routes[row.owner].line);
            mark_leg(state, model::RouteId{row.owner});
            break;
        case model::FlowKind::transfer:
            mark_leg(state, model::RouteId{row.owner});
            take_transfer(state, row.owner, flow);
            break;
        case model::FlowKind::loading:
            touch_fleet(state, model::RouteId{row.owner});
            mark_gauge(state, state.routes[row.owner].target_gauge, Change::rate);
            break;
        case model::FlowKind::unload:
            if (state.routes[row.owner].fleet != no_slot) {
                touch_fleet(state, model::RouteId{row.owner});
            }
            break;
        case model::FlowKind::arrival:
        case model::FlowKind::reject:
            break;
    }
    see(state, model::RouteId{row.owner});
    if (state.routes[row.owner].capped) {
        note_sent(state, model::RouteId{row.owner});
    }
}

/// A transfer whose loss changed carries as much as before, but less of it arrives. A line that was emptied in this
/// instant has to be told what goes in, though that be what went in before.
void take_ask(RunState& state, model::FlowId flow) {
    const model::FlowRow& row = state.model.flows[flow];
    if (row.kind == model::FlowKind::transfer) {
        const RouteState& route = state.routes[row.owner];
        const double rate = state.allocation.rate[flow];
        if (rate * state.allocation.gain[flow] != route.net_arrived.rate ||
            rate * (1.0 - route.loss) != route.left_arrived.rate) {
            take_transfer(state, row.owner, flow);
            mark_leg(state, model::RouteId{row.owner});
            see(state, model::RouteId{row.owner});
        }
    } else if (const std::uint32_t line = line_of(state, row); line != no_slot) {
        depart_front(state, line);
    }
}

/// What goes into lines asks in this instant is final now.
void note_asks(RunState& state) {
    for (std::size_t at = 0; at < state.asked_flows.list().size(); ++at) {  // the list grows by what queues are emptied
        const std::uint32_t line = line_of(state, state.model.flows[state.asked_flows.list()[at]]);
        if (line != no_slot) {
            note_largest_ask(state, line);
        }
    }
}

/// Solves rates again and lets lines take them.
/// returns  false if coupled inputs have no answer
bool solve(RunState& state, Extent extent) {
    ++state.counts.solves;
    const bool solved =
        extent == Extent::everything
            ? state.allocator.solve_all(state.allocation)
            : state.allocator.solve(state.allocation, state.limited_nodes.list(), state.asked_flows.list());
    if (!solved) {
        return false;
    }
    for (const model::FlowId flow : state.allocator.changed_flows()) {
        take_rate(state, flow);
        see(state, flow);
    }
    for (const model::FlowId flow : state.asked_flows.list()) {
        take_ask(state, flow);
        see(state, flow);
    }
    for (const model::NodeId node : state.allocator.changed_nodes()) {
        take_net(state, node, state.allocation.net[node]);
        state.touched_nodes.add(node);
    }
    state.limited_nodes.clear();
    state.asked_flows.clear();
    return true;
}

/// A stock that left its boundary in an instant of this very time is on it still. If it is to go back, or to stay
/// there, it has not left.
/// returns  whether there is one
bool any_goes_back(RunState& state) {
    bool any = false;
    for (const model::NodeId node : state.left_nodes) {
        const NodeState& line = state.nodes[node.index];
        const bool falls = line.net <= 0.0 && line.stock == line.level_below;
        const bool rises = line.net >= 0.0 && line.stock == line.level_above;
        if (!on_a_boundary(line.mode) && line.since == state.now && (falls || rises)) {
            judge_again(state, node);
            any = true;
        }
    }
    return any;
}

}  // namespace

bool settle(RunState& state, Extent extent) {
    const bool anything = extent == Extent::everything || !state.limited_nodes.empty() || !state.asked_flows.empty();
    if (anything) {
        note_asks(state);
        if (!solve(state, extent)) {
            return false;
        }
        // What would go on for ever, if anything could, is left to instants that follow.
        constexpr int most_rounds = 16;
        for (int round = 0; round < most_rounds && state.left_at == state.now && any_goes_back(state); ++round) {
            if (!solve(state, Extent::what_changed)) {
                return false;
            }
        }
    }
    for (const Id<ShelfState> shelf : state.stale_shelves.list()) {
        const model::NodeId node = state.shelves[shelf.index].node;
        take_net(state, node, state.allocation.net[node]);
        state.touched_nodes.add(node);
    }
    state.stale_shelves.clear();
    for (const model::NodeId node : state.touched_nodes.list()) {
        state.nodes[node.index].must_judge = false;
        predict(state, node);
    }
    state.limited_nodes.clear();
    state.asked_flows.clear();
    predict_gauges(state);
    if (!state.stale_fleets.empty()) {
        predict_fleets(state);
    }
    if (!state.deals.empty()) {
        predict_deals(state);
    }
    if (!state.stale_caps.empty()) {
        predict_caps(state);
    }
    return true;
}

}  // namespace caisson::engine
