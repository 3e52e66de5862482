#include "model/numbering.hpp"

#include <algorithm>

namespace caisson::model {

template <class Kind>
Numbering<Kind>::Numbering(const Table<Kind, Kind>& table) {
    std::vector<std::pair<std::string_view, Id<Kind>>> order;
    order.reserve(table.size());
    for (const Id<Kind> id : table.ids()) {
        order.emplace_back(table[id].id, id);
    }
    if (!std::is_sorted(order.begin(), order.end())) {
        std::sort(order.begin(), order.end());
    }
    written_.reserve(order.size());
    compiled_.resize(order.size());
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        ensure(rank == 0 || order[rank - 1].first != order[rank].first, "no table of a scenario has an id twice");
        written_.push_back(order[rank].second);
        compiled_[order[rank].second.index] = Id<Kind>{rank};
    }
}

Numberings::Numberings(const Scenario& scenario)
    : commodities(scenario.commodities),
      states(scenario.states),
      depots(scenario.depots),
      plants(scenario.plants),
      fires(scenario.fires),
      losses(scenario.losses),
      routes(scenario.routes),
      deals(scenario.deals),
      groups(scenario.groups),
      sanctions(scenario.sanctions),
      rules(scenario.rules),
      outcomes(scenario.outcomes) {}

namespace {

template <class Row>
void sort_by_commodity(std::vector<const Row*>& rows, const Numberings& ids) {
    std::stable_sort(rows.begin(), rows.end(), [&](const Row* a, const Row* b) {
        return ids.commodities.compiled(a->commodity) < ids.commodities.compiled(b->commodity);
    });
}

template <class Row>
std::vector<const Row*> pointers_to(const std::vector<Row>& rows) {
    std::vector<const Row*> pointers;
    pointers.reserve(rows.size());
    for (const Row& row : rows) {
        pointers.push_back(&row);
    }
    return pointers;
}

}  // namespace

std::vector<const Use*> uses_in_order(const Fire& fire, const Numberings& ids) {
    std::vector<const Use*> uses = pointers_to(fire.uses);
    if (fire.mode != UseMode::in_order) {
        sort_by_commodity(uses, ids);
    }
    return uses;
}

std::vector<const Need*> needs_in_order(const Plant& plant, const Numberings& ids) {
    std::vector<const Need*> needs = pointers_to(plant.needs);
    sort_by_commodity(needs, ids);
    return needs;
}

}  // namespace caisson::model
