/// Turns what a person wrote into what a run reads.
#pragma once
#include "caisson/base/result.hpp"
#include "caisson/model/model.hpp"
#include "caisson/model/scenario.hpp"

namespace caisson::model {

/// A model, and what is legal but suspicious in its scenario.
struct Compiled {
    Model model;
    Findings warnings;
};

/// Compiles a scenario: sorts everything by path, numbers nodes and flows, gives each written number a parameter.
/// scenario  its ids are sound: every id names a row, no table has the same id twice, no depot the same commodity twice
/// fails     findings with places, in the order of the file: an end before the start, a schedule out of order, stages
///           of rationing that overlap, a sailing from a hub, a hub that is not one for the whole run, commodities used
///           in contradicting order, shares that are not a whole, a target in days of supply where nothing is used,
///           amounts in different units added up
/// cost      O(n log n) in the size of the scenario
/// promise   the same model for any order of the entities in the file, but for the places
[[nodiscard]] Result<Compiled> compile(const Scenario& scenario);

}  // namespace caisson::model
