// More known answers: openings, losses that change, targets, ports that stop or spill, lots in the way of each other.
#include "support/nearly.hpp"
#include "support/tiny.hpp"

using namespace caisson;
using engine::Binding;
using engine::EventKind;
using tests::nearly;

TEST_CASE("a route carries from its opening to its closing", "[engine][known]") {
    tiny::Network net;  // 3 d of 5
    net.depot("A", 100);
    net.depot("B");
    net.route("r", "A", "B", 5).opens(2).closes(5);
    const auto seen = tiny::run(net, Days{10});
    CHECK(seen.stock("B", 2) == 0);
    CHECK(seen.stock("B", 10) == 15);
    CHECK(seen.times(EventKind::opened, "r") == std::vector<double>{2});
    CHECK(seen.times(EventKind::closed, "r") == std::vector<double>{5});
    CHECK(seen.event_count() == 2);
}

TEST_CASE("a plant and a fire work between their dates", "[engine][known]") {
    tiny::Network net;  // made 6 * 4 = 24 from day 2 to 8; fired 5 * 3 = 15 from day 4 to 9
    net.depot("A");
    net.plant("p", "A", 4).opens(2).closes(8);
    net.fire("f", "A", 3).opens(4).closes(9);
    const auto seen = tiny::run(net, Days{12});
    CHECK(seen.made_total(12) == 24);
    CHECK(seen.fired_total(12) == 15);
    CHECK(seen.stock("A", 12) == 9);
    CHECK(seen.stock("A", 4) == 8);
}

TEST_CASE("a loss counts as it was at departure", "[engine][known]") {
    tiny::Network net;  // 5 d without loss, then half: seen at B from day 5 + 2 on
    net.depot("A", 1000);
    net.depot("B");
    net.route("r", "A", "B", 10).transit(2).loss_from(5, 0.5);
    const auto seen = tiny::run(net, Days{10});
    CHECK(seen.stock("B", 7) == nearly(50));
    CHECK(seen.stock("B", 10) == nearly(65));  // + 3 * 5
    CHECK(seen.lost("r", 10) == nearly(15));
    CHECK(seen.under_way("r", 10) == nearly(20));
}

TEST_CASE("a target counts what is under way", "[engine][known]") {
    tiny::Network net;  // 20 + 10 t reaches 50 at 3; the last of it arrives at 7
    net.depot("X", 1000);
    net.depot("V", 20);
    net.route("r", "X", "V", 10).transit(4).target(50);
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.times(EventKind::target_reached, "r") == std::vector<double>{3});
    CHECK_FALSE(seen.sends("r", 3));
    CHECK(seen.stock("V", 4) == nearly(20));
    CHECK(seen.stock("V", 7) == nearly(50));
    CHECK(seen.stock("V", 20) == nearly(50));
}

TEST_CASE("a target opens again when its hysteresis is used up", "[engine][known]") {
    tiny::Network
        net;  // up 8 a day: 30 / 8 = 3.75; down 2 a day to 45: 6.25; up again 5 / 8: 6.875; then 2.5 and 0.625
    net.depot("X", 1000);
    net.depot("V", 20);
    net.route("r", "X", "V", 10).target(50, 0.1);
    net.fire("f", "V", 2);
    const auto seen = tiny::run(net, Days{10});
    CHECK(seen.times(EventKind::target_reached, "r") == std::vector<double>{3.75, 6.875, 10});
    CHECK(seen.times(EventKind::target_left, "r") == std::vector<double>{6.25, 9.375});
    CHECK(seen.stock("V", 6.25) == nearly(45));
}

TEST_CASE("a target in days of supply follows the wanted rate", "[engine][known]") {
    tiny::Network net;  // 5 d of 4 are 20: reached at 20 / (10 - 4) = 10/3; from day 8 on 5 d of 8 are 40
    net.depot("X", 1000);
    net.depot("V");
    net.route("r", "X", "V", 10).target_days(5, 0.5);
    net.fire("f", "V", 4).wants_from(8, 8);
    const auto seen = tiny::run(net, Days{20});
    const auto reached = seen.times(EventKind::target_reached, "r");
    REQUIRE_FALSE(reached.empty());
    CHECK(reached.front() == nearly(10.0 / 3.0));
    // down 4 a day to 10 at 10/3 + 2.5 = 35/6; up 6 a day to 20 at 35/6 + 5/3 = 7.5; 18 left on day 8, below 20
    const auto left = seen.times(EventKind::target_left, "r");
    REQUIRE(left.size() >= 2);
    CHECK(left[0] == nearly(35.0 / 6.0));
    CHECK(reached[1] == nearly(7.5));
    CHECK(left[1] == 8);
    CHECK(seen.stock("V", 8) == nearly(18));
    CHECK(seen.stock("V", 19) == nearly(18 + 11 * 2));  // + 10 - 8 a day: 40 on day 19
    REQUIRE(reached.size() == 3);
    CHECK(reached[2] == nearly(19));
}

TEST_CASE("a port that is full of goods stops their departure", "[engine][known]") {
    tiny::Network net;
    net.depot("A", 1000);
    net.depot("B", 20).capacity(20);
    net.route("r", "A", "B", 10).transit(2).when_full(model::WhenFull::stop).port(12);
    net.fire("f", "B", 4);
    const auto seen = tiny::run(net, Days{15});
    // B: 12 on day 2, full at 10/3; queue + 6 a day: 12 at 16/3; what is under way still comes: 24 at 22/3; - 4 a day
    CHECK(seen.times(EventKind::port_stopped, "r").front() == nearly(16.0 / 3.0));
    CHECK(seen.port("r", 22.0 / 3.0) == nearly(24));
    CHECK(seen.times(EventKind::port_resumed, "r").front() == nearly(40.0 / 3.0));
    CHECK(seen.stock("B", 15) == nearly(20 - 4 * (15 - 40.0 / 3.0)));
}

TEST_CASE("a port that spills loses what does not fit", "[engine][known]") {
    tiny::Network net;  // full at 10/3; then 6 of 10 a day are spilled
    net.depot("A", 1000);
    net.depot("B", 20).capacity(20);
    net.route("r", "A", "B", 10).transit(2).when_full(model::WhenFull::spill);
    net.fire("f", "B", 4);
    const auto seen = tiny::run(net, Days{10});
    CHECK(seen.spilled("r", 10.0 / 3.0) == 0);
    CHECK(seen.spilled("r", 10) == nearly(6 * (10 - 10.0 / 3.0)));
    CHECK(seen.port("r", 10) == 0);
    CHECK(seen.stock("B", 10) == 20);
}

TEST_CASE("what is under way on a route that closes arrives, is lost, or goes back", "[engine][known]") {
    const auto with = [](model::OnClose choice) {
        tiny::Network net;
        net.depot("A", 100);
        net.depot("B");
        net.route("r", "A", "B", 10).transit(6).closes(8).on_close(choice);
        return tiny::run(net, Days{20});
    };
    // 80 have left by day 8, 20 have come, 60 are under way
    const auto arrive = with(model::OnClose::arrive);
    CHECK(arrive.stock("B", 20) == nearly(80));
    const auto lose = with(model::OnClose::lose);
    CHECK(lose.stock("B", 20) == nearly(20));
    CHECK(lose.lost("r", 20) == nearly(60));
    CHECK(lose.under_way("r", 8) == 0);
    const auto back = with(model::OnClose::send_back);
    CHECK(back.stock("B", 20) == nearly(20));
    CHECK(back.stock("A", 20) == nearly(80));
}

TEST_CASE("a load below the least lot does not sail", "[engine][known]") {
    tiny::Network net;  // 250: 100, 100, then 50 < 60 stays
    net.depot("A", 250);
    net.depot("B");
    net.sailing("r", "A", "B", 100, 9).transit(8).least_lot(60);
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.amounts(EventKind::lot_sailed, "r") == std::vector<double>{100, 100});
    CHECK(seen.amounts(EventKind::lot_missed, "r") == std::vector<double>{50});
    CHECK(seen.stock("A", 20) == 50);
}

TEST_CASE("ships that sail on one day load by priority, then by name", "[engine][known]") {
    tiny::Network net;  // 100: first c, then a gets the rest, nothing for b
    net.depot("X", 100);
    net.depot("Y");
    net.sailing("b", "X", "Y", 60, 100).transit(1).priority(1);
    net.sailing("a", "X", "Y", 60, 100).transit(1).priority(1);
    net.sailing("c", "X", "Y", 60, 100).transit(1);
    const auto seen = tiny::run(net, Days{5});
    CHECK(seen.amounts(EventKind::lot_sailed, "c") == std::vector<double>{60});
    CHECK(seen.amounts(EventKind::lot_sailed, "a") == std::vector<double>{40});
    CHECK(seen.times(EventKind::lot_missed, "b") == std::vector<double>{0});
}

TEST_CASE("a ship that waits goes on waiting if another takes what it needs", "[engine][known]") {
    tiny::Network net;  // on day 3 there are 30 for w, but s takes 20 of them first; 30 again on day 5
    net.depot("A");
    net.depot("B");
    net.plant("p", "A", 10);
    net.sailing("w", "A", "B", 30, 100).transit(1).waits().priority(1);
    net.sailing("s", "A", "B", 20, 3).transit(1).first(3);
    const auto seen = tiny::run(net, Days{10});
    CHECK(seen.times(EventKind::lot_sailed, "w") == std::vector<double>{5});
    CHECK(seen.amounts(EventKind::lot_sailed, "w") == std::vector<double>{30});
    CHECK(seen.amounts(EventKind::lot_sailed, "s") == std::vector<double>{20, 10, 20});
}

TEST_CASE("a sailing leaves the reserve", "[engine][known]") {
    tiny::Network net;
    net.depot("A", 100).reserve(70);
    net.depot("B");
    net.sailing("r", "A", "B", 50, 10).transit(1);
    const auto seen = tiny::run(net, Days{5});
    CHECK(seen.amounts(EventKind::lot_sailed, "r") == std::vector<double>{30});
    CHECK(seen.stock("A", 5) == 70);
    CHECK(seen.stock("B", 1) == 30);
}

TEST_CASE("a loss takes its part of every lot", "[engine][known]") {
    tiny::Network net;
    net.depot("A", 1000);
    net.depot("B");
    net.sailing("r", "A", "B", 100, 10).transit(3).loss(0.2);
    const auto seen = tiny::run(net, Days{14});
    CHECK(seen.amounts(EventKind::lot_arrived, "r") == std::vector<double>{80, 80});
    CHECK(seen.lost("r", 14) == nearly(40));
    CHECK(seen.stock("B", 14) == nearly(160));
}

TEST_CASE("a lot behind a queue joins it whole", "[engine][known]") {
    tiny::Network net;
    net.depot("X", 1000);
    net.depot("B", 60).capacity(60);
    net.sailing("r", "X", "B", 100, 5).transit(1);
    net.fire("f", "B", 10);
    const auto seen = tiny::run(net, Days{11});
    // day 1: B 50, 10 fit, 90 wait, 10 a day; day 6: 40 wait, 100 join; day 11: 90 wait, 100 join
    CHECK(seen.port("r", 1) == nearly(90));
    CHECK(seen.stock("B", 3) == nearly(60));
    CHECK(seen.port("r", 6) == nearly(140));
    CHECK(seen.port("r", 11) == nearly(190));
}

TEST_CASE("unloading is as fast as the port allows", "[engine][known]") {
    tiny::Network net;  // 10 a day come from day 2 on, 4 a day are unloaded: the queue grows by 6
    net.depot("A", 50);
    net.depot("B");
    net.route("r", "A", "B", 10).transit(2).unload(4);
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.port("r", 7) == nearly(30));
    CHECK(seen.stock("B", 7) == nearly(20));
    CHECK(seen.port("r", 14.5) == 0);  // 7 + 30 / 4
    CHECK(seen.stock("B", 20) == nearly(50));
}

TEST_CASE("a port unloads as fast as its route ever sent", "[engine][known]") {
    // The route could carry 8 a day before it opened: that does not count, it never asked more than 2.
    // B: 4 on day 6, full on day 12, a queue of 3 on day 15; then 2 come and 9 go
    tiny::Network net;
    net.depot("A", 1000);
    net.depot("B", 10).capacity(10);
    net.route("r", "A", "B", 8).capacity_from(5, 2).opens(5).transit(1);
    net.fire("f", "B", 1).wants_from(15, 9);
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.port("r", 15) == nearly(3));
    CHECK(seen.unloading("r", 16) == 2);
    CHECK(seen.port("r", 16) == nearly(3));
    CHECK(seen.stock("B", 16) == nearly(3));
}

TEST_CASE("a queue at the port competes with the plant behind it", "[engine][known]") {
    tiny::Network net;  // V full, 5 fired; the port unloads first
    net.depot("A", 1000);
    net.depot("V", 10).capacity(10);
    net.route("r", "A", "V", 4).transit(1);
    net.plant("p", "V", 6).priority(1);
    net.fire("f", "V", 5);
    const auto seen = tiny::run(net, Days{10});
    CHECK(seen.rate("p", 0) == nearly(5));
    CHECK(seen.rate("p", 1) == nearly(1));
    CHECK(seen.unloading("r", 1) == 4);
    CHECK(seen.stock("V", 10) == 10);
}

TEST_CASE("days of supply count all fires of a depot", "[engine][known]") {
    tiny::Network net;  // 20 d of 5 + 5 are 200: on day 10; then 3 + 5: dry at 10 + 200 / 8 = 35
    net.depot("A", 300);
    net.fire("f", "A", 5).ration(20, 0.6);
    net.fire("g", "A", 5);
    const auto seen = tiny::run(net, Days{50});
    CHECK(seen.times(EventKind::ration_changed, "f") == std::vector<double>{10});
    CHECK(seen.rate("f", 10) == 3);
    CHECK(seen.rate("g", 10) == 5);
    CHECK(seen.first_empty("A") == 35);
}

TEST_CASE("a wanted rate that falls ends a stage of rationing", "[engine][known]") {
    tiny::Network net;  // 100 are 10 d of 10: half; on day 4 80 are left, 20 d of 4
    net.depot("A", 100);
    net.fire("f", "A", 10).wants_from(4, 4).ration(10, 0.5);
    const auto seen = tiny::run(net, Days{40});
    CHECK(seen.rate("f", 0) == 5);
    CHECK(seen.stock("A", 4) == 80);
    CHECK(seen.stage("f", 4) == 0);
    CHECK(seen.rate("f", 4) == 4);
    CHECK(seen.times(EventKind::ration_changed, "f") == std::vector<double>{0, 4, 14});  // 40 = 10 d of 4
    CHECK(seen.first_empty("A") == 34);
}

TEST_CASE("two depots that send each other what they get, five days apart", "[engine][known]") {
    tiny::Network net;  // A empties in the very instant in which the first goods come back
    net.depot("A", 100);
    net.depot("B");
    net.route("r", "A", "B", 10).transit(5);
    net.route("s", "B", "A", 10).transit(5);
    const auto seen = tiny::run(net, Days{30});
    CHECK(seen.rate("r", 20) == 10);
    CHECK(seen.rate("s", 20) == 10);
    CHECK(seen.stock("A", 10) == 0);
    CHECK(seen.under_way("r", 20) == nearly(50));
    CHECK(seen.under_way("s", 20) == nearly(50));
}

TEST_CASE("a reserve that is lowered sets goods free", "[engine][known]") {
    tiny::Network net;  // 60 above the reserve last 6 d; on day 10 another 30: 3 d
    net.depot("A", 100).reserve(40).reserve_from(10, 10);
    net.depot("S");
    net.route("r", "A", "S", 10);
    const auto seen = tiny::run(net, Days{20});
    CHECK(seen.stock("S", 10) == 60);
    CHECK(seen.rate("r", 10) == 10);
    CHECK(seen.rate("r", 13) == 0);
    CHECK(seen.stock("A", 20) == 10);
    CHECK(seen.stock("S", 20) == 90);
}

TEST_CASE("a reserve at or above the capacity blocks all routes", "[engine][known]") {
    tiny::Network net;
    net.depot("A", 20).capacity(20).reserve(20);
    net.depot("S");
    net.plant("p", "A", 5);
    net.fire("f", "A", 2);
    net.route("r", "A", "S", 10);
    const auto seen = tiny::run(net, Days{10});
    CHECK(seen.rate("r", 0) == 0);
    CHECK(seen.binding("r", 0) == Binding::reserve);
    CHECK(seen.rate("p", 0) == nearly(2));
    CHECK(seen.stock("A", 10) == 20);
}

TEST_CASE("three commodities in order", "[engine][known]") {
    tiny::Network net("a");  // 10 of a, 20 of b, 30 of c at 10 a day: 1, 2 and 3 days
    net.depot("A", 10, "a");
    net.depot("A", 20, "b");
    net.depot("A", 30, "c");
    net.fire("f", "A", 10).uses("a").uses("b").uses("c");
    const auto seen = tiny::run(net, Days{8});
    CHECK(seen.first_empty("A", "a") == 1);
    CHECK(seen.first_empty("A", "b") == 3);
    CHECK(seen.first_empty("A", "c") == 6);
    CHECK(seen.rate("f", 5) == 10);
    CHECK(seen.rate("f", 6) == 0);
}

TEST_CASE("a ramp down and a step after it", "[engine][known]") {
    tiny::Network net;  // 8 to 0 over [2, 6] in 4 steps: 7, 5, 3, 1; from day 8 on 10
    net.depot("A");
    net.plant("p", "A", 8).ramp(2, 6, 0, 4).rate_from(8, 10);
    const auto seen = tiny::run(net, Days{10});
    CHECK(seen.rate("p", 1) == 8);
    CHECK(seen.rate("p", 2) == 7);
    CHECK(seen.rate("p", 5) == 1);
    CHECK(seen.rate("p", 6) == 0);
    CHECK(seen.stock("A", 6) == nearly(32));   // 16 + 16
    CHECK(seen.stock("A", 10) == nearly(52));  // + 20
}

TEST_CASE("priorities at a hub", "[engine][known]") {
    tiny::Network net;  // 10 come: 4 first, then 6 shared 2 to 1
    net.hub("H");
    net.depot("A");
    net.plant("p", "A", 10);
    net.route("r", "A", "H", 20);
    net.fire("f", "H", 4);
    net.fire("g", "H", 8).priority(1);
    net.fire("h", "H", 4).priority(1);
    const auto seen = tiny::run(net, Days{1});
    CHECK(seen.rate("r", 0) == nearly(10));
    CHECK(seen.rate("f", 0) == nearly(4));
    CHECK(seen.rate("g", 0) == nearly(4));
    CHECK(seen.rate("h", 0) == nearly(2));
}
