#include "run_summary.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "caisson/app/words.hpp"
#include "caisson/base/number_text.hpp"
#include "table.hpp"
#include "talk.hpp"

namespace caisson::cli {
namespace {

constexpr std::size_t most_rows_shown = 30;

std::string dry_words(const app::RunReport& run, const app::StockReport& stock) {
    if (!stock.dry) {
        return app::date_words(run.start, run.end, true);
    }
    return stock.dry->value == 0.0 ? "from the start" : app::day_words(run.start, *stock.dry);
}

std::string stocks_text(const app::RunReport& run) {
    TextTable table{{{"state"}, {"commodity"}, {"at start", Align::right}, {"at end", Align::right}, {"unit"}, {"dry"}},
                    {}};
    for (const auto& stock : run.stocks) {
        table.rows.push_back({stock.state, stock.commodity, app::rounded(stock.at_start.value),
                              app::rounded(stock.at_end.value), stock.unit, dry_words(run, stock)});
    }
    return table.rows.empty() ? "" : "\n" + to_text(table, 2, most_rows_shown);
}

std::string short_words(const app::RunReport& run, const app::UseReport& use) {
    if (!use.short_from) {
        return use.wanted.value > 0.0 ? "never" : "";
    }
    return app::day_words(run.start, *use.short_from);
}

std::string uses_text(const app::RunReport& run) {
    TextTable table{{{"state"},
                     {"unit"},
                     {"made", Align::right},
                     {"received", Align::right},
                     {"wanted", Align::right},
                     {"fired", Align::right},
                     {"unmet", Align::right},
                     {"short from"}},
                    {}};
    for (const auto& use : run.uses) {
        table.rows.push_back({use.state, use.unit, app::rounded(use.made.value), app::rounded(use.received.value),
                              app::rounded(use.wanted.value), app::rounded(use.fired.value),
                              app::rounded(use.unmet.value), short_words(run, use)});
    }
    return table.rows.empty() ? "" : "\n" + to_text(table, 2, most_rows_shown);
}

std::string outcomes_text(const app::RunReport& run) {
    TextTable table{{{"outcome"}, {"answer"}, {"title"}}, {}};
    for (const auto& outcome : run.outcomes) {
        table.rows.push_back({outcome.id, app::outcome_words(outcome, run.start), outcome.title});
    }
    return table.rows.empty() ? "" : "\n" + to_text(table, 2, most_rows_shown);
}

std::string run_text(const app::RunReport& run) {
    return fmt::format("{}: {}, {} to {}\n", printable(run.scenario), printable(run.title),
                       app::day_words(run.start, Days{}), app::day_words(run.start, run.end)) +
           stocks_text(run) + uses_text(run) + outcomes_text(run) + "\n";
}

std::string files_text(const app::RunResult& result) {
    std::string names;
    for (const auto& file : result.written.files) {
        names += (names.empty() ? "" : ", ") + file.name;
    }
    return fmt::format("written to {}: {}\n", shell_word(result.written.path), names);
}

/// A variant that the scenario offers and that was not run.
std::string untried_variant(const app::RunResult& result) {
    for (const auto& variant : result.variants) {
        const bool tried = std::any_of(result.runs.begin(), result.runs.end(), [&](const app::RunReport& run) {
            return ("," + run.scenario + ",").find("," + variant + ",") != std::string::npos;
        });
        if (!tried) {
            return variant;
        }
    }
    return {};
}

bool missed_anything(const app::RunResult& result) {
    return std::any_of(result.runs.begin(), result.runs.end(), [](const app::RunReport& run) {
        return std::any_of(run.uses.begin(), run.uses.end(),
                           [](const app::UseReport& use) { return use.short_from.has_value(); });
    });
}

std::string next_text(const app::RunResult& result, const RunArguments& arguments, std::string_view program) {
    const std::string caisson = shell_word(std::string(program));
    const std::string file = shell_word(arguments.scenario.files.front());
    std::string text = "next\n";
    if (const auto variant = untried_variant(result); !variant.empty()) {
        text += fmt::format("  {} run {} -V baseline -V {} -o what-if\n", caisson, file, variant);
    }
    if (missed_anything(result)) {
        text += fmt::format("  {} why {}\n", caisson, shell_word(result.written.path));
    }
    text += fmt::format("  {} list {} parameters\n", caisson, file);
    text += fmt::format("  python3 -c 'import pandas; print(pandas.read_csv(\"{}/events.csv\"))'\n",
                        printable(result.written.path));
    return text;
}

}  // namespace

std::string summary_text(const app::RunResult& result, const RunArguments& arguments, std::string_view program) {
    std::string text;
    for (const auto& run : result.runs) {
        text += run_text(run);
    }
    return text + files_text(result) + next_text(result, arguments, program);
}

std::string plan_text(const app::RunPlan& plan) {
    TextTable table{{{"run", Align::right},
                     {"scenario"},
                     {"from"},
                     {"to"},
                     {"depots", Align::right},
                     {"plants", Align::right},
                     {"fires", Align::right},
                     {"routes", Align::right},
                     {"title"}},
                    {}};
    for (const auto& line : plan.runs) {
        table.rows.push_back({fmt::format("{}", table.rows.size()), line.scenario, app::day_words(line.start, Days{}),
                              app::day_words(line.start, line.end), fmt::format("{}", line.depots),
                              fmt::format("{}", line.plants), fmt::format("{}", line.fires),
                              fmt::format("{}", line.routes), line.title});
    }
    std::string text = to_text(table, 0, table.rows.size());
    text += fmt::format("would be written to {}", shell_word(plan.folder));
    if (plan.rows > 0) {
        text += fmt::format(": some {} rows", human_number(static_cast<double>(plan.rows), 0));
    }
    return text + "\n";
}

}  // namespace caisson::cli
