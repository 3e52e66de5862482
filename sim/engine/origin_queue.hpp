/// What stands in the order in which it came: a depot that issues so, a dock, a port.
#pragma once
#include <deque>

#include "engine/origin_signal.hpp"

namespace caisson::engine {

/// Goods whose mixture goes from their front, which leaves first, to their end.
struct Slug {
    double amount = 0.0;
    Course course;
};

class SlugQueue {
public:
    [[nodiscard]] double total() const { return total_; }

    [[nodiscard]] bool empty() const { return slugs_.empty(); }

    void clear();

    void push(double amount, const Course& course);
    /// What comes in at a rate.
    void push(double rate, const Signal& signal);

    /// What leaves at a rate, stretch by stretch.
    /// otherwise   if nothing is there
    [[nodiscard]] Signal take(double rate, double from, double to, const Mixture& otherwise);
    /// So much at once: how much of each state it is.
    [[nodiscard]] Mixture take(double amount, std::size_t width);

    /// How much of each state there is.
    [[nodiscard]] Mixture content(std::size_t width) const;

    /// Mixes neighbours if there are more slugs than so many.
    void coarsen(std::size_t most);

    /// Takes what rounding has added or lost from what came last.
    void set_total(double total);

private:
    std::deque<Slug> slugs_;
    double total_ = 0.0;
};

}  // namespace caisson::engine
