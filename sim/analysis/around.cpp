#include "analysis/around.hpp"

#include <algorithm>

namespace caisson::analysis {

using engine::Binding;
using engine::EntityKind;
using engine::Halt;
using model::FlowId;
using model::FlowKind;
using model::NodeId;
using model::PlantId;
using model::RouteId;

namespace {

/// By how much more goes in than comes out; what is only rounding is nothing.
double excess(double in, double out) { return in - out > 1e-12 * in ? in - out : 0.0; }

}  // namespace

const Around& Surroundings::into(NodeId node) {
    around_.causes.clear();
    around_.leading.clear();
    const model::Range ends = model().nodes[node].in;
    for (auto end = ends.begin; end < ends.end; ++end) {
        const FlowId flow = model().in_ends[end].flow;
        const model::FlowRow& row = model().flows[flow];
        const double brought = view_.rate(flow).value * view_.gain(flow);
        switch (row.kind) {
            case FlowKind::plant:
            case FlowKind::delivery:
                add_plant(PlantId{row.owner}, brought);
                break;
            case FlowKind::transfer:
            case FlowKind::unload:
                add_route(RouteId{row.owner}, brought);
                break;
            case FlowKind::reject:
                add_leading({{EntityKind::route, row.owner, Cause::capacity}, Halt::none, brought, brought}, {});
                break;
            case FlowKind::wear:  // of its own depot's guns: nobody is late with it
            case FlowKind::loss:
            case FlowKind::fire:
            case FlowKind::finish:
            case FlowKind::departure:
            case FlowKind::loading:
            case FlowKind::arrival:
                break;  // none of these leads into a cell
        }
    }
    return around_;
}

double Surroundings::lacking_at(NodeId node) const {
    double lacking = 0.0;
    const model::Range ends = model().nodes[node].out;
    for (auto end = ends.begin; end < ends.end; ++end) {
        const model::OutEnd& one = model().out_ends[end];
        lacking += held_back(one.flow) * view_.take(one.leg);
    }
    for (const RouteId route : ships_.from(node)) {
        lacking += short_loaded(route) * view_.scheduled(route).value * view_.permitted(route);
    }
    return lacking;
}

std::vector<NodeId> Surroundings::empty_senders(FlowId flow) const {
    std::vector<NodeId> senders;
    const model::Range legs = model().flows[flow].legs;
    for (auto leg = legs.begin; leg < legs.end; ++leg) {
        const NodeId node = model().legs[leg].node;
        if (has_nothing(view_.mode(node))) {
            senders.push_back(node);
        }
    }
    return senders;
}

/// What a sender holds back of a flow.
double Surroundings::held_back(FlowId flow) const {
    return view_.binding(flow) == Binding::sender ? (view_.asked(flow) - view_.rate(flow)).value : 0.0;
}

double Surroundings::short_loaded(RouteId id) const {
    if (view_.halt(id) != Halt::none) {
        return 0.0;
    }
    if (const FlowId loading = model().routes[id].sending; loading.valid()) {  // a fleet's: as fast as they ask, or not
        const double asked = view_.asked(loading).value;
        return asked > 0.0 ? (asked - view_.rate(loading).value) / asked : 0.0;
    }
    return view_.waits(id) ? 1.0 : 1.0 - ships_.loaded(id);
}

void Surroundings::add_plant(PlantId id, double brought) {
    const model::PlantRow& row = model().plants[id];
    const bool takes_time = model::takes_time(row);
    const double yield = takes_time ? view_.yield(id) : 1.0;
    const double potential = view_.scheduled(id).value * yield;
    if (!add_halt(EntityKind::plant, id.index, view_.halt(id), potential)) {
        add_upstream({EntityKind::plant, id.index, Cause::capacity}, row.flow, held_back(row.flow) * yield);
    }
    if (takes_time) {
        const engine::PlantRates rates = view_.rates(id);
        add_cause({EntityKind::plant, id.index, Cause::late},
                  excess(rates.started.value * yield, rates.finished.value));
        add_cause({EntityKind::plant, id.index, Cause::scrapped}, rates.scrapped.value);
    }
    add_leading({{EntityKind::plant, id.index, Cause::capacity}, view_.halt(id), potential, brought}, row.work.dock);
}

void Surroundings::add_route(RouteId id, double brought) {
    const model::RouteRow& row = model().routes[id];
    const engine::RouteRates rates = view_.rates(id);
    const double unstopped = (1.0 - view_.loss(id)) * (1.0 - view_.reject_share(id));
    const double left = unstopped * view_.let_through(id);
    const double potential = view_.scheduled(id).value * unstopped;
    const double permitted = potential * view_.permitted(id);
    double forbidden = 0.0;
    const bool sails = row.form == model::RouteForm::sailings;
    if (!add_halt(EntityKind::route, id.index, view_.halt(id), potential)) {
        if (sails) {
            add_sailing(id, permitted);
        } else {
            add_sending(id, left);
        }
        forbidden = potential - permitted * not_stopped(id);
    }
    if (!sails && row.port.valid()) {
        const double enters = view_.rate(row.sending).value * left;
        add_cause({EntityKind::route, id.index, Cause::late}, excess(enters, (rates.arrived - rates.rejected).value));
    }
    add_cause({EntityKind::route, id.index, Cause::lost}, rates.lost.value);
    add_cause({EntityKind::route, id.index, Cause::sanctions}, forbidden + rates.interdicted.value);
    add_cause({EntityKind::route, id.index, Cause::rejected}, rates.rejected.value);
    add_leading({{EntityKind::route, id.index, Cause::capacity},
                 view_.halt(id),
                 potential,
                 sails ? permitted * not_stopped(id) * delivered(id) : brought},
                unloads_slowly(id) ? row.port : NodeId{});
}

/// What a flow is held back by its sender.
void Surroundings::add_sending(RouteId id, double left) {
    const model::RouteRow& row = model().routes[id];
    const double kept = (view_.asked(row.sending) - view_.rate(row.sending)).value * left;
    const Binding binding = view_.binding(row.sending);
    if (binding == Binding::reserve) {
        add_cause({EntityKind::route, id.index, Cause::reserve}, kept);
    } else if (binding == Binding::sender) {
        add_held_back({EntityKind::route, id.index, Cause::reserve}, row.from, kept);
    }
}

/// What the last ship was held back by its sender, and what became of it.
void Surroundings::add_sailing(RouteId id, double potential) {
    const Culprit late{EntityKind::route, id.index, Cause::late};
    if (!ships_.any_came(id) && view_.under_way(id).value > 0.0) {
        add_cause(late, potential);
        return;
    }
    if (ships_.was_lost(id)) {
        add_cause({EntityKind::route, id.index, Cause::lost}, potential);
        return;
    }
    if (ships_.was_stopped(id)) {
        return;  // which is put down to sanctions
    }
    add_held_back({EntityKind::route, id.index, Cause::reserve}, model().routes[id].from, short_loaded(id) * potential);
}

/// Of what is permitted, the share that is not stopped on the way by ship; of flows it can be seen what is.
double Surroundings::not_stopped(RouteId id) const {
    const model::RouteRow& row = model().routes[id];
    if (row.form == model::RouteForm::flow) {
        return 1.0;
    }
    const bool whole_lots = row.chance.index < model().parameters.size();
    return whole_lots ? (ships_.was_stopped(id) ? 0.0 : 1.0) : view_.let_through(id);
}

/// Whether goods may wait in its port for nothing but to be unloaded: a fleet's vehicles at berths do not wait.
bool Surroundings::unloads_slowly(RouteId id) const {
    return !model::has_fleet(model().routes[id]) || view_.fleet(id)[engine::Doing::waits_to_unload] > 0;
}

/// Of the lots of a route with sailings, the share that its last ship brought.
double Surroundings::delivered(RouteId id) const {
    const bool came =
        view_.halt(id) == Halt::none && ships_.any_came(id) && !ships_.was_lost(id) && !ships_.was_stopped(id);
    return came ? 1.0 - short_loaded(id) : 0.0;
}

/// A sender that has goods and does not give them keeps its reserve; one that has none lacks them itself.
void Surroundings::add_held_back(const Culprit& of, NodeId sender, double weight) {
    const bool keeps = view_.reserve(sender).value > 0.0 && !has_nothing(view_.mode(sender));
    if (keeps) {
        add_cause(of, weight);
    } else if (weight > 0.0) {
        around_.causes.push_back({of, weight, sender});
    }
}

void Surroundings::add_upstream(const Culprit& of, FlowId flow, double weight) {
    const auto senders = empty_senders(flow);
    for (const NodeId sender : senders) {
        if (weight > 0.0) {
            around_.causes.push_back({of, weight / static_cast<double>(senders.size()), sender});
        }
    }
}

/// returns  whether it is halted at all
bool Surroundings::add_halt(EntityKind kind, std::uint32_t index, Halt halt, double potential) {
    switch (halt) {
        case Halt::none:
            return false;
        case Halt::closed:
            add_cause({kind, index, Cause::closed}, potential);
            break;
        case Halt::target:
            add_cause({kind, index, Cause::target}, potential);
            break;
        case Halt::deal:
            add_cause({kind, index, Cause::deal}, potential);
            break;
        case Halt::queue:
            add_cause({kind, index, Cause::queue}, potential);
            break;
    }
    return true;
}

void Surroundings::add_cause(const Culprit& culprit, double weight) {
    if (weight > 0.0) {
        around_.causes.push_back({culprit, weight, {}});
    }
}

Rate fired_by(const engine::View& view, model::FireId fire) {
    Rate fired;
    const model::Range flows = view.model().fires[fire].flows;
    for (auto flow = flows.begin; flow < flows.end; ++flow) {
        fired += view.rate(FlowId{flow});
    }
    return fired;
}

void Surroundings::add_leading(const Leading& leading, NodeId queue) {
    if (leading.potential > 0.0) {
        around_.leading.push_back(leading);
        if (queue.valid() && (view_.stock(queue).value > 0.0 || view_.net_rate(queue).value > 0.0)) {
            around_.leading.back().culprit.cause = Cause::unloading;
        }
    }
}

}  // namespace caisson::analysis
