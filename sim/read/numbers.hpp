/// Numbers of a scenario: quantities, ranges, estimates, dates.
#pragma once
#include <initializer_list>

#include "fields.hpp"

namespace caisson::read {

/// In whose units a number is written.
struct Units {
    model::CommodityId of{};   ///< of amounts and rates; above the stroke of a need
    model::CommodityId per{};  ///< below the stroke of a need
    std::string_view word{};   ///< the new unit that a conversion defines
};

/// The number of a key, or its default if it is not written.
[[nodiscard]] model::Number read_number(const Fields& fields, Key key, Units units = {});

/// A number that stands behind a name that the table does not know: a share, a need, a conversion.
/// row  says what numbers stand there
[[nodiscard]] model::Number read_number(Binder& binder, const KeyRow& row, ValueId value, PathId path, Units units);

/// A number that may also be a stretch of time, or a share.
struct NumberOrDays {
    model::Number number;
    bool in_days = false;
};

/// Which of the two is wanted, where something else tells.
enum class Measure : std::uint8_t { either, amount, time, share };

/// Reads such a number. If it is not what is wanted, that is said.
[[nodiscard]] NumberOrDays read_number_or_days(const Fields& fields, Key key, Units units,
                                               Measure wanted = Measure::either);

/// A flag that has a path.
[[nodiscard]] model::Number read_open(const Fields& fields);

/// The path of a key of a map, known from then on.
[[nodiscard]] PathId path_of(const Fields& fields, Key key);

/// One of the values that a schedule changes, and where its changes go.
struct ChangedValue {
    Key key;
    Units units;
    model::Schedule& schedule;
};

/// Reads the rows of a schedule.
/// list     the key of the schedule
/// section  what its rows are
void read_schedule(const Fields& fields, Key list, Section section, std::initializer_list<ChangedValue> values);

/// Reads one row of a schedule with one value; a row that lacks it is left out.
void read_change_of(const Fields& row, ChangedValue value);

/// The default of a key as a number: of words the number of the word, of flags 1 or 0; 0 if it is something else.
[[nodiscard]] double fallback_number(const KeyRow& row);

}  // namespace caisson::read
