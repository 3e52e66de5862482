/// Mixtures over time: what comes out of something, or into it.
#pragma once
#include <functional>
#include <span>
#include <vector>

#include "engine/origin_course.hpp"

namespace caisson::engine {

/// A mixture from one time to another [d].
struct Stretch {
    double from = 0.0;
    double to = 0.0;
    Course course;
};

/// What mixture something has, stretch by stretch.
using Signal = std::vector<Stretch>;

/// Adds a stretch; one that goes on as the last one is one with it.
void append(Signal& signal, double from, double to, const Course& course);

/// The part of a signal from one time to another. Where nothing is known it is as at the nearest time known.
/// otherwise   if nothing is known at all
[[nodiscard]] Signal part_of(std::span<const Stretch> signal, double from, double to, const Mixture& otherwise);

/// How a signal goes between two joints (joints_of): by the stretch that lies there, whose ends may miss them by rounding.
[[nodiscard]] Course course_between(const Signal& signal, double from, double to);

/// The integral of a signal until a time, added to a sum, times a factor.
void add_integral(const Signal& signal, double until, double factor, Mixture& sum);

/// The integral of time times the signal, likewise; for as many columns as `sum` has.
void add_moment(const Signal& signal, double until, double factor, Mixture& sum);

/// Of a part of a sum.
struct Weighed {
    double weight = 0.0;
    Signal signal;  ///< from one end to the other
};

/// Their mean by weight.
[[nodiscard]] Signal mean_of(const std::vector<Weighed>& parts, double from, double to, std::size_t width);

/// Whether polynomials through Chebyshev's points follow well enough what they should: with a tail below 1e-11 of their
/// size, on short pieces, in which little moves, 1e-9; or if halving the piece has not helped, since all is rounding.
/// halvings      by which the piece came to be
/// worst_before  the tail on the piece that was halved
[[nodiscard]] bool fits_well(double worst, int halvings, double worst_before);

/// The times at which stretches of several signals meet, with both ends.
[[nodiscard]] std::vector<double> joints_of(const std::vector<const Signal*>& signals, double from, double to);

}  // namespace caisson::engine
