#include <limits>

#include "caisson/model/role.hpp"
#include "support/catch.hpp"

namespace {

using namespace caisson::model;

constexpr double infinite = std::numeric_limits<double>::infinity();

TEST_CASE("a value is within the bounds of its role, the bounds included only where they are legal", "[model]") {
    struct Case {
        Role role;
        double legal;
        double refused;
    };

    const auto [role, legal, refused] = GENERATE(values<Case>({
        {Role::stock, 0.0, -1e-300},      {Role::capacity, infinite, -1.0},
        {Role::reserve, 1e300, infinite}, {Role::rate, 0.0, infinite},
        {Role::transit, 0.0, -0.5},       {Role::every, 1e-9, 0.0},
        {Role::lot, 0.0, -1.0},           {Role::least_lot, 0.0, -1.0},
        {Role::loss, 0.0, 1.0},           {Role::chance, 1.0, 1.0 + 1e-15},
        {Role::share, 1.0, 0.0},          {Role::ration_below, 1e-9, 0.0},
        {Role::ration_to, 0.0, -1e-9},    {Role::hysteresis, 1.0, 0.0},
        {Role::target_stock, 1.0, 0.0},   {Role::target_days, 1.0, 0.0},
        {Role::port, 1.0, 0.0},           {Role::need, 0.5, 0.0},
        {Role::from, -3650.0, infinite},  {Role::until, -3650.0, -infinite},
        {Role::open, 1.0, 0.5},           {Role::conversion, 300.0, 0.0},
        {Role::level, 0.0, -1.0},         {Role::days_level, 0.0, -1.0},
        {Role::when, 0.0, -1.0},          {Role::end, 1.0, 0.0},
        {Role::held, 0.0, -0.5},          {Role::scale, 2.0, -1e-9},
    }));
    CAPTURE(row_of(role).name);
    CHECK(in_bounds(role, legal));
    CHECK_FALSE(in_bounds(role, refused));
    CHECK_FALSE(in_bounds(role, std::numeric_limits<double>::quiet_NaN()));
}

TEST_CASE("each role has its own row", "[model]") {
    for (int at = 0; at <= static_cast<int>(Role::scale); ++at) {
        const auto role = static_cast<Role>(at);
        CHECK(row_of(role).role == role);
        CHECK_FALSE(row_of(role).name.empty());
        CHECK(row_of(role).least < row_of(role).most);
    }
}

}  // namespace
