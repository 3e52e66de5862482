// The checker of runs catches vehicles that do not do what they can: right runs, each spoiled in one number or event.
#include <algorithm>
#include <functional>
#include <vector>

#include "spoiled.hpp"

using namespace caisson;
using engine::Doing;
using engine::EntityKind;
using engine::EventKind;
using tests::Rule;
using tests::Snapshot;

namespace {

/// Two vehicles and one berth at either end. They sail on days 1 and 2, unload on 5 to 7 and 7 to 9, are back on 11 and
/// 13; the way takes 4 days.
tiny::Seen two_vehicles() {
    tiny::Network network;
    network.depot("A", 1000.0);
    network.depot("B");
    network.berths("A", 1);
    network.berths("B", 1);
    network.fleet("r", "A", "B", 100.0, 2).loads(100).transit(4).unloads(50);
    return tiny::run(network, Days{16});
}

/// Whether the checker finds a fault against a rule once the instants of a day are spoiled.
bool catches(double day, const Spoil& spoil, Rule rule = Rule::fleets) {
    return caisson::catches(two_vehicles(), rule, day, spoil, Until::for_that_day);
}

void remove(Snapshot& at, EventKind kind) {
    std::erase_if(at.events, [&](const engine::Event& event) { return event.kind == kind; });
}

void add(Snapshot& at, EventKind kind, double value) {
    at.events.push_back({Days{at.time}, kind, EntityKind::route, engine::Scheduled::none, 0, value});
}

void number(Snapshot& at, EventKind kind, double value) {
    for (engine::Event& event : at.events) {
        event.value = event.kind == kind ? value : event.value;
    }
}

}  // namespace

TEST_CASE("the checker catches vehicles that do what they should not yet, or no longer", "[checker]") {
    CHECK(catches(11, [](Snapshot& at, const auto&) { remove(at, EventKind::vehicle_back); }));
    CHECK(catches(9, [](Snapshot& at, const auto&) { add(at, EventKind::vehicle_back, 1); }));
    CHECK(catches(7, [](Snapshot& at, const auto&) { remove(at, EventKind::vehicle_leaves); }));
    CHECK(catches(6, [](Snapshot& at, const auto&) { add(at, EventKind::vehicle_leaves, 1); }));
    CHECK(catches(1, [](Snapshot& at, const auto&) { add(at, EventKind::lot_sailed, 50); }));
    CHECK(catches(2, [](Snapshot& at, const auto&) { number(at, EventKind::lot_sailed, 90); }));
    CHECK(catches(2, [](Snapshot& at, const auto&) { remove(at, EventKind::lot_sailed); }));
    CHECK(catches(5, [](Snapshot& at, const auto&) { add(at, EventKind::vehicle_lost, 1); }));
    CHECK(catches(11, [](Snapshot& at, const auto&) { number(at, EventKind::vehicle_back, 3); }));
}

TEST_CASE("the checker catches berths that are taken twice, out of turn or not at all", "[checker]") {
    CHECK(catches(0, [](Snapshot& at, const auto&) { add(at, EventKind::vehicle_loads, 2); }));
    CHECK(catches(0, [](Snapshot& at, const auto&) { number(at, EventKind::vehicle_loads, 2); }));
    CHECK(catches(1, [](Snapshot& at, const auto&) { remove(at, EventKind::vehicle_loads); }));
    CHECK(catches(7, [](Snapshot& at, const auto&) { remove(at, EventKind::vehicle_unloads); }));
    CHECK(catches(6, [](Snapshot& at, const auto&) { add(at, EventKind::vehicle_unloads, 2); }));
}

TEST_CASE("the checker catches vehicles that are miscounted, and holds", "[checker]") {
    CHECK(catches(5, [](Snapshot& at, const auto&) { ++at.routes[0].fleet[Doing::unloads]; }));
    CHECK(catches(5, [](Snapshot& at, const auto&) {
        --at.routes[0].fleet[Doing::goes];
        ++at.routes[0].fleet[Doing::is_gone];
    }));
    const auto flow = [](Snapshot& at, model::FlowId id) -> tests::FlowSeen& { return at.flows[id.index]; };
    CHECK(catches(0, [&](Snapshot& at, const model::Model& model) {
        flow(at, model.routes[model::RouteId{0}].sending).asked = 200;
    }));
    CHECK(catches(5, [&](Snapshot& at, const model::Model& model) {
        flow(at, model.routes[model::RouteId{0}].unloading).asked = 100;
    }));
    CHECK(catches(6, [&](Snapshot& at, const model::Model& model) {
        at.nodes[model.routes[model::RouteId{0}].port.index].stock += 1;
    }));
    CHECK(catches(1, [&](Snapshot& at, const model::Model& model) {
        at.nodes[model.routes[model::RouteId{0}].sails.fleet.hold.index].stock += 1;
    }));
    // What is in a hold counts once: it is under way.
    CHECK(catches(
        1, [](Snapshot& at, const model::Model&) { at.routes[0].under_way += 1; }, Rule::conservation));
}
