/// What stocks become whose rates depend on them in straight lines: dz/dt = M z + q.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/course.hpp"

namespace caisson::engine {

/// The course of such stocks, found from one instant for any later one at once. Only + - * /, in a fixed order: the
/// same bits on every machine. Nothing is allocated after construction.
class LinearFlow final : public Course {
public:
    explicit LinearFlow(std::size_t most);

    /// All rates are 0 again.
    void begin(std::size_t size);

    /// How much faster `row` grows for each unit of `column`. [1/d]
    void add_rate(std::size_t row, std::size_t column, double rate) { rates_[row * size_ + column] += rate; }

    void add_constant(std::size_t row, double rate) { constants_[row] += rate; }

    [[nodiscard]] double rate(std::size_t row, std::size_t column) const { return rates_[row * size_ + column]; }

    [[nodiscard]] double constant(std::size_t row) const { return constants_[row]; }

    /// After the last rate: how long a step may be.
    void settle();

    [[nodiscard]] std::size_t size() const override { return size_; }

    void slopes(std::span<const double> z, std::span<double> result) const override;

    /// cost     20 n^2 a step; a step is the time in which rates can grow by a factor e
    /// source   the Taylor series of exp(M h) h, applied to the slopes; 18 terms leave less than e/19! of them
    void advance(double time, std::span<double> z, std::span<double> integral) override;

    /// The longest step, in which no rate grows by more than a factor e. [d]
    [[nodiscard]] double longest_step() const override { return longest_step_; }

    [[nodiscard]] double bend(std::span<const double> weights, std::span<const double> z,
                              std::span<const double> slopes) const override;

private:
    std::size_t size_ = 0;
    double longest_step_ = 0.0;
    std::vector<double> rates_;        ///< M, row after row
    std::vector<double> constants_;    ///< q
    std::vector<std::uint8_t> moves_;  ///< whether the rate of some stock depends on this one
    std::vector<double> term_;
    std::vector<double> next_;

    [[nodiscard]] double row_norm(std::size_t row) const;
    [[nodiscard]] bool moves_others(std::size_t column) const;
    void step(double time, std::span<double> z, std::span<double> integral);
};

}  // namespace caisson::engine
