#include "caisson/base/ensure.hpp"
#include "caisson/engine/trajectory.hpp"
#include "engine/recorded.hpp"
#include "support/catch.hpp"
#include "support/nearly.hpp"

using namespace caisson;
using tests::nearly;
using tests::Recorded;
using tiny::Network;

namespace {

/// 250 held at A, lots of 100 to B at 0, 9, 18 and 27, 8 d away, where 10 a day are fired: 100, 100 and 50 sail.
Network lots() {
    Network network;
    network.depot("A", 250);
    network.depot("B");
    network.fire("f", "B", 10);
    network.sailing("r", "A", "B", 100, 9).transit(8);
    return network;
}

}  // namespace

TEST_CASE("a recorded stock is a straight line between breakpoints", "[engine][known]") {
    // 1,000 held, 10/d fired: 1,000 at 0, 600 at 40, 0 at 100 and after
    Network network;
    network.depot("A", 1000);
    network.fire("f", "A", 10);
    const Recorded run(network, 120);
    const auto& seen = run.trajectory();
    const auto cell = run.cell("A");
    CHECK(seen.end() == Days{120});
    CHECK(seen.stock(cell, Days{0}) == Amount{1000});
    CHECK(seen.stock(cell, Days{40}) == Amount{600});
    CHECK(seen.stock(cell, Days{100}) == Amount{0});
    CHECK(seen.stock(cell, Days{120}) == Amount{0});
    CHECK(seen.at(cell, Days{99}).net == Rate{-10});
    CHECK(seen.at(cell, Days{100}).mode == engine::Mode::empty);
    CHECK(seen.of(cell).size() == 2);  // the start, and when it ran dry: nothing else changed
}

TEST_CASE("what has been fired, wanted and allowed grows in straight lines", "[engine][known]") {
    // 1,000 held, 10/d wanted: 400 fired by 40, 1,000 by 100 and no more; 1,200 wanted and allowed by 120
    Network network;
    network.depot("A", 1000);
    network.fire("f", "A", 10);
    const Recorded run(network, 120);
    const auto& seen = run.trajectory();
    const model::FireId fire{0};
    const model::FlowId flow{run.model().fires[fire].flows.begin};
    CHECK(seen.moved(flow, Days{40}) == Amount{400});
    CHECK(seen.moved(flow, Days{120}) == Amount{1000});
    CHECK(seen.wanted(fire, Days{120}) == Amount{1200});
    CHECK(seen.allowed(fire, Days{50}) == Amount{500});
    CHECK(seen.at(flow, Days{100}).binding == engine::Binding::sender);
}

TEST_CASE("rationing makes what is allowed less than what is wanted", "[engine][known]") {
    // KA-44: 300 held, 10/d wanted, below 20 d cut to 60 %: 200 are left at 10; from there 6/d
    Network network;
    network.depot("A", 300);
    network.fire("f", "A", 10).ration(20, 0.6);
    const Recorded run(network, 30);
    const auto& seen = run.trajectory();
    const model::FireId fire{0};
    CHECK(seen.at(fire, Days{9}).stage == 0);
    CHECK(seen.at(fire, Days{10}).stage == 1);
    CHECK(seen.wanted(fire, Days{30}) == Amount{300});
    CHECK(seen.allowed(fire, Days{30}).value == nearly(100 + 20 * 6));  // 10 d at 10 and 20 d at 6
}

TEST_CASE("a moment with an instant shows what holds after it", "[engine][known]") {
    const Recorded run(lots(), 40);
    const auto& seen = run.trajectory();
    const model::RouteId route{0};
    // the first lot has left A at 0 and lifts B at 8; just before the second arrives at 17 B holds 100 - 90 = 10
    CHECK(seen.stock(run.cell("A"), Days{0}) == Amount{150});
    CHECK(seen.stock(run.cell("B"), Days{7.5}) == Amount{0});
    CHECK(seen.stock(run.cell("B"), Days{8}) == Amount{100});
    CHECK(seen.stock(run.cell("B"), Days{17}) == Amount{110});
    CHECK(seen.totals(route, Days{0}).sent == Amount{100});
    CHECK(seen.totals(route, Days{8.5}).arrived == Amount{100});
    CHECK(seen.totals(route, Days{8.5}).under_way == Amount{0});
    CHECK(seen.totals(route, Days{9}).under_way == Amount{100});
    CHECK(seen.totals(route, Days{40}).sent == Amount{250});
}

TEST_CASE("a flow with transit time is under way for as long", "[engine][known]") {
    // KA-37: 10/d leave from 0 to 10, when A is dry; transit 6: 35 are under way at 3.5, 60 from 6 to 10, 20 at 14
    Network network;
    network.depot("A", 100);
    network.depot("B", 40);
    network.fire("f", "B", 10);
    network.route("r", "A", "B", 10).transit(6);
    const Recorded run(network, 20);
    const auto& seen = run.trajectory();
    const model::RouteId route{0};
    CHECK(seen.totals(route, Days{3.5}).under_way == Amount{35});
    CHECK(seen.totals(route, Days{8}).under_way == Amount{60});
    CHECK(seen.totals(route, Days{14}).under_way.value == nearly(20));
    CHECK(seen.totals(route, Days{20}).under_way == Amount{0});
    CHECK(seen.totals(route, Days{14}).arrived.value == nearly(80));
}

TEST_CASE("all instants and events are kept in their order", "[engine][known]") {
    const Recorded run(lots(), 10);
    const auto& seen = run.trajectory();
    CHECK(seen.instants() == std::vector{Days{0}, Days{8}, Days{9}, Days{10}});
    CHECK(seen.events().front().kind == engine::EventKind::started);
    CHECK(seen.events().back().kind == engine::EventKind::ended);
    for (std::size_t at = 1; at < seen.events().size(); ++at) {
        CHECK(seen.events()[at - 1].time <= seen.events()[at].time);
    }
}

TEST_CASE("a time before the start is a bug of the caller", "[engine]") {
    const Recorded run(lots(), 10);
    CHECK_THROWS_AS(run.trajectory().stock(run.cell("A"), Days{-1}), Bug);
}

TEST_CASE("each kind of event has a name of its own", "[engine]") {
    std::vector<std::string_view> names;
    for (int kind = 0; kind <= static_cast<int>(engine::EventKind::ended); ++kind) {
        const auto name = engine::name_of(static_cast<engine::EventKind>(kind));
        CHECK(std::find(names.begin(), names.end(), name) == names.end());
        names.push_back(name);
    }
    CHECK(engine::name_of(engine::EventKind::lot_arrived) == "lot_arrived");
}
