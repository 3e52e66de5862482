#include "scenario_file.hpp"

#include <fmt/format.h>
#include <stdexcept>
#include <utility>

#include "caisson/model/compile.hpp"
#include "caisson/read/reader.hpp"
#include "caisson/read/resolved.hpp"

namespace caisson::bench {
namespace {

read::Reading reading_of(const read::Request& request) {
    auto reading = read::read_scenario(request);
    if (!reading) {
        throw std::runtime_error(reading.error().findings.front().message);
    }
    return std::move(*reading);
}

model::Model compiled(const read::Request& request) {
    auto made = model::compile(reading_of(request).scenario);
    if (!made) {
        throw std::runtime_error(made.error().front().message);
    }
    return std::move(made->model);
}

void add_depot(std::string& text, int i) {
    text += fmt::format("  d{}: {{state: A, shell: {{stock: {} round, capacity: 500 round}}}}\n", i, 100 + i % 50);
}

void add_fire(std::string& text, int i) {
    text += fmt::format("  f{}: {{at: d{}, uses: [shell], rate: {} round/d}}\n", i, i, 10 + i % 7);
}

void add_routes(std::string& text, int i) {
    text +=
        fmt::format("  r{}: {{from: d{}, to: d{}, carries: shell, capacity: {} round/d}}\n", i, i, i + 1, 60 + i % 5);
    text += fmt::format(
        "  s{}: {{from: d{}, to: d{}, carries: shell, transit: 3 d, sails: {{every: {} d, lot: 40 round}}}}\n", i, i,
        i + 1, 5 + i % 11);
}

constexpr int group = 10;

}  // namespace

model::Model model_of_file(const std::string& path) {
    return compiled({.file = std::string(CAISSON_SOURCE_DIR) + "/" + path});
}

std::size_t parameter_of(const model::Model& model, const std::string& path) {
    const PathId id = model.paths.find(path);
    for (std::size_t at = 0; at < model.parameters.size(); ++at) {
        if (model.parameters[at].path == id) {
            return at;
        }
    }
    throw std::runtime_error("no parameter " + path);
}

model::Model model_of_text(const std::string& text) { return compiled({.file = "network.yaml", .text = text}); }

std::string network_text(int depots) {
    std::string text =
        "caisson: 1\ntitle: A network with local events\nstart: 2024-01-01\nend: 20 d\n"
        "commodities: {shell: {unit: round}}\nstates: {A: {title: A}}\ndepots:\n";
    for (int i = 0; i < depots; ++i) {
        add_depot(text, i);
    }
    text += "plants:\n";
    for (int i = 0; i < depots; i += group) {
        text += fmt::format("  p{}: {{at: d{}, makes: shell, rate: {} round/d}}\n", i, i, 100 + i % 13);
    }
    text += "fires:\n";
    for (int i = 0; i < depots; ++i) {
        add_fire(text, i);
    }
    text += "routes:\n";
    for (int i = 0; i < depots; ++i) {
        if (i % group != group - 1) {
            add_routes(text, i);
        }
    }
    return text;
}

std::string network_text_in_blocks(int depots) {
    return read::resolved_text(reading_of({.file = "network.yaml", .text = network_text(depots)}), read::Origins::none);
}

}  // namespace caisson::bench
