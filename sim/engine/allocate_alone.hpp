/// The commonest solve by far, inline: of a node that one flow leaves, to no other node, and on which no level depends.
#pragma once
#include <cmath>
#include <cstdint>

#include "engine/allocate.hpp"
#include "engine/hot.hpp"
#include "engine/water_filling.hpp"

namespace caisson::engine {

/// Solves such a node after its limits changed and nothing else. They must be limit_none or limit_sender, and it must
/// have received freely before.
/// after    what Allocator::solve() would leave behind, to the last bit; of flows only this one can have changed
CAISSON_HOT void solve_alone(Allocation& now, model::NodeId id, const AloneNode& node) {
    const bool empty = now.limits[id] == limit_sender;
    const double take = now.take[node.leg];
    const double ask = now.ask[node.flow];
    const double wished = take * ask;
    const double in = now.inflow[id];  // nobody's limit or ask but this node's changed
    const bool scarce = empty && in < wished - negligible * wished;
    const Level level = scarce ? Level{0, in / wished} : Level{1, 0.0};
    const double rate = scarce ? ask * level.fraction : ask;
    const double out = take * rate;
    const bool balanced = empty && std::abs(in - out) <= rounding_net * (in + out);
    const double net = scarce || balanced ? 0.0 : in - out;
    now.rate[node.flow] = rate;
    now.binding[node.flow] = scarce ? Binding::sender : Binding::none;
    now.outflow[id] = out;
    now.net[id] = net;
    now.own.sender[id] = level;
    now.sender_level[id] = level.position();
    now.own.limits[id] = empty && net <= 0.0 ? limit_sender : limit_none;
}

}  // namespace caisson::engine
