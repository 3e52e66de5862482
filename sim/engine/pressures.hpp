/// The pressure on states: what they need and do not get (docs/semantics.md, section 10.4).
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "engine/marks.hpp"
#include "engine/sums.hpp"

namespace caisson::engine {

/// Pressures of a run, kept up to date from the rates of its fires.
/// cost  of an instant: O(log n) for each fire that changed, n fires that use what its state needs
class Pressures {
public:
    explicit Pressures(const model::Model& model);

    /// Whether any state has needs.
    [[nodiscard]] bool any() const { return sums_.size() > 0; }

    /// Before each run.
    void start(std::span<const double> values);

    /// Before a run goes on whose pressures are known.
    void bind(std::span<const double> values);

    [[nodiscard]] double on(model::StateId state) const { return values_[state.index]; }

    /// Takes the rates that hold now.
    /// changed  called with each state on which the pressure is another now
    template <class See>
    void update(const Changed& changed, const View& view, See&& see) {
        sums_.update(changed, view, [this](std::uint32_t sum) { stale_.add(states_[sum / 2]); });
        for (const model::StateId state : stale_.list()) {
            const double pressure = sum_up(state);
            if (pressure != values_[state.index]) {
                values_[state.index] = pressure;
                see(state);
            }
        }
        stale_.clear();
    }

    /// Calls `visit` with all that changes in a run, for saving and resuming.
    template <class Pressures, class Visit>
    static void visit(Pressures& pressures, Visit&& visit) {
        visit(pressures.values_);
        Sums::visit_lines(pressures.sums_, visit);
    }

private:
    [[nodiscard]] double sum_up(model::StateId state) const;

    const model::Model& model_;
    Sums sums_;                           // of each need: what is unmet, then what is wanted
    std::vector<model::StateId> states_;  // by need: whose it is
    std::vector<double> weights_;         // by need
    std::vector<double> values_;          // by state
    Marks<model::State> stale_;
};

}  // namespace caisson::engine
