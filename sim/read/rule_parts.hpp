/// The two halves of a rule: what it waits for, and what it does.
#pragma once
#include "fields.hpp"

namespace caisson::read {

/// A condition and all that stands inside it.
/// rule  whose it is, which may not wait for itself
/// cost  recursion as deep as the conditions stand inside one another, which the document bounds
[[nodiscard]] model::Condition read_condition(const Fields& fields, model::RuleId rule);

[[nodiscard]] model::Action read_action(const Fields& fields);

}  // namespace caisson::read
