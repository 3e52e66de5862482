/// The format of scenario files as a page to read.
#pragma once
#include <string>

#include "caisson/read/keys.hpp"

namespace caisson::read {

/// The reference of all keys in Markdown, made from the table of keys: docs/scenario-reference.md.
[[nodiscard]] std::string reference_text(const KeyTable& table);

}  // namespace caisson::read
