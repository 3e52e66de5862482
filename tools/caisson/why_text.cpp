#include "why_text.hpp"

#include <fmt/format.h>
#include <string_view>
#include <utility>

#include "caisson/app/words.hpp"
#include "caisson/base/number_text.hpp"
#include "table.hpp"
#include "talk.hpp"

namespace caisson::cli {
namespace {

constexpr std::size_t most_rows_shown = 40;

/// What a cause means, in a few words.
std::string_view words_of(std::string_view cause) {
    constexpr std::pair<std::string_view, std::string_view> words[] = {
        {"ration", "the order that rations it"},
        {"guns", "it has too few guns"},
        {"barrels", "too few of its guns have barrels"},
        {"closed", "it is closed"},
        {"target", "its target is reached, so that it sends no more"},
        {"deal", "its deal has released nothing for it"},
        {"queue", "it has stopped, because what it brought waits"},
        {"reserve", "its sender keeps its reserve"},
        {"late", "it is on its way, or in work"},
        {"lost", "lost on the way"},
        {"sanctions", "sanctions forbid it, or stop it on the way"},
        {"rejected", "rejected on arrival"},
        {"scrapped", "scrapped at work"},
        {"unloading", "it is unloaded no faster"},
        {"capacity", "it cannot bring more"},
        {"nothing", "its stock is used up, and nothing leads there"},
    };
    for (const auto& [name, meaning] : words) {
        if (name == cause) {
            return meaning;
        }
    }
    return cause;
}

std::string percent(double share) {
    const double value = 100.0 * share;
    return value > 0.0 && value < 1.0 ? "< 1 %" : fmt::format("{:.0f} %", value);
}

std::string share_of(double part, double all) { return all > 0.0 ? percent(part / all) : "-"; }

/// The shares as a table, with a line for all of them.
std::string shares_text(const std::vector<app::WhyShare>& shares, double missed, const std::string& unit) {
    TextTable table{{{"because of"}, {"cause"}, {unit, Align::right}, {"share", Align::right}, {"that is"}}, {}};
    for (const auto& share : shares) {
        table.rows.push_back({share.path, share.cause, app::rounded(share.missed), percent(share.share),
                              std::string(words_of(share.cause))});
    }
    table.rows.push_back({"all", "", app::rounded(missed), "100 %", ""});
    return to_text(table, 2, most_rows_shown);
}

std::string supplier_words(const app::WhyReport& report, const app::WhySupplier& supplier, const std::string& unit) {
    std::string words = fmt::format("brings {} of {}", app::rounded(supplier.brings.value),
                                    app::rounded(supplier.could_bring.value, unit + "/d"));
    if (supplier.closed_since) {
        words += ", closed since " + app::day_words(report.start, *supplier.closed_since);
    } else if (!supplier.halt.empty()) {
        words += fmt::format(" ({})", words_of(supplier.halt));
    }
    if (supplier.under_way.value > 0.0) {
        words += fmt::format(", {} under way", app::rounded(supplier.under_way.value));
    }
    if (supplier.lost.value > 0.0) {
        words += fmt::format(", {} lost since then", app::rounded(supplier.lost.value));
    }
    return words;
}

std::string lacking_text(const app::WhyReport& report, const app::WhyMoment& moment, const std::string& unit) {
    std::string text = "\nwhat leads there\n";
    for (const auto& node : moment.lacking) {
        text += fmt::format("  {}: {} since {}\n", printable(node.path), node.hub ? "a hub, short" : "empty",
                            app::day_words(report.start, node.empty_since));
        for (const auto& supplier : node.suppliers) {
            text += fmt::format("    {:<28}  {}\n", printable(supplier.path), supplier_words(report, supplier, unit));
        }
        if (node.suppliers.empty()) {
            text += "    nothing\n";
        }
    }
    return text;
}

std::string narrowest_text(const app::WhyFire& fire, const app::WhyMoment& moment) {
    std::string text = fmt::format("\nthe narrowest place: at most {} could reach it, {} of what it is allowed\n",
                                   app::rounded(moment.most.value, fire.unit + "/d"),
                                   share_of(moment.most.value, moment.allowed.value));
    TextTable table{{{"", Align::left}, {fire.unit + "/d", Align::right}, {""}}, {}};
    for (const auto& passage : moment.passages) {
        const bool itself = passage.path == fire.path;
        table.rows.push_back({passage.path, app::rounded(passage.most.value),
                              itself ? "it asks no more: others take what it lacks, or it is on its way" : ""});
    }
    return text + to_text(table, 2, most_rows_shown);
}

std::string moment_text(const app::WhyReport& report, const app::WhyFire& fire, const app::WhyMoment& moment) {
    const double missed = (moment.wanted - moment.fired).value;
    const std::string per_day = fire.unit + "/d";
    std::string text = fmt::format("\n{} on {}: wants {}, is allowed {}, fires {}\n", printable(fire.path),
                                   app::day_words(report.start, moment.at), app::rounded(moment.wanted.value, per_day),
                                   app::rounded(moment.allowed.value), app::rounded(moment.fired.value));
    if (moment.shares.empty()) {
        return text + "  it is not short on that day\n";
    }
    text += fmt::format("  it misses {} ({}), and has been short since {}\n\n", app::rounded(missed, per_day),
                        share_of(missed, moment.wanted.value), app::day_words(report.start, moment.spell.from));
    text += shares_text(moment.shares, missed, per_day);
    if (!moment.lacking.empty()) {
        text += lacking_text(report, moment, fire.unit) + narrowest_text(fire, moment);
    }
    text += fmt::format("\nsince {} it missed {}\n\n", app::day_words(report.start, moment.spell.from),
                        app::rounded(moment.spell.missed.value, fire.unit));
    return text + shares_text(moment.spell.shares, moment.spell.missed.value, fire.unit);
}

std::string period_text(const app::WhyReport& report, const app::WhyFire& fire) {
    const auto& period = fire.period;
    std::string text = fmt::format(
        "\n{} ({}) from {} to {}: wanted {}, fired {}, missed {} ({})\n", printable(fire.path), printable(fire.state),
        app::day_words(report.start, period.from), app::day_words(report.start, period.until),
        app::rounded(period.wanted.value, fire.unit), app::rounded(period.fired.value),
        app::rounded(period.missed.value), share_of(period.missed.value, period.wanted.value));
    if (period.shares.empty()) {
        return text + "  it had all that it wanted\n";
    }
    if (fire.first_short) {
        text += fmt::format("  short for the first time on {}\n", app::day_words(report.start, *fire.first_short));
    }
    return text + "\n" + shares_text(period.shares, period.missed.value, fire.unit);
}

std::string next_text(const app::WhyReport& report, const std::string& folder, const std::string& program) {
    for (const auto& fire : report.fires) {
        if (fire.first_short && !fire.moment) {
            return fmt::format("\nnext\n  {} why {} {} {}\n", shell_word(program), shell_word(folder),
                               shell_word(fire.path), app::day_words(report.start, *fire.first_short + Days{1.0}));
        }
    }
    return {};
}

}  // namespace

std::string why_text(const app::WhyReport& report, const std::string& folder, const std::string& program) {
    std::string text = fmt::format("{}: {}\n", printable(report.scenario), printable(report.title));
    if (report.fires.empty()) {
        return text + "no fire missed anything\n";
    }
    for (const auto& fire : report.fires) {
        text += fire.moment ? moment_text(report, fire, *fire.moment) : period_text(report, fire);
    }
    return text + next_text(report, folder, program);
}

}  // namespace caisson::cli
