#include "analysis/shares.hpp"

#include <algorithm>

#include "analysis/around.hpp"

namespace caisson::analysis {

using engine::EntityKind;
using model::FireId;
using model::FlowId;
using model::NodeId;

/// One search, from a fire through the nodes that lack goods. A node is looked at after all that are nearer to the
/// fire, so that everything that is put down to it is known by then.
class Sharer::Turn {
public:
    Turn(Sharer& sharer, const engine::View& view, const LastShips& ships)
        : view_(view), surroundings_(view, ships), visits_(sharer.visits_), visited_(sharer.visited_) {
        for (const NodeId node : visited_) {
            visits_[node.index] = Visit{};
        }
        visited_.clear();
    }

    std::vector<RateShare> share(FireId fire) {
        const double wanted = view_.wanted(fire).value;
        const double allowed = view_.allowed(fire).value;
        if (allowed < wanted) {
            put_down(shares_, {EntityKind::fire, fire.index, Cause::ration}, wanted - allowed);
        }
        const double asks = std::min(allowed, view_.by_guns(fire).value);
        if (asks < allowed) {
            const bool barrels = view_.limit(fire) == engine::FireLimit::barrels;
            put_down(shares_, {EntityKind::fire, fire.index, barrels ? Cause::barrels : Cause::guns}, allowed - asks);
        }
        const double lacking = asks - fired_by(view_, fire).value;
        if (lacking > 1e-12 * wanted) {
            begin(fire, lacking);
            for (std::size_t at = 0; at < visited_.size(); ++at) {  // the list grows
                look_at(visited_[at]);
            }
        }
        sort(shares_);
        return std::move(shares_);
    }

private:
    [[nodiscard]] const model::Model& model() const { return view_.model(); }

    /// Puts what is lacking down to the fire's own cells.
    void begin(FireId fire, double lacking) {
        const model::FireRow& row = model().fires[fire];
        std::vector<NodeId> cells;
        std::vector<double> weights;
        for (auto at = row.flows.begin; at < row.flows.end; ++at) {
            const FlowId flow{at};
            const bool apart = row.mode == model::UseMode::in_proportion;
            for (const NodeId cell : surroundings_.empty_senders(flow)) {
                cells.push_back(cell);
                weights.push_back(apart ? (view_.asked(flow) - view_.rate(flow)).value : 1.0);
            }
        }
        double sum = 0.0;
        for (const double weight : weights) {
            sum += weight;
        }
        for (std::size_t at = 0; at < cells.size(); ++at) {
            go_to(cells[at], 1, sum > 0.0 ? lacking * weights[at] / sum : 0.0);
        }
        if (!(sum > 0.0)) {  // what is lacking is too little to be seen in the flows: rounding
            put_down(shares_, {EntityKind::fire, fire.index, Cause::capacity}, lacking);
        }
    }

    void go_to(NodeId node, std::uint32_t steps, double missed) {
        Visit& visit = visits_[node.index];
        if (visit.steps == 0) {
            visit.steps = steps;
            visited_.push_back(node);
        }
        visit.missed += missed;
    }

    /// Whether the search goes on from a node to another, and not round in a circle.
    [[nodiscard]] bool leads_on(const Visit& from, NodeId to) const {
        const std::uint32_t steps = visits_[to.index].steps;
        return steps == 0 || steps > from.steps;
    }

    void look_at(NodeId node) {
        const Visit visit = visits_[node.index];
        const Around& around = surroundings_.into(node);
        double weights = 0.0;
        for (const Part& part : around.causes) {
            weights += counts(visit, part) ? part.weight : 0.0;
        }
        const double caused =
            weights > 0.0 ? visit.missed * weights / std::max(surroundings_.lacking_at(node), weights) : 0.0;
        for (const Part& part : around.causes) {
            if (!counts(visit, part)) {
                continue;
            }
            const double missed = caused * part.weight / weights;
            if (part.upstream.valid()) {
                go_to(part.upstream, visit.steps + 1, missed);
            } else {
                put_down(shares_, part.culprit, missed);
            }
        }
        put_down_to_capacities(node, around, visit.missed - caused);
    }

    /// Whether something leads into a node from where the node's own goods come back to: it cannot bring any.
    [[nodiscard]] bool leads_round(NodeId node, const Around& around, const Leading& leading) const {
        return std::any_of(around.causes.begin(), around.causes.end(), [&](const Part& part) {
            return part.culprit.kind == leading.culprit.kind && part.culprit.index == leading.culprit.index &&
                   !counts(visits_[node.index], part);
        });
    }

    /// Whether a cause counts: all do but those that lead round in a circle.
    [[nodiscard]] bool counts(const Visit& from, const Part& part) const {
        return !part.upstream.valid() || leads_on(from, part.upstream);
    }

    /// Shares out what would be missed even without any cause.
    void put_down_to_capacities(NodeId node, const Around& around, double missed) {
        double brought = 0.0;
        double potential = 0.0;
        for (const Leading& leading : around.leading) {
            if (!leads_round(node, around, leading)) {
                brought += leading.brought;
                potential += leading.potential;
            }
        }
        for (const Leading& leading : around.leading) {
            if (!leads_round(node, around, leading)) {
                put_down(shares_, leading.culprit,
                         missed * (brought > 0.0 ? leading.brought / brought : leading.potential / potential));
            }
        }
        if (!(potential > 0.0)) {
            put_down(shares_, {EntityKind::node, node.index, Cause::nothing}, missed);
        }
    }

    const engine::View& view_;
    Surroundings surroundings_;
    std::vector<Visit>& visits_;
    std::vector<NodeId>& visited_;
    std::vector<RateShare> shares_;
};

Sharer::Sharer(const model::Model& model) : visits_(model.nodes.size()) {}

std::vector<RateShare> Sharer::share(const engine::View& view, const LastShips& ships, FireId fire) {
    return Turn(*this, view, ships).share(fire);
}

void put_down(std::vector<RateShare>& shares, const Culprit& culprit, double missed) {
    if (!(missed > 0.0)) {
        return;
    }
    for (RateShare& share : shares) {
        if (share.culprit == culprit) {
            share.missed += Rate{missed};
            return;
        }
    }
    shares.push_back({culprit, Rate{missed}});
}

void sort(std::vector<RateShare>& shares) {
    std::sort(shares.begin(), shares.end(), [](const RateShare& a, const RateShare& b) {
        return a.missed != b.missed ? a.missed > b.missed : a.culprit < b.culprit;
    });
}

std::vector<RateShare> shares_of(const engine::View& view, const LastShips& ships, FireId fire,
                                 std::vector<NodeId>& lacking) {
    Sharer sharer(view.model());
    auto shares = sharer.share(view, ships, fire);
    lacking = sharer.lacking();
    return shares;
}

}  // namespace caisson::analysis
