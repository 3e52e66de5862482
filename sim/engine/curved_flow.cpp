#include "engine/curved_flow.hpp"

#include <algorithm>
#include <array>
#include <boost/numeric/odeint/stepper/runge_kutta_dopri5.hpp>
#include <cmath>
#include <limits>
#include <utility>

namespace caisson::engine {

namespace {

/// The estimated error of a step may be this part of each stock, as it was at the beginning.
constexpr double tolerance = 1e-12;
/// Of a stock that is next to nothing it is a part of this part of the largest one.
constexpr double next_to_nothing = 1e-9;

}  // namespace

/// What is integrated: the stocks, then their integrals, then those of the products.
struct CurvedFlow::Stepper {
    boost::numeric::odeint::runge_kutta_dopri5<std::vector<double>> method;
    std::vector<double> now;
    std::vector<double> next;
    std::vector<double> error;
    std::vector<double> scales;  ///< what the errors of the stocks are measured by
    std::vector<double> most;    ///< scratch of bend()
    std::vector<double> speeds;  ///< likewise
};

CurvedFlow::CurvedFlow(std::size_t most_stocks, std::size_t most_products)
    : straight_(most_stocks), errors_(most_stocks), stepper_(std::make_unique<Stepper>()) {
    products_.reserve(most_products);
    // As large as they may become: Odeint finds the size of its own room only once.
    for (std::vector<double>* one : {&stepper_->now, &stepper_->next, &stepper_->error}) {
        one->resize(2 * most_stocks + most_products);
    }
    stepper_->scales.resize(most_stocks);
    stepper_->most.resize(most_stocks);
    stepper_->speeds.resize(most_stocks);
}

CurvedFlow::CurvedFlow(CurvedFlow&&) noexcept = default;
CurvedFlow& CurvedFlow::operator=(CurvedFlow&&) noexcept = default;
CurvedFlow::~CurvedFlow() = default;

void CurvedFlow::begin(std::size_t size) {
    straight_.begin(size);
    products_.clear();
}

std::size_t CurvedFlow::add_product(std::size_t row, std::size_t one, std::size_t other, double rate) {
    products_.push_back({row, one, other, rate});
    return products_.size() - 1;
}

void CurvedFlow::slopes(std::span<const double> z, std::span<double> result) const {
    straight_.slopes(z, result);
    for (const Product& product : products_) {
        result[product.row] += product.rate * z[product.one] * z[product.other];
    }
}

/// How fast a stock can change at most while none is more than `most`.
double CurvedFlow::speed_bound(std::size_t row, std::span<const double> most) const {
    double sum = std::abs(straight_.constant(row));
    for (std::size_t column = 0; column < size(); ++column) {
        sum += std::abs(straight_.rate(row, column)) * most[column];
    }
    for (const Product& product : products_) {
        sum += product.row == row ? std::abs(product.rate) * most[product.one] * most[product.other] : 0.0;
    }
    return sum;
}

void CurvedFlow::settle(std::span<const double> z) {
    straight_.settle();
    const std::span most(stepper_->most.data(), size());
    std::transform(z.begin(), z.end(), most.begin(), [](double stock) { return 2.0 * std::abs(stock); });
    longest_step_ = std::numeric_limits<double>::infinity();
    for (const Product& product : products_) {
        for (const std::size_t mover : {product.one, product.other}) {
            const double speed = speed_bound(mover, most);
            if (z[mover] > 0.0 && speed > 0.0) {
                longest_step_ = std::min(longest_step_, z[mover] / speed);
            }
        }
    }
}

double CurvedFlow::bend(std::span<const double> weights, std::span<const double> z,
                        std::span<const double> slopes) const {
    const std::span most(stepper_->most.data(), size());
    const std::span speeds(stepper_->speeds.data(), size());
    const double step = std::isfinite(longest_step_) ? longest_step_ : 1.0;
    for (std::size_t at = 0; at < size(); ++at) {
        most[at] = 2.0 * std::abs(z[at]) + step * std::abs(slopes[at]);
    }
    for (std::size_t at = 0; at < size(); ++at) {
        speeds[at] = speed_bound(at, most);
    }
    double bound = 0.0;
    for (std::size_t column = 0; column < size(); ++column) {
        double sum = 0.0;
        for (std::size_t row = 0; row < size(); ++row) {
            sum += weights[row] * straight_.rate(row, column);
        }
        bound += std::abs(sum) * speeds[column];
    }
    for (const Product& product : products_) {
        bound += std::abs(weights[product.row] * product.rate) *
                 (speeds[product.one] * most[product.other] + most[product.one] * speeds[product.other]);
    }
    return bound;
}

void CurvedFlow::advance(double time, std::span<double> z, std::span<double> integral) {
    std::vector<double>& now = stepper_->now;
    std::vector<double>& next = stepper_->next;
    std::vector<double>& error = stepper_->error;
    for (std::vector<double>* one : {&now, &next, &error}) {
        one->assign(one->size(), 0.0);
    }
    std::copy(z.begin(), z.end(), now.begin());
    std::fill(errors_.begin(), errors_.end(), 0.0);
    const auto rates = [this](const std::vector<double>& y, std::vector<double>& dy, double) {
        slopes({y.data(), size()}, {dy.data(), size()});
        std::copy_n(y.begin(), size(), dy.begin() + static_cast<std::ptrdiff_t>(size()));
        std::fill(dy.begin() + static_cast<std::ptrdiff_t>(2 * size()), dy.end(), 0.0);
        for (std::size_t at = 0; at < products_.size(); ++at) {
            dy[2 * size() + at] = y[products_[at].one] * y[products_[at].other];
        }
    };
    double largest = 1e-300;
    for (const double stock : z) {
        largest = std::max(largest, std::abs(stock));
    }
    for (std::size_t at = 0; at < size(); ++at) {
        stepper_->scales[at] = std::max(std::abs(z[at]), next_to_nothing * largest);
    }
    const auto worst = [this, &error] {
        double most = 0.0;
        for (std::size_t at = 0; at < size(); ++at) {
            most = std::max(most, std::abs(error[at]) / stepper_->scales[at]);
        }
        return most;
    };
    double step = std::min(time, 0.25 * longest_step_);
    const double least = 1e-9 * time;
    for (double done = 0.0; done < time;) {
        step = std::min(step, time - done);
        stepper_->method.reset();  // a refused step has left it the slopes at its end
        stepper_->method.do_step(rates, now, done, next, step, error);
        const double relative = worst();
        if (relative > tolerance && step > least) {
            step *= 0.5;
            continue;
        }
        for (std::size_t at = 0; at < size(); ++at) {
            errors_[at] += std::abs(error[at]);
        }
        std::swap(now, next);
        done = time - done <= step ? time : done + step;
        step *= relative < tolerance / 64 ? 2.0 : 1.0;
    }
    std::copy_n(now.begin(), size(), z.begin());
    for (std::size_t at = 0; at < size(); ++at) {
        integral[at] += now[size() + at];
    }
}

std::span<const double> CurvedFlow::products() const {
    const std::vector<double>& now = stepper_->now;
    return products_.empty() ? std::span<const double>{}
                             : std::span<const double>(now).subspan(2 * size(), products_.size());
}

}  // namespace caisson::engine
