/// The format of scenario files as a JSON Schema, for editors.
#pragma once
#include <string>

#include "caisson/read/keys.hpp"

namespace caisson::read {

/// A JSON Schema (draft 7), made from the table of keys. It accepts every scenario that the reader accepts, and refuses
/// what can be told from one file without knowing its names: unknown and missing keys, wrong shapes, words and texts
/// that are no quantity of the right kind.
[[nodiscard]] std::string schema_text(const KeyTable& table);

}  // namespace caisson::read
