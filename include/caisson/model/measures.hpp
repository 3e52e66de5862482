/// What a run reads of groups, sanctions and pressure (docs/semantics.md, section 10).
#pragma once
#include <cstdint>
#include <string>

#include "caisson/model/fwd.hpp"
#include "caisson/model/param.hpp"
#include "caisson/model/sanctions.hpp"

namespace caisson::model {

struct GroupRow {
    std::string id;
    std::string title;
    Range members;  ///< of Model::members
};

/// A commodity that a state needs, and how much its pressure depends on it.
struct StateNeedRow {
    CommodityId commodity;
    Param weight;
};

struct SanctionRow {
    std::string id;
    std::string title;
    Param cuts;
    Param interdicts;
    Param raises_prices;
    Range enforcements;  ///< of Model::enforcements
};

/// How much of a sanction is felt, and where. In the order of sanctions, and of enforcers' ids within one; that of nobody
/// in particular comes first.
struct EnforcementRow {
    SanctionId sanction;
    Actor by;
    ScheduleRow level;
    Range routes;  ///< of Model::measured_routes
};

/// A cap of a group or a sanction, in the order of paths.
struct CapRow {
    std::string path;     ///< `groups.eu.limits.0`, `sanctions.oil.cap`
    SanctionId sanction;  ///< nothing for a group's: then nothing passes once it is reached
    CommodityId counts;   ///< in whose unit it is
    Param most;
    Param every;
    Param from;
    Range routes;  ///< of Model::measured_routes
};

/// That a route counts in a cap, as which of its routes.
struct RouteCapRow {
    std::uint32_t cap = 0;
    std::uint32_t term = 0;
};

}  // namespace caisson::model
