#include "watched.hpp"

#include <stdexcept>

#include "caisson/engine/run.hpp"

namespace caisson::tests {
namespace {

template <class Share>
Shares shares_of(const model::Model& model, const std::vector<Share>& rows) {
    Shares shares;
    for (const Share& row : rows) {
        shares[path_of(model, row.culprit) + " " + std::string(analysis::name_of(row.culprit.cause))] +=
            row.missed.value;
    }
    return shares;
}

model::FireId fire_named(const model::Model& model, std::string_view id) {
    for (const model::FireId fire : model.fires.ids()) {
        if (model.fires[fire].id == id) {
            return fire;
        }
    }
    throw std::runtime_error("no fire of that name");
}

}  // namespace

Shares Watched::now() const { return shares_of(model, shortage.shares); }

Shares Watched::spell() const { return shares_of(model, shortage.spell.shares); }

Shares Watched::period() const { return shares_of(model, shortage.period.shares); }

Shares Watched::passages() const {
    Shares shares;
    for (const auto& passage : shortage.narrowest.passages) {
        shares[analysis::path_of(model, {passage.kind, passage.index, analysis::Cause::capacity})] = passage.most.value;
    }
    return shares;
}

Watched watch(const tiny::Network& network, std::string_view fire, double until, double from) {
    Watched watched{network.model(until + 10.0), {}};
    engine::Runner runner(watched.model);
    engine::Trajectory trajectory(watched.model);
    engine::Observer* const recording[] = {&trajectory};
    if (!runner.run(watched.model.values, {}, recording)) {
        throw std::runtime_error("the run failed");
    }
    analysis::ShortageObserver observer(trajectory, {fire_named(watched.model, fire)}, Days{from}, Days{until});
    engine::Observer* const following[] = {&observer};
    if (!runner.run(watched.model.values, {}, following)) {
        throw std::runtime_error("the run failed");
    }
    watched.shortage = observer.shortages().front();
    return watched;
}

}  // namespace caisson::tests
