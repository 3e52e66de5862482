#include "engine/linear_flow.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace caisson::engine {
namespace {

constexpr int terms = 18;
/// A term that is no larger part of each stock changes no digit of it, and those that follow are smaller.
constexpr double next_to_nothing = 1e-20;
constexpr double growth = 2.718281828459046;  // at least e

}  // namespace

LinearFlow::LinearFlow(std::size_t most)
    : rates_(most * most), constants_(most), moves_(most), term_(most), next_(most) {}

void LinearFlow::begin(std::size_t size) {
    size_ = size;
    std::fill_n(rates_.begin(), size * size, 0.0);
    std::fill_n(constants_.begin(), size, 0.0);
}

bool LinearFlow::moves_others(std::size_t column) const {
    for (std::size_t row = 0; row < size_; ++row) {
        if (rates_[row * size_ + column] != 0.0) {
            return true;
        }
    }
    return false;
}

double LinearFlow::row_norm(std::size_t row) const {
    double sum = 0.0;
    for (std::size_t column = 0; column < size_; ++column) {
        sum += std::abs(rates_[row * size_ + column]);
    }
    return sum;
}

void LinearFlow::settle() {
    // A stock on which nothing depends is an integral of others: however fast it changes, it asks for no shorter step than
    // they do. 50 rounds a day from each tube must not make fifty steps of a day.
    double norm = 0.0;
    for (std::size_t row = 0; row < size_; ++row) {
        moves_[row] = moves_others(row) ? 1 : 0;
        norm = moves_[row] != 0 ? std::max(norm, row_norm(row)) : norm;
    }
    longest_step_ = norm > 0.0 ? 1.0 / norm : std::numeric_limits<double>::infinity();
}

void LinearFlow::slopes(std::span<const double> z, std::span<double> result) const {
    for (std::size_t row = 0; row < size_; ++row) {
        double sum = constants_[row];
        for (std::size_t column = 0; column < size_; ++column) {
            sum += rates_[row * size_ + column] * z[column];
        }
        result[row] = sum;
    }
}

void LinearFlow::step(double time, std::span<double> z, std::span<double> integral) {
    slopes(z, term_);
    for (std::size_t row = 0; row < size_; ++row) {
        integral[row] += z[row] * time;
        term_[row] *= time;
    }
    for (int k = 1; k <= terms; ++k) {
        const double next_share = time / (k + 1);
        bool felt = false;
        for (std::size_t row = 0; row < size_; ++row) {
            felt = felt || std::abs(term_[row]) > next_to_nothing * std::abs(z[row]);
            z[row] += term_[row];
            integral[row] += term_[row] * next_share;
            double sum = 0.0;
            for (std::size_t column = 0; column < size_; ++column) {
                sum += rates_[row * size_ + column] * term_[column];
            }
            next_[row] = sum * next_share;
        }
        if (!felt) {
            return;
        }
        std::swap(term_, next_);
    }
}

void LinearFlow::advance(double time, std::span<double> z, std::span<double> integral) {
    const double steps = std::max(1.0, std::ceil(time / longest_step_));
    const double width = time / steps;
    for (double done = 0.0; done < steps; done += 1.0) {
        step(width, z, integral);
    }
}

double LinearFlow::bend(std::span<const double> weights, std::span<const double>,
                        std::span<const double> slopes) const {
    double greatest = 0.0;
    double norm = 0.0;
    for (std::size_t column = 0; column < size_; ++column) {
        greatest = moves_[column] != 0 ? std::max(greatest, std::abs(slopes[column])) : greatest;
        double sum = 0.0;
        for (std::size_t row = 0; row < size_; ++row) {
            sum += weights[row] * rates_[row * size_ + column];
        }
        norm += std::abs(sum);
    }
    return norm * greatest * growth;
}

}  // namespace caisson::engine
