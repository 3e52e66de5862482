#include <limits>

#include "caisson/app/words.hpp"
#include "support/catch.hpp"

namespace caisson::tests {

TEST_CASE("numbers are rounded for people", "[app]") {
    CHECK(app::rounded(21902.8) == "21,903");
    CHECK(app::rounded(0.0) == "0");
    CHECK(app::rounded(7.0) == "7");
    CHECK(app::rounded(99.95) == "100.0");
    CHECK(app::rounded(12.34) == "12.3");
    CHECK(app::rounded(5.2514) == "5.25");
    CHECK(app::rounded(0.031416) == "0.0314");
    CHECK(app::rounded(-0.5) == "-0.500");
    CHECK(app::rounded(1e-9) == "0");
    CHECK(app::rounded(1234.0, "round") == "1,234 round");
    CHECK(app::rounded(0.25, "") == "0.250");
}

TEST_CASE("dates are said to the day, and one that never came is not made up", "[app]") {
    const Date start = *parse_date("2024-01-01");
    CHECK(app::day_words(start, Days{50.75}) == "2024-02-20");
    CHECK(app::date_words(start, Days{90}, true) == "not before 2024-03-31");
    CHECK(app::date_words(start, Days{1}, false) == "2024-01-02");
    app::OutcomeReport outcome;
    outcome.unit = "round";
    outcome.value = 370'000;
    CHECK(app::outcome_words(outcome, start) == "370,000 round");
    outcome.value = std::numeric_limits<double>::infinity();
    outcome.unit = "d";
    CHECK(app::outcome_words(outcome, start) == "without end");
    outcome.unit = "t/round";
    CHECK(app::outcome_words(outcome, start) == "none: nothing was delivered");
    outcome.is_date = true;
    outcome.censored = true;
    outcome.value = 90;
    CHECK(app::outcome_words(outcome, start) == "not before 2024-03-31");
}

}  // namespace caisson::tests
