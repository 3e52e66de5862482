/// What each fire takes from which stock.
#pragma once
#include <span>
#include <vector>

#include "caisson/model/model.hpp"

namespace caisson::write {

/// One commodity that a fire may use.
struct FireUse {
    model::FireId fire;
    model::FlowId flow;
    model::NodeId cell;
    double take = 1.0;   ///< taken from the cell for a unit of the flow
    double share = 1.0;  ///< of what the fire wants that this stock must answer for: all of it if used in order
};

/// All uses of all fires, in the order of fires and, within a fire, of its list of commodities.
/// values   one for each of model.values: shares are read from them
[[nodiscard]] std::vector<FireUse> fire_uses(const model::Model& model, std::span<const double> values);

}  // namespace caisson::write
