// What the tables say of tiny runs, every number worked out beside it. Day 0 is 2023-09-13.
#include <map>

#include "caisson/base/number_text.hpp"
#include "caisson/write/tables.hpp"
#include "support/catch.hpp"
#include "support/nearly.hpp"
#include "write/run_records.hpp"

using namespace caisson;
using model::OutcomeKind;
using model::Side;
using model::Variable;
using tests::nearly;
using tests::Question;
using tests::Recorded;
using tiny::Network;
using write::SampleAt;
using write::Sampling;

namespace {

/// 100 held, 29/d fired, 4/d made: dry at 100/25 = 4, then 4/d are fired and 25/d are not.
Network dry_at_four() {
    Network network;
    network.depot("front", 100);
    network.plant("works", "front", 4);
    network.fire("guns", "front", 29);
    return network;
}

/// 250 at A, lots of 100 to B at 0, 2 and 4, 1 d away: 100, 100 and 50 sail. 10/d fired at B: dry from 0 to 1; it holds
/// 100 at 1, 180 at 3, 210 at 5.
Network lots() {
    Network network;
    network.depot("A", 250);
    network.depot("B");
    network.fire("f", "B", 10);
    network.sailing("r", "A", "B", 100, 2).transit(1);
    return network;
}

/// The rows of one variable of one node or route, as `time,value`, one a line.
std::string rows_of(const std::string& table, const std::string& keys) {
    std::string found;
    for (std::size_t at = 0; at < table.size();) {
        const std::size_t end = table.find('\n', at);
        const std::string row = table.substr(at, end - at);
        at = end + 1;
        const std::size_t place = row.find("," + keys + ",");
        if (place == std::string::npos) {
            continue;
        }
        const std::size_t time = row.rfind(',', place - 1) + 1;
        const std::size_t value = place + keys.size() + 2;
        found += row.substr(time, place - time) + "," + row.substr(value, row.rfind(',') - value) + "\n";
    }
    return found;
}

}  // namespace

TEST_CASE("series show stocks, what is made, and four faces of fire", "[write][golden]") {
    CHECK(tests::series_of(Recorded(dry_at_four(), 5)) ==
          "run,scenario,replication,time,state,node,commodity,variable,value,unit\n"
          "0,baseline,0,2023-09-13,own,front,shell,stock,100,piece\n"
          "0,baseline,0,2023-09-14,own,front,shell,stock,75,piece\n"
          "0,baseline,0,2023-09-15,own,front,shell,stock,50,piece\n"
          "0,baseline,0,2023-09-16,own,front,shell,stock,25,piece\n"
          "0,baseline,0,2023-09-17,own,front,shell,stock,0,piece\n"
          "0,baseline,0,2023-09-18,own,front,shell,stock,0,piece\n"
          "0,baseline,0,2023-09-13,own,front,shell,days_of_supply,3.4482758620689653,d\n"  // 100 / 29
          "0,baseline,0,2023-09-14,own,front,shell,days_of_supply,2.586206896551724,d\n"
          "0,baseline,0,2023-09-15,own,front,shell,days_of_supply,1.7241379310344827,d\n"
          "0,baseline,0,2023-09-16,own,front,shell,days_of_supply,0.8620689655172413,d\n"
          "0,baseline,0,2023-09-17,own,front,shell,days_of_supply,0,d\n"
          "0,baseline,0,2023-09-18,own,front,shell,days_of_supply,0,d\n"
          "0,baseline,0,2023-09-13,own,works,shell,made,4,piece\n"
          "0,baseline,0,2023-09-14,own,works,shell,made,4,piece\n"
          "0,baseline,0,2023-09-15,own,works,shell,made,4,piece\n"
          "0,baseline,0,2023-09-16,own,works,shell,made,4,piece\n"
          "0,baseline,0,2023-09-17,own,works,shell,made,4,piece\n"
          "0,baseline,0,2023-09-18,own,works,shell,made,0,piece\n"
          "0,baseline,0,2023-09-13,own,guns,shell,wanted,29,piece\n"
          "0,baseline,0,2023-09-14,own,guns,shell,wanted,29,piece\n"
          "0,baseline,0,2023-09-15,own,guns,shell,wanted,29,piece\n"
          "0,baseline,0,2023-09-16,own,guns,shell,wanted,29,piece\n"
          "0,baseline,0,2023-09-17,own,guns,shell,wanted,29,piece\n"
          "0,baseline,0,2023-09-18,own,guns,shell,wanted,0,piece\n"
          "0,baseline,0,2023-09-13,own,guns,shell,allowed,29,piece\n"
          "0,baseline,0,2023-09-14,own,guns,shell,allowed,29,piece\n"
          "0,baseline,0,2023-09-15,own,guns,shell,allowed,29,piece\n"
          "0,baseline,0,2023-09-16,own,guns,shell,allowed,29,piece\n"
          "0,baseline,0,2023-09-17,own,guns,shell,allowed,29,piece\n"
          "0,baseline,0,2023-09-18,own,guns,shell,allowed,0,piece\n"
          "0,baseline,0,2023-09-13,own,guns,shell,fired,29,piece\n"
          "0,baseline,0,2023-09-14,own,guns,shell,fired,29,piece\n"
          "0,baseline,0,2023-09-15,own,guns,shell,fired,29,piece\n"
          "0,baseline,0,2023-09-16,own,guns,shell,fired,29,piece\n"
          "0,baseline,0,2023-09-17,own,guns,shell,fired,4,piece\n"
          "0,baseline,0,2023-09-18,own,guns,shell,fired,0,piece\n"
          "0,baseline,0,2023-09-13,own,guns,shell,unmet,0,piece\n"
          "0,baseline,0,2023-09-14,own,guns,shell,unmet,0,piece\n"
          "0,baseline,0,2023-09-15,own,guns,shell,unmet,0,piece\n"
          "0,baseline,0,2023-09-16,own,guns,shell,unmet,0,piece\n"
          "0,baseline,0,2023-09-17,own,guns,shell,unmet,25,piece\n"
          "0,baseline,0,2023-09-18,own,guns,shell,unmet,0,piece\n");
}

TEST_CASE("flows show lots in the row of their day", "[write][golden]") {
    CHECK(tests::flows_of(Recorded(lots(), 3)) ==
          "run,scenario,replication,time,route,from_node,to_node,commodity,variable,value,unit\n"
          "0,baseline,0,2023-09-13,r,A,B,shell,in_transit,100,piece\n"
          "0,baseline,0,2023-09-14,r,A,B,shell,in_transit,0,piece\n"
          "0,baseline,0,2023-09-15,r,A,B,shell,in_transit,100,piece\n"
          "0,baseline,0,2023-09-16,r,A,B,shell,in_transit,0,piece\n"
          "0,baseline,0,2023-09-13,r,A,B,shell,queued,0,piece\n"
          "0,baseline,0,2023-09-14,r,A,B,shell,queued,0,piece\n"
          "0,baseline,0,2023-09-15,r,A,B,shell,queued,0,piece\n"
          "0,baseline,0,2023-09-16,r,A,B,shell,queued,0,piece\n"
          "0,baseline,0,2023-09-13,r,A,B,shell,sent,100,piece\n"
          "0,baseline,0,2023-09-14,r,A,B,shell,sent,0,piece\n"
          "0,baseline,0,2023-09-15,r,A,B,shell,sent,100,piece\n"
          "0,baseline,0,2023-09-16,r,A,B,shell,sent,0,piece\n"
          "0,baseline,0,2023-09-13,r,A,B,shell,received,0,piece\n"
          "0,baseline,0,2023-09-14,r,A,B,shell,received,100,piece\n"
          "0,baseline,0,2023-09-15,r,A,B,shell,received,0,piece\n"
          "0,baseline,0,2023-09-16,r,A,B,shell,received,100,piece\n"  // in the instant of the end
          "0,baseline,0,2023-09-13,r,A,B,shell,lost,0,piece\n"
          "0,baseline,0,2023-09-14,r,A,B,shell,lost,0,piece\n"
          "0,baseline,0,2023-09-15,r,A,B,shell,lost,0,piece\n"
          "0,baseline,0,2023-09-16,r,A,B,shell,lost,0,piece\n"
          "0,baseline,0,2023-09-13,r,A,B,shell,spilled,0,piece\n"
          "0,baseline,0,2023-09-14,r,A,B,shell,spilled,0,piece\n"
          "0,baseline,0,2023-09-15,r,A,B,shell,spilled,0,piece\n"
          "0,baseline,0,2023-09-16,r,A,B,shell,spilled,0,piece\n");
}

TEST_CASE("a flow under way, with a loss, adds up", "[write][known]") {
    // KA-39's kind: 10/d leave from 0 on, transit 2 d, 10 % lost: 10 in the first two rows are under way; then each day
    // 9 are received and 1 is lost
    Network network;
    network.depot("A", 1000);
    network.depot("B");
    network.route("r", "A", "B", 10).transit(2).loss(0.1);
    const std::string flows = tests::flows_of(Recorded(network, 4));
    CHECK(rows_of(flows, "r,A,B,shell,in_transit") ==
          "2023-09-13,0\n2023-09-14,10\n2023-09-15,20\n2023-09-16,20\n2023-09-17,20\n");
    CHECK(rows_of(flows, "r,A,B,shell,sent") ==
          "2023-09-13,10\n2023-09-14,10\n2023-09-15,10\n2023-09-16,10\n2023-09-17,0\n");
    CHECK(rows_of(flows, "r,A,B,shell,received") ==
          "2023-09-13,0\n2023-09-14,0\n2023-09-15,9\n2023-09-16,9\n2023-09-17,0\n");
    CHECK(rows_of(flows, "r,A,B,shell,lost") ==
          "2023-09-13,0\n2023-09-14,0\n2023-09-15,1\n2023-09-16,1\n2023-09-17,0\n");
}

TEST_CASE("work and what is rejected are in the tables", "[write][known]") {
    // 10/d arrive from 1 on, 4/d of them raw; all of those are begun, and half is good 2 d later: 2/d from 3 on
    Network network;
    network.depot("A", 1000);
    network.depot("B");
    network.route("r", "A", "B", 10).transit(1).rejects(0.4, "raw", "B");
    network.plant("mend", "B", 9, "shell").takes(2).yield(0.5).needs("raw", 1);
    const Recorded run(network, 4);
    const std::string flows = tests::flows_of(run);
    CHECK(rows_of(flows, "r,A,B,shell,received") ==
          "2023-09-13,0\n2023-09-14,6\n2023-09-15,6\n2023-09-16,6\n2023-09-17,0\n");
    CHECK(rows_of(flows, "r,A,B,shell,rejected") ==
          "2023-09-13,0\n2023-09-14,4\n2023-09-15,4\n2023-09-16,4\n2023-09-17,0\n");
    const std::string series = tests::series_of(run);
    CHECK(rows_of(series, "own,mend,shell,made") ==
          "2023-09-13,0\n2023-09-14,4\n2023-09-15,4\n2023-09-16,4\n2023-09-17,0\n");
    CHECK(rows_of(series, "own,mend,shell,in_work") ==
          "2023-09-13,0\n2023-09-14,0\n2023-09-15,4\n2023-09-16,8\n2023-09-17,8\n");
    CHECK(rows_of(series, "own,mend,shell,scrapped") ==
          "2023-09-13,0\n2023-09-14,0\n2023-09-15,0\n2023-09-16,2\n2023-09-17,0\n");
    CHECK(rows_of(series, "own,mend,shell,received") ==
          "2023-09-13,0\n2023-09-14,0\n2023-09-15,0\n2023-09-16,2\n2023-09-17,0\n");
}

TEST_CASE("what waits at a full depot is queued, and received when it is unloaded", "[write][known]") {
    // KA-50: B 20/60, 10/d fired; 100 arrive at 1, where B holds 10: 50 fit, 50 wait; 10/d unloaded until 6
    Network network;
    network.depot("X", 100);
    network.depot("B", 20).capacity(60);
    network.fire("f", "B", 10);
    network.sailing("r", "X", "B", 100, 1000).transit(1).unload(100);
    const std::string flows = tests::flows_of(Recorded(network, 7));
    CHECK(rows_of(flows, "r,X,B,shell,in_transit") ==
          "2023-09-13,100\n2023-09-14,50\n2023-09-15,40\n2023-09-16,30\n2023-09-17,20\n2023-09-18,10\n2023-09-19,0\n"
          "2023-09-20,0\n");
    CHECK(rows_of(flows, "r,X,B,shell,queued") ==
          "2023-09-13,0\n2023-09-14,50\n2023-09-15,40\n2023-09-16,30\n2023-09-17,20\n2023-09-18,10\n2023-09-19,0\n"
          "2023-09-20,0\n");
    CHECK(rows_of(flows, "r,X,B,shell,received") ==  // 50 at once and 10 in the day that follows
          "2023-09-13,0\n2023-09-14,60\n2023-09-15,10\n2023-09-16,10\n2023-09-17,10\n2023-09-18,10\n2023-09-19,0\n"
          "2023-09-20,0\n");
}

TEST_CASE("what a full depot spills is counted apart", "[write][known]") {
    // B 60/60, 10/d fired; 15/d leave, 1 d under way: from 1 on 10/d are received and 5/d spilled.
    // B holds 50 at 1 and fills up at 15 - 10 = 5 a day: full at 3; until then all 15/d are received
    Network network;
    network.depot("A", 1000);
    network.depot("B", 60).capacity(60);
    network.fire("f", "B", 10);
    network.route("r", "A", "B", 15).transit(1).when_full(model::WhenFull::spill);
    const std::string flows = tests::flows_of(Recorded(network, 5));
    CHECK(rows_of(flows, "r,A,B,shell,received") ==
          "2023-09-13,0\n2023-09-14,15\n2023-09-15,15\n2023-09-16,10\n2023-09-17,10\n2023-09-18,0\n");
    CHECK(rows_of(flows, "r,A,B,shell,spilled") ==
          "2023-09-13,0\n2023-09-14,0\n2023-09-15,0\n2023-09-16,5\n2023-09-17,5\n2023-09-18,0\n");
}

TEST_CASE("breakpoints show straight lines, and both sides of a jump", "[write][golden]") {
    const Sampling exact{SampleAt::breakpoints};
    const std::string series = tests::series_of(Recorded(lots(), 4), exact);
    // B: 0, then lifted to 100 at 1; 80 at 3, lifted to 180; 170 at the end
    CHECK(rows_of(series, "own,B,shell,stock") ==
          "2023-09-13T00:00:00Z,0\n2023-09-14T00:00:00Z,0\n2023-09-14T00:00:00Z,100\n2023-09-16T00:00:00Z,80\n"
          "2023-09-16T00:00:00Z,180\n2023-09-17T00:00:00Z,170\n");
    CHECK(rows_of(series, "own,f,shell,fired") ==
          "2023-09-13T00:00:00Z,0\n2023-09-14T00:00:00Z,30\n2023-09-17T00:00:00Z,0\n");
    const std::string flows = tests::flows_of(Recorded(lots(), 4), exact);
    CHECK(rows_of(flows, "r,A,B,shell,sent") ==
          "2023-09-13T00:00:00Z,100\n2023-09-14T00:00:00Z,0\n2023-09-14T00:00:00Z,0\n2023-09-15T00:00:00Z,0\n"
          "2023-09-15T00:00:00Z,100\n2023-09-16T00:00:00Z,0\n2023-09-16T00:00:00Z,0\n2023-09-17T00:00:00Z,0\n"
          "2023-09-17T00:00:00Z,50\n");
}

TEST_CASE("wide tables have a column for each node and variable", "[write][golden]") {
    const Recorded run(dry_at_four(), 5);
    const auto record = tests::record_of(run);
    CHECK(tests::text_of([&](write::ByteSink& sink) {
              return write::write_wide_series(sink, {&record, 1}, {});
          }) ==
          "run,scenario,replication,time,front.shell.stock,front.shell.days_of_supply,works.shell.made,"
          "guns.shell.wanted,guns.shell.allowed,guns.shell.fired,guns.shell.unmet\n"
          "0,baseline,0,2023-09-13,100,3.4482758620689653,4,29,29,29,0\n"
          "0,baseline,0,2023-09-14,75,2.586206896551724,4,29,29,29,0\n"
          "0,baseline,0,2023-09-15,50,1.7241379310344827,4,29,29,29,0\n"
          "0,baseline,0,2023-09-16,25,0.8620689655172413,4,29,29,29,0\n"
          "0,baseline,0,2023-09-17,0,0,4,29,29,4,25\n"
          "0,baseline,0,2023-09-18,0,0,0,0,0,0,0\n");
    const Recorded ships(lots(), 3);
    const auto shipped = tests::record_of(ships);
    CHECK(tests::text_of([&](write::ByteSink& sink) {
              return write::write_wide_flows(sink, {&shipped, 1}, {});
          }) ==
          "run,scenario,replication,time,r.in_transit,r.queued,r.sent,r.received,r.lost,r.spilled\n"
          "0,baseline,0,2023-09-13,100,0,100,0,0,0\n"
          "0,baseline,0,2023-09-14,0,0,0,100,0,0\n"
          "0,baseline,0,2023-09-15,100,0,100,0,0,0\n"
          "0,baseline,0,2023-09-16,0,0,0,100,0,0\n");
}

TEST_CASE("wide tables of runs that know different things leave cells empty", "[write][golden]") {
    Network other;
    other.depot("rear", 7);
    const Recorded one(dry_at_four(), 1);
    const Recorded two(other, 1);
    const std::vector<write::RunRecord> runs{tests::record_of(one, 0), tests::record_of(two, 1, "rear-only")};
    CHECK(tests::text_of([&](write::ByteSink& sink) { return write::write_wide_series(sink, runs, {}); }) ==
          "run,scenario,replication,time,front.shell.stock,front.shell.days_of_supply,works.shell.made,"
          "guns.shell.wanted,guns.shell.allowed,guns.shell.fired,guns.shell.unmet,rear.shell.stock\n"
          "0,baseline,0,2023-09-13,100,3.4482758620689653,4,29,29,29,0,\n"
          "0,baseline,0,2023-09-14,75,2.586206896551724,0,0,0,0,0,\n"
          "1,rear-only,0,2023-09-13,,,,,,,,7\n"
          "1,rear-only,0,2023-09-14,,,,,,,,7\n");
}

TEST_CASE("a wide table at breakpoints has a row for each instant", "[write][golden]") {
    const Recorded run(dry_at_four(), 5);
    const auto record = tests::record_of(run);
    CHECK(tests::text_of([&](write::ByteSink& sink) {
              return write::write_wide_series(sink, {&record, 1}, {SampleAt::breakpoints});
          }) ==
          "run,scenario,replication,time,front.shell.stock,front.shell.days_of_supply,works.shell.made,"
          "guns.shell.wanted,guns.shell.allowed,guns.shell.fired,guns.shell.unmet\n"
          "0,baseline,0,2023-09-13T00:00:00Z,100,3.4482758620689653,16,116,116,116,0\n"
          "0,baseline,0,2023-09-17T00:00:00Z,0,0,4,29,29,4,25\n"
          "0,baseline,0,2023-09-18T00:00:00Z,0,0,0,0,0,0,0\n");
}

TEST_CASE("several runs follow one another, each with its names", "[write][golden]") {
    Network network;
    network.depot("A", 10);
    const Recorded run(network, 1);
    const std::vector<write::RunRecord> runs{tests::record_of(run, 0), tests::record_of(run, 1, "no-deal,china-eases")};
    CHECK(tests::text_of([&](write::ByteSink& sink) { return write::write_series(sink, runs, {}); }) ==
          "run,scenario,replication,time,state,node,commodity,variable,value,unit\n"
          "0,baseline,0,2023-09-13,own,A,shell,stock,10,piece\n"
          "0,baseline,0,2023-09-14,own,A,shell,stock,10,piece\n"
          "1,\"no-deal,china-eases\",0,2023-09-13,own,A,shell,stock,10,piece\n"
          "1,\"no-deal,china-eases\",0,2023-09-14,own,A,shell,stock,10,piece\n");
}

TEST_CASE("a column of times holds dates alone or moments alone", "[write][golden]") {
    Network network;
    network.depot("A", 10);
    CHECK(rows_of(tests::series_of(Recorded(network, 1), {SampleAt::calendar, Days{0.5}}), "own,A,shell,stock") ==
          "2023-09-13T00:00:00Z,10\n2023-09-13T12:00:00Z,10\n2023-09-14T00:00:00Z,10\n");
    CHECK(rows_of(tests::series_of(Recorded(network, 1.25)), "own,A,shell,stock") ==
          "2023-09-13T00:00:00Z,10\n2023-09-14T00:00:00Z,10\n2023-09-14T06:00:00Z,10\n");
    CHECK(rows_of(tests::series_of(Recorded(network, 15), {SampleAt::calendar, Days{7}}), "own,A,shell,stock") ==
          "2023-09-13,10\n2023-09-20,10\n2023-09-27,10\n2023-09-28,10\n");
}

TEST_CASE("a fire of several commodities shows each that it used, and what it wanted as a whole", "[write][golden]") {
    // 10/d, first of k1 (20, dry at 2), then of k2 (15, dry at 3.5); 40 wanted by 4: 5 unmet
    Network network("k1");
    network.depot("A", 20);
    network.depot("A", 15, "k2");
    network.fire("f", "A", 10).uses("k1").uses("k2");
    const std::string series = tests::series_of(Recorded(network, 4), {SampleAt::calendar, Days{2}});
    CHECK(rows_of(series, "own,f,,wanted") == "2023-09-13,20\n2023-09-15,20\n2023-09-17,0\n");
    CHECK(rows_of(series, "own,f,k1,fired") == "2023-09-13,20\n2023-09-15,0\n2023-09-17,0\n");
    CHECK(rows_of(series, "own,f,k2,fired") == "2023-09-13,0\n2023-09-15,15\n2023-09-17,0\n");
    CHECK(rows_of(series, "own,f,,unmet") == "2023-09-13,0\n2023-09-15,5\n2023-09-17,0\n");
    CHECK(rows_of(series, "own,A,k2,days_of_supply") == "2023-09-13,1.5\n2023-09-15,1.5\n2023-09-17,0\n");
}

TEST_CASE("shares say what each commodity must answer for", "[write][golden]") {
    // rigid: 8 of k1 and 2 of k2 for 10; k2 (3) is dry at 1.5 and stops both: 12 and 3 used, 5 unmet by 2
    Network network("k1");
    network.depot("A", 100);
    network.depot("A", 3, "k2");
    network.fire("f", "A", 10).uses("k1", 0.8).uses("k2", 0.2).rigid();
    const std::string series = tests::series_of(Recorded(network, 2), {SampleAt::calendar, Days{2}});
    CHECK(rows_of(series, "own,f,k1,fired") == "2023-09-13,12\n2023-09-15,0\n");
    CHECK(rows_of(series, "own,f,k2,fired") == "2023-09-13,3\n2023-09-15,0\n");
    CHECK(rows_of(series, "own,f,,unmet") == "2023-09-13,5\n2023-09-15,0\n");
    CHECK(rows_of(series, "own,A,k1,days_of_supply") == "2023-09-13,12.5\n2023-09-15,11\n");  // 100/8, 88/8
    CHECK(rows_of(series, "own,A,k2,days_of_supply") == "2023-09-13,1.5\n2023-09-15,0\n");
}

TEST_CASE("days of supply are missing while nothing is wanted", "[write][golden]") {
    Network network;
    network.depot("A", 100);
    network.fire("f", "A", 10).opens(1).closes(2);
    CHECK(rows_of(tests::series_of(Recorded(network, 3)), "own,A,shell,days_of_supply") ==
          "2023-09-13,\n2023-09-14,10\n2023-09-15,\n2023-09-16,\n");
}

TEST_CASE("outcomes are dates, amounts, or dates that did not come", "[write][golden]") {
    // KA-74: 4M less 8M a year last 0.5 yr = 182.625 d
    Network network;
    network.depot("A", 4e6);
    network.plant("p", "A", 2e6 / 365.25);
    network.fire("f", "A", 1e7 / 365.25);
    Question(network, "dry", OutcomeKind::first, Variable::stock).level(Side::below, 0);
    Question(network, "more", OutcomeKind::first, Variable::stock).level(Side::above, 5e6);
    Question(network, "now", OutcomeKind::first, Variable::stock).level(Side::below, 4e6);
    Question(network, "days", OutcomeKind::value, Variable::days_of_supply).when(0);
    Question(network, "held", OutcomeKind::value, Variable::stock);
    CHECK(tests::outcomes_of(Recorded(network, 200)) ==
          "run,scenario,replication,outcome,value,date,censored,unit\n"
          "0,baseline,0,days,146.1,,false,d\n"  // 4M / 10M * 365.25
          "0,baseline,0,dry,182.625,2024-03-13T15:00:00Z,false,d\n"
          "0,baseline,0,held,0,,false,piece\n"
          "0,baseline,0,more,200,,true,d\n"
          "0,baseline,0,now,0,2023-09-13T00:00:00Z,false,d\n");
}

TEST_CASE("the rows of a total add up to the run's total, whatever the step", "[write][property]") {
    Network network;
    network.depot("A", 250.3).capacity(300);
    network.depot("B", 13.7).capacity(120);
    network.plant("p", "A", 17.3).rate_from(11.1, 3.9);
    network.fire("f", "B", 10.1).wants_from(7.3, 21.7).ration(3, 0.55);
    network.fire("g", "A", 1.7);
    network.sailing("r", "A", "B", 61.3, 3.7).transit(2.9);
    network.route("q", "A", "B", 4.7).transit(5.3).loss(0.07);
    const Recorded run(network, 41.9);
    const auto& model = run.model();
    for (const Sampling& sampling : {Sampling{}, Sampling{SampleAt::calendar, Days{0.7}},
                                     Sampling{SampleAt::calendar, Days{100}}, Sampling{SampleAt::breakpoints}}) {
        const auto sum = [&](const std::string& table, const std::string& keys) {
            double total = 0.0;
            const std::string rows = rows_of(table, keys);
            for (std::size_t at = 0; at < rows.size(); at = rows.find('\n', at) + 1) {
                const std::size_t comma = rows.find(',', at);
                total += std::stod(rows.substr(comma + 1, rows.find('\n', at) - comma - 1));
            }
            return total;
        };
        const std::string series = tests::series_of(run, sampling);
        const std::string flows = tests::flows_of(run, sampling);
        const auto fire = Recorded::named(model.fires, "f");
        const auto plant = Recorded::named(model.plants, "p");
        CHECK(sum(series, "own,f,shell,wanted") == nearly(run.summary().wanted[fire].value));
        CHECK(sum(series, "own,f,shell,allowed") == nearly(run.summary().allowed[fire].value));
        CHECK(sum(series, "own,p,shell,made") == nearly(run.summary().moved[model.plants[plant].flow].value));
        for (const auto route : model.routes.ids()) {
            const std::string keys = model.routes[route].id + ",A,B,shell,";
            const double queued = run.summary().stocks[model.routes[route].port].value;
            CHECK(sum(flows, keys + "sent") == nearly(run.summary().sent[route].value));
            CHECK(sum(flows, keys + "received") == nearly(run.summary().arrived[route].value - queued));
            CHECK(sum(flows, keys + "lost") == nearly(run.summary().lost[route].value));
        }
    }
}

TEST_CASE("deals show the stages of what is pledged, and what is owed and paid", "[write][known]") {
    // 2 tranches of 100: 1 day there and 2 back. Days 0 and 3: ordered; 1 and 4: delivered; 3 and 6: paid.
    Network network;
    network.depot("A", 1000);
    network.depot("B", 0);
    network.depot("B", 1000, "fuel");
    network.belongs("B", "BBB");
    network.demand("ship", "A", "B", 100).transit(1);
    network.demand("oil", "B", "A", 1e6, "fuel").transit(2);
    network.deal("barter", "ship", 100, 2).pays("oil", 0.5);
    const std::string deals = tests::deals_of(Recorded(network, 4));
    const auto is = [&](const std::string& part, const std::string& variable, const std::string& a,
                        const std::string& b, const std::string& c, const std::string& d, const std::string& e) {
        CAPTURE(part, variable);
        CHECK(rows_of(deals, "barter," + part + "," + variable) == "2023-09-13," + a + "\n2023-09-14," + b +
                                                                       "\n2023-09-15," + c + "\n2023-09-16," + d +
                                                                       "\n2023-09-17," + e + "\n");
    };
    is("goods,shell", "pledged", "200", "200", "200", "200", "200");
    is("goods,shell", "ordered", "100", "0", "0", "100", "0");
    is("goods,shell", "outstanding", "100", "100", "100", "0", "0");
    is("goods,shell", "under_way", "100", "0", "0", "100", "0");
    is("goods,shell", "delivered", "0", "100", "0", "0", "100");
    is("goods,shell", "cancelled", "0", "0", "0", "0", "0");
    is("fuel,fuel", "due", "0", "50", "0", "0", "50");
    is("fuel,fuel", "owed", "0", "50", "0", "0", "50");
    is("fuel,fuel", "paid", "0", "0", "0", "50", "0");
    is("fuel,fuel", "arrears", "0", "50", "50", "0", "50");
    is("fuel,fuel", "price", "0.5", "0.5", "0.5", "0.5", "0.5");
    is("fuel,fuel", "implied_price", "", "0", "0", "0.5", "0.25");
    is("fuel,fuel", "withheld", "0", "0", "0", "0", "0");
}
