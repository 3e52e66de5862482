#include "key_parts.hpp"

namespace caisson::read {
namespace {

constexpr KeyRow rows[] = {
    {.key = Key::estimate_value,
     .name = "value",
     .sections = Section::estimate,
     .shape = Shape::number,
     .help = "The number, or a range `low to high`: a 90 % interval.",
     .example = "1.5M to 2.5M round/yr"},
    {.key = Key::estimate_low,
     .name = "low",
     .sections = Section::estimate,
     .shape = Shape::number,
     .help = "With `high`: one chance in twenty that it is less.",
     .example = "1.5M round/yr"},
    {.key = Key::estimate_best,
     .name = "best",
     .sections = Section::estimate,
     .shape = Shape::number,
     .fallback = "the median of `low` to `high`",
     .help = "With `low` and `high`: the median, which a plain run takes.",
     .example = "2M round/yr"},
    {.key = Key::estimate_high,
     .name = "high",
     .sections = Section::estimate,
     .shape = Shape::number,
     .help = "With `low`: one chance in twenty that it is more.",
     .example = "2.5M round/yr"},
    {.key = Key::estimate_source,
     .name = "source",
     .sections = Section::estimate,
     .shape = Shape::text,
     .help = "Who says so, and where: an organisation, and the row of a table.",
     .example = "RP05, RUSI"},
    {.key = Key::estimate_as_of,
     .name = "as_of",
     .sections = Section::estimate,
     .shape = Shape::period,
     .help = "When it was said: a year, a month or a day.",
     .example = "2023-09"},
    {.key = Key::estimate_assumption,
     .name = "assumption",
     .sections = Section::estimate,
     .shape = Shape::text,
     .help = "Why this number, where there is no source.",
     .example = "Half of the declared storage."},
};

}  // namespace

std::span<const KeyRow> estimate_keys() { return rows; }

}  // namespace caisson::read
