#include <algorithm>

#include "engine/mechanisms.hpp"

namespace caisson::engine {
namespace {

double stocks_of(const RunState& state, const Gauge& gauge) {
    double sum = 0.0;
    for (std::uint32_t at = gauge.nodes.begin; at < gauge.nodes.end; ++at) {
        sum += std::max(0.0, state.nodes[state.gauge_nodes[at].index].at(state.now));
    }
    return gauge.counts_way ? sum + hoped_for(state, model::RouteId{gauge.owner}) : sum;
}

double rate_of(const RunState& state, const Gauge& gauge) {
    double sum = 0.0;
    for (std::uint32_t at = gauge.nodes.begin; at < gauge.nodes.end; ++at) {
        sum += state.nodes[state.gauge_nodes[at].index].net;
    }
    return gauge.counts_way ? sum + hoped_for_rate(state, model::RouteId{gauge.owner}) : sum;
}

/// What one day of supply is.
double day_of_supply(const RunState& state, const Gauge& gauge) {
    double sum = 0.0;
    for (std::uint32_t at = gauge.fires.begin; at < gauge.fires.end; ++at) {
        const GaugeFire& one = state.gauge_fires[at];
        sum += one.share * state.fires[one.fire.index].wanted.rate;
    }
    return sum;
}

/// The value now. If nothing jumped, a level whose clock rang has been reached, whatever floats say.
double value_of(const RunState& state, const Gauge& gauge) {
    if (gauge.crossed && !gauge.jumped) {
        if (gauge.judged) {  // rules have acted since: what was found then still holds
            return gauge.sum;
        }
        return gauge.net < 0.0 ? gauge.level_below : gauge.level_above;
    }
    return stocks_of(state, gauge);
}

struct Stage {
    double enter = 0.0;  ///< at or below
    double leave = 0.0;  ///< at or above
};

Stage stage_levels(const RunState& state, const model::FireRow& fire, std::uint32_t stage, double day) {
    const model::RationRow& row = state.model.rations[fire.ration.begin + stage - 1];
    const double below = state.value(row.below);
    return {below * day, below * (1.0 + state.value(row.hysteresis)) * day};
}

/// Stage s: while the next one's threshold is reached, on; while this one's is left, back (semantics, section 5).
void judge_ration(RunState& state, Gauge& gauge, double supply) {
    const model::FireId id{gauge.owner};
    const model::FireRow& fire = state.model.fires[id];
    const double day = day_of_supply(state, gauge);
    const std::uint32_t last = fire.ration.size();
    std::uint32_t stage = state.fires[id.index].stage;
    if (day == 0.0) {
        stage = 0;
    } else {
        while (stage < last && supply <= stage_levels(state, fire, stage + 1, day).enter) {
            ++stage;
        }
        while (stage > 0 && supply >= stage_levels(state, fire, stage, day).leave) {
            --stage;
        }
    }
    gauge.level_below = stage < last && day > 0.0 ? stage_levels(state, fire, stage + 1, day).enter : -never;
    gauge.level_above = stage > 0 ? stage_levels(state, fire, stage, day).leave : never;
    if (stage != state.fires[id.index].stage) {
        state.fires[id.index].stage = stage;
        record(state, EventKind::ration_changed, EntityKind::fire, id.index, stage);
        ask_of_fire(state, id);
    }
}

void judge_target(RunState& state, Gauge& gauge, double position) {
    const model::RouteId id{gauge.owner};
    const model::TargetRow& target = state.model.routes[id].target;
    RouteState& route = state.routes[id.index];
    const double unit = target.kind == model::TargetKind::days_of_supply ? day_of_supply(state, gauge) : 1.0;
    const double level = state.value(target.level) * unit;
    const double opens_at = level * (1.0 - state.value(target.hysteresis));
    const bool reached = unit == 0.0 || (route.target_reached ? position > opens_at : position >= level);
    gauge.level_below = reached && unit > 0.0 ? opens_at : -never;
    gauge.level_above = reached ? never : level;
    if (reached != route.target_reached) {
        route.target_reached = reached;
        record(state, reached ? EventKind::target_reached : EventKind::target_left, EntityKind::route, id.index,
               position);
        ask_of_route(state, id);
    }
}

void judge(RunState& state, Gauge& gauge) {
    gauge.sum = value_of(state, gauge);
    gauge.since = state.now;
    gauge.judged = true;
    switch (gauge.kind) {
        case GaugeKind::ration:
            judge_ration(state, gauge, gauge.sum);
            break;
        case GaugeKind::target:
            judge_target(state, gauge, gauge.sum);
            break;
        case GaugeKind::waiting_ship:
            set_waiting_level(state, gauge);
            break;
    }
}

double time_to_level(const Gauge& gauge) {
    const double level = gauge.net < 0.0 ? gauge.level_below : gauge.level_above;
    return gauge.net == 0.0 ? never : gauge.since + (level - gauge.sum) / gauge.net;
}

}  // namespace

void mark_gauges(RunState& state, model::NodeId node, Change change) {
    for (const std::uint32_t gauge : state.gauges_of_node[node.index]) {
        mark_gauge(state, gauge, change);
    }
    touch_island(state, state.node_limits[node.index].island, change);
}

void ring_gauge(RunState& state, std::uint32_t index) {
    Gauge& gauge = state.gauges[index];
    gauge.crossed = true;
    ++state.counts.events;
    state.stale_gauges.add(Id<Gauge>{index});
    if (gauge.kind == GaugeKind::waiting_ship) {
        ring_waiting_ship(state, gauge);
    }
}

void judge_gauges(RunState& state) {
    for (std::size_t at = 0; at < state.stale_gauges.list().size(); ++at) {
        judge(state, state.gauges[state.stale_gauges.list()[at].index]);
    }
}

void predict_gauges(RunState& state) {
    for (const Id<Gauge> id : state.stale_gauges.list()) {
        Gauge& gauge = state.gauges[id.index];
        if (gauge.since != state.now) {  // not judged in this instant: only its rate changed
            gauge.sum = stocks_of(state, gauge);
            gauge.since = state.now;
        }
        gauge.net = rate_of(state, gauge);
        state.clocks.set(gauge.slot, std::max(state.now, time_to_level(gauge)));
        gauge.crossed = false;
        gauge.jumped = false;
        gauge.judged = false;
    }
    state.stale_gauges.clear();
}

}  // namespace caisson::engine
