/// Numbers of twice the precision of a double, as the sum of two, for the inside of elementary functions.
#pragma once
#include <cmath>

namespace caisson {

/// The number hi + lo, where lo is at most half a unit in the last place of hi (so that hi is the sum, rounded).
/// promise  every operation below is correct to some 2^-100 relative, as long as nothing overflows or underflows
/// source   Dekker, "A floating-point technique for extending the available precision", Numer. Math. 18 (1971) 224-242
struct Wide {
    double hi = 0.0;
    double lo = 0.0;
};

/// a + b, exactly.
inline Wide exact_sum(double a, double b) {
    const double sum = a + b;
    const double from_b = sum - a;
    return {sum, (a - (sum - from_b)) + (b - from_b)};
}

/// a + b, exactly, where |a| >= |b| or a = 0.
inline Wide exact_sum_of_ordered(double a, double b) {
    const double sum = a + b;
    return {sum, b - (sum - a)};
}

/// a * b, exactly, by halves of 26 bits: std::fma would do it in one step where the processor has it, but takes a
/// hundred times longer where it has not.
inline Wide exact_product(double a, double b) {
    constexpr double splitter = 0x1p27 + 1.0;
    const auto upper_half = [](double x) {
        const double scaled = splitter * x;
        return scaled - (scaled - x);
    };
    const double a_hi = upper_half(a);
    const double b_hi = upper_half(b);
    const double a_lo = a - a_hi;
    const double b_lo = b - b_hi;
    const double product = a * b;
    return {product, ((a_hi * b_hi - product) + a_hi * b_lo + a_lo * b_hi) + a_lo * b_lo};
}

inline Wide operator-(Wide a) { return {-a.hi, -a.lo}; }

inline Wide operator+(Wide a, double b) {
    const Wide sum = exact_sum(a.hi, b);
    return exact_sum_of_ordered(sum.hi, sum.lo + a.lo);
}

inline Wide operator+(Wide a, Wide b) {
    const Wide high = exact_sum(a.hi, b.hi);
    const Wide low = exact_sum(a.lo, b.lo);
    const Wide sum = exact_sum_of_ordered(high.hi, high.lo + low.hi);
    return exact_sum_of_ordered(sum.hi, sum.lo + low.lo);
}

inline Wide operator*(Wide a, double b) {
    const Wide product = exact_product(a.hi, b);
    return exact_sum_of_ordered(product.hi, product.lo + a.lo * b);
}

inline Wide operator*(Wide a, Wide b) {
    const Wide product = exact_product(a.hi, b.hi);
    return exact_sum_of_ordered(product.hi, product.lo + (a.hi * b.lo + a.lo * b.hi));
}

inline Wide operator/(Wide a, Wide b) {
    const double first = a.hi / b.hi;
    const Wide rest = a + -(b * first);
    return exact_sum_of_ordered(first, rest.hi / b.hi);
}

/// The square root of a > 0.
inline Wide square_root(Wide a) {
    const double root = std::sqrt(a.hi);
    const Wide rest = a + -exact_product(root, root);
    return exact_sum_of_ordered(root, rest.hi / (2.0 * root));
}

}  // namespace caisson
