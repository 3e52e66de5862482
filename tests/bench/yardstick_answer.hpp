#pragma once
// The yardstick's answers and the one function that compares any contender's with them: nothing is timed that is not
// right.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fmt/format.h>
#include <string>
#include <string_view>

#include "yardstick_model.hpp"

namespace caisson::bench {

/// Worked out in rational arithmetic (yardstick_heapq.py --exact prints it again); 2993.0 / 5.0 is day 2993/5.
inline constexpr Outcome exact_answer{
    .events = 1076,
    .stock_outs = {50, 140},
    .first_dry = {2993.0 / 5.0, 39201.0 / 148.0},
    .last_dry = {34779.0 / 32.0, 202146.0 / 185.0},
    .fired = {1975350000.0 / 73.0, 621516000.0 / 73.0},
    .end_stock = {5140000.0 / 73.0, 0.0, 16650000.0, 520000.0, 73216000.0 / 73.0, 15200000.0 / 73.0,
                  183100000.0 / 73.0},
    .shipped = {16350000.0, 1080000.0, 224624000.0 / 73.0, 189200000.0 / 73.0, 108900000.0 / 73.0},
    .at_sea = {300000.0, 0.0, 1008000.0 / 73.0, 1200000.0 / 73.0, 1200000.0 / 73.0},
};

/// What a whole ensemble adds up to: replications 0 to 99 of draw_factors().
struct EnsembleSums {
    std::uint64_t events = 0;
    std::array<std::uint64_t, firing_count> runs_that_run_dry{};
    std::array<std::uint64_t, firing_count> stock_outs{};
    std::array<double, firing_count> first_dry_days{};  // over the runs that run dry
    std::array<double, firing_count> fired{};
    double shipped = 0.0;
    double end_stocks = 0.0;
};

inline constexpr std::uint64_t summed_replications = 100;

/// The sums in rational arithmetic, rounded once at the end (yardstick_heapq.py --ensemble prints them again).
inline constexpr EnsembleSums exact_sums{
    .events = 107098,
    .runs_that_run_dry = {71, 100},
    .stock_outs = {4544, 13982},
    .first_dry_days = {36480.273763855366, 33498.8183940286},
    .fired = {2501367766.5903807, 815723367.1560097},
    .shipped = 2359772892.0281367,
    .end_stocks = 2317218401.3935375,
};

/// Gathers differences as text: counts must be equal; a number may be off by 1e-9 of itself, or by 1e-6 where the
/// answer is 0 or nearly so (an empty stock is left by floating point at some 1e-9 rounds).
class Comparison {
public:
    void number(std::string_view name, double found, double right) {
        const double allowed = std::max(1e-9 * std::abs(right), 1e-6);
        // Not `> allowed`: a NaN is wrong.
        if (!(std::abs(found - right) <= allowed))
            note(name, found, right);
    }

    void count(std::string_view name, std::uint64_t found, std::uint64_t right) {
        if (found != right)
            note(name, found, right);
    }

    template <std::size_t size>
    void numbers(std::string_view name, const std::array<double, size>& found, const std::array<double, size>& right) {
        for (std::size_t i = 0; i < size; ++i)
            number(fmt::format("{}[{}]", name, i), found[i], right[i]);
    }

    template <std::size_t size>
    void counts(std::string_view name, const std::array<std::uint64_t, size>& found,
                const std::array<std::uint64_t, size>& right) {
        for (std::size_t i = 0; i < size; ++i)
            count(fmt::format("{}[{}]", name, i), found[i], right[i]);
    }

    /// One sentence for each difference, "; " between them; empty if there is none.
    [[nodiscard]] const std::string& differences() const { return differences_; }

private:
    template <class Number>
    void note(std::string_view name, Number found, Number right) {
        if (!differences_.empty())
            differences_ += "; ";
        differences_ += fmt::format("{} is {}, must be {}", name, found, right);
    }

    std::string differences_;
};

/// How one run differs from another, or from exact_answer; empty if it does not.
[[nodiscard]] inline std::string differences(const Outcome& found, const Outcome& right) {
    Comparison comparison;
    comparison.count("events", found.events, right.events);
    comparison.counts("stock_outs", found.stock_outs, right.stock_outs);
    for (std::size_t i = 0; i < firing_count; ++i) {
        if (found.stock_outs[i] == 0 && right.stock_outs[i] == 0)
            continue;  // both never: infinite
        comparison.number(fmt::format("first_dry[{}]", i), found.first_dry[i], right.first_dry[i]);
        comparison.number(fmt::format("last_dry[{}]", i), found.last_dry[i], right.last_dry[i]);
    }
    comparison.numbers("fired", found.fired, right.fired);
    comparison.numbers("end_stock", found.end_stock, right.end_stock);
    comparison.numbers("shipped", found.shipped, right.shipped);
    comparison.numbers("at_sea", found.at_sea, right.at_sea);
    return comparison.differences();
}

inline void add(const Outcome& run, EnsembleSums& sums) {
    sums.events += run.events;
    for (std::size_t i = 0; i < firing_count; ++i) {
        sums.stock_outs[i] += run.stock_outs[i];
        sums.fired[i] += run.fired[i];
        if (run.stock_outs[i] == 0)
            continue;
        ++sums.runs_that_run_dry[i];
        sums.first_dry_days[i] += run.first_dry[i];
    }
    for (const double shipped : run.shipped)
        sums.shipped += shipped;
    for (const double stock : run.end_stock)
        sums.end_stocks += stock;
}

[[nodiscard]] inline std::string differences(const EnsembleSums& found, const EnsembleSums& right) {
    Comparison comparison;
    comparison.count("ensemble events", found.events, right.events);
    comparison.counts("runs_that_run_dry", found.runs_that_run_dry, right.runs_that_run_dry);
    comparison.counts("ensemble stock_outs", found.stock_outs, right.stock_outs);
    comparison.numbers("first_dry_days", found.first_dry_days, right.first_dry_days);
    comparison.numbers("ensemble fired", found.fired, right.fired);
    comparison.number("ensemble shipped", found.shipped, right.shipped);
    comparison.number("end_stocks", found.end_stocks, right.end_stocks);
    return comparison.differences();
}

/// What is wrong with a contender: the yardstick itself, then the sums of an ensemble; empty if all is right.
/// play  from Factors to Outcome: one whole run
template <class Play>
[[nodiscard]] std::string wrong_in(const Play& play) {
    if (std::string wrong = differences(play(Factors{}), exact_answer); !wrong.empty())
        return wrong;
    EnsembleSums sums;
    for (std::uint64_t i = 0; i < summed_replications; ++i)
        add(play(draw_factors(i)), sums);
    return differences(sums, exact_sums);
}

}  // namespace caisson::bench
