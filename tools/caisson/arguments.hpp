/// What somebody typed, as plain values.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "caisson/base/quantity.hpp"
#include "caisson/base/result.hpp"

namespace caisson::cli {

enum class ColourWhen : std::uint8_t { automatic, always, never };

/// How much is said, and how: options of every verb.
struct Manner {
    bool json = false;
    bool quiet = false;
    bool verbose = false;
    ColourWhen colour = ColourWhen::automatic;
};

/// Which scenarios: arguments of every verb that reads one.
struct ScenarioArguments {
    std::vector<std::string> files;
    std::vector<std::vector<std::string>> variants;  ///< a choice for each -V
    std::vector<std::string> sets;
};

struct RunArguments {
    ScenarioArguments scenario;
    Manner manner;
    std::string folder;  ///< empty: the default one
    bool force = false;
    Days step{1.0};
    bool exact = false;
    bool wide = false;
    bool dry_run = false;
    std::uint64_t most_events = 0;
    std::optional<std::uint64_t> seed;
};

struct CheckArguments {
    ScenarioArguments scenario;
    Manner manner;
    bool strict = false;
    std::uint64_t most_events = 0;
};

struct ShowArguments {
    ScenarioArguments scenario;
    Manner manner;
    bool plain = false;  ///< without the origins
};

struct ListArguments {
    ScenarioArguments scenario;
    Manner manner;
    std::string part;  ///< empty: all
};

struct GraphArguments {
    ScenarioArguments scenario;
    Manner manner;
    bool run = false;
    std::string folder;  ///< of a run that was written before; empty: none
};

struct WhyArguments {
    Manner manner;
    std::string folder;
    std::optional<std::vector<std::string>> variants;  ///< of the run in the folder that is meant; none: not said
    std::string fire;                                  ///< empty: all
    std::string date;                                  ///< empty: none
    std::string from;                                  ///< empty: the start
    std::string until;                                 ///< empty: the date, or the end
};

struct SchemaArguments {
    Manner manner;
    bool reference = false;
};

/// Somebody asked for a text: help, the version.
struct Asked {
    std::string text;
};

using Arguments = std::variant<Asked, RunArguments, CheckArguments, WhyArguments, ShowArguments, ListArguments,
                               GraphArguments, SchemaArguments>;

/// What is wrong with what was typed: a sentence or two, printable.
struct UsageError {
    std::string message;
};

/// Reads the arguments of the program, without its name.
[[nodiscard]] Result<Arguments, UsageError> parse_arguments(const std::vector<std::string>& arguments);

}  // namespace caisson::cli
