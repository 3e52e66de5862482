// The checker of runs catches deals that do not do what they say: right runs, each spoiled in one number or event.
#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "spoiled.hpp"

using namespace caisson;
using engine::EntityKind;
using engine::EventKind;
using tests::Rule;
using tests::Snapshot;

namespace {

/// Rounds by ship, 8 days; fuel back, 10 days; two tranches, on days 0 and 18; and a road that a gift of flour uses.
tiny::Seen a_barter() {
    tiny::Network network;
    network.depot("seller", 1000.0);
    network.depot("buyer", 0.0);
    network.depot("buyer", 1000.0, "fuel");
    network.depot("seller", 500.0, "flour");
    network.depot("buyer", 0.0, "flour");
    network.demand("ship", "seller", "buyer", 100.0).transit(8);
    network.demand("oil", "buyer", "seller", 1e6, "fuel").transit(10);
    network.route("road", "seller", "buyer", 10.0, "flour");
    network.deal("barter", "ship", 100.0, 2).pays("oil", 0.1);
    network.deal("gift", "road", 40.0, 1);
    return tiny::run(network, Days{40});
}

/// Whether the checker finds a fault against a rule once everything from a day on is spoiled, or that day alone.
bool catches(Rule rule, double day, const Spoil& spoil, Until until = Until::for_one_instant) {
    return caisson::catches(a_barter(), rule, day, spoil, until);
}

engine::DealFigures& goods(Snapshot& at) { return at.parts[0].figures; }

engine::DealFigures& fuel(Snapshot& at) { return at.parts[1].figures; }

void remove(Snapshot& at, EventKind kind) {
    std::erase_if(at.events, [&](const engine::Event& event) { return event.kind == kind; });
}

void add(Snapshot& at, EventKind kind, double value) {
    at.events.push_back({Days{at.time}, kind, EntityKind::deal, engine::Scheduled::none, 0, value});
}

}  // namespace

TEST_CASE("the checker catches deals whose sums are not those of their routes", "[checker]") {
    CHECK(catches(Rule::deals, 8, [](Snapshot& at, const auto&) { fuel(at).owed += 1e-3; }));
    CHECK(catches(
        Rule::deals, 8, [](Snapshot& at, const auto&) { fuel(at).price = 0.2; }, Until::to_the_end));
    CHECK(catches(Rule::deals, 18, [](Snapshot& at, const auto&) { fuel(at).counted -= 1; }));
    CHECK(catches(Rule::deals, 8, [](Snapshot& at, const auto&) { fuel(at).ordered += 1; }));
    CHECK(catches(Rule::deals, 0, [](Snapshot& at, const auto&) { goods(at).pledged = 300; }));
    CHECK(catches(Rule::deals, 8, [](Snapshot& at, const auto&) { goods(at).ordered = 200; }));
    CHECK(catches(Rule::deals, 8, [](Snapshot& at, const auto&) { goods(at).outstanding = 0; }));
    CHECK(catches(Rule::deals, 8, [](Snapshot& at, const auto&) { goods(at).cancelled = 100; }));
    CHECK(catches(Rule::deals, 8, [](Snapshot& at, const auto&) { goods(at).in_transit += 1e-3; }));
    CHECK(catches(Rule::deals, 8, [](Snapshot& at, const auto&) { goods(at).lost = 1; }));
    CHECK(catches(Rule::deals, 8, [](Snapshot& at, const auto&) { goods(at).replaced = 1; }));
}

TEST_CASE("the checker catches tranches that begin and end when they should not", "[checker]") {
    CHECK(catches(Rule::deals, 18, [](Snapshot& at, const auto&) { remove(at, EventKind::tranche_begun); }));
    CHECK(catches(Rule::deals, 8, [](Snapshot& at, const auto&) { add(at, EventKind::tranche_begun, 100); }));
    CHECK(catches(Rule::deals, 4, [](Snapshot& at, const auto&) { add(at, EventKind::tranche_delivered, 0); }));
    CHECK(catches(Rule::deals, 8, [](Snapshot& at, const auto&) { remove(at, EventKind::tranche_delivered); }));
    CHECK(catches(Rule::deals, 18, [](Snapshot& at, const auto&) {
        for (engine::Event& event : at.events) {
            event.value = event.kind == EventKind::tranche_begun ? 90 : event.value;
        }
    }));
    CHECK(catches(Rule::deals, 8, [](Snapshot& at, const auto&) { add(at, EventKind::deal_ended, 100); }));
}

TEST_CASE("the checker catches routes that carry what no deal has released", "[checker]") {
    const auto road = [](const model::Model& model) {
        for (const model::RouteId id : model.routes.ids()) {
            if (model.routes[id].id == "road") {
                return id.index;
            }
        }
        return 0U;
    };
    // The gift of 40 at 10 a day is over on day 4.
    CHECK(catches(Rule::settings, 0,
                  [&](Snapshot& at, const model::Model& model) { at.routes[road(model)].sends = false; }));
    CHECK(catches(Rule::settings, 8,
                  [&](Snapshot& at, const model::Model& model) { at.routes[road(model)].sends = true; }));
    CHECK(catches(Rule::changes, 4, [&](Snapshot& at, const model::Model&) { at.changed_parts.clear(); }));
    CHECK(catches(Rule::lots, 0, [](Snapshot& at, const auto&) {
        for (engine::Event& event : at.events) {
            event.value = event.kind == EventKind::lot_sailed ? 110 : event.value;
        }
    }));
}
