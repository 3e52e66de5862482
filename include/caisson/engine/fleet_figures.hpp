/// Where the vehicles of a fleet are.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

namespace caisson::engine {

/// What a vehicle does, in the order of a trip.
enum class Doing : std::uint8_t {
    waits_to_load,    ///< for a berth at the sender, or for its route to send
    loads,            ///< at a berth of the sender
    waits_to_leave,   ///< loaded, at its berth, for a date of the calendar
    goes,             ///< with its lot
    waits_to_unload,  ///< for a berth at the receiver
    unloads,          ///< at a berth of the receiver
    returns,          ///< empty
    is_gone,          ///< lost with a lot
};

inline constexpr std::size_t doings = 8;

/// How many vehicles of a fleet do what.
struct FleetFigures {
    std::array<std::uint32_t, doings> vehicles{};

    [[nodiscard]] std::uint32_t operator[](Doing doing) const { return vehicles[static_cast<std::size_t>(doing)]; }

    [[nodiscard]] std::uint32_t& operator[](Doing doing) { return vehicles[static_cast<std::size_t>(doing)]; }

    friend bool operator==(const FleetFigures&, const FleetFigures&) = default;
};

}  // namespace caisson::engine
