/// Everything that can be seen of a run after one instant, as a plain struct: tests keep it, compare it and spoil it.
#pragma once
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "caisson/engine/event.hpp"
#include "caisson/engine/observer.hpp"
#include "caisson/model/model.hpp"

namespace caisson::tests {

struct NodeSeen {
    double stock = 0.0;
    double net = 0.0;  ///< [unit/d], until the next instant
    engine::Mode mode = engine::Mode::between;
    double capacity = 0.0;
    double reserve = 0.0;
    double expired = 0.0;
    double expiring = 0.0;  ///< [unit/d]

    friend bool operator==(const NodeSeen&, const NodeSeen&) = default;
};

struct FlowSeen {
    double asked = 0.0;
    double rate = 0.0;
    engine::Binding binding = engine::Binding::none;
    double gain = 1.0;
    double moved = 0.0;

    friend bool operator==(const FlowSeen&, const FlowSeen&) = default;
};

struct FireSeen {
    double wanted = 0.0;
    double allowed = 0.0;
    std::uint32_t stage = 0;
    double by_guns = std::numeric_limits<
        double>::infinity();  ///< what its guns can fire, if that is less than it is allowed; else infinite
    engine::FireLimit limit{};

    friend bool operator==(const FireSeen&, const FireSeen&) = default;
};

struct RouteSeen {
    bool sends = true;
    double sending = 0.0;  ///< [unit/d], at which `sent` grows; likewise the next three
    double arriving = 0.0;
    double losing = 0.0;
    double spilling = 0.0;
    double under_way = 0.0;
    double sent = 0.0;
    double arrived = 0.0;
    double lost = 0.0;
    double spilled = 0.0;
    double loss = 0.0;
    double returned = 0.0;
    double rejecting = 0.0;  ///< [unit/d], at which `rejected` grows
    double rejected = 0.0;
    double reject_share = 0.0;
    double interdicting = 0.0;  ///< [unit/d], at which `interdicted` grows
    double interdicted = 0.0;
    double let_through = 1.0;
    engine::FleetFigures fleet{};

    friend bool operator==(const RouteSeen&, const RouteSeen&) = default;
};

struct PlantSeen {
    bool begins = true;
    double starting = 0.0;  ///< [unit/d], at which is begun; what is good of what is finished; and the rest of that
    double finishing = 0.0;
    double scrapping = 0.0;
    double in_work = 0.0;
    double in_work_at_start = 0.0;
    double finished = 0.0;
    double scrapped = 0.0;
    double yield = 1.0;

    friend bool operator==(const PlantSeen&, const PlantSeen&) = default;
};

struct DealSeen {
    engine::DealFigures figures;
    engine::DealFigures rates;
    bool withheld = false;

    friend bool operator==(const DealSeen&, const DealSeen&) = default;
};

struct CapSeen {
    double counted = 0.0;
    bool reached = false;

    friend bool operator==(const CapSeen&, const CapSeen&) = default;
};

/// Indexed as the model's tables are. All in days and commodity units.
struct Snapshot {
    double time = 0.0;
    std::vector<engine::Event> events;
    std::vector<NodeSeen> nodes;
    std::vector<FlowSeen> flows;
    std::vector<double> takes;  ///< of the model's legs
    std::vector<FireSeen> fires;
    std::vector<RouteSeen> routes;
    std::vector<PlantSeen> plants;
    std::vector<DealSeen> parts;  ///< of deals
    std::vector<double> enforcements;
    std::vector<CapSeen> caps;
    std::vector<double> pressures;    ///< on the model's states
    std::vector<double> intensities;  ///< of the model's losses
    std::vector<double> rounding;     ///< of the model's commodities
    std::vector<model::NodeId> changed_nodes;
    std::vector<model::FlowId> changed_flows;
    std::vector<model::FireId> changed_fires;
    std::vector<model::RouteId> changed_routes;
    std::vector<model::PlantId> changed_plants;
    std::vector<model::DealPartId> changed_parts;
    std::vector<model::StateId> changed_states;
};

/// Copies what an instant shows.
[[nodiscard]] Snapshot snapshot_of(const engine::Instant& instant);

/// Keeps a snapshot of every instant of a run.
class Recorder final : public engine::Observer {
public:
    void see(const engine::Instant& instant) override { snapshots_.push_back(snapshot_of(instant)); }

    [[nodiscard]] const std::vector<Snapshot>& snapshots() const { return snapshots_; }

    /// Moves the snapshots out.
    [[nodiscard]] std::vector<Snapshot> take() { return std::move(snapshots_); }

private:
    std::vector<Snapshot> snapshots_;
};

}  // namespace caisson::tests
