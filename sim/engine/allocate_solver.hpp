/// What an Allocator is made of.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "engine/allocate.hpp"
#include "engine/allocate_component.hpp"
#include "engine/allocate_knot.hpp"
#include "engine/allocate_least.hpp"
#include "engine/allocate_network.hpp"
#include "engine/allocate_reach.hpp"
#include "engine/allocate_sums.hpp"
#include "engine/components.hpp"
#include "engine/water_filling.hpp"

namespace caisson::engine {

class Solver {
public:
    Solver(const model::Model& model, SolvePath path);

    bool solve(Allocation& allocation, std::span<const model::NodeId> nodes, std::span<const model::FlowId> flows);
    bool solve_all(Allocation& allocation);

    [[nodiscard]] AloneNode alone(model::NodeId node) const;

    [[nodiscard]] std::span<const model::FlowId> changed_flows() const { return changed_flows_; }

    [[nodiscard]] std::span<const model::NodeId> changed_nodes() const { return changed_nodes_; }

    AllocationCounts counts;

private:
    void begin();
    void end(const Present& present);

    // nodes on which nothing else depends (allocate_lone.cpp)
    [[nodiscard]] bool lone_now(const Present& present, model::NodeId node) const;
    [[nodiscard]] bool ends_in_peace(const Present& present, model::FlowId flow) const;
    [[nodiscard]] bool all_lone(const Present& present, std::span<const model::NodeId> nodes,
                                std::span<const model::FlowId> flows) const;
    void solve_lone(const Present& present, std::span<const model::NodeId> nodes, std::span<const model::FlowId> flows);
    void solve_lone_node(const Present& present, model::NodeId node);

    // anything (allocate.cpp)
    bool solve_general(const Present& present, std::span<const model::NodeId> nodes,
                       std::span<const model::FlowId> flows);
    bool solve_levels(const Present& present);
    bool solve_component(const Present& present, std::size_t number);
    [[nodiscard]] bool moves_itself(std::uint32_t place) const;
    [[nodiscard]] bool coupled(std::size_t number) const;

    // levels, rates and sums (allocate_settle.cpp)
    void take_limits(const Present& present, model::NodeId node);
    void solve_single(const Present& present, LevelId level);
    [[nodiscard]] double gather_sender(const Present& present, model::NodeId node);
    [[nodiscard]] double gather_receiver(const Present& present, model::NodeId node);
    void settle_flow(const Present& present, model::FlowId flow);
    void settle_node(const Present& present, model::NodeId node);
    void settle_net(const Present& present, model::NodeId node);
    void report_reserve(const Present& present, model::NodeId node);
    [[nodiscard]] double net_rate(const Present& present, model::NodeId node) const;
    [[nodiscard]] double own_use(const Present& present, model::NodeId node) const;
    void mark_flow(model::FlowId flow);
    void mark_node(model::NodeId node);
    void mark_ends(model::FlowId flow);

    const Network net_;
    const SolvePath path_;
    NodeSums sums_;
    Reach reach_;
    Components components_;
    Component component_;
    LeastFixpoint least_;
    KnotSolver knots_;
    std::vector<Share> shares_;
    std::vector<LevelId> members_;

    std::vector<model::FlowId> changed_flows_;
    std::vector<model::NodeId> changed_nodes_;
    std::vector<std::uint8_t> flow_changed_;
    std::vector<std::uint8_t> node_changed_;
};

}  // namespace caisson::engine
