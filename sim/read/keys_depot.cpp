#include "caisson/model/origin.hpp"
#include "key_parts.hpp"

namespace caisson::read {
namespace {

using model::Role;

constexpr std::uint64_t most_berths = 1000;

constexpr WordRow words_issue[] = {
    {"mixed", number_of(model::Issue::mixed), "some of all of it: what leaves is as what is held"},
    {"fifo", number_of(model::Issue::fifo), "what came first"},
};

constexpr KeyRow rows[] = {
    {.key = Key::state,
     .name = "state",
     .sections = Section::depot,
     .shape = Shape::name,
     .names = Thing::state,
     .presence = Presence::required,
     .help = "Whose depot it is.",
     .example = "RUS"},
    {.key = Key::berths,
     .name = "berths",
     .sections = Section::depot,
     .shape = Shape::whole,
     .whole = {1, most_berths},
     .fallback = "as many as are needed",
     .help = "How many vehicles of fleets can load and unload there at a time, all fleets that call there together.",
     .example = "2"},
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
    {.key = Key::stock_origin,
     .name = "origin",
     .sections = Section::holding,
     .shape = Shape::name_or_numbers,
     .role = Role::origin,
     .names = Thing::state,
     .fallback = "the depot's state",
     .help = "Who made what it holds at the start: a state, or the share of each.",
     .example = "{PRK: 60%, RUS: 40%}"},
    {.key = Key::stock_age,
     .name = "age",
     .sections = Section::holding,
     .shape = Shape::number,
     .role = Role::age,
     .fallback = "0 d",
     .help = "The mean age of what it holds at the start.",
     .example = "10 yr"},
    {.key = Key::issue,
     .name = "issue",
     .sections = Section::holding,
     .shape = Shape::word,
     .words = words_issue,
     .fallback = "mixed",
     .help = "Which of what it holds leaves first. It changes no rate, only whose goods leave when.",
     .example = "fifo"},
    {.key = Key::shelf_life,
     .name = "shelf_life",
     .sections = Section::holding,
     .shape = Shape::number,
     .role = Role::shelf_life,
     .fallback = "for ever",
     .help = "How long goods may lie here; what is older is lost. What came first leaves first; what is here at the "
             "start came then. Only where the depot has neither a capacity nor a reserve.",
     .example = "10 yr"},
};

}  // namespace

std::span<const KeyRow> depot_keys() { return rows; }

}  // namespace caisson::read
