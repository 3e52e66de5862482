#include "engine/allocate.hpp"

#include <algorithm>
#include <numeric>

#include "engine/allocate_solver.hpp"

namespace caisson::engine {

Allocation::Allocation(const model::Model& model)
    : limits(model.nodes.size()),
      ask(model.flows.size()),
      gain(model.flows.size(), 1.0),
      take(model.legs.size(), 1.0),
      rate(model.flows.size()),
      binding(model.flows.size()),
      sender_level(model.nodes.size()),
      receiver_level(model.nodes.size()),
      inflow(model.nodes.size()),
      outflow(model.nodes.size()),
      net(model.nodes.size()) {
    const Network network(model);
    own.sender = Table<model::Node, Level>(model.nodes.size());
    own.receiver = Table<model::Node, Level>(model.nodes.size());
    own.limits = Table<model::Node, std::uint8_t>(model.nodes.size());
    own.partial_sums.resize(NodeSums(network).storage());
}

Allocator::Allocator(const model::Model& model, SolvePath path) : solver_(std::make_unique<Solver>(model, path)) {}

Allocator::~Allocator() = default;
Allocator::Allocator(Allocator&&) noexcept = default;
Allocator& Allocator::operator=(Allocator&&) noexcept = default;

bool Allocator::solve(Allocation& allocation, std::span<const model::NodeId> nodes,
                      std::span<const model::FlowId> flows) {
    return solver_->solve(allocation, nodes, flows);
}

AloneNode Allocator::alone(model::NodeId node) const { return solver_->alone(node); }

bool Allocator::solve_all(Allocation& allocation) { return solver_->solve_all(allocation); }

std::span<const model::FlowId> Allocator::changed_flows() const { return solver_->changed_flows(); }

std::span<const model::NodeId> Allocator::changed_nodes() const { return solver_->changed_nodes(); }

const AllocationCounts& Allocator::counts() const { return solver_->counts; }

void Allocator::reset_counts() { solver_->counts = {}; }

Solver::Solver(const model::Model& model, SolvePath path)
    : net_(model),
      path_(path),
      sums_(net_),
      reach_(net_),
      component_(net_),
      least_(net_),
      knots_(net_),
      flow_changed_(model.flows.size(), 0),
      node_changed_(model.nodes.size(), 0) {
    components_.reserve(2 * model.nodes.size());
    shares_.reserve(std::max(model.out_ends.size(), model.in_ends.size()));
    members_.reserve(2 * model.nodes.size());
    changed_flows_.reserve(model.flows.size());
    changed_nodes_.reserve(model.nodes.size());
}

bool Solver::solve(Allocation& allocation, std::span<const model::NodeId> nodes, std::span<const model::FlowId> flows) {
    const Present present(net_, allocation);
    begin();
    if (path_ == SolvePath::short_cuts && all_lone(present, nodes, flows)) {
        solve_lone(present, nodes, flows);
    } else if (!solve_general(present, nodes, flows)) {
        return false;
    }
    end(present);
    return true;
}

bool Solver::solve_all(Allocation& allocation) {
    const Present present(net_, allocation);
    begin();
    reach_.begin();
    for (const model::NodeId node : net_.model.nodes.ids()) {
        take_limits(present, node);
        reach_.touch_node(present, node, ~0U);
        mark_node(node);
    }
    for (const model::FlowId flow : net_.model.flows.ids()) {
        reach_.touch_flow(present, flow);
        mark_flow(flow);
    }
    if (!solve_levels(present)) {
        return false;
    }
    end(present);
    return true;
}

void Solver::begin() {
    for (const model::FlowId flow : changed_flows_) {
        flow_changed_[flow.index] = 0;
    }
    for (const model::NodeId node : changed_nodes_) {
        node_changed_[node.index] = 0;
    }
    changed_flows_.clear();
    changed_nodes_.clear();
}

/// Sums up where flows have changed.
void Solver::end(const Present& present) {
    for (const model::FlowId flow : changed_flows_) {
        sums_.update(present.now, flow);
        mark_ends(flow);
    }
    for (const model::NodeId node : changed_nodes_) {
        settle_node(present, node);
    }
    std::sort(changed_flows_.begin(), changed_flows_.end());
    std::sort(changed_nodes_.begin(), changed_nodes_.end());
}

bool Solver::solve_general(const Present& present, std::span<const model::NodeId> nodes,
                           std::span<const model::FlowId> flows) {
    reach_.begin();
    for (const model::NodeId node : nodes) {
        const unsigned changed = unsigned{present.now.own.limits[node]} ^ unsigned { present.now.limits[node] };
        take_limits(present, node);
        reach_.touch_node(present, node, changed);
        mark_node(node);
    }
    for (const model::FlowId flow : flows) {
        reach_.touch_flow(present, flow);
        mark_flow(flow);
    }
    return solve_levels(present);
}

/// One component of the dependency graph after another, each after all that it depends on; then what follows of rates.
bool Solver::solve_levels(const Present& present) {
    reach_.close(present);
    components_.find(reach_.arcs_begin(), reach_.targets());
    for (std::size_t number = components_.count(); number-- > 0;) {  // arcs lead to what comes before
        if (!solve_component(present, number)) {
            return false;
        }
    }
    for (const LevelId level : reach_.levels()) {
        const model::NodeId node = net_.node_of(level);
        auto& reported = net_.is_sender(level) ? present.now.sender_level : present.now.receiver_level;
        reported[node] = present.level(level).position();
    }
    for (const model::FlowId flow : reach_.flows()) {
        settle_flow(present, flow);
    }
    return true;
}

bool Solver::solve_component(const Present& present, std::size_t number) {
    const std::span<const std::uint32_t> places = components_.members(number);
    if (places.size() == 1 && !moves_itself(places[0])) {
        solve_single(present, reach_.levels()[places[0]]);
        return true;
    }
    members_.clear();
    for (const std::uint32_t place : places) {
        members_.push_back(reach_.levels()[place]);
    }
    std::sort(members_.begin(), members_.end());  // the same order however the component was reached
    component_.build(present, members_);
    ++counts.component_solves;
    counts.levels_solved += members_.size();
    Found found = Found::exactly;
    if (coupled(number)) {
        found = knots_.solve_coupled(component_, least_);
    } else {
        least_.prepare(component_);
        if (component_.contested()) {
            found = knots_.solve_contested(component_, least_);
        } else {
            const bool solved = least_.solve_senders(component_) && least_.solve_receivers(component_);
            found = solved ? Found::exactly : Found::by_iteration;
        }
    }
    component_.store(present);
    counts.iterated += found == Found::by_iteration ? 1 : 0;
    return found != Found::not_at_all;
}

bool Solver::moves_itself(std::uint32_t place) const {
    const std::span<const std::uint32_t> begin = reach_.arcs_begin();
    const std::span<const std::uint32_t> targets = reach_.targets();
    return std::find(targets.begin() + begin[place], targets.begin() + begin[place + 1], place) !=
           targets.begin() + begin[place + 1];
}

/// Whether an arc inside the component is of the kind that section 8 solves by repetition.
bool Solver::coupled(std::size_t number) const {
    for (const std::uint32_t place : components_.members(number)) {
        for (std::uint32_t arc = reach_.arcs_begin()[place]; arc < reach_.arcs_begin()[place + 1]; ++arc) {
            if (reach_.couples()[arc] != 0 && components_.of(reach_.targets()[arc]) == number) {
                return true;
            }
        }
    }
    return false;
}

}  // namespace caisson::engine
