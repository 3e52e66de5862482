#pragma once
// The yardstick: one supply war that every claim of speed is measured on. Its numbers, its 26 factors and what a run
// tells.

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace caisson::bench {

inline constexpr double days_a_year = 365.0;
inline constexpr double end_day = 1095.0;  // the instant of this day is executed
inline constexpr std::size_t state_count = 7;
inline constexpr std::size_t firing_count = 2;  // the first two states fire
inline constexpr std::size_t line_count = 5;
inline constexpr std::size_t first_sender = firing_count;  // line i is sent by state first_sender + i

/// RU, UA, DPRK, IR, US, EU, ROK: what each makes and, the first two, wants to fire [rounds/yr] and holds first
/// [rounds].
inline constexpr std::array<double, state_count> made_per_year{2.0e6, 0.3e6, 1.0e6, 0.2e6, 0.36e6, 0.6e6, 0.2e6};
inline constexpr std::array<double, firing_count> wanted_per_year{10.0e6, 4.0e6};
inline constexpr std::array<double, state_count> first_stock{4.0e6, 0.5e6, 30.0e6, 1.0e6, 3.0e6, 1.0e6, 3.4e6};

/// The five lines in the order of their senders: days between sailings, rounds a lot, rounds the sender keeps, days at
/// sea.
inline constexpr std::array<std::size_t, line_count> receiver{0, 0, 1, 1, 1};
inline constexpr std::array<double, line_count> every{10.0, 30.0, 7.0, 10.0, 30.0};
inline constexpr std::array<double, line_count> lot{150.0e3, 30.0e3, 25.0e3, 30.0e3, 80.0e3};
inline constexpr std::array<double, line_count> kept{5.0e6, 0.2e6, 1.0e6, 0.2e6, 2.5e6};
inline constexpr std::array<double, line_count> transit{20.0, 15.0, 14.0, 7.0, 30.0};

/// By what one replication multiplies the model's numbers; 1 everywhere is the yardstick itself.
struct Factors {
    std::array<double, state_count> made{1, 1, 1, 1, 1, 1, 1};
    std::array<double, firing_count> wanted{1, 1};
    std::array<double, state_count> stock{1, 1, 1, 1, 1, 1, 1};
    std::array<double, line_count> lot{1, 1, 1, 1, 1};
    std::array<double, line_count> transit{1, 1, 1, 1, 1};
};

/// What one run tells: what an analyst asks for, and enough to see that no round was lost.
struct Outcome {
    std::uint64_t events = 0;  // sailing slots, arrivals, stock-outs
    std::array<std::uint64_t, firing_count> stock_outs{};
    std::array<double, firing_count> first_dry{never, never};  // [d]
    std::array<double, firing_count> last_dry{never, never};   // [d]
    std::array<double, firing_count> fired{};                  // [rounds]
    std::array<double, state_count> end_stock{};
    std::array<double, line_count> shipped{};
    std::array<double, line_count> at_sea{};  // at the end

    static constexpr double never = std::numeric_limits<double>::infinity();
};

/// One number in [0, 1), a pure function of where it is used (SplitMix64; Steele, Lea and Flood, 2014, figure 17).
[[nodiscard]] constexpr double uniform(std::uint64_t place) {
    std::uint64_t mixed = (place + 1) * 0x9E3779B97F4A7C15ULL;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
    mixed ^= mixed >> 31;
    return static_cast<double>(mixed >> 11) * 0x1p-53;
}

/// The factors of one replication: made, wanted and first stocks U(0.8, 1.2); lots and transit times U(0.5, 1.5).
[[nodiscard]] constexpr Factors draw_factors(std::uint64_t replication) {
    constexpr std::uint64_t factors_a_run = 26;
    Factors drawn;
    std::uint64_t place = replication * factors_a_run;
    const auto scale = [&place](auto& factors, double least, double width) {
        for (double& factor : factors)
            factor = least + width * uniform(place++);
    };
    scale(drawn.made, 0.8, 0.4);
    scale(drawn.wanted, 0.8, 0.4);
    scale(drawn.stock, 0.8, 0.4);
    scale(drawn.lot, 0.5, 1.0);
    scale(drawn.transit, 0.5, 1.0);
    return drawn;
}

}  // namespace caisson::bench
