// Known answers: the arithmetic of a shell gap. 10 M rounds a year are fired, 2 M made: 8 M a year are missing.
#include "caisson/base/date.hpp"
#include "support/nearly.hpp"
#include "support/tiny.hpp"

using namespace caisson;
using engine::EventKind;
using tests::nearly;

namespace {

constexpr double year = 365.25;
constexpr double gap = 8e6 / year;  // 21902.80629705681 a day

tiny::Network front(double stock) {
    tiny::Network net;
    net.depot("front", stock);
    net.depot("abroad", 1e9);
    net.plant("plants", "front", 2e6 / year);
    net.fire("guns", "front", 1e7 / year);
    return net;
}

std::string date_of(const tiny::Seen& seen, double time) { return format_date(seen.model().start, Days{time}); }

}  // namespace

TEST_CASE("known 74: four million rounds last half a year", "[engine][known]") {
    const auto seen = tiny::run(front(4e6), Days{year});
    CHECK(seen.first_empty("front") == nearly(182.625));  // 4 M / (8 M a year)
    CHECK(date_of(seen, seen.first_empty("front")) == "2024-03-13T15:00:00Z");
}

TEST_CASE("known 75: a transfer of the gap holds the stock for ever", "[engine][known]") {
    CHECK(gap * year / 12.0 == nearly(666666.6666666667));         // a month
    CHECK(gap * year / 12.0 / 0.99 == nearly(673400.6734006734));  // with 1 % lost under way
    auto net = front(4e6);
    net.route("aid", "abroad", "front", gap / 0.99).loss(0.01);
    const auto seen = tiny::run(net, Days{20 * year});
    CHECK(seen.first_empty("front") == tiny::never);
    CHECK(seen.stock("front", 20 * year) == nearly(4e6));
}

TEST_CASE("known 76: the smallest transfer that carries three years", "[engine][known]") {
    const double end = 3 * year;
    const double enough = 20e6 / (end - 30);  // 24 M - 4 M in the days on which it arrives
    CHECK(enough == nearly(80000000.0 / 4263.0));
    CHECK(enough * year / 12.0 == nearly(571193.9948393151));
    const auto with = [&](double rate) {
        auto net = front(4e6);
        net.route("aid", "abroad", "front", rate).transit(30);
        return tiny::run(net, Days{end});
    };
    const auto just = with(enough);
    CHECK(just.stock("front", end) <= 1e-6);  // 0 on paper; sums of millions leave some 1e-9
    CHECK(just.stock("front", end - 1) > 0);
    CHECK(with(enough * 1.0001).first_empty("front") == tiny::never);
    CHECK(with(enough * 0.9999).first_empty("front") < end);
}

TEST_CASE("known 77: the last day on which a transfer can start", "[engine][known]") {
    const auto with = [&](double first) {
        auto net = front(4e6);
        net.route("aid", "abroad", "front", gap).transit(8).opens(first);
        return tiny::run(net, Days{year});
    };
    const auto just = with(174.625);  // 182.625 - 8
    CHECK(just.first_empty("front") == nearly(182.625));
    CHECK(just.fired_total(year) == nearly(1e7));  // without a gap
    CHECK(with(176.625).fired_total(year) == nearly(1e7 - 2 * gap));
}

TEST_CASE("known 78: firing that makes a stock last a year", "[engine][known]") {
    tiny::Network net;  // (4 M + 2 M) / 10 M = 60 %
    net.depot("front", 4e6);
    net.plant("plants", "front", 2e6 / year);
    net.fire("guns", "front", 0.6 * 1e7 / year);
    CHECK(tiny::run(net, Days{2 * year}).first_empty("front") == nearly(year));
}

TEST_CASE("known 79: lots every nine days push the dry date out", "[engine][known]") {
    auto net = front(4e6);  // 36 lots arrive before: 7.24 M / 8 M of a year
    net.sailing("ships", "abroad", "front", 90e3, 9).transit(8);
    const auto seen = tiny::run(net, Days{year});
    CHECK(seen.first_empty("front") == nearly(330.55125));
    CHECK(date_of(seen, seen.first_empty("front")) == "2024-08-08T13:13:48Z");
    const auto arrived = seen.times(EventKind::lot_arrived, "ships");
    REQUIRE(arrived.size() >= 36);
    CHECK(arrived[0] == 8);
    CHECK(arrived[35] == 323);
}
