/// What a model's schedules and openings say at a moment, worked out from the model's rows alone.
#pragma once
#include <cstdint>
#include <span>

#include "caisson/model/model.hpp"

namespace caisson::tests {

/// A model and the values of one run.
struct Case {
    const model::Model& model;
    std::span<const double> values;
    std::uint64_t seed = 1;  ///< of its draws, with the next
    std::uint32_t replication = 0;

    [[nodiscard]] double operator[](model::Param param) const { return values[param.index]; }

    /// The value, or `otherwise` where nobody said any.
    [[nodiscard]] double value_or(model::Param param, double otherwise) const {
        return param.valid() ? values[param.index] : otherwise;
    }

    /// The value of a schedule, from its last step at or before `time` [d] on.
    [[nodiscard]] double scheduled(const model::ScheduleRow& row, double time) const;
    /// When that last step was; minus infinity before the first.
    [[nodiscard]] double last_step(const model::ScheduleRow& row, double time) const;
    /// Whether the dates of an opening let something work.
    [[nodiscard]] bool in_dates(const model::OpeningRow& row, double time) const;
    /// The same, if nobody switches it.
    [[nodiscard]] bool open(const model::OpeningRow& row, double time) const;
    /// Whether the depot of a cell is shut.
    [[nodiscard]] bool shut(model::NodeId cell, double time) const;
    [[nodiscard]] bool shut(model::DepotId depot, double time) const;
    /// A route's transit time [d], for all of the run; nothing for sailings whose lots each have their own.
    [[nodiscard]] double transit(model::RouteId route) const;
    /// The cells that share one count of days of supply with a fire, and the fires that use any of them.
    /// returns   false where fires use different sets of cells, so that the count is not one number
    [[nodiscard]] bool one_supply(model::FireId fire) const;
    /// Whether a fire uses a cell.
    [[nodiscard]] bool uses(model::FireId fire, model::NodeId cell) const;
};

/// Whether a route's vehicles load at a rate: then its lots have left the sender before they sail.
[[nodiscard]] inline bool loads_over_time(const Case& run, std::uint32_t route) {
    return run.model.routes[model::RouteId{route}].sails.fleet.hold.valid();
}

}  // namespace caisson::tests
