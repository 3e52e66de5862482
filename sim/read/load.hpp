/// A scenario file and those that it extends, merged into one document.
#pragma once
#include "caisson/read/keys.hpp"
#include "caisson/read/reader.hpp"

namespace caisson::read {

/// Where everything that is read is kept.
struct Loading {
    Sources& sources;
    Document& document;
    const KeyTable& keys;
    Findings& findings;
};

/// Reads a scenario's file, or its text, and its parents.
/// returns  the merged root; nothing, after an error, if there is none that could be looked at further
[[nodiscard]] ValueId load(const Loading& loading, const Request& request);

}  // namespace caisson::read
