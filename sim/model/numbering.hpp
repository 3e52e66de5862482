/// The order of a model's rows: by id, byte by byte, whatever the order of the file.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "caisson/base/ensure.hpp"
#include "caisson/base/table.hpp"
#include "caisson/model/scenario.hpp"

namespace caisson::model {

/// A scenario's ids of one kind and a model's, both ways.
template <class Kind>
class Numbering {
public:
    explicit Numbering(const Table<Kind, Kind>& table);

    /// The row of the scenario that became this row of the model.
    [[nodiscard]] Id<Kind> written(Id<Kind> compiled) const { return written_[compiled.index]; }

    /// The other way.
    [[nodiscard]] Id<Kind> compiled(Id<Kind> written) const {
        ensure(written.index < compiled_.size(), "every id of a scenario names a row");
        return compiled_[written.index];
    }

    /// The same, where naming nothing is allowed.
    [[nodiscard]] Id<Kind> compiled_if_any(Id<Kind> written) const {
        return written.valid() ? compiled(written) : Id<Kind>{};
    }

    /// The scenario's ids, in the order of the model.
    [[nodiscard]] const std::vector<Id<Kind>>& in_order() const { return written_; }

private:
    std::vector<Id<Kind>> written_;
    std::vector<Id<Kind>> compiled_;
};

/// All of them.
struct Numberings {
    explicit Numberings(const Scenario& scenario);

    Numbering<Commodity> commodities;
    Numbering<State> states;
    Numbering<Depot> depots;
    Numbering<Plant> plants;
    Numbering<Fire> fires;
    Numbering<Loss> losses;
    Numbering<Route> routes;
    Numbering<Deal> deals;
    Numbering<Group> groups;
    Numbering<Sanction> sanctions;
    Numbering<Rule> rules;
    Numbering<Outcome> outcomes;
};

/// A fire's uses in the order of its flows: as written if the order counts, else by commodity.
[[nodiscard]] std::vector<const Use*> uses_in_order(const Fire& fire, const Numberings& ids);

/// A plant's needs by commodity.
[[nodiscard]] std::vector<const Need*> needs_in_order(const Plant& plant, const Numberings& ids);

}  // namespace caisson::model
