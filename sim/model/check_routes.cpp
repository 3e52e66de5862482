#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "model/checks.hpp"

namespace caisson::model {

namespace {

// A route as written, and as compiled.
struct BothRoutes {
    const Route& written;
    const RouteRow& compiled;

    [[nodiscard]] std::string path() const { return "routes." + written.id; }
};

void check_capacity(const BothRoutes& route, Findings& findings) {
    const Schedule& capacity = route.written.capacity;
    const bool finite = std::isfinite(capacity.first.value) &&
                        std::all_of(capacity.changes.begin(), capacity.changes.end(),
                                    [](const Change& change) { return std::isfinite(change.value.value); });
    if (!finite) {
        refuse(findings, FindingCode::missing_key, route.path() + " has no capacity",
               place_of(capacity.first, route.written.place),
               "write `capacity`, or `sails` for a lot every so many days: shares are in proportion to capacities");
    }
}

double largest_lot(const Schedule& lot) {
    double largest = lot.first.value;
    for (const Change& change : lot.changes) {
        largest = std::max(largest, change.value.value);
    }
    return largest;
}

// Without a calendar ships sail when a deal releases something, and as much of it as there is.
void check_demand(const BothRoutes& route, const SourceSpan& place, Findings& findings) {
    if (!route.compiled.part.valid()) {
        refuse(findings, FindingCode::bad_sailing,
               route.path() + " has no calendar, and is no route of a deal, which could tell when to sail", place,
               "write how many days lie between two sailings: `every`");
    }
}

void check_copies(const BothRoutes& route, Findings& findings) {
    if (route.compiled.copies && route.written.on_close == OnClose::send_back) {
        refuse(findings, FindingCode::bad_deal, route.path() + " carries copies, and sends them back when it closes",
               route.written.place, "let them arrive or be lost: nobody waits for a copy");
    }
}

void check_sailings(const Checked& checked, const BothRoutes& route, Findings& findings) {
    const Sailings& sails = route.written.sails;
    const SourceSpan& place = sails.place.line > 0 ? sails.place : route.written.place;
    const bool loads_over_time = sails.fleet.loads.written();
    if (checked.model.nodes[route.compiled.from].hub && !route.compiled.copies && !loads_over_time) {
        refuse(findings, FindingCode::bad_sailing, route.path() + " sails from a hub, which holds nothing", place,
               "write a flow with `capacity`, or give the depot a capacity");
    }
    if (!sails.every.written()) {
        if (!has_fleet(route.compiled)) {
            check_demand(route, place, findings);
        }
    } else if (!(sails.every.value > 0.0)) {
        refuse(findings, FindingCode::bad_sailing, route.path() + " sails every 0 d", place_of(sails.every, place),
               "write how many days lie between two sailings");
    }
    if (sails.least_lot.value > largest_lot(sails.lot)) {
        refuse(findings, FindingCode::bad_sailing, route.path() + ": the least lot is larger than any lot",
               place_of(sails.least_lot, place), "nothing would sail: let it be at most the lot",
               {{place_of(sails.lot.first, place), "the lot"}});
    }
}

void check_spread(const BothRoutes& route, Findings& findings) {
    const Spread& spread = route.written.transit_by_chance;
    const auto complain = [&](const Number& of, const std::string& what, const Number& other) {
        refuse(findings, FindingCode::bad_transit, route.path() + what, place_of(of, spread.place),
               "write them in their order: the least, the likely and the most",
               {{place_of(other, spread.place), "the other"}});
    };
    if (!spread.written()) {
        return;
    }
    if (spread.least.value > spread.most.value) {
        complain(spread.least, ": the shortest transit time is longer than the longest", spread.most);
    } else if (spread.likely.written() && spread.likely.value < spread.least.value) {
        complain(spread.likely, ": the likeliest transit time is shorter than the shortest", spread.least);
    } else if (spread.likely.written() && spread.likely.value > spread.most.value) {
        complain(spread.likely, ": the likeliest transit time is longer than the longest", spread.most);
    }
}

// What is rejected goes to a cell that always has room, and is counted as what was sent is.
class RejectsChecker {
public:
    RejectsChecker(const Checked& checked, const BothRoutes& route, Findings& findings)
        : checked_(checked), route_(route), rejects_(route.written.rejects), findings_(findings) {}

    void check() {
        if (!rejects_.as.valid()) {
            return;
        }
        check_time();
        check_commodity();
        check_room();
        check_rules();
    }

private:
    void complain(const std::string& what, const SourceSpan& where, std::string repair,
                  std::vector<Label> related = {}) {
        refuse(findings_, FindingCode::bad_rejects, route_.path() + what, where, std::move(repair), std::move(related));
    }

    void check_time() {
        if (!route_.compiled.port.valid()) {
            complain(" rejects a share of what arrives, but nothing is ever under way on it", rejects_.place,
                     "write how long the way takes, with its inspection: `transit`");
        }
    }

    void check_commodity() {
        const Commodity& sent = checked_.scenario.commodities[route_.written.carries];
        const Commodity& rejected = checked_.scenario.commodities[rejects_.as];
        if (rejects_.as == route_.written.carries) {
            complain(" rejects " + sent.id + " as " + sent.id, rejects_.place,
                     "name another commodity under `as`: what is rejected is not what was sent");
        } else if (sent.unit != rejected.unit) {
            complain(" carries " + sent.unit + " and rejects " + rejected.unit, rejects_.place,
                     "give both commodities one unit: one that is rejected is one of the other");
        }
    }

    void check_room() {
        for (const Holding& holding : checked_.scenario.depots[rejects_.to].holdings) {
            const bool limited = holding.capacity.first.written() || !holding.capacity.changes.empty();
            if (holding.commodity == rejects_.as && limited) {
                complain(
                    " rejects into " + path_of(checked_.model, route_.compiled.rejects.to) + ", which has a capacity",
                    rejects_.place, "leave out that capacity: what is rejected has to go somewhere",
                    {{place_of(holding.capacity.first, holding.place), "the capacity"}});
            }
        }
    }

    void check_rules() {
        for (const Rule& rule : checked_.scenario.rules) {
            for (const Action& action : rule.actions) {
                if (action.lever == Lever::capacity && action.depot == rejects_.to && action.commodity == rejects_.as) {
                    complain(" rejects into " + path_of(checked_.model, route_.compiled.rejects.to) +
                                 ", to which a rule gives a capacity",
                             action.place, "leave it without: what is rejected has to go somewhere",
                             {{rejects_.place, "what is rejected"}});
                }
            }
        }
    }

    const Checked& checked_;
    const BothRoutes& route_;
    const Rejects& rejects_;
    Findings& findings_;
};

// Which nodes a fire uses: only there are days of supply a number.
std::vector<bool> used_by_fires(const Model& model) {
    std::vector<bool> used(model.nodes.size());
    for (const NodeId node : model.supply_nodes) {
        used[node.index] = true;
    }
    return used;
}

void check_target(const Checked& checked, const BothRoutes& route, bool receiver_is_used, Findings& findings) {
    const Target& target = route.written.target;
    if (target.kind == TargetKind::days_of_supply && !receiver_is_used) {
        const std::string receiver = path_of(checked.model, route.compiled.to);
        refuse(findings, FindingCode::bad_target,
               route.path() + ": a target in days of supply, but no fire uses " + receiver,
               place_of(target.level, target.place), "write the target as a stock");
    }
}

}  // namespace

void check_routes(const Checked& checked, Findings& findings) {
    const std::vector<bool> used = used_by_fires(checked.model);
    for (const RouteId id : checked.model.routes.ids()) {
        const BothRoutes route{checked.scenario.routes[checked.ids.routes.written(id)], checked.model.routes[id]};
        if (route.written.form == RouteForm::flow) {
            check_capacity(route, findings);
        } else {
            check_sailings(checked, route, findings);
        }
        check_copies(route, findings);
        check_spread(route, findings);
        RejectsChecker(checked, route, findings).check();
        check_target(checked, route, used[route.compiled.to.index], findings);
    }
}

}  // namespace caisson::model
