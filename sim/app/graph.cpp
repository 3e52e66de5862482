#include "caisson/app/graph.hpp"

#include <fmt/format.h>
#include <optional>
#include <utility>

#include "app/earlier_run.hpp"
#include "caisson/app/load.hpp"
#include "caisson/app/words.hpp"
#include "caisson/graph/dot.hpp"

namespace caisson::app {
namespace {

using graph::DotLine;
using graph::DotShape;

/// Draws depots as boxes in a frame for each state, with plants before and fires behind them. What an edge says is the
/// rate of the scenario, or what moved in a run.
class Drawer {
public:
    Drawer(const model::Model& model, const std::optional<read::RunTotals>& totals) : model_(model), totals_(totals) {}

    std::string draw() {
        dot_.title = title();
        for (const auto depot : model_.depots.ids()) {
            add_depot(depot);
        }
        for (const auto plant : model_.plants.ids()) {
            add_plant(plant);
        }
        for (const auto fire : model_.fires.ids()) {
            add_fire(fire);
        }
        for (const auto route : model_.routes.ids()) {
            add_route(route);
        }
        return graph::to_dot(dot_);
    }

private:
    [[nodiscard]] std::string title() const {
        if (!totals_) {
            return model_.title;
        }
        return fmt::format("{}\n{} to {}", model_.title, day_words(model_.start, Days{}),
                           day_words(model_.start, Days{central(model_.end)}));
    }

    [[nodiscard]] double central(model::Param param) const { return model_.values[param.index]; }

    [[nodiscard]] std::string unit_of(model::CommodityId commodity) const { return model_.commodities[commodity].unit; }

    [[nodiscard]] const std::string& group_of(model::DepotId depot) const {
        const auto& state = model_.states[model_.depots[depot].state];
        return state.title.empty() ? state.id : state.title;
    }

    void add_depot(model::DepotId depot) {
        const auto& row = model_.depots[depot];
        std::string label = row.title.empty() ? row.id : row.title;
        for (auto index = row.cells.begin; index < row.cells.end; ++index) {
            label += "\n" + cell_words(model::NodeId{index});
        }
        dot_.nodes.push_back({"depots." + row.id, std::move(label), DotShape::box, group_of(depot)});
    }

    [[nodiscard]] std::string cell_words(model::NodeId node) const {
        const auto& row = model_.nodes[node];
        const auto& commodity = model_.commodities[row.commodity];
        if (row.hub) {
            return commodity.id + ": hub";
        }
        if (!totals_) {
            return fmt::format("{}: {}", commodity.id, rounded(central(row.stock), commodity.unit));
        }
        std::string words = fmt::format("{}: {} to {}", commodity.id, rounded(central(row.stock)),
                                        rounded(totals_->stocks[node].value, commodity.unit));
        if (const Days first = totals_->first_empty[node]; first <= Days{central(model_.end)}) {
            words += ", empty on " + day_words(model_.start, first);
        }
        return words;
    }

    void add_plant(model::PlantId id) {
        const auto& plant = model_.plants[id];
        const std::string name = "plants." + plant.id;
        const auto unit = unit_of(model::commodity_of(model_, plant.flow));
        dot_.nodes.push_back({name, plant.id, DotShape::house, group_of(plant.at)});
        const auto position = dot_.nodes.size() - 1;
        const std::string made = totals_ ? "made " + rounded(totals_->made[id].value, unit)
                                         : rounded(central(plant.rate.first), unit + "/d");
        add_edge(position, plant.at.index, made, DotLine::solid);
    }

    void add_fire(model::FireId fire) {
        const auto& row = model_.fires[fire];
        const auto unit = unit_of(model_.nodes[model_.supply_nodes[row.supply.begin]].commodity);
        dot_.nodes.push_back({"fires." + row.id, row.id, DotShape::invhouse, group_of(row.at)});
        const auto position = dot_.nodes.size() - 1;
        add_edge(row.at.index, position,
                 totals_ ? fired_words(fire, unit) : rounded(central(row.wanted.first), unit + "/d"), DotLine::solid);
    }

    [[nodiscard]] std::string fired_words(model::FireId fire, const std::string& unit) const {
        return fmt::format("fired {} of {}", rounded(totals_->fired[fire].value),
                           rounded(totals_->wanted[fire].value, unit));
    }

    void add_route(model::RouteId route) {
        const auto& row = model_.routes[route];
        const auto from = model_.nodes[row.from].depot;
        const auto to = model_.nodes[row.to].depot;
        const bool sails = row.form == model::RouteForm::sailings;
        const std::string deal =
            row.part.valid() ? " (" + model_.deals[model_.deal_parts[row.part].deal].id + ")" : std::string{};
        add_edge(from.index, to.index, row.id + deal + "\n" + (totals_ ? sent_words(route) : capacity_words(row)),
                 sails ? DotLine::dashed : DotLine::bold);
    }

    /// `100 round every 9 d`; of a route without a calendar `100 round on demand`, of a fleet `4 vehicles of 100 round`.
    [[nodiscard]] std::string lot_words(const model::RouteRow& route, const std::string& unit) const {
        const std::string lot = rounded(central(route.sails.lot.first), unit);
        if (const auto vehicles = route.sails.fleet.vehicles; vehicles > 0) {
            return fmt::format("{} {} of {}", vehicles, vehicles > 1 ? "vehicles" : "vehicle", lot);
        }
        return model::sails_on_demand(route)
                   ? lot + " on demand"
                   : fmt::format("{} every {}", lot, rounded(central(route.sails.every), "d"));
    }

    [[nodiscard]] std::string capacity_words(const model::RouteRow& route) const {
        const auto unit = unit_of(route.carries);
        std::string words = route.form == model::RouteForm::sailings
                                ? lot_words(route, unit)
                                : rounded(central(route.capacity.first), unit + "/d");
        if (model::has_spread(route)) {
            const model::SpreadRow& spread = route.transit_by_chance;
            words += fmt::format(", {} to {}", rounded(central(spread.least), "d"), rounded(central(spread.most), "d"));
        } else if (const double transit = central(route.transit); transit > 0.0) {
            words += ", " + rounded(transit, "d");
        }
        return words + measures_words(route);
    }

    /// The sanctions that are felt on a route: `\nunder oil-cap, luxury-ban`.
    [[nodiscard]] std::string measures_words(const model::RouteRow& route) const {
        std::string words;
        model::SanctionId last;
        for (auto at = route.enforcements.begin; at < route.enforcements.end; ++at) {
            const auto sanction = model_.enforcements[model_.route_enforcements[at]].sanction;
            if (sanction != last) {
                words += (words.empty() ? "\nunder " : ", ") + model_.sanctions[sanction].id;
                last = sanction;
            }
        }
        return words;
    }

    [[nodiscard]] std::string sent_words(model::RouteId route) const {
        const auto unit = unit_of(model_.routes[route].carries);
        std::string words = "sent " + rounded(totals_->sent[route].value, unit);
        const Amount gone = totals_->lost[route] + totals_->spilled[route];
        if (gone.value > 0.0) {
            words += ", lost " + rounded(gone.value);
        }
        if (const Amount stopped = totals_->interdicted[route]; stopped.value > 0.0) {
            words += ", interdicted " + rounded(stopped.value);
        }
        return words;
    }

    void add_edge(std::size_t from, std::size_t to, std::string label, DotLine line) {
        dot_.edges.push_back(
            {static_cast<graph::NodeId>(from), static_cast<graph::NodeId>(to), std::move(label), line});
    }

    const model::Model& model_;
    const std::optional<read::RunTotals>& totals_;
    graph::DotGraph dot_;
};

/// What a run came to, as its tables would say.
read::RunTotals totals_of(const Played& played) {
    const model::Model& model = played.model();
    read::RunTotals totals(model);
    totals.stocks = played.summary.stocks;
    totals.first_empty = played.summary.first_empty;
    totals.wanted = played.summary.wanted;
    totals.sent = played.summary.sent;
    totals.lost = played.summary.lost;
    totals.spilled = played.summary.spilled;
    totals.interdicted = played.summary.interdicted;
    for (const auto plant : model.plants.ids()) {
        totals.made[plant] = played.summary.moved[model.plants[plant].flow];
    }
    for (const auto fire : model.fires.ids()) {
        const model::Range flows = model.fires[fire].flows;
        for (auto flow = flows.begin; flow < flows.end; ++flow) {
            totals.fired[fire] += played.summary.moved[model::FlowId{flow}];
        }
    }
    return totals;
}

Drawn drawn(const GraphOptions& options, Loaded& loaded, const std::optional<read::RunTotals>& totals) {
    return {Drawer(*loaded.model, totals).draw(),
            {options.request.file, loaded.reading.scenario.variants, std::move(loaded.warnings),
             std::move(loaded.reading.sources)}};
}

}  // namespace

Result<Drawn, Failure> graph(const GraphOptions& options, const Hooks& hooks) {
    auto loaded = load(options.request);
    if (!loaded) {
        return tl::unexpected(std::move(loaded.error()));
    }
    if (!options.folder.empty()) {
        auto totals = earlier_run(options.folder, *loaded);
        return totals ? Result<Drawn, Failure>(drawn(options, *loaded, std::move(*totals)))
                      : tl::unexpected(std::move(totals.error()));
    }
    if (!options.play) {
        return drawn(options, *loaded, std::nullopt);
    }
    auto played = play(std::move(*loaded), *options.play, hooks);
    if (!played) {
        return tl::unexpected(std::move(played.error()));
    }
    return drawn(options, played->loaded, totals_of(*played));
}

}  // namespace caisson::app
