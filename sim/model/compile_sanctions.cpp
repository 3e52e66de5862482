#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "caisson/base/ensure.hpp"
#include "model/draft.hpp"

namespace caisson::model {

namespace {

template <class Value>
bool says_nothing_or_has(const std::vector<Value>& list, const Value& wanted) {
    return list.empty() || std::find(list.begin(), list.end(), wanted) != list.end();
}

/// The routes of the model that match, in its order.
template <class Matches>
Range add_routes_if(Draft& draft, const Matches& matches) {
    std::vector<RouteId>& routes = draft.model.measured_routes;
    Range range{static_cast<std::uint32_t>(routes.size()), 0};
    for (const RouteId route : draft.model.routes.ids()) {
        if (matches(draft.scenario.routes[draft.ids.routes.written(route)])) {
            routes.push_back(route);
        }
    }
    range.end = static_cast<std::uint32_t>(routes.size());
    return range;
}

std::string_view id_of(const Scenario& scenario, const Actor& actor) {
    if (actor.state.valid()) {
        return scenario.states[actor.state].id;
    }
    return actor.group.valid() ? std::string_view{scenario.groups[actor.group].id} : std::string_view{};
}

Actor compiled(const Numberings& ids, const Actor& actor) {
    return {ids.states.compiled_if_any(actor.state), ids.groups.compiled_if_any(actor.group)};
}

std::vector<const Enforcement*> in_order(const Scenario& scenario, const Sanction& sanction) {
    std::vector<const Enforcement*> order;
    for (const Enforcement& enforcement : sanction.enforced) {
        order.push_back(&enforcement);
    }
    std::sort(order.begin(), order.end(), [&](const Enforcement* a, const Enforcement* b) {
        return id_of(scenario, a->by) < id_of(scenario, b->by);
    });
    return order;
}

Range add_enforcements(Draft& draft, const Sanction& sanction, SanctionId id) {
    const Scenario& scenario = draft.scenario;
    std::vector<EnforcementRow>& rows = draft.model.enforcements;
    Range range{static_cast<std::uint32_t>(rows.size()), 0};
    for (const Enforcement* enforcement : in_order(scenario, sanction)) {
        EnforcementRow row;
        row.sanction = id;
        row.by = compiled(draft.ids, enforcement->by);
        row.level = add_schedule(draft, enforcement->level, Role::enforcement);
        row.routes = add_routes_if(draft, [&](const Route& route) {
            return is_aimed_at(scenario, sanction.on, route) &&
                   (enforcement->by == Actor{} || touches(scenario, enforcement->by, route));
        });
        rows.push_back(row);
    }
    range.end = static_cast<std::uint32_t>(rows.size());
    return range;
}

/// The first of several commodities in the model's order.
CommodityId first_of(const Draft& draft, const Aim& aim) {
    CommodityId first;
    for (const CommodityId commodity : aim.commodities) {
        first = std::min(first, draft.ids.commodities.compiled(commodity));
    }
    for (const RouteId route : aim.routes) {
        first = aim.commodities.empty()
                    ? std::min(first, draft.ids.commodities.compiled(draft.scenario.routes[route].carries))
                    : first;
    }
    return first;
}

template <class Matches>
void add_cap(Draft& draft, const Cap& cap, CapRow row, const Matches& matches) {
    row.most = draft.book.add(cap.most, Role::most, row.counts);
    row.every = draft.book.add(cap.every, Role::every);
    row.from = draft.book.add(cap.from, Role::from);
    row.routes = add_routes_if(draft, matches);
    draft.model.caps.push_back(std::move(row));
}

void add_limits(Draft& draft) {
    const Scenario& scenario = draft.scenario;
    for (const GroupId written : draft.ids.groups.in_order()) {
        const Group& group = scenario.groups[written];
        for (std::size_t at = 0; at < group.limits.size(); ++at) {
            const Limit& limit = group.limits[at];
            CapRow row;
            row.path = "groups." + group.id + ".limits." + std::to_string(at);
            row.counts = draft.ids.commodities.compiled(limit.of);
            add_cap(draft, limit.cap, std::move(row),
                    [&](const Route& route) { return is_limited(scenario, group, limit, route); });
        }
    }
}

void add_cap_of(Draft& draft, const Sanction& sanction, SanctionId id) {
    if (!sanction.cap.exists()) {
        return;
    }
    CapRow row;
    row.path = "sanctions." + sanction.id + ".cap";
    row.sanction = id;
    row.counts = first_of(draft, sanction.on);
    add_cap(draft, sanction.cap, std::move(row),
            [&](const Route& route) { return is_aimed_at(draft.scenario, sanction.on, route); });
}

/// What is felt on each route, and where it counts.
void add_to_routes(Model& model) {
    std::vector<std::vector<std::uint32_t>> felt(model.routes.size());
    std::vector<std::vector<RouteCapRow>> counted(model.routes.size());
    for (std::uint32_t index = 0; index < model.enforcements.size(); ++index) {
        const Range routes = model.enforcements[index].routes;
        for (std::uint32_t at = routes.begin; at < routes.end; ++at) {
            felt[model.measured_routes[at].index].push_back(index);
        }
    }
    for (std::uint32_t index = 0; index < model.caps.size(); ++index) {
        const Range routes = model.caps[index].routes;
        for (std::uint32_t at = routes.begin; at < routes.end; ++at) {
            counted[model.measured_routes[at].index].push_back({index, at - routes.begin});
        }
    }
    for (const RouteId route : model.routes.ids()) {
        RouteRow& row = model.routes[route];
        row.enforcements.begin = static_cast<std::uint32_t>(model.route_enforcements.size());
        row.caps.begin = static_cast<std::uint32_t>(model.route_caps.size());
        model.route_enforcements.insert(model.route_enforcements.end(), felt[route.index].begin(),
                                        felt[route.index].end());
        model.route_caps.insert(model.route_caps.end(), counted[route.index].begin(), counted[route.index].end());
        row.enforcements.end = static_cast<std::uint32_t>(model.route_enforcements.size());
        row.caps.end = static_cast<std::uint32_t>(model.route_caps.size());
    }
}

}  // namespace

bool is_aimed_at(const Scenario& scenario, const Aim& aim, const Route& route) {
    const bool named =
        std::any_of(aim.routes.begin(), aim.routes.end(), [&](RouteId id) { return &scenario.routes[id] == &route; });
    const bool ends = aim.ends.empty() || std::any_of(aim.ends.begin(), aim.ends.end(), [&](const Actor& actor) {
                          return touches(scenario, actor, route);
                      });
    return (named || (aim.routes.empty() && crosses_a_border(scenario, route))) && ends &&
           says_nothing_or_has(aim.commodities, route.carries);
}

std::uint32_t index_of(const Draft& draft, SanctionId sanction, const Actor& by) {
    const Range range = draft.model.sanctions[draft.ids.sanctions.compiled(sanction)].enforcements;
    const Actor wanted = compiled(draft.ids, by);
    for (std::uint32_t at = range.begin; at < range.end; ++at) {
        if (draft.model.enforcements[at].by == wanted) {
            return at;
        }
    }
    fail_ensure("a rule changes an enforcement that there is", __FILE__, __LINE__);
}

void add_sanctions(Draft& draft) {
    Model& model = draft.model;
    add_limits(draft);
    for (const SanctionId written : draft.ids.sanctions.in_order()) {
        const Sanction& sanction = draft.scenario.sanctions[written];
        const SanctionId id{model.sanctions.size()};
        SanctionRow row;
        row.id = sanction.id;
        row.title = sanction.title;
        row.cuts = draft.book.add(sanction.cuts, Role::strength);
        row.interdicts = draft.book.add(sanction.interdicts, Role::strength);
        row.raises_prices = draft.book.add(sanction.raises_prices, Role::scale);
        row.enforcements = add_enforcements(draft, sanction, id);
        model.sanctions.add(std::move(row));
        add_cap_of(draft, sanction, id);
    }
    if (!model.enforcements.empty() || !model.caps.empty()) {
        add_to_routes(model);
    }
}

}  // namespace caisson::model
