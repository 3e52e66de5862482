#include <cmath>

#include "caisson/write/csv.hpp"
#include "write/times.hpp"

namespace caisson::write {
namespace {

void write_outcome(CsvWriter& csv, const RunRecord& record, const std::string& run, model::OutcomeId id) {
    const auto& model = record.trajectory->model();
    const auto& outcome = (*record.outcomes)[id];
    csv.prepared(run);
    csv.text(model.outcomes[id].id);
    if (!std::isinf(outcome.value)) {  // endless days of supply are missing; what is no number at all is a bug
        csv.number(outcome.value);
    } else {
        csv.empty();
    }
    if (outcome.is_date && !outcome.censored) {
        csv.text(time_text(model.start, outcome.value, TimeForm::moment));
    } else {
        csv.empty();
    }
    csv.text(outcome.censored ? "true" : "false");
    csv.text(outcome.is_date ? "d" : std::string_view{model.outcomes[id].unit});
    csv.end_row();
}

}  // namespace

Result<void, WriteFailure> write_outcomes(ByteSink& sink, std::span<const RunRecord> runs) {
    CsvWriter csv(sink);
    csv.prepared("run,scenario,replication,outcome,value,date,censored,unit\n");
    for (const auto& record : runs) {
        const std::string run = run_cells(record);
        for (const auto id : record.trajectory->model().outcomes.ids()) {
            write_outcome(csv, record, run, id);
        }
    }
    return csv.finish();
}

}  // namespace caisson::write
