#include "typed_values.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "caisson/base/nearest.hpp"
#include "caisson/base/number_text.hpp"
#include "caisson/base/quantity_text.hpp"
#include "caisson/engine/run.hpp"

namespace caisson::cli {
namespace {

std::string trimmed(const std::string& text) {
    const auto begin = text.find_first_not_of(' ');
    return begin == std::string::npos ? std::string{} : text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

}  // namespace

std::string quote(const std::string& text) { return "\"" + printable(text) + "\""; }

std::string did_you_mean(const std::string& written, const std::vector<std::string>& names) {
    NearestName nearest(written);
    for (const auto& name : names) {
        nearest.consider(name);
    }
    return nearest.found() ? fmt::format(": did you mean {}?", *nearest.found()) : std::string{};
}

std::vector<std::string> variants_of(const std::string& list) {
    std::vector<std::string> names;
    for (std::size_t begin = 0; begin <= list.size();) {
        const auto end = std::min(list.find(',', begin), list.size());
        names.push_back(trimmed(list.substr(begin, end - begin)));
        if (names.back().empty()) {
            throw Wrong{"an empty name of a variant in -V " + quote(list) + ": write -V baseline for none"};
        }
        begin = end + 1;
    }
    if (names == std::vector<std::string>{"baseline"}) {
        names.clear();
    }
    return names;
}

Days step_of(const std::string& text) {
    const auto parsed = parse_quantity(text);
    if (!parsed || !parsed->duration() || parsed->is_range || !(parsed->low > 0.0)) {
        throw Wrong{fmt::format("--step {} is no stretch of time: write 1d, 6h or 2wk", quote(text))};
    }
    if (constexpr double second = 1.0 / 86'400.0; parsed->low < second) {
        throw Wrong{fmt::format("--step {} is shorter than a second, to which times are written", quote(text))};
    }
    return Days{parsed->low};
}

std::uint64_t count_of(const std::string& option, const std::string& text, double least) {
    constexpr double most = 1e15;  // all whole numbers up to it are doubles
    const auto parsed = parse_quantity(text);
    if (!parsed || !parsed->bare() || parsed->is_range || parsed->low != std::floor(parsed->low) ||
        parsed->low < least || parsed->low > most) {
        throw Wrong{
            fmt::format("{} {} is no whole number of at least {}: write {} or 1M", option, quote(text), least, least)};
    }
    return static_cast<std::uint64_t>(parsed->low);
}

std::uint64_t most_events_of(const std::string& text) {
    return text.empty() ? engine::RunLimits{}.most_events : count_of("--max-events", text, 1);
}

}  // namespace caisson::cli
