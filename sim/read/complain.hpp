/// Short ways to say what is wrong.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "caisson/base/finding.hpp"

namespace caisson::read {

/// What was written, in quotes, made printable and not too long.
[[nodiscard]] std::string quote(std::string_view text);

/// Thrown by complain() when there are too many errors to go on. read_scenario() catches it.
struct TooManyFindings {};

/// Adds an error. What is said is made printable: it may speak of a name that is itself an error.
/// fails  TooManyFindings if there are max_findings already
Finding& complain(Findings& findings, FindingCode code, SourceSpan where, std::string_view message,
                  std::string_view repair = {});

/// Whether to look for a name that is like a wrong one. Each look goes through all names: where there are very many
/// names and mistakes, only the first mistakes are worth it.
/// said  what was found so far
[[nodiscard]] bool worth_a_look(const Findings& said, std::size_t names);

/// `did you mean "dprk-port"?`, or nothing if no name is near.
[[nodiscard]] std::string did_you_mean(std::string_view written, const std::vector<std::string_view>& names);

/// How many names a list shows before it is cut: enough for the keys of every map.
inline constexpr std::size_t most_listed = 24;

/// The same, or which names there are.
/// there_are  `its keys are`, `it has`
[[nodiscard]] std::string did_you_mean_or_list(std::string_view written, const std::vector<std::string_view>& names,
                                               std::string_view there_are);

/// `round, container or t`.
[[nodiscard]] std::string list_of(const std::vector<std::string_view>& names, std::string_view last_word = "or");

/// `a plant` and not `an plant`: `a` or `an` before a word.
[[nodiscard]] std::string_view article(std::string_view word);

}  // namespace caisson::read
