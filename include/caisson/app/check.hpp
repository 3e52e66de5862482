/// `caisson check`: everything that is wrong with a scenario, and whether its claims hold.
#pragma once
#include <string>
#include <vector>

#include "caisson/app/failure.hpp"
#include "caisson/app/hooks.hpp"
#include "caisson/app/play.hpp"
#include "caisson/base/result.hpp"
#include "caisson/read/reader.hpp"

namespace caisson::app {

struct CheckOptions {
    read::Request request;  ///< if it has variants, they alone are looked at; else the baseline and every variant
    PlayOptions play;
};

/// One line of `expect:`, and what came out.
struct ClaimReport {
    std::string variants;  ///< under which it was made; empty: the baseline
    std::string outcome;
    std::string claim;  ///< in words: `before 2025-01-01`
    std::string found;  ///< in words: `2024-07-11`, `not before 2026-09-13`, `12,345 round`
    std::string off{};  ///< by how much it misses the claim: `3.5 d too late`; empty if the claim holds
    std::string note;
    std::string place;  ///< `shell-gap.yaml:63:5`
    bool holds = false;
};

struct CheckResult {
    std::string file;
    std::vector<std::string> checked;  ///< the choices of variants that were looked at; an empty one is the baseline
    std::vector<Found> found;          ///< each finding once, under the first choice that has it
    std::vector<ClaimReport> claims;   ///< none if the scenario has errors
    std::vector<std::string> broken_runs;  ///< why claims could not be tested, a sentence each

    [[nodiscard]] bool any_error() const;
    [[nodiscard]] bool any_warning() const;
    /// Whether a claim does not hold or could not be tested.
    [[nodiscard]] bool any_claim_broken() const;
};

/// Checks one scenario.
/// fails   unreadable, interrupted; errors of the scenario are no failure but a result
[[nodiscard]] Result<CheckResult, Failure> check(const CheckOptions& options, const Hooks& hooks = {});

}  // namespace caisson::app
