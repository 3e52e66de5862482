#include <fmt/format.h>

#include "numbers.hpp"

namespace caisson::read {
namespace {

/// How many steps a ramp has; 0 if it does not say.
std::uint32_t read_parts(const Fields& row) {
    return row.has(Key::change_parts) ? static_cast<std::uint32_t>(read_whole(row, Key::change_parts)) : 0;
}

void read_row(const Fields& row, std::initializer_list<ChangedValue> values) {
    model::Change change;
    change.from = read_number(row, Key::change_from);
    change.until = read_number(row, Key::change_until);
    change.parts = read_parts(row);
    change.place = row.binder().span(row.owner());
    for (const ChangedValue& value : values) {
        if (row.has(value.key)) {
            change.value = read_number(row, value.key, value.units);
            value.schedule.changes.push_back(change);
        }
    }
}

}  // namespace

void read_change_of(const Fields& row, ChangedValue value) { read_row(row, {value}); }

void read_schedule(const Fields& fields, Key list, Section section, std::initializer_list<ChangedValue> values) {
    const std::vector<ValueId> rows = entries(fields, list);
    if (rows.empty()) {
        return;
    }
    const PathId path = path_of(fields, list);
    for (std::size_t at = 0; at < rows.size(); ++at) {
        PathTable& paths = fields.binder().scenario.paths;
        read_row(Fields(fields.binder(), section, rows[at], rows[at], paths.add(path, fmt::to_string(at))), values);
    }
}

}  // namespace caisson::read
