/// Where a path leads in the table of keys, one part after another.
#pragma once
#include <string_view>

#include "caisson/read/document.hpp"
#include "caisson/read/keys.hpp"

namespace caisson::read {

/// A spot in a scenario: what the format says may stand there.
struct Spot {
    enum class Kind : std::uint8_t {
        section,  ///< a map of keys
        table,    ///< a map of ids, each a section
        list,     ///< a list of sections
        number,   ///< a number, perhaps in its long form
        value,    ///< anything else, taken as it is
    };

    Kind kind = Kind::value;
    Section section{};            ///< of the section, or of the table's or list's entries
    const KeyRow* row = nullptr;  ///< the key that led here
};

/// The root of a scenario.
[[nodiscard]] Spot root_spot();

/// One step into a spot.
/// known  whether the format knows such a part here; ids and positions are always known
struct Step {
    Spot spot;
    bool known = false;
};

[[nodiscard]] Step step_into(const KeyTable& keys, const Spot& spot, std::string_view part);

/// Whether a map is the long form of a number, and not another map that may stand in its place.
[[nodiscard]] bool is_long_form(const KeyTable& keys, const Document& document, ValueId map);

/// Whether the value of an override takes the whole place of the old one, though both are maps: the long forms of a
/// number are not mixed.
[[nodiscard]] bool replaced_whole(const KeyTable& keys, const Document& document, const Spot& spot, ValueId before,
                                  ValueId after);

}  // namespace caisson::read
