#include <algorithm>
#include <tuple>
#include <vector>

#include "caisson/base/ensure.hpp"
#include "model/draft.hpp"

namespace caisson::model {

namespace {

// A commodity at a depot, in the model's numbering, and what is said of it, if anything.
struct Cell {
    DepotId depot;
    CommodityId commodity;
    const Holding* holding = nullptr;
};

class Cells {
public:
    explicit Cells(const Numberings& ids) : ids_(ids) {}

    void add(DepotId depot, CommodityId commodity, const Holding* holding = nullptr) {
        cells_.push_back({ids_.depots.compiled(depot), ids_.commodities.compiled(commodity), holding});
    }

    // In the order of paths, each once, the ones of which something is said first.
    std::vector<Cell> in_order() && {
        std::sort(cells_.begin(), cells_.end(), [](const Cell& a, const Cell& b) {
            return std::tuple{a.depot, a.commodity, a.holding == nullptr} <
                   std::tuple{b.depot, b.commodity, b.holding == nullptr};
        });
        const auto last = std::unique(cells_.begin(), cells_.end(), [](const Cell& a, const Cell& b) {
            const bool same = a.depot == b.depot && a.commodity == b.commodity;
            ensure(!same || b.holding == nullptr, "no depot of a scenario holds a commodity twice");
            return same;
        });
        cells_.erase(last, cells_.end());
        return std::move(cells_);
    }

private:
    const Numberings& ids_;
    std::vector<Cell> cells_;
};

void add_cells_of_fires(const Scenario& scenario, Cells& cells) {
    for (const Fire& fire : scenario.fires) {
        for (const Use& use : fire.uses) {
            cells.add(fire.at, use.commodity);
        }
        for (const CommodityId guns : {fire.guns.commodity, fire.guns.worn}) {
            if (guns.valid()) {
                cells.add(fire.at, guns);
            }
        }
    }
    for (const Loss& loss : scenario.losses) {
        cells.add(loss.at, loss.of);
        if (loss.facing.valid()) {
            cells.add(loss.facing, loss.facing_of);
        }
    }
}

// What is held, and what is made, used, sent or received without being held.
std::vector<Cell> cells_of(const Scenario& scenario, const Numberings& ids) {
    Cells cells(ids);
    for (const DepotId depot : scenario.depots.ids()) {
        for (const Holding& holding : scenario.depots[depot].holdings) {
            cells.add(depot, holding.commodity, &holding);
        }
    }
    for (const Plant& plant : scenario.plants) {
        cells.add(plant.at, plant.makes);
        for (const Need& need : plant.needs) {
            cells.add(plant.at, need.commodity);
        }
    }
    add_cells_of_fires(scenario, cells);
    for (const Route& route : scenario.routes) {
        cells.add(route.from, route.carries);
        cells.add(route.to, route.carries);
        if (route.rejects.as.valid()) {
            cells.add(route.rejects.to, route.rejects.as);
        }
    }
    for (const Rule& rule : scenario.rules) {
        for (const Action& action : rule.actions) {
            if (action.of == LeverOf::node) {
                cells.add(action.depot, action.commodity);
            }
        }
    }
    return std::move(cells).in_order();
}

NodeRow row_of_cell(Draft& draft, const Cell& cell) {
    static const Holding nothing_said{};
    const Holding& holding = cell.holding != nullptr ? *cell.holding : nothing_said;
    NodeRow row;
    row.kind = NodeKind::cell;
    row.depot = cell.depot;
    row.commodity = cell.commodity;
    row.hub = is_hub(holding);
    row.stock = draft.book.add(holding.stock, Role::stock, cell.commodity);
    row.issue = holding.kind.issue;
    row.origins = add_of_states(draft, holding.kind.origins, Role::origin);
    row.age = draft.book.add(holding.kind.age, Role::age);
    if (holding.kind.shelf_life.written()) {
        row.shelf_life = draft.book.add(holding.kind.shelf_life, Role::shelf_life);
        row.issue = Issue::fifo;
    }
    if (row.hub) {
        row.capacity.first = draft.book.constant(0.0);
        row.reserve.first = draft.book.constant(0.0);
        return row;
    }
    row.capacity = add_schedule(draft, holding.capacity, Role::capacity, cell.commodity);
    row.reserve = add_schedule(draft, holding.reserve, Role::reserve, cell.commodity);
    return row;
}

Range add_closures(Draft& draft, const std::vector<Closure>& closures) {
    const auto begin = static_cast<std::uint32_t>(draft.model.closures.size());
    for (const Closure& closure : closures) {
        draft.model.closures.push_back(
            {draft.book.add(closure.from, Role::from), draft.book.add(closure.until, Role::until)});
    }
    return {begin, static_cast<std::uint32_t>(draft.model.closures.size())};
}

}  // namespace

void add_cells(Draft& draft) {
    Model& model = draft.model;
    model.depots.rows().reserve(draft.scenario.depots.size());
    for (const DepotId written : draft.ids.depots.in_order()) {
        const Depot& depot = draft.scenario.depots[written];
        model.depots.add({.id = depot.id,
                          .title = depot.title,
                          .state = draft.ids.states.compiled_if_any(depot.state),
                          .cells = {},
                          .berths = depot.berths,
                          .closures = add_closures(draft, depot.closures)});
    }
    const std::vector<Cell> cells = cells_of(draft.scenario, draft.ids);
    model.nodes.rows().reserve(cells.size() + draft.scenario.plants.size() + draft.scenario.routes.size());
    for (const Cell& cell : cells) {
        model.nodes.add(row_of_cell(draft, cell));
    }
    std::uint32_t next = 0;
    for (const DepotId depot : model.depots.ids()) {
        Range& range = model.depots[depot].cells;
        range.begin = next;
        while (next < model.nodes.size() && model.nodes[NodeId{next}].depot == depot) {
            ++next;
        }
        range.end = next;
    }
    model.cells = static_cast<std::uint32_t>(model.nodes.size());
}

}  // namespace caisson::model
