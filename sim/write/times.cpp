#include "write/times.hpp"

#include <fmt/format.h>

#include "caisson/write/csv.hpp"

namespace caisson::write {
namespace {

bool all_at_midnight(const engine::Trajectory& run, const Sampling& sampling) {
    const Date start = run.model().start;
    const SampleTimes times(sampling.step, run.end());
    for (std::uint64_t index = 0; index < times.size(); ++index) {
        if (date_after(start, times[index]).second_of_day != 0) {
            return false;
        }
    }
    return true;
}

}  // namespace

std::string time_text(Date start, double days, TimeForm form) {
    std::string text = format_date(start, Days{days});
    if (form == TimeForm::moment && text.find('T') == std::string::npos) {
        text += "T00:00:00Z";
    }
    return text;
}

TimeForm form_of_samples(std::span<const RunRecord> runs, const Sampling& sampling) {
    if (sampling.at == SampleAt::breakpoints) {
        return TimeForm::moment;
    }
    for (const auto& record : runs) {
        if (!all_at_midnight(*record.trajectory, sampling)) {
            return TimeForm::moment;
        }
    }
    return TimeForm::date;
}

std::vector<Sample> calendar_samples(const engine::Trajectory& run, const Sampling& sampling) {
    const SampleTimes times(sampling.step, run.end());
    std::vector<Sample> samples;
    samples.reserve(times.size());
    for (std::uint64_t index = 0; index < times.size(); ++index) {
        samples.push_back({times[index].value, Side::after});
    }
    return samples;
}

std::string run_cells(const RunRecord& record) {
    return fmt::format("{},{},{},", record.run, csv_cell(record.scenario), record.replication);
}

}  // namespace caisson::write
