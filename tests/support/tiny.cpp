#include "support/tiny.hpp"

#include <stdexcept>
#include <string>
#include <utility>

#include "caisson/model/compile.hpp"
#include "support/checker.hpp"

namespace caisson::tiny {
namespace {

using engine::EntityKind;
using tests::Snapshot;

// Instants that ought to fall together may be this far apart (docs/semantics.md, section 4).
constexpr double instant_width = 1e-9;

template <class Kind, class Row>
Id<Kind> find_in(const Table<Kind, Row>& table, std::string_view id) {
    for (const Id<Kind> known : table.ids()) {
        if (table[known].id == id) {
            return known;
        }
    }
    return {};
}

template <class Kind, class Row>
Id<Kind> named(const Table<Kind, Row>& table, std::string_view id) {
    const Id<Kind> found = find_in(table, id);
    if (!found.valid()) {
        throw std::logic_error("nothing here is named " + std::string(id));
    }
    return found;
}

std::string text_of(const Findings& findings) {
    std::string all = "the scenario is refused:";
    for (const Finding& finding : findings) {
        all += "\n  " + finding.message;
    }
    return all;
}

}  // namespace

Seen::Seen(std::unique_ptr<const model::Model> model, std::vector<Snapshot> instants, engine::Summary summary)
    : model_(std::move(model)), instants_(std::move(instants)), summary_(std::move(summary)) {}

const Snapshot& Seen::last_until(double time) const {
    if (time < 0.0 || time > instants_.back().time + instant_width) {
        throw std::logic_error("the run has no day " + std::to_string(time));
    }
    std::size_t last = 0;
    while (last + 1 < instants_.size() && instants_[last + 1].time <= time + instant_width) {
        ++last;
    }
    return instants_[last];
}

double Seen::grown(double then, double rate, double time) const {
    const double since = time - last_until(time).time;
    return since <= instant_width ? then : then + rate * since;
}

model::NodeId Seen::node(std::string_view depot, std::string_view commodity) const {
    const model::Range cells = model_->depots[named(model_->depots, depot)].cells;
    for (std::uint32_t cell = cells.begin; cell < cells.end; ++cell) {
        const model::NodeId candidate{cell};
        if (commodity.empty() || model_->commodities[model_->nodes[candidate].commodity].id == commodity) {
            return candidate;
        }
    }
    throw std::logic_error(std::string(depot) + " holds no " + std::string(commodity));
}

std::vector<model::FlowId> Seen::flows(std::string_view id, std::string_view commodity) const {
    if (const auto plant = find_in(model_->plants, id); plant.valid()) {
        return {model_->plants[plant].flow};
    }
    if (const auto route = find_in(model_->routes, id); route.valid()) {
        return {model_->routes[route].sending};
    }
    const model::Range range = model_->fires[named(model_->fires, id)].flows;
    std::vector<model::FlowId> found;
    for (std::uint32_t index = range.begin; index < range.end; ++index) {
        const model::CommodityId moves = model::commodity_of(*model_, model::FlowId{index});
        if (commodity.empty() || (moves.valid() && model_->commodities[moves].id == commodity)) {
            found.emplace_back(index);
        }
    }
    return found;
}

model::RouteId Seen::route(std::string_view id) const { return named(model_->routes, id); }

model::FireId Seen::fire(std::string_view id) const { return named(model_->fires, id); }

model::PlantId Seen::plant(std::string_view id) const { return named(model_->plants, id); }

double Seen::stock(std::string_view depot, double time, std::string_view commodity) const {
    const tests::NodeSeen& seen = last_until(time).nodes[node(depot, commodity).index];
    return grown(seen.stock, seen.net, time);
}

double Seen::net(std::string_view depot, double time, std::string_view commodity) const {
    return last_until(time).nodes[node(depot, commodity).index].net;
}

engine::Mode Seen::mode(std::string_view depot, double time, std::string_view commodity) const {
    return last_until(time).nodes[node(depot, commodity).index].mode;
}

double Seen::first_empty(std::string_view depot, std::string_view commodity) const {
    return summary_.first_empty[node(depot, commodity)].value;
}

double Seen::rate(std::string_view flow, double time, std::string_view commodity) const {
    double sum = 0.0;
    for (const model::FlowId part : flows(flow, commodity)) {
        sum += last_until(time).flows[part.index].rate;
    }
    return sum;
}

double Seen::asked(std::string_view flow, double time, std::string_view commodity) const {
    double sum = 0.0;
    for (const model::FlowId part : flows(flow, commodity)) {
        sum += last_until(time).flows[part.index].asked;
    }
    return sum;
}

double Seen::moved(std::string_view flow, double time, std::string_view commodity) const {
    double sum = 0.0;
    for (const model::FlowId part : flows(flow, commodity)) {
        const tests::FlowSeen& seen = last_until(time).flows[part.index];
        sum += grown(seen.moved, seen.rate, time);
    }
    return sum;
}

engine::Binding Seen::binding(std::string_view flow, double time, std::string_view commodity) const {
    return last_until(time).flows[flows(flow, commodity).front().index].binding;
}

std::uint32_t Seen::stage(std::string_view id, double time) const {
    return last_until(time).fires[fire(id).index].stage;
}

double Seen::port(std::string_view id, double time) const {
    const tests::NodeSeen& seen = last_until(time).nodes[model_->routes[route(id)].port.index];
    return grown(seen.stock, seen.net, time);
}

double Seen::under_way(std::string_view id, double time) const {
    const tests::RouteSeen& seen = last_until(time).routes[route(id).index];
    return grown(seen.under_way, seen.sending - seen.arriving - seen.losing - seen.interdicting, time);
}

double Seen::sent(std::string_view id, double time) const {
    const tests::RouteSeen& seen = last_until(time).routes[route(id).index];
    return grown(seen.sent, seen.sending, time);
}

double Seen::arrived(std::string_view id, double time) const {
    const tests::RouteSeen& seen = last_until(time).routes[route(id).index];
    return grown(seen.arrived, seen.arriving, time);
}

double Seen::lost(std::string_view id, double time) const {
    const tests::RouteSeen& seen = last_until(time).routes[route(id).index];
    return grown(seen.lost, seen.losing, time);
}

double Seen::spilled(std::string_view id, double time) const {
    const tests::RouteSeen& seen = last_until(time).routes[route(id).index];
    return grown(seen.spilled, seen.spilling, time);
}

double Seen::rejected(std::string_view id, double time) const {
    const tests::RouteSeen& seen = last_until(time).routes[route(id).index];
    return grown(seen.rejected, seen.rejecting, time);
}

double Seen::interdicted(std::string_view id, double time) const {
    const tests::RouteSeen& seen = last_until(time).routes[route(id).index];
    return grown(seen.interdicted, seen.interdicting, time);
}

double Seen::pressure(std::string_view state, double time) const {
    for (const model::StateId id : model_->states.ids()) {
        if (model_->states[id].id == state) {
            return last_until(time).pressures[id.index];
        }
    }
    throw std::runtime_error("no state is called " + std::string(state));
}

double Seen::in_work(std::string_view id, double time) const {
    const tests::PlantSeen& seen = last_until(time).plants[plant(id).index];
    return grown(seen.in_work, seen.starting - seen.finishing - seen.scrapping, time);
}

double Seen::dock(std::string_view id, double time) const {
    const tests::NodeSeen& seen = last_until(time).nodes[model_->plants[plant(id)].work.dock.index];
    return grown(seen.stock, seen.net, time);
}

double Seen::scrapped(std::string_view id, double time) const {
    const tests::PlantSeen& seen = last_until(time).plants[plant(id).index];
    return grown(seen.scrapped, seen.scrapping, time);
}

double Seen::delivered(std::string_view id, double time) const {
    const tests::FlowSeen& seen = last_until(time).flows[model_->plants[plant(id)].work.delivering.index];
    return grown(seen.moved, seen.rate, time);
}

bool Seen::sends(std::string_view id, double time) const { return last_until(time).routes[route(id).index].sends; }

engine::DealFigures Seen::deal(std::string_view id, std::string_view commodity, double time) const {
    const auto part = model::part_of(*model_, named(model_->deals, id), named(model_->commodities, commodity));
    const tests::DealSeen& seen = last_until(time).parts[part.index];
    engine::DealFigures now = seen.figures;
    for (const auto member : {&engine::DealFigures::outstanding, &engine::DealFigures::sent,
                              &engine::DealFigures::in_transit, &engine::DealFigures::arrived,
                              &engine::DealFigures::lost, &engine::DealFigures::counted, &engine::DealFigures::owed}) {
        now.*member = grown(now.*member, seen.rates.*member, time);
    }
    return now;
}

double Seen::unloading(std::string_view id, double time) const {
    return last_until(time).flows[model_->routes[route(id)].unloading.index].rate;
}

double Seen::fired_total(double time) const {
    double sum = 0.0;
    for (const model::FireRow& row : model_->fires) {
        sum += moved(row.id, time);
    }
    return sum;
}

double Seen::made_total(double time) const {
    double sum = 0.0;
    for (const model::PlantRow& row : model_->plants) {
        sum += moved(row.id, time);
    }
    return sum;
}

bool Seen::names(const engine::Event& event, std::string_view entity) const {
    switch (event.entity_kind) {
        case EntityKind::node: {
            const model::NodeRow& row = model_->nodes[model::NodeId{event.entity}];
            return row.kind == model::NodeKind::cell && model_->depots[row.depot].id == entity;
        }
        case EntityKind::plant:
            return model_->plants[model::PlantId{event.entity}].id == entity;
        case EntityKind::fire:
            return model_->fires[model::FireId{event.entity}].id == entity;
        case EntityKind::route:
            return model_->routes[model::RouteId{event.entity}].id == entity;
        case EntityKind::rule:
            return model_->rules[model::RuleId{event.entity}].id == entity;
        case EntityKind::deal:
            return model_->deals[model::DealId{event.entity}].id == entity;
        case EntityKind::deal_part:
            return model::path_of(*model_, model::DealPartId{event.entity}) == entity;
        case EntityKind::enforcement:
            return path_of(*model_, model_->enforcements[event.entity]) == entity;
        case EntityKind::cap:
            return model_->caps[event.entity].path == entity;
        case engine::EntityKind::depot:
            return model_->depots[model::DepotId{event.entity}].id == entity;
        case EntityKind::loss:
            return model_->losses[model::LossId{event.entity}].id == entity;
        case EntityKind::none:
            return false;
    }
    return false;
}

std::vector<engine::Event> Seen::events(engine::EventKind kind, std::string_view entity) const {
    std::vector<engine::Event> found;
    for (const Snapshot& instant : instants_) {
        for (const engine::Event& event : instant.events) {
            if (event.kind == kind && (entity.empty() || names(event, entity))) {
                found.push_back(event);
            }
        }
    }
    return found;
}

std::vector<double> Seen::times(engine::EventKind kind, std::string_view entity) const {
    std::vector<double> all;
    for (const engine::Event& event : events(kind, entity)) {
        all.push_back(event.time.value);
    }
    return all;
}

std::vector<double> Seen::amounts(engine::EventKind kind, std::string_view entity) const {
    std::vector<double> all;
    for (const engine::Event& event : events(kind, entity)) {
        all.push_back(event.value);
    }
    return all;
}

std::vector<double> Seen::instant_times() const {
    std::vector<double> all;
    for (const Snapshot& instant : instants_) {
        all.push_back(instant.time);
    }
    return all;
}

std::size_t Seen::event_count() const {
    std::size_t count = 0;
    for (const Snapshot& instant : instants_) {
        for (const engine::Event& event : instant.events) {
            count += event.kind != engine::EventKind::started && event.kind != engine::EventKind::ended ? 1 : 0;
        }
    }
    return count;
}

Seen run(std::unique_ptr<const model::Model> model, std::span<const double> values, engine::Future future) {
    engine::Runner runner(*model);
    tests::Recorder recorder;
    tests::CheckingObserver checker(*model, values, future);
    engine::Observer* const observers[] = {&recorder, &checker};
    const auto summary = runner.run(values, future, observers);
    if (!summary) {
        throw std::runtime_error("the run failed: " + summary.error().message);
    }
    checker.check_summary(**summary);
    if (!checker.faults().empty()) {
        throw std::runtime_error(checker.report());
    }
    return {std::move(model), recorder.take(), **summary};
}

Seen run(const model::Scenario& scenario, engine::Future future) {
    auto compiled = model::compile(scenario);
    if (!compiled) {
        throw std::runtime_error(text_of(compiled.error()));
    }
    auto model = std::make_unique<const model::Model>(std::move(compiled->model));
    const std::vector<double> values = model->values;
    return run(std::move(model), values, future);
}

Seen run(const Network& network, Days end, engine::Future future) { return run(network.scenario(end.value), future); }

}  // namespace caisson::tiny
