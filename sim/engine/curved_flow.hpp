/// What stocks become whose rates depend on products of two of them as well: dz/dt = M z + q + sum of c z_i z_j.
#pragma once
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "engine/linear_flow.hpp"

namespace caisson::engine {

/// The course of such stocks by the method of Dormand and Prince (Boost.Odeint), in steps that are halved until the
/// estimated error of each is small, and doubled again. Only + - * /: the same bits on every machine.
class CurvedFlow final : public Course {
public:
    CurvedFlow(std::size_t most_stocks, std::size_t most_products);
    CurvedFlow(CurvedFlow&&) noexcept;
    CurvedFlow& operator=(CurvedFlow&&) noexcept;
    CurvedFlow(const CurvedFlow&) = delete;
    CurvedFlow& operator=(const CurvedFlow&) = delete;
    ~CurvedFlow() override;

    /// All rates are 0 again, and there are no products.
    void begin(std::size_t size);

    /// M and q; without products it is the whole course.
    [[nodiscard]] LinearFlow& straight() { return straight_; }

    [[nodiscard]] bool has_products() const { return !products_.empty(); }

    /// How much faster `row` grows for each unit of `one` times each of `other`.
    /// returns  the number of the product
    std::size_t add_product(std::size_t row, std::size_t one, std::size_t other, double rate);

    /// After the last rate and product: how long a step from z may be.
    void settle(std::span<const double> z);

    [[nodiscard]] std::size_t size() const override { return straight_.size(); }

    void slopes(std::span<const double> z, std::span<double> result) const override;
    void advance(double time, std::span<double> z, std::span<double> integral) override;

    [[nodiscard]] double longest_step() const override { return longest_step_; }

    /// A bound as long as no stock that others depend on more than doubles.
    [[nodiscard]] double bend(std::span<const double> weights, std::span<const double> z,
                              std::span<const double> slopes) const override;

    /// The integrals of the products, in the order in which they were added, over the time of the last advance().
    [[nodiscard]] std::span<const double> products() const;

    /// The estimated errors of the stocks, summed over the steps of the last advance().
    [[nodiscard]] std::span<const double> errors() const { return {errors_.data(), size()}; }

private:
    struct Product {
        std::size_t row = 0;
        std::size_t one = 0;
        std::size_t other = 0;
        double rate = 0.0;
    };

    struct Stepper;  // Odeint is slow to compile: only curved_flow.cpp knows it

    LinearFlow straight_;
    double longest_step_ = 0.0;
    std::vector<Product> products_;
    std::vector<double> errors_;
    std::unique_ptr<Stepper> stepper_;

    [[nodiscard]] double speed_bound(std::size_t row, std::span<const double> most) const;
};

}  // namespace caisson::engine
