// Scalar code adds in the same order on every processor.
#define EIGEN_DONT_VECTORIZE
#include "engine/allocate_linear.hpp"

#include <Eigen/LU>
#include <Eigen/SparseLU>
#include <algorithm>
#include <cmath>

namespace caisson::engine {
namespace {

constexpr int most_dense = 64;

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::ColMajor, most_dense, most_dense>;
using Vector = Eigen::Matrix<double, Eigen::Dynamic, 1, Eigen::ColMajor, most_dense, 1>;

/// How close to 1 a loop that feeds itself may come: each step then lifts it by some 1e10 times what feeds it.
constexpr double growth_margin = 1e-10;

}  // namespace

struct LinearSystem::Dense {
    Matrix matrix;
    Vector right;
    Vector solution;
    Eigen::FullPivLU<Matrix> decomposition;  // its loops do not depend on the sizes of caches
};

LinearSystem::LinearSystem(std::size_t most_entries) : dense_(std::make_unique<Dense>()) {
    entries_.reserve(most_entries);
    right_.reserve(most_dense);
}

LinearSystem::~LinearSystem() = default;

void LinearSystem::begin(std::size_t unknowns) {
    unknowns_ = unknowns;
    entries_.clear();
    right_.assign(unknowns, 0.0);
}

bool LinearSystem::solve(std::span<double> x) { return solve_shifted(0.0, 1.0, x); }

bool LinearSystem::solve_shifted(double shift, double scale, std::span<double> x) {
    const bool solved = unknowns_ <= most_dense ? solve_dense(shift, scale, x) : solve_sparse(shift, scale, x);
    return solved && std::all_of(x.begin(), x.end(), [](double value) { return std::isfinite(value); });
}

bool LinearSystem::solve_dense(double shift, double scale, std::span<double> x) {
    const auto size = static_cast<Eigen::Index>(unknowns_);
    dense_->matrix.setZero(size, size);
    dense_->matrix.diagonal().setConstant(shift);
    for (const Entry& entry : entries_) {
        dense_->matrix(entry.row(), entry.col()) += scale * entry.value();
    }
    dense_->decomposition.compute(dense_->matrix);
    if (!dense_->decomposition.isInvertible()) {
        return false;
    }
    dense_->right = Eigen::Map<const Eigen::VectorXd>(right_.data(), size);
    dense_->solution = dense_->decomposition.solve(dense_->right);
    std::copy_n(dense_->solution.data(), unknowns_, x.begin());
    return true;
}

bool LinearSystem::solve_sparse(double shift, double scale, std::span<double> x) {
    const auto size = static_cast<Eigen::Index>(unknowns_);
    std::vector<Entry> shifted;
    shifted.reserve(entries_.size() + unknowns_);
    for (std::uint32_t at = 0; at < unknowns_; ++at) {
        shifted.emplace_back(at, at, shift);
    }
    for (const Entry& entry : entries_) {
        shifted.emplace_back(entry.row(), entry.col(), scale * entry.value());
    }
    Eigen::SparseMatrix<double> matrix(size, size);
    matrix.setFromTriplets(shifted.begin(), shifted.end());
    Eigen::SparseLU<Eigen::SparseMatrix<double>> decomposition;
    decomposition.compute(matrix);
    if (decomposition.info() != Eigen::Success) {
        return false;
    }
    const Eigen::VectorXd solution = decomposition.solve(Eigen::Map<const Eigen::VectorXd>(right_.data(), size));
    std::copy_n(solution.data(), unknowns_, x.begin());
    return decomposition.info() == Eigen::Success;
}

bool LinearSystem::grows_by(double gamma, std::span<double> x) {
    if (!solve_shifted(1.0, -gamma, x)) {
        return false;
    }
    const double largest = *std::max_element(x.begin(), x.end());
    for (double& value : x) {
        if (value < -1e-12 * largest) {
            return false;
        }
        value = std::max(0.0, value);
    }
    return largest >= 0.0;
}

void LinearSystem::solve_growth(std::span<double> x) {
    if (grows_by(1.0, x) || grows_by(1.0 - growth_margin, x)) {  // rho < 1, or = 1: a closed loop without losses
        return;
    }
    double too_high = 1.0 - growth_margin;
    double gamma = 0.5;
    while (!grows_by(gamma, x)) {
        too_high = gamma;
        gamma /= 2.0;
    }
    while (too_high > gamma * (1.0 + growth_margin)) {
        const double middle = (gamma + too_high) / 2.0;
        (grows_by(middle, x) ? gamma : too_high) = middle;
    }
    (void)grows_by(gamma, x);
}

}  // namespace caisson::engine
