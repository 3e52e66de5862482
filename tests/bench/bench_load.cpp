// Reading and compiling a scenario of 100,000 depots: under 5 s and 1 GiB, in brackets or, as programs write it, in blocks.

#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include "scenario_file.hpp"

namespace caisson::bench {
namespace {

/// The most memory that this process ever held [GiB]; of all benchmarks before this one too.
double peak_memory() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / (1024.0 * 1024.0);
}

void load(benchmark::State& state, std::string (*written)(int)) {
    const std::string text = written(static_cast<int>(state.range(0)));
    for (auto _ : state) {
        const model::Model model = model_of_text(text);
        if (model.depots.size() != static_cast<std::size_t>(state.range(0))) {
            state.SkipWithError("depots are missing");
            return;
        }
    }
    state.counters["MB"] = static_cast<double>(text.size()) / 1e6;
    state.counters["peak_GiB"] = peak_memory();
}

void load_brackets(benchmark::State& state) { load(state, network_text); }

void load_blocks(benchmark::State& state) { load(state, network_text_in_blocks); }

BENCHMARK(load_brackets)->Name("load/read and compile")->Arg(1000)->Arg(100000)->Unit(benchmark::kMillisecond);
// 100,000 depots in blocks are more than a scenario may have
BENCHMARK(load_blocks)->Name("load/read and compile, in blocks")->Arg(90000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace caisson::bench
