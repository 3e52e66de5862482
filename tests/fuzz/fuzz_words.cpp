// Any bytes, taken for each of the short texts that people write: quantities, dates, ids, paths, and `--set PATH=VALUE`.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "caisson/base/date.hpp"
#include "caisson/base/path.hpp"
#include "caisson/base/quantity_text.hpp"
#include "look.hpp"

using namespace caisson;
using tests::must;

namespace {

/// A scenario that has something for most paths.
constexpr std::string_view world = R"(caisson: 1
title: Something of everything
start: 2024-02-29
end: 1 yr
commodities: {shell: {unit: round, units: {container: 200 to 400 round}}, tube: {unit: tube}}
states: {A: {}, B: {title: The other}}
depots:
  front: {state: A, shell: {stock: 1M, capacity: 2M}, tube: {stock: 500}}
  rear:
    state: B
    shell: {stock: {low: 1M, best: 2M, high: 5M, source: a guess}, reserve: 10k, schedule: [{from: 100 d, reserve: 0}]}
plants:
  works: {at: rear, makes: shell, rate: 1M round/yr, schedule: [{from: 30 d, until: 90 d, in: 4, rate: 2M round/yr}]}
fires:
  guns:
    at: front
    uses: [shell]
    rate: 5k round/d
    ration: [{below: 20 d, to: 60%}, {below: 7 d, to: 25%}]
routes:
  road: {from: rear, to: front, carries: shell, capacity: 2k round/d, transit: 9 d, loss: 1%, target: {level: 30 d}}
  ship: {from: rear, to: front, carries: shell, sails: {every: 14 d, lot: 40 container, chance: 90%}, transit: 6 d}
outcomes: {dry: {first: stock, of: shell, state: A, below: 0 round}}
variants: {late: {start: 2024-03-01, routes.road.opens: 10 d}}
expect: [{outcome: dry, never: true}]
)";

void read_quantity(std::string_view text) {
    const auto read = parse_quantity(text);
    if (!read) {
        tests::must_be_sound(read.error(), text);
        return;
    }
    must(std::isfinite(read->low) && std::isfinite(read->high), "a quantity is finite");
    must(read->low <= read->high, "a range goes up");
    must(read->is_range || read->low == read->high, "what is no range has one value");
    must(read->low != 0.0 || !std::signbit(read->low), "nothing is -0");
}

void read_date(std::string_view text) {
    const auto date = parse_date(text);
    if (!date) {
        tests::must_be_sound(date.error(), text);
        return;
    }
    const auto again = parse_date(format_date(*date));
    must(again && *again == *date, "a date reads back");
}

void read_path(std::string_view text) {
    const auto parts = split_path(text);
    if (!parts) {
        tests::must_be_sound(parts.error(), text);
        return;
    }
    std::string joined;
    for (const std::string_view part : *parts) {
        must(valid_id(part) || list_position(part), "a part of a path is an id or a position");
        joined = join_path(joined, part);
    }
    must(joined == text, "a path is its parts");
}

void read_id(std::string_view text) {
    const auto wrong = what_is_wrong_with_id(text);
    must(valid_id(text) != wrong.has_value(), "what is no id has something wrong with it");
    if (wrong) {
        tests::must_be_sound(*wrong, text);
    }
}

/// A line a `--set`.
std::vector<std::string> lines_of(std::string_view text) {
    constexpr std::size_t most_lines = 8;
    std::vector<std::string> lines;
    while (!text.empty() && lines.size() < most_lines) {
        const std::string_view line = text.substr(0, text.find('\n'));
        lines.emplace_back(line);
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
    return lines;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(bytes), size};
    read_quantity(text);
    read_date(text);
    read_path(text);
    read_id(text);
    const read::Request request{
        .file = "world", .text = std::string{world}, .sets = lines_of(text), .access = read::FileAccess::none};
    if (const auto looked = tests::look(request)) {
        tests::must_be_shown_rightly(*looked);
    }
    return 0;
}
