#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "caisson/graph/components.hpp"
#include "caisson/graph/topology.hpp"
#include "model/checks.hpp"

namespace caisson::model {

namespace {

NodeId sender_of(const Model& model, FlowId flow) { return model.legs[model.flows[flow].legs.begin].node; }

// The flows that ask what another one leaves unmet.
std::vector<FlowId> second_choices(const Model& model) {
    std::vector<FlowId> flows;
    for (const FireRow& fire : model.fires) {
        if (fire.mode == UseMode::in_order && fire.flows.size() > 1) {
            for (std::uint32_t flow = fire.flows.begin + 1; flow < fire.flows.end; ++flow) {
                flows.emplace_back(flow);
            }
        }
    }
    return flows;
}

// Cells between which goods can pass without transit time: what one has decides at once what the others get.
graph::Partition joined_cells(const Model& model) {
    std::vector<graph::Edge> edges;
    for (const RouteRow& route : model.routes) {
        if (!route.port.valid()) {
            edges.push_back({route.from.index, route.to.index});
        }
    }
    return graph::weak_components(graph::Topology{model.cells, edges});
}

const Fire& fire_of(const Checked& checked, FlowId flow) {
    const FireId compiled{checked.model.flows[flow].owner};
    return checked.scenario.fires[checked.ids.fires.written(compiled)];
}

void report(const Checked& checked, const std::vector<FlowId>& contradicting, Findings& findings) {
    const Fire& first = fire_of(checked, contradicting.front());
    const auto other = std::find_if(contradicting.begin(), contradicting.end(),
                                    [&](FlowId flow) { return &fire_of(checked, flow) != &first; });
    if (other == contradicting.end()) {
        return;  // a fire that contradicts itself names a commodity twice, which is refused for that
    }
    const Fire& second = fire_of(checked, *other);
    const auto place = [](const Fire& fire) {
        return fire.uses.front().place.line > 0 ? fire.uses.front().place : fire.place;
    };
    refuse(findings, FindingCode::conflicting_order,
           "conflicting order of commodities: fires." + first.id + " and fires." + second.id +
               " use what they share in contradicting orders",
           place(first), "name the commodities in one order, or use them in proportion",
           {{place(second), "the other order"}});
}

}  // namespace

void check_order_of_use(const Checked& checked, Findings& findings) {
    const std::vector<FlowId> flows = second_choices(checked.model);
    if (flows.empty()) {
        return;
    }
    const graph::Partition joined = joined_cells(checked.model);
    std::vector<graph::Edge> edges;
    for (const FlowId flow : flows) {
        const NodeId before = sender_of(checked.model, checked.model.flows[flow].after);
        edges.push_back({joined.component_of(before.index), joined.component_of(sender_of(checked.model, flow).index)});
    }
    const graph::Topology order{joined.count(), edges};
    const graph::Partition strong = graph::strong_components(order);
    std::vector<std::vector<FlowId>> contradicting(strong.count());
    for (std::size_t at = 0; at < flows.size(); ++at) {
        const graph::ComponentId component = strong.component_of(edges[at].from);
        if (component == strong.component_of(edges[at].to)) {
            contradicting[component].push_back(flows[at]);
        }
    }
    for (const std::vector<FlowId>& cycle : contradicting) {
        if (!cycle.empty()) {
            report(checked, cycle, findings);
        }
    }
}

}  // namespace caisson::model
