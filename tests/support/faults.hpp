/// What a judge of runs found wrong.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace caisson::tests {

/// Which promise is broken. The numbers are sections of docs/semantics.md.
enum class Rule : std::uint8_t {
    r1_capacity,    ///< 3.2: between 0 and the ask; a blocked flow is 0
    r2_empty,       ///< 3.2: an empty depot passes on no more than comes in; a reserve is kept
    r3_full,        ///< 3.2: a full depot takes in no more than goes out
    r4_idling,      ///< 3.2: what gets less than it asks is bound by a limited, tight end; a hub binds on one side only
    r5_sharing,     ///< 3.2: priority, then proportion
    modes,          ///< 1: modes as stocks, reserves and capacities say
    stocks,         ///< 1: never negative; nothing in a hub
    balance,        ///< 2: net rates are the sums of rates
    order,          ///< 4: instants and events in order
    straight_line,  ///< 4: a stock is what it was, plus rate times time, plus what events brought
    totals,         ///< 4: and so are totals
    settings,       ///< 5: asks, capacities, reserves as schedules and openings say
    rationing,      ///< 5: stages as days of supply say
    targets,        ///< 5: a route with a target is open and closed as the position says
    lines,          ///< 6: what leaves arrives a transit time later
    conservation,   ///< 6: nothing comes from nothing, nothing vanishes
    lots,           ///< 7: what sails is what was there, and arrives a transit time later
    rules,          ///< 9: what fires has held for long enough, and what is due is done
    deals,          ///< 13: tranches, payments and what is owed follow from what moves
    shelves,        ///< 14: nothing is older than its shelf life, and nothing younger expires
    measures,       ///< 10: enforcement, caps and pressure as sanctions and needs say
    fleets,         ///< 12: vehicles go round, and berths are as many as they are
    attrition,      ///< 15: guns limit fire and wear out, and are lost as laws say
    changes,        ///< what is not listed as changed has not changed
};

[[nodiscard]] std::string_view name_of(Rule rule);

struct Fault {
    double time = 0.0;
    Rule rule{};
    std::string what;  ///< the path and the numbers
};

/// The faults of a run, the first few hundred of them.
class Faults {
public:
    /// From now on faults are of this time.
    void at(double time) { time_ = time; }

    [[nodiscard]] double time() const { return time_; }

    void add(Rule rule, std::string what);

    [[nodiscard]] const std::vector<Fault>& all() const { return all_; }

    /// A line a fault.
    [[nodiscard]] std::string text() const;

private:
    double time_ = 0.0;
    std::vector<Fault> all_;
};

/// How far two numbers that should be equal may lie apart, as a part of the larger numbers behind them: rounding of a
/// long run, and far below what any fault in a rule would make.
inline constexpr double slack = 1e-9;
/// Events this close together are one instant [d].
inline constexpr double window = 1e-9;

/// Whether two numbers are equal but for rounding in numbers of the size of `scale`.
[[nodiscard]] inline bool near(double a, double b, double scale) {
    const double apart = a < b ? b - a : a - b;
    return a == b || apart <= slack * scale;
}

}  // namespace caisson::tests
