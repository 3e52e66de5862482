/// What stocks become whose rates depend on them in straight lines: dz/dt = M z + q.
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace caisson::engine {

/// The course of such stocks, found from one instant for any later one at once. Only + - * /, in a fixed order: the
/// same bits on every machine. Nothing is allocated after construction.
class LinearFlow {
public:
    explicit LinearFlow(std::size_t most);

    /// All rates are 0 again.
    void begin(std::size_t size);

    /// How much faster `row` grows for each unit of `column`. [1/d]
    void add_rate(std::size_t row, std::size_t column, double rate) { rates_[row * size_ + column] += rate; }

    void add_constant(std::size_t row, double rate) { constants_[row] += rate; }

    /// After the last rate: how long a step may be.
    void settle();

    [[nodiscard]] std::size_t size() const { return size_; }

    /// dz/dt at z.
    void slopes(std::span<const double> z, std::span<double> result) const;

    /// Takes z to what it is `time` days later; adds its integral over that time to `integral`.
    /// cost     20 n^2 a step; a step is the time in which rates can grow by a factor e
    /// source   the Taylor series of exp(M h) h, applied to the slopes; 18 terms leave less than e/19! of them
    void advance(double time, std::span<double> z, std::span<double> integral);

    /// The longest step, in which no rate grows by more than a factor e. [d]
    [[nodiscard]] double longest_step() const { return longest_step_; }

    /// At least the greatest |d2/dt2 (weights z)| within `longest_step` from where the slopes are these.
    [[nodiscard]] double bend(std::span<const double> weights, std::span<const double> slopes) const;

private:
    std::size_t size_ = 0;
    double longest_step_ = 0.0;
    std::vector<double> rates_;      ///< M, row after row
    std::vector<double> constants_;  ///< q
    std::vector<double>
        scales_;  ///< what one unit of a stock counts as, for norms: what nothing depends on counts less
    std::vector<double> term_;
    std::vector<double> next_;

    [[nodiscard]] double row_norm(std::size_t row) const;
    [[nodiscard]] bool moves_others(std::size_t column) const;
    void step(double time, std::span<double> z, std::span<double> integral);
};

/// A sum of stocks that is watched.
struct Watched {
    std::span<const double> weights;
    double level = 0.0;
};

/// Times nearer to each other than this are not told apart where a course only touches its level. [d]
inline constexpr double touch_width = 1e-9;

/// Finds when courses fall to levels. No crossing is missed: where the course is not known to be away from the level,
/// or to go one way, by the bound on its second derivative, the stretch is halved. A touch that leaves less than the
/// bound allows for in `touch_width` counts as a crossing.
class FallFinder {
public:
    explicit FallFinder(std::size_t most);

    /// The first time in [0, until] at which the sum is at its level and does not rise, from z on; one that begins at
    /// or below its level and rises has left it.
    [[nodiscard]] std::optional<double> first_fall(LinearFlow& flow, std::span<const double> z, const Watched& watched,
                                                   double until);

private:
    std::vector<double> here_;
    std::vector<double> there_;
    std::vector<double> slopes_;
    std::vector<double> unused_;

    [[nodiscard]] double fall_within(LinearFlow& flow, const Watched& watched, double width);
};

}  // namespace caisson::engine
