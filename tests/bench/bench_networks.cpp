// What an event costs as networks grow: what it touches must not grow, and time only as far as memory is slower.

#include <benchmark/benchmark.h>
#include <valgrind/callgrind.h>

#include "caisson/engine/run.hpp"
#include "scenario_file.hpp"

namespace caisson::bench {
namespace {

void local_events(benchmark::State& state) {
    const model::Model model = model_of_text(network_text(static_cast<int>(state.range(0))));
    engine::Runner runner(model);
    engine::Counts counts;
    std::uint64_t events = 0;
    CALLGRIND_START_INSTRUMENTATION;  // compare.py counts instructions so; outside of valgrind it costs nothing
    for (auto _ : state) {
        const auto summary = runner.run(model.values, {});
        if (!summary) {
            state.SkipWithError(summary.error().message.c_str());
            return;
        }
        counts = (*summary)->counts;  // the run itself ensures that nothing appears or vanishes
        events += counts.events;
    }
    CALLGRIND_STOP_INSTRUMENTATION;
    const auto per_event = [&](std::uint64_t count) {
        return static_cast<double>(count) / static_cast<double>(counts.events);
    };
    state.counters["events"] = benchmark::Counter(static_cast<double>(events), benchmark::Counter::kIsRate);
    state.counters["events_in_all"] = static_cast<double>(events);
    state.counters["depots_touched"] = per_event(counts.nodes_touched);
    state.counters["levels_solved"] = per_event(counts.levels_solved);
}

BENCHMARK(local_events)
    ->Name("network/local events")
    ->Arg(10)
    ->Arg(1000)
    ->Arg(10000)
    ->Arg(100000)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace caisson::bench
