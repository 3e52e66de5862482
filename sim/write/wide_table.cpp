#include <algorithm>
#include <limits>
#include <unordered_map>

#include "write/channel.hpp"
#include "write/times.hpp"

namespace caisson::write {
namespace {

/// The channels of one run, and which of them stands in which column of the table.
struct WideRun {
    std::vector<Channel> channels;
    std::unordered_map<std::string_view, std::size_t> by_column;  // looked up, never walked through
};

WideRun wide_run(const RunRecord& record, ChannelSource& source) {
    WideRun run;
    source(record, [&](std::vector<Channel>& channels) {
        std::move(channels.begin(), channels.end(), std::back_inserter(run.channels));
    });
    for (std::size_t index = 0; index < run.channels.size(); ++index) {
        run.by_column.emplace(run.channels[index].column, index);
    }
    return run;
}

/// All columns of all runs, each once, in the order in which they come.
std::vector<std::string> columns_of(std::span<const RunRecord> runs, ChannelSource& source) {
    std::vector<std::string> columns;
    std::unordered_map<std::string, bool> known;
    for (const auto& record : runs) {
        source(record, [&](const std::vector<Channel>& channels) {
            for (const Channel& channel : channels) {
                if (known.emplace(channel.column, true).second) {
                    columns.push_back(channel.column);
                }
            }
        });
    }
    return columns;
}

std::vector<Sample> samples_of(const engine::Trajectory& run, const Sampling& sampling) {
    if (sampling.at == SampleAt::calendar) {
        return calendar_samples(run, sampling);
    }
    std::vector<Sample> samples;
    for (const Days time : run.instants()) {
        samples.push_back({time.value, Side::after});
    }
    return samples;
}

void write_run(CsvWriter& csv, const RunRecord& record, const WideRun& run, const std::vector<std::string>& columns,
               const std::vector<Sample>& samples, TimeForm form) {
    constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
    std::vector<std::size_t> places;
    for (const auto& column : columns) {
        const auto found = run.by_column.find(column);
        places.push_back(found == run.by_column.end() ? none : found->second);
    }
    std::vector<ChannelReader> readers(run.channels.begin(), run.channels.end());
    const std::string cells = run_cells(record);
    for (std::size_t row = 0; row < samples.size(); ++row) {
        const double until = row + 1 < samples.size() ? samples[row + 1].time : std::numeric_limits<double>::infinity();
        csv.prepared(cells);
        csv.text(time_text(record.trajectory->model().start, samples[row].time, form));
        for (const std::size_t place : places) {
            if (place == none) {
                csv.empty();
            } else {
                readers[place].write(csv, samples[row], until);
            }
        }
        csv.end_row();
    }
}

Result<void, WriteFailure> write_wide(ByteSink& sink, std::span<const RunRecord> runs, const Sampling& sampling,
                                      ChannelSource& source) {
    CsvWriter csv(sink);
    const auto columns = columns_of(runs, source);
    csv.prepared("run,scenario,replication,time,");
    for (const auto& column : columns) {
        csv.text(column);
    }
    csv.end_row();
    const TimeForm form = form_of_samples(runs, sampling);
    for (const auto& record : runs) {
        write_run(csv, record, wide_run(record, source), columns, samples_of(*record.trajectory, sampling), form);
    }
    return csv.finish();
}

}  // namespace

Result<void, WriteFailure> write_wide_series(ByteSink& sink, std::span<const RunRecord> runs,
                                             const Sampling& sampling) {
    return write_wide(sink, runs, sampling, for_each_series);
}

Result<void, WriteFailure> write_wide_flows(ByteSink& sink, std::span<const RunRecord> runs, const Sampling& sampling) {
    return write_wide(sink, runs, sampling, for_each_flow);
}

}  // namespace caisson::write
