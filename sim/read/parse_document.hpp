/// parse_document() as tests call it: with the choice of what yaml-cpp is shown.
#pragma once
#include "abridge.hpp"
#include "caisson/read/document.hpp"

namespace caisson::read {

/// promise  the same values, places and findings, whatever is shown
[[nodiscard]] ValueId parse_document(Document& document, const Sources& sources, FileId file, std::size_t begin,
                                     std::size_t end, Findings& findings, Shown shown);

}  // namespace caisson::read
