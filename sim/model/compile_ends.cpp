#include <algorithm>
#include <cstdint>
#include <tuple>
#include <vector>

#include "model/draft.hpp"

namespace caisson::model {

namespace {

// One flow at one node, before the flows of each node are gathered.
struct End {
    NodeId node;
    std::uint32_t priority = 0;
    FlowId flow;
    std::uint32_t leg = 0;

    friend bool operator<(const End& a, const End& b) {
        return std::tie(a.node, a.priority, a.flow, a.leg) < std::tie(b.node, b.priority, b.flow, b.leg);
    }
};

// What is lost of a stock is lost before anybody can use it: its class comes first.
std::uint32_t out_priority(const Draft& draft, const FlowRow& flow) {
    switch (flow.kind) {
        case FlowKind::loss:
        case FlowKind::wear:
            return 0;
        case FlowKind::fire:
            return 1 + draft.scenario.fires[draft.ids.fires.written(FireId{flow.owner})].out_priority;
        case FlowKind::plant:
            return 1 + draft.scenario.plants[draft.ids.plants.written(PlantId{flow.owner})].out_priority;
        case FlowKind::transfer:
        case FlowKind::departure:
        case FlowKind::loading:
            return 1 + draft.model.routes[RouteId{flow.owner}].out_priority;
        case FlowKind::arrival:
        case FlowKind::reject:
        case FlowKind::unload:
        case FlowKind::finish:
        case FlowKind::delivery:
            break;
    }
    return 0;  // alone at its port or dock
}

std::uint32_t in_priority(const Draft& draft, const FlowRow& flow) {
    switch (flow.kind) {
        case FlowKind::plant:
        case FlowKind::delivery:
            return draft.scenario.plants[draft.ids.plants.written(PlantId{flow.owner})].in_priority;
        case FlowKind::transfer:
        case FlowKind::unload:
            return draft.model.routes[RouteId{flow.owner}].in_priority;
        case FlowKind::loss:
        case FlowKind::fire:
        case FlowKind::wear:
        case FlowKind::departure:
        case FlowKind::loading:
        case FlowKind::arrival:
        case FlowKind::reject:
        case FlowKind::finish:
            break;
    }
    return 0;
}

// Sorts ends by node, class and flow, numbers the classes of each node 0, 1, ..., and hands each node its rows.
template <class Append, class Finish>
void gather(std::vector<End>& ends, Append append, Finish finish) {
    std::sort(ends.begin(), ends.end());
    for (std::size_t begin = 0; begin < ends.size();) {
        std::uint32_t priority_class = 0;
        std::size_t at = begin;
        for (; at < ends.size() && ends[at].node == ends[begin].node; ++at) {
            priority_class += at > begin && ends[at].priority != ends[at - 1].priority ? 1 : 0;
            append(ends[at], priority_class);
        }
        finish(ends[begin].node, Range{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)},
               priority_class + 1);
        begin = at;
    }
}

void add_out_ends(Draft& draft) {
    Model& model = draft.model;
    std::vector<End> ends;
    ends.reserve(model.legs.size());
    for (const FlowId flow : model.flows.ids()) {
        const FlowRow& row = model.flows[flow];
        const std::uint32_t priority = out_priority(draft, row);
        for (std::uint32_t leg = row.legs.begin; leg < row.legs.end; ++leg) {
            ends.push_back({.node = model.legs[leg].node, .priority = priority, .flow = flow, .leg = leg});
        }
    }
    model.out_ends.reserve(ends.size());
    gather(
        ends,
        [&](const End& end, std::uint32_t priority_class) {
            model.out_ends.push_back({.flow = end.flow,
                                      .leg = end.leg,
                                      .priority_class = priority_class,
                                      .own_use = is_own_use(model.flows[end.flow].kind)});
        },
        [&](NodeId node, Range range, std::uint32_t classes) {
            model.nodes[node].out = range;
            model.nodes[node].out_classes = classes;
        });
}

void add_in_ends(Draft& draft) {
    Model& model = draft.model;
    std::vector<End> ends;
    ends.reserve(model.flows.size());
    for (const FlowId flow : model.flows.ids()) {
        const FlowRow& row = model.flows[flow];
        if (row.receiver.valid()) {
            ends.push_back({.node = row.receiver, .priority = in_priority(draft, row), .flow = flow, .leg = 0});
        }
    }
    model.in_ends.reserve(ends.size());
    gather(
        ends,
        [&](const End& end, std::uint32_t priority_class) {
            model.in_ends.push_back({.flow = end.flow, .priority_class = priority_class});
        },
        [&](NodeId node, Range range, std::uint32_t classes) {
            model.nodes[node].in = range;
            model.nodes[node].in_classes = classes;
        });
}

}  // namespace

void add_ends(Draft& draft) {
    add_out_ends(draft);
    add_in_ends(draft);
}

}  // namespace caisson::model
