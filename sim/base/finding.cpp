#include "caisson/base/finding.hpp"

#include <algorithm>

namespace caisson {

bool any_error(const Findings& findings) {
    return std::any_of(findings.begin(), findings.end(),
                       [](const Finding& finding) { return finding.severity == Severity::error; });
}

}  // namespace caisson
