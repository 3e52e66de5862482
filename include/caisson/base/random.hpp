/// Chance: every draw is a pure function of what it is for, so that an unrelated change shifts no other draw.
#pragma once
#include <cstdint>
#include <string_view>

#include "caisson/base/hash.hpp"

namespace caisson {

/// What a draw is for.
struct DrawKey {
    std::uint64_t seed = 0;         ///< of the study
    std::uint64_t replication = 0;  ///< which future of that study
    std::uint64_t purpose = 0;      ///< draw_purpose() of the path that the draw belongs to
    std::uint64_t occurrence = 0;   ///< which of that purpose: the k-th departure, the k-th trip
};

/// A number for the path that a draw belongs to and what it decides there: draw_purpose("routes.rajin-dunai", "lost").
/// promise  the same for ever: it depends on the texts alone. Two purposes among a million coincide with chance 3e-8
[[nodiscard]] constexpr std::uint64_t draw_purpose(std::string_view path, std::string_view what = {}) {
    return fnv1a(what, fnv1a(std::string_view{"\0", 1}, fnv1a(path)));
}

/// A draw from the uniform distribution on (0, 1), ends excluded: one of the 2^52 midpoints (i + 1/2) / 2^52.
/// promise  same key, same bits, on every platform and thread, in any order of draws
/// cost     some 20 ns, no state
/// source   Philox4x64-10: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011;
///          key (seed, purpose), counter (occurrence, replication, 0, 0), first word of the result
[[nodiscard]] double uniform_draw(const DrawKey& key);

}  // namespace caisson
