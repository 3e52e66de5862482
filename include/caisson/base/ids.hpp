/// Numbers that name things: an Id<Depot> can index a table of depots and nothing else.
#pragma once
#include <compare>
#include <cstdint>
#include <limits>

namespace caisson {

/// The position of one thing of kind `Kind` in its table, counted from 0.
/// Kind    any type, complete or not: it only tells the kinds apart, so that swapped arguments do not compile
/// promise trivially copyable, four bytes, ordered by position; a default-made id names nothing (`valid()` is false)
template <class Kind>
struct Id {
    static constexpr std::uint32_t nothing = std::numeric_limits<std::uint32_t>::max();

    std::uint32_t index = nothing;

    constexpr Id() = default;

    template <class Integer>
    explicit constexpr Id(Integer position) : index(static_cast<std::uint32_t>(position)) {}

    /// Whether the id names anything.
    [[nodiscard]] constexpr bool valid() const { return index != nothing; }

    friend constexpr auto operator<=>(Id, Id) = default;
};

}  // namespace caisson
