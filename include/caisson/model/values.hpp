/// Whether numbers from outside a file, such as a sweep's, may take the place of the file's own.
#pragma once
#include <span>
#include <vector>

#include "caisson/base/finding.hpp"
#include "caisson/model/model.hpp"

namespace caisson::model {

/// A parameter whose value makes no sense, by itself or beside others.
struct BadValue {
    Param param;
    Finding finding;  ///< its place is that of the number which the file has for the parameter
};

/// What is wrong with a vector of values. It must keep what compile() holds of a file's own numbers: the bounds of each
/// role, changes in the order of their dates, closing after opening, stages of rationing from the highest down, shares
/// that sum to 1, a least lot that some lot reaches. (A file may write stages in any order, since they are sorted when they
/// are read; a run's keep the order that the file's have.) And it cannot change the graph: what is no hub has a capacity, and a
/// hub holds nothing. That a transit time of 0 would need no line does no harm: goods then pass it in no time.
/// values   one for each of model.values; those behind the parameters are not looked at: they are nobody's to change
/// returns  each fault, the bounds first, then in the order of the model; nothing for the model's own values
/// cost     O(nodes + steps + parameters); takes memory only for what is wrong
[[nodiscard]] std::vector<BadValue> check_values(const Model& model, std::span<const double> values);

}  // namespace caisson::model
