#include "support/sanctions.hpp"

#include <stdexcept>
#include <string>

namespace caisson::tiny {
namespace {

template <class Kind>
Id<Kind> find(const Table<Kind, Kind>& table, std::string_view id) {
    for (const Id<Kind> known : table.ids()) {
        if (table[known].id == id) {
            return known;
        }
    }
    return {};
}

model::StateId state_named(model::Scenario& scenario, std::string_view id) {
    const model::StateId known = find(scenario.states, id);
    return known.valid() ? known : scenario.states.add({.id = std::string(id), .title = {}, .note = {}, .needs = {}});
}

model::Actor actor_named(const model::Scenario& scenario, std::string_view id) {
    const model::Actor actor{find(scenario.states, id), find(scenario.groups, id)};
    if (!id.empty() && actor == model::Actor{}) {
        throw std::logic_error("no state and no group is called " + std::string(id));
    }
    return actor;
}

}  // namespace

void add_state(Network& network, std::string_view state) { (void)state_named(network.raw(), state); }

void put_into(Network& network, std::string_view depot, std::string_view state) {
    model::Scenario& scenario = network.raw();
    scenario.depots[find(scenario.depots, depot)].state = state_named(scenario, state);
}

void give_needs(Network& network, std::string_view state,
                const std::vector<std::pair<std::string_view, double>>& weights) {
    model::Scenario& scenario = network.raw();
    model::State& row = scenario.states[state_named(scenario, state)];
    for (const auto& [commodity, weight] : weights) {
        model::StateNeed need;
        need.commodity = find(scenario.commodities, commodity);
        need.weight.value = weight;
        need.weight.path = scenario.paths.add("states." + std::string(state) + ".needs." + std::string(commodity));
        row.needs.push_back(need);
    }
}

Group::Group(Network& network, std::string_view id, const std::vector<std::string_view>& members)
    : Part(network, "groups." + std::string(id)) {
    model::Group row;
    row.id = std::string(id);
    for (const std::string_view member : members) {
        row.members.push_back(state_named(network.raw(), member));
    }
    index_ = network.raw().groups.add(std::move(row)).index;
}

model::Group& Group::row() const { return scenario().groups[model::GroupId{index_}]; }

Group& Group::prefers(std::string_view actor) {
    row().prefers.push_back(actor_named(scenario(), actor));
    return *this;
}

Group& Group::limit(std::string_view to, double most, double every) {
    const std::string at = "limits." + std::to_string(row().limits.size()) + ".";
    model::Limit limit;
    limit.of = model::CommodityId{0};
    limit.to = actor_named(scenario(), to);
    limit.cap.most = number(at + "most", most);
    limit.cap.every = number(at + "every", every);
    limit.cap.place.line = 1;
    row().limits.push_back(limit);
    return *this;
}

Sanction::Sanction(Network& network, std::string_view id) : Part(network, "sanctions." + std::string(id)) {
    model::Sanction row;
    row.id = std::string(id);
    index_ = network.raw().sanctions.add(std::move(row)).index;
}

model::Sanction& Sanction::row() const { return scenario().sanctions[model::SanctionId{index_}]; }

Sanction& Sanction::on_route(std::string_view route) {
    row().on.routes.push_back(find(scenario().routes, route));
    return *this;
}

Sanction& Sanction::on_state(std::string_view state) {
    row().on.ends.push_back({state_named(scenario(), state), {}});
    return *this;
}

Sanction& Sanction::on_group(std::string_view group) {
    row().on.ends.push_back(actor_named(scenario(), group));
    return *this;
}

Sanction& Sanction::on_commodity(std::string_view commodity) {
    row().on.commodities.push_back(find(scenario().commodities, commodity));
    return *this;
}

Sanction& Sanction::cuts(double strength) {
    row().cuts = number("cuts", strength);
    return *this;
}

Sanction& Sanction::interdicts(double strength) {
    row().interdicts = number("interdicts", strength);
    return *this;
}

Sanction& Sanction::raises_prices(double strength) {
    row().raises_prices = number("raises_prices", strength);
    return *this;
}

Sanction& Sanction::cap(double most, double every, double from) {
    row().cap.most = number("cap.most", most);
    row().cap.every = number("cap.every", every);
    row().cap.from = number("cap.from", from);
    row().cap.place.line = 1;
    return *this;
}

Sanction& Sanction::enforcement(double level) { return enforced({}, level); }

Sanction& Sanction::enforcement_from(double day, double level) { return enforced_from(day, {}, level); }

Sanction& Sanction::enforced(std::string_view by, double level) {
    model::Enforcement one;
    one.by = actor_named(scenario(), by);
    row().enforced.push_back(one);
    set(row().enforced.back().level, by.empty() ? "enforcement" : "enforced." + std::string(by), level);
    return *this;
}

Sanction& Sanction::enforced_from(double day, std::string_view by, double level) {
    change(enforcement_by(by).level, "enforcement-" + std::string(by), day, level);
    return *this;
}

model::Enforcement& Sanction::enforcement_by(std::string_view by) const {
    const model::Actor actor = actor_named(scenario(), by);
    for (model::Enforcement& one : row().enforced) {
        if (one.by == actor) {
            return one;
        }
    }
    throw std::logic_error("nobody enforces by that name");
}

}  // namespace caisson::tiny
