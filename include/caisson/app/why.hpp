/// `caisson why`: what kept the fires of an earlier run short.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "caisson/app/failure.hpp"
#include "caisson/app/hooks.hpp"
#include "caisson/base/date.hpp"
#include "caisson/base/quantity.hpp"
#include "caisson/base/result.hpp"

namespace caisson::app {

struct WhyOptions {
    std::string folder;                                  ///< of a run that was written before
    std::optional<std::vector<std::string>> variants{};  ///< of the run in it that is meant; none: its only run
    std::string fire{};                                  ///< its path or id; empty: all fires that were short
    std::string date{};                                  ///< as a person writes it; empty: no moment is looked at
    std::string from{};                                  ///< of the period; empty: the start
    std::string until{};                                 ///< empty: the date that is looked at, or the end
};

/// A part of what a fire missed.
struct WhyShare {
    std::string path;     ///< of a plant, fire, route or cell
    std::string cause;    ///< docs/semantics.md, section 16
    double missed = 0.0;  ///< [unit/d] now, [unit] over a stretch of time
    double share = 0.0;   ///< of all that was missed
};

struct WhySpell {
    Days from;
    Days until;
    Amount wanted;
    Amount allowed;
    Amount fired;
    Amount missed;
    std::vector<WhyShare> shares;  ///< the largest first
};

/// Something that leads to where goods are lacking.
struct WhySupplier {
    std::string path;
    Rate brings;
    Rate could_bring;                  ///< if it were open and had enough to start from
    Amount under_way;                  ///< or in work
    Amount lost;                       ///< since the fire has been short
    std::string halt;                  ///< what keeps it from working: `closed`, `target`, `deal`, `queue`; or nothing
    std::optional<Days> closed_since;  ///< if it is closed; the start if it always was
};

/// A cell that has nothing to give but what comes in.
struct WhyNode {
    std::string path;
    bool hub = false;
    Days empty_since;
    std::vector<WhySupplier> suppliers;
};

struct WhyPassage {
    std::string path;
    Rate most;
};

/// A fire at the date that was asked for.
struct WhyMoment {
    Days at;
    Rate wanted;
    Rate allowed;
    Rate fired;
    std::vector<WhyShare> shares;
    std::vector<WhyNode> lacking;      ///< the fire's own cells first
    Rate most;                         ///< that could reach it
    std::vector<WhyPassage> passages;  ///< that let no more through
    WhySpell spell;                    ///< since it has been short without a break
};

struct WhyFire {
    std::string path;
    std::string title;
    std::string state;
    std::string unit;
    WhySpell period;
    std::optional<Days> first_short;
    std::optional<WhyMoment> moment;  ///< if a date was asked for
};

struct WhyReport {
    std::string scenario;  ///< `baseline` for none
    std::string title;
    Date start;
    Days from;
    Days until;
    std::vector<WhyFire> fires;  ///< all that missed something in the period, or the one that was asked for
};

/// Plays the run in a folder again, from what the folder holds, and looks where goods were lacking.
/// fails   unreadable: no such folder, one that has other runs or that another version of the program made, no such
///         fire, a date that is none or outside the run; run_failed, interrupted
[[nodiscard]] Result<WhyReport, Failure> why(const WhyOptions& options, const Hooks& hooks = {});

}  // namespace caisson::app
