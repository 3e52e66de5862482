#include "caisson/write/run_folder.hpp"

#include <functional>

#include "caisson/base/ensure.hpp"
#include "caisson/write/data_package.hpp"

namespace caisson::write {
namespace {

using TableWriter = std::function<Result<void, WriteFailure>(ByteSink& sink)>;

Result<void, WriteFailure> add_table(AtomicFolder& folder, const std::string& name, const TableWriter& write) {
    auto file = folder.create(name);
    if (!file) {
        return tl::unexpected(file.error());
    }
    if (auto done = write(*file); !done) {
        return done;
    }
    return file->finish();
}

struct NamedTable {
    std::string name;
    TableWriter write;
};

std::vector<NamedTable> tables_of(const FolderRequest& request) {
    const auto runs = request.runs;
    const Sampling& sampling = request.sampling;
    std::vector<NamedTable> tables{
        {"series.csv", [=](ByteSink& sink) { return write_series(sink, runs, sampling); }},
        {"flows.csv", [=](ByteSink& sink) { return write_flows(sink, runs, sampling); }},
        {"events.csv", [=](ByteSink& sink) { return write_events(sink, runs); }},
        {"outcomes.csv", [=](ByteSink& sink) { return write_outcomes(sink, runs); }},
    };
    if (have_deals(runs)) {
        tables.push_back({"deals.csv", [=](ByteSink& sink) { return write_deals(sink, runs, sampling); }});
    }
    if (has_origins(runs)) {
        tables.push_back({"origins.csv", [=](ByteSink& sink) { return write_origins(sink, runs, sampling); }});
    }
    if (sampling.shapes == Shapes::tidy_and_wide) {
        tables.push_back({"series-wide.csv", [=](ByteSink& sink) { return write_wide_series(sink, runs, sampling); }});
        tables.push_back({"flows-wide.csv", [=](ByteSink& sink) { return write_wide_flows(sink, runs, sampling); }});
    }
    return tables;
}

Result<void, WriteFailure> write_all(AtomicFolder& folder, const FolderRequest& request) {
    for (const auto& text : request.texts) {
        if (auto done = folder.add(text.name, text.text); !done) {
            return done;
        }
    }
    for (const auto& table : tables_of(request)) {
        if (auto done = add_table(folder, table.name, table.write); !done) {
            return done;
        }
    }
    if (auto done = folder.add("datapackage.json", data_package_text(request.runs, request.sampling)); !done) {
        return done;
    }
    return folder.add(std::string{manifest_name}, manifest_text(request.from, request.runs, folder.files()));
}

}  // namespace

Result<WrittenFolder, WriteFailure> write_run_folder(AtomicFolder folder, const FolderRequest& request) {
    ensure(!request.runs.empty(), "a run folder holds at least one run");
    if (const auto done = write_all(folder, request); !done) {
        return tl::unexpected(done.error());
    }
    WrittenFolder written{folder.path(), folder.files()};
    if (const auto done = folder.commit(); !done) {
        return tl::unexpected(done.error());
    }
    return written;
}

}  // namespace caisson::write
