/// Findings of several readings of one scenario, each told once.
#pragma once
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "caisson/app/failure.hpp"

namespace caisson::app {

/// Collects findings, reading after reading, and drops those that an earlier reading has told in the same words at the
/// same place.
class FoundOnce {
public:
    void add(Found found);

    [[nodiscard]] std::vector<Found> take() { return std::move(all_); }

private:
    std::vector<Found> all_;
    std::unordered_set<std::string> told_;
};

}  // namespace caisson::app
