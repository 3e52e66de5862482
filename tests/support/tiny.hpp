/// Runs a tiny scenario and answers what tests ask of the run.
#pragma once
#include <limits>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "caisson/base/quantity.hpp"
#include "caisson/engine/run.hpp"
#include "support/network.hpp"
#include "support/snapshot.hpp"

namespace caisson::tiny {

inline constexpr double never = std::numeric_limits<double>::infinity();

/// All that was seen of one run. Between instants it evaluates the straight lines. Names are ids of the network; a
/// node is a depot, or a depot and a commodity; a flow is a plant, a fire or a route (what leaves on it). Times are
/// days, amounts commodity units; an amount at an instant is the one after it, a rate the one right after it.
class Seen {
public:
    Seen(std::unique_ptr<const model::Model> model, std::vector<tests::Snapshot> instants, engine::Summary summary);

    [[nodiscard]] const model::Model& model() const { return *model_; }

    [[nodiscard]] const std::vector<tests::Snapshot>& instants() const { return instants_; }

    [[nodiscard]] const engine::Summary& summary() const { return summary_; }

    [[nodiscard]] const engine::Counts& counts() const { return summary_.counts; }

    [[nodiscard]] double stock(std::string_view depot, double time, std::string_view commodity = {}) const;
    [[nodiscard]] double net(std::string_view depot, double time, std::string_view commodity = {}) const;
    [[nodiscard]] engine::Mode mode(std::string_view depot, double time, std::string_view commodity = {}) const;
    /// When a stock first reached 0; `never` if it did not.
    [[nodiscard]] double first_empty(std::string_view depot, std::string_view commodity = {}) const;

    /// Of a fire with several commodities: of one of them, or of all together where none is named.
    [[nodiscard]] double rate(std::string_view flow, double time, std::string_view commodity = {}) const;
    [[nodiscard]] double asked(std::string_view flow, double time, std::string_view commodity = {}) const;
    [[nodiscard]] double moved(std::string_view flow, double time, std::string_view commodity = {}) const;
    [[nodiscard]] engine::Binding binding(std::string_view flow, double time, std::string_view commodity = {}) const;
    [[nodiscard]] std::uint32_t stage(std::string_view fire, double time) const;

    /// What waits in a route's port, is under way on it, has come to its end, was lost, was spilled.
    [[nodiscard]] double port(std::string_view route, double time) const;
    [[nodiscard]] double under_way(std::string_view route, double time) const;
    [[nodiscard]] double sent(std::string_view route, double time) const;
    [[nodiscard]] double arrived(std::string_view route, double time) const;
    [[nodiscard]] double lost(std::string_view route, double time) const;
    [[nodiscard]] double spilled(std::string_view route, double time) const;
    [[nodiscard]] bool sends(std::string_view route, double time) const;
    [[nodiscard]] double rejected(std::string_view route, double time) const;
    /// What was stopped on a route, and the pressure on a state.
    [[nodiscard]] double interdicted(std::string_view route, double time) const;
    [[nodiscard]] double pressure(std::string_view state, double time) const;
    /// What a plant has begun and not finished, what waits in its dock, what was scrapped, what its depot got.
    [[nodiscard]] double in_work(std::string_view plant, double time) const;
    [[nodiscard]] double dock(std::string_view plant, double time) const;
    [[nodiscard]] double scrapped(std::string_view plant, double time) const;
    [[nodiscard]] double delivered(std::string_view plant, double time) const;
    /// What can be counted of a deal's goods, or of its payment in a commodity.
    [[nodiscard]] engine::DealFigures deal(std::string_view deal, std::string_view commodity, double time) const;
    /// At which rate goods leave a route's port.
    [[nodiscard]] double unloading(std::string_view route, double time) const;

    /// All fires together; all plants together.
    [[nodiscard]] double fired_total(double time) const;
    [[nodiscard]] double made_total(double time) const;

    /// Events of one kind, of one entity if it is named; and when they happened, and their values.
    [[nodiscard]] std::vector<engine::Event> events(engine::EventKind kind, std::string_view entity = {}) const;
    [[nodiscard]] std::vector<double> times(engine::EventKind kind, std::string_view entity = {}) const;
    [[nodiscard]] std::vector<double> amounts(engine::EventKind kind, std::string_view entity = {}) const;
    /// When something happened: the start and the end included.
    [[nodiscard]] std::vector<double> instant_times() const;
    /// How many events there were in all, without the start and the end.
    [[nodiscard]] std::size_t event_count() const;

    [[nodiscard]] model::NodeId node(std::string_view depot, std::string_view commodity = {}) const;
    /// All flows of a plant, a fire (of one commodity if it is named), or what leaves on a route.
    [[nodiscard]] std::vector<model::FlowId> flows(std::string_view id, std::string_view commodity = {}) const;
    [[nodiscard]] model::RouteId route(std::string_view id) const;
    [[nodiscard]] model::FireId fire(std::string_view id) const;
    [[nodiscard]] model::PlantId plant(std::string_view id) const;

private:
    [[nodiscard]] const tests::Snapshot& last_until(double time) const;
    [[nodiscard]] double grown(double then, double rate, double time) const;
    [[nodiscard]] bool names(const engine::Event& event, std::string_view entity) const;

    std::unique_ptr<const model::Model> model_;
    std::vector<tests::Snapshot> instants_;
    engine::Summary summary_;
};

/// Plays a network from day 0 to `end`. The independent checker looks at every instant.
/// fails   throws std::runtime_error: the scenario is refused, the run failed, or the checker found a fault
[[nodiscard]] Seen run(const Network& network, Days end, engine::Future future = {});

/// The same for a scenario that was written or read elsewhere.
[[nodiscard]] Seen run(const model::Scenario& scenario, engine::Future future = {});

/// The same for a model, with the values given.
[[nodiscard]] Seen run(std::unique_ptr<const model::Model> model, std::span<const double> values,
                       engine::Future future = {});

}  // namespace caisson::tiny
