#include <limits>

#include "app/claim.hpp"
#include "support/catch.hpp"

namespace caisson::tests {
namespace {

model::Number claimed(double value) {
    model::Number number;
    number.value = value;
    number.path = PathId{0};
    return number;
}

engine::OutcomeValue date(double value) { return {true, false, value}; }

engine::OutcomeValue censored(double end) { return {true, true, end}; }

engine::OutcomeValue amount(double value) { return {false, false, value}; }

}  // namespace

TEST_CASE("a date is before, after or on a day, to the second", "[app]") {
    model::Expectation before;
    before.before = claimed(50);
    CHECK(app::holds(before, date(49.9)));
    CHECK_FALSE(app::holds(before, date(50)));
    CHECK_FALSE(app::holds(before, censored(40)));
    model::Expectation after;
    after.after = claimed(50);
    CHECK(app::holds(after, date(50.1)));
    CHECK_FALSE(app::holds(after, date(50)));
    CHECK(app::holds(after, censored(90)));
    CHECK_FALSE(app::holds(after, censored(40)));  // nobody knows what comes after the end
    model::Expectation on;
    on.on = claimed(50);
    CHECK(app::holds(on, date(50 + 0.9 / 86'400)));
    CHECK_FALSE(app::holds(on, date(50 + 1.1 / 86'400)));
    CHECK_FALSE(app::holds(on, censored(50)));
}

TEST_CASE("a date never comes, or it does", "[app]") {
    model::Expectation never;
    never.never = 1;
    CHECK(app::holds(never, censored(90)));
    CHECK_FALSE(app::holds(never, date(50)));
    never.never = 0;
    CHECK_FALSE(app::holds(never, censored(90)));
    CHECK(app::holds(never, date(50)));
}

TEST_CASE("an amount is above, below or equal to another", "[app]") {
    model::Expectation both;
    both.above = claimed(10);
    both.below = claimed(20);
    CHECK(app::holds(both, amount(15)));
    CHECK_FALSE(app::holds(both, amount(10)));
    CHECK_FALSE(app::holds(both, amount(20)));
    model::Expectation equal;
    equal.equals = claimed(1e6);
    CHECK(app::holds(equal, amount(1e6 + 0.9e-3)));  // 1e-9 of a million is 0.001
    CHECK_FALSE(app::holds(equal, amount(1e6 + 1.1e-3)));
    equal.equals = claimed(0);
    CHECK(app::holds(equal, amount(0)));
}

TEST_CASE("a claim in words", "[app]") {
    const Date start = *parse_date("2024-01-01");
    model::Expectation claim;
    claim.after = claimed(1);
    claim.before = claimed(2);
    CHECK(app::claim_words(claim, start, "") == "before 2024-01-03 and after 2024-01-02");
    model::Expectation amounts;
    amounts.above = claimed(1000);
    amounts.below = claimed(0.5);
    CHECK(app::claim_words(amounts, start, "round") == "above 1,000 round and below 0.500 round");
    model::Expectation never;
    never.never = 1;
    CHECK(app::claim_words(never, start, "") == "never");
}

TEST_CASE("what misses a claim is told by how much", "[app]") {
    const auto miss = [](model::Number model::Expectation::*of, double value, const engine::OutcomeValue& found) {
        model::Expectation claim;
        claim.*of = claimed(value);
        return app::miss_words(claim, found, "round");
    };
    using Claim = model::Expectation;
    CHECK(miss(&Claim::before, 50, date(49)).empty());
    CHECK(miss(&Claim::before, 50, date(53.5)) == "3.50 d too late");
    CHECK(miss(&Claim::before, 50, date(50)) == "exactly that");
    CHECK(miss(&Claim::before, 50, censored(90)) == "it never came");
    CHECK(miss(&Claim::after, 50, date(40)) == "10 d too early");
    CHECK(miss(&Claim::after, 50, censored(40)) == "the run ends before that");
    CHECK(miss(&Claim::on, 50, date(52)) == "2 d too late");
    CHECK(miss(&Claim::on, 50, date(48)) == "2 d too early");
    CHECK(miss(&Claim::on, 50, date(50 + 1.5 / 86'400)) == "0.0000174 d too late");
    CHECK(miss(&Claim::above, 10, amount(8)) == "2 round too little");
    CHECK(miss(&Claim::below, 1000, amount(4355)) == "3,355 round too much");
    CHECK(miss(&Claim::equals, 100, amount(90)) == "10 round too little");
    CHECK(miss(&Claim::equals, 100, amount(100 + 0x1p-20)) == "9.5367431640625e-07 round too much");
    CHECK(miss(&Claim::below, 10, amount(std::numeric_limits<double>::infinity())) == "without end");
    Claim above;
    above.above = claimed(1);
    const auto endless = amount(std::numeric_limits<double>::infinity());
    CHECK(app::holds(above, endless, "d"));
    CHECK_FALSE(app::holds(above, endless, "t/round"));
    CHECK(app::miss_words(above, endless, "t/round") == "none: nothing was delivered");
    model::Expectation never;
    never.never = 1;
    CHECK(app::miss_words(never, date(50), {}) == "it came");
    never.never = 0;
    CHECK(app::miss_words(never, censored(50), {}) == "it never came");
}

}  // namespace caisson::tests
