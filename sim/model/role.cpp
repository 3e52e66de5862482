#include "caisson/model/role.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

namespace caisson::model {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

// Where 0 is no legal value, the engine would wait for ever or never rest there: a stock that is at once at a threshold
// of 0 and back at 0 * (1 + hysteresis), a sailing every 0 d, shares and needs of nothing.
constexpr bool legal = true;
constexpr bool refused = false;

constexpr std::array<RoleRow, 52> roles{{
    {Role::stock, "stock", Dimension::amount, 0.0, infinite, legal, refused},
    {Role::capacity, "capacity", Dimension::amount, 0.0, infinite, legal, legal},
    {Role::reserve, "reserve", Dimension::amount, 0.0, infinite, legal, refused},
    {Role::rate, "rate", Dimension::rate, 0.0, infinite, legal, refused},
    {Role::transit, "transit", Dimension::duration, 0.0, infinite, legal, refused},
    {Role::every, "every", Dimension::duration, 0.0, infinite, refused, refused},
    {Role::lot, "lot", Dimension::amount, 0.0, infinite, legal, refused},
    {Role::least_lot, "least_lot", Dimension::amount, 0.0, infinite, legal, refused},
    {Role::loss, "loss", Dimension::fraction, 0.0, 1.0, legal, refused},
    {Role::chance, "chance", Dimension::fraction, 0.0, 1.0, legal, legal},
    {Role::share, "share", Dimension::fraction, 0.0, 1.0, refused, legal},
    {Role::ration_below, "ration_below", Dimension::duration, 0.0, infinite, refused, refused},
    {Role::ration_to, "ration_to", Dimension::fraction, 0.0, 1.0, legal, legal},
    {Role::hysteresis, "hysteresis", Dimension::fraction, 0.0, 1.0, refused, legal},
    {Role::target_stock, "target_stock", Dimension::amount, 0.0, infinite, refused, refused},
    {Role::target_days, "target_days", Dimension::duration, 0.0, infinite, refused, refused},
    {Role::port, "port", Dimension::amount, 0.0, infinite, refused, refused},
    {Role::need, "need", Dimension::per_unit, 0.0, infinite, refused, refused},
    {Role::from, "from", Dimension::date, -infinite, infinite, refused, refused},
    {Role::until, "until", Dimension::date, -infinite, infinite, refused, refused},
    {Role::open, "open", Dimension::flag, 0.0, 1.0, legal, legal},
    {Role::conversion, "conversion", Dimension::per_unit, 0.0, infinite, refused, refused},
    {Role::level, "level", Dimension::amount, 0.0, infinite, legal, refused},
    {Role::days_level, "days_level", Dimension::duration, 0.0, infinite, legal, refused},
    {Role::when, "when", Dimension::date, 0.0, infinite, legal, refused},
    {Role::end, "end", Dimension::date, 0.0, infinite, refused, refused},
    {Role::held, "held", Dimension::duration, 0.0, infinite, legal, refused},
    {Role::scale, "scale", Dimension::fraction, 0.0, infinite, legal, refused},
    {Role::takes, "takes", Dimension::duration, 0.0, infinite, refused, refused},
    {Role::yield, "yield", Dimension::fraction, 0.0, 1.0, legal, legal},
    {Role::dock, "dock", Dimension::amount, 0.0, infinite, refused, refused},
    {Role::rejects, "rejects", Dimension::fraction, 0.0, 1.0, legal, legal},
    {Role::price, "price", Dimension::per_unit, 0.0, infinite, refused, refused},
    {Role::credit, "credit", Dimension::amount, 0.0, infinite, legal, legal},
    {Role::budget, "budget", Dimension::amount, 0.0, infinite, legal, legal},
    {Role::withheld, "withheld", Dimension::flag, 0.0, 1.0, legal, legal},
    {Role::strength, "strength", Dimension::fraction, 0.0, 1.0, legal, legal},
    {Role::enforcement, "enforcement", Dimension::fraction, 0.0, 1.0, legal, legal},
    {Role::most, "most", Dimension::amount, 0.0, infinite, refused, refused},
    {Role::pressure, "pressure", Dimension::fraction, 0.0, 1.0, legal, legal},
    {Role::origin, "origin", Dimension::fraction, 0.0, 1.0, legal, legal},
    {Role::age, "age", Dimension::duration, 0.0, infinite, legal, refused},
    {Role::duds, "duds", Dimension::fraction, 0.0, 1.0, legal, legal},
    {Role::shelf_life, "shelf_life", Dimension::duration, 0.0, infinite, refused, refused},
    {Role::handling, "handling", Dimension::rate, 0.0, infinite, refused, refused},
    {Role::gun_rate, "gun_rate", Dimension::rate_per_unit, 0.0, infinite, refused, refused},
    {Role::gun_life, "gun_life", Dimension::per_unit, 0.0, infinite, refused, refused},
    {Role::kills, "kills", Dimension::per_unit, 0.0, infinite, legal, refused},
    {Role::kills_a_day, "kills_a_day", Dimension::rate_per_unit, 0.0, infinite, legal, refused},
    {Role::against, "against", Dimension::amount, 0.0, infinite, refused, refused},
    {Role::aimed, "aimed", Dimension::fraction, 0.0, 1.0, legal, legal},
    {Role::of_all, "of_all", Dimension::fraction, 0.0, 1.0, legal, legal},
}};

constexpr bool in_the_order_of_the_enumeration() {
    for (std::size_t at = 0; at < roles.size(); ++at) {
        if (roles[at].role != static_cast<Role>(at)) {
            return false;
        }
    }
    return roles.back().role == Role::of_all;
}

static_assert(in_the_order_of_the_enumeration());

}  // namespace

const RoleRow& row_of(Role role) { return roles[static_cast<std::size_t>(role)]; }

bool in_bounds(Role role, double value) {
    const RoleRow& row = row_of(role);
    const bool above_least = row.least_allowed ? value >= row.least : value > row.least;
    const bool below_most = row.most_allowed ? value <= row.most : value < row.most;
    const bool divisible = row.dimension != Dimension::flag && row.dimension != Dimension::count;
    return above_least && below_most && (divisible || std::floor(value) == value);
}

}  // namespace caisson::model
