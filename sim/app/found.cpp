#include "app/found.hpp"

#include <algorithm>
#include <utility>

#include "caisson/read/explain.hpp"

namespace caisson::app {

void FoundOnce::add(Found found) {
    auto& findings = found.findings;
    findings.erase(std::remove_if(findings.begin(), findings.end(),
                                  [&](const Finding& finding) {
                                      return !told_.insert(read::explain(finding, found.sources)).second;
                                  }),
                   findings.end());
    if (!findings.empty()) {
        all_.push_back(std::move(found));
    }
}

}  // namespace caisson::app
