#include <algorithm>
#include <numeric>

#include "engine/island_plan.hpp"
#include "engine/mechanisms.hpp"

namespace caisson::engine {
namespace {

using model::FireId;
using model::LossCause;
using model::NodeId;

bool fires_guns(const model::Model& model, FireId fire) { return model.fires[fire].guns.held.valid(); }

/// Which fires and nodes belong together. Fires come behind the nodes.
class Together {
public:
    explicit Together(const model::Model& model) : model_(model), parent_(model.nodes.size() + model.fires.size()) {
        std::iota(parent_.begin(), parent_.end(), std::uint32_t{0});
        for (const FireId fire : model.fires.ids()) {
            if (fires_guns(model, fire)) {
                join_fire(fire);
            }
        }
        for (const model::LossRow& loss : model.losses) {
            if (loss.cause == LossCause::stock) {
                join(loss.of.index, loss.facing.index);
            }
            if (loss.cause == LossCause::fire) {
                join(loss.of.index, number(loss.by));
                join_fire(loss.by);
            }
        }
    }

    [[nodiscard]] std::uint32_t root(std::uint32_t at) const {
        while (parent_[at] != at) {
            at = parent_[at];
        }
        return at;
    }

    [[nodiscard]] std::uint32_t root(FireId fire) const { return root(number(fire)); }

private:
    [[nodiscard]] std::uint32_t number(FireId fire) const {
        return static_cast<std::uint32_t>(model_.nodes.size()) + fire.index;
    }

    void join(std::uint32_t a, std::uint32_t b) { parent_[root(a)] = root(b); }

    void join_fire(FireId id) {
        const model::FireRow& fire = model_.fires[id];
        for (std::uint32_t at = fire.supply.begin; at < fire.supply.end; ++at) {
            join(number(id), model_.supply_nodes[at].index);
        }
        for (const NodeId node : {fire.guns.held, fire.guns.worn}) {
            if (node.valid()) {
                join(number(id), node.index);
            }
        }
    }

    const model::Model& model_;
    std::vector<std::uint32_t> parent_;
};

template <class Row>
std::uint32_t place_of(const std::vector<Row>& rows, const Row& row) {
    return static_cast<std::uint32_t>(std::find(rows.begin(), rows.end(), row) - rows.begin());
}

class IslandBuilder {
public:
    explicit IslandBuilder(RunState& state) : state_(state), model_(state.model), together_(state.model) {}

    void build() {
        state_.island_flows.assign(model_.flows.size(), 0);
        state_.losses.resize(model_.losses.size());
        destroys_.assign(model_.fires.size(), false);
        for (const model::LossRow& loss : model_.losses) {
            if (loss.by.valid()) {
                destroys_[loss.by.index] = true;
            }
            island_flow(loss.flow);
            Island& island = island_at(together_.root(loss.of.index));
            add_stock(island, loss.of);
            if (loss.facing.valid()) {
                add_stock(island, loss.facing);
            }
        }
        for (const FireId fire : model_.fires.ids()) {
            if (fires_guns(model_, fire)) {
                add_stock(island_at(together_.root(fire)), model_.fires[fire].guns.held);
            }
        }
        for (const FireId fire : model_.fires.ids()) {
            add_fire(fire);
        }
        for (const model::LossId loss : model_.losses.ids()) {
            add_loss(loss);
        }
        for (Island& island : state_.islands) {
            make_room(island);
        }
    }

private:
    Island& island_at(std::uint32_t root) {
        const std::uint32_t at = place_of(roots_, root);
        if (at == roots_.size()) {
            roots_.push_back(root);
            state_.islands.emplace_back();
        }
        return state_.islands[at];
    }

    void island_flow(model::FlowId flow) { state_.island_flows[flow.index] = 1; }

    std::uint32_t add_stock(Island& island, NodeId node) {
        const std::uint32_t at = place_of(island.stocks, node);
        if (at == island.stocks.size()) {
            island.stocks.push_back(node);
            watch(island, node);
        }
        return at;
    }

    void watch(const Island& island, NodeId node) {
        state_.nodes[node.index].watched = true;
        state_.node_limits[node.index].island = static_cast<std::uint32_t>(&island - state_.islands.data());
    }

    /// A fire that neither has guns nor destroys any is in no island.
    void add_fire(FireId id) {
        const model::FireRow& row = model_.fires[id];
        if (!fires_guns(model_, id) && !destroys_[id.index]) {
            return;
        }
        Island& island = island_at(together_.root(id));
        FireCourse fire;
        fire.fire = id;
        fire.guns = fires_guns(model_, id) ? add_stock(island, row.guns.held) : no_slot;
        fire.uses_begin = static_cast<std::uint32_t>(island.uses.size());
        for (std::uint32_t flow = row.flows.begin; flow < row.flows.end; ++flow) {
            island.uses.push_back({.flow = model::FlowId{flow}});
            if (fire.guns != no_slot) {
                island_flow(model::FlowId{flow});
            }
        }
        fire.uses_end = static_cast<std::uint32_t>(island.uses.size());
        for (std::uint32_t at = row.supply.begin; at < row.supply.end; ++at) {
            const NodeId node = model_.supply_nodes[at];
            watch(island, node);
            const bool known = place_of(island.supplies, node) < island.supplies.size() ||
                               place_of(island.stocks, node) < island.stocks.size();
            if (fire.guns != no_slot && !known) {
                island.supplies.push_back(node);
            }
        }
        if (row.guns.worn.valid()) {
            watch(island, row.guns.worn);
        }
        if (row.guns.wear.valid()) {
            island_flow(row.guns.wear);
        }
        state_.fires[id.index].island = static_cast<std::uint32_t>(&island - state_.islands.data());
        island.fires.push_back(fire);
    }

    void add_loss(model::LossId id) {
        const model::LossRow& row = model_.losses[id];
        Island& island = island_at(together_.root(row.of.index));
        LossCourse loss;
        loss.loss = id;
        loss.of = place_of(island.stocks, row.of);
        loss.facing = row.facing.valid() ? place_of(island.stocks, row.facing) : no_slot;
        loss.by = no_slot;
        for (std::uint32_t at = 0; at < island.fires.size(); ++at) {
            loss.by = row.by.valid() && island.fires[at].fire == row.by ? at : loss.by;
        }
        island.losses.push_back(loss);
    }

    static void make_room(Island& island) {
        const std::size_t size = island.size();
        for (std::vector<double>* scratch : {&island.others, &island.z, &island.end, &island.integral, &island.slopes,
                                             &island.weights, &island.bends}) {
            scratch->assign(size, 0.0);
        }
        island.follows.assign(size, 0);
        island.held.assign(size, 0);
        const std::size_t inputs = 2 * size + island.fires.size() + island.uses.size() + island.losses.size();
        island.inputs.assign(inputs, 0.0);
        island.fresh.reserve(inputs);
        island.flow = CurvedFlow(size, island.losses.size());
        island.finder = FallFinder(size);
    }

    RunState& state_;
    const model::Model& model_;
    Together together_;
    std::vector<std::uint32_t> roots_;  ///< by island
    std::vector<bool> destroys_;        ///< by fire: whether some loss is to it
};

FireLimit limit_of(const RunState& state, model::FireId id) {
    const FireState& fire = state.fires[id.index];
    const model::FireRow& row = state.model.fires[id];
    if (fire.wanted.rate <= 0.0) {
        return FireLimit::nothing;
    }
    double rate = 0.0;
    for (std::uint32_t flow = row.flows.begin; flow < row.flows.end; ++flow) {
        rate += state.allocation.rate[model::FlowId{flow}];
    }
    constexpr double rounding = 1e-12;
    const double asks = std::min(fire.allowed.rate, fire.by_guns);
    if (rate < asks * (1.0 - rounding)) {
        return FireLimit::rounds;
    }
    if (fire.by_guns >= fire.allowed.rate) {
        return FireLimit::order;
    }
    if (!row.guns.worn.valid()) {
        return FireLimit::guns;
    }
    const NodeState& worn = state.nodes[row.guns.worn.index];
    return worn.at(state.now) > 0.0 || worn.net > 0.0 ? FireLimit::barrels : FireLimit::guns;
}

/// What limits fires is told when it becomes something else.
void note_limits(RunState& state, const Island& island) {
    for (const FireCourse& fire : island.fires) {
        FireState& of = state.fires[fire.fire.index];
        const FireLimit limit = limit_of(state, fire.fire);
        if (limit != of.limit && fires_guns(state.model, fire.fire)) {
            of.limit = limit;
            ++state.counts.events;
            record(state, EventKind::limit_changed, EntityKind::fire, fire.fire.index, static_cast<double>(limit));
            see(state, fire.fire);
        }
    }
}

}  // namespace

void build_islands(RunState& state) {
    if (!state.model.losses.empty() || std::any_of(state.model.fires.begin(), state.model.fires.end(),
                                                   [](const model::FireRow& fire) { return fire.guns.held.valid(); })) {
        IslandBuilder(state).build();
    }
    state.stale_islands.reset(state.islands.size());
    state.course_errors.resize(state.model.commodities.size());
    state.course_bends.resize(state.model.commodities.size());
}

void reset_islands(RunState& state) {
    std::fill(state.course_errors.begin(), state.course_errors.end(), 0.0);
    std::fill(state.course_bends.begin(), state.course_bends.end(), 0.0);
    for (std::uint32_t index = 0; index < state.islands.size(); ++index) {
        Island& island = state.islands[index];
        island.step = {.since = 0.0, .until = never, .due = 1, .jumped = 0};
        std::fill(island.inputs.begin(), island.inputs.end(), 0.0);
        std::fill(island.bends.begin(), island.bends.end(), 0.0);
        for (const FireCourse& fire : island.fires) {
            const model::GunsRow& guns = state.model.fires[fire.fire].guns;
            if (guns.held.valid()) {
                state.fires[fire.fire.index].by_guns = state.value(guns.rate) * state.nodes[guns.held.index].stock;
            }
        }
        state.stale_islands.add(Id<Island>{index});
    }
}

void ring_island(RunState& state, std::uint32_t index) {
    state.islands[index].step.due = 1;
    ++state.counts.events;
    state.stale_islands.add(Id<Island>{index});
    state.clocks.set(state.slots.islands + index, never);
}

bool settle_islands(RunState& state) {
    // What would go on for ever, if anything could, is left to steps that follow.
    constexpr int most_rounds = 16;
    for (int round = 0; round < most_rounds; ++round) {
        bool any = false;
        for (std::size_t at = 0; at < state.stale_islands.list().size(); ++at) {
            any = plan_step(state, state.stale_islands.list()[at].index) || any;
        }
        if (!any) {
            break;
        }
        if (!settle(state, Extent::what_changed)) {
            return false;
        }
    }
    bool follows = false;
    for (const Id<Island> island : state.stale_islands.list()) {
        // Of a step that goes on it is known already; and what it was planned from is not saved with a run.
        const bool begins = state.islands[island.index].step.since == state.now;
        follows = (begins && follow_fires(state, island.index)) || follows;
    }
    if (follows && !settle(state, Extent::what_changed)) {
        return false;
    }
    for (const Id<Island> island : state.stale_islands.list()) {
        note_limits(state, state.islands[island.index]);
    }
    state.stale_islands.clear();
    return true;
}

double course_error(const RunState& state, model::CommodityId commodity) {
    return state.course_errors[commodity.index] + state.course_bends[commodity.index];
}

}  // namespace caisson::engine
