#include "app/claim.hpp"

#include <algorithm>
#include <cmath>

#include "caisson/app/words.hpp"
#include "caisson/base/number_text.hpp"

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

/// A difference in words; one that rounds to nothing with all its digits, since it is what is wrong.
std::string off_by(double difference, const std::string& unit, const char* more, const char* less) {
    constexpr double least_rounded = 1e-6;
    const double size = std::abs(difference);
    if (size == 0.0) {
        return "exactly that";
    }
    const std::string amount = size >= least_rounded ? rounded(size, unit) : number_text(size) + " " + unit;
    return amount + (difference > 0.0 ? more : less);
}

std::string date_miss(const model::Expectation& claim, const engine::OutcomeValue& found) {
    if (found.censored) {
        return claim.after.written() && found.value < claim.after.value ? "the run ends before that" : "it never came";
    }
    const auto by = [&](const model::Number& date) {
        return off_by(found.value - date.value, "d", " too late", " too early");
    };
    if (claim.before.written() && found.value >= claim.before.value) {
        return by(claim.before);
    }
    if (claim.after.written() && found.value <= claim.after.value) {
        return by(claim.after);
    }
    return claim.on.written() ? by(claim.on) : "it came";
}

std::string amount_miss(const model::Expectation& claim, double found, const std::string& unit) {
    if (!std::isfinite(found)) {
        return endless_words(unit);
    }
    const auto by = [&](const model::Number& amount) {
        return off_by(found - amount.value, unit, " too much", " too little");
    };
    if (claim.above.written() && found <= claim.above.value) {
        return by(claim.above);
    }
    return by(claim.below.written() && found >= claim.below.value ? claim.below : claim.equals);
}

}  // namespace

bool holds(const model::Expectation& claim, const engine::OutcomeValue& found, const std::string& unit) {
    if (!std::isfinite(found.value) && is_price(unit)) {
        return false;
    }
    const bool never_holds = claim.never < 0 || (claim.never == 1) == found.censored;
    return never_holds && date_holds(claim, found) && amount_holds(claim, found.value);
}

std::string miss_words(const model::Expectation& claim, const engine::OutcomeValue& found, const std::string& unit) {
    if (holds(claim, found, unit)) {
        return {};
    }
    return found.is_date ? date_miss(claim, found) : amount_miss(claim, found.value, unit);
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
