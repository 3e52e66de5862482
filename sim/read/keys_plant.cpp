#include "key_parts.hpp"

namespace caisson::read {
namespace {

using model::Role;

constexpr KeyRow rows[] = {
    {.key = Key::at,
     .name = "at",
     .sections = Section::plant | Section::fire,
     .shape = Shape::name,
     .names = Thing::depot,
     .presence = Presence::required,
     .help = "The depot that a plant fills, or that a fire draws on.",
     .example = "rus-front"},
    {.key = Key::makes,
     .name = "makes",
     .sections = Section::plant,
     .shape = Shape::name,
     .names = Thing::commodity,
     .presence = Presence::required,
     .help = "What the plant makes.",
     .example = "shell"},
    {.key = Key::rate,
     .name = "rate",
     .sections = Section::plant | Section::fire,
     .shape = Shape::number,
     .role = Role::rate,
     .presence = Presence::required,
     .help = "How much a plant makes if it has its inputs and room, or a fire wants, all its commodities together.",
     .example = "1.7M to 2M round/yr"},
    {.key = Key::needs,
     .name = "needs",
     .sections = Section::plant,
     .shape = Shape::numbers,
     .role = Role::need,
     .names = Thing::commodity,
     .help = "What it takes from its depot for each unit that it makes.",
     .example = "{propellant: 2 kg/round}"},
    {.key = Key::plant_schedule,
     .name = "schedule",
     .sections = Section::plant,
     .shape = Shape::list,
     .inside = Section::plant_change,
     .help = "Changes of the rate by date.",
     .example = "[{from: 2024-06-01, rate: 2.5M round/yr}]"},
};

}  // namespace

std::span<const KeyRow> plant_keys() { return rows; }

}  // namespace caisson::read
