#include "caisson/model/scenario.hpp"
#include "key_parts.hpp"

namespace caisson::read {
namespace {

using model::Role;

constexpr WordRow words_in_work[] = {
    {"steady", number_of(model::InWork::steady), "what the rate at the start would have left there"},
    {"empty", number_of(model::InWork::empty), "nothing"},
};

constexpr WordRow words_when_dock_full[] = {
    {"stop", number_of(model::WhenDockFull::stop), "nothing is begun while the dock is full, until it is empty"},
    {"queue", number_of(model::WhenDockFull::queue), "what is finished waits, however much it is"},
};

constexpr WordRow words_on_shutdown[] = {
    {"finish", number_of(model::OnShutdown::finish), "what is in work is finished"},
    {"scrap", number_of(model::OnShutdown::scrap), "what is in work is scrapped at once"},
};

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
    {.key = Key::takes,
     .name = "takes",
     .sections = Section::plant,
     .shape = Shape::number,
     .role = Role::takes,
     .fallback = "no time",
     .help = "How long it takes to make one. The rate is then what is begun, and needs are taken at the beginning.",
     .example = "45 d"},
    {.key = Key::yield,
     .name = "yield",
     .sections = Section::plant,
     .shape = Shape::number,
     .role = Role::yield,
     .fallback = "100%",
     .help = "The share of what is begun that becomes good. The rest is scrapped.",
     .example = "90%"},
    {.key = Key::in_work,
     .name = "in_work",
     .sections = Section::plant,
     .shape = Shape::word,
     .words = words_in_work,
     .fallback = "steady",
     .help = "What is in work at the start.",
     .example = "empty"},
    {.key = Key::when_dock_full,
     .name = "full",
     .sections = Section::plant,
     .shape = Shape::word,
     .words = words_when_dock_full,
     .fallback = "stop",
     .help = "What happens when the depot has no room for what is finished.",
     .example = "queue"},
    {.key = Key::dock,
     .name = "dock",
     .sections = Section::plant,
     .shape = Shape::number,
     .role = Role::dock,
     .fallback = "a day of deliveries",
     .help = "With `full: stop`: how much waits at the dock when the plant stops.",
     .example = "10k"},
    {.key = Key::on_shutdown,
     .name = "on_close",
     .sections = Section::plant,
     .shape = Shape::word,
     .words = words_on_shutdown,
     .fallback = "finish",
     .help = "What happens to what is in work when the plant closes.",
     .example = "scrap"},
    {.key = Key::plant_schedule,
     .name = "schedule",
     .sections = Section::plant,
     .shape = Shape::list,
     .inside = Section::plant_change,
     .help = "Changes of rate and yield by date.",
     .example = "[{from: 2024-06-01, rate: 2.5M round/yr}]"},
};

}  // namespace

std::span<const KeyRow> plant_keys() { return rows; }

}  // namespace caisson::read
