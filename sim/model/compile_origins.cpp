#include <algorithm>

#include "model/draft.hpp"

namespace caisson::model {

Range add_of_states(Draft& draft, const std::vector<OfState>& written, Role role) {
    std::vector<const OfState*> in_order;
    for (const OfState& one : written) {
        if (one.state.valid()) {
            in_order.push_back(&one);
        }
    }
    std::sort(in_order.begin(), in_order.end(), [&](const OfState* a, const OfState* b) {
        return draft.ids.states.compiled(a->state) < draft.ids.states.compiled(b->state);
    });
    std::vector<OfStateRow>& rows = draft.model.of_states;
    Range range;
    range.begin = static_cast<std::uint32_t>(rows.size());
    for (const OfState* one : in_order) {
        rows.push_back({draft.ids.states.compiled(one->state), draft.book.add(one->share, role)});
    }
    range.end = static_cast<std::uint32_t>(rows.size());
    return range;
}

void add_tracing(Draft& draft) {
    Model& model = draft.model;
    const bool asked = std::any_of(model.outcomes.begin(), model.outcomes.end(),
                                   [](const OutcomeRow& outcome) { return asks_of_origin(outcome); });
    // That goods expire in the order in which they came asks nothing of origins.
    const bool said = std::any_of(draft.scenario.depots.begin(), draft.scenario.depots.end(), [](const Depot& depot) {
        return std::any_of(depot.holdings.begin(), depot.holdings.end(), [](const Holding& holding) {
            return holding.kind.issue != Issue::mixed || holding.kind.age.written();
        });
    });
    model.traces_origins = asked || said || !model.of_states.empty();
}

}  // namespace caisson::model
