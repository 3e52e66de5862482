#include "caisson/app/report.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "caisson/read/reader.hpp"

namespace caisson::app {
namespace {

using model::NodeId;

void earlier(std::optional<Days>& first, Days time) {
    if (!first || time < *first) {
        first = time;
    }
}

/// When all of several nodes were empty together for the first time after they held something; the start if they never
/// held anything.
std::optional<Days> first_all_empty(const engine::Trajectory& trajectory, const std::vector<NodeId>& nodes) {
    struct Turn {
        Days time;
        std::uint32_t node;
        bool empty;
        bool holds;  ///< something, now or right after
    };

    std::vector<Turn> turns;
    for (const NodeId node : nodes) {
        for (const auto& at : trajectory.of(node)) {
            turns.push_back({at.time, node.index, at.stock.value == 0.0, at.stock.value > 0.0 || at.net.value > 0.0});
        }
    }
    std::stable_sort(turns.begin(), turns.end(), [](const Turn& a, const Turn& b) { return a.time < b.time; });
    std::map<std::uint32_t, bool> empty;
    std::size_t how_many = 0;
    bool held = false;
    for (std::size_t turn = 0; turn < turns.size(); ++turn) {
        bool& now = empty[turns[turn].node];
        how_many += static_cast<std::size_t>(turns[turn].empty) - static_cast<std::size_t>(now);
        now = turns[turn].empty;
        const bool last_of_instant = turn + 1 == turns.size() || turns[turn].time < turns[turn + 1].time;
        if (last_of_instant && held && how_many == nodes.size()) {
            return turns[turn].time;
        }
        held = held || turns[turn].holds;
    }
    return held ? std::nullopt : std::optional{Days{}};
}

std::vector<StockReport> stocks(const Played& played) {
    const model::Model& model = played.model();
    std::map<std::pair<model::StateId, model::CommodityId>, std::vector<NodeId>> cells;
    for (std::uint32_t index = 0; index < model.cells; ++index) {
        const auto& row = model.nodes[NodeId{index}];
        if (!row.hub) {
            cells[{model.depots[row.depot].state, row.commodity}].push_back(NodeId{index});
        }
    }
    std::vector<StockReport> reports;
    for (const auto& [key, nodes] : cells) {
        StockReport report;
        report.state = model.states[key.first].id;
        report.commodity = model.commodities[key.second].id;
        report.unit = model.commodities[key.second].unit;
        for (const NodeId node : nodes) {
            report.at_start += Amount{model.values[model.nodes[node].stock.index]};
            report.at_end += played.summary.stocks[node];
        }
        report.dry = first_all_empty(played.trajectory, nodes);
        reports.push_back(std::move(report));
    }
    return reports;
}

/// Adds up what states make, receive and fire.
class Uses {
public:
    explicit Uses(const Played& played) : played_(played), model_(played.model()) {}

    std::vector<UseReport> gather() {
        add_plants();
        add_routes();
        add_fires();
        std::vector<UseReport> reports;
        for (auto& [key, report] : by_state_) {
            report.state = model_.states[key.first].id;
            report.unit = key.second;
            reports.push_back(std::move(report));
        }
        return reports;
    }

private:
    UseReport& of(model::DepotId depot, model::CommodityId commodity) {
        return by_state_[{model_.depots[depot].state, model_.commodities[commodity].unit}];
    }

    void add_plants() {
        for (const auto& plant : model_.plants) {
            of(plant.at, model::commodity_of(model_, plant.flow)).made += played_.summary.moved[plant.flow];
        }
    }

    void add_routes() {
        const auto& summary = played_.summary;
        for (const auto route : model_.routes.ids()) {
            const auto& row = model_.routes[route];
            const auto to = model_.nodes[row.to].depot;
            if (model_.depots[model_.nodes[row.from].depot].state == model_.depots[to].state) {
                continue;
            }
            // What has come to the end of the way, was not rejected, and neither waits in the port nor was spilled.
            Amount received = summary.arrived[route] - summary.rejected[route] - summary.spilled[route];
            if (row.port.valid()) {
                received -= summary.stocks[row.port];
            }
            of(to, row.carries).received += received;
        }
    }

    void add_fires() {
        for (const auto fire : model_.fires.ids()) {
            const auto& row = model_.fires[fire];
            UseReport& report = of(row.at, model_.nodes[model_.supply_nodes[row.supply.begin]].commodity);
            Amount fired;
            for (auto flow = row.flows.begin; flow < row.flows.end; ++flow) {
                fired += played_.summary.moved[model::FlowId{flow}];
            }
            const Amount wanted = played_.summary.wanted[fire];
            report.wanted += wanted;
            report.fired += fired;
            if (const auto since = short_from(fire)) {
                earlier(report.short_from, *since);
                report.unmet += std::max(wanted - fired, Amount{});
            }
        }
    }

    /// When a fire was first rationed, had too few guns or was kept short: told by what limits it, not by comparing rates.
    [[nodiscard]] std::optional<Days> short_from(model::FireId fire) const {
        const auto& row = model_.fires[fire];
        std::optional<Days> first;
        for (const auto& at : played_.trajectory.of(fire)) {
            const bool rationed = at.stage > 0 && at.wanted.value > 0.0 && at.allowed < at.wanted;
            if (rationed || at.limit == engine::FireLimit::guns || at.limit == engine::FireLimit::barrels) {
                earlier(first, at.time);
                break;
            }
        }
        // A fire that uses commodities in order is short of what even the last of them does not give.
        const bool last_alone = row.mode == model::UseMode::in_order;
        for (auto flow = last_alone ? row.flows.end - 1 : row.flows.begin; flow < row.flows.end; ++flow) {
            for (const auto& at : played_.trajectory.of(model::FlowId{flow})) {
                if (at.binding != engine::Binding::none && at.rate < at.asked) {
                    earlier(first, at.time);
                    break;
                }
            }
        }
        return first;
    }

    const Played& played_;
    const model::Model& model_;
    std::map<std::pair<model::StateId, std::string>, UseReport> by_state_;
};

std::vector<OutcomeReport> outcomes(const Played& played) {
    std::vector<OutcomeReport> reports;
    for (const auto id : played.model().outcomes.ids()) {
        const auto& asked = played.model().outcomes[id];
        const auto& answer = played.outcomes[id];
        reports.push_back({asked.id, asked.title, answer.is_date ? std::string{} : asked.unit, answer.is_date,
                           answer.censored, answer.value});
    }
    return reports;
}

}  // namespace

std::string scenario_name(const std::string& variants) { return variants.empty() ? "baseline" : variants; }

RunReport report(const Played& played, std::uint64_t run) {
    RunReport report;
    report.run = run;
    report.scenario = scenario_name(played.loaded.reading.scenario.variants);
    report.title = played.model().title;
    report.seed = played.seed;
    report.start = played.model().start;
    report.end = played.summary.end;
    report.stocks = stocks(played);
    report.uses = Uses(played).gather();
    report.outcomes = outcomes(played);
    report.counts = played.summary.counts;
    report.worst_imbalance = played.summary.worst_imbalance;
    report.fingerprint = played.summary.fingerprint;
    return report;
}

}  // namespace caisson::app
