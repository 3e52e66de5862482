/// Results as JSON: what `--json` prints.
#pragma once
#include <span>
#include <string>

#include "caisson/app/check.hpp"
#include "caisson/app/failure.hpp"
#include "caisson/app/list.hpp"
#include "caisson/app/run.hpp"
#include "caisson/app/why.hpp"

namespace caisson::app {

// Each returns one document, indented by two spaces, with a line feed at its end; bytes that are not UTF-8 are
// replaced.

[[nodiscard]] std::string json_text(const RunResult& result);
[[nodiscard]] std::string json_text(const RunPlan& plan);
/// A list with an entry for each file.
[[nodiscard]] std::string json_text(std::span<const CheckResult> results);
/// One part of a listing: `variants`, `parameters`, `outcomes` or `estimates`; all if it is empty.
[[nodiscard]] std::string json_text(const Listing& listing, const std::string& part);
[[nodiscard]] std::string json_text(const WhyReport& report);
[[nodiscard]] std::string json_text(const Failure& failure);

}  // namespace caisson::app
