/// Sums of what a run has, kept as straight lines while it goes on.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "caisson/engine/observer.hpp"
#include "engine/line_sum.hpp"
#include "engine/outcome_terms.hpp"

namespace caisson::engine {

/// What changed in an instant, in any order.
struct Changed {
    std::span<const model::NodeId> nodes;
    std::span<const model::FlowId> flows;
    std::span<const model::FireId> fires;
    std::span<const model::RouteId> routes;
    std::span<const model::PlantId> plants;    ///< that take time
    std::span<const model::DealPartId> parts;  ///< of deals
    std::span<const model::StateId> states;    ///< on which the pressure changed
};

/// Several sums that are watched together, each with what is wanted in a day if it is in days of supply.
/// cost  of a change: O(log n) for each sum that it is part of, n terms in it
class Sums {
public:
    /// terms  of each sum
    Sums(const model::Model& model, const std::vector<OutcomeTerms>& terms);

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(sums_.size()); }

    /// Before each run.
    /// values  as given to Runner::run
    void start(std::span<const double> values);

    /// Before a run goes on whose lines are known.
    void bind(std::span<const double> values) { values_.assign(values.begin(), values.end()); }

    /// Takes the lines that hold now of all that changed.
    /// touch  called with the number of each sum that this concerns, once or several times, before it changes
    template <class Touch>
    void update(const Changed& changed, const View& view, Touch&& touch) {
        update_things(nodes_, changed.nodes, view, touch);
        update_things(flows_, changed.flows, view, touch);
        update_things(fires_, changed.fires, view, touch);
        update_things(routes_, changed.routes, view, touch);
        update_things(plants_, changed.plants, view, touch);
        update_things(parts_, changed.parts, view, touch);
        update_things(states_, changed.states, view, touch);
    }

    [[nodiscard]] const Line& sum(std::uint32_t index) const { return sums_[index].sum(); }

    /// What is wanted in a day.
    [[nodiscard]] const Line& day(std::uint32_t index) const { return days_[index].sum(); }

    /// Calls `visit` with the lines of each sum, for saving and resuming.
    template <class Sums, class Visit>
    static void visit_lines(Sums& sums, Visit&& visit) {
        for (auto& sum : sums.sums_) {
            visit(sum.lines());
        }
        for (auto& day : sums.days_) {
            visit(day.lines());
        }
    }

private:
    /// Where a thing of the run counts.
    struct Place {
        std::uint32_t sum = 0;
        std::uint32_t term = 0;
        bool in_day = false;
        Term what;
    };

    /// All places of each node, flow, fire, route, plant, part of a deal or state: those of number i are begins[i] to
    /// begins[i + 1].
    struct Places {
        std::vector<std::uint32_t> begins;
        std::vector<Place> rows;
    };

    static Places sorted(std::vector<Place> rows, std::size_t count);

    template <class Ids, class Touch>
    void update_things(const Places& places, const Ids& changed, const View& view, Touch&& touch) {
        for (const auto id : changed) {
            for (auto at = places.begins[id.index]; at < places.begins[id.index + 1]; ++at) {
                touch(places.rows[at].sum);
                take_line(places.rows[at], view);
            }
        }
    }

    void take_line(const Place& place, const View& view);

    std::vector<LineSum> sums_;
    std::vector<LineSum> days_;
    std::vector<double> values_;
    Places nodes_;
    Places flows_;
    Places fires_;
    Places routes_;
    Places plants_;
    Places parts_;
    Places states_;
};

}  // namespace caisson::engine
