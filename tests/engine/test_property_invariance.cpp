// Random networks: what a run must not depend on.
#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "property.hpp"
#include "support/catch.hpp"

using namespace caisson;
using property::first_difference;
using property::play;
using property::Played;

namespace {

constexpr std::uint64_t networks = 1000;

template <class Change>
void unchanged(const Change& change, double amounts, double times, const tests::Ingredients& may_contain = {}) {
    int differ = 0;
    for (std::uint64_t seed = 0; seed < networks; ++seed) {
        const tests::Plan plan = tests::random_plan(seed, may_contain);
        const Played one = play(plan);
        const Played other = play(change(plan, seed));
        const int difference = first_difference(one, other, amounts, times);
        if (difference >= 0 && times != 1.0 && property::crowded(one, 1e-8)) {
            continue;  // the window of an instant is in days, whatever the scenario's scale
        }
        INFO("seed " << seed << ", instant " << difference);
        CHECK(difference == -1);
        differ += difference >= 0 ? 1 : 0;
        if (differ > 10) {
            FAIL("and so on");
        }
    }
}

/// A flow's path, and which of its owner's flows it is.
std::string name_of(const model::Model& model, model::FlowId flow) {
    return path_of(model, flow) + std::to_string(static_cast<int>(model.flows[flow].kind));
}

/// Where the nodes and flows of a model stand in it, by what they are called.
std::map<std::string, std::size_t> places_of(const model::Model& model) {
    std::map<std::string, std::size_t> places;
    for (const model::NodeId node : model.nodes.ids()) {
        places["node " + path_of(model, node)] = node.index;
    }
    for (const model::FlowId flow : model.flows.ids()) {
        places[name_of(model, flow)] = flow.index;
    }
    return places;
}

/// Whether an instant of one run is the same in another that has all of its nodes and flows.
bool same_instant(const tests::Snapshot& shot, const model::Model& model, const tests::Snapshot& other,
                  const std::map<std::string, std::size_t>& places) {
    bool same = shot.time == other.time;
    for (const model::NodeId node : model.nodes.ids()) {
        same = same && shot.nodes[node.index] == other.nodes[places.at("node " + path_of(model, node))];
    }
    for (const model::FlowId flow : model.flows.ids()) {
        same = same && shot.flows[flow.index] == other.flows[places.at(name_of(model, flow))];
    }
    return same;
}

/// Whether a run has every instant of another, and all in it.
bool contains(const Played& whole, const Played& part) {
    const std::map<std::string, std::size_t> places = places_of(*whole.model);
    auto at = whole.instants.begin();
    return std::all_of(part.instants.begin(), part.instants.end(), [&](const tests::Snapshot& shot) {
        at = std::find_if(at, whole.instants.end(),
                          [&](const tests::Snapshot& other) { return other.time >= shot.time; });
        return at != whole.instants.end() && same_instant(shot, *part.model, *at, places);
    });
}

}  // namespace

namespace {

/// What the first networks of all did not have.
constexpr tests::Ingredients without_chances{.closures = true, .rules = true, .deals_under_measures = true};
/// Draws depend on names, so that they have no place where names change.
constexpr tests::Ingredients with_chances{
    .chances = true, .closures = true, .rules = true, .deals_under_measures = true};

}  // namespace

TEST_CASE("the same network twice gives the same bits", "[engine][property]") {
    for (std::uint64_t seed = 0; seed < networks; ++seed) {
        const tests::Plan plan = tests::random_plan(seed, with_chances);
        const Played one = play(plan);
        engine::Runner runner(*one.model);
        for (int again = 0; again < 2; ++again) {  // a used runner is as good as a new one
            Played other;
            tests::Recorder recorder;
            engine::Observer* const observers[] = {&recorder};
            const auto summary = runner.run(one.model->values, {}, observers);
            other.instants = recorder.take();
            INFO("seed " << seed);
            REQUIRE(summary.has_value() == one.failure.empty());
            CHECK((!summary || (*summary)->fingerprint == one.fingerprint));
            CHECK(first_difference(one, other) == -1);
        }
    }
}

TEST_CASE("other names in the same order give the same bits", "[engine][property]") {
    unchanged([](const tests::Plan& plan, std::uint64_t) { return tests::renamed(plan, "x-"); }, 1.0, 1.0,
              without_chances);
}

TEST_CASE("another order in the file gives the same bits", "[engine][property]") {
    unchanged([](const tests::Plan& plan, std::uint64_t seed) { return tests::shuffled(plan, seed); }, 1.0, 1.0,
              with_chances);
}

TEST_CASE("another unit of amount gives the same bits", "[engine][property]") {
    unchanged([](const tests::Plan& plan, std::uint64_t) { return tests::in_units_of(plan, 1024.0); }, 1.0 / 1024.0,
              1.0, with_chances);
    unchanged([](const tests::Plan& plan, std::uint64_t) { return tests::in_units_of(plan, 1.0 / 64.0); }, 64.0, 1.0,
              with_chances);
}

TEST_CASE("another unit of time gives the same bits", "[engine][property]") {
    // some defaults are in days: a lot is unloaded in a day, a port stops at one day's queue
    const tests::Ingredients no_days{.lots = false, .port_choices = false};
    unchanged([](const tests::Plan& plan, std::uint64_t) { return tests::slowed(plan, 2.0); }, 1.0, 2.0, no_days);
}

TEST_CASE("something unconnected changes no bit of the rest", "[engine][property]") {
    int compared = 0;
    for (std::uint64_t seed = 0; seed < networks + 100; ++seed) {
        const tests::Plan plan = tests::random_plan(seed, with_chances);
        const Played alone = play(plan);
        const Played beside = play(tests::beside_another(plan));
        if (!alone.failure.empty() || property::crowded(beside, 1e-8)) {
            continue;
        }
        ++compared;
        INFO("seed " << seed);
        CHECK(contains(beside, alone));
    }
    CHECK(compared > 900);
}

TEST_CASE("saving and resuming at every instant gives the same bits", "[engine][property]") {
    for (std::uint64_t seed = 0; seed < networks; ++seed) {
        const tests::Plan plan = tests::random_plan(seed, with_chances);
        const Played whole = play(plan);
        if (!whole.failure.empty()) {
            continue;
        }
        Played parts;
        tests::Recorder recorder;
        engine::Observer* const observers[] = {&recorder};
        engine::Runner first(*whole.model);
        engine::Runner second(*whole.model);
        engine::Runner* now = &first;
        engine::Runner* next = &second;
        auto more = now->begin(whole.model->values, {}, observers);
        while (more && *more) {
            next->resume(now->save());
            std::swap(now, next);
            more = now->step(observers);
        }
        INFO("seed " << seed);
        REQUIRE(more.has_value());
        parts.instants = recorder.take();
        CHECK(first_difference(whole, parts) == -1);
        CHECK(now->finish().fingerprint == whole.fingerprint);
    }
}

namespace {

// What remains of a plan after `time`, starting from what a run of it held then. Nothing is under way.
tests::Plan rest_of(tests::Plan plan, const Played& played, std::size_t instant) {
    const tests::Snapshot& shot = played.instants[instant];
    const auto past = [&](std::optional<tests::Plan::Step>& step, auto& value) {
        if (step && step->from <= shot.time + 1e-9) {
            value = step->value;
            step.reset();
        } else if (step) {
            step->from -= shot.time;
        }
    };
    for (tests::Plan::Depot& row : plan.depots) {
        for (const model::NodeId node : played.model->nodes.ids()) {
            if (path_of(*played.model, node) == "depots." + row.id + "." + row.commodity) {
                row.stock = shot.nodes[node.index].stock;
            }
        }
        past(row.capacity_step, row.capacity);
        past(row.reserve_step, row.reserve);
    }
    for (tests::Plan::Plant& row : plan.plants) {
        past(row.step, row.rate);
    }
    for (tests::Plan::Fire& row : plan.fires) {
        past(row.step, row.wanted);
    }
    for (tests::Plan::Route& row : plan.routes) {
        past(row.step, row.capacity);
        for (std::optional<double>* day : {&row.opens, &row.closes}) {
            if (*day) {
                **day -= shot.time;
            }
        }
    }
    plan.end -= shot.time;
    return plan;
}

}  // namespace

TEST_CASE("two runs, split at any event, come to the same end as one", "[engine][property]") {
    // Without memory: no goods under way, no stages and no targets that are half way between their thresholds.
    const tests::Ingredients no_memory{.transit = false,
                                       .lots = false,
                                       .rations = false,
                                       .targets = false,
                                       .deals = false,
                                       .measures = false,
                                       .shelf_lives = false};
    int splits = 0;
    for (std::uint64_t seed = 20'000; seed < 20'000 + networks; ++seed) {
        const tests::Plan plan = tests::random_plan(seed, no_memory);
        const Played whole = play(plan);
        if (!whole.failure.empty()) {
            continue;
        }
        for (std::size_t instant = 1; instant + 1 < whole.instants.size(); ++instant) {
            const Played second = play(rest_of(plan, whole, instant));
            ++splits;
            double apart = 0.0;
            for (std::size_t node = 0; node < second.instants.back().nodes.size(); ++node) {
                apart = std::max(apart, std::abs(second.instants.back().nodes[node].stock -
                                                 whole.instants.back().nodes[node].stock));
            }
            INFO("seed " << seed << ", split at instant " << instant << ", day " << whole.instants[instant].time);
            CHECK(apart < 1e-7);  // of stocks of some hundreds
        }
    }
    CHECK(splits > 2000);
}
