/// Components that one side's least fixpoint does not solve: ends that contest a flow, and coupled inputs.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "engine/allocate_component.hpp"
#include "engine/allocate_least.hpp"

namespace caisson::engine {

/// How a solution was found.
enum class Found : std::uint8_t {
    exactly,
    by_iteration,  ///< to 1e-13 of every multiplier, without an exact fixpoint having been accepted
    not_at_all,
};

class KnotSolver {
public:
    explicit KnotSolver(const Network& net);

    /// Senders and receivers that depend on each other: the least fixpoint of docs/semantics.md, 3.3, by the
    /// alternation of 3.4.
    Found solve_contested(Component& component, LeastFixpoint& least);
    /// Senders that hold back the same flow, or commodities that wait in a circle for what others leave unmet: sharing
    /// with inflows and rooms held, repeated (section 8). Not at all after 100 rounds.
    Found solve_coupled(Component& component, LeastFixpoint& least);

private:
    using Levels = std::vector<Level>;

    struct Binding {
        double multiplier = 1.0;
        std::uint32_t unknown = none;  ///< of the linear system; none if the multiplier is not sought
    };

    /// In which equation, and with which factor.
    struct Place {
        std::uint32_t equation = 0;
        double factor = 0.0;
    };

    bool accept_contested(Component& component, LeastFixpoint& least);
    bool accept_coupled(Component& component, LeastFixpoint& least);
    /// Puts the levels at which flows that are bound as now, by the ends that bind them now, use up what there is.
    bool put_exact_levels(Component& component, LinearSystem& linear);
    double take_fractions(Component& component) const;
    void add_equation(const Component& component, std::uint32_t row, LinearSystem& linear) const;
    [[nodiscard]] Binding binding_of(const Component& component, const Component::Flow& flow, double cap,
                                     std::uint32_t except) const;
    void add_term(const Component& component, Place place, const Component::Term& term, std::uint32_t except,
                  LinearSystem& linear) const;
    void add_ask(const Component& component, Place place, const Component::Flow& flow, LinearSystem& linear) const;

    bool coupled_round(Component& component);
    bool share_held(Component& component);
    static void copy_rates(const Component& component, std::vector<double>& rates);
    [[nodiscard]] static double furthest(const Component& component, std::span<const double> rates);
    [[nodiscard]] bool still_available(const Component& component) const;

    static void copy_levels(const Component& component, Levels& levels);
    static void put_levels(Component& component, const Levels& levels);

    Levels before_;   ///< of the round before
    Levels iterate_;  ///< of this round, while a candidate is tried
    Levels candidate_;
    std::vector<std::uint32_t> unknown_;  ///< of a row: its number in the linear system, or none
    std::vector<double> fractions_;
    std::vector<double> available_;  ///< of a row, held while flows share it
    std::vector<double> rates_;      ///< before the last round of sharing
    std::vector<double> before_rates_;
    std::vector<double> iterate_rates_;
};

}  // namespace caisson::engine
