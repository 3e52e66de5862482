/// The narrowest place between what there is and a fire.
#pragma once
#include <cstdint>
#include <vector>

#include "caisson/base/quantity.hpp"
#include "caisson/engine/observer.hpp"
#include "caisson/model/fwd.hpp"

namespace caisson::analysis {

class LastShips;

/// A plant or a route that lets no more through, or the fire itself, which asks no more.
struct Passage {
    engine::EntityKind kind{};
    std::uint32_t index = 0;
    Rate most;  ///< what it could bring to its receiver in a day
};

/// The minimum cut between all that there is and a fire.
struct Bottleneck {
    Rate most;                      ///< that could reach the fire, and is asked by it
    std::vector<Passage> passages;  ///< plants, routes, then the fire; each in the order of ids
};

/// Finds the narrowest place of the supply graph as it stands, time on the way left out: the most that a fire could get
/// in the long run if all others took nothing.
/// ships    what became of the last ships, up to now
/// cost     that of graph::minimum_cut for the depots, plants and routes of the model
/// source   docs/semantics.md, section 16
[[nodiscard]] Bottleneck narrowest_before(const engine::View& view, const LastShips& ships, model::FireId fire);

}  // namespace caisson::analysis
