// Whole runs with guns against small steps of the same equations, written down here once more.
#include <cmath>
#include <random>
#include <vector>

#include "support/catch.hpp"
#include "support/tiny.hpp"

using namespace caisson;
using tiny::Network;

namespace {

/// A number that is hit to so much.
Approx within(double value, double margin) { return Approx(value).epsilon(0).margin(margin); }

/// Two sides, each with guns, shells, a plant for both, wear, accidents, and what the other's fire does to its guns.
struct Side {
    double guns = 0.0;
    double shells = 0.0;
    double new_guns = 0.0;    // [1/d]
    double new_shells = 0.0;  // [1/d]
    double wanted = 0.0;
    double rate = 0.0;
    double life = 0.0;
    double accidents = 0.0;  // [1/d]
    double kills = 0.0;      // of this side's guns, by a round of the other
    double against = 0.0;    // 0: aimed
};

double fires(const Side& side) {
    const double asked = std::min(side.wanted, side.rate * side.guns);
    return side.shells > 0.0 ? asked : std::min(asked, side.new_shells);
}

/// By the midpoint of each small step.
void step(Side& a, Side& b, double width) {
    const auto slopes = [](const Side& one, const Side& other, double& guns, double& shells) {
        const double hits = one.kills * fires(other) * (one.against > 0.0 ? one.guns / one.against : 1.0);
        const double lost = fires(one) / one.life + one.accidents * one.guns + hits;
        guns = one.new_guns - (one.guns > 0.0 ? lost : std::min(lost, one.new_guns));
        shells = one.new_shells - fires(one);
    };
    const auto gone = [](Side one, double guns, double shells, double time) {
        one.guns = std::max(0.0, one.guns + guns * time);
        one.shells = std::max(0.0, one.shells + shells * time);
        return one;
    };
    double ga = 0, sa = 0, gb = 0, sb = 0;
    slopes(a, b, ga, sa);
    slopes(b, a, gb, sb);
    const Side half_a = gone(a, ga, sa, width / 2);
    const Side half_b = gone(b, gb, sb, width / 2);
    slopes(half_a, half_b, ga, sa);
    slopes(half_b, half_a, gb, sb);
    a = gone(a, ga, sa, width);
    b = gone(b, gb, sb, width);
}

void add_side(Network& net, const std::string& name, const Side& side) {
    net.depot(name, side.shells);
    net.depot(name, side.guns, "tube");
    net.plant(name + "-shells", name, side.new_shells);
    net.plant(name + "-guns", name, side.new_guns, "tube");
    net.fire(name + "-fire", name, side.wanted).guns("tube", side.rate, side.life);
    net.loss(name + "-accidents", name, "tube").each(side.accidents);
}

void add_kills(Network& net, const std::string& name, const Side& side, const std::string& enemy) {
    auto loss = net.loss(name + "-hit", name, "tube").by(enemy + "-fire", side.kills);
    if (side.against > 0.0) {
        loss.linear(side.against);
    }
}

}  // namespace

TEST_CASE("random duels go as small steps say", "[engine]") {
    std::mt19937 random(62);
    const auto any = [&](double least, double most) {
        return std::uniform_real_distribution<double>(least, most)(random);
    };
    for (int trial = 0; trial < 60; ++trial) {
        const auto side = [&] {
            Side one{
                any(100, 2000), any(0, 1e6),     any(0, 5),     any(0, 2e4),  any(5e3, 1e5),
                any(5, 60),     any(1500, 5000), any(0, 0.005), any(0, 4e-4), any(0, 1) < 0.4 ? any(500, 2000) : 0.0};
            one.shells = any(0, 1) < 0.3 ? 0.0 : one.shells;
            return one;
        };
        Side a = side();
        Side b = side();
        Network net;
        add_side(net, "A", a);
        add_side(net, "B", b);
        add_kills(net, "A", a, "B");
        add_kills(net, "B", b, "A");
        const auto played = tiny::run(net, Days{90});
        const double whole = a.guns + b.guns;
        constexpr double width = 1e-3;
        for (int at = 1; at <= 90'000; ++at) {
            step(a, b, width);
            if (at % 30'000 == 0) {
                const double day = at * width;
                INFO("trial " << trial << ", day " << day);
                CHECK(played.stock("A", day, "tube") == within(a.guns, 2e-4 * whole));
                CHECK(played.stock("B", day, "tube") == within(b.guns, 2e-4 * whole));
            }
        }
    }
}
