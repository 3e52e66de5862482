#include "app/size.hpp"

#include <set>

namespace caisson::app {

std::uint64_t rows_to_write(const model::Model& model, const write::Sampling& sampling) {
    if (sampling.at == write::SampleAt::breakpoints) {
        return 0;
    }
    const std::set<model::NodeId> fired_from(model.supply_nodes.begin(), model.supply_nodes.end());
    const std::uint64_t of_a_fire = 3;   // wanted, allowed, unmet; fired for each commodity that it uses
    const std::uint64_t of_a_route = 6;  // in transit, queued, sent, received, lost, spilled
    const std::uint64_t at_a_time = model.cells + fired_from.size() +  // stock, and days of supply where there is a use
                                    model.plants.size() + of_a_fire * model.fires.size() + model.supply_nodes.size() +
                                    of_a_route * model.routes.size();
    return at_a_time * SampleTimes(sampling.step, Days{model.values[model.end.index]}).size();
}

}  // namespace caisson::app
