#include "support/faults.hpp"

#include <fmt/format.h>
#include <utility>

namespace caisson::tests {
namespace {

constexpr std::size_t most_faults = 300;

}  // namespace

std::string_view name_of(Rule rule) {
    switch (rule) {
        case Rule::r1_capacity:
            return "R1 capacity";
        case Rule::r2_empty:
            return "R2 empty";
        case Rule::r3_full:
            return "R3 full";
        case Rule::r4_idling:
            return "R4 no idling";
        case Rule::r5_sharing:
            return "R5 priority and proportion";
        case Rule::modes:
            return "modes";
        case Rule::stocks:
            return "stocks";
        case Rule::balance:
            return "balance";
        case Rule::order:
            return "order";
        case Rule::straight_line:
            return "straight line";
        case Rule::totals:
            return "totals";
        case Rule::settings:
            return "settings";
        case Rule::rationing:
            return "rationing";
        case Rule::targets:
            return "targets";
        case Rule::lines:
            return "lines";
        case Rule::conservation:
            return "conservation";
        case Rule::lots:
            return "lots";
        case Rule::rules:
            return "rules";
        case Rule::deals:
            return "deals";
        case Rule::shelves:
            return "shelves";
        case Rule::measures:
            return "measures";
        case Rule::attrition:
            return "attrition";
        case Rule::fleets:
            return "fleets";
        case Rule::changes:
            return "changes";
    }
    return "?";
}

void Faults::add(Rule rule, std::string what) {
    if (all_.size() < most_faults) {
        all_.push_back({.time = time_, .rule = rule, .what = std::move(what)});
    }
}

std::string Faults::text() const {
    std::string lines;
    for (const Fault& fault : all_) {
        lines += fmt::format("day {:.15g}, {}: {}\n", fault.time, name_of(fault.rule), fault.what);
    }
    return lines;
}

}  // namespace caisson::tests
