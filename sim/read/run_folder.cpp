#include "caisson/read/run_folder.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <system_error>
#include <unordered_map>

#include "caisson/base/date.hpp"
#include "caisson/base/number_text.hpp"
#include "caisson/base/path.hpp"
#include "caisson/read/source.hpp"
#include "csv_rows.hpp"

namespace caisson::read {
namespace {

using Json = nlohmann::json;

constexpr const char* mark = "caisson_manifest";
constexpr std::size_t most_manifest_bytes = std::size_t{16} << 20;

tl::unexpected<std::string> not_a_run(const std::string& path) {
    return tl::unexpected(fmt::format("{} is not a folder that `caisson run` wrote", printable(path)));
}

/// The rows of a list in a manifest; throws what Json throws if they are not as we write them.
template <class Row, class Read>
std::vector<Row> rows_of(const Json& manifest, const char* name, const Read& read) {
    std::vector<Row> rows;
    for (const Json& row : manifest.at(name)) {
        rows.push_back(read(row));
    }
    return rows;
}

RunFolder folder_of(const std::string& path, const Json& manifest) {
    return {path,
            rows_of<FolderInput>(
                manifest, "inputs",
                [](const Json& row) {
                    return FolderInput{row.at("path").get<std::string>(), row.at("sha256").get<std::string>()};
                }),
            rows_of<FolderFile>(
                manifest, "outputs",
                [](const Json& row) {
                    return FolderFile{row.at("path").get<std::string>(), row.at("bytes").get<std::uint64_t>()};
                }),
            rows_of<FolderRun>(manifest, "runs", [](const Json& row) {
                return FolderRun{row.at("run").get<std::uint64_t>(), row.at("scenario").get<std::string>(),
                                 row.at("seed").get<std::uint64_t>(), row.at("replication").get<std::uint32_t>(),
                                 row.at("fingerprint").get<std::string>()};
            })};
}

/// Ids to indexes. The texts are the model's.
template <class Kind, class Row>
std::unordered_map<std::string_view, Id<Kind>> names_of(const Table<Kind, Row>& table) {
    std::unordered_map<std::string_view, Id<Kind>> names;
    for (const Id<Kind> id : table.ids()) {
        names.emplace(table[id].id, id);
    }
    return names;
}

std::optional<double> number_in(std::string_view text) {
    double number = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool all = error == std::errc{} && end == text.data() + text.size();
    return all && std::isfinite(number) ? std::optional{number} : std::nullopt;
}

/// Adds up the rows of a run's tables.
class Adder {
public:
    Adder(const RunFolder& folder, std::uint64_t run, const model::Model& model)
        : folder_(folder),
          run_(std::to_string(run)),
          model_(model),
          totals_(model),
          depots_(names_of(model.depots)),
          plants_(names_of(model.plants)),
          fires_(names_of(model.fires)),
          routes_(names_of(model.routes)) {}

    Result<RunTotals, std::string> add() {
        for (const auto& fault : {add_series(), add_flows(), add_events()}) {
            if (!fault.empty()) {
                return tl::unexpected(fault);
            }
        }
        return std::move(totals_);
    }

private:
    /// Reads a table, row after row.
    /// take     false if a row means nothing
    /// returns  what is wrong; empty if nothing is
    template <class Take>
    std::string add_table(const char* name, std::initializer_list<std::string_view> columns, const Take& take) {
        if (std::string fault = changed(name); !fault.empty()) {
            return fault;
        }
        auto rows = CsvRows::open(folder_.path + "/" + name, columns);
        if (!rows) {
            return std::move(rows.error());
        }
        while (rows->next()) {
            if (rows->cell(0) == run_ && !take(*rows)) {
                return rows->fault_here("this is not of the run that was asked for");
            }
        }
        return rows->fault();
    }

    /// Whether a table is not what was written.
    [[nodiscard]] std::string changed(const char* name) const {
        const auto known = std::find_if(folder_.files.begin(), folder_.files.end(),
                                        [&](const FolderFile& file) { return file.name == name; });
        std::error_code error;
        const auto bytes = std::filesystem::file_size(folder_.path + "/" + name, error);
        const bool same = !error && known != folder_.files.end() && bytes == known->bytes;
        return same ? ""
                    : fmt::format("{}/{} is missing, or was changed since it was written", printable(folder_.path),
                                  name);
    }

    std::string add_series() {
        return add_table("series.csv", {"run", "node", "commodity", "variable", "value"}, [this](const CsvRows& row) {
            const std::string_view variable = row.cell(3);
            if (variable == "days_of_supply") {
                return true;
            }
            const auto value = number_in(row.cell(4));
            if (!value) {
                return false;
            }
            if (variable == "stock") {
                return set(totals_.stocks, cell(row.cell(1), row.cell(2)), *value);
            }
            if (variable == "made") {
                return add_to(totals_.made, plants_, row.cell(1), *value);
            }
            if (variable == "wanted") {
                return add_to(totals_.wanted, fires_, row.cell(1), *value);
            }
            return variable != "fired" || add_to(totals_.fired, fires_, row.cell(1), *value);
        });
    }

    std::string add_flows() {
        return add_table("flows.csv", {"run", "route", "variable", "value"}, [this](const CsvRows& row) {
            const std::string_view variable = row.cell(2);
            auto* const to = variable == "sent"          ? &totals_.sent
                             : variable == "lost"        ? &totals_.lost
                             : variable == "spilled"     ? &totals_.spilled
                             : variable == "interdicted" ? &totals_.interdicted
                                                         : nullptr;
            const auto value = number_in(row.cell(3));
            return value && (to == nullptr || add_to(*to, routes_, row.cell(1), *value));
        });
    }

    std::string add_events() {
        return add_table("events.csv", {"run", "time", "kind", "entity"}, [this](const CsvRows& row) {
            if (row.cell(2) != "emptied") {
                return true;
            }
            const std::vector<std::string_view> parts =
                split_path(row.cell(3)).value_or(std::vector<std::string_view>{});
            if (parts.size() != 3 || parts[0] != "depots") {
                return true;  // the queue in a port
            }
            const auto time = parse_date(row.cell(1));
            const model::NodeId node = cell(parts[1], parts[2]);
            if (!time || !node.valid()) {
                return false;
            }
            Days& first = totals_.first_empty[node];
            first = std::min(first, days_between(model_.start, *time));
            return true;
        });
    }

    [[nodiscard]] model::NodeId cell(std::string_view depot, std::string_view commodity) const {
        const auto found = depots_.find(depot);
        if (found == depots_.end()) {
            return {};
        }
        const model::Range cells = model_.depots[found->second].cells;
        for (std::uint32_t at = cells.begin; at < cells.end; ++at) {
            if (model_.commodities[model_.nodes[model::NodeId{at}].commodity].id == commodity) {
                return model::NodeId{at};
            }
        }
        return {};
    }

    static bool set(Table<model::Node, Amount>& stocks, model::NodeId node, double value) {
        if (node.valid()) {
            stocks[node] = Amount{value};
        }
        return node.valid();
    }

    template <class Kind>
    static bool add_to(Table<Kind, Amount>& totals, const std::unordered_map<std::string_view, Id<Kind>>& names,
                       std::string_view name, double value) {
        const auto found = names.find(name);
        if (found != names.end()) {
            totals[found->second] += Amount{value};
        }
        return found != names.end();
    }

    const RunFolder& folder_;
    std::string run_;
    const model::Model& model_;
    RunTotals totals_;
    std::unordered_map<std::string_view, model::DepotId> depots_;
    std::unordered_map<std::string_view, model::PlantId> plants_;
    std::unordered_map<std::string_view, model::FireId> fires_;
    std::unordered_map<std::string_view, model::RouteId> routes_;
};

}  // namespace

Result<RunFolder, std::string> read_run_folder(const std::string& path) {
    const auto file = read_file(path + "/manifest.json", most_manifest_bytes);
    if (!file) {
        std::error_code ignored;
        if (std::filesystem::is_directory(path, ignored)) {
            return not_a_run(path);
        }
        return tl::unexpected(fmt::format("{} cannot be read: it is not a folder", printable(path)));
    }
    const Json manifest = Json::parse(file->text, nullptr, false);
    if (!manifest.is_object() || !manifest.contains(mark)) {
        return not_a_run(path);
    }
    try {
        return folder_of(path, manifest);
    } catch (const Json::exception&) {
        return not_a_run(path);
    }
}

RunTotals::RunTotals(const model::Model& model)
    : stocks(model.nodes.size()),
      first_empty(model.nodes.size()),
      made(model.plants.size()),
      wanted(model.fires.size()),
      fired(model.fires.size()),
      sent(model.routes.size()),
      lost(model.routes.size()),
      spilled(model.routes.size()),
      interdicted(model.routes.size()) {
    for (const model::NodeId node : model.nodes.ids()) {
        const model::NodeRow& row = model.nodes[node];
        const bool empty = !row.hub && row.stock.valid() && model.values[row.stock.index] == 0.0;
        first_empty[node] = Days{empty ? 0.0 : std::numeric_limits<double>::infinity()};
    }
}

Result<RunTotals, std::string> read_run_totals(const RunFolder& folder, std::uint64_t run, const model::Model& model) {
    return Adder(folder, run, model).add();
}

}  // namespace caisson::read
