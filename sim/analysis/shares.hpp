/// Shares out among causes what a fire misses at one moment.
#pragma once
#include <cstdint>
#include <vector>

#include "caisson/analysis/shortage.hpp"

namespace caisson::analysis {

/// Does it for one fire after the other, and keeps its memory.
class Sharer {
public:
    explicit Sharer(const model::Model& model);

    /// What a fire misses now, by cause, the largest first.
    [[nodiscard]] std::vector<RateShare> share(const engine::View& view, const LastShips& ships, model::FireId fire);

    /// The nodes that the last call looked at, the fire's own first.
    [[nodiscard]] const std::vector<model::NodeId>& lacking() const { return visited_; }

private:
    struct Visit {
        std::uint32_t steps = 0;  ///< from the fire, from 1 on; 0 if it was not reached
        double missed = 0.0;      ///< what is put down to it, in the unit of the fire
    };

    class Turn;

    std::vector<Visit> visits_;  ///< by node
    std::vector<model::NodeId> visited_;
};

/// Adds to what is put down to a culprit already.
void put_down(std::vector<RateShare>& shares, const Culprit& culprit, double missed);

/// The largest first; equal ones by culprit.
void sort(std::vector<RateShare>& shares);

}  // namespace caisson::analysis
