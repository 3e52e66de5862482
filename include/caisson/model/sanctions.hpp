/// What a person may write of groups, sanctions and pressure (docs/semantics.md, section 10).
#pragma once
#include <string>
#include <vector>

#include "caisson/base/finding.hpp"
#include "caisson/model/estimate.hpp"
#include "caisson/model/fwd.hpp"
#include "caisson/model/schedule.hpp"

namespace caisson::model {

/// A state or a group; nobody in particular if neither.
struct Actor {
    StateId state;
    GroupId group;

    friend bool operator==(const Actor&, const Actor&) = default;
};

/// At most so much in each period. A cap without a period is none.
struct Cap {
    Number most;   ///< [unit]
    Number every;  ///< [d]; written only by a cap
    Number from;   ///< [d], at which the first period begins; default the start
    SourceSpan place{};

    [[nodiscard]] bool exists() const { return place.line > 0; }
};

/// At most so much of a commodity from a group's members to a state or a group.
struct Limit {
    CommodityId of;
    Actor to;
    Cap cap;
};

/// Several states that are summed, and act, together.
struct Group {
    std::string id;
    std::string title;
    std::vector<StateId> members;
    std::vector<Actor> prefers;  ///< to whom members send first, in this order
    std::vector<Limit> limits;
    SourceSpan place{};
};

/// Routes that match all that is said: of these commodities, with an end there, of these names. What is empty says
/// nothing.
struct Aim {
    std::vector<CommodityId> commodities;
    std::vector<Actor> ends;
    std::vector<RouteId> routes;
};

/// How much of a sanction is felt: everywhere if by nobody in particular, else at the enforcer's borders.
struct Enforcement {
    Actor by;
    Schedule level;  ///< fraction
    SourceSpan place{};
};

struct Sanction {
    std::string id;
    std::string title;
    Aim on;
    Number cuts;           ///< fraction of what is asked, fully enforced; default 0
    Number interdicts;     ///< fraction of what is left of it at arrival; default 0
    Number raises_prices;  ///< fraction by which the prices of deals rise whose goods it is aimed at; default 0
    Cap cap;
    std::vector<Enforcement> enforced;
    SourceSpan place{};
};

/// What a price is multiplied by under a measure of this strength.
[[nodiscard]] inline double price_under(double strength, double enforcement) { return 1.0 + strength * enforcement; }

/// What is left of what is asked, or of what arrives, under a measure of this strength.
[[nodiscard]] inline double left_under(double strength, double enforcement) { return 1.0 - strength * enforcement; }

}  // namespace caisson::model
