/// A run written down: the breakpoints of its straight lines, and its events.
#pragma once
#include <vector>

#include "caisson/base/quantity.hpp"
#include "caisson/base/table.hpp"
#include "caisson/engine/event.hpp"
#include "caisson/engine/observer.hpp"
#include "caisson/model/model.hpp"

namespace caisson::engine {

/// From `time` on, until the next breakpoint, the stock is stock + net (t - time).
struct NodeBreak {
    Days time;
    Amount stock;
    Rate net;
    Mode mode{};
    Amount expired;
    Rate expiry;
};

/// From `time` on a flow has this rate; `moved` is its total at `time`.
struct FlowBreak {
    Days time;
    Rate asked;
    Rate rate;
    Binding binding{};
    Amount moved;
};

/// From `time` on a fire wants and is allowed so much; the totals are those at `time`.
struct FireBreak {
    Days time;
    Rate wanted;
    Rate allowed;
    std::uint32_t stage = 0;
    Amount wanted_total;
    Amount allowed_total;
    FireLimit limit = FireLimit::nothing;
};

/// A route's totals at `time`, and the rates at which they grow from then on.
struct RouteBreak {
    Days time;
    Amount sent;
    Amount arrived;
    Amount lost;
    Amount spilled;
    Amount rejected;
    Amount under_way;
    RouteRates rates;
    Amount interdicted;
};

/// The same of a plant that takes time.
struct PlantBreak {
    Days time;
    Amount in_work;
    Amount finished;
    Amount scrapped;
    PlantRates rates;
};

/// What can be counted of a part of a deal at `time`, and the rates at which that grows from then on.
struct DealBreak {
    Days time;
    DealFigures figures;
    DealFigures rates;
    bool withheld = false;
};

/// From `time` on the pressure on a state is this.
struct StateBreak {
    Days time;
    double pressure = 0.0;
};

/// Totals of a route at one moment.
struct RouteTotals {
    Amount sent;
    Amount arrived;
    Amount lost;
    Amount spilled;
    Amount rejected;
    Amount under_way;
    Amount interdicted;
};

/// Records a whole run. Give it to Runner::run as an observer; ask it afterwards.
/// cost     memory of what changed: one breakpoint for each thing that an instant changed, one record an event
class Trajectory final : public Observer {
public:
    explicit Trajectory(const model::Model& model);  // borrows: the model outlives the trajectory

    void see(const Instant& instant) override;

    [[nodiscard]] const model::Model& model() const { return *model_; }

    /// The time of the last instant seen.
    [[nodiscard]] Days end() const { return end_; }

    [[nodiscard]] const std::vector<Event>& events() const { return events_; }

    [[nodiscard]] const std::vector<NodeBreak>& of(model::NodeId node) const { return nodes_[node]; }

    [[nodiscard]] const std::vector<FlowBreak>& of(model::FlowId flow) const { return flows_[flow]; }

    [[nodiscard]] const std::vector<FireBreak>& of(model::FireId fire) const { return fires_[fire]; }

    [[nodiscard]] const std::vector<RouteBreak>& of(model::RouteId route) const { return routes_[route]; }

    /// Empty for a plant that makes at once.
    [[nodiscard]] const std::vector<PlantBreak>& of(model::PlantId plant) const { return plants_[plant]; }

    [[nodiscard]] const std::vector<DealBreak>& of(model::DealPartId part) const { return parts_[part]; }

    /// Of the pressure on a state; empty for a state without needs.
    [[nodiscard]] const std::vector<StateBreak>& of(model::StateId state) const { return states_[state]; }

    /// Values at a time in [0, end]. At a time with an instant: after it (right-continuous).
    [[nodiscard]] Amount stock(model::NodeId node, Days time) const;
    [[nodiscard]] Amount moved(model::FlowId flow, Days time) const;
    [[nodiscard]] Amount wanted(model::FireId fire, Days time) const;   ///< total since the start
    [[nodiscard]] Amount allowed(model::FireId fire, Days time) const;  ///< total since the start
    [[nodiscard]] RouteTotals totals(model::RouteId route, Days time) const;

    /// The breakpoint in force at a time.
    [[nodiscard]] const NodeBreak& at(model::NodeId node, Days time) const;
    [[nodiscard]] const FlowBreak& at(model::FlowId flow, Days time) const;
    [[nodiscard]] const FireBreak& at(model::FireId fire, Days time) const;
    [[nodiscard]] const RouteBreak& at(model::RouteId route, Days time) const;

    /// The times of all instants, in order.
    [[nodiscard]] const std::vector<Days>& instants() const { return instants_; }

private:
    const model::Model* model_;
    Days end_;
    std::vector<Event> events_;
    std::vector<Days> instants_;
    Table<model::Node, std::vector<NodeBreak>> nodes_;
    Table<model::Flow, std::vector<FlowBreak>> flows_;
    Table<model::Fire, std::vector<FireBreak>> fires_;
    Table<model::Route, std::vector<RouteBreak>> routes_;
    Table<model::Plant, std::vector<PlantBreak>> plants_;
    Table<model::DealPart, std::vector<DealBreak>> parts_;
    Table<model::State, std::vector<StateBreak>> states_;
};

}  // namespace caisson::engine
