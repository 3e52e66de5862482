#include <algorithm>
#include <limits>

#include "write/channel.hpp"
#include "write/times.hpp"

namespace caisson::write {
namespace {

/// The rows of one thing: when they are, and the first cells of each.
struct Rows {
    std::vector<Sample> samples;
    std::vector<std::string> cells;

    [[nodiscard]] double until(std::size_t row) const {
        return row + 1 < samples.size() ? samples[row + 1].time : std::numeric_limits<double>::infinity();
    }
};

Rows rows_at(std::vector<Sample> samples, const RunRecord& record, TimeForm form) {
    Rows rows{std::move(samples), {}};
    const std::string run = run_cells(record);
    rows.cells.reserve(rows.samples.size());
    for (const Sample& sample : rows.samples) {
        rows.cells.push_back(run + time_text(record.trajectory->model().start, sample.time, form) + ",");
    }
    return rows;
}

/// Wherever one of the channels changes, and the end.
std::vector<Sample> breakpoint_samples(const std::vector<Channel>& channels, double end) {
    std::vector<Sample> samples{{end, Side::after}};
    for (const Channel& channel : channels) {
        const Jumps jumps = channel.measure == Measure::growth ? Jumps::once : Jumps::both_sides;
        add_knot_times(channel.curve, jumps, samples);
        add_knot_times(channel.divisor, jumps, samples);
    }
    tidy_samples(samples);
    return samples;
}

void write_channel(CsvWriter& csv, const Rows& rows, const Channel& channel) {
    const std::string keys = channel.keys + std::string{channel.variable} + ",";
    const std::string unit = csv_cell(channel.unit) + ",";
    ChannelReader reader(channel);
    for (std::size_t row = 0; row < rows.samples.size(); ++row) {
        csv.prepared(rows.cells[row]);
        csv.prepared(keys);
        reader.write(csv, rows.samples[row], rows.until(row));
        csv.prepared(unit);
        csv.end_row();
    }
}

Result<void, WriteFailure> write_tidy(ByteSink& sink, std::span<const RunRecord> runs, const Sampling& sampling,
                                      std::string_view header, ChannelSource& source) {
    CsvWriter csv(sink);
    csv.prepared(header);
    const TimeForm form = form_of_samples(runs, sampling);
    for (const auto& record : runs) {
        Rows rows;
        if (sampling.at == SampleAt::calendar) {
            rows = rows_at(calendar_samples(*record.trajectory, sampling), record, form);
        }
        source(record, [&](const std::vector<Channel>& channels) {
            if (sampling.at == SampleAt::breakpoints) {
                rows = rows_at(breakpoint_samples(channels, record.trajectory->end().value), record, form);
            }
            for (const Channel& channel : channels) {
                write_channel(csv, rows, channel);
            }
        });
    }
    return csv.finish();
}

}  // namespace

Result<void, WriteFailure> write_series(ByteSink& sink, std::span<const RunRecord> runs, const Sampling& sampling) {
    return write_tidy(sink, runs, sampling, "run,scenario,replication,time,state,node,commodity,variable,value,unit\n",
                      for_each_series);
}

Result<void, WriteFailure> write_flows(ByteSink& sink, std::span<const RunRecord> runs, const Sampling& sampling) {
    return write_tidy(sink, runs, sampling,
                      "run,scenario,replication,time,route,from_node,to_node,commodity,variable,value,unit\n",
                      for_each_flow);
}

Result<void, WriteFailure> write_deals(ByteSink& sink, std::span<const RunRecord> runs, const Sampling& sampling) {
    return write_tidy(sink, runs, sampling, "run,scenario,replication,time,deal,part,commodity,variable,value,unit\n",
                      for_each_deal);
}

bool have_deals(std::span<const RunRecord> runs) {
    return std::any_of(runs.begin(), runs.end(),
                       [](const RunRecord& record) { return !record.trajectory->model().deals.empty(); });
}

}  // namespace caisson::write
