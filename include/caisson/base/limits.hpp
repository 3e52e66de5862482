/// The longest things a person may write, in one place: the scenario reference names them, tests stand on both sides.
#pragma once
#include <cstddef>

namespace caisson {

/// A quantity such as `1.5M to 2.5M round/yr` [bytes].
inline constexpr std::size_t max_quantity_bytes = 64;
/// Words of units above, and as many below, the fraction bar of one quantity.
inline constexpr std::size_t max_unit_words = 4;
/// An id such as `rus-front` [bytes].
inline constexpr std::size_t max_id_bytes = 64;
/// A path such as `plants.rus-shells.schedule.0.rate` [bytes].
inline constexpr std::size_t max_path_bytes = 256;
/// All files of one scenario together [bytes].
inline constexpr std::size_t max_scenario_bytes = std::size_t{32} << 20;
/// Maps, lists and single values, keys among them, in all files of one scenario together.
inline constexpr std::size_t max_values = 5'000'000;
/// Maps and lists inside one another.
inline constexpr std::size_t max_depth = 64;
/// Text without a value in it, such as comments and blank lines [bytes].
inline constexpr std::size_t max_bytes_without_value = std::size_t{256} << 10;
/// A single value, such as a note [bytes].
inline constexpr std::size_t max_value_bytes = std::size_t{64} << 10;
/// Scenarios that extend one another: a file, its parent, and so on.
inline constexpr std::size_t max_extends_depth = 16;
/// Errors of one scenario that are told; what comes after them is not looked at.
inline constexpr std::size_t max_findings = 100'000;
/// Steps of one ramp.
inline constexpr std::size_t max_ramp_steps = 10'000;
/// The years that a date may name, both included.
inline constexpr int min_year = 1600;
inline constexpr int max_year = 2999;

}  // namespace caisson
