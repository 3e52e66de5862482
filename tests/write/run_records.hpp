/// Recorded runs as the tables take them.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "caisson/write/byte_sink.hpp"
#include "caisson/write/tables.hpp"
#include "engine/recorded.hpp"
#include "support/catch.hpp"

namespace caisson::tests {

[[nodiscard]] inline write::RunRecord record_of(const Recorded& run, std::uint64_t number = 0,
                                                std::string scenario = "baseline") {
    write::RunRecord record;
    record.run = number;
    record.scenario = std::move(scenario);
    record.values = run.model().values;
    record.trajectory = &run.trajectory();
    record.outcomes = &run.outcomes();
    record.summary = &run.summary();
    return record;
}

/// What a table writer writes, as text.
template <class Writer>
[[nodiscard]] std::string text_of(Writer writer) {
    write::StringSink sink;
    REQUIRE(writer(sink));
    return sink.text();
}

[[nodiscard]] inline std::string series_of(const Recorded& run, const write::Sampling& sampling = {}) {
    const write::RunRecord record = record_of(run);
    return text_of([&](write::ByteSink& sink) { return write::write_series(sink, {&record, 1}, sampling); });
}

[[nodiscard]] inline std::string flows_of(const Recorded& run, const write::Sampling& sampling = {}) {
    const write::RunRecord record = record_of(run);
    return text_of([&](write::ByteSink& sink) { return write::write_flows(sink, {&record, 1}, sampling); });
}

[[nodiscard]] inline std::string deals_of(const Recorded& run, const write::Sampling& sampling = {}) {
    const write::RunRecord record = record_of(run);
    return text_of([&](write::ByteSink& sink) { return write::write_deals(sink, {&record, 1}, sampling); });
}

[[nodiscard]] inline std::string events_of(const Recorded& run) {
    const write::RunRecord record = record_of(run);
    return text_of([&](write::ByteSink& sink) { return write::write_events(sink, {&record, 1}); });
}

[[nodiscard]] inline std::string outcomes_of(const Recorded& run) {
    const write::RunRecord record = record_of(run);
    return text_of([&](write::ByteSink& sink) { return write::write_outcomes(sink, {&record, 1}); });
}

}  // namespace caisson::tests
