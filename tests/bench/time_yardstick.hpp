#pragma once
// How every contender for the yardstick is timed: answer first, then the same replications in the same order.

#include <benchmark/benchmark.h>
#include <cstdint>
#include <string>
#include <vector>

#include "yardstick_answer.hpp"

namespace caisson::bench {

/// So many that the branch predictor does not learn them by heart; drawing is not timed, binding them to a run is.
inline constexpr std::uint64_t timed_replications = 400;

[[nodiscard]] inline std::vector<Factors> timed_ensemble() {
    std::vector<Factors> ensemble;
    for (std::uint64_t i = 0; i < timed_replications; ++i)
        ensemble.push_back(draw_factors(i));
    return ensemble;
}

/// Times one run an iteration; stops with an error, which fails the program, where the answer is wrong.
/// play  from Factors to Outcome: one whole run
template <class Play>
void time_yardstick(benchmark::State& state, const Play& play) {
    if (const std::string wrong = wrong_in(play); !wrong.empty()) {
        state.SkipWithError(wrong.c_str());
        return;
    }
    const std::vector<Factors> ensemble = timed_ensemble();
    std::size_t next = 0;
    std::uint64_t events = 0;
    for (auto _ : state) {
        Outcome seen = play(ensemble[next]);
        benchmark::DoNotOptimize(seen);
        events += seen.events;
        if (++next == ensemble.size())
            next = 0;
    }
    state.counters["events"] = benchmark::Counter(static_cast<double>(events), benchmark::Counter::kIsRate);
}

}  // namespace caisson::bench
