#include "caisson/model/scenario.hpp"
#include "key_parts.hpp"

namespace caisson::read {
namespace {

using model::Role;

constexpr KeyRow rows[] = {
    {.key = Key::state_needs,
     .name = "needs",
     .sections = Section::state,
     .shape = Shape::uses,
     .role = Role::share,
     .names = Thing::commodity,
     .fallback = "none",
     .help = "What it needs, and with which weights: they sum to 100%, and are equal if none are written. The pressure "
             "on it is the part of its needs that its fires want and do not get.",
     .example = "{food: 60%, fuel: 40%}"},
    {.key = Key::members,
     .name = "members",
     .sections = Section::group,
     .shape = Shape::name_or_names,
     .fewest = 1,
     .names = Thing::state,
     .presence = Presence::required,
     .help = "The states that belong to it.",
     .example = "[DEU, FRA]"},
    {.key = Key::prefers,
     .name = "prefers",
     .sections = Section::group,
     .shape = Shape::name_or_names,
     .fewest = 1,
     .names = Thing::actor,
     .fallback = "nobody",
     .help = "States or groups to which members send first, in this order, and before all others. It holds for routes "
             "to other states without an `out_priority`.",
     .example = "[UKR, POL]"},
    {.key = Key::limits,
     .name = "limits",
     .sections = Section::group,
     .shape = Shape::list,
     .inside = Section::limit,
     .help = "How much all members together send at most.",
     .example = "[{of: shell, to: UKR, most: 1M round, every: 365 d}]"},
    {.key = Key::limit_of,
     .name = "of",
     .sections = Section::limit,
     .shape = Shape::name,
     .names = Thing::commodity,
     .presence = Presence::required,
     .help = "What is counted.",
     .example = "shell"},
    {.key = Key::limit_to,
     .name = "to",
     .sections = Section::limit,
     .shape = Shape::name,
     .names = Thing::actor,
     .presence = Presence::required,
     .help = "To which state, or to the members of which group.",
     .example = "UKR"},
};

}  // namespace

std::span<const KeyRow> group_keys() { return rows; }

}  // namespace caisson::read
