// The yardstick from its YAML file, through the same engine that any network uses, against the floor by hand.

#include <array>
#include <benchmark/benchmark.h>
#include <stdexcept>
#include <string>
#include <vector>

#include "caisson/engine/run.hpp"
#include "scenario_file.hpp"
#include "time_yardstick.hpp"

namespace caisson::bench {
namespace {

constexpr std::array<const char*, state_count> depots{"russia",        "ukraine", "north-korea", "iran",
                                                      "united-states", "europe",  "south-korea"};
constexpr std::array<const char*, state_count> plants{"russian",  "ukrainian", "north-korean", "iranian",
                                                      "american", "european",  "south-korean"};
constexpr std::array<const char*, firing_count> fires{"russian-guns", "ukrainian-guns"};
constexpr std::array<const char*, line_count> routes{"north-korea-to-russia", "iran-to-russia",
                                                     "united-states-to-ukraine", "europe-to-ukraine",
                                                     "south-korea-to-ukraine"};

/// Plays the yardstick with the engine: factors in, what was seen out.
class Yardstick {
public:
    explicit Yardstick(engine::RunPath path)
        : model_(model_of_file("scenarios/yardstick.yaml")),
          runner_(model_, engine::RunLimits{.path = path}),
          values_(model_.values) {
        for (std::size_t i = 0; i < state_count; ++i) {
            stock_[i] = parameter_of(model_, std::string("depots.") + depots[i] + ".shell.stock");
            made_[i] = parameter_of(model_, std::string("plants.") + plants[i] + "-shells.rate");
            node_[i] = node(depots[i]);
        }
        for (std::size_t i = 0; i < firing_count; ++i) {
            wanted_[i] = parameter_of(model_, std::string("fires.") + fires[i] + ".rate");
            fired_[i] = fired_by(fires[i]);
        }
        for (std::size_t i = 0; i < line_count; ++i) {
            lot_[i] = parameter_of(model_, std::string("routes.") + routes[i] + ".sails.lot");
            transit_[i] = parameter_of(model_, std::string("routes.") + routes[i] + ".transit");
            route_[i] = route(routes[i]);
        }
    }

    Outcome operator()(const Factors& factors) {
        bind(stock_, factors.stock);
        bind(made_, factors.made);
        bind(wanted_, factors.wanted);
        bind(lot_, factors.lot);
        bind(transit_, factors.transit);
        const auto summary = runner_.run(values_, {});
        if (!summary) {
            throw std::runtime_error(summary.error().message);
        }
        return seen(**summary);
    }

private:
    template <std::size_t count>
    void bind(const std::array<std::size_t, count>& at, const std::array<double, count>& factors) {
        for (std::size_t i = 0; i < count; ++i) {
            values_[at[i]] = model_.values[at[i]] * factors[i];
        }
    }

    [[nodiscard]] Outcome seen(const engine::Summary& summary) const {
        Outcome outcome;
        outcome.events = summary.counts.events;
        for (std::size_t i = 0; i < state_count; ++i) {
            outcome.end_stock[i] = summary.stocks[node_[i]].value;
        }
        for (std::size_t i = 0; i < firing_count; ++i) {
            const bool dry = summary.times_empty[node_[i]] > 0;
            outcome.stock_outs[i] = summary.times_empty[node_[i]];
            outcome.first_dry[i] = summary.first_empty[node_[i]].value;
            outcome.last_dry[i] = dry ? summary.last_empty[node_[i]].value : Outcome::never;
            outcome.fired[i] = summary.moved[fired_[i]].value;
        }
        for (std::size_t i = 0; i < line_count; ++i) {
            outcome.shipped[i] = summary.sent[route_[i]].value;
            outcome.at_sea[i] = summary.under_way[route_[i]].value;
        }
        return outcome;
    }

    [[nodiscard]] model::NodeId node(const std::string& depot) const {
        for (const model::NodeId id : model_.nodes.ids()) {
            if (path_of(model_, id) == "depots." + depot + ".shell") {
                return id;
            }
        }
        throw std::runtime_error("no depot " + depot);
    }

    [[nodiscard]] model::FlowId fired_by(const std::string& fire) const {
        for (const model::FireId id : model_.fires.ids()) {
            if (model_.fires[id].id == fire) {
                return model::FlowId{model_.fires[id].flows.begin};
            }
        }
        throw std::runtime_error("no fire " + fire);
    }

    [[nodiscard]] model::RouteId route(const std::string& name) const {
        for (const model::RouteId id : model_.routes.ids()) {
            if (model_.routes[id].id == name) {
                return id;
            }
        }
        throw std::runtime_error("no route " + name);
    }

    model::Model model_;
    engine::Runner runner_;
    std::vector<double> values_;
    std::array<std::size_t, state_count> stock_{};
    std::array<std::size_t, state_count> made_{};
    std::array<std::size_t, firing_count> wanted_{};
    std::array<std::size_t, line_count> lot_{};
    std::array<std::size_t, line_count> transit_{};
    std::array<model::NodeId, state_count> node_{};
    std::array<model::FlowId, firing_count> fired_{};
    std::array<model::RouteId, line_count> route_{};
};

void engine_by_short_cuts(benchmark::State& state) {
    Yardstick yardstick(engine::RunPath::short_cuts);
    time_yardstick(state, [&](const Factors& factors) { return yardstick(factors); });
}

void engine_the_long_way(benchmark::State& state) {
    Yardstick yardstick(engine::RunPath::general);
    time_yardstick(state, [&](const Factors& factors) { return yardstick(factors); });
}

BENCHMARK(engine_by_short_cuts)->Name("yardstick/caisson, from YAML")->Unit(benchmark::kMicrosecond);
BENCHMARK(engine_the_long_way)->Name("yardstick/caisson, short cuts off")->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace caisson::bench
