/// Findings as text, like a compiler's, and as plain values for JSON.
#pragma once
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "caisson/base/finding.hpp"
#include "caisson/read/source.hpp"

namespace caisson::read {

enum class Colour : std::uint8_t { none, ansi };

/// One finding with the line it is about:
///
///     shell-gap.yaml:14:11: error: unknown depot "DPRk-port"
///        14 |   from: DPRk-port
///           |         ^^^^^^^^^ did you mean "dprk-port"? (shell-gap.yaml:31)
///
/// returns  lines that end with a line feed; nothing of a file can move the cursor or ring
[[nodiscard]] std::string explain(const Finding& finding, const Sources& sources, Colour colour = Colour::none);

/// All findings that were asked to be shown, and how many more there are.
/// most     how many are shown; the rest is counted: `… and 1,234 more`
[[nodiscard]] std::string explain(const Findings& findings, const Sources& sources, Colour colour = Colour::none,
                                  std::size_t most = 100);

/// No limit to how many findings are shown.
inline constexpr std::size_t all_findings = std::numeric_limits<std::size_t>::max();

/// Sorts findings by source, line and column, errors and warnings together.
void sort_by_place(Findings& findings);

/// A place in words: `shell-gap.yaml:14:11`, `--set:1:12`, or the name alone if there is no line.
[[nodiscard]] std::string place_text(const SourceSpan& where, const Sources& sources);

/// A place for a program.
struct PlainPlace {
    std::string file;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::uint32_t length = 0;
    std::string text;  ///< of a related place: what it has to do with the finding
};

/// A finding for a program.
struct PlainFinding {
    std::string code;      ///< `unknown_name`
    std::string severity;  ///< `error` or `warning`
    std::string message;
    std::string repair;
    PlainPlace where;
    std::vector<PlainPlace> related;
};

/// All findings for a program, without a limit.
[[nodiscard]] std::vector<PlainFinding> plain(const Findings& findings, const Sources& sources);

}  // namespace caisson::read
