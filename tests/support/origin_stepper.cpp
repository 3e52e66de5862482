#include "support/origin_stepper.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace caisson::tests {
namespace {

using model::FlowKind;

double sum_of(const std::vector<double>& amounts) { return std::accumulate(amounts.begin(), amounts.end(), 0.0); }

void add_to(std::vector<double>& sum, const std::vector<double>& more, double factor = 1.0) {
    for (std::size_t k = 0; k < sum.size(); ++k) {
        sum[k] += factor * more[k];
    }
}

/// The same in shares; nothing of nothing.
std::vector<double> shares_of(std::vector<double> amounts) {
    const double whole = sum_of(amounts);
    for (double& one : amounts) {
        one = whole > 0.0 ? one / whole : 0.0;
    }
    return amounts;
}

}  // namespace

OriginStepper::OriginStepper(const model::Model& model, double step)
    : model_(model),
      step_(step),
      states_(model.states.size()),
      held_(model.nodes.size()),
      mixtures_(model.nodes.size(), Amounts(model.states.size(), 0.0)),
      lines_(model.routes.size()),
      ships_(model.routes.size()),
      spilled_(model.routes.size(), 0.0),
      flows_(model.flows.size()),
      takes_(model.flows.size()),
      fired_(model.states.size(), 0.0) {}

double OriginStepper::stock(model::NodeId node, model::StateId state) const {
    double sum = 0.0;
    for (const Parcel& parcel : held_[node.index].parcels) {
        sum += parcel.amounts[state.index];
    }
    return sum;
}

void OriginStepper::start(const engine::View& view) {
    for (const auto id : view.model().nodes.ids()) {
        const model::NodeRow& row = model_.nodes[id];
        held_[id.index].queue = row.kind != model::NodeKind::cell || row.issue == model::Issue::fifo;
        const double stock = row.stock.valid() ? model_.values[row.stock.index] : 0.0;
        if (stock > 0.0) {
            Amounts amounts(states_, 0.0);
            if (row.origins.empty()) {
                amounts[model_.depots[row.depot].state.index] = stock;
            }
            for (auto at = row.origins.begin; at < row.origins.end; ++at) {
                const model::OfStateRow& one = model_.of_states[at];
                amounts[one.state.index] = stock * model_.values[one.share.index];
            }
            add(id, amounts);
        }
    }
}

void OriginStepper::add(model::NodeId node, const Amounts& amounts) {
    Held& held = held_[node.index];
    if (sum_of(amounts) <= 0.0) {
        return;
    }
    if (held.queue || held.parcels.empty()) {
        held.parcels.push_back({0.0, amounts});
    } else {
        add_to(held.parcels.front().amounts, amounts);
    }
}

OriginStepper::Amounts OriginStepper::take(model::NodeId node, double amount) {
    Held& held = held_[node.index];
    Amounts taken(states_, 0.0);
    while (amount > 0.0 && !held.parcels.empty()) {
        Amounts& first = held.parcels.front().amounts;
        const double there = sum_of(first);
        if (there <= amount) {
            add_to(taken, first);
            amount -= there;
            held.parcels.pop_front();
            continue;
        }
        add_to(taken, first, amount / there);
        for (double& one : first) {
            one *= 1.0 - amount / there;
        }
        amount = 0.0;
    }
    return taken;
}

/// What would leave, without taking it.
OriginStepper::Amounts OriginStepper::front(const Held& held, double amount) const {
    Amounts taken(states_, 0.0);
    for (const Parcel& parcel : held.parcels) {
        const double there = sum_of(parcel.amounts);
        if (amount <= 0.0) {
            break;
        }
        add_to(taken, parcel.amounts, there > amount ? amount / there : 1.0);
        amount -= there;
    }
    return taken;
}

OriginStepper::Amounts OriginStepper::of_flow(model::FlowId flow) const {
    const model::FlowRow& row = model_.flows[flow];
    Amounts amounts(states_, 0.0);
    if (row.kind == FlowKind::plant || row.kind == FlowKind::finish) {
        amounts[model_.depots[model_.plants[model::PlantId{row.owner}].at].state.index] = 1.0;
        return amounts;
    }
    if (row.kind == FlowKind::arrival || row.kind == FlowKind::reject) {
        const auto& line = lines_[row.owner];
        return line.empty() ? amounts : shares_of(line.front().amounts);
    }
    return mixtures_[model_.legs[row.legs.begin].node.index];
}

OriginStepper::Amounts OriginStepper::coming_into(model::NodeId node) const {
    Amounts sum(states_, 0.0);
    const model::Range ends = model_.nodes[node].in;
    for (auto at = ends.begin; at < ends.end; ++at) {
        const Flow& flow = flows_[model_.in_ends[at].flow.index];
        if (flow.rate > 0.0) {
            add_to(sum, of_flow(model_.in_ends[at].flow), flow.rate * flow.gain);
        }
    }
    return sum;
}

double OriginStepper::out_rate(model::NodeId node) const {
    double out = 0.0;
    const model::Range ends = model_.nodes[node].out;
    for (auto at = ends.begin; at < ends.end; ++at) {
        const std::uint32_t flow = model_.out_ends[at].flow.index;
        const model::FlowRow& row = model_.flows[model_.out_ends[at].flow];
        out += flows_[flow].rate * takes_[flow][model_.out_ends[at].leg - row.legs.begin];
    }
    const model::NodeRow& row = model_.nodes[node];
    return row.kind == model::NodeKind::port ? out + spilled_[row.route.index] : out;
}

/// What leaves each node in this step: what is there, and where it does not last for the step, what comes in too.
void OriginStepper::find_mixtures(double days) {
    constexpr int most_sweeps = 60;
    for (int sweep = 0; sweep < most_sweeps; ++sweep) {
        bool changed = false;  // a sweep that changes no bit would be repeated for ever
        for (const auto id : model_.nodes.ids()) {
            const double out = out_rate(id);
            const Held& held = held_[id.index];
            Amounts there(states_, 0.0);
            if (held.queue) {
                there = front(held, out * days);
            } else if (!held.parcels.empty()) {
                there = held.parcels.front().amounts;
            }
            if (sum_of(there) < out * days * (1.0 - 1e-9)) {
                add_to(there, coming_into(id), days);
            }
            if (sum_of(there) > 0.0) {
                there = shares_of(std::move(there));
                changed = changed || there != mixtures_[id.index];
                mixtures_[id.index] = std::move(there);
            }
        }
        if (!changed) {
            break;
        }
    }
}

void OriginStepper::step(double from, double days) {
    for (const auto route : model_.routes.ids()) {
        while (!lines_[route.index].empty() && lines_[route.index].front().arrival <= from - 1e-9) {
            lines_[route.index].pop_front();
        }
    }
    find_mixtures(days);
    std::vector<Amounts> coming;
    for (const auto id : model_.nodes.ids()) {
        coming.push_back(coming_into(id));
    }
    for (const auto id : model_.flows.ids()) {
        const model::FlowRow& row = model_.flows[id];
        for (auto leg = row.legs.begin; leg < row.legs.end; ++leg) {
            const model::NodeId node = model_.legs[leg].node;
            const double amount = flows_[id.index].rate * takes_[id.index][leg - row.legs.begin] * days;
            if (row.kind == FlowKind::fire) {
                add_to(fired_, mixtures_[node.index], amount);
            } else if (row.kind == FlowKind::departure && amount > 0.0) {
                Parcel parcel{from + days + model_.values[model_.routes[model::RouteId{row.owner}].transit.index],
                              mixtures_[node.index]};
                lines_[row.owner].push_back(std::move(parcel));
            }
        }
    }
    for (const auto id : model_.nodes.ids()) {
        exchange(id, coming[id.index], days);
    }
}

/// What is held gets what comes in and loses what leaves.
void OriginStepper::exchange(model::NodeId node, const Amounts& coming, double days) {
    Held& held = held_[node.index];
    Amounts in(states_, 0.0);
    add_to(in, coming, days);
    const double out = out_rate(node) * days;
    add(node, in);
    if (held.queue) {
        (void)take(node, out);
        return;
    }
    if (!held.parcels.empty()) {
        Amounts& amounts = held.parcels.front().amounts;
        add_to(amounts, mixtures_[node.index], -out);
        for (double& one : amounts) {
            one = std::max(0.0, one);
        }
    }
}

void OriginStepper::carry(const engine::Move& move) {
    const model::RouteRow& row = model_.routes[move.route];
    const auto so_much = [&] {
        Amounts amounts = shares_of(arriving_);
        for (double& one : amounts) {
            one *= move.amount.value;
        }
        return amounts;
    };
    auto& ships = ships_[move.route.index];
    switch (move.kind) {
        case engine::MoveKind::loaded:
            ships.push_back(take(row.sails.fleet.hold.valid() ? row.sails.fleet.hold : row.from, move.amount.value));
            break;
        case engine::MoveKind::arrived:
            arriving_ = ships.front();
            ships.pop_front();
            break;
        case engine::MoveKind::landed:
            add(row.to, so_much());
            break;
        case engine::MoveKind::queued:
            add(row.port, so_much());
            break;
        case engine::MoveKind::rejected:
            add(row.rejects.to, so_much());
            break;
        case engine::MoveKind::cleared:
            arriving_.assign(states_, 0.0);
            for (const Amounts& ship : ships) {
                add_to(arriving_, ship);
            }
            for (const Parcel& parcel : lines_[move.route.index]) {
                add_to(arriving_, parcel.amounts);
            }
            ships.clear();
            lines_[move.route.index].clear();
            break;
        case engine::MoveKind::returned:
            add(row.from, so_much());
            break;
        case engine::MoveKind::unloaded:
            add(row.to, take(row.port, move.amount.value));
            break;
        case engine::MoveKind::spilled:
            break;
    }
}

void OriginStepper::see(const engine::Instant& instant) {
    const engine::View& view = instant.view;
    if (!begun_) {
        start(view);
        begun_ = true;
    } else if (instant.time.value > now_) {
        const double days = instant.time.value - now_;
        const double steps = std::ceil(days / step_);
        for (double at = 0.0; at < steps; at += 1.0) {
            step(now_ + at * days / steps, days / steps);
        }
    }
    for (const engine::Move& move : instant.moves) {
        carry(move);
    }
    now_ = instant.time.value;
    for (const auto route : model_.routes.ids()) {
        spilled_[route.index] = view.rates(route).spilled.value;
    }
    for (const auto flow : model_.flows.ids()) {
        flows_[flow.index] = {view.rate(flow).value, view.gain(flow)};
        const model::Range legs = model_.flows[flow].legs;
        takes_[flow.index].clear();
        for (auto leg = legs.begin; leg < legs.end; ++leg) {
            takes_[flow.index].push_back(view.take(leg));
        }
    }
}

}  // namespace caisson::tests
