/// Books that balance to the last digit.
#pragma once
#include <cmath>

namespace caisson::engine {

/// A sum that keeps what rounding drops (Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher
/// Summen", ZAMM 54, 1974).
class CarefulSum {
public:
    void add(double term) {
        const double total = sum_ + term;
        dropped_ += std::abs(sum_) >= std::abs(term) ? (sum_ - total) + term : (term - total) + sum_;
        sum_ = total;
    }

    [[nodiscard]] double value() const { return sum_ + dropped_; }

private:
    double sum_ = 0.0;
    double dropped_ = 0.0;
};

/// One commodity's books: what came to be, and what of it is not found again.
struct Book {
    CarefulSum came;
    CarefulSum missing;  ///< what came, less all that is held, on the way, used or lost

    void come(double amount) {
        came.add(amount);
        missing.add(amount);
    }

    void go(double amount) { missing.add(-amount); }
};

}  // namespace caisson::engine
