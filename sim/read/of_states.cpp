#include "of_states.hpp"

#include "numbers.hpp"

namespace caisson::read {

using model::OfState;

std::vector<OfState> read_of_states(const Fields& fields, Key key) {
    const ValueId value = fields[key];
    Binder& binder = fields.binder();
    std::vector<OfState> read;
    if (!value.valid()) {
        return read;
    }
    const KeyRow& row = binder.keys.row(key);
    if (row.shape == Shape::name_or_numbers && binder.document.kind(value) == ValueKind::text) {
        read.push_back({refer<model::State>(binder, Thing::state, value), model::Number{1.0}, binder.span(value)});
        return read;
    }
    if (!has_kind(binder, value, Wanted::map, row)) {
        return read;
    }
    const PathId path = path_of(fields, key);
    for (ValueId name = binder.document.first(value); name.valid(); name = binder.document.next(name)) {
        if (binder.document.kind(name) == ValueKind::text) {
            OfState one;
            one.state = refer<model::State>(binder, Thing::state, name);
            one.place = binder.span(name);
            one.share = read_number(binder, row, binder.document.first(name),
                                    binder.scenario.paths.add(path, binder.document.text(name)), {});
            read.push_back(one);
        }
    }
    return read;
}

}  // namespace caisson::read
