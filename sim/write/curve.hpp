/// A recorded quantity as straight lines, and how it is sampled.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "caisson/engine/trajectory.hpp"

namespace caisson::write {

/// From `time` on, until the next knot, the value is value + slope (t - time).
struct Knot {
    double time = 0.0;
    double value = 0.0;
    double slope = 0.0;
};

/// Knots in the order of time; the first at the start of the run. Where a line does not end where the next one begins,
/// the value jumps.
struct Curve {
    std::vector<Knot> knots;
    double scale = 0.0;  ///< the largest value that went into it: rounding is judged against this
};

/// The curve of each breakpoint, as `knot_of(breakpoint)` says.
template <class Break, class KnotOf>
Curve curve_of(const std::vector<Break>& breaks, KnotOf knot_of);

/// One curve of a sum, and how often it counts.
struct Part {
    Curve curve;
    double factor = 1.0;
};

/// The sum of all parts. A slope that is a difference of equal ones but for rounding is 0.
[[nodiscard]] Curve sum_of(std::vector<Part> parts);

/// Whether a value is read before or after what happens at its time.
enum class Side : std::uint8_t { before, after };

/// One row of a table.
struct Sample {
    double time = 0.0;
    Side side = Side::after;
};

/// Reads values at one time after another, forward only.
class PointReader {
public:
    explicit PointReader(const Curve& curve) : knots_(curve.knots) {}

    /// Never below 0, where only rounding could take it.
    [[nodiscard]] double next(Sample sample);

private:
    std::span<const Knot> knots_;
    std::size_t at_ = 0;
};

/// Reads how much a total grows from one time to the next, forward only. What jumps at the first of two times counts,
/// what jumps at the second does not; a growth that is rounding alone is 0.
class GrowthReader {
public:
    explicit GrowthReader(const Curve& curve) : knots_(curve.knots), noise_(curve.scale * noise) {}

    /// until   infinite: until after the instant of the end
    [[nodiscard]] double next(double from, double until);

private:
    static constexpr double noise = 1e-11;

    [[nodiscard]] double jump_at(std::size_t knot) const;

    std::span<const Knot> knots_;
    double noise_;
    std::size_t next_ = 0;  // the first knot that has not been passed
};

/// Adds the times of all knots to a list of samples: those of jumps twice, before and after.
enum class Jumps : std::uint8_t { once, both_sides };
void add_knot_times(const Curve& curve, Jumps jumps, std::vector<Sample>& samples);

/// Sorts samples and keeps each once.
void tidy_samples(std::vector<Sample>& samples);

template <class Break, class KnotOf>
Curve curve_of(const std::vector<Break>& breaks, KnotOf knot_of) {
    Curve curve;
    curve.knots.reserve(breaks.size());
    for (const Break& one : breaks) {
        const Knot knot = knot_of(one);
        curve.knots.push_back(knot);
        curve.scale = std::max(curve.scale, std::abs(knot.value));
    }
    return curve;
}

}  // namespace caisson::write
