/// Judges asks, stages and switches: what schedules, openings, rationing, targets and port limits say at an instant.
#pragma once
#include <cstdint>
#include <vector>

#include "support/check_books.hpp"
#include "support/check_deals.hpp"
#include "support/check_measures.hpp"
#include "support/check_rules.hpp"
#include "support/faults.hpp"
#include "support/settings.hpp"
#include "support/snapshot.hpp"

namespace caisson::tests {

class Settings {
public:
    explicit Settings(Case run)
        : run_(run),
          switches_(run.model.routes.size()),
          docks_(run.model.plants.size()),
          stages_(run.model.fires.size(), 0),
          shut_(run.model.depots.size()) {}

    /// books   of the same run, after the same instant: they know what is under way
    /// rules, measures   likewise: they know what has been changed
    /// deals   likewise: they know what may be sent
    void check(const Snapshot& now, const Books& books, const RuleBook& rules, const DealBook& deals,
               const MeasureBook& measures, Faults& faults);

private:
    struct Switches {
        bool target_reached = false;
        bool port_stopped = false;
        double most_arriving = 0.0;
        double largest_lot = 0.0;
    };

    Case run_;
    std::vector<Switches> switches_;

    struct Dock {
        bool stopped = false;
        double most_finished = 0.0;
    };

    std::vector<Dock> docks_;
    std::vector<std::uint32_t> stages_;
    std::vector<bool> shut_;  ///< by depot
    bool began_ = false;

    friend class SettingsCheck;
};

}  // namespace caisson::tests
