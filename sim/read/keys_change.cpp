#include "caisson/base/limits.hpp"
#include "key_parts.hpp"

namespace caisson::read {
namespace {

using model::Role;

constexpr Sections any_change = Section::holding_change | Section::plant_change | Section::fire_change |
                                Section::route_change | Section::sails_change;

constexpr KeyRow rows[] = {
    {.key = Key::change_from,
     .name = "from",
     .sections = any_change,
     .shape = Shape::number,
     .role = Role::from,
     .presence = Presence::required,
     .help = "The date from which the new value holds, or from which the old one begins to change.",
     .example = "2024-06-01"},
    {.key = Key::change_until,
     .name = "until",
     .sections = any_change,
     .shape = Shape::number,
     .role = Role::until,
     .help = "Makes a ramp: the value moves in equal steps from the old to the new one, which it has from this date.",
     .example = "2025-06-01"},
    {.key = Key::change_parts,
     .name = "steps",
     .sections = any_change,
     .shape = Shape::whole,
     .whole = {1, max_ramp_steps},
     .fallback = "one a month",
     .help = "The number of steps of the ramp.",
     .example = "12"},
    {.key = Key::changed_depot_capacity,
     .name = "capacity",
     .sections = Section::holding_change,
     .shape = Shape::number,
     .role = Role::capacity,
     .help = "The capacity from then on.",
     .example = "2M"},
    {.key = Key::changed_reserve,
     .name = "reserve",
     .sections = Section::holding_change,
     .shape = Shape::number,
     .role = Role::reserve,
     .help = "The reserve from then on.",
     .example = "5M"},
    {.key = Key::changed_rate,
     .name = "rate",
     .sections = Section::plant_change | Section::fire_change,
     .shape = Shape::number,
     .role = Role::rate,
     .presence = Presence::required,
     .help = "The rate from then on.",
     .example = "2.5M round/yr"},
    {.key = Key::changed_route_capacity,
     .name = "capacity",
     .sections = Section::route_change,
     .shape = Shape::number,
     .role = Role::rate,
     .help = "The capacity from then on.",
     .example = "9M round/yr"},
    {.key = Key::changed_loss,
     .name = "loss",
     .sections = Section::route_change,
     .shape = Shape::number,
     .role = Role::loss,
     .help = "The loss from then on.",
     .example = "5%"},
    {.key = Key::changed_lot,
     .name = "lot",
     .sections = Section::sails_change,
     .shape = Shape::number,
     .role = Role::lot,
     .presence = Presence::required,
     .help = "The lot from then on.",
     .example = "150k round"},
};

}  // namespace

std::span<const KeyRow> change_keys() { return rows; }

}  // namespace caisson::read
