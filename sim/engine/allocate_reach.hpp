/// What a change can reach: the levels that may move, which of them move which, and the flows that they hold back.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "engine/allocate_network.hpp"

namespace caisson::engine {

/// The dependency graph of docs/semantics.md, 3.4, as far as it can be reached from what was touched. Nodes without a
/// limit stop the search.
class Reach {
public:
    explicit Reach(const Network& net);

    void begin();
    /// A flow whose ask, gain or take is new.
    void touch_flow(const Present& present, model::FlowId flow);
    /// A node of whose limits some are new, given as NodeLimit bits.
    void touch_node(const Present& present, model::NodeId node, unsigned changed_limits);
    /// Follows the arcs from all that was touched.
    void close(const Present& present);

    [[nodiscard]] std::span<const LevelId> levels() const { return levels_; }

    /// Flows whose rate may be new.
    [[nodiscard]] std::span<const model::FlowId> flows() const { return flows_; }

    /// Arcs from a level, by position in levels(), to those that depend on it.
    [[nodiscard]] std::span<const std::uint32_t> arcs_begin() const { return begin_; }

    [[nodiscard]] std::span<const std::uint32_t> targets() const { return targets_; }

    /// Of each arc, whether it moves its target against the order on which 3.3 rests (section 8): a level falls with a
    /// sender's that holds back the same flow, or follows what another commodity leaves unmet.
    [[nodiscard]] std::span<const std::uint8_t> couples() const { return couples_; }

private:
    enum class Arc : std::uint8_t { plain, coupling };

    void mark(model::FlowId flow);
    std::uint32_t place(LevelId level);
    void touch_level(const Present& present, LevelId level);
    void arc(const Present& present, LevelId target, Arc kind);
    void follow_sender(const Present& present, model::NodeId node);
    void follow_receiver(const Present& present, model::NodeId node);
    void follow_to_receiver(const Present& present, const NetworkFlow& flow, Arc kind);
    void follow_to_legs(const Present& present, const NetworkFlow& flow, model::NodeId except, Arc kind);

    const Network& net_;
    std::vector<LevelId> levels_;
    std::vector<std::uint32_t> place_;  ///< of a level in levels_, or none
    std::vector<model::FlowId> flows_;
    std::vector<std::uint32_t> seen_;  ///< of a flow: in which call it was marked last
    std::uint32_t call_ = 0;
    std::vector<std::uint32_t> begin_;
    std::vector<std::uint32_t> targets_;
    std::vector<std::uint8_t> couples_;
};

}  // namespace caisson::engine
