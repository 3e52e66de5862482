#include "app/size.hpp"

namespace caisson::app {

std::uint64_t rows_to_write(const model::Model& model, const write::Sampling& sampling) {
    if (sampling.at == write::SampleAt::breakpoints) {
        return 0;
    }
    const std::uint64_t of_a_cell = 2;   // stock, days of supply
    const std::uint64_t of_a_fire = 4;   // wanted, allowed, fired, unmet
    const std::uint64_t of_a_route = 6;  // in transit, queued, sent, received, lost, spilled
    const std::uint64_t at_a_time = of_a_cell * model.cells + model.plants.size() + of_a_fire * model.fires.size() +
                                    of_a_route * model.routes.size();
    return at_a_time * SampleTimes(sampling.step, Days{model.values[model.end.index]}).size();
}

}  // namespace caisson::app
