// What happens in plants that take time: what comes out of them, full docks, work that is left when they close.
#include <fmt/format.h>

#include "write/narration.hpp"
#include "write/narrator.hpp"

namespace caisson::write {

using engine::Event;
using engine::EventKind;

std::string Narrator::tell_works(const Event& event) const {
    const model::PlantId plant{event.entity};
    const auto& row = model_.plants[plant];
    const auto makes = model_.nodes[row.fills].commodity;
    switch (event.kind) {
        case EventKind::output_changed: {
            const auto* earlier = before(run_.of(plant), event.time);
            const double finished = earlier == nullptr ? 0.0 : earlier->rates.finished.value;
            return fmt::format("{} finishes {} from now on, {} before: what it begins has changed {} d ago.", row.id,
                               rate(event.value, makes), rate(finished, makes), human(value_or(row.work.takes, 0.0)));
        }
        case EventKind::dock_stopped:
            return fmt::format("{} begins no more: {} wait at its dock for room at {}.", row.id,
                               amount(run_.stock(row.work.dock, event.time).value, makes), depot_of(row.fills));
        default:
            return fmt::format("{} begins again: nothing waits at its dock.", row.id);
    }
}

std::string Narrator::tell_closed_works(const Event& event) const {
    const model::PlantId plant{event.entity};
    const auto& row = model_.plants[plant];
    const auto* earlier = before(run_.of(plant), event.time);
    double in_work = 0.0;
    if (earlier != nullptr) {
        in_work = (earlier->in_work + earlier->rates.growth() * (event.time - earlier->time)).value;
    }
    if (in_work <= 0.0) {
        return fmt::format("{} closes, {}.", row.id, cause_of(event));
    }
    return fmt::format("{} closes, {}: the {} in work are {}.", row.id, cause_of(event),
                       amount(in_work, model_.nodes[row.fills].commodity),
                       row.work.on_close == model::OnShutdown::scrap ? "scrapped" : "finished");
}

}  // namespace caisson::write
