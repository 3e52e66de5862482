#include "support/check_rates.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <vector>

namespace caisson::tests {
namespace {

using engine::Binding;
using engine::Mode;

enum class Side { sender, receiver };

struct Sums {
    double in = 0.0;
    double own = 0.0;
    double routes = 0.0;

    [[nodiscard]] double out() const { return own + routes; }
};

// One flow as one of its ends sees it.
struct End {
    model::FlowId flow;
    std::uint32_t priority_class = 0;
    bool own_use = false;
};

class RateCheck {
public:
    RateCheck(const model::Model& model, const Snapshot& now, Faults& faults)
        : model_(model), now_(now), faults_(faults), sums_(model.nodes.size()) {
        sum_up();
    }

    void run() {
        for (const model::NodeId node : model_.nodes.ids()) {
            check_stock(node);
            check_mode(node);
            check_balance(node);
            check_room(node);
        }
        for (const model::FlowId flow : model_.flows.ids()) {
            check_capacity(flow);
            check_binding(flow);
        }
        for (const model::NodeId node : model_.nodes.ids()) {
            if (model_.nodes[node].hub) {
                check_hub(node);
            }
        }
    }

private:
    void sum_up() {
        for (const FlowSeen& flow : now_.flows) {
            largest_ask_ = std::max(largest_ask_, flow.asked);
        }
        for (const model::NodeId node : model_.nodes.ids()) {
            for (const End& end : ends(node, Side::receiver)) {
                sums_[node.index].in += seen(end.flow).gain * seen(end.flow).rate;
            }
        }
        for (const model::NodeId node : model_.nodes.ids()) {
            const model::Range out = model_.nodes[node].out;
            for (std::uint32_t at = out.begin; at < out.end; ++at) {
                const model::OutEnd& end = model_.out_ends[at];
                const double leaves = now_.takes[end.leg] * seen(end.flow).rate;
                (end.own_use ? sums_[node.index].own : sums_[node.index].routes) += leaves;
            }
        }
    }

    [[nodiscard]] const FlowSeen& seen(model::FlowId flow) const { return now_.flows[flow.index]; }

    [[nodiscard]] const NodeSeen& seen(model::NodeId node) const { return now_.nodes[node.index]; }

    [[nodiscard]] Limits limits(model::NodeId node) const { return limits_of(seen(node), model_.nodes[node].hub); }

    // A source below 1e-12 of the largest ask counts as none (section 3.4), so a balance is kept to that.
    [[nodiscard]] double scale(model::NodeId node) const {
        return sums_[node.index].in + sums_[node.index].out() + 2e-12 / slack * largest_ask_;
    }

    [[nodiscard]] std::vector<End> ends(model::NodeId node, Side side) const {
        std::vector<End> found;
        if (side == Side::receiver) {
            const model::Range in = model_.nodes[node].in;
            for (std::uint32_t at = in.begin; at < in.end; ++at) {
                found.push_back({model_.in_ends[at].flow, model_.in_ends[at].priority_class, false});
            }
            return found;
        }
        const model::Range out = model_.nodes[node].out;
        for (std::uint32_t at = out.begin; at < out.end; ++at) {
            const model::OutEnd& end = model_.out_ends[at];
            found.push_back({end.flow, end.priority_class, end.own_use});
        }
        return found;
    }

    [[nodiscard]] std::vector<model::NodeId> senders(model::FlowId flow) const {
        std::vector<model::NodeId> nodes;
        const model::Range legs = model_.flows[flow].legs;
        for (std::uint32_t leg = legs.begin; leg < legs.end; ++leg) {
            nodes.push_back(model_.legs[leg].node);
        }
        return nodes;
    }

    [[nodiscard]] bool own_use(model::FlowId flow) const {
        const model::FlowKind kind = model_.flows[flow].kind;
        return kind == model::FlowKind::fire || kind == model::FlowKind::plant || kind == model::FlowKind::wear ||
               kind == model::FlowKind::loss;
    }

    // A port whose route spills keeps nothing: what is not unloaded is lost.
    [[nodiscard]] bool spills(model::NodeId node) const {
        const model::NodeRow& row = model_.nodes[node];
        return row.kind == model::NodeKind::port && model_.routes[row.route].when_full == model::WhenFull::spill;
    }

    void fault(Rule rule, model::NodeId node, std::string_view what) {
        const NodeSeen& at = seen(node);
        const Sums& sums = sums_[node.index];
        faults_.add(rule, fmt::format("{}: {} (stock {:.17g}, capacity {:g}, reserve {:g}, mode {}, net {:.17g}; in "
                                      "{:.17g}, own use {:.17g}, routes {:.17g})",
                                      path_of(model_, node), what, at.stock, at.capacity, at.reserve,
                                      static_cast<int>(at.mode), at.net, sums.in, sums.own, sums.routes));
    }

    void fault(Rule rule, model::FlowId flow, std::string_view what) {
        const FlowSeen& at = seen(flow);
        faults_.add(rule, fmt::format("{}: {} (asks {:.17g}, gets {:.17g}, bound by {})", path_of(model_, flow), what,
                                      at.asked, at.rate, static_cast<int>(at.binding)));
    }

    void check_stock(model::NodeId node) {
        const NodeSeen& at = seen(node);
        if (!(at.stock >= 0.0)) {
            fault(Rule::stocks, node, "a negative stock");
        }
        if (model_.nodes[node].hub && at.stock != 0.0) {
            fault(Rule::stocks, node, "a hub holds nothing");
        }
        if ((at.stock == 0.0 && at.net < 0.0) || (at.stock == at.capacity && at.net > 0.0)) {
            fault(Rule::stocks, node, "it is about to leave its bounds");
        }
    }

    void check_mode(model::NodeId node) {
        const NodeSeen& at = seen(node);
        NodeSeen by_routes = at;
        by_routes.reserve = flow_route_leaves(node) ? at.reserve : 0.0;  // a reserve binds nothing else
        const Mode here = mode_at(by_routes, model_.nodes[node].hub);
        if (at.mode != here && at.mode != mode_after(by_routes, here)) {
            fault(Rule::modes, node, "the mode does not fit the stock");
        }
    }

    [[nodiscard]] bool flow_route_leaves(model::NodeId node) const {
        const model::Range ends = model_.nodes[node].out;
        return std::any_of(model_.out_ends.begin() + ends.begin, model_.out_ends.begin() + ends.end,
                           [](const model::OutEnd& end) { return !end.own_use; });
    }

    static Mode mode_at(const NodeSeen& at, bool hub) {
        if (hub) {
            return Mode::hub;
        }
        if (at.stock == 0.0) {
            return Mode::empty;
        }
        if (at.stock >= at.capacity) {
            return at.stock == at.capacity ? Mode::full : Mode::over;
        }
        if (at.stock <= at.reserve) {
            return at.stock == at.reserve ? Mode::at_reserve : Mode::below_reserve;
        }
        return Mode::between;
    }

    // A depot that leaves a boundary may already say where it goes (section 3.5).
    static Mode mode_after(const NodeSeen& at, Mode here) {
        if (here == Mode::empty && at.net > 0.0) {
            return at.reserve > 0.0 ? Mode::below_reserve : Mode::between;
        }
        if (here == Mode::full && at.net < 0.0) {
            return at.reserve >= at.capacity ? Mode::below_reserve : Mode::between;
        }
        if (here == Mode::at_reserve && at.net != 0.0) {
            return at.net > 0.0 ? Mode::between : Mode::below_reserve;
        }
        return here;
    }

    void check_balance(model::NodeId node) {
        const Sums& sums = sums_[node.index];
        const double expected =
            spills(node) || model_.nodes[node].hub ? 0.0 : sums.in - sums.out() - seen(node).expiring;
        if (!near(seen(node).net, expected, scale(node))) {
            fault(Rule::balance, node, "the net rate is not what comes in less what goes out");
        }
        if (model_.nodes[node].hub && !near(sums.in, sums.out(), scale(node))) {
            fault(Rule::balance, node, "a hub passes on at once what it gets");
        }
    }

    void check_room(model::NodeId node) {
        const Limits limit = limits(node);
        const Sums& sums = sums_[node.index];
        const double tolerance = slack * scale(node);
        if (limit.own_limited && sums.out() > sums.in + tolerance) {
            fault(Rule::r2_empty, node, "more goes out of an empty depot than comes in");
        }
        if (limit.routes_limited && sums.routes > std::max(0.0, sums.in - sums.own) + tolerance) {
            fault(Rule::r2_empty, node, "routes take more than own use leaves");
        }
        if (limit.in_limited && sums.in > sums.out() + tolerance) {
            fault(Rule::r3_full, node, "more comes into a full depot than goes out");
        }
    }

    [[nodiscard]] bool reserve_blocks(model::FlowId flow) const {
        const auto nodes = senders(flow);
        return !own_use(flow) &&
               std::any_of(nodes.begin(), nodes.end(), [&](model::NodeId node) { return limits(node).routes_blocked; });
    }

    [[nodiscard]] bool overfull_blocks(model::FlowId flow) const {
        const model::NodeId receiver = model_.flows[flow].receiver;
        return receiver.valid() && limits(receiver).in_blocked;
    }

    void check_capacity(model::FlowId flow) {
        const FlowSeen& at = seen(flow);
        if (!(at.rate >= 0.0) || !(at.rate <= at.asked * (1.0 + slack))) {
            fault(Rule::r1_capacity, flow, "a rate lies between 0 and what is asked");
        }
        if ((reserve_blocks(flow) || overfull_blocks(flow)) && at.rate != 0.0) {
            fault(Rule::r1_capacity, flow, "a blocked flow moves");
        }
    }

    void check_binding(model::FlowId flow) {
        const FlowSeen& at = seen(flow);
        if (at.rate == at.asked) {
            if (at.binding != Binding::none && at.asked > 0.0) {
                fault(Rule::r4_idling, flow, "it gets all it asks and is said to be bound");
            }
            return;
        }
        if (at.rate >= at.asked * (1.0 - slack) && at.binding == Binding::none) {
            return;  // all it asks, but for rounding
        }
        switch (at.binding) {
            case Binding::none:
                fault(Rule::r4_idling, flow, "it gets less than it asks and nothing binds it");
                return;
            case Binding::reserve:
                if (!reserve_blocks(flow) && !at_falling_reserve(flow)) {
                    fault(Rule::r4_idling, flow, "no reserve blocks it");
                }
                return;
            case Binding::over_capacity:
                if (!overfull_blocks(flow)) {
                    fault(Rule::r4_idling, flow, "its receiver is not over its capacity");
                }
                return;
            case Binding::sender:
                check_bound_by_sender(flow);
                return;
            case Binding::receiver:
                check_bound_by_receiver(flow);
                return;
        }
    }

    // At its reserve and falling, a depot's routes are 0, as just below it.
    [[nodiscard]] bool at_falling_reserve(model::FlowId flow) const {
        const auto nodes = senders(flow);
        return !own_use(flow) && seen(flow).rate == 0.0 &&
               std::any_of(nodes.begin(), nodes.end(),
                           [&](model::NodeId node) { return limits(node).routes_limited && seen(node).net < 0.0; });
    }

    void check_bound_by_sender(model::FlowId flow) {
        const auto nodes = senders(flow);
        const auto limits_it = [&](model::NodeId node) {
            return own_use(flow) ? limits(node).own_limited : limits(node).own_limited || limits(node).routes_limited;
        };
        const bool limited = std::any_of(nodes.begin(), nodes.end(), limits_it);
        const bool tight = std::any_of(nodes.begin(), nodes.end(), [&](model::NodeId node) {
            return limits_it(node) && tight_at(node, Side::sender);
        });
        const bool shared = std::any_of(nodes.begin(), nodes.end(), [&](model::NodeId node) {
            return limits_it(node) && tight_at(node, Side::sender) && shared_at(flow, node, Side::sender);
        });
        if (!limited || !tight) {
            fault(Rule::r4_idling, flow, limited ? "its sender keeps goods back" : "its sender is not limited");
        } else if (!shared) {
            fault(Rule::r5_sharing, flow, "its sender does not share by priority, then in proportion");
        }
    }

    void check_bound_by_receiver(model::FlowId flow) {
        const model::NodeId node = model_.flows[flow].receiver;
        if (!node.valid() || !limits(node).in_limited || !tight_at(node, Side::receiver)) {
            fault(Rule::r4_idling, flow, "its receiver has room");
        } else if (!shared_at(flow, node, Side::receiver)) {
            fault(Rule::r5_sharing, flow, "its receiver does not share by priority, then in proportion");
        }
    }

    // Nothing is left to share, or no room.
    [[nodiscard]] bool tight_at(model::NodeId node, Side side) const {
        const Sums& sums = sums_[node.index];
        if (side == Side::sender && !limits(node).own_limited) {
            return near(sums.routes, std::max(0.0, sums.in - sums.own), scale(node));
        }
        return near(sums.in, sums.out(), scale(node)) && seen(node).net == 0.0;
    }

    [[nodiscard]] bool bound_here(model::FlowId flow, model::NodeId node, Side side) const {
        const FlowSeen& at = seen(flow);
        if (side == Side::receiver) {
            return at.binding == Binding::receiver;
        }
        const auto nodes = senders(flow);
        return at.binding == Binding::sender && nodes.size() == 1 && nodes.front() == node;
    }

    // R5 at one end, for a flow that this end binds.
    [[nodiscard]] bool shared_at(model::FlowId flow, model::NodeId node, Side side) const {
        const double share = seen(flow).rate / seen(flow).asked;
        const std::vector<End> all = ends(node, side);
        const auto mine = std::find_if(all.begin(), all.end(), [&](const End& end) { return end.flow == flow; });
        const bool routes_only = side == Side::sender && !limits(node).own_limited;
        return std::all_of(all.begin(), all.end(), [&](const End& other) {
            const FlowSeen& at = seen(other.flow);
            if (at.asked == 0.0 || (routes_only && other.own_use)) {
                return true;
            }
            const double others = at.rate / at.asked;
            if (other.priority_class > mine->priority_class) {
                return others <= slack;
            }
            if (other.priority_class < mine->priority_class) {
                return true;
            }
            return others <= share + slack && (!bound_here(other.flow, node, side) || others >= share - slack);
        });
    }

    // A hub binds what comes in or what goes out, never both. A flow that both of its ends could bind is no proof.
    void check_hub(model::NodeId node) {
        const auto bound_in = only_bound_at(node, Side::receiver);
        const auto bound_out = only_bound_at(node, Side::sender);
        if (bound_in && bound_out) {
            fault(Rule::r4_idling, node, "a hub idles: it stops what comes in and what goes out");
        }
    }

    [[nodiscard]] bool only_bound_at(model::NodeId node, Side side) const {
        const std::vector<End> all = ends(node, side);
        return std::any_of(all.begin(), all.end(), [&](const End& end) {
            const FlowSeen& at = seen(end.flow);
            return at.rate < at.asked * (1.0 - slack) && bound_here(end.flow, node, side) &&
                   !other_end_could_bind(end.flow, side);
        });
    }

    [[nodiscard]] bool other_end_could_bind(model::FlowId flow, Side side) const {
        if (side == Side::sender) {
            const model::NodeId receiver = model_.flows[flow].receiver;
            return receiver.valid() && limits(receiver).in_limited && tight_at(receiver, Side::receiver) &&
                   shared_at(flow, receiver, Side::receiver);
        }
        const auto nodes = senders(flow);
        return std::any_of(nodes.begin(), nodes.end(), [&](model::NodeId sender) {
            const Limits limit = limits(sender);
            return (limit.own_limited || (limit.routes_limited && !own_use(flow))) && tight_at(sender, Side::sender) &&
                   shared_at(flow, sender, Side::sender);
        });
    }

    const model::Model& model_;
    const Snapshot& now_;
    Faults& faults_;
    std::vector<Sums> sums_;
    double largest_ask_ = 0.0;
};

}  // namespace

Limits limits_of(const NodeSeen& node, bool hub) {
    if (hub) {
        return {.own_limited = true, .routes_limited = true, .in_limited = true};
    }
    Limits limits;
    const bool reserve_holds = node.reserve > 0.0 && node.reserve < node.capacity;
    limits.own_limited = node.stock == 0.0;
    limits.routes_blocked = node.stock < node.reserve || node.reserve >= node.capacity;
    limits.routes_limited =
        !limits.routes_blocked && (node.stock == 0.0 || (reserve_holds && node.stock == node.reserve));
    limits.in_limited = node.stock == node.capacity;
    limits.in_blocked = node.stock > node.capacity;
    return limits;
}

void check_rates(const model::Model& model, const Snapshot& now, Faults& faults) {
    RateCheck(model, now, faults).run();
}

}  // namespace caisson::tests
