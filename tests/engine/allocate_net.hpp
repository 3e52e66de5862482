/// Networks written as text, with limits set by hand, and what an Allocator makes of them: no stocks, no time.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "caisson/model/model.hpp"
#include "engine/allocate.hpp"

namespace caisson::tests {

/// One flow of a network in words: nodes by name, numbers a day.
struct NetFlow {
    struct Leg {
        std::string node;
        double take = 1.0;
    };

    model::FlowKind kind{};
    std::string name;
    std::vector<Leg> legs;
    std::string receiver;  ///< empty for none
    double ask = 0.0;
    double loss = 0.0;
    std::uint32_t out_priority = 0;
    std::uint32_t in_priority = 0;
    std::string after;  ///< the flow whose unmet part it asks
};

struct NetNode {
    std::string name;
    std::uint8_t limits = 0;
    bool port = false;
};

/// A model of nodes and flows, its allocation, and an allocator.
/// A line is a node, `A empty`, with free, empty, empty_below_reserve, at_reserve, below_reserve, full, over or hub, or
/// a flow, in the order in which flows are numbered:
///     fire f A 10            plant p -> A 10            plant m 2 P 0.5 F -> A 10        rigid g 1 P 1 F 10
///     route r A -> B 10      send d A 10                unload u P -> B 10 (P becomes a port)
/// and then, as needed, `loss 0.1`, `out 1`, `in 2` (priorities), `after f`.
class Net {
public:
    explicit Net(std::string_view text, engine::SolvePath path = engine::SolvePath::short_cuts);
    Net(std::vector<NetNode> nodes, std::vector<NetFlow> flows, engine::SolvePath path = engine::SolvePath::short_cuts);

    /// Solves all. Returns what the allocator says. As in a run, a node that leaves its boundary loses its limit.
    bool solve();
    /// Solves again what was changed since, by limit() and ask().
    bool solve_changes();
    void limit(std::string_view node, std::string_view how);
    void limit(std::string_view node, std::uint8_t bits);
    void ask(std::string_view flow, double rate);

    [[nodiscard]] double rate(std::string_view flow) const;
    [[nodiscard]] double net(std::string_view node) const;
    [[nodiscard]] engine::Binding binding(std::string_view flow) const;
    [[nodiscard]] model::NodeId node(std::string_view name) const;
    [[nodiscard]] model::FlowId flow(std::string_view name) const;

    [[nodiscard]] const model::Model& model() const { return *model_; }

    [[nodiscard]] const std::vector<NetNode>& nodes() const { return nodes_; }

    [[nodiscard]] const std::vector<NetFlow>& flows() const { return flows_; }

    [[nodiscard]] engine::Allocation& allocation() { return *allocation_; }

    [[nodiscard]] const engine::Allocation& allocation() const { return *allocation_; }

    [[nodiscard]] engine::Allocator& allocator() { return *allocator_; }

private:
    void build(engine::SolvePath path);
    void add_ends();
    void leave_boundaries();

    std::vector<NetNode> nodes_;
    std::vector<NetFlow> flows_;
    std::map<std::string, model::NodeId, std::less<>> node_ids_;
    std::map<std::string, model::FlowId, std::less<>> flow_ids_;
    std::unique_ptr<model::Model> model_;
    std::unique_ptr<engine::Allocation> allocation_;
    std::unique_ptr<engine::Allocator> allocator_;
    std::vector<model::NodeId> changed_nodes_;
    std::vector<model::FlowId> changed_flows_;
};

/// The NodeLimit bits of a word.
[[nodiscard]] std::uint8_t limits_from(std::string_view word);

}  // namespace caisson::tests
