/// How stocks go on that depend on each other, from one instant on, as long as nothing from outside changes.
#pragma once
#include <cstddef>
#include <span>

namespace caisson::engine {

/// Stocks z, numbered from 0, and their rates dz/dt. Nothing is allocated after the first step of a size.
class Course {
public:
    Course() = default;
    Course(const Course&) = default;
    Course(Course&&) = default;
    Course& operator=(const Course&) = default;
    Course& operator=(Course&&) = default;
    virtual ~Course() = default;

    [[nodiscard]] virtual std::size_t size() const = 0;

    /// dz/dt at z.
    virtual void slopes(std::span<const double> z, std::span<double> result) const = 0;

    /// Takes z to what it is `time` days later; adds its integral over that time to `integral`.
    virtual void advance(double time, std::span<double> z, std::span<double> integral) = 0;

    /// The longest step for which bend() is a bound. [d]
    [[nodiscard]] virtual double longest_step() const = 0;

    /// At least the greatest |d2/dt2 (weights z)| within `longest_step` from z, where the slopes are these.
    [[nodiscard]] virtual double bend(std::span<const double> weights, std::span<const double> z,
                                      std::span<const double> slopes) const = 0;
};

}  // namespace caisson::engine
