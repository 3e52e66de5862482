/// What a number means: its dimension and the values it may take, wherever it is written or set.
#pragma once
#include <cstdint>
#include <string_view>

namespace caisson::model {

/// In which base unit a number is kept.
enum class Dimension : std::uint8_t {
    amount,         ///< the commodity's own unit
    rate,           ///< the commodity's own unit per day
    duration,       ///< days
    date,           ///< days since the scenario's start
    fraction,       ///< of one; a person writes 25 % or 0.25
    count,          ///< a whole number
    flag,           ///< 0 or 1; a person writes true or false
    per_unit,       ///< units of one commodity for a unit of another
    rate_per_unit,  ///< the same a day
};

/// What a number is for. Each role has one dimension and one set of bounds.
enum class Role : std::uint8_t {
    stock,
    capacity,
    reserve,
    rate,  ///< also what a route and its port can move
    transit,
    every,
    lot,
    least_lot,
    loss,
    chance,
    share,
    ration_below,
    ration_to,
    hysteresis,
    target_stock,
    target_days,
    port,
    need,
    from,   ///< also when something opens, and the first sailing
    until,  ///< also when something closes
    open,
    conversion,
    level,
    days_level,
    when,
    end,
    held,   ///< also after how long a rule acts
    scale,  ///< a fraction of what a schedule says, which may be above 1
    takes,
    yield,
    dock,
    rejects,
    price,
    credit,
    budget,
    withheld,
    strength,     ///< of a measure
    enforcement,  ///< of a sanction
    most,         ///< of a cap
    pressure,     ///< on a state, as a level
    origin,       ///< a share of a stock
    age,
    duds,  ///< a share, at once or more in each year
    shelf_life,
    handling,     ///< what a vehicle loads or unloads in a day
    gun_rate,     ///< what a gun fires at most
    gun_life,     ///< what it fires before it is worn out
    kills,        ///< what a round destroys
    kills_a_day,  ///< what each of the enemy destroys; what is lost of each of one's own
    against,      ///< how many there are to be hit
    aimed,        ///< a share of the enemy's shots
    of_all,       ///< what is claimed of an outcome that is a share
};

/// What all numbers of one role have in common.
struct RoleRow {
    Role role;
    std::string_view name;
    Dimension dimension;
    double least;        ///< in base units
    double most;         ///< in base units; infinite where there is no bound
    bool least_allowed;  ///< whether `least` itself is a legal value
    bool most_allowed;   ///< whether `most` itself is a legal value
};

/// The row of a role.
[[nodiscard]] const RoleRow& row_of(Role role);

/// Whether a value, in base units, lies within the role's bounds. Not a number never does; a flag is 0 or 1, a count a
/// whole number.
[[nodiscard]] bool in_bounds(Role role, double value);

}  // namespace caisson::model
