/// From a scenario file to a Scenario: all of it or all of its errors, in one pass.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "caisson/base/finding.hpp"
#include "caisson/base/result.hpp"
#include "caisson/model/scenario.hpp"
#include "caisson/read/document.hpp"
#include "caisson/read/fwd.hpp"
#include "caisson/read/source.hpp"

namespace caisson::read {

/// Whether other files may be read: those that a scenario extends.
enum class FileAccess : std::uint8_t { disk, none };

/// Which scenario is wanted.
struct Request {
    std::string file;                     ///< as given; `-` is the standard input
    std::optional<std::string> text{};    ///< read instead of the file, which then is only a name
    std::vector<std::string> variants{};  ///< applied in this order
    std::vector<std::string> sets{};      ///< `PATH=VALUE` each, applied after the variants
    FileAccess access = FileAccess::disk;
};

/// A variant that the file offers.
struct OfferedVariant {
    std::string name;
    std::string title;
    SourceSpan place{};
};

/// A scenario that was read.
struct Reading {
    model::Scenario scenario;
    Findings warnings;
    std::vector<OfferedVariant> variants;  ///< in the order of the file
    Sources sources;                       ///< what it was read from; places of the scenario stand there
    Document document;                     ///< the merged text of it, for resolved_text()
    ValueId root;
};

/// A scenario that was not.
struct Refusal {
    Findings findings;  ///< at least one error; in the order of the files and their lines
    Sources sources;
};

/// Reads a scenario, what it extends, its variants and what was set.
/// fails    Refusal with every error that can be told in one pass: the file system, text, YAML, keys, quantities,
///          names, overrides. What a scenario means as a whole is checked by model::compile
/// cost     some 70 ms to 0.3 s, and 16 times its size of memory, for each megabyte of text
/// promise  throws nothing but Bug and std::bad_alloc, whatever the text
[[nodiscard]] Result<Reading, Refusal> read_scenario(const Request& request);

/// The same by another table of keys, for tests.
/// fails  Bug too, if the reader cannot do without a key that the table lacks
[[nodiscard]] Result<Reading, Refusal> read_scenario(const Request& request, const KeyTable& keys);

/// How the variants that were applied are named: `no-deal,china-eases`; empty for none.
[[nodiscard]] std::string joined(const std::vector<std::string>& variants);

}  // namespace caisson::read
