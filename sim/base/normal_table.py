#!/usr/bin/python3
"""Writes normal_table.hpp: polynomials for the normal distribution and its inverse.

    sim/base/normal_table.py | clang-format > sim/base/normal_table.hpp        (needs python3-mpmath)

Each row is the polynomial through the function at the Chebyshev nodes of an interval, in powers of the distance from
the interval's centre, the first two coefficients being sums of two doubles. The comment at each row says the greatest error
found on a grid, relative to the function, before anything is rounded in evaluation.
"""
from mpmath import cos, erfc, exp, log, lu_solve, matrix, mp, mpf, pi, sqrt

mp.dps = 50
DEGREE = 15
TOLERANCE = mpf(2) ** -60


def tail(t):
    """exp(t^2/2) times the chance of a standard normal variable above t."""
    return exp(t * t / 2) * erfc(t / sqrt(2)) / 2


def quantile_of_log(log_p):
    """The z > 0 above which a standard normal variable lies with chance p."""
    guess = sqrt(-2 * log_p)
    z = max(guess - log(guess * sqrt(2 * pi)) / guess, mpf("0.1"))
    for _ in range(60):
        step = (log(tail(z)) - z * z / 2 - log_p) * tail(z) * sqrt(2 * pi)
        z += step
        if abs(step) < mpf(10) ** -45:
            return z
    raise ArithmeticError(log_p)


def centre_factor(w):
    """z / q, where q = sqrt(w) is the distance of a chance from 1/2."""
    if w == 0:
        return sqrt(2 * pi)
    q = sqrt(w)
    return quantile_of_log(log(mpf(1) / 2 - q)) / q


def tail_shift(s):
    """s - z, where s = sqrt(-2 log p)."""
    return s - quantile_of_log(-s * s / 2)


def fit(function, low, high):
    """The centre and the coefficients of one row, as numbers of 50 digits."""
    centre = mpf(float((low + high) / 2))
    half = (high - low) / 2
    nodes = [cos(pi * (2 * k + 1) / (2 * (DEGREE + 1))) for k in range(DEGREE + 1)]
    matrix_of_powers = matrix([[((low + high) / 2 + half * x - centre) ** k / half**k for k in range(DEGREE + 1)]
                               for x in nodes])
    values = matrix([function((low + high) / 2 + half * x) for x in nodes])
    solution = lu_solve(matrix_of_powers, values)
    return centre, [solution[k] / half**k for k in range(DEGREE + 1)]


def error_of(function, low, high, centre, coefficients):
    worst = mpf(0)
    for k in range(41):
        x = low + (high - low) * k / 40
        exact = function(x)
        value = sum(c * (x - centre) ** n for n, c in enumerate(coefficients))
        worst = max(worst, abs(value / exact - 1) if exact else abs(value))
    return worst


def rows(function, low, high, first_width, growth):
    """Rows from low to high, each as wide as the tolerance allows but at most growth times the one before."""
    out = []
    width = first_width
    while low < high:
        upper = min(low + width, high)
        upper = mpf(float(upper)) if upper == high else mpf(round(upper * 16)) / 16
        centre, coefficients = fit(function, low, upper)
        error = error_of(function, low, upper, centre, coefficients)
        if error > TOLERANCE:
            width = width * mpf("0.8")
            continue
        out.append((upper, centre, coefficients, error))
        low, width = upper, width * growth
    return out


def wide(x):
    high = float(x)
    return f"{{{high.hex()}, {float(x - mpf(high)).hex()}}}"


def print_table(name, comment, table):
    print(f"// {comment}")
    print(f"inline constexpr std::array<NormalRow, {len(table)}> {name}{{{{")
    for upper, centre, coefficients, error in table:
        print(f"    // up to {float(upper)}, error 2^{float(log(error, 2)):.1f}")
        print(f"    {{{float(upper)}, {float(centre)}, {wide(coefficients[0])}, {wide(coefficients[1])},")
        others = [float(c).hex() for c in coefficients[2:]]
        for k in range(0, len(others), 4):
            opening = "     {" if k == 0 else "      "
            closing = "}}," if k + 4 >= len(others) else ","
            print(opening + ", ".join(others[k:k + 4]) + closing)
    print("}};\n")


def main():
    print("/// Polynomials for the normal distribution and its inverse. Written by normal_table.py: change that.")
    print("#pragma once")
    print("#include <array>\n")
    print('#include "base/wide.hpp"\n')
    print("namespace caisson {\n")
    print("/// A polynomial for one interval: constant + d (slope + d (others[0] + d (others[1] + ...))).")
    print("struct NormalRow {")
    print("    double upper;   ///< where the interval ends; it begins where the one before it ends")
    print("    double centre;  ///< d is the distance from here")
    print("    Wide constant;")
    print("    Wide slope;")
    print(f"    std::array<double, {DEGREE - 1}> others;")
    print("};\n")
    print_table("normal_tail_rows", "exp(t^2/2) times the chance above t, from t = 0 on",
                rows(tail, mpf(0), mpf("38.75"), mpf("0.75"), mpf("1.5")))
    print_table("normal_centre_rows", "z / q as a function of w = q^2, where q = p - 1/2, from w = 0 on",
                rows(centre_factor, mpf(0), mpf("0.0625"), mpf("0.0625"), 1))
    print_table("normal_shift_rows", "s - z as a function of s = sqrt(-2 log p), from p = 1/4 on",
                rows(tail_shift, mpf("1.625"), mpf("38.75"), mpf("0.75"), mpf("1.5")))
    print("}  // namespace caisson")


if __name__ == "__main__":
    main()
