#include "engine/origin_signal.hpp"

#include <algorithm>
#include <cmath>

namespace caisson::engine {
namespace {

/// Times closer than this part of their size are one [d].
double same_time(double time) { return 1e-13 * (1.0 + std::abs(time)); }

constexpr int most_halvings = 40;

}  // namespace

bool fits_well(double worst, int halvings, double worst_before) {
    constexpr double whole_pieces = 1e-11;
    constexpr double short_pieces = 1e-9;
    constexpr double rounding = 1e-7;
    constexpr int some = 6;
    const double allowed = std::min(short_pieces, whole_pieces * static_cast<double>(1U << std::min(halvings / 2, 20)));
    return worst <= allowed || (halvings > some && worst < rounding && worst > 0.5 * worst_before);
}

void append(Signal& signal, double from, double to, const Course& course) {
    if (!signal.empty() && signal.back().to == from && course.form() == Course::Form::constant &&
        signal.back().course == course) {
        signal.back().to = to;
        return;
    }
    signal.push_back({from, to, course});
}

Signal part_of(std::span<const Stretch> signal, double from, double to, const Mixture& otherwise) {
    Signal part;
    double now = from;
    auto at = std::upper_bound(signal.begin(), signal.end(), from,
                               [](double time, const Stretch& one) { return time < one.to; });
    for (; at != signal.end() && at->from < to; ++at) {
        if (at->from > now + same_time(now)) {
            append(part, now, at->from, Course::constant(at->course.at(0.0)));
            now = at->from;
        }
        const double end = std::min(to, at->to);
        if (end > now) {
            const double length = at->to - at->from;
            const double first = std::clamp((now - at->from) / length, 0.0, 1.0);
            append(part, now, end, at->course.part(first, end == at->to ? 1.0 : (end - at->from) / length));
            now = end;
        }
    }
    if (now < to - same_time(to) || part.empty()) {
        const Mixture last = !part.empty()     ? part.back().course.at(1.0)
                             : !signal.empty() ? (from >= signal.back().to ? signal.back().course.at(1.0)
                                                                           : signal.front().course.at(0.0))
                                               : otherwise;
        append(part, now, to, Course::constant(last));
    }
    part.back().to = to;
    return part;
}

void add_integral(const Signal& signal, double until, double factor, Mixture& sum) {
    for (const Stretch& one : signal) {
        if (one.from >= until) {
            break;
        }
        const double end = std::min(one.to, until);
        const bool whole = end == one.to;
        const Mixture integral =
            whole ? one.course.integral() : one.course.part(0.0, (end - one.from) / (one.to - one.from)).integral();
        for (std::size_t k = 0; k < sum.size(); ++k) {
            sum[k] += factor * (end - one.from) * integral[k];
        }
    }
}

void add_moment(const Signal& signal, double until, double factor, Mixture& sum) {
    for (const Stretch& one : signal) {
        if (one.from >= until) {
            break;
        }
        const double end = std::min(one.to, until);
        const double length = end - one.from;
        const Course course = end == one.to ? one.course : one.course.part(0.0, length / (one.to - one.from));
        const Mixture integral = course.integral();
        const Mixture moment = course.moment();
        for (std::size_t k = 0; k < sum.size(); ++k) {
            sum[k] += factor * length * (one.from * integral[k] + length * moment[k]);
        }
    }
}

std::vector<double> joints_of(const std::vector<const Signal*>& signals, double from, double to) {
    std::vector<double> times{from};
    for (const Signal* signal : signals) {
        for (const Stretch& one : *signal) {
            times.push_back(one.from);
        }
    }
    std::sort(times.begin(), times.end());
    std::vector<double> joints{from};
    for (const double time : times) {
        const bool apart = time > joints.back() + same_time(time) && time < to - same_time(to);
        if (apart) {
            joints.push_back(time);
        }
    }
    joints.push_back(to);
    return joints;
}

Course course_between(const Signal& signal, double from, double to) {
    const double middle = 0.5 * (from + to);
    auto at = std::upper_bound(signal.begin(), signal.end(), middle,
                               [](double time, const Stretch& one) { return time < one.to; });
    at = at == signal.end() ? at - 1 : at;
    const double length = at->to - at->from;
    const double first = std::clamp((from - at->from) / length, 0.0, 1.0);
    const double last = std::clamp((to - at->from) / length, 0.0, 1.0);
    return first < last ? at->course.part(first, last) : Course::constant(at->course.at(first));
}

namespace {

struct Part {
    double share = 0.0;
    Course course;
};

bool all_one(const std::vector<Part>& parts) {
    const Course& first = parts.front().course;
    return first.form() == Course::Form::constant &&
           std::all_of(parts.begin(), parts.end(), [&](const Part& part) { return part.course == first; });
}

/// The mean of lines and at most one fading course is such a course again.
bool adds_up(const std::vector<Part>& parts) {
    int fading = 0;
    for (const Part& part : parts) {
        if (part.course.form() == Course::Form::polynomial) {
            return false;
        }
        fading += part.course.is_line() ? 0 : 1;
    }
    return fading <= 1;
}

Course sum_of(const std::vector<Part>& parts, std::size_t width) {
    Mixture level(width, 0.0);
    Mixture slope(width, 0.0);
    Mixture faded(width, 0.0);
    Fade fade;
    for (const Part& part : parts) {
        const Course& course = part.course;
        for (std::size_t k = 0; k < width; ++k) {
            level[k] += part.share * course.level()[k];
            slope[k] += course.slope().empty() ? 0.0 : part.share * course.slope()[k];
            faded[k] += course.faded().empty() ? 0.0 : part.share * course.faded()[k];
        }
        fade = course.is_line() ? fade : course.fade();
    }
    return Course::fading(std::move(level), std::move(slope), std::move(faded), fade);
}

/// Follows the mean by polynomials, on ever shorter pieces if one does not do.
void follow(const std::vector<Part>& parts, double from, double to, std::size_t width, int halvings,
            double worst_before, Signal& into) {
    std::vector<double> values(Course::points * width, 0.0);
    Mixture one(width);
    for (const Part& part : parts) {
        for (std::size_t point = 0; point < Course::points; ++point) {
            part.course.at(chebyshev().u[point], one);
            for (std::size_t k = 0; k < width; ++k) {
                values[point * width + k] += part.share * one[k];
            }
        }
    }
    double worst = 0.0;
    for (std::size_t k = 0; k < width; ++k) {
        double size = 1.0;
        for (std::size_t point = 0; point < Course::points; ++point) {
            size = std::max(size, std::abs(values[point * width + k]));
        }
        worst = std::max(worst, tail_of(values, width, k) / size);
    }
    if (halvings >= most_halvings || fits_well(worst, halvings, worst_before)) {
        append(into, from, to, Course::polynomial(std::move(values), width));
        return;
    }
    const double middle = 0.5 * (from + to);
    for (const bool first : {true, false}) {
        std::vector<Part> half;
        for (const Part& part : parts) {
            half.push_back({part.share, part.course.part(first ? 0.0 : 0.5, first ? 0.5 : 1.0)});
        }
        follow(half, first ? from : middle, first ? middle : to, width, halvings + 1, worst, into);
    }
}

}  // namespace

Signal mean_of(const std::vector<Weighed>& parts, double from, double to, std::size_t width) {
    if (parts.size() == 1) {
        return parts.front().signal;
    }
    double whole = 0.0;
    std::vector<const Signal*> signals;
    for (const Weighed& part : parts) {
        whole += part.weight;
        signals.push_back(&part.signal);
    }
    Signal mean;
    const std::vector<double> joints = joints_of(signals, from, to);
    for (std::size_t joint = 0; joint + 1 < joints.size(); ++joint) {
        std::vector<Part> present;
        for (const Weighed& part : parts) {
            present.push_back({part.weight / whole, course_between(part.signal, joints[joint], joints[joint + 1])});
        }
        if (all_one(present)) {
            append(mean, joints[joint], joints[joint + 1], present.front().course);
        } else if (adds_up(present)) {
            append(mean, joints[joint], joints[joint + 1], sum_of(present, width));
        } else {
            follow(present, joints[joint], joints[joint + 1], width, 0, 1.0, mean);
        }
    }
    return mean;
}

}  // namespace caisson::engine
