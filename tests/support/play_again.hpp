/// Plays a model twice with one runner, and counts how often the second run asks the heap for memory.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "caisson/base/quantity.hpp"
#include "caisson/engine/observer.hpp"
#include "caisson/model/model.hpp"

namespace caisson::tests {

/// Writes down all that an observer is shown, in memory that it keeps for the next run.
class Notebook final : public engine::Observer {
public:
    void see(const engine::Instant& instant) override;

    /// Forgets what was seen, and keeps the memory.
    void turn_page();

    [[nodiscard]] std::size_t instants() const { return times_.size(); }

    [[nodiscard]] const std::vector<double>& numbers() const { return numbers_; }

private:
    std::vector<Days> times_;
    std::vector<engine::Event> events_;
    std::vector<double> numbers_;
};

/// The second of two runs.
struct SecondRun {
    bool finished = false;          ///< and the first one too
    std::uint64_t allocations = 0;  ///< from before the first instant until after the summary
    std::uint64_t in_first = 0;     ///< the same of the first run
    std::size_t instants = 0;       ///< that were seen; 0 if nobody watched
    bool same = false;              ///< as what was seen in the first
};

[[nodiscard]] SecondRun play_again(const model::Model& model, std::span<const double> values);
[[nodiscard]] SecondRun play_again_watched(const model::Model& model, std::span<const double> values);

}  // namespace caisson::tests
