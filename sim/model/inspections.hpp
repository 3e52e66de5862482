/// What is legal but suspicious: each inspection adds its warnings; inspect() sorts them by place.
#pragma once
#include "model/checks.hpp"

namespace caisson::model {

[[nodiscard]] Findings warnings_of(const Checked& checked);

/// Cells that nothing comes to, and what draws on them.
void inspect_supply(const Checked& checked, Findings& findings);
/// Sanctions, enforcers, limits and needs that nothing answers to.
void inspect_measures(const Checked& checked, Findings& findings);
/// What would begin after the end.
void inspect_dates(const Checked& checked, Findings& findings);

inline void warn(Findings& findings, FindingCode code, std::string message, const SourceSpan& where, std::string repair,
                 std::vector<Label> related = {}) {
    findings.push_back({.code = code,
                        .severity = Severity::warning,
                        .message = std::move(message),
                        .where = where,
                        .repair = std::move(repair),
                        .related = std::move(related)});
}

}  // namespace caisson::model
