/// The least levels of one side of a component, the other side's being given: L(mu) and N(lam) of
/// docs/semantics.md, 3.3.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "engine/allocate_component.hpp"
#include "engine/allocate_linear.hpp"
#include "engine/components.hpp"
#include "engine/water_filling.hpp"

namespace caisson::engine {

class LeastFixpoint {
public:
    explicit LeastFixpoint(const Network& net);

    /// Takes a component in which levels of one side hold back no flow together and wait for no other's rest.
    void prepare(const Component& component);
    /// Sets the levels of one side. False if rounding kept it from an end (never seen; the levels are then too low).
    bool solve_senders(Component& component);
    bool solve_receivers(Component& component);

    [[nodiscard]] LinearSystem& linear() { return linear_; }

private:
    /// What a unit of a level's fraction, in one class, adds to another level's inflow or room.
    struct Arc {
        std::uint32_t from = 0;  ///< position in the group
        std::uint32_t to = 0;
        std::uint32_t priority_class = 0;
        double weight = 0.0;
        double cap = 1.0;  ///< the flow rises no further
    };

    /// A level of the group on its way up.
    struct Climber {
        std::uint32_t row = 0;
        double outside = 0.0;    ///< [unit/d] what does not come from the group; may be negative
        double available = 0.0;  ///< [unit/d] so far
        double residual = 0.0;   ///< [unit/d] what it gets at the present levels, less `available`
        double direction = 0.0;
        std::uint32_t unknown = none;  ///< its number among those that rise
        std::uint32_t piece = 0;       ///< of pieces_
        std::uint32_t last_piece = 0;
        std::uint32_t arcs_begin = 0;  ///< of arcs_, sorted by `from`
        std::uint32_t arcs_end = 0;
    };

    static void group_side(const Component& component, std::uint32_t first, std::uint32_t last, Components& groups,
                           std::vector<std::uint32_t>& begin, std::vector<std::uint32_t>& sources);
    bool solve_group(Component& component, std::span<const std::uint32_t> members, std::uint32_t first);
    bool climb(const Component& component);
    void gather(Component& component, std::span<const std::uint32_t> members, std::uint32_t first);
    void gather_arcs(const Component& component);
    void sort_arcs();
    void gather_pieces(Component& component);

    void pass_breakpoints();

    [[nodiscard]] Level level(const Climber& climber) const { return pieces_[climber.piece].at(climber.available); }

    [[nodiscard]] double slope(const Arc& arc) const;
    bool find_residuals(double rounding);
    std::size_t number_fed();
    void find_direction(std::size_t fed);
    [[nodiscard]] double step_to_breakpoint(const Climber& climber) const;
    void rise();

    LinearSystem linear_;
    Components senders_;
    Components receivers_;
    std::vector<std::uint32_t> begin_;
    std::vector<std::uint32_t> sources_;
    std::vector<std::uint32_t> climber_of_;  ///< of a row, or none
    std::vector<Climber> climbers_;
    std::vector<Arc> arcs_;
    std::vector<Arc> unsorted_;
    std::vector<Piece> pieces_;
    std::vector<Share> shares_;
    std::vector<std::uint32_t> fed_;  ///< climbers that rise, in the order in which they were found
    std::vector<double> directions_;
};

}  // namespace caisson::engine
