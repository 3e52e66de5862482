// A run's series as CSV, from its breakpoints into a file: over 100 MB/s.

#include <array>
#include <benchmark/benchmark.h>
#include <cstdlib>
#include <string>
#include <string_view>
#include <unistd.h>

#include "caisson/engine/outcomes.hpp"
#include "caisson/engine/run.hpp"
#include "caisson/engine/trajectory.hpp"
#include "caisson/write/byte_sink.hpp"
#include "caisson/write/tables.hpp"
#include "scenario_file.hpp"

namespace caisson::bench {
namespace {

/// A file that nobody else sees and that is gone afterwards. Counts its bytes and the lines in them.
class UnnamedFile final : public write::ByteSink {
public:
    UnnamedFile() : file_(mkstemp(name_.data())) { unlink(name_.data()); }

    ~UnnamedFile() override { close(file_); }

    UnnamedFile(const UnnamedFile&) = delete;
    UnnamedFile& operator=(const UnnamedFile&) = delete;

    [[nodiscard]] Result<void, write::WriteFailure> take(std::string_view bytes) override {
        while (!bytes.empty()) {
            const ssize_t written = ::write(file_, bytes.data(), bytes.size());
            if (written <= 0) {
                std::abort();
            }
            size_ += static_cast<std::uint64_t>(written);
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        return {};
    }

    [[nodiscard]] std::uint64_t size() const { return size_; }

private:
    std::string name_ = "/tmp/caisson-bench-XXXXXX";
    int file_;
    std::uint64_t size_ = 0;
};

void csv(benchmark::State& state) {
    const model::Model model = model_of_file("scenarios/yardstick.yaml");
    engine::Runner runner(model);
    engine::Trajectory trajectory(model);
    engine::OutcomeObserver outcomes(model);
    outcomes.start(model.values);
    std::array<engine::Observer*, 2> observers{&trajectory, &outcomes};
    const auto summary = runner.run(model.values, {}, observers);
    if (!summary) {
        state.SkipWithError("the yardstick does not run");
        return;
    }
    write::RunRecord record;
    record.scenario = "baseline";
    record.values = model.values;
    record.trajectory = &trajectory;
    record.outcomes = &outcomes.values();
    record.summary = *summary;
    std::uint64_t bytes = 0;
    for (auto _ : state) {
        UnnamedFile file;
        if (!write::write_series(file, std::span(&record, 1), write::Sampling{})) {
            state.SkipWithError("a table cannot be written");
            return;
        }
        bytes += file.size();
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}

BENCHMARK(csv)->Name("csv/series of the yardstick, daily")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace caisson::bench
