#include "support/play_again.hpp"

#include <optional>

#include "caisson/engine/run.hpp"
#include "support/count_allocations.hpp"

namespace caisson::tests {
namespace {

/// Plays once and says how often memory was asked for; nothing if the run fails.
std::optional<std::uint64_t> count(engine::Runner& runner, std::span<const double> values,
                                   std::span<engine::Observer* const> observers) {
    const std::uint64_t before = allocations();
    const bool finished = runner.run(values, {}, observers).has_value();
    const std::uint64_t during = allocations() - before;
    return finished ? std::optional{during} : std::nullopt;
}

}  // namespace

void Notebook::see(const engine::Instant& instant) {
    const engine::View& view = instant.view;
    times_.push_back(instant.time);
    events_.insert(events_.end(), instant.events.begin(), instant.events.end());
    for (const model::NodeId node : instant.changed_nodes) {
        numbers_.insert(numbers_.end(), {view.stock(node).value, view.net_rate(node).value});
    }
    for (const model::FlowId flow : instant.changed_flows) {
        numbers_.insert(numbers_.end(), {view.rate(flow).value, view.moved(flow).value});
    }
    for (const model::FireId fire : instant.changed_fires) {
        numbers_.insert(numbers_.end(), {view.wanted(fire).value, view.allowed(fire).value});
    }
    for (const model::PlantId plant : instant.changed_plants) {
        numbers_.insert(numbers_.end(), {view.in_work(plant).value, view.rates(plant).finished.value});
    }
    for (const model::DealPartId part : instant.changed_parts) {
        numbers_.insert(numbers_.end(), {view.deal(part).outstanding, view.deal(part).owed});
    }
    for (const model::StateId state : instant.changed_states) {
        numbers_.push_back(view.pressure(state));
    }
    for (const model::RouteId route : instant.changed_routes) {
        numbers_.insert(numbers_.end(), {view.under_way(route).value, view.rates(route).arrived.value});
    }
}

void Notebook::turn_page() {
    times_.clear();
    events_.clear();
    numbers_.clear();
}

SecondRun play_again(const model::Model& model, std::span<const double> values) {
    engine::Runner runner(model);
    const auto first = count(runner, values, {});
    const auto second = count(runner, values, {});
    return {first && second, second.value_or(0), first.value_or(0), 0, true};
}

SecondRun play_again_watched(const model::Model& model, std::span<const double> values) {
    engine::Runner runner(model);
    Notebook notebook;
    engine::Observer* const observers[] = {&notebook};
    const auto first = count(runner, values, observers);
    const std::vector<double> seen = notebook.numbers();
    notebook.turn_page();
    const auto second = count(runner, values, observers);
    return {first && second, second.value_or(0), first.value_or(0), notebook.instants(), notebook.numbers() == seen};
}

}  // namespace caisson::tests
