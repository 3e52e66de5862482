/// Reads what stands behind an option.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "caisson/base/quantity.hpp"

namespace caisson::cli {

/// Something is wrong with what was typed. parse_arguments() makes a UsageError of it.
struct Wrong {
    std::string message;
};

/// A text in quotes, printable.
[[nodiscard]] std::string quote(const std::string& text);

/// `: did you mean check?`, or nothing if no name is near.
[[nodiscard]] std::string did_you_mean(const std::string& written, const std::vector<std::string>& names);

// Each throws Wrong.

/// `a,b` as its names; the name `baseline` alone stands for no variant.
[[nodiscard]] std::vector<std::string> variants_of(const std::string& list);

/// `1d`, `6 h`: a stretch of time, longer than none.
[[nodiscard]] Days step_of(const std::string& text);

/// `12`, `1M`: a whole number of at least `least`.
/// option  its name, for the message
[[nodiscard]] std::uint64_t count_of(const std::string& option, const std::string& text, double least);

/// How many events a run may have: the engine's own limit if nothing was typed.
[[nodiscard]] std::uint64_t most_events_of(const std::string& text);

}  // namespace caisson::cli
