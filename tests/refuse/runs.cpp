// A run takes its own model's things, and cannot change the model or be changed by who watches it.
#include "caisson/engine/observer.hpp"
#include "caisson/engine/run.hpp"
#include "caisson/model/model.hpp"

using namespace caisson;

void runs(const model::Model& model, const engine::View& view, model::NodeId node, model::FlowId flow) {
#ifdef REFUSE_RATE_OF_A_NODE
    Rate rate = view.rate(node);
#else
    Rate rate = view.rate(flow);
#endif

#ifdef REFUSE_STOCK_AS_RATE
    rate = view.stock(node);
#else
    rate = view.net_rate(node);
#endif

#ifdef REFUSE_MODEL_CHANGED_BY_AN_OBSERVER
    view.model().nodes[node].hub = true;
#else
    bool hub = view.model().nodes[node].hub;
    static_cast<void>(hub);
#endif

#ifdef REFUSE_COPIED_RUNNER
    engine::Runner runner(model);
    engine::Runner copy = runner;
#else
    engine::Runner runner(model);
#endif

#ifdef REFUSE_MODEL_AS_VALUES
    static_cast<void>(runner.run(model, {}));
#else
    static_cast<void>(runner.run(model.values, {}));
#endif
    static_cast<void>(rate);
}
