/// One end's sharing: class after class, in proportion to what is asked, nobody above his cap.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/allocate.hpp"

namespace caisson::engine {

/// Two sums of floats that differ by less than this, relative to them, are equal: a class that lacks less is served in
/// full, what is left of less goes to nobody.
inline constexpr double negligible = 1e-13;

/// What one flow asks at one end.
struct Share {
    double weight = 0.0;  ///< [unit/d] what it asks there
    double cap = 1.0;     ///< of what it asks, how much the other ends let it have
    std::uint32_t priority_class = 0;
    double behind = 0.0;  ///< scratch: the weights of its class from here on
};

/// The highest level at which the flows together take no more than `available`.
/// shares   sorted by class; reordered within classes
/// classes  the level of an end that limits nobody
/// cost     O(k), O(k log k) in a class with caps
/// source   docs/semantics.md, 3.3
[[nodiscard]] Level fill(double available, std::span<Share> shares, std::uint32_t classes);

/// Where a level rises at one rate with what is available.
struct Piece {
    double begin = 0.0;     ///< [unit/d] what is available where the piece begins
    double fraction = 0.0;  ///< the level there
    double slope = 0.0;     ///< of the fraction
    std::uint32_t critical = 0;

    [[nodiscard]] Level at(double available) const {
        const double above = available - begin;
        return {critical, above > negligible * begin ? fraction + above * slope : fraction};
    }
};

/// Appends the pieces of the function that `fill` evaluates, for available >= 0. The last one, without slope, is where
/// the end limits nobody. Between two pieces the level may jump up.
/// shares   as above; one of weight 0 makes a piece end where the fraction is its cap
void append_pieces(std::span<Share> shares, std::uint32_t classes, std::vector<Piece>& pieces);

}  // namespace caisson::engine
