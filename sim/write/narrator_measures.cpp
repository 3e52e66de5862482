// What sanctions do: how much of them is felt, caps, lots that are stopped.
#include <algorithm>
#include <fmt/format.h>

#include "write/narration.hpp"
#include "write/narrator.hpp"

namespace caisson::write {

using engine::Event;
using engine::EventKind;

std::string Narrator::cap_name(std::uint32_t cap) const {
    const model::CapRow& row = model_.caps[cap];
    return row.sanction.valid() ? fmt::format("the cap of {}", model_.sanctions[row.sanction].id)
                                : fmt::format("the limit {}", row.path);
}

std::string Narrator::tell_cap(const Event& event) const {
    const model::CapRow& row = model_.caps[event.entity];
    const std::string name = cap_name(event.entity);
    const std::string most = amount(event.value, row.counts);
    const std::string period = human(value_or(row.every, 0.0));
    if (event.kind == EventKind::cap_reached) {
        return fmt::format("All that {} allows in {} d has left: {}.", name, period, most);
    }
    return fmt::format("Another {} d of {} begin: {} may leave.", period, name, most);
}

std::string Narrator::tell_enforcement(const Event& event) const {
    const model::EnforcementRow& row = model_.enforcements[event.entity];
    const std::string& sanction = model_.sanctions[row.sanction].id;
    const std::string level = percent(event.value);
    const std::string cause = cause_of(event);
    if (row.by.state.valid()) {
        return fmt::format("{} enforces {} of {} from now on, {}.", model_.states[row.by.state].id, level, sanction,
                           cause);
    }
    if (row.by.group.valid()) {
        return fmt::format("{} enforces {} of {} from now on, {}.", model_.groups[row.by.group].id, level, sanction,
                           cause);
    }
    return fmt::format("{} of {} is felt everywhere from now on, {}.", level, sanction, cause);
}

std::string Narrator::why_not_permitted(const model::RouteRow& row) const {
    for (std::uint32_t at = row.caps.begin; at < row.caps.end; ++at) {
        if (caps_reached_[model_.route_caps[at].cap]) {
            return fmt::format("all that {} allows has left", cap_name(model_.route_caps[at].cap));
        }
    }
    return fmt::format("{} has nothing to spare, or sanctions forbid it", depot_of(row.from));
}

model::CommodityId Narrator::counted_by(const model::CapRow& row) const {
    const auto same = [&](model::RouteId route) { return model_.routes[route].carries == row.counts; };
    const auto begin = model_.measured_routes.begin();
    return std::all_of(begin + row.routes.begin, begin + row.routes.end, same) ? row.counts : model::CommodityId{};
}

}  // namespace caisson::write
