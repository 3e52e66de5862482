#include <type_traits>

#include "caisson/base/quantity.hpp"
#include "support/catch.hpp"

using caisson::Amount;
using caisson::Days;
using caisson::Rate;

TEST_CASE("amounts, rates and days multiply and divide as they should", "[base][known]") {
    // 100,000 rounds at 5,000 a day last 20 days
    CHECK(Amount{100'000} / Rate{5'000} == Days{20});
    CHECK(Rate{5'000} * Days{20} == Amount{100'000});
    CHECK(Days{20} * Rate{5'000} == Amount{100'000});
    CHECK(Amount{100'000} / Days{20} == Rate{5'000});
    CHECK(Amount{6} / Amount{4} == 1.5);
}

TEST_CASE("quantities add, subtract, scale and compare among their like", "[base]") {
    Amount held{10};
    held += Amount{5};
    held -= Amount{3};
    CHECK(held == Amount{12});
    CHECK(held + Amount{1} == Amount{13});
    CHECK(held - Amount{1} == Amount{11});
    CHECK(-held == Amount{-12});
    CHECK(2 * held == held * 2);
    CHECK(held / 4 == Amount{3});
    CHECK(Amount{} == Amount{0});
    CHECK(Amount{1} < Amount{2});
}

TEST_CASE("a quantity is a double and nothing more", "[base]") {
    STATIC_REQUIRE(sizeof(Amount) == sizeof(double));
    STATIC_REQUIRE(std::is_trivially_copyable_v<Rate>);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<double, Rate>);
    STATIC_REQUIRE_FALSE(std::is_convertible_v<Rate, double>);
}

TEST_CASE("a year and a month by convention", "[base][known]") {
    STATIC_REQUIRE(caisson::days_per_year == 365.25);
    STATIC_REQUIRE(caisson::days_per_month == 30.4375);
}
