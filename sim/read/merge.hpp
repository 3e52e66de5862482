/// Puts one text over another: a child scenario over its parent, a variant over a scenario, a `--set` over both.
#pragma once
#include <string_view>

#include "walk.hpp"

namespace caisson::read {

/// What a text that is put over another has changed.
enum class Change : std::uint8_t { nothing, something };

/// Puts one map over another, key by key.
/// under, over  both are maps; `under` is changed
/// returns      whether anything is different afterwards
Change merge_maps(const KeyTable& keys, Document& document, ValueId under, ValueId over, const Spot& spot);

/// Puts a value over the value of a key.
Change merge_value(const KeyTable& keys, Document& document, ValueId key, ValueId over, const Spot& spot);

/// Whether two values say the same, wherever they stand.
[[nodiscard]] bool same_value(const Document& document, ValueId a, ValueId b);

}  // namespace caisson::read
