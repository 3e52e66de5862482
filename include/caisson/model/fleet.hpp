/// Fleets: vehicles that load, go, unload and come back, as a person wrote them and as a run reads them.
#pragma once
#include <cstdint>
#include <limits>

#include "caisson/base/finding.hpp"
#include "caisson/model/estimate.hpp"
#include "caisson/model/fwd.hpp"
#include "caisson/model/param.hpp"

namespace caisson::model {

/// Of a depot that says nothing of berths.
inline constexpr std::uint32_t unlimited_berths = std::numeric_limits<std::uint32_t>::max();

/// What becomes of a vehicle whose lot is lost by chance.
enum class LostLot : std::uint8_t {
    spares_vehicle,  ///< it comes back empty
    takes_vehicle,   ///< it is gone too
};

/// The vehicles of a route with sailings, all alike; each carries a lot.
struct Fleet {
    std::uint32_t vehicles = 0;  ///< 0: the route has no fleet, and none of the rest
    Number loads;         ///< [unit/d] for each vehicle at a berth; not written: a lot at once, when all of it is there
    Number unloads;       ///< [unit/d] likewise; not written: what fits at once, the rest at a lot a day
    Number returns;       ///< [d] from berth to berth, empty; not written: the route's transit time
    Number leaves_after;  ///< [d] of loading, with what is loaded; not written: when it is full
    LostLot lost = LostLot::spares_vehicle;
    SourceSpan place{};
};

/// The same in a model.
struct FleetRow {
    std::uint32_t vehicles = 0;
    Param loads;    ///< nothing: a lot at once
    Param unloads;  ///< nothing: what fits at once
    Param returns;  ///< nothing: as long as the way there
    Param leaves_after;
    LostLot lost{};
    NodeId hold;  ///< what is loaded and has not sailed; nothing where a lot is loaded at once
};

}  // namespace caisson::model
