#include "caisson/write/csv.hpp"
#include "write/narrator.hpp"
#include "write/times.hpp"

namespace caisson::write {

Result<void, WriteFailure> write_events(ByteSink& sink, std::span<const RunRecord> runs) {
    CsvWriter csv(sink);
    csv.prepared("run,scenario,replication,time,kind,entity,commodity,detail\n");
    for (const auto& record : runs) {
        const std::string run = run_cells(record);
        const Date start = record.trajectory->model().start;
        Narrator narrator(record);
        for (const auto& event : record.trajectory->events()) {
            csv.prepared(run);
            csv.text(time_text(start, event.time.value, TimeForm::moment));
            csv.text(engine::name_of(event.kind));
            csv.text(narrator.entity(event));
            csv.text(narrator.commodity(event));
            csv.text(narrator.tell(event));
            csv.end_row();
        }
    }
    return csv.finish();
}

}  // namespace caisson::write
