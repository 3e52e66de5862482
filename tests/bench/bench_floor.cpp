// The yardstick by hand: what the engine is measured against.

#include <benchmark/benchmark.h>
#include <vector>

#include "floor.hpp"
#include "time_yardstick.hpp"

namespace caisson::bench {
namespace {

void floor(benchmark::State& state) { time_yardstick(state, run_floor); }

void fewest_clocks(benchmark::State& state) { time_yardstick(state, run_fewest_clocks); }

void event_heap(benchmark::State& state) {
    std::vector<Planned> memory;
    time_yardstick(state, [&memory](const Factors& factors) { return run_heap(factors, memory); });
}

BENCHMARK(floor)->Name("yardstick/by hand, floor: 12 clocks")->Unit(benchmark::kMicrosecond);
BENCHMARK(fewest_clocks)->Name("yardstick/by hand, fewest clocks: 7")->Unit(benchmark::kMicrosecond);
BENCHMARK(event_heap)->Name("yardstick/by hand, event heap")->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace caisson::bench
