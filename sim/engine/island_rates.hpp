/// How the stocks of an island change from now on.
#pragma once
#include "engine/island_parts.hpp"

namespace caisson::engine {

/// Finds which limits hold in an island, and writes down the rates of its stocks.
class IslandRates : private IslandParts {
public:
    IslandRates(RunState& state, Island& island) : IslandParts(state, island) {}

    /// All that a step depends on, and that others may change, to Island::fresh.
    void gather();

    /// Which limits hold now, and so the course and the slopes at its beginning.
    void choose();

    [[nodiscard]] Course& course();

private:
    void gather_uses(const FireCourse& fire);
    [[nodiscard]] double net_of_others(model::NodeId node) const;
    [[nodiscard]] bool choose_by_direction(FireCourse& fire);
    [[nodiscard]] bool hold_empty_stocks();
    [[nodiscard]] bool hold_empty_supplies();
    [[nodiscard]] bool draws_on(model::FlowId flow, model::NodeId node) const;
    void describe();
    void share_out(const FireCourse& fire);
    void describe_guns(const FireCourse& fire);
    void describe_loss(LossCourse& loss);
    void describe_hits(LossCourse& loss, double rate, double constant, double each, std::uint32_t by);
    void add_fire(std::size_t row, const FireCourse& fire, double constant, double share, double factor);
    [[nodiscard]] LinearFlow& straight();
};

}  // namespace caisson::engine
