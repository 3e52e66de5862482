/// A second solver of who gets how much, straight from the definition in docs/semantics.md, section 3.3: slow, in long
/// double, with no graph, no order of components and no exact solve. The engine's rates are compared with it.
#pragma once
#include <cstddef>
#include <vector>

#include "caisson/model/model.hpp"
#include "support/snapshot.hpp"

namespace caisson::tests {

struct PlainRates {
    /// False where the definition does not reach: a flow with two inputs that are both empty, full or at a reserve.
    bool covered = true;
    /// False if the alternation of 3.3 was stopped before it stood still.
    bool settled = true;
    int rounds = 0;
    std::vector<double> rates;  ///< of the model's flows
    std::vector<double> outs;   ///< multiplier of each flow at its sender; 1 where the sender does not limit
    std::vector<double> ins;    ///< multiplier of each flow at its receiver
};

/// posed   stocks, capacities, reserves, asks, gains and takes are read; rates, modes and binding limits are not
[[nodiscard]] PlainRates solve_plainly(const model::Model& model, const Snapshot& posed);

/// Goods (or room) that pass from end to end. Each end shares what it has among its flows, class by class and then in
/// proportion to their sizes, none getting more than its cap; what a flow is given becomes, in part, what others have.
struct Sharing {
    struct Passed {
        std::size_t to = 0;       ///< index of an end
        long double size = 0.0L;  ///< of which a share arrives there
    };

    struct Flow {
        std::size_t at = 0;  ///< index of the end that shares
        std::size_t priority_class = 0;
        long double size = 0.0L;  ///< what it asks there
        long double cap = 1.0L;   ///< as a part of its size
        std::vector<Passed> passes;
    };

    struct End {
        long double given = 0.0L;  ///< that no end of this sharing decides
        long double kept = 0.0L;   ///< of what it has, before sharing (own use at a reserve)
        std::size_t classes = 0;
    };

    std::vector<End> ends;
    std::vector<Flow> flows;

    /// The levels at the least fixpoint, from below.
    [[nodiscard]] std::vector<long double> least_levels() const;

private:
    using Vector = std::vector<long double>;

    [[nodiscard]] long double level_of(std::size_t end, long double has) const;
    [[nodiscard]] Vector levels_at(const Vector& has) const;
    [[nodiscard]] Vector next(const Vector& has) const;
    long double slopes_of(std::size_t end, long double has, long double level, std::vector<Vector>& slopes) const;
    [[nodiscard]] Vector many_steps(const Vector& has, const Vector& after) const;
    [[nodiscard]] long double largest() const;
};

/// The multiplier of a flow of a class at a level: 1 below it, 0 above it, a part in between.
[[nodiscard]] long double multiplier(long double level, std::size_t priority_class);

}  // namespace caisson::tests
