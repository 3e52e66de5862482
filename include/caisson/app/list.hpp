/// `caisson list`: what a scenario offers to vary, to set and to ask, and where its numbers come from.
#pragma once
#include <string>
#include <vector>

#include "caisson/app/failure.hpp"
#include "caisson/base/result.hpp"
#include "caisson/read/reader.hpp"

namespace caisson::app {

struct ListedVariant {
    std::string id;
    std::string title;
    std::string place;  ///< `shell-gap.yaml:63:3`
};

/// A number that `--set` can change.
struct ListedParameter {
    std::string path;
    double value = 0.0;  ///< in the unit; dates in days since the start, flags 0 or 1
    std::string text;    ///< as a person would write it without the unit: `2000000`, `2024-06-01`, `true`
    std::string unit;    ///< `round/d`, `d`, `date`, or empty for fractions and flags
    std::string source;  ///< in the file's own words; `assumption: ...` for one; empty if nothing is said
    std::string place;
};

struct ListedOutcome {
    std::string id;
    std::string title;
    std::string unit;  ///< `date` for dates
};

/// A number that is not known exactly, or has a source.
struct ListedEstimate {
    std::string path;
    std::string low;  ///< empty if it is one value
    std::string best;
    std::string high;
    std::string unit;
    std::string source;
    std::string as_of;
    std::string assumption;
    std::string note;
    std::string place;
};

struct Listing {
    std::string title;
    std::vector<ListedVariant> variants;
    std::vector<ListedParameter> parameters;
    std::vector<ListedOutcome> outcomes;
    std::vector<ListedEstimate> estimates;
    Found found;  ///< warnings
};

/// fails   unreadable, invalid
[[nodiscard]] Result<Listing, Failure> list(const read::Request& request);

}  // namespace caisson::app
