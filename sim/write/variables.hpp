/// The variables of series and flows, and what they mean.
#pragma once
#include <span>
#include <string_view>

#include "write/channel.hpp"

namespace caisson::write {

struct Variable {
    std::string_view name;
    Measure measure{};
    std::string_view description;
};

/// All variables, in the order in which tables show them.
[[nodiscard]] std::span<const Variable> variables();

/// The one of that name.
/// fails   Bug if there is none
[[nodiscard]] const Variable& variable(std::string_view name);

}  // namespace caisson::write
