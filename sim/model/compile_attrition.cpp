#include <utility>

#include "model/draft.hpp"

namespace caisson::model {

namespace {

// What the rate of a loss is counted in, and for what.
Param add_rate(Draft& draft, const Loss& loss, CommodityId of) {
    switch (loss.cause) {
        case LossCause::nobody:
            return draft.book.add(loss.rate, Role::rate, of);
        case LossCause::own:
            return draft.book.add(loss.rate, Role::kills_a_day, of, of);
        case LossCause::fire: {
            const auto& uses = draft.scenario.fires[loss.by].uses;
            const CommodityId rounds =
                uses.empty() ? CommodityId{} : draft.ids.commodities.compiled(uses.front().commodity);
            return draft.book.add(loss.rate, Role::kills, of, rounds);
        }
        case LossCause::stock:
            break;
    }
    return draft.book.add(loss.rate, Role::kills_a_day, of, draft.ids.commodities.compiled(loss.facing_of));
}

void add_loss(Draft& draft, const Loss& loss) {
    Model& model = draft.model;
    const CommodityId of = draft.ids.commodities.compiled(loss.of);
    LossRow row;
    row.id = loss.id;
    row.title = loss.title;
    row.of = cell_of(model, draft.ids.depots.compiled(loss.at), of);
    row.cause = loss.cause;
    row.law = loss.law;
    row.rate = add_rate(draft, loss, of);
    if (loss.cause == LossCause::fire) {
        row.by = draft.ids.fires.compiled(loss.by);
    }
    if (loss.cause == LossCause::stock) {
        row.facing =
            cell_of(model, draft.ids.depots.compiled(loss.facing), draft.ids.commodities.compiled(loss.facing_of));
    }
    if (loss.law != LossLaw::square) {
        row.against = draft.book.add(loss.against, Role::against, of);
    }
    if (loss.law == LossLaw::mixed) {
        row.aimed = draft.book.add(loss.aimed, Role::aimed);
    }
    row.intensity = add_schedule(draft, loss.intensity, Role::scale);
    const LossId id = model.losses.add(std::move(row));
    FlowRow flow;
    flow.kind = FlowKind::loss;
    flow.owner = id.index;
    model.losses[id].flow = add_flow_from(draft, model.losses[id].of, flow);
}

}  // namespace

void add_losses(Draft& draft) {
    for (const LossId written : draft.ids.losses.in_order()) {
        add_loss(draft, draft.scenario.losses[written]);
    }
}

}  // namespace caisson::model
