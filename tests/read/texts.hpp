/// Small scenarios as text, for the tests of the reader.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "caisson/read/reader.hpp"
#include "support/catch.hpp"

namespace caisson::tests {

/// A scenario in which everything can be referred to: one commodity with a container of 300, fuel, two states, depots.
inline const std::string world = R"(caisson: 1
start: 2023-09-13
end: 2024-09-13
commodities:
  shell: {unit: round, units: {container: 300 round}}
  fuel: {unit: t}
states: {RUS: {title: Russia}, PRK: {}}
depots:
  front: {state: RUS, shell: {stock: 400k, capacity: 1M}}
  rear: {state: PRK, shell: {stock: 3M}, fuel: {}}
)";

inline read::Request asked(std::string text, std::vector<std::string> sets = {},
                           std::vector<std::string> variants = {}) {
    read::Request request{.file = "test.yaml", .text = std::move(text)};
    request.sets = std::move(sets);
    request.variants = std::move(variants);
    request.access = read::FileAccess::none;
    return request;
}

/// Reads what must be readable.
inline read::Reading accepted(const read::Request& request) {
    auto reading = read::read_scenario(request);
    if (!reading) {
        for (const Finding& finding : reading.error().findings) {
            UNSCOPED_INFO(finding.where.line << ":" << finding.where.column << ": " << finding.message);
        }
    }
    REQUIRE(reading.has_value());
    return std::move(*reading);
}

inline read::Reading accepted(const std::string& text) { return accepted(asked(text)); }

/// The findings of what must be refused.
inline Findings refused(const read::Request& request) {
    auto reading = read::read_scenario(request);
    REQUIRE_FALSE(reading.has_value());
    return std::move(reading.error().findings);
}

inline Findings refused(const std::string& text) { return refused(asked(text)); }

/// The only finding of what must be refused for one reason.
inline Finding only(const Findings& findings) {
    for (const Finding& finding : findings) {
        UNSCOPED_INFO(finding.where.line << ":" << finding.where.column << ": " << finding.message);
    }
    REQUIRE(findings.size() == 1);
    return findings.front();
}

}  // namespace caisson::tests
