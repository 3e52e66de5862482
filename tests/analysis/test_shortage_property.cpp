// True of random networks: shares add up, whatever the order of the file, and nothing passes the narrowest place.
#include <cmath>
#include <map>
#include <string>

#include "caisson/analysis/shortage.hpp"
#include "caisson/engine/run.hpp"
#include "support/catch.hpp"
#include "support/random_network.hpp"

using namespace caisson;

namespace {

double fired(const engine::View& view, model::FireId fire) {
    double sum = 0.0;
    const model::Range flows = view.model().fires[fire].flows;
    for (auto flow = flows.begin; flow < flows.end; ++flow) {
        sum += view.rate(model::FlowId{flow}).value;
    }
    return sum;
}

/// Shares out what every fire misses at every instant.
class SharesObserver final : public engine::Observer {
public:
    explicit SharesObserver(const model::Model& model) : ships_(model) {}

    void see(const engine::Instant& instant) override {
        const engine::View& view = instant.view;
        ships_.see(instant);
        for (const model::FireId fire : view.model().fires.ids()) {
            std::vector<model::NodeId> lacking;
            double sum = 0.0;
            for (const auto& share : analysis::shares_of(view, ships_, fire, lacking)) {
                worst_negative = std::min(worst_negative, share.missed.value);
                sum += share.missed.value;
                log[path_of(view.model(), share.culprit) + " " + std::string(name_of(share.culprit.cause))] +=
                    share.missed.value;
            }
            const double wanted = view.wanted(fire).value;
            const double missed = wanted - fired(view, fire);
            worst = std::max(worst, wanted > 0.0 ? std::abs(sum - missed) / wanted : sum);
            shortages += missed > 1e-9 * wanted ? 1 : 0;
        }
    }

    double worst = 0.0;  ///< difference between shares and what was missed, of what was wanted
    double worst_negative = 0.0;
    int shortages = 0;
    std::map<std::string, double> log;

private:
    analysis::LastShips ships_;
};

/// Compares what every fire gets with the narrowest place before it.
class CutObserver final : public engine::Observer {
public:
    explicit CutObserver(const model::Model& model) : ships_(model) {}

    void see(const engine::Instant& instant) override {
        ships_.see(instant);
        for (const model::FireId fire : instant.view.model().fires.ids()) {
            const auto narrowest = analysis::narrowest_before(instant.view, ships_, fire);
            const double most = narrowest.most.value;
            double sum = 0.0;
            for (const auto& passage : narrowest.passages) {
                sum += passage.most.value;
            }
            const double wanted = instant.view.wanted(fire).value;
            worst = std::max(worst, fired(instant.view, fire) - most - 1e-9 * wanted);
            apart = std::max(apart, std::abs(sum - most) - 1e-9 * wanted);
            ++cuts;
        }
    }

    double worst = 0.0;
    double apart = 0.0;  ///< between a cut and the sum of its passages
    int cuts = 0;

private:
    analysis::LastShips ships_;
};

template <class Watcher>
Watcher watched(const tests::Plan& plan) {
    const model::Model model = plan.network().model(plan.end);
    engine::Runner runner(model);
    Watcher watcher(model);
    engine::Observer* const observers[] = {&watcher};
    (void)runner.run(model.values, {}, observers);  // a run that fails is judged as far as it went
    return watcher;
}

}  // namespace

TEST_CASE("at every instant of random networks the shares add up to what is missed", "[analysis][property]") {
    int shortages = 0;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        INFO("seed " << seed);
        const auto seen = watched<SharesObserver>(tests::random_plan(seed));
        CHECK(seen.worst <= 1e-9);
        CHECK(seen.worst_negative >= 0.0);
        shortages += seen.shortages;
    }
    CHECK(shortages > 1000);  // or nothing was tried
}

TEST_CASE("the order of the file does not change a share", "[analysis][property]") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        INFO("seed " << seed);
        const auto plan = tests::random_plan(seed);
        CHECK(watched<SharesObserver>(plan).log == watched<SharesObserver>(tests::shuffled(plan, seed)).log);
    }
}

TEST_CASE("no fire gets more than passes the narrowest place before it", "[analysis][property]") {
    // where nothing is on its way: what arrives has left then
    tests::Ingredients may;
    may.transit = false;
    may.lots = false;
    may.works = false;
    int cuts = 0;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        INFO("seed " << seed);
        const auto seen = watched<CutObserver>(tests::random_plan(seed, may));
        CHECK(seen.worst <= 0.0);
        CHECK(seen.apart <= 0.0);
        cuts += seen.cuts;
    }
    CHECK(cuts > 1000);
}
