#include "app/claim.hpp"

#include <algorithm>
#include <cmath>

#include "caisson/app/words.hpp"

namespace caisson::app {
namespace {

constexpr double one_second = 1.0 / 86'400.0;  // [d]
constexpr double equal_to = 1e-9;              // relative: docs/scenario-reference.md, `equals`

bool near(double a, double b) { return std::abs(a - b) <= equal_to * std::max(std::abs(a), std::abs(b)); }

bool date_holds(const model::Expectation& claim, const engine::OutcomeValue& found) {
    const bool came = !found.censored;
    if (claim.before.written() && !(came && found.value < claim.before.value)) {
        return false;
    }
    if (claim.after.written() && !(came ? found.value > claim.after.value : found.value >= claim.after.value)) {
        return false;
    }
    return !claim.on.written() || (came && std::abs(found.value - claim.on.value) <= one_second);
}

bool amount_holds(const model::Expectation& claim, double found) {
    return (!claim.above.written() || found > claim.above.value) &&
           (!claim.below.written() || found < claim.below.value) &&
           (!claim.equals.written() || near(found, claim.equals.value));
}

void add(std::string& words, const std::string& more) { words += (words.empty() ? "" : " and ") + more; }

}  // namespace

bool holds(const model::Expectation& claim, const engine::OutcomeValue& found) {
    const bool never_holds = claim.never < 0 || (claim.never == 1) == found.censored;
    return never_holds && date_holds(claim, found) && amount_holds(claim, found.value);
}

std::string claim_words(const model::Expectation& claim, Date start, const std::string& unit) {
    std::string words;
    const auto add_date = [&](const char* word, const model::Number& date) {
        if (date.written()) {
            add(words, word + format_date(start, Days{date.value}));
        }
    };
    const auto add_amount = [&](const char* word, const model::Number& amount) {
        if (amount.written()) {
            add(words, word + rounded(amount.value, unit));
        }
    };
    if (claim.never >= 0) {
        add(words, claim.never == 1 ? "never" : "before the end");
    }
    add_date("before ", claim.before);
    add_date("after ", claim.after);
    add_date("on ", claim.on);
    add_amount("above ", claim.above);
    add_amount("below ", claim.below);
    add_amount("equal to ", claim.equals);
    return words;
}

}  // namespace caisson::app
