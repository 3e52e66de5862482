#include <cmath>
#include <sstream>

#include "allocate_random.hpp"
#include "allocate_rules.hpp"
#include "engine/allocate_alone.hpp"
#include "support/catch.hpp"

namespace caisson::tests {
namespace {

using engine::SolvePath;

std::string describe(const Net& net) {
    std::ostringstream text;
    for (const NetNode& node : net.nodes()) {
        text << node.name << " limits " << int{net.allocation().limits[net.node(node.name)]} << " net "
             << net.net(node.name) << '\n';
    }
    for (const NetFlow& flow : net.flows()) {
        text << flow.name << " kind " << static_cast<int>(flow.kind);
        for (const NetFlow::Leg& leg : flow.legs) {
            text << ' ' << leg.take << ' ' << leg.node;
        }
        text << " -> " << (flow.receiver.empty() ? "." : flow.receiver) << " ask "
             << net.allocation().ask[net.flow(flow.name)] << " loss " << flow.loss << " out " << flow.out_priority
             << " in " << flow.in_priority << (flow.after.empty() ? "" : " after " + flow.after) << " rate "
             << net.rate(flow.name) << " by " << static_cast<int>(net.binding(flow.name)) << '\n';
    }
    return text.str();
}

void check_rules(const Net& net) {
    const std::vector<std::string> broken = broken_rules(net);
    if (!broken.empty()) {
        FAIL(broken.front() << " of " << broken.size() << " in\n" << describe(net));
    }
}

bool same(const engine::Allocation& a, const engine::Allocation& b) {
    return a.ask.rows() == b.ask.rows() && a.rate.rows() == b.rate.rows() && a.binding.rows() == b.binding.rows() &&
           a.net.rows() == b.net.rows() && a.inflow.rows() == b.inflow.rows() && a.outflow.rows() == b.outflow.rows() &&
           a.sender_level.rows() == b.sender_level.rows() && a.receiver_level.rows() == b.receiver_level.rows() &&
           a.own.sender.rows() == b.own.sender.rows() && a.own.receiver.rows() == b.own.receiver.rows();
}

/// A node that leaves its boundary is no longer part of the component in which it was solved: other ways of adding.
bool nearly_same(const engine::Allocation& a, const engine::Allocation& b) {
    bool same = true;
    for (const model::FlowId flow : a.rate.ids()) {
        same = same && std::abs(a.rate[flow] - b.rate[flow]) <= 1e-12 * (1.0 + b.ask[flow]) &&
               std::abs(a.ask[flow] - b.ask[flow]) <= 1e-12 * (1.0 + b.ask[flow]);
    }
    for (const model::NodeId node : a.net.ids()) {
        same = same && a.limits[node] == b.limits[node] &&
               std::abs(a.net[node] - b.net[node]) <= 1e-11 * (1.0 + b.inflow[node] + b.outflow[node]);
    }
    return same;
}

}  // namespace

TEST_CASE("rates of random networks keep the rules and are the least", "[engine][property]") {
    Dice dice(20230913);
    const Mixture mixture;
    int compared = 0;
    std::uint64_t components = 0;
    std::uint64_t iterated = 0;
    for (int trial = 0; trial < 4000; ++trial) {
        Net net = random_net(dice, mixture, SolvePath::general);
        REQUIRE(net.solve());
        check_rules(net);
        components += net.allocator().counts().component_solves;
        iterated += net.allocator().counts().iterated;
        const auto plain = rates_by_repetition(net);
        if (!plain || net.allocator().counts().iterated > 0) {
            continue;
        }
        ++compared;
        for (const NetFlow& flow : net.flows()) {
            const model::FlowId id = net.flow(flow.name);
            if (std::abs(net.rate(flow.name) - (*plain)[id.index]) > 1e-6 * flow.ask) {
                FAIL(flow.name << " should be " << (*plain)[id.index] << " in trial " << trial << "\n"
                               << describe(net));
            }
        }
    }
    CHECK(compared > 3900);  // plain repetition takes too long for a few
    CHECK(components > 3000);
    CHECK(iterated == 0);
}

TEST_CASE("solving what a change touches is solving all", "[engine][property]") {
    Dice dice(7);
    Mixture mixture;
    mixture.plants_with_needs = 0.2;
    mixture.fires_in_order = 0.2;
    std::uint64_t lone = 0;
    for (int trial = 0; trial < 2000; ++trial) {
        Net net = random_net(dice, mixture, trial % 2 == 0 ? SolvePath::general : SolvePath::short_cuts);
        if (!net.solve()) {
            continue;
        }
        for (int time = 0; time < 6; ++time) {
            change(net, dice);
            if (!net.solve_changes()) {
                break;  // coupled inputs without an answer
            }
            const engine::Allocation by_parts = net.allocation();
            REQUIRE(net.solve());
            if (!nearly_same(by_parts, net.allocation())) {
                const std::string right = describe(net);
                net.allocation() = by_parts;
                FAIL("trial " << trial << "\n" << describe(net) << "\nbut should be\n" << right);
            }
            check_rules(net);
            net.allocation() = by_parts;
        }
        lone += net.allocator().counts().lone_solves;
    }
    CHECK(lone > 100);
}

TEST_CASE("the short cut leaves the same bits as the general way", "[engine][property]") {
    Dice dice(77);
    Mixture mixture;
    mixture.most_nodes = 4;
    std::uint64_t lone = 0;
    for (int trial = 0; trial < 3000; ++trial) {
        Net general = random_net(dice, mixture, SolvePath::general);
        Net quick(general.nodes(), general.flows(), SolvePath::short_cuts);
        REQUIRE(general.solve());
        REQUIRE(quick.solve());
        for (std::uint64_t time = 0; time < 8; ++time) {
            Dice first(1000 * static_cast<std::uint64_t>(trial) + time);
            Dice second(1000 * static_cast<std::uint64_t>(trial) + time);
            change(general, first);
            change(quick, second);
            REQUIRE(general.solve_changes());
            REQUIRE(quick.solve_changes());
            if (!same(general.allocation(), quick.allocation())) {
                FAIL("trial " << trial << "\n" << describe(quick) << "\nbut should be\n" << describe(general));
            }
        }
        lone += quick.allocator().counts().lone_solves;
    }
    CHECK(lone > 1000);
}

TEST_CASE("a lone node solved alone leaves the same bits", "[engine][property]") {
    Dice dice(24);
    int alone = 0;
    for (int trial = 0; trial < 2000; ++trial) {
        std::string text = "A free\nP empty\nunload u P -> A 4\nplant come -> P " + std::to_string(dice.roll(6)) +
                           "\nfire f A " + std::to_string(1 + dice.roll(20)) + "\n";
        for (std::size_t plant = dice.roll(40); plant > 0; --plant) {
            text += "plant p" + std::to_string(plant) + " -> A 0." + std::to_string(1 + dice.roll(99)) + "\n";
        }
        Net net(text);
        REQUIRE(net.solve());
        for (const auto* limit : {"empty", "free", "empty"}) {
            const engine::Allocation before = net.allocation();
            net.limit("A", limit);
            REQUIRE(net.solve_changes());
            const engine::Allocation right = net.allocation();
            net.allocation() = before;
            net.allocation().limits[net.node("A")] = limits_from(limit);
            if (const engine::AloneNode node = net.allocator().alone(net.node("A")); node.flow.valid()) {
                ++alone;
                engine::solve_alone(net.allocation(), net.node("A"), node);
                CHECK(same(net.allocation(), right));
            } else {
                net.allocation() = right;
            }
        }
    }
    CHECK(alone > 3000);  // with more than 32 inflows they are solved the long way
}

TEST_CASE("plants with several inputs keep the rules in random networks", "[engine][property]") {
    Dice dice(99);
    Mixture mixture;
    mixture.plants_with_needs = 0.7;
    mixture.most_needs = 3;
    mixture.fires_in_order = 0.3;
    int unsolved = 0;
    for (int trial = 0; trial < 3000; ++trial) {
        Net net = random_net(dice, mixture, SolvePath::general);
        if (net.solve()) {
            check_rules(net);
        } else {
            ++unsolved;
        }
    }
    CHECK(unsolved < 15);  // rounds that do not settle: semantics, section 8, has no answer either
}

}  // namespace caisson::tests
