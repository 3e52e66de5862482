// Known answers: whose rounds. Depots belong to the state of their name in lower case unless something else is said;
// "100 of X" is a stock that X made.
#include <cmath>

#include "support/nearly.hpp"
#include "support/traced.hpp"

using namespace caisson;
using tests::belongs;
using tests::has_duds;
using tests::is_old;
using tests::issues_in_order;
using tests::made_of;
using tests::nearly;
using tests::Traced;

namespace {

/// What is found by polynomials: to 1e-9 a share, as the definition promises; in fact far better.
Approx closely(double value) { return Approx(value).epsilon(1e-10).margin(0.0); }

const double e = std::exp(1.0);

/// 100 of X at a depot of Y, where 10 a day are made; `out` a day are fired.
tiny::Network one_depot(double stock, double in, double out) {
    tiny::Network net;
    net.depot("A", stock);
    belongs(net, "A", "y");
    made_of(net, "A", {{"x", 1.0}});
    net.plant("p", "A", in);
    net.fire("f", "A", out);
    return net;
}

}  // namespace

TEST_CASE("known 57: a depot whose stock stays mixes what comes in", "[engine][known][origin]") {
    // 10 of Y in, 10 out of 100: the share of X falls as e^(-t / 10); X's rounds fired are 100 (1 - 1/e)
    const Traced seen(one_depot(100, 10, 10), 10);
    CHECK(seen.share("A", "x") == nearly(0.36787944117144233));
    CHECK(seen.fired("f", "x") == nearly(63.212055882855765));
    CHECK(seen.fired("f", "y") == nearly(100 / e));
}

TEST_CASE("known 58: a depot that empties keeps most of what it had until the last", "[engine][known][origin]") {
    // 2 of Y in, 10 out: at 6.25 d the stock is 50, and the share of X (50/100)^(2/8)
    const Traced half(one_depot(100, 2, 10), 6.25);
    CHECK(half.share("A", "x") == nearly(0.8408964152537145));
    CHECK(half.fired("f", "x") == nearly(57.955179237314276));
    const Traced dry(one_depot(100, 2, 10), 12.5);  // by then all of both: 100 of X, 25 of Y
    CHECK(dry.fired("f", "x") == nearly(100));
    CHECK(dry.fired("f", "y") == nearly(25));
    const Traced later(one_depot(100, 2, 10), 20.0);  // from then on it fires what comes in: 2 of Y a day
    CHECK(later.fired("f", "x") == nearly(100));
    CHECK(later.fired("f", "y") == nearly(40));
}

TEST_CASE("known 59: a depot that grows", "[engine][known][origin]") {
    // 10 of Y in, 2 out: at 12.5 d the stock is 200, and the share of X (100/200)^(10/8)
    const Traced seen(one_depot(100, 10, 2), 12.5);
    CHECK(seen.share("A", "x") == nearly(0.42044820762685725));
}

TEST_CASE("known 60: first in, first out; and an empty depot passes on what comes in", "[engine][known][origin]") {
    auto net = one_depot(100, 10, 10);
    issues_in_order(net, "A");
    const Traced first(net, 10);  // all that is fired until day 10 is X's
    CHECK(first.fired("f", "x") == nearly(100));
    CHECK(first.share("A", "x") == 0.0);
    const Traced then(net, 15);
    CHECK(then.fired("f", "x") == nearly(100));
    CHECK(then.fired("f", "y") == nearly(50));
    for (const bool in_order : {false, true}) {  // 3 of X and 1 of Y a day through an empty depot: 3/4 are X's
        tiny::Network empty;
        empty.depot("A");
        empty.depot("B");
        belongs(empty, "A", "x");
        belongs(empty, "B", "y");
        empty.plant("p", "A", 3);
        empty.plant("q", "B", 1);
        empty.route("r", "B", "A", 5);
        empty.fire("f", "A", 10);
        if (in_order) {
            issues_in_order(empty, "A");
        }
        const Traced seen(empty, 8);
        CHECK(seen.fired("f", "x") == nearly(24));
        CHECK(seen.fired("f", "y") == nearly(8));
    }
}

TEST_CASE("known 61: two depots that mix, one behind the other", "[engine][known][origin]") {
    // Each holds 100 and passes 10 a day on; the share of X in the second is (t/10) e^(-t/10)
    tiny::Network net;
    net.depot("A", 100);
    net.depot("B", 100);
    belongs(net, "A", "y");
    belongs(net, "B", "y");
    made_of(net, "A", {{"x", 1.0}});
    net.plant("p", "A", 10);
    net.route("r", "A", "B", 10);
    net.fire("f", "B", 10);
    CHECK(Traced(net, 10).share("B", "x") == closely(0.36787944117144233));
    CHECK(Traced(net, 30).share("B", "x") == closely(3 * std::exp(-3.0)));
    // fired of X by day 10: what has left A, less what B holds: 100 (1 - 1/e) - 100/e
    CHECK(Traced(net, 10).fired("f", "x") == closely(100 - 200 / e));
    CHECK(Traced(net, 10).received("r", "x") == closely(100 * (1 - 1 / e)));
}

TEST_CASE("known 112: duds by origin", "[engine][known][origin]") {
    // As 57, 10 % of X's and 40 % of Y's are duds: of the 100 fired 60 + 30 (1 - 1/e) go off
    auto net = one_depot(100, 10, 10);
    has_duds(net, "x", 0.1);
    has_duds(net, "y", 0.4);
    const Traced seen(net, 10);
    CHECK(seen.effective("f", "x") == nearly(0.9 * 63.212055882855765));
    CHECK(seen.effective("f", "x") + seen.effective("f", "y") == nearly(78.96361676485673));
    // the share of duds in what is held: 0.4 - 0.3/e
    CHECK(0.1 * seen.share("A", "x") + 0.4 * seen.share("A", "y") == nearly(0.2896361676485673));
}

TEST_CASE("known 113: mean age of a stock, and duds that grow with it", "[engine][known][origin]") {
    const auto aged = [](double out) {
        tiny::Network net;
        net.depot("A", 100);
        belongs(net, "A", "y");
        is_old(net, "A", 0);
        net.plant("p", "A", 10);
        net.fire("f", "A", out);
        return net;
    };
    CHECK(Traced(aged(10), 10).age("A", "y") == nearly(6.321205588285577));   // 10 (1 - 1/e)
    CHECK(Traced(aged(2), 12.5).age("A", "y") == nearly(8.775287735406348));  // (200 - 100 * 0.5^1.25) / 18
    CHECK(Traced(aged(20), 5).age("A", "y") == closely(5 * std::log(2.0)));   // n = -in: (x/n) log(x/x0), x = 50
    auto old = aged(2);
    is_old(old, "A", 30);  // what is left of the first has become 30 d older: (x0/x)^(in/n) = 0.5^1.25
    CHECK(Traced(old, 12.5).age("A", "y") == nearly(8.775287735406348 + 30 * std::pow(0.5, 1.25)));
}

TEST_CASE("origin 1: effective fire of goods that get worse with age", "[engine][known][origin]") {
    // 100 rounds of age 0, 10 fired a day, nothing made: at time t all are t days old. 2 % are duds, and 0.1 % more
    // each day: until day 10 the duds are 10 * (0.02 * 10 + 0.001 * 10^2 / 2) = 2.5
    tiny::Network net;
    net.depot("A", 100);
    belongs(net, "A", "y");
    net.fire("f", "A", 10);
    has_duds(net, "y", 0.02, 0.001 * days_per_year);
    CHECK(Traced(net, 10).effective("f", "y") == nearly(97.5));
}

TEST_CASE("origin 2: depots that mix at different speeds", "[engine][known][origin]") {
    // 100 and 50, 10 a day: the share of X in the second is k/(k - h) (e^(-h t) - e^(-k t)), h = 0.1, k = 0.2
    tiny::Network net;
    net.depot("A", 100);
    net.depot("B", 50);
    belongs(net, "A", "y");
    belongs(net, "B", "y");
    made_of(net, "A", {{"x", 1.0}});
    net.plant("p", "A", 10);
    net.route("r", "A", "B", 10);
    net.fire("f", "B", 10);
    CHECK(Traced(net, 10).share("B", "x") == closely(2 * (1 / e - 1 / (e * e))));
}

TEST_CASE("origin 3: behind a depot that runs dry", "[engine][known][origin]") {
    // A: 100 of X, 8 of Y in, 16 out: its share of X is x/100 = 1 - 0.08 t until it is dry on 12.5. B holds 100 of Y
    // and passes 16 a day on: c' = 0.16 (1 - 0.08 t - c), so c = 1.5 - 0.08 t - 1.5 e^(-0.16 t)
    tiny::Network net;
    net.depot("A", 100);
    net.depot("B", 100);
    belongs(net, "A", "y");
    belongs(net, "B", "y");
    made_of(net, "A", {{"x", 1.0}});
    net.plant("p", "A", 8);
    net.route("r", "A", "B", 16);
    net.fire("f", "B", 16);
    CHECK(Traced(net, 12.5).share("B", "x") == closely(0.5 - 1.5 * std::exp(-2.0)));
}

TEST_CASE("origin 4: a line gives back in the order in which it was given", "[engine][known][origin]") {
    // What leaves 57's depot on a road of 5 days has on day 15 the mixture of day 10
    auto net = one_depot(100, 10, 0);
    net.depot("B");
    belongs(net, "B", "y");
    net.route("r", "A", "B", 10).transit(5);
    net.fire("g", "B", 20);
    const Traced seen(net, 15);
    CHECK(seen.fired("g", "x") == nearly(100 * (1 - 1 / e)));
    // under way: what left between day 10 and 15: 100 (e^-1 - e^-1.5) of X
    CHECK(seen.under_way("r", "x") == nearly(100 * (std::exp(-1.0) - std::exp(-1.5))));
    CHECK(seen.under_way("r", "y") == nearly(50 - 100 * (std::exp(-1.0) - std::exp(-1.5))));
}

TEST_CASE("origin 5: a lot is mixed in at once", "[engine][known][origin]") {
    // 60 of X; on day 2 a ship brings 40 of Y, and a second one on day 6, when 100 - 20 = 80 are left
    tiny::Network net;
    net.depot("A", 60);
    net.depot("B", 80);
    belongs(net, "A", "x");
    belongs(net, "B", "y");
    net.sailing("s", "B", "A", 40, 4).transit(2);
    net.fire("f", "A", 5);
    // by day 2 50 are left, so 50 of X in 90; by day 6 70 are left, with the lot 110: 70 * 5/9 of X in 110
    CHECK(Traced(net, 2).share("A", "x") == nearly(5.0 / 9));
    CHECK(Traced(net, 6).share("A", "x") == nearly(70 * 5.0 / 9 / 110));
    CHECK(Traced(net, 6).fired("f", "y") == nearly(20 * 4.0 / 9));
    auto in_order = net;
    issues_in_order(in_order, "A");  // X's 60 are fired until day 12, then Y's
    CHECK(Traced(in_order, 14).fired("f", "x") == nearly(60));
    CHECK(Traced(in_order, 14).fired("f", "y") == nearly(10));
    CHECK(Traced(in_order, 14).received("s", "y") == 80);
}

TEST_CASE("origin 6: two empty depots that send to each other", "[engine][known][origin]") {
    // Each gets 1 a day of its own state and passes 5 of 6 on: c = (1 + 5 d) / 6 and d = 5 c / 6, so c = 6/11
    tiny::Network net;
    net.depot("A");
    net.depot("B");
    belongs(net, "A", "x");
    belongs(net, "B", "y");
    net.plant("p", "A", 1);
    net.plant("q", "B", 1);
    net.route("r", "A", "B", 10);
    net.route("s", "B", "A", 10);
    net.fire("f", "A", 2);
    net.fire("g", "B", 2);
    const Traced seen(net, 11);
    CHECK(seen.fired("f", "x") == nearly(6));
    CHECK(seen.fired("f", "y") == nearly(5));
    CHECK(seen.fired("g", "y") == nearly(6));
}

TEST_CASE("origin 7: two stocks that are exchanged", "[engine][known][origin]") {
    // 100 of X and 100 of Y, 10 a day each way: the share of X in the first is (1 + e^(-0.2 t)) / 2
    tiny::Network net;
    net.depot("A", 100);
    net.depot("B", 100);
    belongs(net, "A", "x");
    belongs(net, "B", "y");
    net.route("r", "A", "B", 10);
    net.route("s", "B", "A", 10);
    const Traced seen(net, 10);
    CHECK(seen.share("A", "x") == closely((1 + std::exp(-2.0)) / 2));
    CHECK(seen.share("B", "x") == closely((1 - std::exp(-2.0)) / 2));
    auto in_order = net;
    issues_in_order(in_order, "A");
    issues_in_order(in_order, "B");  // a full turn takes 20 days
    CHECK(Traced(in_order, 10).share("A", "x") == Approx(0).margin(1e-9));
    CHECK(Traced(in_order, 25).share("A", "x") == nearly(0.5));
}

TEST_CASE("origin 8: an exchange by roads that take time", "[engine][known][origin]") {
    // A holds 100 of X, B 100 of Y, both first in, first out; 10 a day each way, 5 days under way. For 5 days nothing
    // comes in, so 50 go out and 50 are left for 5 days more; what leaves A from day 0 to 10 comes to B from 5 to 15,
    // and so leaves B from 10 to 20
    tiny::Network net;
    net.depot("A", 100);
    net.depot("B", 100);
    belongs(net, "A", "x");
    belongs(net, "B", "y");
    issues_in_order(net, "A");
    issues_in_order(net, "B");
    net.route("r", "A", "B", 10).transit(5);
    net.route("s", "B", "A", 10).transit(5);
    CHECK(Traced(net, 10).stock("A", "y") == nearly(50));
    CHECK(Traced(net, 10).under_way("r", "x") == nearly(50));
    CHECK(Traced(net, 15).under_way("r", "y") == nearly(50));
    CHECK(Traced(net, 15).stock("B", "x") == nearly(50));
    CHECK(Traced(net, 20).stock("A", "x") == nearly(50));
}

TEST_CASE("origin 9: what is rejected and what is made of it", "[engine][known][origin]") {
    // 10 a day of X arrive at a depot of Y; 40 % are rejected as raw and refurbished there: what a plant makes is of
    // its own state, so 6 a day of X and 4 of Y are fired
    tiny::Network net;
    net.depot("A", 1000);
    net.depot("B");
    belongs(net, "A", "x");
    belongs(net, "B", "y");
    net.route("r", "A", "B", 10).transit(1).rejects(0.4, "raw", "B");
    net.plant("p", "B", 10).needs("raw", 1.0);
    net.fire("f", "B", 50);
    const Traced seen(net, 11);
    CHECK(seen.fired("f", "x") == nearly(60));
    CHECK(seen.fired("f", "y") == nearly(40));
}

TEST_CASE("origin 10: shares of a stock at the start", "[engine][known][origin]") {
    tiny::Network net;
    net.depot("A", 100);
    belongs(net, "A", "y");
    made_of(net, "A", {{"x", 0.6}, {"z", 0.4}});
    net.fire("f", "A", 10);
    const Traced seen(net, 5);
    CHECK(seen.fired("f", "x") == nearly(30));
    CHECK(seen.fired("f", "z") == nearly(20));
    CHECK(seen.fired("f", "y") == 0);
}

TEST_CASE("origin 11: goods age on the way and in queues", "[engine][known][origin]") {
    // 10 a day, made at once, take 5 days to a depot that issues in order and holds 40 from day 9 on: what leaves it
    // was made 9 days before, and what it holds 5 to 9 days: 7 on average
    tiny::Network net;
    net.depot("A");
    net.depot("B");
    belongs(net, "A", "x");
    belongs(net, "B", "x");
    is_old(net, "A", 0);
    issues_in_order(net, "B");
    net.plant("p", "A", 10);
    net.route("r", "A", "B", 10).transit(5);
    net.fire("f", "B", 10).opens(9);
    CHECK(Traced(net, 30).age("B", "x") == nearly(7));
}
