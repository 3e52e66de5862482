#include <cmath>
#include <fmt/format.h>

#include "support/check_books.hpp"

namespace caisson::tests {
namespace {

// What was given of a commodity, and where it is, in long double: the sums are larger than what they are told apart by.
struct Account {
    long double given = 0.0L;      ///< started and made
    long double accounted = 0.0L;  ///< held, under way, used, lost, spilled
    long double sent = 0.0L;
};

void add_stocks(const Case& run, const Snapshot& now, model::CommodityId commodity, Account& account) {
    for (const model::NodeId node : run.model.nodes.ids()) {
        const model::NodeRow& row = run.model.nodes[node];
        if (row.commodity == commodity && row.kind != model::NodeKind::hold) {  // which counts as under way
            account.given += row.kind == model::NodeKind::cell ? run[row.stock] : 0.0;
            account.accounted += now.nodes[node.index].stock;
            account.accounted += now.nodes[node.index].expired;
        }
    }
}

// Plants make one commodity and may use up others; fires use; guns wear out, and may be something else then; losses take.
void add_flows(const Case& run, const Snapshot& now, model::CommodityId commodity, Account& account) {
    const model::Model& model = run.model;
    for (const model::FlowId flow : model.flows.ids()) {
        const model::FlowRow& row = model.flows[flow];
        const double moved = now.flows[flow.index].moved;
        const bool wears = row.kind == model::FlowKind::wear;
        if (row.kind != model::FlowKind::plant && row.kind != model::FlowKind::fire && !wears &&
            row.kind != model::FlowKind::loss) {
            continue;
        }
        const bool makes = (row.kind == model::FlowKind::plant &&
                            model.nodes[model.plants[model::PlantId{row.owner}].fills].commodity == commodity) ||
                           (wears && row.receiver.valid() && model.nodes[row.receiver].commodity == commodity);
        account.given += makes ? moved : 0.0;
        for (std::uint32_t leg = row.legs.begin; leg < row.legs.end; ++leg) {
            const bool ours = model.nodes[model.legs[leg].node].commodity == commodity;
            account.accounted += ours ? now.takes[leg] * moved : 0.0;
        }
    }
}

void add_routes(const Case& run, const Snapshot& now, model::CommodityId commodity, Account& account) {
    for (const model::RouteId route : run.model.routes.ids()) {
        if (run.model.routes[route].carries == commodity) {
            const RouteSeen& seen = now.routes[route.index];
            account.given += run.model.routes[route].copies ? seen.sent : 0.0;
            account.accounted += seen.under_way;
            account.accounted += seen.lost;
            account.accounted += seen.interdicted;
            account.accounted += seen.spilled;
            account.accounted += seen.rejected;
            account.sent += seen.sent;
        }
        if (run.model.routes[route].rejects.as == commodity) {
            account.given += now.routes[route.index].rejected;
        }
    }
}

// What was in work at the start was begun before it; what is in work now is neither held nor scrapped yet.
void add_plants(const Case& run, const Snapshot& now, model::CommodityId commodity, Account& account) {
    for (const model::PlantId plant : run.model.plants.ids()) {
        const model::PlantRow& row = run.model.plants[plant];
        if (model::takes_time(row) && run.model.nodes[row.fills].commodity == commodity) {
            const PlantSeen& seen = now.plants[plant.index];
            account.given += seen.in_work_at_start;
            account.accounted += seen.in_work;
            account.accounted += seen.scrapped;
            account.sent += now.flows[row.flow.index].moved;
        }
    }
}

}  // namespace

void check_conservation(const Case& run, const Snapshot& now, Faults& faults) {
    for (const model::CommodityId commodity : run.model.commodities.ids()) {
        Account account;
        add_stocks(run, now, commodity, account);
        add_flows(run, now, commodity, account);
        add_routes(run, now, commodity, account);
        add_plants(run, now, commodity, account);
        const double rounding = now.rounding[commodity.index];
        const std::string& id = run.model.commodities[commodity].id;
        const auto given = static_cast<double>(account.given);
        const auto apart = static_cast<double>(account.given + rounding - account.accounted);
        if (!(std::abs(apart) <= slack * given)) {
            faults.add(Rule::conservation, fmt::format("{}: {:.17g} given, {:.17g} accounted for, {:.3g} rounded", id,
                                                       given, static_cast<double>(account.accounted), rounding));
        }
        if (!(std::abs(rounding) <= slack * static_cast<double>(account.given + account.sent))) {
            faults.add(Rule::conservation, fmt::format("{}: rounding has come to {:.3g}", id, rounding));
        }
    }
}

}  // namespace caisson::tests
