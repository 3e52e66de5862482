#include "caisson/app/check.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <utility>

#include "app/claim.hpp"
#include "app/found.hpp"
#include "app/interrupted.hpp"
#include "app/standard_input.hpp"
#include "caisson/app/load.hpp"
#include "caisson/app/report.hpp"
#include "caisson/app/words.hpp"
#include "caisson/base/date.hpp"
#include "caisson/base/number_text.hpp"
#include "caisson/read/explain.hpp"

namespace caisson::app {
namespace {

using Choice = std::vector<std::string>;

/// `a,b` as its names.
Choice split(const std::string& variants) {
    Choice names;
    std::string name;
    for (const char letter : variants + ",") {
        if (letter != ',') {
            name += letter;
        } else if (!name.empty()) {
            names.push_back(std::move(name));
            name.clear();
        }
    }
    return names;
}

/// The baseline, every variant alone, and every choice of variants under which something is claimed.
std::vector<Choice> choices_of(const read::Reading& baseline) {
    std::vector<Choice> choices{{}};
    const auto add = [&](Choice choice) {
        if (std::find(choices.begin(), choices.end(), choice) == choices.end()) {
            choices.push_back(std::move(choice));
        }
    };
    for (const auto& variant : baseline.variants) {
        add({variant.name});
    }
    for (const auto& claim : baseline.scenario.expectations) {
        add(split(claim.in));
    }
    return choices;
}

/// What came out, to the second; an amount that breaks a claim with all its digits, since a few of them may be why.
std::string found_words(const engine::OutcomeValue& found, Date start, const std::string& unit, bool holds) {
    if (found.is_date) {
        return (found.censored ? "not before " : "") + format_date(start, Days{found.value});
    }
    if (!std::isfinite(found.value)) {
        return endless_words(unit);
    }
    return holds ? rounded(found.value, unit) : number_text(found.value) + (unit.empty() ? "" : " " + unit);
}

/// Looks at one choice of variants after the other.
class Checker {
public:
    Checker(const CheckOptions& options, const Hooks& hooks) : options_(options), hooks_(hooks) {}

    Result<CheckResult, Failure> check() {
        auto request = with_standard_input(options_.request);
        if (!request) {
            return tl::unexpected(std::move(request.error()));
        }
        options_.request = std::move(*request);
        result_.file = options_.request.file;
        auto first = load(options_.request);
        if (!first && first.error().kind != Failure::Kind::invalid) {
            return tl::unexpected(std::move(first.error()));
        }
        std::vector<Choice> choices{options_.request.variants};
        if (first && options_.request.variants.empty()) {
            choices = choices_of(first->reading);
        }
        auto ended = look_at(choices.front(), std::move(first));
        for (std::size_t index = 1; ended && index < choices.size(); ++index) {
            ended = look_at(choices[index], load_again(choices[index]));
        }
        if (!ended) {
            return tl::unexpected(std::move(ended.error()));
        }
        result_.found = found_.take();
        return std::move(result_);
    }

private:
    [[nodiscard]] Result<Loaded, Failure> load_again(const Choice& choice) const {
        read::Request request = options_.request;
        request.variants = choice;
        return load(request);
    }

    Result<void, Failure> look_at(const Choice& choice, Result<Loaded, Failure> loaded) {
        if (hooks_.stop && hooks_.stop()) {
            return tl::unexpected(interrupted());
        }
        result_.checked.push_back(read::joined(choice));
        if (!loaded) {
            for (auto& found : loaded.error().found) {
                found_.add(std::move(found));
            }
            return {};
        }
        // Its texts are needed for the places of claims, its warnings and then its texts for what was found.
        Findings warnings = std::move(loaded->warnings);
        const auto claims = claims_under(choice, loaded->reading.scenario);
        read::Sources sources;
        if (!claims.empty()) {
            auto played = play(std::move(*loaded), options_.play, hooks_);
            if (!played) {
                return unplayed(choice, std::move(played.error()));
            }
            for (const auto& claim : claims) {
                result_.claims.push_back(judge(claim, *played));
            }
            sources = std::move(played->loaded.reading.sources);
        } else {
            sources = std::move(loaded->reading.sources);
        }
        found_.add({options_.request.file, read::joined(choice), std::move(warnings), std::move(sources)});
        return {};
    }

    Result<void, Failure> unplayed(const Choice& choice, Failure why) {
        if (why.kind == Failure::Kind::interrupted) {
            return tl::unexpected(std::move(why));
        }
        result_.broken_runs.push_back(fmt::format("{}: {}", scenario_name(read::joined(choice)), why.message));
        return {};
    }

    [[nodiscard]] static std::vector<model::Expectation> claims_under(const Choice& choice,
                                                                      const model::Scenario& scenario) {
        std::vector<model::Expectation> claims;
        for (const auto& claim : scenario.expectations) {
            if (split(claim.in) == choice) {
                claims.push_back(claim);
            }
        }
        return claims;
    }

    [[nodiscard]] static ClaimReport judge(const model::Expectation& claim, const Played& played) {
        const auto& reading = played.loaded.reading;
        const auto& asked = reading.scenario.outcomes[claim.outcome];
        const auto& model = played.model();
        ClaimReport report;
        // Outcomes have other numbers in the model, where they stand in the order of their ids.
        for (const auto id : model.outcomes.ids()) {
            if (model.outcomes[id].id == asked.id) {
                const auto& unit = model.outcomes[id].unit;
                const auto& found = played.outcomes[id];
                report.claim = claim_words(claim, model.start, unit);
                report.holds = holds(claim, found, unit);
                report.found = found_words(found, model.start, unit, report.holds);
                report.off = miss_words(claim, found, unit);
            }
        }
        report.variants = reading.scenario.variants;
        report.outcome = asked.id;
        report.note = claim.note;
        report.place = read::place_text(claim.place, reading.sources);
        return report;
    }

    CheckOptions options_;
    const Hooks& hooks_;
    CheckResult result_;
    FoundOnce found_;
};

}  // namespace

bool CheckResult::any_error() const {
    return std::any_of(found.begin(), found.end(), [](const Found& one) { return caisson::any_error(one.findings); });
}

bool CheckResult::any_warning() const {
    return std::any_of(found.begin(), found.end(), [](const Found& one) {
        return std::any_of(one.findings.begin(), one.findings.end(),
                           [](const Finding& finding) { return finding.severity == Severity::warning; });
    });
}

bool CheckResult::any_claim_broken() const {
    return !broken_runs.empty() ||
           std::any_of(claims.begin(), claims.end(), [](const ClaimReport& claim) { return !claim.holds; });
}

Result<CheckResult, Failure> check(const CheckOptions& options, const Hooks& hooks) {
    return Checker(options, hooks).check();
}

}  // namespace caisson::app
