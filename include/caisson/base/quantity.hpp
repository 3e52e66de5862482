/// Amounts, rates and durations that cannot be mistaken for one another.
#pragma once
#include <compare>

namespace caisson {

/// A double with a dimension. Only sums of like dimensions, multiples, and the products below exist.
/// cost    the machine code is that of a double
template <class Dimension>
struct Quantity {
    double value = 0.0;

    constexpr Quantity() = default;

    explicit constexpr Quantity(double in_base_units) : value(in_base_units) {}

    friend constexpr auto operator<=>(Quantity, Quantity) = default;

    constexpr Quantity operator-() const { return Quantity{-value}; }

    constexpr Quantity& operator+=(Quantity other) {
        value += other.value;
        return *this;
    }

    constexpr Quantity& operator-=(Quantity other) {
        value -= other.value;
        return *this;
    }

    friend constexpr Quantity operator+(Quantity a, Quantity b) { return Quantity{a.value + b.value}; }

    friend constexpr Quantity operator-(Quantity a, Quantity b) { return Quantity{a.value - b.value}; }

    friend constexpr Quantity operator*(Quantity a, double factor) { return Quantity{a.value * factor}; }

    friend constexpr Quantity operator*(double factor, Quantity a) { return Quantity{factor * a.value}; }

    friend constexpr Quantity operator/(Quantity a, double divisor) { return Quantity{a.value / divisor}; }

    /// How many times `b` goes into `a`: a plain number.
    friend constexpr double operator/(Quantity a, Quantity b) { return a.value / b.value; }
};

/// So much of a commodity, in the commodity's own unit.
using Amount = Quantity<struct AmountDimension>;
/// Commodity units per day.
using Rate = Quantity<struct RateDimension>;
/// A duration, or an instant counted from the start of the scenario, in days of 86,400 s.
using Days = Quantity<struct DaysDimension>;

constexpr Amount operator*(Rate rate, Days time) { return Amount{rate.value * time.value}; }

constexpr Amount operator*(Days time, Rate rate) { return Amount{rate.value * time.value}; }

constexpr Days operator/(Amount amount, Rate rate) { return Days{amount.value / rate.value}; }

constexpr Rate operator/(Amount amount, Days time) { return Rate{amount.value / time.value}; }

/// Days in a year and in a month, by convention: 365.25 and a twelfth of it.
inline constexpr double days_per_year = 365.25;
inline constexpr double days_per_month = days_per_year / 12.0;

}  // namespace caisson
