/// How a mixture goes from one end of a piece to the other: of a stretch of time, or of a slug from its front to its end.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace caisson::engine {

/// A share for each state, and, where ages are traced, behind these the share times the date of making of each.
using Mixture = std::vector<double>;

/// w(u) = (1 + q u)^(-r/q) for u in [0, 1], and exp(-r u) for q = 0: what is left of what was there at first in a depot
/// whose stock goes as 1 + q u and that gets r of its first stock. q >= -1.
struct Fade {
    double q = 0.0;
    double r = 0.0;

    [[nodiscard]] double at(double u) const;
    /// Over [0, 1], of w(u), and of u w(u).
    [[nodiscard]] double integral() const;
    [[nodiscard]] double moment() const;
    /// The same curve on a part of the piece, divided by its value there at first.
    [[nodiscard]] Fade part(double from, double to) const;

    friend bool operator==(const Fade&, const Fade&) = default;
};

/// A mixture as a function of u in [0, 1].
class Course {
public:
    static constexpr std::size_t degree = 16;
    static constexpr std::size_t points = degree + 1;

    enum class Form : std::uint8_t {
        constant,
        fading,      ///< level + slope u + faded w(u)
        polynomial,  ///< by its values at Chebyshev's points
    };

    Course() = default;
    [[nodiscard]] static Course constant(Mixture level);
    [[nodiscard]] static Course line(Mixture level, Mixture slope);
    [[nodiscard]] static Course fading(Mixture level, Mixture slope, Mixture faded, Fade fade);
    /// values  a row for each of the points, in their order
    [[nodiscard]] static Course polynomial(std::vector<double> values, std::size_t width);

    [[nodiscard]] Form form() const { return form_; }

    [[nodiscard]] std::size_t width() const { return width_; }

    /// Whether it is a level and a slope alone.
    [[nodiscard]] bool is_line() const;

    [[nodiscard]] const Mixture& level() const { return level_; }

    [[nodiscard]] const Mixture& slope() const { return slope_; }  ///< empty for none

    [[nodiscard]] const Mixture& faded() const { return faded_; }  ///< empty for none

    [[nodiscard]] const Fade& fade() const { return fade_; }

    void at(double u, std::span<double> mixture) const;
    [[nodiscard]] Mixture at(double u) const;
    /// Over [0, 1], of the mixture, and of u times it.
    [[nodiscard]] Mixture integral() const;
    [[nodiscard]] Mixture moment() const;
    /// The same on a part of the piece.
    [[nodiscard]] Course part(double from, double to) const;

    friend bool operator==(const Course&, const Course&) = default;

private:
    Form form_ = Form::constant;
    std::size_t width_ = 0;
    Mixture level_;
    Mixture slope_;
    Mixture faded_;
    Fade fade_;
    std::vector<double> values_;
};

/// Chebyshev's points of [0, 1] and what belongs to them.
struct Points {
    std::array<double, Course::points> u{};
    std::array<double, Course::points> barycentric{};
    std::array<double, Course::points> integral{};                           ///< weights of the integral over [0, 1]
    std::array<double, Course::points> moment{};                             ///< and of that of u times it
    std::array<std::array<double, Course::points>, Course::points> slope{};  ///< [at][of]: the derivative
    std::array<std::array<double, Course::points>, 3> tail{};  ///< of the last coefficients of Chebyshev's series
};

[[nodiscard]] const Points& chebyshev();

/// How large the last coefficients of the series are through values at the points: how well it follows what it should.
/// width  of a row, of which `column` is looked at
[[nodiscard]] double tail_of(std::span<const double> values, std::size_t width, std::size_t column);

}  // namespace caisson::engine
