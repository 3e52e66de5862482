/// What --help and --version say.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace caisson::cli {

enum class Verb : unsigned char { run, check, why, show, list, graph, schema };

/// What the help says of one verb, but for its options.
struct VerbRow {
    Verb verb;
    std::string_view name;
    std::string_view operands;  ///< `FILE`
    std::string_view purpose;   ///< in a few words, for the list of verbs
    std::string_view about;     ///< a few lines
    std::string_view examples;
};

/// All verbs, in the order in which one meets them.
[[nodiscard]] std::span<const VerbRow> verbs();

/// One option, as the parser knows it.
struct OptionHelp {
    std::string names;  ///< `-o, --out DIR`
    std::string help;
};

[[nodiscard]] std::string help_text();
[[nodiscard]] std::string help_text(const VerbRow& verb, const std::vector<OptionHelp>& options);
[[nodiscard]] std::string version_text();

}  // namespace caisson::cli
