/// A sum of many straight lines of which few change at a time.
#pragma once
#include <algorithm>
#include <cstddef>
#include <vector>

namespace caisson::engine {

/// A value that changes at a constant rate.
struct Line {
    double since = 0.0;  ///< [d]
    double value = 0.0;  ///< at `since`
    double slope = 0.0;  ///< a day

    [[nodiscard]] double at(double time) const { return value + slope * (time - since); }
};

/// A binary tree of partial sums, each written anew from its two parts when one of them changes: rounding does not pile
/// up, and when all terms are 0 the sum is exactly 0.
class LineSum {
public:
    explicit LineSum(std::size_t terms = 0) : terms_(terms), lines_(2 * std::max<std::size_t>(terms, 1)) {}

    void reset() { std::fill(lines_.begin(), lines_.end(), Line{}); }

    void set(std::size_t term, const Line& line) {
        std::size_t at = terms_ + term;
        lines_[at] = line;
        for (at /= 2; at >= 1; at /= 2) {
            const Line& left = lines_[2 * at];
            const Line& right = lines_[2 * at + 1];
            lines_[at] = {line.since, left.at(line.since) + right.at(line.since), left.slope + right.slope};
        }
    }

    [[nodiscard]] const Line& term(std::size_t term) const { return lines_[terms_ + term]; }

    [[nodiscard]] const Line& sum() const { return lines_[1]; }

    /// All of it, for saving and resuming.
    [[nodiscard]] std::vector<Line>& lines() { return lines_; }

    [[nodiscard]] const std::vector<Line>& lines() const { return lines_; }

private:
    std::size_t terms_;
    std::vector<Line> lines_;  // the sum at 1, the parts of i at 2 i and 2 i + 1, the terms from terms_ on
};

}  // namespace caisson::engine
