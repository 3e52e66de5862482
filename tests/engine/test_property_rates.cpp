// Random networks: every instant obeys the rules, and the rates are those of the definition, found a second way.
#include "property.hpp"
#include "support/catch.hpp"
#include "support/checker.hpp"
#include "support/plain_solver.hpp"

using namespace caisson;

namespace {

// Compares the rates of every instant with the plain solver's.
class RateComparer final : public engine::Observer {
public:
    void see(const engine::Instant& instant) override {
        const model::Model& model = instant.view.model();
        const tests::Snapshot shot = tests::snapshot_of(instant);
        const tests::PlainRates plain = tests::solve_plainly(model, shot);
        ++instants;
        for (const engine::Event& event : instant.events) {
            acted += event.kind == engine::EventKind::rule_acted ? 1 : 0;
            shut += event.kind == engine::EventKind::shut ? 1 : 0;
        }
        for (const engine::Move& move : instant.moves) {
            overtaken += move.overtaken > 0 ? 1 : 0;
        }
        if (!plain.covered || !plain.settled) {
            ++left_out;
            return;
        }
        for (const model::FlowId flow : model.flows.ids()) {
            const double asked = shot.flows[flow.index].asked;
            const double apart = std::abs(shot.flows[flow.index].rate - plain.rates[flow.index]);
            if (apart > 1e-6 * asked && report.size() < 2000) {
                report += "day " + std::to_string(shot.time) + ", " + path_of(model, flow) + ": asks " +
                          std::to_string(asked) + ", gets " + std::to_string(shot.flows[flow.index].rate) +
                          ", plainly " + std::to_string(plain.rates[flow.index]) + "\n";
            }
        }
    }

    int instants = 0;
    int left_out = 0;
    int acted = 0;      ///< rules
    int shut = 0;       ///< depots
    int overtaken = 0;  ///< lots that put to sea behind others that they will overtake
    std::string report;
};

struct Tally {
    int runs = 0;
    int failed = 0;
    int instants = 0;
    int left_out = 0;
    int acted = 0;
    int shut = 0;
    int overtaken = 0;
};

void judge(std::uint64_t seed, const tests::Ingredients& may_contain, Tally& tally) {
    const tests::Plan plan = tests::random_plan(seed, may_contain);
    const model::Model model = plan.network().model(plan.end);
    engine::Runner runner(model);
    tests::CheckingObserver checker(model, model.values);
    RateComparer comparer;
    engine::Observer* const observers[] = {&checker, &comparer};
    const auto summary = runner.run(model.values, {}, observers);
    ++tally.runs;
    tally.instants += comparer.instants;
    tally.left_out += comparer.left_out;
    tally.acted += comparer.acted;
    tally.shut += comparer.shut;
    tally.overtaken += comparer.overtaken;
    INFO("seed " << seed);
    if (!summary) {
        ++tally.failed;
        FAIL_CHECK(summary.error().message);
        return;
    }
    checker.check_summary(**summary);
    INFO(checker.report());
    CHECK(checker.faults().empty());
    INFO(comparer.report);
    CHECK(comparer.report.empty());
}

}  // namespace

TEST_CASE("random networks obey every rule at every instant", "[engine][property]") {
    Tally tally;
    for (std::uint64_t seed = 0; seed < 1500; ++seed) {
        judge(seed, {}, tally);
    }
    CHECK(tally.instants > 20'000);
    CHECK(tally.left_out * 20 < tally.instants);
}

TEST_CASE("random networks without delays obey every rule at every instant", "[engine][property]") {
    // more of them meet at once: empty, full, hubs, reserves, cycles
    const tests::Ingredients hard{.transit = false, .lots = false, .rations = false, .targets = false};
    Tally tally;
    for (std::uint64_t seed = 10'000; seed < 11'500; ++seed) {
        judge(seed, hard, tally);
    }
    CHECK(tally.left_out * 20 < tally.instants);
}

TEST_CASE("random networks with transit times by chance obey every rule at every instant", "[engine][property]") {
    const tests::Ingredients chances{.chances = true};
    Tally tally;
    for (std::uint64_t seed = 30'000; seed < 30'700; ++seed) {
        judge(seed, chances, tally);
    }
    CHECK(tally.instants > 9'000);
    CHECK(tally.overtaken > 90);
}

TEST_CASE("random networks with depots that are shut obey every rule at every instant", "[engine][property]") {
    const tests::Ingredients closures{.closures = true};
    Tally tally;
    for (std::uint64_t seed = 40'000; seed < 40'700; ++seed) {
        judge(seed, closures, tally);
    }
    CHECK(tally.instants > 9'000);
    CHECK(tally.shut > 450);
}

TEST_CASE("random networks with rules of their own obey every rule at every instant", "[engine][property]") {
    const tests::Ingredients rules{.rules = true, .deals_under_measures = true};
    Tally tally;
    for (std::uint64_t seed = 50'000; seed < 50'700; ++seed) {
        judge(seed, rules, tally);
    }
    CHECK(tally.instants > 9'000);
    CHECK(tally.acted > 450);
}

TEST_CASE("random networks with all of this obey every rule at every instant", "[engine][property]") {
    const tests::Ingredients everything{.chances = true, .closures = true, .rules = true, .deals_under_measures = true};
    Tally tally;
    for (std::uint64_t seed = 60'000; seed < 60'700; ++seed) {
        judge(seed, everything, tally);
    }
    CHECK(tally.instants > 9'000);
}
