#include "engine/allocate_reach.hpp"

#include <algorithm>

namespace caisson::engine {
namespace {

constexpr unsigned sender_limits = limit_sender | limit_at_reserve | limit_routes_blocked;
constexpr unsigned receiver_limits = limit_receiver | limit_blocked;

/// The most arcs that the flows of a model can make.
std::size_t most_arcs(const Network& net) {
    std::size_t arcs = 0;
    for (const NetworkFlow& flow : net.flows) {
        const std::size_t legs = flow.legs.size();
        arcs += legs * (2 + 2 * legs) + 2 * legs;
        for (model::FlowId next = flow.next; next.valid(); next = net.flows[next.index].next) {
            arcs += legs * (2 + 2 * net.flows[next.index].legs.size());
        }
    }
    return arcs;
}

/// Whether no level can move it: it asks nothing, and will not ask what another leaves.
bool idle(const Present& present, model::FlowId flow) {
    return !present.net.flows[flow.index].after.valid() && present.asked(flow) == 0.0;
}

}  // namespace

Reach::Reach(const Network& net) : net_(net), place_(2 * net.nodes.size(), none), seen_(net.flows.size(), 0) {
    levels_.reserve(place_.size());
    flows_.reserve(seen_.size());
    begin_.reserve(place_.size() + 1);
    targets_.reserve(most_arcs(net));
    couples_.reserve(most_arcs(net));
}

void Reach::begin() {
    for (const LevelId level : levels_) {
        place_[level] = none;
    }
    levels_.clear();
    flows_.clear();
    begin_.clear();
    targets_.clear();
    couples_.clear();
    if (++call_ == 0) {
        std::fill(seen_.begin(), seen_.end(), 0);
        call_ = 1;
    }
}

void Reach::mark(model::FlowId flow) {
    if (seen_[flow.index] != call_) {
        seen_[flow.index] = call_;
        flows_.push_back(flow);
    }
}

std::uint32_t Reach::place(LevelId level) {
    if (place_[level] == none) {
        place_[level] = static_cast<std::uint32_t>(levels_.size());
        levels_.push_back(level);
    }
    return place_[level];
}

void Reach::touch_level(const Present& present, LevelId level) {
    if (present.exists(level)) {
        place(level);
    }
}

void Reach::touch_flow(const Present& present, model::FlowId id) {
    for (; id.valid(); id = net_.flows[id.index].next) {
        mark(id);
        const NetworkFlow& flow = net_.flows[id.index];
        for (std::uint32_t leg = flow.legs.begin; leg < flow.legs.end; ++leg) {
            touch_level(present, net_.sender(net_.legs[leg].node));
            touch_level(present, net_.receiver(net_.legs[leg].node));
        }
        if (flow.receiver.valid()) {
            touch_level(present, net_.sender(flow.receiver));
            touch_level(present, net_.receiver(flow.receiver));
        }
    }
}

void Reach::touch_node(const Present& present, model::NodeId id, unsigned changed_limits) {
    const NetworkNode& node = net_.nodes[id.index];
    if ((changed_limits & sender_limits) != 0) {
        touch_level(present, net_.sender(id));
        for (std::uint32_t at = node.out.begin; at < node.out.end; ++at) {
            touch_flow(present, net_.model.out_ends[at].flow);
        }
    }
    if ((changed_limits & receiver_limits) != 0) {
        touch_level(present, net_.receiver(id));
        for (std::uint32_t at = node.in.begin; at < node.in.end; ++at) {
            touch_flow(present, net_.model.in_ends[at].flow);
        }
    }
}

void Reach::close(const Present& present) {
    for (std::size_t at = 0; at < levels_.size(); ++at) {  // the list grows
        begin_.push_back(static_cast<std::uint32_t>(targets_.size()));
        const LevelId level = levels_[at];
        if (net_.is_sender(level)) {
            follow_sender(present, net_.node_of(level));
        } else {
            follow_receiver(present, net_.node_of(level));
        }
    }
    begin_.push_back(static_cast<std::uint32_t>(targets_.size()));
}

void Reach::arc(const Present& present, LevelId target, Arc kind) {
    if (present.exists(target)) {
        targets_.push_back(place(target));
        couples_.push_back(kind == Arc::coupling ? 1 : 0);
    }
}

void Reach::follow_to_receiver(const Present& present, const NetworkFlow& flow, Arc kind) {
    if (flow.receiver.valid()) {
        arc(present, net_.sender(flow.receiver), kind);    // what it is offered
        arc(present, net_.receiver(flow.receiver), kind);  // the cap of this flow there
    }
}

void Reach::follow_to_legs(const Present& present, const NetworkFlow& flow, model::NodeId except, Arc kind) {
    for (std::uint32_t at = flow.legs.begin; at < flow.legs.end; ++at) {
        const model::NodeId node = net_.legs[at].node;
        if (node != except) {
            arc(present, net_.sender(node), kind);    // the cap there, or what own use leaves to routes
            arc(present, net_.receiver(node), kind);  // room
        }
    }
}

void Reach::follow_sender(const Present& present, model::NodeId id) {
    const NetworkNode& node = net_.nodes[id.index];
    for (std::uint32_t at = node.out.begin; at < node.out.end; ++at) {
        const model::OutEnd& end = net_.model.out_ends[at];
        if (!cuts(present.limits(id), end.own_use)) {
            continue;
        }
        mark(end.flow);  // what blocks an idle flow may have changed, and so what is said to bind it
        if (idle(present, end.flow)) {
            continue;
        }
        const NetworkFlow& flow = net_.flows[end.flow.index];
        follow_to_receiver(present, flow, Arc::plain);
        follow_to_legs(present, flow, id, Arc::coupling);
        for (model::FlowId next = flow.next; next.valid(); next = net_.flows[next.index].next) {
            mark(next);
            follow_to_receiver(present, net_.flows[next.index], Arc::coupling);
            follow_to_legs(present, net_.flows[next.index], model::NodeId{}, Arc::coupling);
        }
    }
}

void Reach::follow_receiver(const Present& present, model::NodeId id) {
    const NetworkNode& node = net_.nodes[id.index];
    for (std::uint32_t at = node.in.begin; at < node.in.end; ++at) {
        const model::FlowId flow = net_.model.in_ends[at].flow;
        mark(flow);
        if (!idle(present, flow)) {
            follow_to_legs(present, net_.flows[flow.index], model::NodeId{}, Arc::plain);
        }
    }
}

}  // namespace caisson::engine
