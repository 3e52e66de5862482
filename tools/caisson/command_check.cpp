#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "caisson/app/check.hpp"
#include "caisson/app/json.hpp"
#include "caisson/app/report.hpp"
#include "caisson/base/number_text.hpp"
#include "commands.hpp"
#include "exit_code.hpp"
#include "table.hpp"

namespace caisson::cli {
namespace {

std::string count_of(std::size_t count, std::string_view thing) {
    return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

std::size_t count_of(const app::CheckResult& result, Severity severity) {
    std::size_t count = 0;
    for (const auto& found : result.found) {
        count += static_cast<std::size_t>(
            std::count_if(found.findings.begin(), found.findings.end(),
                          [&](const Finding& finding) { return finding.severity == severity; }));
    }
    return count;
}

std::string found_of(const app::ClaimReport& claim) {
    return claim.off.empty() ? claim.found : claim.found + ", " + claim.off;
}

std::string claims_of(const app::CheckResult& result) {
    TextTable table{{{""}, {"claim"}, {"in"}, {"found"}, {"place"}}, {}};
    for (const auto& claim : result.claims) {
        table.rows.push_back({claim.holds ? "holds" : "FAILS", claim.outcome + " " + claim.claim,
                              app::scenario_name(claim.variants), found_of(claim), claim.place});
    }
    return to_text(table, 2, table.rows.size());
}

std::string summary_of(const app::CheckResult& result) {
    const std::size_t errors = count_of(result, Severity::error);
    const std::size_t warnings = count_of(result, Severity::warning);
    std::string text = printable(result.file) + ": ";
    text += errors == 0 ? "valid" : "invalid, " + count_of(errors, "error");
    if (warnings > 0) {
        text += ", " + count_of(warnings, "warning");
    }
    text += "; looked at " + (result.checked.front().empty() ? "the baseline" : result.checked.front());
    if (result.checked.size() > 1) {
        text += " and " + count_of(result.checked.size() - 1, "choice") + " of variants";
    }
    text += "\n";
    if (!result.claims.empty()) {
        const auto kept = std::count_if(result.claims.begin(), result.claims.end(),
                                        [](const app::ClaimReport& claim) { return claim.holds; });
        text += fmt::format("claims: {} of {} hold\n{}", kept, result.claims.size(), claims_of(result));
    }
    return text;
}

int code_of(const app::CheckResult& result, bool strict) {
    if (result.any_error() || (strict && result.any_warning())) {
        return exit_invalid;
    }
    if (!result.broken_runs.empty()) {
        return exit_failed;
    }
    return result.any_claim_broken() ? exit_claim : exit_done;
}

// The first in this list that any file ends with is how the whole ends.
int worse(int a, int b) {
    for (const int code : {exit_interrupted, exit_file_system, exit_failed, exit_invalid, exit_claim}) {
        if (a == code || b == code) {
            return code;
        }
    }
    return exit_done;
}

/// A scenario that could not even be read, as a result to list with the others.
app::CheckResult unread(const std::string& file, app::Failure failure) {
    app::CheckResult result;
    result.file = file;
    result.found = std::move(failure.found);
    if (!failure.message.empty()) {
        result.broken_runs.push_back(std::move(failure.message));
    }
    return result;
}

}  // namespace

int command(const CheckArguments& arguments, Talk& talk) {
    std::vector<app::CheckResult> results;
    std::string summary;
    int code = exit_done;
    for (const auto& file : arguments.scenario.files) {
        app::CheckOptions options;
        options.request = request_of(arguments.scenario);
        options.request.file = file;
        options.play.most_events = arguments.most_events;
        auto result = app::check(options, talk.hooks());
        if (!result) {
            const int failed = talk.fail(result.error(), Talk::OnOutput::nothing);
            if (failed == exit_interrupted) {
                return failed;
            }
            code = worse(code, failed);
            results.push_back(unread(file, std::move(result.error())));
            continue;
        }
        talk.explain(result->found);
        for (const auto& why : result->broken_runs) {
            talk.complain(why);
        }
        code = worse(code, code_of(*result, arguments.strict));
        summary += summary_of(*result);
        results.push_back(std::move(*result));
    }
    if (arguments.manner.json) {
        talk.print(app::json_text(results));
    } else if (!arguments.manner.quiet) {
        talk.print(summary);
    }
    return code;
}

}  // namespace caisson::cli
