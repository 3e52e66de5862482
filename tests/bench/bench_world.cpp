// The whole world of the question from its YAML file: deals, sanctions, rules, plants that take time, three years.

#include <array>
#include <benchmark/benchmark.h>
#include <cmath>
#include <cstdint>
#include <fmt/format.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "caisson/engine/outcomes.hpp"
#include "caisson/engine/run.hpp"
#include "scenario_file.hpp"
#include "yardstick_model.hpp"

namespace caisson::bench {
namespace {

/// What is drawn anew for each run, from 80 to 120 % of what is written; so that nothing is learnt by heart.
constexpr std::array<const char*, 3> drawn{"depots.russian-arsenals.shell.stock", "fires.russian-guns.rate",
                                           "plants.russian-plants.rate"};
constexpr std::uint64_t replications = 200;

/// In rounds and barrels, worked out in tests/golden/runs/shell-gap/whole-world.txt; and by how much they may be off.
struct Answer {
    std::string_view outcome;
    double value;
    double allowed;
};

constexpr double a_year = 365.25;  // [d]
constexpr double russian = 1.75 * 731 / a_year + 2.0 * (1090 - 731) / a_year;
constexpr double iranian = 0.8 + 0.2 * (1090 - 15) / a_year;
constexpr std::array<Answer, 4> answers{{
    {"russia-fired", 1e6 * (4.0 + russian + 0.2 + iranian + 4.8 + (1090 - 42 - 30) / a_year), 100.0},
    {"refurbished", 1e6 * (1096 - 42 - 30) / a_year, 1.0},
    {"shells-delivered", 9.6e6, 1.0},
    {"seoul-sent", 500e3, 1.0},
}};

class World {
public:
    World()
        : model_(model_of_file("scenarios/shell-gap/whole-world.yaml")),
          runner_(model_),
          outcomes_(model_),
          values_(model_.values) {
        for (const char* path : drawn) {
            drawn_.push_back(parameter_of(model_, path));
        }
    }

    /// What the outcomes say that is not as worked out by hand; empty if all is.
    [[nodiscard]] std::string wrong() {
        outcomes_.start(model_.values);
        engine::Observer* const watching[] = {&outcomes_};
        play(model_.values, watching);
        std::string said;
        for (const Answer& answer : answers) {
            const double found = outcomes_.values()[outcome(answer.outcome)].value;
            if (!(std::abs(found - answer.value) <= answer.allowed)) {
                said += fmt::format("{} is {:.17g}, must be {:.17g}; ", answer.outcome, found, answer.value);
            }
        }
        return said;
    }

    /// returns  the events of a run
    std::uint64_t operator()(std::uint64_t replication, bool with_outcomes) {
        for (std::size_t i = 0; i < drawn_.size(); ++i) {
            values_[drawn_[i]] = model_.values[drawn_[i]] * (0.8 + 0.4 * uniform(replication * drawn_.size() + i));
        }
        if (!with_outcomes) {
            return play(values_, {});
        }
        outcomes_.start(values_);
        engine::Observer* const watching[] = {&outcomes_};
        return play(values_, watching);
    }

private:
    std::uint64_t play(const std::vector<double>& values, std::span<engine::Observer* const> watching) {
        const auto summary = runner_.run(values, {}, watching);
        if (!summary) {
            throw std::runtime_error(summary.error().message);
        }
        return (*summary)->counts.events;
    }

    [[nodiscard]] model::OutcomeId outcome(std::string_view name) const {
        for (const model::OutcomeId id : model_.outcomes.ids()) {
            if (model_.outcomes[id].id == name) {
                return id;
            }
        }
        throw std::runtime_error("no outcome " + std::string(name));
    }

    model::Model model_;
    engine::Runner runner_;
    engine::OutcomeObserver outcomes_;
    std::vector<double> values_;
    std::vector<std::size_t> drawn_;
};

void play_world(benchmark::State& state, bool with_outcomes) {
    World world;
    if (const std::string wrong = world.wrong(); !wrong.empty()) {
        state.SkipWithError(wrong.c_str());
        return;
    }
    std::uint64_t events = 0;
    std::uint64_t next = 0;
    for (auto _ : state) {
        events += world(next, with_outcomes);
        next = (next + 1) % replications;
    }
    state.counters["events"] = benchmark::Counter(static_cast<double>(events), benchmark::Counter::kIsRate);
}

void alone(benchmark::State& state) { play_world(state, false); }

void with_outcomes(benchmark::State& state) { play_world(state, true); }

BENCHMARK(alone)->Name("world/caisson, from YAML")->Unit(benchmark::kMicrosecond);
BENCHMARK(with_outcomes)->Name("world/caisson, with outcomes and origins")->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace caisson::bench
