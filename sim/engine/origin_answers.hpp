/// Answers to outcomes that ask of origins.
#pragma once
#include <vector>

#include "engine/origin_ledger.hpp"

namespace caisson::engine {

/// What is known at one time.
struct OriginState {
    double time = 0.0;
    const OriginTotals* totals = nullptr;
    const std::vector<Mixture>* contents = nullptr;  ///< by cell
};

/// The answer to one outcome, as it is at that time. A share of nothing is 0, and so is the age of nothing.
[[nodiscard]] double answer_to(const model::Model& model, const std::vector<FireUse>& uses,
                               const model::OutcomeRow& outcome, const OriginState& state);

/// Days of mean age.
/// there  so much
/// made   the sum over it of the dates on which it was made
[[nodiscard]] double mean_age(double there, double made, double time);

}  // namespace caisson::engine
