#include <algorithm>
#include <cmath>

#include "caisson/write/csv.hpp"
#include "write/times.hpp"

namespace caisson::write {
namespace {

using engine::OriginSample;
using engine::OriginSeries;
using Rows = std::vector<double> OriginSample::*;

/// A growth below this part of the whole is rounding.
constexpr double noise = 1e-11;

class OriginRows {
public:
    OriginRows(CsvWriter& csv, const RunRecord& record, TimeForm form)
        : csv_(csv), model_(record.trajectory->model()), series_(*record.origins), states_(model_.states.size()) {
        const std::string run = run_cells(record);
        for (const OriginSample& sample : series_.samples) {
            times_.push_back(run + time_text(model_.start, sample.time.value, form) + ",");
        }
    }

    void write() {
        for (std::uint32_t cell = 0; cell < model_.cells; ++cell) {
            write_cell(cell);
        }
        for (std::size_t use = 0; use < series_.uses.size(); ++use) {
            write_use(use);
        }
    }

private:
    void write_cell(std::uint32_t cell) {
        const model::NodeRow& node = model_.nodes[model::NodeId{cell}];
        const model::DepotRow& depot = model_.depots[node.depot];
        for (const auto origin : model_.states.ids()) {
            const std::string keys = keys_of(depot.state, depot.id, node.commodity, origin);
            const std::size_t at = cell * states_ + origin.index;
            if (ever(&OriginSample::stock, at)) {
                write_points(keys + "stock,", node.commodity, &OriginSample::stock, at);
            }
            if (!series_.samples.empty() && !series_.samples.front().age.empty() && ever(&OriginSample::stock, at)) {
                write_ages(keys + "age,", at);
            }
            if (ever(&OriginSample::sent, at)) {
                write_growth(keys + "sent,", node.commodity, &OriginSample::sent, at);
            }
            if (ever(&OriginSample::received, at)) {
                write_growth(keys + "received,", node.commodity, &OriginSample::received, at);
            }
        }
    }

    void write_use(std::size_t use) {
        const model::FireRow& fire = model_.fires[series_.uses[use].fire];
        const model::CommodityId commodity = model_.nodes[series_.uses[use].node].commodity;
        for (const auto origin : model_.states.ids()) {
            const std::string keys = keys_of(model_.depots[fire.at].state, fire.id, commodity, origin);
            const std::size_t at = use * states_ + origin.index;
            if (ever(&OriginSample::fired, at)) {
                write_growth(keys + "fired,", commodity, &OriginSample::fired, at);
                if (has_duds(commodity)) {
                    write_growth(keys + "effective,", commodity, &OriginSample::effective, at);
                }
            }
        }
    }

    [[nodiscard]] bool has_duds(model::CommodityId commodity) const {
        const model::CommodityRow& row = model_.commodities[commodity];
        return !row.duds.empty() || !row.duds_a_year.empty();
    }

    [[nodiscard]] std::string keys_of(model::StateId state, const std::string& node, model::CommodityId commodity,
                                      model::StateId origin) const {
        return csv_cell(model_.states[state].id) + "," + csv_cell(node) + "," +
               csv_cell(model_.commodities[commodity].id) + "," + csv_cell(model_.states[origin].id) + ",";
    }

    /// Whether there ever was any.
    [[nodiscard]] bool ever(Rows rows, std::size_t at) const {
        return (series_.at_end.*rows)[at] > 0.0 ||
               std::any_of(series_.samples.begin(), series_.samples.end(),
                           [&](const OriginSample& sample) { return (sample.*rows)[at] > 0.0; });
    }

    void write_row(std::size_t row, const std::string& keys, double value, const std::string& unit) {
        csv_.prepared(times_[row]);
        csv_.prepared(keys);
        csv_.number(value);
        csv_.text(unit);
        csv_.end_row();
    }

    void write_points(const std::string& keys, model::CommodityId commodity, Rows rows, std::size_t at) {
        for (std::size_t row = 0; row < times_.size(); ++row) {
            write_row(row, keys, (series_.samples[row].*rows)[at], model_.commodities[commodity].unit);
        }
    }

    /// The age of nothing is missing.
    void write_ages(const std::string& keys, std::size_t at) {
        for (std::size_t row = 0; row < times_.size(); ++row) {
            const OriginSample& sample = series_.samples[row];
            if (sample.stock[at] > 0.0) {
                write_row(row, keys, sample.age[at], "d");
                continue;
            }
            csv_.prepared(times_[row]);
            csv_.prepared(keys);
            csv_.empty();
            csv_.text("d");
            csv_.end_row();
        }
    }

    /// What moved from one sample until the next; the last row holds what moved in the instant of the end.
    void write_growth(const std::string& keys, model::CommodityId commodity, Rows rows, std::size_t at) {
        const double whole = (series_.at_end.*rows)[at];
        for (std::size_t row = 0; row < times_.size(); ++row) {
            const double before = (series_.samples[row].*rows)[at];
            const double after = row + 1 < times_.size() ? (series_.samples[row + 1].*rows)[at] : whole;
            const double growth = after - before;
            write_row(row, keys, growth > noise * whole ? growth : 0.0, model_.commodities[commodity].unit);
        }
    }

    CsvWriter& csv_;
    const model::Model& model_;
    const OriginSeries& series_;
    std::size_t states_;
    std::vector<std::string> times_;
};

}  // namespace

bool has_origins(std::span<const RunRecord> runs) {
    return std::any_of(runs.begin(), runs.end(), [](const RunRecord& record) { return record.origins != nullptr; });
}

Result<void, WriteFailure> write_origins(ByteSink& sink, std::span<const RunRecord> runs, const Sampling& sampling) {
    CsvWriter csv(sink);
    csv.prepared("run,scenario,replication,time,state,node,commodity,origin,variable,value,unit\n");
    const TimeForm form = form_of_samples(runs, sampling);
    for (const auto& record : runs) {
        if (record.origins != nullptr) {
            OriginRows(csv, record, form).write();
        }
    }
    return csv.finish();
}

}  // namespace caisson::write
