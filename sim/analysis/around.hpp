/// What leads into a node, and what of it holds goods back.
#pragma once
#include <vector>

#include "caisson/analysis/shortage.hpp"

namespace caisson::analysis {

/// A part of what something brings less than it could.
struct Part {
    Culprit culprit;         ///< where it goes on upstream, the cause says nothing
    double weight = 0.0;     ///< [unit/d] of the node
    model::NodeId upstream;  ///< where goods are lacking because of which it is held back
};

/// Something that leads into a node.
struct Leading {
    Culprit culprit;  ///< its capacity, or its unloading
    engine::Halt halt{};
    double potential = 0.0;  ///< [unit/d], above 0
    double brought = 0.0;    ///< [unit/d]: now
};

/// All that leads into a node.
struct Around {
    std::vector<Part> causes;  ///< with weights above 0
    std::vector<Leading> leading;
};

/// Looks at what leads into nodes, one after the other.
class Surroundings {
public:
    /// Borrows both: they outlive it.
    Surroundings(const engine::View& view, const LastShips& ships) : view_(view), ships_(ships) {}

    /// What leads into a node; borrowed, until the next call.
    const Around& into(model::NodeId node);

    /// What a node holds back of what its flows ask and its ships should load, in a day.
    [[nodiscard]] double lacking_at(model::NodeId node) const;

    /// The nodes out of which a flow takes goods and which have none, shared alike; none if it has all it needs.
    [[nodiscard]] std::vector<model::NodeId> empty_senders(model::FlowId flow) const;

    /// Of a lot, the share that the last ship had to leave without; all while a ship waits. Of vehicles that load, what
    /// is missing of what they ask. Not for flows.
    [[nodiscard]] double short_loaded(model::RouteId id) const;

private:
    void add_plant(model::PlantId id, double brought);
    void add_route(model::RouteId id, double brought);
    void add_sending(model::RouteId id, double left);
    void add_sailing(model::RouteId id, double potential);
    void add_held_back(const Culprit& of, model::NodeId sender, double weight);
    void add_upstream(const Culprit& of, model::FlowId flow, double weight);
    bool add_halt(engine::EntityKind kind, std::uint32_t index, engine::Halt halt, double potential);
    void add_cause(const Culprit& culprit, double weight);
    void add_leading(const Leading& leading, model::NodeId queue);
    [[nodiscard]] double held_back(model::FlowId flow) const;
    [[nodiscard]] double not_stopped(model::RouteId id) const;
    [[nodiscard]] bool unloads_slowly(model::RouteId id) const;
    [[nodiscard]] double delivered(model::RouteId id) const;

    [[nodiscard]] const model::Model& model() const { return view_.model(); }

    const engine::View& view_;
    const LastShips& ships_;
    Around around_;
};

/// What a fire gets of all its commodities together.
[[nodiscard]] Rate fired_by(const engine::View& view, model::FireId fire);

/// Whether a node has nothing to give but what comes in.
[[nodiscard]] inline bool has_nothing(engine::Mode mode) {
    return mode == engine::Mode::empty || mode == engine::Mode::hub;
}

}  // namespace caisson::analysis
