/// The parts of the table of keys, a file each.
#pragma once
#include <cstdint>
#include <span>

#include "caisson/read/keys.hpp"

namespace caisson::read {

std::span<const KeyRow> scenario_keys();
std::span<const KeyRow> depot_keys();
std::span<const KeyRow> plant_keys();
std::span<const KeyRow> fire_keys();
std::span<const KeyRow> attrition_keys();
std::span<const KeyRow> route_keys();
std::span<const KeyRow> deal_keys();
std::span<const KeyRow> shared_keys();
std::span<const KeyRow> change_keys();
std::span<const KeyRow> group_keys();
std::span<const KeyRow> sanction_keys();
std::span<const KeyRow> rule_keys();
std::span<const KeyRow> outcome_keys();
std::span<const KeyRow> estimate_keys();

/// Words for a default that is no number, for the page and the reader alike.
inline constexpr std::string_view unlimited = "unlimited";
inline constexpr std::string_view from_the_start = "from the start";
inline constexpr std::string_view to_the_end = "to the end";

/// The sections of changes by date.
inline constexpr Sections any_change = Section::holding_change | Section::plant_change | Section::fire_change |
                                       Section::route_change | Section::sails_change | Section::rejects_change |
                                       Section::sanction_change | Section::loss_change;

/// The value of a word that stands for an enumerator.
template <class Enumeration>
constexpr std::uint8_t number_of(Enumeration value) {
    return static_cast<std::uint8_t>(value);
}

/// What a flag is.
inline constexpr std::string_view word_of_truth = "true";
inline constexpr std::string_view word_of_falsehood = "false";

}  // namespace caisson::read
