/// What the parts of the planning of steps ask of an island.
#pragma once
#include <algorithm>
#include <cstdint>

#include "engine/run_state.hpp"

namespace caisson::engine {

class IslandParts {
public:
    IslandParts(RunState& state, Island& island) : state_(state), island_(island) {}

protected:
    struct Split {
        double aimed = 1.0;
        double area = 0.0;  ///< for each that is there to be hit
    };

    [[nodiscard]] Split split(const LossCourse& loss) const {
        const model::LossRow& row = state_.model.losses[loss.loss];
        if (row.law == model::LossLaw::square) {
            return {};
        }
        const double aimed = row.law == model::LossLaw::mixed ? state_.value(row.aimed) : 0.0;
        return {aimed, (1.0 - aimed) / state_.value(row.against)};
    }

    [[nodiscard]] model::NodeId node_of(std::size_t at) const {
        return at < island_.stocks.size() ? island_.stocks[at] : island_.supplies[at - island_.stocks.size()];
    }

    [[nodiscard]] std::uint32_t commodity_of(std::size_t at) const {
        return state_.model.nodes[node_of(at)].commodity.index;
    }

    /// Which of the stocks, and then the supplies, a node is; as many as there are if it is none.
    [[nodiscard]] std::size_t place_of(model::NodeId node) const {
        const auto stock = std::find(island_.stocks.begin(), island_.stocks.end(), node) - island_.stocks.begin();
        const auto supply =
            std::find(island_.supplies.begin(), island_.supplies.end(), node) - island_.supplies.begin();
        const auto at = static_cast<std::size_t>(stock);
        return at < island_.stocks.size() ? at : at + static_cast<std::size_t>(supply);
    }

    [[nodiscard]] bool is_held(std::size_t at) const { return island_.held[at] != 0; }

    [[nodiscard]] static bool has_guns(const FireCourse& fire) { return fire.guns != no_slot; }

    [[nodiscard]] const model::FireRow& row_of(const FireCourse& fire) const { return state_.model.fires[fire.fire]; }

    [[nodiscard]] bool in_order(const FireCourse& fire) const { return row_of(fire).mode == model::UseMode::in_order; }

    /// What its guns can fire now.
    [[nodiscard]] double guns_fire(const FireCourse& fire) const {
        return has_guns(fire) ? fire.rate * island_.z[fire.guns] : never;
    }

    [[nodiscard]] double constant_of(const FireCourse& fire) const { return sum_of(fire, &UseCourse::constant); }

    [[nodiscard]] double share_of(const FireCourse& fire) const { return sum_of(fire, &UseCourse::share); }

    [[nodiscard]] double sum_of(const FireCourse& fire, double UseCourse::*what) const {
        double sum = 0.0;
        for (std::uint32_t at = fire.uses_begin; at < fire.uses_end; ++at) {
            sum += island_.uses[at].*what;
        }
        return sum;
    }

    [[nodiscard]] double intensity(const LossCourse& loss) const { return state_.losses[loss.loss.index].scheduled; }

    RunState& state_;
    Island& island_;
};

}  // namespace caisson::engine
