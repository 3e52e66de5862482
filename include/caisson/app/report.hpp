/// A run in a few lines: who ran dry and when, what was made, received, fired and missed, what came out.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "caisson/app/play.hpp"
#include "caisson/base/date.hpp"
#include "caisson/base/quantity.hpp"
#include "caisson/engine/run.hpp"

namespace caisson::app {

/// All depots of one state, for one commodity. Hubs and ports hold nothing of their own and are left out.
struct StockReport {
    std::string state;
    std::string commodity;
    std::string unit;
    Amount at_start;  ///< as the scenario has it, before anything sails
    Amount at_end;
    std::optional<Days> dry;  ///< when all were empty for the first time after they held something; 0: they never did
};

/// All that a state makes, receives and fires of what is counted in one unit.
struct UseReport {
    std::string state;
    std::string unit;
    Amount made;
    Amount received;  ///< from depots of other states
    Amount wanted;    ///< before rationing
    Amount fired;
    Amount unmet;                    ///< wanted - fired
    std::optional<Days> short_from;  ///< when for the first time less was fired than wanted
};

struct OutcomeReport {
    std::string id;
    std::string title;
    std::string unit;       ///< empty for a date
    bool is_date = false;   ///< `value` is in days since the start
    bool censored = false;  ///< a date that did not come before the end; `value` is the end
    double value = 0.0;
};

struct RunReport {
    std::uint64_t run = 0;  ///< counted from 0
    std::string scenario;   ///< its variants, comma-separated; `baseline` for none
    std::string title;
    std::uint64_t seed = 1;
    Date start;
    Days end;
    std::vector<StockReport> stocks;  ///< by state, then commodity, in the order of the model
    std::vector<UseReport> uses;      ///< by state, then unit; states with nothing to report are left out
    std::vector<OutcomeReport> outcomes;
    engine::Counts counts;
    double worst_imbalance = 0.0;
    std::uint64_t fingerprint = 0;
};

/// What a set of variants is called in tables: `no-deal,china-eases`, or `baseline` for none.
[[nodiscard]] std::string scenario_name(const std::string& variants);

/// Sums up a run.
/// cost    O(breakpoints log breakpoints)
[[nodiscard]] RunReport report(const Played& played, std::uint64_t run = 0);

}  // namespace caisson::app
