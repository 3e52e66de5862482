// Known answers: fires and plants that use several commodities.
#include "support/nearly.hpp"
#include "support/tiny.hpp"

using namespace caisson;
using engine::Binding;
using tests::nearly;

TEST_CASE("known 53: one commodity after the other", "[engine][known]") {
    tiny::Network net("k1");
    net.depot("A", 40, "k1");
    net.depot("A", 100, "k2");
    net.plant("p", "A", 3, "k1");
    net.fire("f", "A", 10).uses("k1").uses("k2");
    const auto seen = tiny::run(net, Days{30});
    CHECK(seen.rate("f", 0, "k1") == 10);
    CHECK(seen.rate("f", 0, "k2") == 0);
    CHECK(seen.first_empty("A", "k1") == nearly(40.0 / 7.0));
    CHECK(seen.rate("f", 10, "k1") == nearly(3));
    CHECK(seen.rate("f", 10, "k2") == nearly(7));
    CHECK(seen.first_empty("A", "k2") == nearly(20));  // 40/7 + 100/7
    CHECK(seen.rate("f", 21) == nearly(3));
}

TEST_CASE("known 54: shares of a fire, each limited alone or all by the scarcest", "[engine][known]") {
    const auto with = [](bool rigid) {
        tiny::Network net("k1");
        net.depot("A", 70, "k1");
        net.depot("A", 15, "k2");
        auto fire = net.fire("f", "A", 10);
        fire.uses("k1", 0.7).uses("k2", 0.3);
        if (rigid) {
            fire.rigid();
        }
        return tiny::run(net, Days{20});
    };
    const auto loose = with(false);
    CHECK(loose.first_empty("A", "k2") == nearly(5));  // 15 / 3
    CHECK(loose.rate("f", 6) == nearly(7));
    CHECK(loose.first_empty("A", "k1") == nearly(10));  // 70 / 7

    const auto rigid = with(true);
    CHECK(rigid.first_empty("A", "k2") == nearly(5));
    CHECK(rigid.rate("f", 6) == 0);
    CHECK(rigid.stock("A", 20, "k1") == nearly(35));  // 70 - 5 * 7
}

TEST_CASE("known 55: a plant makes what its scarcest input allows", "[engine][known]") {
    tiny::Network net;  // min(10, 12 / 2, 2.5 / 0.5) = 5; 12 - 5 * 2 = 2 kg a day are left
    net.depot("A", 0, "propellant");
    net.depot("A", 0, "fuze");
    net.depot("A", 0);
    net.plant("powder", "A", 12, "propellant");
    net.plant("clock", "A", 2.5, "fuze");
    net.plant("rounds", "A", 10).needs("propellant", 2).needs("fuze", 0.5);
    const auto seen = tiny::run(net, Days{4});
    CHECK(seen.rate("rounds", 0) == nearly(5));
    CHECK(seen.binding("rounds", 0) == Binding::sender);
    CHECK(seen.net("A", 0, "propellant") == nearly(2));
    CHECK(seen.net("A", 0, "fuze") == 0);
    CHECK(seen.stock("A", 4, "shell") == nearly(20));
}

TEST_CASE("known 56: what one plant cannot use is shared", "[engine][known]") {
    const auto with = [](double propellant) {
        tiny::Network net;
        net.depot("A", 0, "propellant");
        net.depot("A", 0, "fuze");
        net.depot("A", 0);
        net.plant("powder", "A", propellant, "propellant");
        net.plant("clock", "A", 2, "fuze");
        net.plant("first", "A", 10).needs("propellant", 1);
        net.plant("second", "A", 10).needs("propellant", 1).needs("fuze", 1);
        return tiny::run(net, Days{1});
    };
    const auto twelve = with(12);
    CHECK(twelve.rate("second", 0) == nearly(2));
    CHECK(twelve.rate("first", 0) == nearly(10));
    const auto ten = with(10);  // 8, not 5
    CHECK(ten.rate("second", 0) == nearly(2));
    CHECK(ten.rate("first", 0) == nearly(8));
}

TEST_CASE("known 123: a plant of one input under back-pressure", "[engine][known]") {
    const auto with = [](double used) {
        tiny::Network net;
        net.depot("A", 0, "steel");
        net.depot("A", 9).capacity(9);
        net.plant("p", "A", 12, "steel");
        net.plant("v", "A", 10).needs("steel", 2);
        net.fire("f", "A", used);
        return tiny::run(net, Days{1});
    };
    const auto full = with(3);
    CHECK(full.rate("v", 0) == nearly(3));
    CHECK(full.binding("v", 0) == Binding::receiver);
    CHECK(full.net("A", 0, "steel") == nearly(6));  // 12 - 2 * 3
    const auto scarce = with(9);                    // 12 / 2 = 6
    CHECK(scarce.rate("v", 0) == nearly(6));
    CHECK(scarce.binding("v", 0) == Binding::sender);
    CHECK(scarce.net("A", 0, "steel") == 0);
    CHECK(scarce.net("A", 0, "shell") == nearly(-3));
}
