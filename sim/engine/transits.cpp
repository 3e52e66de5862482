#include "caisson/base/random.hpp"
#include "engine/mechanisms.hpp"

namespace caisson::engine {
namespace {

double drawn(const RunState& state, const model::SpreadRow& spread, std::uint64_t purpose, std::uint64_t occurrence) {
    const double draw = uniform_draw(DrawKey{state.future.seed, state.future.replication, purpose, occurrence});
    const double least = state.value(spread.least);
    const double most = state.value(spread.most);
    return spread.likely.valid() ? model::quantile_triangular(least, state.value(spread.likely), most, draw)
                                 : model::quantile_uniform(least, most, draw);
}

double mean_of(const RunState& state, const model::SpreadRow& spread) {
    const double ends = state.value(spread.least) + state.value(spread.most);
    return spread.likely.valid() ? (ends + state.value(spread.likely)) / 3.0 : ends / 2.0;
}

}  // namespace

double transit_of_run(const RunState& state, model::RouteId id) {
    const model::RouteRow& row = state.model.routes[id];
    if (!model::has_spread(row)) {
        return state.value_or(row.transit, 0.0);
    }
    return row.form == model::RouteForm::flow ? drawn(state, row.transit_by_chance, row.transit_by_chance.draw_key, 0)
                                              : mean_of(state, row.transit_by_chance);
}

double transit_of_lot(const RunState& state, model::RouteId id, std::uint64_t occurrence) {
    const model::RouteRow& row = state.model.routes[id];
    return model::has_spread(row) ? drawn(state, row.transit_by_chance, row.transit_by_chance.draw_key, occurrence)
                                  : state.routes[id.index].transit;
}

double way_back(const RunState& state, model::RouteId id, double usual, std::uint64_t occurrence) {
    const model::RouteRow& row = state.model.routes[id];
    const bool by_chance = model::has_spread(row) && !row.sails.fleet.returns.valid();
    return by_chance ? drawn(state, row.transit_by_chance, row.transit_by_chance.back_key, occurrence) : usual;
}

}  // namespace caisson::engine
