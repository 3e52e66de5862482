/// What groups and sanctions share.
#pragma once
#include <vector>

#include "numbers.hpp"

namespace caisson::read {

/// The state or the group that an id names; neither, after a complaint, if there is none.
[[nodiscard]] model::Actor read_actor(Binder& binder, ValueId value);

/// The state or the group of an index in the list that both share.
[[nodiscard]] model::Actor actor_at(const Binder& binder, std::uint32_t index);

/// A cap whose keys stand in a map.
[[nodiscard]] model::Cap read_cap(const Fields& fields, Units units);

/// What a state needs, each with its weight.
[[nodiscard]] std::vector<model::StateNeed> read_state_needs(const Fields& state);

/// The entries of a list, or the single value in its place.
[[nodiscard]] std::vector<ValueId> names_of_list(const Fields& fields, Key key);

/// What they name, as far as it is known.
template <class Kind>
[[nodiscard]] std::vector<Id<Kind>> read_names(const Fields& fields, Key key, Thing thing) {
    std::vector<Id<Kind>> ids;
    for (const ValueId name : names_of_list(fields, key)) {
        const Id<Kind> id = refer<Kind>(fields.binder(), thing, name);
        if (id.valid()) {
            ids.push_back(id);
        }
    }
    return ids;
}

}  // namespace caisson::read
