#include "caisson/write/manifest.hpp"

#include <nlohmann/json.hpp>

#include "caisson/base/hash.hpp"

namespace caisson::write {
namespace {

using Json = nlohmann::ordered_json;

/// The first key of every manifest of ours, and the version of its form.
constexpr const char* mark = "caisson_manifest";
constexpr int form = 1;

Json counts_of(const engine::Counts& counts) {
    return {{"events", counts.events},
            {"instants", counts.instants},
            {"solves", counts.solves},
            {"single_solves", counts.single_solves},
            {"component_solves", counts.component_solves},
            {"nodes_touched", counts.nodes_touched},
            {"levels_solved", counts.levels_solved},
            {"allocation_iterated", counts.allocation_iterated}};
}

/// Of each commodity whose stocks follow curves: by how much they may be off, in its unit.
Json course_errors_of(const RunRecord& record) {
    Json errors = Json::object();
    const model::Model& model = record.trajectory->model();
    for (const model::CommodityId commodity : model.commodities.ids()) {
        if (const double error = record.summary->course_errors[commodity].value; error > 0.0) {
            errors[model.commodities[commodity].id] = error;
        }
    }
    return errors;
}

Json run_of(const RunRecord& record) {
    Json run{
        {"run", record.run}, {"scenario", record.scenario}, {"replication", record.replication}, {"seed", record.seed}};
    if (record.summary != nullptr) {
        run["fingerprint"] = hex(record.summary->fingerprint);
        run["worst_imbalance"] = record.summary->worst_imbalance;
        if (Json errors = course_errors_of(record); !errors.empty()) {
            run["course_errors"] = std::move(errors);
        }
        run["counts"] = counts_of(record.summary->counts);
    }
    return run;
}

}  // namespace

std::string manifest_text(const Provenance& from, std::span<const RunRecord> runs,
                          const std::vector<WrittenFile>& files) {
    Json manifest{{mark, form},
                  {"program", {{"name", "caisson"}, {"version", from.version}, {"commit", from.commit}}},
                  {"command", from.command},
                  {"started", from.started},
                  {"finished", from.finished},
                  {"inputs", Json::array()},
                  {"outputs", Json::array()},
                  {"runs", Json::array()}};
    for (const auto& input : from.inputs) {
        manifest["inputs"].push_back({{"path", input.path}, {"bytes", input.bytes}, {"sha256", input.sha256}});
    }
    for (const auto& file : files) {
        manifest["outputs"].push_back({{"path", file.name}, {"bytes", file.bytes}, {"sha256", file.sha256}});
    }
    for (const auto& record : runs) {
        manifest["runs"].push_back(run_of(record));
    }
    return manifest.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::optional<std::vector<std::string>> files_of_manifest(std::string_view text) {
    const auto manifest = Json::parse(text, nullptr, false);
    if (!manifest.is_object() || !manifest.contains(mark) || !manifest.contains("outputs")) {
        return std::nullopt;
    }
    std::vector<std::string> files;
    for (const auto& output : manifest["outputs"]) {
        if (output.is_object() && output.contains("path") && output["path"].is_string()) {
            files.push_back(output["path"].get<std::string>());
        }
    }
    return files;
}

}  // namespace caisson::write
