#include <algorithm>
#include <string>

#include "model/draft.hpp"
#include "model/inspections.hpp"

namespace caisson::model {

namespace {

template <class Matches>
bool matches_no_route(const Scenario& scenario, const Matches& matches) {
    return std::none_of(scenario.routes.begin(), scenario.routes.end(), matches);
}

const std::string& id_of(const Scenario& scenario, const Actor& actor) {
    return actor.state.valid() ? scenario.states[actor.state].id : scenario.groups[actor.group].id;
}

void inspect_sanction(const Scenario& scenario, const Sanction& sanction, Findings& findings) {
    const std::string path = "sanctions." + sanction.id;
    const auto is_target = [&](const Route& route) { return is_aimed_at(scenario, sanction.on, route); };
    if (matches_no_route(scenario, is_target)) {
        warn(findings, FindingCode::touches_nothing, path + " is aimed at no route", sanction.place,
             "say less under `on`: a route has to match all of it, and to lead from one state to another");
        return;
    }
    for (const Enforcement& enforcement : sanction.enforced) {
        const bool somebody = !(enforcement.by == Actor{});
        if (somebody && matches_no_route(scenario, [&](const Route& route) {
                return is_target(route) && touches(scenario, enforcement.by, route);
            })) {
            warn(findings, FindingCode::touches_nothing,
                 path + ": nothing that it is aimed at begins or ends at a depot of " + id_of(scenario, enforcement.by),
                 enforcement.place, "leave the enforcer out, or write `enforcement` for what is felt everywhere");
        }
    }
}

/// Prices can be raised only where a deal's goods are.
void inspect_prices(const Scenario& scenario, const Sanction& sanction, Findings& findings) {
    if (!sanction.raises_prices.written()) {
        return;
    }
    const bool dealt = std::any_of(scenario.deals.begin(), scenario.deals.end(), [&](const Deal& deal) {
        return std::any_of(deal.goods.routes.begin(), deal.goods.routes.end(),
                           [&](RouteId route) { return is_aimed_at(scenario, sanction.on, scenario.routes[route]); });
    });
    if (!dealt) {
        warn(findings, FindingCode::touches_nothing,
             "sanctions." + sanction.id + " raises prices, but is aimed at no goods of a deal",
             sanction.raises_prices.place, "leave it out, or aim it at a route in the `goods` of a deal");
    }
}

void inspect_limits(const Scenario& scenario, const Group& group, Findings& findings) {
    for (const Limit& limit : group.limits) {
        if (matches_no_route(scenario, [&](const Route& route) { return is_limited(scenario, group, limit, route); })) {
            warn(findings, FindingCode::touches_nothing,
                 "groups." + group.id + ": no route of a member takes " + scenario.commodities[limit.of].id + " to " +
                     id_of(scenario, limit.to),
                 limit.cap.place, "leave the limit out, or add the route");
        }
    }
}

bool is_used_by(const Scenario& scenario, StateId state, CommodityId commodity) {
    return std::any_of(scenario.fires.begin(), scenario.fires.end(), [&](const Fire& fire) {
        return scenario.depots[fire.at].state == state &&
               std::any_of(fire.uses.begin(), fire.uses.end(),
                           [&](const Use& use) { return use.commodity == commodity; });
    });
}

void inspect_needs(const Scenario& scenario, StateId id, Findings& findings) {
    const State& state = scenario.states[id];
    for (const StateNeed& need : state.needs) {
        if (!is_used_by(scenario, id, need.commodity)) {
            const std::string& commodity = scenario.commodities[need.commodity].id;
            warn(findings, FindingCode::touches_nothing,
                 "states." + state.id + " needs " + commodity + ", but nothing at its depots uses it", need.place,
                 "add what uses it to the fires: the pressure counts what they want and do not get");
        }
    }
}

}  // namespace

void inspect_measures(const Checked& checked, Findings& findings) {
    const Scenario& scenario = checked.scenario;
    for (const Sanction& sanction : scenario.sanctions) {
        inspect_sanction(scenario, sanction, findings);
        inspect_prices(scenario, sanction, findings);
    }
    for (const Group& group : scenario.groups) {
        inspect_limits(scenario, group, findings);
    }
    for (const StateId state : scenario.states.ids()) {
        inspect_needs(scenario, state, findings);
    }
}

}  // namespace caisson::model
