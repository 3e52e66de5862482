#include "engine/linear_flow.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace caisson::engine {
namespace {

constexpr int terms = 18;
constexpr double growth = 2.718281828459046;  // at least e

}  // namespace

LinearFlow::LinearFlow(std::size_t most)
    : rates_(most * most), constants_(most), scales_(most), term_(most), next_(most) {}

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
    // A stock on which nothing depends is an integral of others. Counted in large enough units, it asks for no
    // shorter step than they do: 50 rounds a day from each tube must not make fifty steps of a day.
    double norm = 0.0;
    for (std::size_t row = 0; row < size_; ++row) {
        scales_[row] = 1.0;
        if (moves_others(row)) {
            norm = std::max(norm, row_norm(row));
        }
    }
    double integrals = 0.0;
    for (std::size_t row = 0; row < size_; ++row) {
        const double sum = row_norm(row);
        if (moves_others(row) || sum <= norm) {
            continue;
        }
        scales_[row] = norm > 0.0 ? norm / sum : 1.0;
        integrals = std::max(integrals, scales_[row] * sum);
    }
    norm = std::max(norm, integrals);
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
        for (std::size_t row = 0; row < size_; ++row) {
            z[row] += term_[row];
            integral[row] += term_[row] * next_share;
            double sum = 0.0;
            for (std::size_t column = 0; column < size_; ++column) {
                sum += rates_[row * size_ + column] * term_[column];
            }
            next_[row] = sum * next_share;
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
        greatest = std::max(greatest, scales_[column] * std::abs(slopes[column]));
        double sum = 0.0;
        for (std::size_t row = 0; row < size_; ++row) {
            sum += weights[row] * rates_[row * size_ + column];
        }
        norm += std::abs(sum) / scales_[column];
    }
    return norm * greatest * growth;
}

}  // namespace caisson::engine
