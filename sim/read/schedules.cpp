#include <fmt/format.h>

#include "caisson/base/limits.hpp"
#include "complain.hpp"
#include "examples.hpp"
#include "numbers.hpp"

namespace caisson::read {
namespace {

std::uint32_t read_parts(const Fields& row) {
    const auto parts = static_cast<std::uint32_t>(read_whole(row, Key::change_parts, {1, max_ramp_steps}));
    if (!row.has(Key::change_parts)) {
        return 0;
    }
    Binder& binder = row.binder();
    const std::string_view name = row.name_of(Key::change_parts);
    if (row.lacks(Key::change_until)) {
        complain_of(binder, FindingCode::misplaced_key, row.key(Key::change_parts),
                    fmt::format("{} has no meaning without {}", quote(name), quote(row.name_of(Key::change_until))),
                    such_as(row, Key::change_until));
    }
    return parts;
}

/// A row that says when, but not what.
void require_any(const Fields& row, std::initializer_list<ChangedValue> values) {
    std::vector<std::string_view> names;
    for (const ChangedValue& value : values) {
        if (!row.lacks(value.key)) {
            return;
        }
        names.push_back(row.name_of(value.key));
    }
    if (names.size() > 1) {  // a single one is required by its row in the table
        Binder& binder = row.binder();
        const ChangedValue& first = *values.begin();
        complain_of(binder, FindingCode::missing_key, row.owner(),
                    fmt::format("{} needs the key {}", binder.keys.row(row.section()).name, list_of(names)),
                    such_as(row, first.key, first.units));
    }
}

void read_row(const Fields& row, std::initializer_list<ChangedValue> values) {
    require_any(row, values);
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
