/// Whether the checker notices that a right run has been spoiled.
#pragma once
#include <algorithm>
#include <functional>
#include <vector>

#include "support/catch.hpp"
#include "support/checker.hpp"
#include "support/tiny.hpp"

namespace caisson {

using Spoil = std::function<void(tests::Snapshot&, const model::Model&)>;

/// Which instants are spoiled.
enum class Until { for_one_instant, for_that_day, to_the_end };

/// Whether the checker finds a fault against a rule once a run, in which it finds none, is spoiled from a day on.
inline bool catches(const tiny::Seen& seen, tests::Rule rule, double day, const Spoil& spoil, Until until) {
    constexpr double same_day = 1e-6;
    std::vector<tests::Snapshot> instants = seen.instants();
    tests::Checker right(seen.model(), seen.model().values);
    for (const tests::Snapshot& instant : instants) {
        right.check(instant);
    }
    REQUIRE(right.faults().empty());
    tests::Checker checker(seen.model(), seen.model().values);
    bool spoiled = false;
    for (tests::Snapshot& instant : instants) {
        const bool begins = instant.time >= day - same_day;
        const bool meant = until == Until::to_the_end || (until == Until::for_one_instant && !spoiled) ||
                           (until == Until::for_that_day && instant.time < day + same_day);
        if (begins && meant) {
            spoil(instant, seen.model());
            spoiled = true;
        }
        checker.check(instant);
    }
    REQUIRE(spoiled);
    const auto& faults = checker.faults();
    return std::any_of(faults.begin(), faults.end(), [&](const tests::Fault& fault) { return fault.rule == rule; });
}

}  // namespace caisson
