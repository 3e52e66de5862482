/// The part of a model that the allocation of rates needs, packed; and what follows at once from asks and levels.
#pragma once
#include <algorithm>
#include <cstdint>
#include <vector>

#include "caisson/model/model.hpp"
#include "engine/allocate.hpp"

namespace caisson::engine {

/// Names a level: node i's as a sender is i, as a receiver number of nodes + i. So senders come first when sorted.
using LevelId = std::uint32_t;
inline constexpr std::uint32_t none = Id<int>::nothing;

/// Up to so many ends of a node are added up one by one; the sums of more are kept (allocate_sums.hpp).
inline constexpr std::uint32_t few_ends = 32;

struct NetworkLeg {
    model::NodeId node;
    std::uint32_t priority_class = 0;
    std::uint32_t place = 0;  ///< among the node's out-ends
};

struct NetworkFlow {
    model::Range legs;
    model::NodeId receiver;
    std::uint32_t in_class = 0;
    std::uint32_t in_place = 0;  ///< among the receiver's in-ends
    model::FlowId after;         ///< asks what this flow leaves unmet
    model::FlowId next;          ///< asks what is left unmet by this flow
    bool own_use = false;
};

struct NetworkNode {
    model::Range out;  ///< of Model::out_ends
    model::Range in;   ///< of Model::in_ends
    std::uint32_t out_classes = 0;
    std::uint32_t in_classes = 0;
    bool lone = false;  ///< as long as it receives freely, its level moves no other, except that of a port's receiver
};

struct Network {
    explicit Network(const model::Model& network);

    [[nodiscard]] std::uint32_t node_count() const { return static_cast<std::uint32_t>(nodes.size()); }

    [[nodiscard]] LevelId sender(model::NodeId node) const { return node.index; }

    [[nodiscard]] LevelId receiver(model::NodeId node) const { return node_count() + node.index; }

    [[nodiscard]] bool is_sender(LevelId level) const { return level < node_count(); }

    [[nodiscard]] model::NodeId node_of(LevelId level) const {
        return model::NodeId{is_sender(level) ? level : level - node_count()};
    }

    /// The same node's level on its other side.
    [[nodiscard]] LevelId partner(LevelId level) const {
        return is_sender(level) ? level + node_count() : level - node_count();
    }

    [[nodiscard]] std::uint32_t classes(LevelId level) const {
        const NetworkNode& node = nodes[node_of(level).index];
        return is_sender(level) ? node.out_classes : node.in_classes;
    }

    const model::Model& model;
    std::vector<NetworkNode> nodes;
    std::vector<NetworkFlow> flows;
    std::vector<NetworkLeg> legs;  ///< by index in Model::legs
};

[[nodiscard]] inline bool has_sender_level(std::uint8_t limits) {
    return (limits & (limit_sender | limit_at_reserve)) != 0;
}

[[nodiscard]] inline bool has_receiver_level(std::uint8_t limits) { return (limits & limit_receiver) != 0; }

/// Whether a sender's level holds back a flow of this kind.
[[nodiscard]] inline bool cuts(std::uint8_t limits, bool own_use) {
    return (limits & limit_sender) != 0 || ((limits & limit_at_reserve) != 0 && !own_use);
}

/// A network and its present state, as seen while rates are solved.
class Present {
public:
    Present(const Network& net, Allocation& now) : net(net), now(now) {}

    [[nodiscard]] std::uint8_t limits(model::NodeId node) const { return now.limits[node]; }

    [[nodiscard]] bool exists(LevelId level) const {
        const std::uint8_t bits = now.limits[net.node_of(level)];
        return net.is_sender(level) ? has_sender_level(bits) : has_receiver_level(bits);
    }

    [[nodiscard]] Level& level(LevelId id) const {
        return net.is_sender(id) ? now.own.sender[net.node_of(id)] : now.own.receiver[net.node_of(id)];
    }

    /// Whether something keeps the flow from going at all, and what.
    [[nodiscard]] Binding block(const NetworkFlow& flow) const;
    /// What a flow asks; after another, what that one leaves at the present levels.
    [[nodiscard]] double wish(model::FlowId flow) const;

    /// The same, but 0 if the flow is blocked.
    [[nodiscard]] double asked(model::FlowId flow) const {
        return block(net.flows[flow.index]) == Binding::none ? wish(flow) : 0.0;
    }

    /// The least multiplier of the flow's senders, the level `except` left out.
    [[nodiscard]] double sender_limit(const NetworkFlow& flow, LevelId except = none) const;
    /// That of its receiver.
    [[nodiscard]] double receiver_limit(const NetworkFlow& flow, LevelId except = none) const;

    [[nodiscard]] double limit(const NetworkFlow& flow, LevelId except = none) const {
        return std::min(sender_limit(flow, except), receiver_limit(flow, except));
    }

    const Network& net;
    Allocation& now;
};

inline Binding Present::block(const NetworkFlow& flow) const {
    if (!flow.own_use) {
        for (std::uint32_t leg = flow.legs.begin; leg < flow.legs.end; ++leg) {
            if ((limits(net.legs[leg].node) & limit_routes_blocked) != 0) {
                return Binding::reserve;
            }
        }
    }
    const bool over = flow.receiver.valid() && (limits(flow.receiver) & limit_blocked) != 0;
    return over ? Binding::over_capacity : Binding::none;
}

inline double Present::sender_limit(const NetworkFlow& flow, LevelId except) const {
    double least = 1.0;
    for (std::uint32_t at = flow.legs.begin; at < flow.legs.end; ++at) {
        const NetworkLeg& leg = net.legs[at];
        if (net.sender(leg.node) != except && cuts(limits(leg.node), flow.own_use)) {
            least = std::min(least, now.own.sender[leg.node].multiplier(leg.priority_class));
        }
    }
    return least;
}

inline double Present::receiver_limit(const NetworkFlow& flow, LevelId except) const {
    const bool held =
        flow.receiver.valid() && has_receiver_level(limits(flow.receiver)) && net.receiver(flow.receiver) != except;
    return held ? now.own.receiver[flow.receiver].multiplier(flow.in_class) : 1.0;
}

/// What a flow that asks so much leaves to the next one.
[[nodiscard]] inline double unmet(double ask, double multiplier) {
    return multiplier < 1.0 ? ask - ask * multiplier : 0.0;
}

inline double Present::wish(model::FlowId flow) const {
    const model::FlowId before = net.flows[flow.index].after;
    return before.valid() ? unmet(wish(before), limit(net.flows[before.index])) : now.ask[flow];
}

}  // namespace caisson::engine
