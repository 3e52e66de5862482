#include "caisson/analysis/bottleneck.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "analysis/around.hpp"
#include "caisson/graph/cut.hpp"
#include "caisson/graph/reach.hpp"
#include "caisson/graph/topology.hpp"
#include "caisson/model/model.hpp"

namespace caisson::analysis {
namespace {

using engine::Binding;
using engine::EntityKind;
using engine::Halt;
using engine::Mode;
using model::FireId;
using model::FlowId;
using model::NodeId;
using model::PlantId;
using model::RouteId;

constexpr double unlimited = std::numeric_limits<double>::infinity();

/// The supply graph as it stands at one moment, time on the way left out: the cells, then a node for all that there
/// is, then the fire, then a node for all that it can take.
class SupplyGraph {
public:
    SupplyGraph(const engine::View& view, const LastShips& ships, FireId fire)
        : view_(view), surroundings_(view, ships), source_(model().cells), fire_(source_ + 1), sink_(source_ + 2) {
        for (std::uint32_t cell = 0; cell < model().cells; ++cell) {
            add_cell(NodeId{cell});
        }
        for (const PlantId plant : model().plants.ids()) {
            add(source_, model().plants[plant].fills.index, {EntityKind::plant, plant.index, Rate{brings(plant)}});
        }
        for (const RouteId route : model().routes.ids()) {
            add_route(route);
        }
        add_fire(fire);
    }

    [[nodiscard]] Bottleneck narrowest() const {
        std::vector<double> capacities;
        for (const Passage& passage : passages_) {
            capacities.push_back(passage.most.value);
        }
        const graph::Topology topology(sink_ + 1, edges_);
        const graph::NodeId sources[] = {source_};
        const graph::NodeId sinks[] = {sink_};
        const graph::Cut cut = graph::minimum_cut(topology, capacities, sources, sinks);
        Bottleneck narrowest{Rate{cut.value}, {}};
        const auto behind = behind_the_cut(cut);
        for (const graph::EdgeId edge : cut.edges) {
            if (std::binary_search(behind.begin(), behind.end(), edges_[edge].to)) {
                narrowest.passages.push_back(passages_[edge]);
            }
        }
        std::sort(narrowest.passages.begin(), narrowest.passages.end(), [](const Passage& a, const Passage& b) {
            return std::pair{a.kind, a.index} < std::pair{b.kind, b.index};
        });
        return narrowest;
    }

private:
    [[nodiscard]] const model::Model& model() const { return view_.model(); }

    void add(graph::NodeId from, graph::NodeId to, const Passage& passage) {
        edges_.push_back({from, to});
        passages_.push_back(passage);
    }

    /// A cell that holds goods can give them at any rate.
    void add_cell(NodeId cell) {
        const Mode mode = view_.mode(cell);
        if (!has_nothing(mode)) {
            add(source_, cell.index, {EntityKind::node, cell.index, Rate{unlimited}});
        }
    }

    /// What a plant could bring in a day if its depot took all.
    [[nodiscard]] double brings(PlantId id) const {
        const model::PlantRow& row = model().plants[id];
        const bool lacks_needs = view_.binding(row.flow) == Binding::sender;
        const double begun = (lacks_needs ? view_.rate(row.flow) : view_.asked(row.flow)).value;
        return model::takes_time(row) ? begun * view_.yield(id) : begun;
    }

    void add_route(RouteId id) {
        const model::RouteRow& row = model().routes[id];
        const double left = (1.0 - view_.loss(id)) * view_.let_through(id);
        const double share = view_.reject_share(id);
        const double arrives = passes(id) * left;
        add(row.from.index, row.to.index, {EntityKind::route, id.index, Rate{arrives * (1.0 - share)}});
        if (row.rejects.to.valid()) {
            add(row.from.index, row.rejects.to.index, {EntityKind::route, id.index, Rate{arrives * share}});
        }
    }

    /// What a route can carry of what its sender has: of a lot, what the last ship did, if a reserve is kept from it.
    [[nodiscard]] double passes(RouteId id) const {
        if (view_.halt(id) != Halt::none) {
            return 0.0;
        }
        const model::RouteRow& row = model().routes[id];
        const bool keeps = view_.reserve(row.from).value > 0.0 && !has_nothing(view_.mode(row.from));
        if (row.form == model::RouteForm::sailings) {
            return view_.scheduled(id).value * view_.permitted(id) *
                   (keeps ? 1.0 - surroundings_.short_loaded(id) : 1.0);
        }
        const bool reserved =
            view_.binding(row.sending) == Binding::reserve || view_.mode(row.from) == Mode::at_reserve;
        return (reserved ? view_.rate(row.sending) : view_.asked(row.sending)).value;
    }

    /// A fire that uses commodities in order takes all it is allowed from any of its cells; others take what they ask
    /// of each.
    void add_fire(FireId id) {
        const model::FireRow& row = model().fires[id];
        for (auto at = row.flows.begin; at < row.flows.end; ++at) {
            const FlowId flow{at};
            const model::Range legs = model().flows[flow].legs;
            for (auto leg = legs.begin; leg < legs.end; ++leg) {
                const double most =
                    row.mode == model::UseMode::in_order ? unlimited : view_.asked(flow).value * view_.take(leg);
                add(model().legs[leg].node.index, fire_, {EntityKind::fire, id.index, Rate{most}});
            }
        }
        add(fire_, sink_, {EntityKind::fire, id.index, std::min(view_.allowed(id), view_.by_guns(id))});
    }

    /// The nodes from which a way leads to the fire and that lie on its side of a cut.
    [[nodiscard]] std::vector<graph::NodeId> behind_the_cut(const graph::Cut& cut) const {
        std::vector<graph::Edge> behind;
        for (const graph::Edge edge : edges_) {
            if (!std::binary_search(cut.source_side.begin(), cut.source_side.end(), edge.from)) {
                behind.push_back(edge);
            }
        }
        const graph::NodeId starts[] = {sink_};
        return graph::reachable(graph::Topology(sink_ + 1, behind), starts, graph::Direction::backwards);
    }

    const engine::View& view_;
    Surroundings surroundings_;
    graph::NodeId source_;
    graph::NodeId fire_;
    graph::NodeId sink_;
    std::vector<graph::Edge> edges_;
    std::vector<Passage> passages_;  ///< of each edge
};

}  // namespace

Bottleneck narrowest_before(const engine::View& view, const LastShips& ships, FireId fire) {
    return SupplyGraph(view, ships, fire).narrowest();
}

}  // namespace caisson::analysis
