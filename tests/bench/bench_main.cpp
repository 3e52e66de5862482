// caisson_bench: every promise of speed, each checked for its answer before it is timed. A wrong answer is an error in
// the output, which compare.py turns into a failure.

#include <benchmark/benchmark.h>
#include <string>

#include "floor.hpp"

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) {
        return 2;
    }
    benchmark::AddCustomContext("floor", std::string{caisson::bench::floor_build()});
    benchmark::AddCustomContext("engine", CAISSON_BENCH_BUILD);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
