/// A right run, made by hand instant by instant, in which one number can then be made wrong.
#pragma once
#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "support/checker.hpp"
#include "support/network.hpp"
#include "support/pose.hpp"

namespace caisson::tests {

/// A model, and the snapshots of a right run of it, to be spoiled.
struct Posed {
    explicit Posed(const tiny::Network& network) : model(network.model(100.0)), shots{pose(model)} {}

    Snapshot& now() { return shots.back(); }

    void wait_until(double time) { shots.push_back(later(model, shots.back(), time)); }

    template <class Kind, class Row>
    static std::uint32_t index_in(const Table<Kind, Row>& table, std::string_view id) {
        for (const Id<Kind> known : table.ids()) {
            if (table[known].id == id) {
                return known.index;
            }
        }
        throw std::logic_error("no such id");
    }

    NodeSeen& node(std::string_view depot) {
        return now().nodes[model.depots[model::DepotId{index_in(model.depots, depot)}].cells.begin];
    }

    FlowSeen& plant(std::string_view id) {
        return now().flows[model.plants[model::PlantId{index_in(model.plants, id)}].flow.index];
    }

    FlowSeen& fire(std::string_view id) {
        return now().flows[model.fires[model::FireId{index_in(model.fires, id)}].flows.begin];
    }

    [[nodiscard]] const model::RouteRow& route_row(std::string_view id) const {
        return model.routes[model::RouteId{index_in(model.routes, id)}];
    }

    [[nodiscard]] const model::PlantRow& plant_row(std::string_view id) const {
        return model.plants[model::PlantId{index_in(model.plants, id)}];
    }

    /// What is seen of a plant that takes time.
    PlantSeen& works(std::string_view id) { return now().plants[index_in(model.plants, id)]; }

    FlowSeen& sending(std::string_view id) { return now().flows[route_row(id).sending.index]; }

    RouteSeen& route(std::string_view id) { return now().routes[index_in(model.routes, id)]; }

    void happens(engine::EventKind kind, engine::EntityKind what, std::uint32_t entity, double value) {
        now().events.push_back(
            {.time = Days{now().time}, .kind = kind, .entity_kind = what, .entity = entity, .value = value});
    }

    /// Brings the net rates in line with rates that were changed by hand.
    void balance() {
        for (const model::NodeId id : model.nodes.ids()) {
            double net = 0.0;
            for (std::uint32_t at = model.nodes[id].in.begin; at < model.nodes[id].in.end; ++at) {
                const FlowSeen& flow = now().flows[model.in_ends[at].flow.index];
                net += flow.gain * flow.rate;
            }
            for (std::uint32_t at = model.nodes[id].out.begin; at < model.nodes[id].out.end; ++at) {
                const model::OutEnd& end = model.out_ends[at];
                net -= now().takes[end.leg] * now().flows[end.flow.index].rate;
            }
            now().nodes[id.index].net = net;
        }
        for (const model::RouteId id : model.routes.ids()) {
            const model::RouteRow& row = model.routes[id];
            if (row.sending.valid() && !row.port.valid()) {
                const FlowSeen& flow = now().flows[row.sending.index];
                now().routes[id.index].sending = flow.rate;
                now().routes[id.index].arriving = flow.rate * flow.gain;
                now().routes[id.index].losing = flow.rate - flow.rate * flow.gain;
            }
        }
    }

    [[nodiscard]] std::string judged() const {
        Checker checker(model, model.values);
        for (const Snapshot& shot : shots) {
            checker.check(shot);
        }
        return checker.report();
    }

    [[nodiscard]] bool caught(Rule rule) const {
        Checker checker(model, model.values);
        for (const Snapshot& shot : shots) {
            checker.check(shot);
        }
        return std::any_of(checker.faults().begin(), checker.faults().end(),
                           [&](const Fault& fault) { return fault.rule == rule; });
    }

    model::Model model;
    std::vector<Snapshot> shots;
};

}  // namespace caisson::tests
