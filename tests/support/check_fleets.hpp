/// Follows every vehicle of every fleet from the events and rates of a run alone.
#pragma once
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "caisson/engine/fleet_figures.hpp"
#include "support/check_measures.hpp"
#include "support/check_rules.hpp"
#include "support/faults.hpp"
#include "support/settings.hpp"
#include "support/snapshot.hpp"

namespace caisson::tests {

class FleetBook {
public:
    explicit FleetBook(Case run);

    /// Compares an instant with the one before it.
    /// rules, measures  after what was due in this instant, and before what fires in it
    void check(const Snapshot& now, const RuleBook& rules, const MeasureBook& measures, Faults& faults);

    /// What vehicles at berths ask, after all that the instant has brought.
    void check_asks(const Snapshot& now, const RuleBook& rules, const MeasureBook& measures, Faults& faults);

private:
    struct Vehicle {
        engine::Doing doing = engine::Doing::waits_to_load;
        double since = 0.0;  ///< it has done so
        double lot = 0.0;    ///< that it loads
        double aboard = 0.0;
        double due = 0.0;         ///< at the receiver, if it goes there
        std::uint64_t trips = 0;  ///< begun so far
    };

    struct Fleet {
        model::RouteId route;
        std::vector<Vehicle> vehicles;
        std::deque<std::size_t> at_sea;      ///< in the order in which they left
        std::optional<std::size_t> mourned;  ///< its lot is lost, and it is to be told that it is too
    };

    class Judge;

    Case run_;
    std::vector<Fleet> fleets_;
    std::optional<Snapshot> before_;
    bool idle_ = false;  ///< after the last instant a berth was free that a vehicle waited for
};

}  // namespace caisson::tests
