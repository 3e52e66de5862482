#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "caisson/base/number_text.hpp"
#include "model/checks.hpp"
#include "model/tolerances.hpp"

namespace caisson::model {

namespace {

/// A share in percent, without the last digits that a sum of decimals leaves.
std::string percent(double share) {
    constexpr double digits = 1e8;
    return number_text(std::round(100.0 * share * digits) / digits) + "%";
}

/// A hysteresis of whole percents with which a stage is left where the one before it begins, if there is one.
std::string repair_of_overlap(const RationStage& stage, const RationStage& before) {
    const double widest = before.below.value / stage.below.value - 1.0;
    const double whole = std::floor(100.0 * widest + threshold_tolerance) / 100.0;
    return whole > 0.0 ? "move the stages apart, or write hysteresis: " + percent(whole) : "move the stages apart";
}

std::string repair_of_shares(double last) {
    return last > 0.0 && last <= 1.0 ? "such as " + percent(last) : "let the shares sum to 100%";
}

void check_ration(const Fire& fire, Findings& findings) {
    for (std::size_t at = 1; at < fire.ration.size(); ++at) {
        const RationStage& stage = fire.ration[at];
        const RationStage& before = fire.ration[at - 1];
        const auto refuse_stage = [&](const char* message, std::string repair) {
            refuse(findings, FindingCode::bad_ration, "fires." + fire.id + ".ration: " + message,
                   place_of(stage.below, stage.place), std::move(repair),
                   {{place_of(before.below, before.place), "the stage before it"}});
        };
        if (stage.below.value == before.below.value) {
            refuse_stage("two stages begin at the same days of supply", "change one of them, or leave it out");
        } else if (stage.below.value > before.below.value) {
            refuse_stage("a stage does not begin below the one before it",
                         "write the stages from the most days of supply down");
        } else if (stage.below.value * (1.0 + stage.hysteresis.value) >
                   before.below.value * (1.0 + threshold_tolerance)) {
            refuse_stage("a stage is left only above where the one before it begins", repair_of_overlap(stage, before));
        }
    }
}

void check_shares(const Fire& fire, Findings& findings) {
    if (fire.mode == UseMode::in_order || fire.uses.empty()) {
        return;
    }
    double sum = 0.0;
    for (const Use& use : fire.uses) {
        sum += use.share.value;
    }
    if (!(std::abs(sum - 1.0) <= share_sum_tolerance)) {
        const Use& last = fire.uses.back();
        refuse(findings, FindingCode::bad_shares, "fires." + fire.id + ".uses: the shares sum to " + number_text(sum),
               place_of(last.share, last.place), repair_of_shares(last.share.value + 1.0 - sum));
    }
}

void check_uses(const Checked& checked, const Fire& fire, Findings& findings) {
    const Scenario& scenario = checked.scenario;
    if (fire.uses.empty()) {
        refuse(findings, FindingCode::missing_key, "fires." + fire.id + " uses nothing", fire.place,
               "name at least one commodity in `uses`");
        return;
    }
    const Use& first = fire.uses.front();
    const std::string& unit = scenario.commodities[first.commodity].unit;
    std::vector<const Use*> seen(scenario.commodities.size());
    for (const Use& use : fire.uses) {
        const Commodity& commodity = scenario.commodities[use.commodity];
        if (commodity.unit != unit) {
            refuse(findings, FindingCode::wrong_unit,
                   "fires." + fire.id + ": " + commodity.id + " is counted in " + commodity.unit + ", not in " + unit,
                   use.place, "use commodities of one unit, or write a fire for each",
                   {{first.place, "the rate is in the unit of this commodity"}});
        }
        const Use*& other = seen[use.commodity.index];
        if (other != nullptr) {
            refuse(findings, FindingCode::duplicate_id, "fires." + fire.id + " uses " + commodity.id + " twice",
                   use.place, "name it once", {{other->place, "the first time"}});
        }
        other = &use;
    }
}

}  // namespace

void check_fires(const Checked& checked, Findings& findings) {
    for (const Fire& fire : checked.scenario.fires) {
        check_uses(checked, fire, findings);
        check_shares(fire, findings);
        check_ration(fire, findings);
    }
}

}  // namespace caisson::model
