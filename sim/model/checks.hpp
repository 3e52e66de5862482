/// What is wrong with a scenario as a whole. Each check adds its findings; compile() sorts them by place.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "caisson/base/finding.hpp"
#include "caisson/model/model.hpp"
#include "model/numbering.hpp"

namespace caisson::model {

/// A scenario, and the model that was made of it.
struct Checked {
    const Scenario& scenario;
    const Numberings& ids;
    const Model& model;
};

/// Ends before starts, schedules out of order.
void check_times(const Checked& checked, Findings& findings);
/// Hubs that are none.
void check_depots(const Checked& checked, Findings& findings);
/// What fires use, in which shares, and when they are rationed.
void check_fires(const Checked& checked, Findings& findings);
/// Fires that contradict each other in the order in which they use commodities.
void check_order_of_use(const Checked& checked, Findings& findings);
/// Depots that are shut before they have opened again.
void check_closures(const Checked& checked, Findings& findings);
/// Capacities, sailings and targets.
void check_routes(const Checked& checked, Findings& findings);
/// Routes whose vehicles come back.
void check_fleets(const Checked& checked, Findings& findings);
/// Whose the legs of deals are, where they lead, and what outcomes and conditions ask of deals.
void check_deals(const Checked& checked, Findings& findings);
/// Members, preferences and limits of groups, and needs of states.
void check_groups(const Checked& checked, Findings& findings);
/// What sanctions are aimed at, and caps count.
void check_sanctions(const Checked& checked, Findings& findings);
/// Conditions and actions of rules that make no sense.
void check_rules(const Checked& checked, Findings& findings);
/// Sums of what has no common unit.
void check_outcomes(const Checked& checked, Findings& findings);

/// Whether something is asked of a deal itself, and not of its routes.
[[nodiscard]] inline bool is_asked_of_a_deal(Variable variable, const Selection& of) {
    return is_of_deals(variable) || (of.deal.valid() && !is_of_routes(variable));
}

/// Guns and losses that make no sense.
void check_attrition(const Checked& checked, Findings& findings);

/// Goods that expire where they may not.
void check_shelf_lives(const Checked& checked, Findings& findings);

/// Shares of origins that do not sum to 1, and questions for origins that have no answer.
void check_origins(const Checked& checked, Findings& findings);

/// The commodities that are added up in a variable, in the scenario's numbering: those of the depots, plants, fires and
/// routes that match.
[[nodiscard]] std::vector<CommodityId> commodities_summed(const Scenario& scenario, Variable variable,
                                                          const Selection& of);

/// Refuses a pressure that is not that on one state with needs.
void check_pressure(const Checked& checked, const Selection& of, const std::string& path, const SourceSpan& place,
                    Findings& findings);

/// Refuses a sum of what has no common unit.
/// path   of what asks for the sum
void check_sum(const Checked& checked, Variable variable, const Selection& of, const std::string& path,
               const SourceSpan& place, Findings& findings);

/// Where a number stands, or what it belongs to if nobody wrote it.
[[nodiscard]] inline SourceSpan place_of(const Number& number, const SourceSpan& owner) {
    return number.place.line > 0 ? number.place : owner;
}

inline void refuse(Findings& findings, FindingCode code, std::string message, const SourceSpan& where,
                   std::string repair, std::vector<Label> related = {}) {
    findings.push_back({.code = code,
                        .severity = Severity::error,
                        .message = std::move(message),
                        .where = where,
                        .repair = std::move(repair),
                        .related = std::move(related)});
}

}  // namespace caisson::model
