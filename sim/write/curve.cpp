#include "write/curve.hpp"

#include <limits>

namespace caisson::write {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

double at(const Knot& knot, double time) { return knot.value + knot.slope * (time - knot.time); }

/// A sum of slopes, and of their sizes.
struct Slopes {
    double sum = 0.0;
    double size = 0.0;

    void add(double slope) {
        sum += slope;
        size += std::abs(slope);
    }

    [[nodiscard]] double without_rounding() const { return std::abs(sum) <= 1e-12 * size ? 0.0 : sum; }
};

std::vector<double> times_of(const std::vector<Part>& parts) {
    std::vector<double> times;
    for (const Part& part : parts) {
        for (const Knot& knot : part.curve.knots) {
            times.push_back(knot.time);
        }
    }
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    return times;
}

}  // namespace

Curve sum_of(std::vector<Part> parts) {
    Curve sum;
    for (const Part& part : parts) {
        sum.scale = std::max(sum.scale, std::abs(part.factor) * part.curve.scale);
    }
    if (parts.size() == 1 && parts.front().factor == 1.0) {
        return std::move(parts.front().curve);
    }
    std::vector<std::size_t> knots(parts.size(), 0);
    for (const double time : times_of(parts)) {
        Knot knot{time, 0.0, 0.0};
        Slopes slopes;
        for (std::size_t index = 0; index < parts.size(); ++index) {
            const auto& lines = parts[index].curve.knots;
            std::size_t& now = knots[index];
            while (now + 1 < lines.size() && lines[now + 1].time <= time) {
                ++now;
            }
            if (now < lines.size() && lines[now].time <= time) {
                knot.value += parts[index].factor * at(lines[now], time);
                slopes.add(parts[index].factor * lines[now].slope);
            }
        }
        knot.slope = slopes.without_rounding();
        sum.knots.push_back(knot);
    }
    return sum;
}

double PointReader::next(Sample sample) {
    if (knots_.empty()) {
        return 0.0;
    }
    const auto is_past = [&](const Knot& knot) {
        return sample.side == Side::after ? knot.time <= sample.time : knot.time < sample.time;
    };
    while (at_ + 1 < knots_.size() && is_past(knots_[at_ + 1])) {
        ++at_;
    }
    return std::max(0.0, at(knots_[at_], sample.time));
}

double GrowthReader::jump_at(std::size_t knot) const {
    const double before = knot == 0 ? 0.0 : at(knots_[knot - 1], knots_[knot].time);
    const double jump = knots_[knot].value - before;
    return std::abs(jump) <= noise_ ? 0.0 : jump;
}

double GrowthReader::next(double from, double until) {
    double growth = 0.0;
    double position = from;
    const auto slope = [this] { return next_ == 0 ? 0.0 : knots_[next_ - 1].slope; };
    for (; next_ < knots_.size() && knots_[next_].time < until; ++next_) {
        growth += slope() * (knots_[next_].time - position) + jump_at(next_);
        position = knots_[next_].time;
    }
    if (until != infinite) {
        growth += slope() * (until - position);
    }
    return std::max(0.0, growth);
}

void add_knot_times(const Curve& curve, Jumps jumps, std::vector<Sample>& samples) {
    for (std::size_t index = 0; index < curve.knots.size(); ++index) {
        const Knot& knot = curve.knots[index];
        samples.push_back({knot.time, Side::after});
        if (jumps == Jumps::both_sides && index > 0 &&
            std::abs(knot.value - at(curve.knots[index - 1], knot.time)) > 1e-11 * curve.scale) {
            samples.push_back({knot.time, Side::before});
        }
    }
}

void tidy_samples(std::vector<Sample>& samples) {
    const auto is_before = [](const Sample& a, const Sample& b) {
        return a.time != b.time ? a.time < b.time : a.side < b.side;
    };
    std::sort(samples.begin(), samples.end(), is_before);
    samples.erase(std::unique(samples.begin(), samples.end(),
                              [](const Sample& a, const Sample& b) { return a.time == b.time && a.side == b.side; }),
                  samples.end());
}

}  // namespace caisson::write
