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

FallFinder::Sight FallFinder::look(Course& course, const Watched& watched, const Start& start, double& width) {
    const std::size_t size = course.size();
    const std::span there(there_.data(), size);
    while (true) {
        std::copy_n(here_.begin(), size, there_.begin());
        course.advance(width, there, unused_);
        const double end = above(watched, there);
        if (std::min(start.above, end) > start.bend * width * width / 8) {
            return Sight::away;
        }
        if (std::abs(start.slope) > start.bend * width) {  // it goes one way
            return start.slope > 0.0 || end > 0.0 ? Sight::away : Sight::falls;
        }
        if (width <= touch_width) {
            return Sight::touches;
        }
        width /= 2;
    }
}

std::optional<double> FallFinder::first_fall(Course& course, std::span<const double> z, const Watched& watched,
                                             double until) {
    const std::size_t size = course.size();
    const std::span here(here_.data(), size);
    const std::span slopes(slopes_.data(), size);
    std::copy(z.begin(), z.end(), here_.begin());
    double now = 0.0;
    double width = std::min(until, course.longest_step());
    while (true) {
        course.slopes(here, slopes);
        const Start start{above(watched, here), above({watched.weights, 0.0}, slopes),
                          course.bend(watched.weights, here, slopes)};
        if (start.above <= 0.0 && start.slope <= 0.0) {
            return now;
        }
        if (now >= until) {
            return std::nullopt;
        }
        width = std::min(width, until - now);
        const double least = start.above + start.slope * width - 0.5 * start.bend * width * width;
        if (now + width >= until && start.above > 0.0 && least > 0.0) {
            return std::nullopt;  // not even the steepest bend takes it there
        }
        switch (look(course, watched, start, width)) {
            case Sight::falls:
                return now + fall_within(course, watched, width);
            case Sight::touches:
                return now + width;
            case Sight::away:
                break;
        }
        std::copy_n(there_.begin(), size, here_.begin());
        now = now + width >= until ? until : now + width;
        width = std::min(2 * width, course.longest_step());
    }
}

}  // namespace caisson::engine
