/// Who gets how much at one instant: the rates of all flows, given the asks and which ends are limited.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "caisson/base/table.hpp"
#include "caisson/engine/observer.hpp"
#include "caisson/model/fwd.hpp"
#include "caisson/model/model.hpp"

namespace caisson::engine {

class Solver;

/// A net rate at a limit that is smaller, relative to what comes and goes, is rounding.
inline constexpr double rounding_net = 1e-12;

/// Which limits hold at a node, as a set of bits. A mode (observer.hpp) says it in one word; a reserve at or above the
/// capacity needs the bits apart.
enum NodeLimit : std::uint8_t {
    limit_none = 0,
    limit_sender = 1,          ///< all that leaves is at most what comes in: an empty depot, a hub
    limit_at_reserve = 2,      ///< routes out are at most what own use leaves of the inflow; own use is free
    limit_routes_blocked = 4,  ///< routes out carry nothing: below the reserve
    limit_receiver = 8,        ///< all that comes in is at most what leaves: a full depot, a hub
    limit_blocked = 16,        ///< nothing comes in: above the capacity
    limit_hub = 32,            ///< set beside limit_sender and limit_receiver: holds nothing at all
};

/// How far an end has got in serving its flows, class by class: the classes before `critical` get all that they may,
/// `critical` gets `fraction` of what it asks, later ones nothing. At `critical` = number of classes it limits nobody.
/// Two numbers because one, class + fraction, would round away small fractions of later classes.
struct Level {
    std::uint64_t critical = 0;  ///< as wide as the fraction: a saved level has no bytes that nobody wrote
    double fraction = 0.0;

    /// Of what a flow of this class asks, how much it may get.
    [[nodiscard]] double multiplier(std::uint32_t priority_class) const {
        if (priority_class != critical) {
            return priority_class < critical ? 1.0 : 0.0;
        }
        return fraction;
    }

    /// In [0, number of classes].
    [[nodiscard]] double position() const { return static_cast<double>(critical) + fraction; }

    friend bool operator==(const Level&, const Level&) = default;
};

/// The network's rates. The run writes what is asked, `Allocator` what is got.
/// A copy of all of it, `own` included, can be put back later and solved on: the allocator itself remembers nothing.
struct Allocation {
    explicit Allocation(const model::Model& model);

    // in
    Table<model::Node, std::uint8_t> limits;  ///< NodeLimit bits
    Table<model::Flow, double> ask;           ///< [unit/d]; of a flow `after` another the allocator fills it in
    Table<model::Flow, double> gain;          ///< what arrives of a unit of flow, > 0
    std::vector<double> take;                 ///< by index in Model::legs

    // out
    Table<model::Flow, double> rate;
    Table<model::Flow, Binding> binding;
    Table<model::Node, double> sender_level;    ///< lam in [0, out_classes]; out_classes where the sender is free
    Table<model::Node, double> receiver_level;  ///< mu in [0, in_classes]; in_classes where the receiver is free
    Table<model::Node, double> inflow;          ///< sum of what arrives at a node
    Table<model::Node, double> outflow;         ///< sum of what leaves it
    Table<model::Node, double> net;             ///< inflow - outflow, exactly 0 where a limited end binds something

    /// What the allocator keeps between solves. Derived from the rest; nobody else writes it.
    struct Own {
        Table<model::Node, Level> sender;
        Table<model::Node, Level> receiver;
        Table<model::Node, std::uint8_t> limits;  ///< as they were right after the last solve
        std::vector<double> partial_sums;         ///< of nodes with many flows (node_sums.hpp)
    } own;
};

/// How often each part of the allocation worked.
struct AllocationCounts {
    std::uint64_t lone_solves = 0;  ///< calls that needed no more than nodes on which nothing else depends
    std::uint64_t single_solves = 0;
    std::uint64_t component_solves = 0;
    std::uint64_t levels_solved = 0;
    std::uint64_t iterated = 0;  ///< contested components for which no exact fixpoint was accepted
    std::uint64_t nodes_touched = 0;
};

/// A node of the commonest kind: one flow leaves it, to no other node, and no other level depends on it.
struct AloneNode {
    model::FlowId flow;     ///< nothing if the node is of another kind
    std::uint32_t leg = 0;  ///< by which it leaves
};

/// Which way to the same answer.
enum class SolvePath : std::uint8_t {
    short_cuts,  ///< nodes on which nothing else depends are solved without looking further
    general,     ///< everything by way of the dependency graph: for tests, which compare the two
};

/// Solves again what a change can reach, and nothing else.
/// source   docs/semantics.md, section 3
/// cost     O(s log s + c^3) for a component with s flow ends and a cyclic or contested core of c levels
/// promise  no allocation after construction for cores of up to 64 levels; deterministic: sums in the order of flow ids
class Allocator {
public:
    explicit Allocator(const model::Model& model, SolvePath path = SolvePath::short_cuts);
    ~Allocator();
    Allocator(Allocator&&) noexcept;
    Allocator& operator=(Allocator&&) noexcept;

    /// Brings `allocation` up to date.
    /// nodes    whose limits changed since the last call
    /// flows    whose ask, gain or take changed since the last call
    /// returns  false if plants that need each other's products found no answer (semantics, section 8)
    /// after    changed_flows() and changed_nodes() list what is new, sorted, each once: flows whose rate, ask or
    ///          binding changed, nodes whose net rate was computed anew (all given nodes included)
    /// does not change `limits`: a node that leaves its boundary (net > 0 at empty, net < 0 at full or at the reserve)
    ///          binds nothing, and the caller clears its limit without solving again (section 3.5). For such nodes
    ///          |net| is at least 1e-12 (inflow + outflow); smaller ones are set to 0.
    [[nodiscard]] bool solve(Allocation& allocation, std::span<const model::NodeId> nodes,
                             std::span<const model::FlowId> flows);

    /// What solve_alone() (allocate_alone.hpp) needs of a node, if it is one for it.
    [[nodiscard]] AloneNode alone(model::NodeId node) const;

    /// Solves everything, as at the start of a run.
    [[nodiscard]] bool solve_all(Allocation& allocation);

    [[nodiscard]] std::span<const model::FlowId> changed_flows() const;
    [[nodiscard]] std::span<const model::NodeId> changed_nodes() const;
    [[nodiscard]] const AllocationCounts& counts() const;
    void reset_counts();

private:
    std::unique_ptr<Solver> solver_;
};

}  // namespace caisson::engine
