#include "app/size.hpp"

#include <algorithm>
#include <limits>
#include <set>

namespace caisson::app {
namespace {

constexpr std::uint64_t of_a_fire = 3;   // wanted, allowed, unmet; fired for each commodity that it uses
constexpr std::uint64_t of_a_route = 6;  // in transit, queued, sent, received, lost, spilled

constexpr std::uint64_t of_goods = 10;  // pledged, ordered, outstanding, sent, under way, delivered, lost, replaced,
                                        // cancelled, withheld
constexpr std::uint64_t of_a_payment =
    13;  // price, due, owed, paid, arrears, implied price, and of the above the middle

std::uint64_t rows_of(const model::Model& model, model::DealPartId part) {
    return model::is_goods(model, part) ? of_goods : of_a_payment;
}

/// Where something is fired from, which gives days of supply beside the stock.
std::set<model::NodeId> fired_from(const model::Model& model) {
    return {model.supply_nodes.begin(), model.supply_nodes.end()};
}

std::uint64_t states_with_needs(const model::Model& model) {
    return static_cast<std::uint64_t>(std::count_if(model.states.begin(), model.states.end(),
                                                    [](const auto& state) { return !state.needs.empty(); }));
}

std::uint64_t cells_with_shelf_lives(const model::Model& model) {
    return static_cast<std::uint64_t>(std::count_if(model.nodes.begin(), model.nodes.end(),
                                                    [](const auto& node) { return node.shelf_life.valid(); }));
}

/// Of a fire with guns: what limits it, and what it wears out.
std::uint64_t gun_rows(const model::FireRow& fire) {
    return (fire.guns.held.valid() ? 1U : 0U) + (fire.guns.wear.valid() ? 1U : 0U);
}

std::uint64_t gun_rows(const model::Model& model) {
    std::uint64_t rows = 0;
    for (const model::FireRow& fire : model.fires) {
        rows += gun_rows(fire);
    }
    return rows;
}

/// Routes of which what is interdicted is written.
std::uint64_t measured_routes(const model::Model& model) {
    return static_cast<std::uint64_t>(std::count_if(model.routes.begin(), model.routes.end(),
                                                    [](const auto& route) { return !route.enforcements.empty(); }));
}

/// At most so many rows at a time of origins: of states that make or hold something, or are named as origins.
std::uint64_t origin_rows(const model::Model& model) {
    if (!model.traces_origins) {
        return 0;
    }
    std::set<model::StateId> origins;
    for (const model::PlantRow& plant : model.plants) {
        origins.insert(model.depots[plant.at].state);
    }
    for (const model::NodeRow& node : model.nodes) {
        if (node.kind == model::NodeKind::cell && node.stock.valid() && model.values[node.stock.index] > 0.0) {
            origins.insert(model.depots[node.depot].state);
        }
    }
    for (const model::OfStateRow& row : model.of_states) {
        origins.insert(row.state);
    }
    constexpr std::uint64_t of_a_cell = 4;  // stock, age, sent, received
    constexpr std::uint64_t of_a_use = 2;   // fired, effective
    return origins.size() * (of_a_cell * model.cells + of_a_use * model.supply_nodes.size());
}

}  // namespace

std::uint64_t rows_to_write(const model::Model& model, const write::Sampling& sampling) {
    if (sampling.at == write::SampleAt::breakpoints) {
        return 0;
    }
    const std::uint64_t at_a_time =
        model.cells + cells_with_shelf_lives(model) + fired_from(model).size() + model.plants.size() +
        of_a_fire * model.fires.size() + model.supply_nodes.size() + of_a_route * model.routes.size() +
        of_goods * model.deals.size() + of_a_payment * (model.deal_parts.size() - model.deals.size()) +
        gun_rows(model) + model.losses.size() + measured_routes(model) + states_with_needs(model) + origin_rows(model);
    constexpr auto most = std::numeric_limits<std::uint64_t>::max();
    constexpr double most_times = 1e15;  // all whole numbers up to it are doubles
    const Days end{model.values[model.end.index]};
    if (!(end / sampling.step < most_times)) {
        return at_a_time == 0 ? 0 : most;
    }
    const std::uint64_t times = SampleTimes(sampling.step, end).size();
    return at_a_time > most / times ? most : at_a_time * times;
}

BreakpointRows::BreakpointRows(const model::Model& model)
    : of_node_(model.nodes.size(), 0),
      of_flow_(model.flows.size(), 0),
      of_fire_(model.fires.size(), of_a_fire),
      fire_of_(model.flows.size()) {
    std::fill_n(of_node_.begin(), model.cells, std::uint8_t{1});
    for (const model::NodeId node : fired_from(model)) {
        of_node_[node.index] = 2;
    }
    for (const model::PlantRow& plant : model.plants) {
        of_flow_[plant.flow.index] = 1;
    }
    for (const model::LossRow& loss : model.losses) {
        of_flow_[loss.flow.index] = 1;
    }
    for (const model::FireId fire : model.fires.ids()) {
        const model::FireRow& row = model.fires[fire];
        of_fire_[fire.index] += row.supply.size() + gun_rows(row);
        if (row.guns.wear.valid()) {
            fire_of_[row.guns.wear.index] = fire;
        }
        std::fill(fire_of_.begin() + row.flows.begin, fire_of_.begin() + row.flows.end, fire);
    }
}

void BreakpointRows::see(const engine::Instant& instant) {
    for (const model::NodeId node : instant.changed_nodes) {
        count_ += of_node_[node.index];
    }
    const auto fires = instant.changed_fires;
    model::FireId last;
    for (const model::FlowId flow : instant.changed_flows) {
        count_ += of_flow_[flow.index];
        const model::FireId fire = fire_of_[flow.index];
        if (fire.valid() && fire != last && !std::binary_search(fires.begin(), fires.end(), fire)) {
            count_ += of_fire_[fire.index];
            last = fire;
        }
    }
    for (const model::FireId fire : instant.changed_fires) {
        count_ += of_fire_[fire.index];
    }
    count_ += of_a_route * instant.changed_routes.size();
    for (const model::DealPartId part : instant.changed_parts) {
        count_ += rows_of(instant.view.model(), part);
    }
    count_ += instant.changed_states.size();
}

}  // namespace caisson::app
