/// How long ways take, worked out from what is written and from uniform draws alone: by searching where the
/// distribution has them, not by its inverse.
#pragma once
#include <cstdint>
#include <vector>

#include "support/settings.hpp"

namespace caisson::tests {

/// How long a lot may be under way [d]: one number, but of fleets, whose vehicles others tell apart.
struct Stay {
    double least = 0.0;
    double most = 0.0;
};

/// The draw for a way of a route by chance: the way there, or the way back of a vehicle.
enum class Leg : std::uint8_t { there, back };
[[nodiscard]] double drawn_transit(const Case& run, model::RouteId route, std::uint64_t occurrence,
                                   Leg leg = Leg::there);

/// What may become of a lot that leaves now: several numbers if it has waited, since nobody sees for which date.
/// before   when a lot left last, or missed its date; less than 0 if none has
/// count    how many have left
[[nodiscard]] std::vector<Stay> stays_of_lot(const Case& run, model::RouteId route, double time, double before,
                                             std::uint64_t count);

}  // namespace caisson::tests
