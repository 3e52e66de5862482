#include "key_parts.hpp"

namespace caisson::read {
namespace {

using model::Role;

constexpr KeyRow rows[] = {
    {.key = Key::state,
     .name = "state",
     .sections = Section::depot,
     .shape = Shape::name,
     .names = Thing::state,
     .presence = Presence::required,
     .help = "Whose depot it is.",
     .example = "RUS"},
    {.key = Key::holding,
     .name = any_name,
     .sections = Section::depot,
     .shape = Shape::object,
     .inside = Section::holding,
     .names = Thing::commodity,
     .help = "A commodity that the depot holds. What arrives without being named here is held without limit.",
     .example = "{stock: 400k, capacity: 1M}"},
    {.key = Key::stock,
     .name = "stock",
     .sections = Section::holding,
     .shape = Shape::number,
     .role = Role::stock,
     .fallback = "0",
     .help = "What it holds at the start.",
     .example = "3M to 5M"},
    {.key = Key::depot_capacity,
     .name = "capacity",
     .sections = Section::holding,
     .shape = Shape::number,
     .role = Role::capacity,
     .fallback = unlimited,
     .help = "The most it can hold. 0 makes a hub, which holds nothing and passes on at once what comes in.",
     .example = "1M"},
    {.key = Key::reserve,
     .name = "reserve",
     .sections = Section::holding,
     .shape = Shape::number,
     .role = Role::reserve,
     .fallback = "0",
     .help = "What it keeps from routes; its own fires and plants may still use it.",
     .example = "8M"},
    {.key = Key::holding_schedule,
     .name = "schedule",
     .sections = Section::holding,
     .shape = Shape::list,
     .inside = Section::holding_change,
     .help = "Changes of capacity and reserve by date.",
     .example = "[{from: 2024-06-01, capacity: 2M}]"},
};

}  // namespace

std::span<const KeyRow> depot_keys() { return rows; }

}  // namespace caisson::read
