/// Goods that do not last: what lies at a depot by the day on which it came (docs/semantics.md, section 14.1).
#pragma once
#include <cstdint>

#include "caisson/model/fwd.hpp"
#include "engine/clocks.hpp"

namespace caisson::engine {

/// Goods that came at a constant rate over a time, or at once. What came first leaves first, so that `from` moves.
struct Slug {
    double from = 0.0;    ///< when the first of what is left of it came [d]
    double until = 0.0;   ///< when the last did
    double rate = 0.0;    ///< [unit/d]; 0 if it came at once
    double amount = 0.0;  ///< if it came at once

    [[nodiscard]] double content() const { return rate > 0.0 ? rate * (until - from) : amount; }
};

/// A cell whose goods expire. Its slugs are in RunState::slugs, the oldest first.
struct ShelfState {
    model::NodeId node;  ///< the same in every run, as the next
    std::uint32_t slot = 0;
    double life = 0.0;             ///< [d]
    double since = 0.0;            ///< until when the slugs are followed
    double in = 0.0;               ///< what comes in in a day, from `since` on
    double out = 0.0;              ///< what flows take
    double rate = 0.0;             ///< what expires
    double before = 0.0;           ///< what had expired by `since`
    double front_ends = never;     ///< when the oldest slug is used up
    double front_expires = never;  ///< when the oldest goods have lived long enough
    bool filling = false;          ///< the youngest slug grows

    [[nodiscard]] double expired(double time) const { return before + rate * (time - since); }
};

}  // namespace caisson::engine
