#include "key_parts.hpp"

namespace caisson::read {
namespace {

using model::Role;

constexpr KeyRow rows[] = {
    {.key = Key::uses,
     .name = "uses",
     .sections = Section::fire,
     .shape = Shape::uses,
     .role = Role::share,
     .names = Thing::commodity,
     .presence = Presence::required,
     .help = "What it fires. A list is used in order: the second commodity for what the first does not give. A map "
             "of shares is used in proportion.",
     .example = "{shell-152: 70%, shell-122: 30%}"},
    {.key = Key::rigid,
     .name = "rigid",
     .sections = Section::fire,
     .shape = Shape::flag,
     .fallback = "false",
     .help = "With shares: whether a lack of one commodity stops the others in the same proportion.",
     .example = "true"},
    {.key = Key::ration,
     .name = "ration",
     .sections = Section::fire,
     .shape = Shape::list,
     .inside = Section::ration_stage,
     .help = "Fires less as its depot's days of supply run low.",
     .example = "[{below: 20 d, to: 60%}, {below: 7 d, to: 25%}]"},
    {.key = Key::fire_schedule,
     .name = "schedule",
     .sections = Section::fire,
     .shape = Shape::list,
     .inside = Section::fire_change,
     .help = "Changes of the wanted rate by date.",
     .example = "[{from: 2024-06-01, rate: 8M round/yr}]"},
    {.key = Key::below,
     .name = "below",
     .sections = Section::ration_stage,
     .shape = Shape::number,
     .role = Role::ration_below,
     .presence = Presence::required,
     .help = "The days of supply at which the stage begins: stock divided by the wanted rate.",
     .example = "20 d"},
    {.key = Key::to,
     .name = "to",
     .sections = Section::ration_stage,
     .shape = Shape::number,
     .role = Role::ration_to,
     .presence = Presence::required,
     .help = "The share of the wanted rate that is allowed.",
     .example = "60%"},
    {.key = Key::hysteresis,
     .name = "hysteresis",
     .sections = Section::ration_stage,
     .shape = Shape::number,
     .role = Role::hysteresis,
     .fallback = "10%",
     .help = "The stage ends when there are so many more days of supply than when it began.",
     .example = "20%"},
};

}  // namespace

std::span<const KeyRow> fire_keys() { return rows; }

}  // namespace caisson::read
