// What solving costs: no memory, no work that a change does not reach, the same answer by every way.
#include <fmt/format.h>
#include <string>

#include "allocate_net.hpp"
#include "allocate_random.hpp"
#include "support/catch.hpp"
#include "support/count_allocations.hpp"

namespace caisson::tests {
namespace {

using engine::SolvePath;

Approx exactly(double value) { return Approx(value).epsilon(1e-12).margin(1e-12); }

/// Depots D0 to D(count - 1) in a row, each passing on to the next, each fed less than it fires.
std::string chain(int count, const std::string& limit) {
    std::string text;
    for (int at = 0; at < count; ++at) {
        text += fmt::format("D{} {}\n", at, limit);
    }
    for (int at = 0; at < count; ++at) {
        text += fmt::format("plant p{0} -> D{0} 4\nfire f{0} D{0} 9\n", at);
        if (at + 1 < count) {
            text += fmt::format("route r{0} D{0} -> D{1} 2\n", at, at + 1);
        }
    }
    return text;
}

}  // namespace

TEST_CASE("solving allocates nothing", "[engine]") {
    Dice dice(64);
    Mixture mixture;
    mixture.plants_with_needs = 0.3;
    mixture.most_needs = 2;
    mixture.fires_in_order = 0.2;
    std::uint64_t components = 0;
    for (int trial = 0; trial < 300; ++trial) {
        Net net = random_net(dice, mixture, trial % 2 == 0 ? SolvePath::general : SolvePath::short_cuts);
        if (!net.solve()) {
            continue;
        }
        net.allocator().reset_counts();
        for (int time = 0; time < 5; ++time) {
            change(net, dice);
            const std::uint64_t before = allocations();
            const bool solved = net.solve_changes();
            const std::uint64_t during = allocations() - before;
            CHECK(during == 0);
            if (!solved) {
                break;
            }
        }
        components += net.allocator().counts().component_solves;
    }
    CHECK(components > 100);
}

TEST_CASE("a large cycle of 60 levels is solved without the heap", "[engine]") {
    std::string text = chain(60, "empty");
    text += "route back D59 -> D0 2 loss 0.5\n";
    Net net(text);
    REQUIRE(net.solve());
    net.ask("p0", 1);
    const std::uint64_t before = allocations();
    const bool solved = net.solve_changes();
    const std::uint64_t during = allocations() - before;
    CHECK(solved);
    CHECK(during == 0);
    CHECK(net.allocator().counts().component_solves == 2);
}

TEST_CASE("depots between their limits stop the search", "[engine]") {
    Net net(chain(1000, "free"), SolvePath::general);
    REQUIRE(net.solve());
    net.allocator().reset_counts();
    net.limit("D500", "empty");
    REQUIRE(net.solve_changes());
    CHECK(net.allocator().counts().levels_solved == 1);
    CHECK(net.allocator().counts().nodes_touched <= 3);

    net.limit("D501", "empty");
    REQUIRE(net.solve_changes());
    CHECK(net.allocator().counts().levels_solved == 2);  // D501 gets what D500 passes on, not the other way round
}

TEST_CASE("what is upstream of a change of empty depots is left alone", "[engine]") {
    Net net(chain(1000, "empty"), SolvePath::general);
    REQUIRE(net.solve());
    net.allocator().reset_counts();
    net.ask("f990", 5);
    REQUIRE(net.solve_changes());
    CHECK(net.allocator().counts().levels_solved == 10);  // D990 to D999
    CHECK(net.allocator().changed_flows().size() <= 30);
}

TEST_CASE("the lists of what changed are sorted and hold each once", "[engine]") {
    Net net("A empty\n B empty\n plant p -> A 10\n route r A -> B 4\n fire f B 9\n fire g A 8");
    REQUIRE(net.solve());
    CHECK(net.allocator().changed_flows().size() == 4);
    CHECK(net.allocator().changed_nodes().size() == 2);
    net.ask("p", 6);
    net.limit("A", "empty");
    net.limit("B", "empty");
    net.limit("A", "empty");
    REQUIRE(net.solve_changes());
    const auto flows = net.allocator().changed_flows();
    CHECK(std::vector(flows.begin(), flows.end()) ==
          std::vector{net.flow("p"), net.flow("r"), net.flow("f"), net.flow("g")});
    const auto nodes = net.allocator().changed_nodes();
    CHECK(std::vector(nodes.begin(), nodes.end()) == std::vector{net.node("A"), net.node("B")});
}

TEST_CASE("a depot with many flows keeps their sum without adding them all", "[engine]") {
    std::string text = "A free\n";
    for (int at = 0; at < 1000; ++at) {
        text += "fire f" + std::to_string(at) + " A 0.1\n";
    }
    text += "plant p -> A 100\n";
    Net net(text);
    REQUIRE(net.solve());
    CHECK(net.net("A") == Approx(0).margin(1e-11));
    for (int at = 0; at < 1000; at += 2) {
        net.ask("f" + std::to_string(at), 0.3);
        REQUIRE(net.solve_changes());
    }
    CHECK(net.net("A") == exactly(100 - 150 - 50));
    const engine::Allocation by_parts = net.allocation();
    REQUIRE(net.solve());
    CHECK(by_parts.outflow.rows() == net.allocation().outflow.rows());  // bit by bit: nothing has drifted
}

TEST_CASE("a copy of an allocation can be put back and solved on", "[engine]") {
    Net net("A empty\n B empty\n plant p -> A 1\n route r A -> B 10\n route s B -> A 5\n fire f B 2");
    REQUIRE(net.solve());
    const engine::Allocation saved = net.allocation();
    net.ask("p", 3);
    REQUIRE(net.solve_changes());
    net.allocation() = saved;
    net.ask("f", 3);
    REQUIRE(net.solve_changes());
    CHECK(net.rate("r") == exactly(8.0 / 3.0));  // t = 1 + 5t/8
    CHECK(net.rate("f") == exactly(1));
}

}  // namespace caisson::tests
