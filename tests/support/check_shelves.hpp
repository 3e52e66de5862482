/// Judges goods that expire, by sums alone: of what came by now nothing that is older than its life may be left, and
/// nothing younger may be gone that was not taken.
#pragma once
#include <optional>
#include <vector>

#include "support/faults.hpp"
#include "support/settings.hpp"
#include "support/snapshot.hpp"

namespace caisson::tests {

class ShelfBook {
public:
    explicit ShelfBook(Case run);

    /// The next instant.
    void check(const Snapshot& now, Faults& faults);

private:
    /// What had come by a time, and at which rate more came from then on.
    struct Came {
        double time = 0.0;
        double just_before = 0.0;
        double by_then = 0.0;
        double rate = 0.0;
    };

    [[nodiscard]] double gone(const Snapshot& now, model::NodeId node) const;
    [[nodiscard]] double rate_of_use(const Snapshot& now, model::NodeId node) const;
    void check_node(std::size_t at, const Snapshot& now, Faults& faults);

    Case run_;
    std::vector<model::NodeId> nodes_;     ///< whose goods expire
    std::vector<std::vector<Came>> came_;  ///< by node
    std::vector<double> used_;             ///< by node: by flows, until the last instant
    std::optional<Snapshot> before_;
};

}  // namespace caisson::tests
