#include "caisson/read/reference.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "caisson/base/limits.hpp"
#include "caisson/base/number_text.hpp"
#include "caisson/base/unit.hpp"
#include "key_parts.hpp"
#include "schema_patterns.hpp"

namespace caisson::read {
namespace {

using model::Dimension;

constexpr std::string_view introduction = R"(# Scenario reference

Every key that a scenario file may have. This page is made from the table by which files are read; do not edit it.

A scenario is one YAML file, or a file that extends another. Its first key is `caisson: 1`. A key that is not listed
here is an error, never ignored.

## Values

**Quantities** are a number and its unit: `400k`, `1.7M round/yr`, `60%`, `9 d`. The suffixes `k`, `M` and `G` touch their
number. An amount or a rate is in its commodity's own unit, or in one of the `units` that the commodity defines; what
has no unit is in the commodity's own. A number without a unit is refused where it could mean several things: a rate
needs its time (`10 round/d`), a stretch of time its unit (`9 d`). 0 needs none.

**Words of time**: {}. 1 yr = 365.25 d, and 1 month = 1/12 yr = 30.4375 d. A rate may name any stretch of time:
`2M round / 365 d`.

**Ranges**: `low to high` is a 90 % interval: lognormal where both ends are positive, else normal, and cut to what the key
allows. A plain run takes the median: of an uncut interval, the square root of low times high, or their mean.
With `low`, `best` and `high` the median is `best`. See [the long form](#the-long-form-of-a-number).

**Dates** are `2023-09-13`, or with a time of day in UTC `2023-09-13T15:00Z`; where a date stands, `10 d` means ten
days after the start.

**Ids** name things: letters, digits, `-` and `_`, at least one letter, at most {} in all. Free text stands in `title` and
`note`.

**Paths** name values everywhere: in variants, in `--set PATH=VALUE`, in messages and in results. They are the keys from
the root down, joined by points; entries of a list are counted from 0: `plants.rus-shells.schedule.0.rate`.

)";

constexpr std::string_view limits_heading = R"(## Limits

| What | At most |
| --- | --- |
)";

/// Text in a cell of a table.
std::string cell(std::string_view text) {
    std::string escaped;
    for (const char letter : text) {
        escaped += letter == '|' ? "\\|" : std::string(1, letter);
    }
    return escaped;
}

std::string code(std::string_view text) { return text.empty() ? std::string{} : fmt::format("`{}`", cell(text)); }

std::string anchor(std::string_view heading) {
    std::string id;
    for (const char letter : heading) {
        const bool upper = letter >= 'A' && letter <= 'Z';
        id += letter == ' ' ? '-' : upper ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
    return id;
}

std::string_view word_of(Dimension dimension) {
    switch (dimension) {
        case Dimension::amount:
            return "amount";
        case Dimension::rate:
            return "rate";
        case Dimension::duration:
            return "stretch of time";
        case Dimension::date:
            return "date";
        case Dimension::fraction:
            return "share";
        case Dimension::count:
            return "whole number";
        case Dimension::flag:
            return "true or false";
        case Dimension::per_unit:
            return "amount for a unit";
        case Dimension::rate_per_unit:
            return "rate for a unit";
    }
    return {};
}

std::string bounds_of(const model::RoleRow& row) {
    const auto text = [&](double bound) {
        return row.dimension == Dimension::fraction ? fmt::format("{}%", number_text(100 * bound)) : number_text(bound);
    };
    std::vector<std::string> bounds;
    if (std::isfinite(row.least)) {
        bounds.push_back(fmt::format("{} {}", row.least_allowed ? "at least" : "more than", text(row.least)));
    }
    if (std::isfinite(row.most)) {
        bounds.push_back(fmt::format("{} {}", row.most_allowed ? "at most" : "less than", text(row.most)));
    }
    return bounds.empty() ? std::string{} : fmt::format(", {}", fmt::join(bounds, ", "));
}

std::string number_text_of(const KeyRow& row) {
    if (!row.role) {
        return "as the number itself";
    }
    const model::RoleRow& role = model::row_of(*row.role);
    const std::string_view or_days = row.role_as_share  ? ", stretch of time or share"
                                     : row.role_in_days ? " or stretch of time"
                                                        : "";
    return fmt::format("{}{}{}", word_of(role.dimension), or_days, bounds_of(role));
}

std::string link_to(const KeyTable& table, Section section) {
    const std::string_view heading = table.row(section).heading;
    return fmt::format("[{}](#{})", heading, anchor(heading));
}

std::string words_of(const KeyRow& row) {
    std::vector<std::string> words;
    for (const WordRow& word : row.words) {
        words.push_back(fmt::format("`{}`: {}", word.word, word.help));
    }
    return fmt::format("{}", fmt::join(words, "; "));
}

std::string takes(const KeyTable& table, const KeyRow& row) {
    switch (row.shape) {
        case Shape::version:
            return "1";
        case Shape::text:
            return "text";
        case Shape::file:
            return "name of a file";
        case Shape::date:
            return "date";
        case Shape::period:
            return "year, month or day";
        case Shape::number:
            return row.words.empty() ? number_text_of(row)
                                     : fmt::format("{}; or {}", number_text_of(row), words_of(row));
        case Shape::number_or_object:
            return fmt::format("{}; or {}", number_text_of(row), link_to(table, row.inside));
        case Shape::flag:
            return "true or false";
        case Shape::whole:
            return fmt::format("whole number, {} to {}", row.whole.least, row.whole.most);
        case Shape::word:
            return words_of(row);
        case Shape::unit_word:
            return "word";
        case Shape::name:
            return fmt::format("id of a {}", noun(row.names));
        case Shape::name_or_names:
            return fmt::format("id of a {}, or a list of them", noun(row.names));
        case Shape::path:
            return "path";
        case Shape::new_value:
            return fmt::format("as the value that is set; or {}", number_text_of(row));
        case Shape::uses:
            return fmt::format("id of a {}, a list of them, or a map of them to a {}", noun(row.names),
                               number_text_of(row));
        case Shape::name_or_numbers:
            return fmt::format("id of a {}, or a map of them to a {}", noun(row.names), number_text_of(row));
        case Shape::numbers:
            return row.names == Thing::nothing
                       ? fmt::format("map of new words to {}", number_text_of(row))
                       : fmt::format("map of ids of a {} to {}", noun(row.names), number_text_of(row));
        case Shape::object:
            return link_to(table, row.inside);
        case Shape::list:
            return fmt::format("list of {}{}", link_to(table, row.inside),
                               row.fewest > 0 ? fmt::format(", at least {}", row.fewest) : std::string{});
        case Shape::table:
            return fmt::format("map of new ids to {}", link_to(table, row.inside));
        case Shape::any:
            return "whatever the path takes";
    }
    return {};
}

std::string_view name_in_page(const KeyRow& row) {
    if (row.name != any_name) {
        return row.name;
    }
    return row.names == Thing::commodity ? "id of a commodity" : "path";
}

/// `capacity` and `sails`, each as code.
std::string codes_of(const KeyTable& table, const std::vector<Key>& keys, std::string_view last_word) {
    std::string list;
    for (std::size_t at = 0; at < keys.size(); ++at) {
        const bool last = at + 1 == keys.size();
        list += at == 0 ? "" : last ? fmt::format(" {} ", last_word) : ", ";
        list += code(table.row(keys[at]).name);
    }
    return list;
}

std::string rule_text(const KeyTable& table, const KeyRule& rule) {
    const std::string with = codes_of(table, rule.with, "or");
    switch (rule.kind) {
        case KeyRule::Kind::exactly_one:
            if (rule.keys.size() == 1) {
                return fmt::format("With {}, also {}.", with, codes_of(table, rule.keys, "and"));
            }
            return with.empty() ? fmt::format("Exactly one of {}.", codes_of(table, rule.keys, "and"))
                                : fmt::format("With {}, exactly one of {}.", with, codes_of(table, rule.keys, "and"));
        case KeyRule::Kind::at_least_one:
            return fmt::format("At least one of {}.", codes_of(table, rule.keys, "and"));
        case KeyRule::Kind::at_most_one:
            return fmt::format("At most one of {}.", codes_of(table, rule.keys, "and"));
        case KeyRule::Kind::only_with:
            break;
    }
    return fmt::format("{} only with {}.", codes_of(table, rule.keys, "and"), with);
}

/// How the keys of a section depend on one another, as a paragraph of its own.
std::string rules_text(const KeyTable& table, Section section) {
    std::string text;
    for (const KeyRule& rule : table.rules_of(section)) {
        text += fmt::format("{}{}", text.empty() ? "" : " ", rule_text(table, rule));
    }
    return text.empty() ? text : text + "\n\n";
}

std::string fallback_of(const KeyRow& row) {
    return row.presence == Presence::required ? std::string{"required"} : cell(row.fallback);
}

std::string section_text(const KeyTable& table, const SectionRow& section) {
    std::string text =
        fmt::format("## {}\n\n{}\n\n", section.heading, section.help) + rules_text(table, section.section);
    text += "| Key | Takes | Default | Meaning | Example |\n| --- | --- | --- | --- | --- |\n";
    for (const KeyRow* row : table.of(section.section)) {
        const std::string name = row->name == any_name ? std::string{name_in_page(*row)} : code(row->name);
        text += fmt::format("| {} | {} | {} | {} | {} |\n", name, cell(takes(table, *row)), fallback_of(*row),
                            cell(row->help), code(row->example));
    }
    return text + "\n";
}

std::string limit(std::string_view what, std::string_view most) { return fmt::format("| {} | {} |\n", what, most); }

std::string count(std::size_t number) { return human_number(static_cast<double>(number), 0); }

std::string limits_text() {
    std::string text{limits_heading};
    text += limit("All files of one scenario together", fmt::format("{} MiB", max_scenario_bytes >> 20));
    text += limit("Values, keys among them", count(max_values));
    text += limit("Maps and lists inside one another", count(max_depth));
    text += limit("Text without a value in it: comments, blank lines",
                  fmt::format("{} KiB", max_bytes_without_value >> 10));
    text += limit("A single value", fmt::format("{} KiB", max_value_bytes >> 10));
    text += limit("A quantity", fmt::format("{} bytes", max_quantity_bytes));
    text += limit("An id", fmt::format("{} bytes", max_id_bytes));
    text += limit("A path", fmt::format("{} bytes", max_path_bytes));
    text += limit("Scenarios that extend one another", count(max_extends_depth));
    text += limit("Errors that are told", count(max_findings));
    text += limit("Steps of a ramp", count(max_ramp_steps));
    text += limit("Years", fmt::format("{} to {}", min_year, max_year));
    text +=
        "\nYAML's anchors, aliases, merge keys and tags are refused, as are duplicate keys, empty values and a second "
        "document.\n";
    return text;
}

}  // namespace

std::string reference_text(const KeyTable& table) {
    std::vector<std::string> words;
    for (const TimeUnit& unit : time_units()) {
        words.push_back(fmt::format("`{}`", unit.word));
    }
    std::string text = fmt::format(introduction, fmt::join(words, ", "), max_id_bytes);
    for (const SectionRow& section : sections()) {
        text += section_text(table, section);
    }
    return text + limits_text();
}

}  // namespace caisson::read
