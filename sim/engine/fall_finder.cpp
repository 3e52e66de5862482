#include "engine/fall_finder.hpp"

#include <algorithm>
#include <cmath>

namespace caisson::engine {
namespace {

double above(const Watched& watched, std::span<const double> z) {
    double sum = -watched.level;
    for (std::size_t i = 0; i < z.size(); ++i) {
        sum += watched.weights[i] * z[i];
    }
    return sum;
}

}  // namespace

FallFinder::FallFinder(std::size_t most) : here_(most), there_(most), slopes_(most), unused_(most) {}

double FallFinder::fall_within(Course& course, const Watched& watched, double width) {
    // Newton from the left, inside a bracket: the course falls all the way from here_.
    const std::size_t size = course.size();
    const std::span there(there_.data(), size);
    double low = 0.0;
    double high = width;
    double guess = 0.0;
    for (int i = 0; i < 200; ++i) {
        std::copy_n(here_.begin(), size, there_.begin());
        course.advance(guess, there, unused_);
        const double value = above(watched, there);
        if (value == 0.0) {
            return guess;
        }
        (value > 0.0 ? low : high) = guess;
        course.slopes(there, slopes_);
        const double slope = above({watched.weights, 0.0}, std::span(slopes_.data(), size));
        double next = guess - value / slope;
        if (!(next >= low && next <= high)) {
            next = 0.5 * (low + high);
        }
        if (next == low || next == high) {
            return next;  // no nearer float, or already looked at
        }
        guess = next;
    }
    return high;
}

std::optional<double> FallFinder::first_fall(Course& course, std::span<const double> z, const Watched& watched,
                                             double until) {
    const std::size_t size = course.size();
    const std::span here(here_.data(), size);
    const std::span there(there_.data(), size);
    std::copy(z.begin(), z.end(), here_.begin());
    double now = 0.0;
    double width = std::min(until, course.longest_step());
    while (true) {
        const double begin = above(watched, here);
        course.slopes(here, slopes_);
        const double slope = above({watched.weights, 0.0}, std::span(slopes_.data(), size));
        const double bend = course.bend(watched.weights, here, std::span(slopes_.data(), size));
        if (begin <= 0.0 && slope <= 0.0) {
            return now;
        }
        if (now >= until) {
            return std::nullopt;
        }
        width = std::min(width, until - now);
        if (now + width >= until && begin > 0.0 && begin + slope * width - 0.5 * bend * width * width > 0.0) {
            return std::nullopt;  // not even the steepest bend takes it there
        }
        while (true) {
            std::copy_n(here_.begin(), size, there_.begin());
            course.advance(width, there, unused_);
            const double end = above(watched, there);
            if (std::min(begin, end) > bend * width * width / 8) {
                break;  // away from the level
            }
            if (std::abs(slope) > bend * width) {
                if (slope > 0.0 || end > 0.0) {
                    break;  // it goes one way and does not get there
                }
                return now + fall_within(course, watched, width);
            }
            if (width <= touch_width) {
                return now + width;
            }
            width /= 2;
        }
        std::copy_n(there_.begin(), size, here_.begin());
        now = now + width >= until ? until : now + width;
        width = std::min(2 * width, course.longest_step());
    }
}

}  // namespace caisson::engine
