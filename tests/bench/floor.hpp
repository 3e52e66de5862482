#pragma once
// The yardstick by hand: what a careful programmer writes who knows this one model and needs no other.
// No network data, no names, no input, no observers; exact between events, as the engine is. All variants give the same
// answer.

#include <string_view>
#include <vector>

#include "yardstick_model.hpp"

namespace caisson::bench {

/// The floor: a clock for each firing state, two for each line (next arrival, next sailing), and a linear choice of the
/// earliest of these twelve.
/// factors  within the bounds of draw_factors(): the rings of lots under way are sized for them
/// fails    std::invalid_argument where a transit time is too long for the rings
/// cost     some 18 ns an event on a machine of 2023
[[nodiscard]] Outcome run_floor(const Factors& factors);

/// The fastest we know how to write: one clock for each firing state and each line, a linear choice of these seven.
/// A line's clock is the earlier of its next arrival and its next sailing. factors, fails: as run_floor().
[[nodiscard]] Outcome run_fewest_clocks(const Factors& factors);

/// One planned event of run_heap(), which drops a stock-out whose version is no longer the state's latest.
struct Planned {
    double time;
    std::uint32_t slot;  // the order inside an instant: stock-outs, arrivals, sailings
    std::uint32_t version;
};

/// The same with a binary heap of events, as a textbook simulator keeps them. factors, fails: as run_floor().
/// memory  any content; used again from run to run, so that only the first allocates
[[nodiscard]] Outcome run_heap(const Factors& factors, std::vector<Planned>& memory);

/// The compiler and the flags these were built with; a floor is worth nothing without them (g++ -O2 is half as fast).
[[nodiscard]] std::string_view floor_build();

}  // namespace caisson::bench
