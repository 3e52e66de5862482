#include "engine/origin_course.hpp"

#include <algorithm>
#include <cmath>

#include "caisson/base/elementary.hpp"

namespace caisson::engine {
namespace {

constexpr std::size_t points_count = Course::points;
constexpr std::size_t degree = Course::degree;

/// (e^z - 1) / z.
double growth(double z) {
    if (std::abs(z) > 0.5) {
        return (elementary::exp(z) - 1.0) / z;
    }
    double term = 1.0;
    double sum = 1.0;
    for (int n = 2; n < 18; ++n) {
        term *= z / n;
        sum += term;
    }
    return sum;
}

/// log(1 + z) / z.
double log_over(double z) { return z == 0.0 ? 1.0 : elementary::log1p(z) / z; }

/// The integral over [0, 1] of (1 + q u)^(-r/q).
double integral_of(double q, double r) {
    if (q <= -1.0) {
        return 1.0 / (1.0 + r);
    }
    const double scale = log_over(q);
    return scale * growth((q - r) * scale);
}

/// Eight points are exact for polynomials of degree 15: where q and r are small the curve is one but for 1e-17.
double moment_by_points(const Fade& fade) {
    constexpr std::array<double, 4> at{0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363};
    constexpr std::array<double, 4> weight{0.3626837833783620, 0.3137066458778873, 0.2223810344533745,
                                           0.1012285362903763};
    double sum = 0.0;
    for (std::size_t one = 0; one < at.size(); ++one) {
        const double low = 0.5 * (1.0 - at[one]);
        const double high = 0.5 * (1.0 + at[one]);
        sum += 0.5 * weight[one] * (low * fade.at(low) + high * fade.at(high));
    }
    return sum;
}

/// cos(k pi / 16).
double cosine(std::size_t k) {
    constexpr std::array<double, 9> first{1.0,
                                          0.98078528040323044913,
                                          0.92387953251128675613,
                                          0.83146961230254523708,
                                          0.70710678118654752440,
                                          0.55557023301960222474,
                                          0.38268343236508977173,
                                          0.19509032201612826785,
                                          0.0};
    k %= 32;
    k = k > 16 ? 32 - k : k;
    return k <= 8 ? first[k] : -first[16 - k];
}

/// The integral over [0, 1] of the polynomial T_k in t = 1 - 2u.
double integral_of_series(std::size_t k) {
    const double number = static_cast<double>(k);
    return k % 2 == 0 ? 1.0 / (1.0 - number * number) : 0.0;
}

/// The same of u T_k.
double moment_of_series(std::size_t k) {
    const double along = 0.5 * (integral_of_series(k + 1) + integral_of_series(k == 0 ? 1 : k - 1));
    return 0.5 * (integral_of_series(k) - along);
}

/// What a value at a point counts in the coefficient of T_k.
double in_series(std::size_t k, std::size_t at) {
    const double ends = (k == 0 || k == degree ? 0.5 : 1.0) * (at == 0 || at == degree ? 0.5 : 1.0);
    return ends * 2.0 / static_cast<double>(degree) * cosine(k * at);
}

Points make_points() {
    Points made;
    for (std::size_t at = 0; at < points_count; ++at) {
        made.u[at] = 0.5 * (1.0 - cosine(at));
        made.barycentric[at] = (at % 2 == 0 ? 1.0 : -1.0) * (at == 0 || at == degree ? 0.5 : 1.0);
        for (std::size_t k = 0; k < points_count; ++k) {
            made.integral[at] += in_series(k, at) * integral_of_series(k);
            made.moment[at] += in_series(k, at) * moment_of_series(k);
        }
        for (std::size_t last = 0; last < made.tail.size(); ++last) {
            made.tail[last][at] = in_series(degree - last, at);
        }
    }
    for (std::size_t at = 0; at < points_count; ++at) {
        double sum = 0.0;
        for (std::size_t of = 0; of < points_count; ++of) {
            if (of != at) {
                made.slope[at][of] = made.barycentric[of] / made.barycentric[at] / (made.u[at] - made.u[of]);
                sum += made.slope[at][of];
            }
        }
        made.slope[at][at] = -sum;
    }
    return made;
}

bool all_zero(const Mixture& mixture) {
    return std::all_of(mixture.begin(), mixture.end(), [](double value) { return value == 0.0; });
}

}  // namespace

double Fade::at(double u) const {
    if (r == 0.0 || u == 0.0) {
        return 1.0;
    }
    const double z = q * u;
    return z <= -1.0 ? 0.0 : elementary::exp(-r * u * log_over(z));
}

double Fade::integral() const { return r == 0.0 ? 1.0 : integral_of(q, r); }

double Fade::moment() const {
    if (r == 0.0) {
        return 0.5;
    }
    if (q <= -1.0) {
        return 1.0 / ((1.0 + r) * (2.0 + r));
    }
    if (std::abs(r - 2.0 * q) > 0.3) {  // by parts
        return (integral_of(q, r) - (1.0 + q) * at(1.0)) / (r - 2.0 * q);
    }
    if (std::abs(q) > 0.1) {
        return (integral_of(q, r - q) - integral_of(q, r)) / q;
    }
    return moment_by_points(*this);
}

Fade Fade::part(double from, double to) const {
    const double left = 1.0 + q * from;
    const double scale = (to - from) / left;
    return {std::max(-1.0, q * scale), r * scale};
}

const Points& chebyshev() {
    static const Points made = make_points();
    return made;
}

double tail_of(std::span<const double> values, std::size_t width, std::size_t column) {
    const Points& at = chebyshev();
    double size = 0.0;
    for (const auto& weights : at.tail) {
        double coefficient = 0.0;
        for (std::size_t point = 0; point < points_count; ++point) {
            coefficient += weights[point] * values[point * width + column];
        }
        size += std::abs(coefficient);
    }
    return size;
}

Course Course::constant(Mixture level) {
    Course course;
    course.width_ = level.size();
    course.level_ = std::move(level);
    return course;
}

Course Course::line(Mixture level, Mixture slope) {
    Course course = constant(std::move(level));
    if (!all_zero(slope)) {
        course.form_ = Form::fading;
        course.slope_ = std::move(slope);
    }
    return course;
}

Course Course::fading(Mixture level, Mixture slope, Mixture faded, Fade fade) {
    Course course = line(std::move(level), std::move(slope));
    if (!all_zero(faded)) {
        course.form_ = Form::fading;
        course.faded_ = std::move(faded);
        course.fade_ = fade;
    }
    return course;
}

Course Course::polynomial(std::vector<double> values, std::size_t width) {
    Course course;
    course.form_ = Form::polynomial;
    course.width_ = width;
    course.values_ = std::move(values);
    return course;
}

bool Course::is_line() const { return form_ != Form::polynomial && faded_.empty(); }

void Course::at(double u, std::span<double> mixture) const {
    if (form_ != Form::polynomial) {
        const double w = faded_.empty() ? 0.0 : fade_.at(u);
        for (std::size_t k = 0; k < width_; ++k) {
            mixture[k] = level_[k] + (slope_.empty() ? 0.0 : slope_[k] * u) + (faded_.empty() ? 0.0 : faded_[k] * w);
        }
        return;
    }
    const Points& known = chebyshev();
    double divisor = 0.0;
    std::fill(mixture.begin(), mixture.end(), 0.0);
    for (std::size_t point = 0; point < points_count; ++point) {
        const double distance = u - known.u[point];
        if (distance == 0.0) {
            std::copy_n(values_.begin() + static_cast<std::ptrdiff_t>(point * width_), width_, mixture.begin());
            return;
        }
        const double weight = known.barycentric[point] / distance;
        divisor += weight;
        for (std::size_t k = 0; k < width_; ++k) {
            mixture[k] += weight * values_[point * width_ + k];
        }
    }
    for (double& value : mixture) {
        value /= divisor;
    }
}

Mixture Course::at(double u) const {
    Mixture mixture(width_);
    at(u, mixture);
    return mixture;
}

namespace {

Mixture weighted(const std::vector<double>& values, std::size_t width, const std::array<double, points_count>& by) {
    Mixture sum(width, 0.0);
    for (std::size_t point = 0; point < points_count; ++point) {
        for (std::size_t k = 0; k < width; ++k) {
            sum[k] += by[point] * values[point * width + k];
        }
    }
    return sum;
}

}  // namespace

Mixture Course::integral() const {
    if (form_ == Form::polynomial) {
        return weighted(values_, width_, chebyshev().integral);
    }
    Mixture sum = level_;
    const double faded = faded_.empty() ? 0.0 : fade_.integral();
    for (std::size_t k = 0; k < width_; ++k) {
        sum[k] += (slope_.empty() ? 0.0 : 0.5 * slope_[k]) + (faded_.empty() ? 0.0 : faded_[k] * faded);
    }
    return sum;
}

Mixture Course::moment() const {
    if (form_ == Form::polynomial) {
        return weighted(values_, width_, chebyshev().moment);
    }
    Mixture sum(width_);
    const double faded = faded_.empty() ? 0.0 : fade_.moment();
    for (std::size_t k = 0; k < width_; ++k) {
        sum[k] =
            0.5 * level_[k] + (slope_.empty() ? 0.0 : slope_[k] / 3.0) + (faded_.empty() ? 0.0 : faded_[k] * faded);
    }
    return sum;
}

Course Course::part(double from, double to) const {
    if (form_ == Form::constant || (from <= 0.0 && to >= 1.0)) {
        return *this;
    }
    if (form_ == Form::polynomial) {
        std::vector<double> values(points_count * width_);
        for (std::size_t point = 0; point < points_count; ++point) {
            at(from + (to - from) * chebyshev().u[point], std::span(values).subspan(point * width_, width_));
        }
        return polynomial(std::move(values), width_);
    }
    Mixture level = level_;
    Mixture slope(width_, 0.0);
    Mixture faded(width_, 0.0);
    const double left = faded_.empty() ? 0.0 : fade_.at(from);
    for (std::size_t k = 0; k < width_; ++k) {
        if (!slope_.empty()) {
            level[k] += slope_[k] * from;
            slope[k] = slope_[k] * (to - from);
        }
        faded[k] = faded_.empty() ? 0.0 : faded_[k] * left;
    }
    return fading(std::move(level), std::move(slope), std::move(faded), faded_.empty() ? Fade{} : fade_.part(from, to));
}

}  // namespace caisson::engine
