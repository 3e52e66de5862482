/// The linear systems of the allocation. Eigen stays in the source.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace caisson::engine {

/// A square system, dense up to 64 unknowns (nothing is allocated after construction), sparse above.
class LinearSystem {
public:
    /// A number of the matrix; those of one place are added up. Named as Eigen reads triplets.
    class Entry {
    public:
        Entry(std::uint32_t row, std::uint32_t col, double value) : row_(row), col_(col), value_(value) {}

        [[nodiscard]] std::uint32_t row() const { return row_; }

        [[nodiscard]] std::uint32_t col() const { return col_; }

        [[nodiscard]] double value() const { return value_; }

    private:
        std::uint32_t row_;
        std::uint32_t col_;
        double value_;
    };

    /// most_entries   how many a system may have without a call to the heap
    explicit LinearSystem(std::size_t most_entries);
    ~LinearSystem();

    void begin(std::size_t unknowns);

    void add(std::uint32_t row, std::uint32_t column, double value) { entries_.emplace_back(row, column, value); }

    void add_right(std::uint32_t row, double value) { right_[row] += value; }

    /// Solves A x = b. False if A is singular.
    [[nodiscard]] bool solve(std::span<double> x);

    /// Solves (I - gamma A) x = b for A, b >= 0: for gamma = 1, or, if that has no solution x >= 0, for a gamma with
    /// gamma rho(A) just below 1 (within 1e-10).
    /// source   docs/semantics.md, 3.4
    void solve_growth(std::span<double> x);

private:
    struct Dense;

    /// Solves (shift I + scale A) x = b.
    bool solve_shifted(double shift, double scale, std::span<double> x);
    bool solve_dense(double shift, double scale, std::span<double> x);
    bool solve_sparse(double shift, double scale, std::span<double> x);
    bool grows_by(double gamma, std::span<double> x);

    std::size_t unknowns_ = 0;
    std::vector<Entry> entries_;
    std::vector<double> right_;
    std::unique_ptr<Dense> dense_;
};

}  // namespace caisson::engine
