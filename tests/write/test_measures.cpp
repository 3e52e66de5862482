// What tables and events say of sanctions, caps and pressure, every number worked out beside it. Day 0 is 2023-09-13.
#include "support/catch.hpp"
#include "support/rules.hpp"
#include "support/sanctions.hpp"
#include "write/run_records.hpp"

using namespace caisson;
using tests::Recorded;
using tiny::Network;

namespace {

bool tells(const std::string& events, const std::string& row) {
    return events.find("0,baseline,0," + row + "\n") != std::string::npos;
}

/// 10 a day may leave, of which half is stopped; a cap of 20 in 4 days, fully enforced: 20 by day 2, then nothing until
/// day 4. The fire wants 10: it gets 5, nothing, and 5.
Network measured() {
    Network network;
    network.depot("A", 1000);
    network.depot("B");
    tiny::put_into(network, "A", "CHN");
    tiny::put_into(network, "B", "PRK");
    network.route("r", "A", "B", 10);
    network.fire("f", "B", 10);
    tiny::give_needs(network, "PRK", {{"shell", 1.0}});
    tiny::Sanction(network, "oil")
        .on_state("PRK")
        .on_commodity("shell")
        .cap(20, 4)
        .interdicts(0.5)
        .enforced("CHN", 1.0)
        .enforced_from(5, "CHN", 0.2);
    return network;
}

}  // namespace

TEST_CASE("what is interdicted and the pressure stand in the tables", "[write][known]") {
    const Recorded run(measured(), 4);
    const std::string flows = tests::flows_of(run);
    CHECK(flows.find("2023-09-13,r,A,B,shell,interdicted,5,piece\n") != std::string::npos);
    CHECK(flows.find("2023-09-15,r,A,B,shell,interdicted,0,piece\n") != std::string::npos);
    const std::string series = tests::series_of(run);
    CHECK(series.find("2023-09-13,PRK,,,pressure,0.5,\n") != std::string::npos);
    CHECK(series.find("2023-09-15,PRK,,,pressure,1,\n") != std::string::npos);
    CHECK(series.find("2023-09-17,PRK,,,pressure,0.5,\n") != std::string::npos);
}

TEST_CASE("caps, enforcement and what rules wait for are told in sentences", "[write][golden]") {
    Network network = measured();
    tiny::Rule(network, "told").when(tiny::pressure_above("PRK", 0.8)).after(4).enforces("oil", "CHN", 0.1);
    network.sailing("s", "A", "B", 6, 3).transit(1);
    const std::string events = tests::events_of(Recorded(network, 7));
    // 6 by ship and 10 a day: 20 on day 1.4, where the fire gets nothing any more
    CHECK(tells(events,
                "2023-09-14T09:36:00Z,cap_reached,sanctions.oil.cap,shell,"
                "All that the cap of oil allows in 4 d has left: 20 piece."));
    CHECK(tells(events,
                "2023-09-16T00:00:00Z,lot_missed,routes.s,shell,"
                "No lot of shell leaves A for B: all that the cap of oil allows has left."));
    CHECK(tells(events,
                "2023-09-17T00:00:00Z,cap_renewed,sanctions.oil.cap,shell,"
                "Another 4 d of the cap of oil begin: 20 piece may leave."));
    CHECK(tells(events,
                "2023-09-18T00:00:00Z,schedule_changed,sanctions.oil.enforced.CHN,,"
                "\"CHN enforces 20 % of oil from now on, as scheduled.\""));
    CHECK(events.find("told fires: the pressure on PRK is at 80 % or above; it acts in 4 d.") != std::string::npos);
    CHECK(events.find("told acts: it sets sanctions.oil.enforced.CHN to 10 %.") != std::string::npos);
}

TEST_CASE("a lot that is stopped whole is told", "[write][golden]") {
    Network network;
    network.depot("A", 1000);
    network.depot("B");
    tiny::put_into(network, "A", "CHN");
    tiny::put_into(network, "B", "PRK");
    network.sailing("s", "A", "B", 60, 9).transit(2).chance(0.0);
    tiny::Sanction(network, "patrol").on_state("PRK").interdicts(1.0).enforcement(1.0).enforcement_from(1, 0.5);
    const std::string events = tests::events_of(Recorded(network, 3));
    CHECK(tells(events,
                "2023-09-15T00:00:00Z,lot_interdicted,routes.s,shell,60 piece of shell from A for B are "
                "interdicted."));
    CHECK(tells(events,
                "2023-09-14T00:00:00Z,schedule_changed,sanctions.patrol.enforcement,,"
                "\"50 % of patrol is felt everywhere from now on, as scheduled.\""));
}
