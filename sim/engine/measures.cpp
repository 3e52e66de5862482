#include "engine/mechanisms.hpp"

namespace caisson::engine {
namespace {

/// What all that is felt on a route leaves together, by the strengths that its sanctions have.
double left_under_all(const RunState& state, const model::RouteRow& row, model::Param model::SanctionRow::*strength) {
    double left = 1.0;
    for (std::uint32_t at = row.enforcements.begin; at < row.enforcements.end; ++at) {
        const std::uint32_t index = state.model.route_enforcements[at];
        const model::SanctionRow& sanction = state.model.sanctions[state.model.enforcements[index].sanction];
        left *= model::left_under(state.value(sanction.*strength), state.enforcements[index].level());
    }
    return left;
}

void find_measures(RunState& state, model::RouteId id) {
    const model::RouteRow& row = state.model.routes[id];
    RouteState& route = state.routes[id.index];
    route.permitted = left_under_all(state, row, &model::SanctionRow::cuts);
    route.let_through = left_under_all(state, row, &model::SanctionRow::interdicts);
    set_written(route, route.written);
}

/// Something that is felt on a route has changed.
void measure_anew(RunState& state, model::RouteId id) {
    RouteState& route = state.routes[id.index];
    const double let_through = route.let_through;
    find_measures(state, id);
    if (route.let_through != let_through) {
        take_losses(state, id);
    }
    pass_over_caps(state, id);
}

}  // namespace

void reset_measures(RunState& state) {
    if (state.enforcements.empty()) {
        return;
    }
    for (const model::RouteId route : state.model.routes.ids()) {
        if (state.routes[route.index].measured) {
            find_measures(state, route);
        }
    }
}

void change_enforcement(RunState& state, const AgendaEntry& entry) {
    set_written(state.enforcements[entry.entity], entry.value);
    const model::Range routes = state.model.enforcements[entry.entity].routes;
    for (std::uint32_t at = routes.begin; at < routes.end; ++at) {
        measure_anew(state, state.model.measured_routes[at]);
    }
}

double passes_over(const RunState& state, const model::CapRow& cap, model::RouteId id) {
    if (!cap.sanction.valid()) {
        return 0.0;
    }
    const model::RouteRow& row = state.model.routes[id];
    double passes = 1.0;
    for (std::uint32_t at = row.enforcements.begin; at < row.enforcements.end; ++at) {
        const std::uint32_t index = state.model.route_enforcements[at];
        if (state.model.enforcements[index].sanction == cap.sanction) {
            passes *= 1.0 - state.enforcements[index].level();
        }
    }
    return passes;
}

}  // namespace caisson::engine
