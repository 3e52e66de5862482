/// How much a run would write.
#pragma once
#include <cstdint>
#include <vector>

#include "caisson/engine/observer.hpp"
#include "caisson/model/model.hpp"
#include "caisson/write/tables.hpp"

namespace caisson::app {

/// How many rows of series.csv, flows.csv and, at most, origins.csv one run makes; 0 at breakpoints, where the run decides it.
/// returns  at most the largest number that there is, however short the step
[[nodiscard]] std::uint64_t rows_to_write(const model::Model& model, const write::Sampling& sampling);

/// Counts these rows at breakpoints, while a run is played.
class BreakpointRows final : public engine::Observer {
public:
    explicit BreakpointRows(const model::Model& model);

    void see(const engine::Instant& instant) override;

    /// At least so many so far: what jumps has two rows at one time, and they are counted as one.
    [[nodiscard]] std::uint64_t count() const { return count_; }

private:
    std::vector<std::uint8_t> of_node_;  ///< rows for a breakpoint of each node
    std::vector<std::uint8_t> of_flow_;
    std::vector<std::uint64_t> of_fire_;
    std::vector<model::FireId> fire_of_;  ///< whose flow it is; nothing for others
    std::uint64_t count_ = 0;
};

}  // namespace caisson::app
