/// What is wrong, or suspicious, with what a person wrote: where it stands, which rule it breaks, how to mend it.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "caisson/base/finding_code.hpp"
#include "caisson/base/ids.hpp"

namespace caisson {

struct SourceFile;
/// Which of the texts a scenario was read from: a file, or a `--set` of the command line.
using FileId = Id<SourceFile>;

/// A stretch of text in one line.
/// line, column   counted from 1; columns in characters, not bytes; 0 means that the place is the file as a whole
/// length         in characters, at least 1 where line > 0
struct SourceSpan {
    FileId file;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::uint32_t length = 0;

    friend auto operator<=>(const SourceSpan&, const SourceSpan&) = default;
};

enum class Severity : std::uint8_t { error, warning };

/// Another place that explains a finding.
struct Label {
    SourceSpan where;
    std::string text;
};

/// One thing wrong with what a person wrote. `read::explain()` makes text of it.
struct Finding {
    FindingCode code{};            ///< stable and documented
    Severity severity{};           ///< an error refuses the scenario, a warning does not
    std::string message;           ///< the problem, in the file's own words: unknown depot "DPRk-port"
    SourceSpan where;              ///< the narrowest text that is wrong, not the block around it
    std::string repair;            ///< what to write instead: did you mean "dprk-port"?
    std::vector<Label> related{};  ///< where the name is defined, which override set it, ...
};

using Findings = std::vector<Finding>;

/// Whether any finding is an error.
[[nodiscard]] bool any_error(const Findings& findings);

}  // namespace caisson
