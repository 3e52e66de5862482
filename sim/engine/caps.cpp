#include <algorithm>
#include <cmath>

#include "engine/mechanisms.hpp"

namespace caisson::engine {
namespace {

/// What is missing to a cap by less than this part of all that has left is rounding.
constexpr double cap_rounding = 1e-12;

/// Calls `use` with each cap in which a route counts, and as which of its routes.
template <class Use>
void for_each_cap(const RunState& state, model::RouteId id, const Use& use) {
    const model::Range caps = state.model.routes[id].caps;
    for (std::uint32_t at = caps.begin; at < caps.end; ++at) {
        use(state.model.route_caps[at].cap, state.model.route_caps[at].term);
    }
}

/// A cap has been reached or renewed: its routes ask for something else.
void ask_of_routes(RunState& state, std::uint32_t cap) {
    const model::Range routes = state.model.caps[cap].routes;
    for (std::uint32_t at = routes.begin; at < routes.end; ++at) {
        pass_over_caps(state, state.model.measured_routes[at]);
    }
    state.stale_caps.add(Id<CapState>{cap});
}

void reach(RunState& state, std::uint32_t index) {
    CapState& cap = state.caps[index];
    cap.reached = true;
    ++state.counts.events;
    record(state, EventKind::cap_reached, EntityKind::cap, index, cap.most);
    ask_of_routes(state, index);
}

void renew(RunState& state, std::uint32_t index) {
    CapState& cap = state.caps[index];
    cap.counts = true;
    cap.before = state.sent_under_caps[index].sum().at(state.now);
    ++cap.period;
    ++state.counts.events;
    if (cap.reached) {
        cap.reached = false;
        record(state, EventKind::cap_renewed, EntityKind::cap, index, cap.most);
    }
    ask_of_routes(state, index);
}

/// What may still leave before a cap is reached.
double rest_of(const RunState& state, std::uint32_t cap) {
    return state.caps[cap].reached ? 0.0 : std::max(0.0, state.caps[cap].most - counted(state, cap));
}

bool is_used_up(const RunState& state, std::uint32_t index) {
    const CapState& cap = state.caps[index];
    const double all = state.sent_under_caps[index].sum().at(state.now);
    return cap.counts && !cap.reached && counted(state, index) >= cap.most - cap_rounding * std::max(cap.most, all);
}

}  // namespace

void build_caps(RunState& state) {
    state.caps.resize(state.model.caps.size());
    for (const model::CapRow& row : state.model.caps) {
        state.sent_under_caps.emplace_back(row.routes.size());
    }
    for (const model::RouteId id : state.model.routes.ids()) {
        const model::RouteRow& row = state.model.routes[id];
        state.routes[id.index].capped = !row.caps.empty();
        state.routes[id.index].measured = !row.caps.empty() || !row.enforcements.empty();
    }
}

void reset_caps(RunState& state) {
    if (state.caps.empty()) {
        return;
    }
    for (std::uint32_t index = 0; index < state.caps.size(); ++index) {
        const model::CapRow& row = state.model.caps[index];
        CapState& cap = state.caps[index];
        cap.most = state.value(row.most);
        cap.every = state.value(row.every);
        cap.from = state.value(row.from) + 0.0;  // no clock is set to the negative zero
        cap.before = 0.0;
        cap.counts = cap.from <= 0.0;
        cap.reached = false;
        cap.period = cap.counts ? static_cast<std::uint64_t>(std::floor(-cap.from / cap.every)) + 1 : 0;
        state.sent_under_caps[index].reset();
        state.stale_caps.add(Id<CapState>{index});
    }
    for (RouteState& route : state.routes) {
        route.over_caps = 1.0;
    }
}

void ring_cap(RunState& state, std::uint32_t index) {
    if (state.caps[index].next_period() <= state.now + instant_width) {
        renew(state, index);
    } else {
        reach(state, index);
    }
}

void note_sent(RunState& state, model::RouteId id) {
    const Line line{state.now, sent(state, id), rates_of(state, id).sent.value};
    for_each_cap(state, id, [&](std::uint32_t cap, std::uint32_t term) {
        state.sent_under_caps[cap].set(term, line);
        state.stale_caps.add(Id<CapState>{cap});
    });
}

void reach_caps(RunState& state, model::RouteId id) {
    note_sent(state, id);
    for_each_cap(state, id, [&](std::uint32_t cap, std::uint32_t) {
        if (is_used_up(state, cap)) {
            reach(state, cap);
        }
    });
}

void predict_caps(RunState& state) {
    for (const Id<CapState> id : state.stale_caps.list()) {
        const CapState& cap = state.caps[id.index];
        const double slope = state.sent_under_caps[id.index].sum().slope;
        double rings = cap.next_period();
        if (cap.counts && !cap.reached && slope > 0.0) {
            rings = std::min(rings, state.now + rest_of(state, id.index) / slope);
        }
        state.clocks.set(cap.slot, std::max(state.now, rings));
    }
    state.stale_caps.clear();
}

void pass_over_caps(RunState& state, model::RouteId id) {
    RouteState& route = state.routes[id.index];
    route.over_caps = 1.0;
    for_each_cap(state, id, [&](std::uint32_t cap, std::uint32_t) {
        if (state.caps[cap].reached) {
            route.over_caps *= passes_over(state, state.model.caps[cap], id);
        }
    });
    ask_of_route(state, id);
    mark_gauge(state, route.wait_gauge, Change::jump);
}

double may_load(const RunState& state, model::RouteId id) {
    double lot = state.routes[id.index].scheduled;
    for_each_cap(state, id, [&](std::uint32_t cap, std::uint32_t) {
        const double rest = state.caps[cap].counts ? rest_of(state, cap) : lot;
        if (lot > rest) {
            lot = rest + passes_over(state, state.model.caps[cap], id) * (lot - rest);
        }
    });
    return lot;
}

double whole_lot(const RouteState& route) { return route.scheduled * route.over_caps; }

double counted(const RunState& state, std::uint32_t index) {
    const CapState& cap = state.caps[index];
    return cap.counts ? std::max(0.0, state.sent_under_caps[index].sum().at(state.now) - cap.before) : 0.0;
}

}  // namespace caisson::engine
