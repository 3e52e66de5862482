/// When a course falls to a level.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/course.hpp"

namespace caisson::engine {

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
    [[nodiscard]] std::optional<double> first_fall(Course& course, std::span<const double> z, const Watched& watched,
                                                   double until);

private:
    /// The sum where a stretch begins, its slope there, and a bound of its second derivative.
    struct Start {
        double above = 0.0;
        double slope = 0.0;
        double bend = 0.0;
    };

    enum class Sight : std::uint8_t {
        away,     ///< it does not get to the level
        falls,    ///< it falls to it, and goes one way all the time
        touches,  ///< it comes as near as can be told
    };

    std::vector<double> here_;
    std::vector<double> there_;
    std::vector<double> slopes_;
    std::vector<double> unused_;

    /// Halves a stretch until it is known what the sum does in it; there_ is its end.
    [[nodiscard]] Sight look(Course& course, const Watched& watched, const Start& start, double& width);
    [[nodiscard]] double fall_within(Course& course, const Watched& watched, double width);
};

}  // namespace caisson::engine
