/// A model in the making: each part of compile adds its rows to it.
#pragma once
#include <cstdint>
#include <string>

#include "caisson/model/model.hpp"
#include "model/numbering.hpp"
#include "model/parameter_book.hpp"

namespace caisson::model {

struct Draft {
    explicit Draft(const Scenario& written) : scenario(written), ids(written), book(written) {}

    const Scenario& scenario;
    Numberings ids;
    ParameterBook book;
    Model model{};
};

// The parts of compile, in the order in which they are called: nodes before the flows that join them, flows in the
// order of their paths.
void add_names(Draft& draft);
void add_cells(Draft& draft);
void add_losses(Draft& draft);
void add_fires(Draft& draft);
void add_plants(Draft& draft);
void add_routes(Draft& draft);
void add_deals(Draft& draft);
/// Groups come before routes, whose priorities depend on them; sanctions and limits after.
void add_groups(Draft& draft);
void add_sanctions(Draft& draft);
void add_rules(Draft& draft);
void add_outcomes(Draft& draft);
void add_ends(Draft& draft);

/// The cell of one commodity at one depot, which is known to be there.
/// depot, commodity   in the model's numbering
[[nodiscard]] NodeId cell_of(const Model& model, DepotId depot, CommodityId commodity);

/// Whether an actor is a state, or a group of which it is a member.
[[nodiscard]] bool stands_for(const Scenario& scenario, const Actor& actor, StateId state);
/// Whether a route begins or ends at a depot of an actor.
[[nodiscard]] bool touches(const Scenario& scenario, const Actor& actor, const Route& route);
/// Whether a route leads from one state to another.
[[nodiscard]] bool crosses_a_border(const Scenario& scenario, const Route& route);
/// Whether a sanction is aimed at a route.
[[nodiscard]] bool is_aimed_at(const Scenario& scenario, const Aim& aim, const Route& route);
/// Whether a route counts in a limit of a group.
[[nodiscard]] bool is_limited(const Scenario& scenario, const Group& group, const Limit& limit, const Route& route);

/// The priority at its sender of a route that does not say: by whom the sender's group prefers.
[[nodiscard]] std::uint32_t preferred_priority(const Draft& draft, const Route& route);

/// The place of an enforcement among those of its sanction in a scenario, in Model::enforcements.
[[nodiscard]] std::uint32_t index_of(const Draft& draft, SanctionId sanction, const Actor& by);

/// A selection in the model's numbering.
[[nodiscard]] Selection compiled(const Selection& of, const Numberings& ids);

/// In whose unit a sum is: all that are summed have the same (checks.hpp). Nothing is nobody's.
[[nodiscard]] CommodityId counts_in(const Draft& draft, Variable variable, const Selection& of);

[[nodiscard]] ScheduleRow add_schedule(Draft& draft, const Schedule& schedule, Role role, CommodityId unit_of = {});
/// Appends numbers for the goods of states to Model::of_states, in the order of the model's states.
[[nodiscard]] Range add_of_states(Draft& draft, const std::vector<OfState>& written, Role role);
/// Whether origins are to be traced: last of the parts, since it looks at all of them.
void add_tracing(Draft& draft);
[[nodiscard]] OpeningRow add_opening(Draft& draft, const Opening& opening);
FlowId add_flow(Draft& draft, FlowRow flow);
/// Adds a flow that takes one unit out of a node for each that it moves.
FlowId add_flow_from(Draft& draft, NodeId sender, FlowRow flow);
/// Adds a port or a dock: it has no capacity and is empty at the start.
NodeId add_queue(Draft& draft, NodeRow queue);
/// Appends a leg to Model::legs: the flow added next takes `take` units out of a node, 1 if nothing.
void add_leg(Draft& draft, NodeId node, Param take = {});
/// The rows of Model::legs from `begin` to the end.
[[nodiscard]] Range legs_since(const Draft& draft, std::size_t begin);

/// Whether a holding makes its cell a hub.
[[nodiscard]] inline bool is_hub(const Holding& holding) { return holding.capacity.first.value == 0.0; }

/// Whether goods may be under way on a route in some run, so that it needs a line and a port.
[[nodiscard]] bool may_take_time(const Scenario& scenario, const Route& route);

}  // namespace caisson::model
