#include <fmt/format.h>

#include "caisson/app/json.hpp"
#include "caisson/app/list.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "table.hpp"

namespace caisson::cli {
namespace {

constexpr std::size_t every_row = static_cast<std::size_t>(-1);

TextTable variants_of(const app::Listing& listing) {
    TextTable table{{{"variant"}, {"title"}, {"place"}}, {}};
    for (const auto& row : listing.variants) {
        table.rows.push_back({row.id, row.title, row.place});
    }
    return table;
}

TextTable parameters_of(const app::Listing& listing) {
    TextTable table{{{"parameter"}, {"value", Align::right}, {"unit"}, {"place"}, {"source"}}, {}};
    for (const auto& row : listing.parameters) {
        table.rows.push_back({row.path, row.text, row.unit, row.place, row.source});
    }
    return table;
}

TextTable outcomes_of(const app::Listing& listing) {
    TextTable table{{{"outcome"}, {"unit"}, {"title"}}, {}};
    for (const auto& row : listing.outcomes) {
        table.rows.push_back({row.id, row.unit, row.title});
    }
    return table;
}

TextTable estimates_of(const app::Listing& listing) {
    TextTable table{{{"estimate"},
                     {"low", Align::right},
                     {"central", Align::right},
                     {"high", Align::right},
                     {"unit"},
                     {"as of"},
                     {"source"}},
                    {}};
    for (const auto& row : listing.estimates) {
        const std::string source =
            !row.source.empty() || row.assumption.empty() ? row.source : "assumption: " + row.assumption;
        table.rows.push_back({row.path, row.low, row.best, row.high, row.unit, row.as_of, source});
    }
    return table;
}

std::string text_of(const app::Listing& listing, const std::string& part) {
    struct Part {
        std::string_view name;
        TextTable (*table)(const app::Listing&);
    };

    constexpr Part parts[] = {{"variants", variants_of},
                              {"parameters", parameters_of},
                              {"outcomes", outcomes_of},
                              {"estimates", estimates_of}};
    std::string text;
    for (const auto& one : parts) {
        if (part.empty() || part == one.name) {
            const TextTable table = one.table(listing);
            text += text.empty() ? "" : "\n";
            text += table.rows.empty() ? fmt::format("no {}\n", one.name) : to_text(table, 0, every_row);
        }
    }
    return text;
}

}  // namespace

int command(const ListArguments& arguments, Talk& talk) {
    const auto listing = app::list(request_of(arguments.scenario));
    if (!listing) {
        return talk.fail(listing.error());
    }
    talk.explain({&listing->found, 1});
    talk.print(arguments.manner.json ? app::json_text(*listing, arguments.part) : text_of(*listing, arguments.part));
    return exit_done;
}

}  // namespace caisson::cli
