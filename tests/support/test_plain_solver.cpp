// The second solver, on the hard ones of the known answers: loops that feed themselves, hubs, contested ends.
#include <algorithm>

#include "support/nearly.hpp"
#include "support/network.hpp"
#include "support/plain_solver.hpp"
#include "support/pose.hpp"

using namespace caisson;
using tests::nearly;

namespace {

double rate(const model::Model& model, const tests::Snapshot& shot, std::string_view id) {
    for (const model::PlantRow& row : model.plants) {
        if (row.id == id) {
            return shot.flows[row.flow.index].rate;
        }
    }
    for (const model::FireRow& row : model.fires) {
        if (row.id == id) {
            return shot.flows[row.flows.begin].rate;
        }
    }
    for (const model::RouteRow& row : model.routes) {
        if (row.id == id) {
            return shot.flows[row.sending.index].rate;
        }
    }
    throw std::logic_error("no such flow");
}

struct Solved {
    explicit Solved(const tiny::Network& network) : model(network.model(1.0)), shot(tests::pose(model)) {}

    [[nodiscard]] double operator[](std::string_view id) const { return rate(model, shot, id); }

    model::Model model;
    tests::Snapshot shot;
};

// p makes some at A; A and B, both empty, send each other up to 10.
tiny::Network loop(double made) {
    tiny::Network net;
    net.depot("A");
    net.depot("B");
    net.plant("p", "A", made);
    net.route("r", "A", "B", 10);
    net.route("s", "B", "A", 10);
    return net;
}

}  // namespace

TEST_CASE("plainly: a loop without a source stands still, with one it saturates", "[plain][known]") {
    CHECK(Solved(loop(0))["r"] == 0);           // known answer 20
    CHECK(Solved(loop(1))["r"] == nearly(10));  // known answer 23
    CHECK(Solved(loop(1))["s"] == nearly(10));
    CHECK(Solved(loop(1e-6))["s"] == nearly(10));  // known answer 120
}

TEST_CASE("plainly: first come, nothing left for a phantom", "[plain][known]") {
    auto net = loop(1);  // known answer 24
    net.raw().routes[model::RouteId{0}].out_priority = 1;
    net.fire("f", "A", 1);
    const Solved solved(net);
    CHECK(solved["f"] == 1);
    CHECK(solved["r"] == 0);
    CHECK(solved["s"] == 0);
}

TEST_CASE("plainly: a loop that gives some away is a geometric series", "[plain][known]") {
    tiny::Network net;  // known answer 22: t = 1 + 5/14 t = 14/9
    net.depot("A");
    net.depot("B");
    net.plant("p", "A", 1);
    net.route("r", "A", "B", 10);
    net.route("s", "B", "A", 5).loss(0.5);
    net.fire("f", "B", 2);
    const Solved solved(net);
    CHECK(solved["r"] == nearly(14.0 / 9.0));
    CHECK(solved["s"] == nearly(10.0 / 9.0));
    CHECK(solved["f"] == nearly(4.0 / 9.0));
}

TEST_CASE("plainly: room that feeds itself", "[plain][known]") {
    for (const double used : {0.0, 1.0}) {  // known answer 25
        tiny::Network net;
        net.depot("A", 10).capacity(10);
        net.depot("B", 10).capacity(10);
        net.route("r", "A", "B", 10);
        net.route("s", "B", "A", 10);
        net.fire("f", "B", used);
        CHECK(Solved(net)["r"] == nearly(10 * used));
        CHECK(Solved(net)["s"] == nearly(10 * used));
    }
}

TEST_CASE("plainly: where priorities contradict each other, senders win", "[plain][known]") {
    tiny::Network net;  // known answer 33
    net.depot("U1");
    net.depot("U2");
    net.depot("V1", 9).capacity(9);
    net.depot("V2", 9).capacity(9);
    net.plant("p1", "U1", 1);
    net.plant("p2", "U2", 1);
    net.fire("f1", "V1", 1);
    net.fire("f2", "V2", 1);
    net.route("r11", "U1", "V1", 1).priority(0, 1);
    net.route("r12", "U1", "V2", 1).priority(1, 0);
    net.route("r21", "U2", "V1", 1).priority(1, 0);
    net.route("r22", "U2", "V2", 1).priority(0, 1);
    const Solved solved(net);
    CHECK(solved["r11"] == 1);
    CHECK(solved["r22"] == 1);
    CHECK(solved["r12"] == 0);
    CHECK(solved["r21"] == 0);
}

TEST_CASE("plainly: shared room and shared goods at once", "[plain][known]") {
    tiny::Network net;  // known answer 34
    net.depot("U1");
    net.depot("U2");
    net.depot("V1", 9).capacity(9);
    net.depot("V2");
    net.plant("p", "U1", 6);
    net.plant("q", "U2", 6);
    net.fire("f", "V1", 4);
    net.route("a", "U1", "V1", 6);
    net.route("b", "U1", "V2", 6);
    net.route("c", "U2", "V1", 6);
    const Solved solved(net);
    CHECK(solved["a"] == nearly(2));
    CHECK(solved["b"] == nearly(4));
    CHECK(solved["c"] == nearly(2));
}

TEST_CASE("plainly: two hubs", "[plain][known]") {
    tiny::Network net;  // known answer 92
    net.hub("H0");
    net.hub("H1");
    net.plant("p", "H0", 2);
    net.plant("q", "H0", 5.5);
    net.plant("w", "H1", 6).priority(1);
    net.fire("f", "H0", 10);
    net.route("r", "H0", "H1", 5).priority(1, 0);
    net.route("s", "H1", "H0", 3.5);
    const Solved solved(net);
    CHECK(solved["s"] == nearly(3.5));
    CHECK(solved["p"] == nearly(2));
    CHECK(solved["q"] == nearly(5.5));
    CHECK(solved["f"] == nearly(10));
    CHECK(solved["r"] == nearly(1));
    CHECK(solved["w"] == nearly(2.5));
}

TEST_CASE("plainly: a tie in the limit", "[plain][known]") {
    tiny::Network net;  // known answer 122
    net.hub("H");
    net.hub("K");
    net.hub("G");
    net.depot("V", 9).capacity(9);
    net.depot("A", 4).reserve(4);
    net.plant("p", "A", 3);
    net.plant("q", "V", 6);
    net.fire("f", "V", 5);
    net.fire("g", "H", 1);
    net.route("a", "A", "G", 8);
    net.route("b", "A", "V", 7);
    net.route("c", "G", "V", 1);
    net.route("d", "V", "K", 5);
    net.route("e", "K", "H", 8);
    net.route("h", "H", "H", 1);
    net.route("i", "H", "V", 8);
    const Solved solved(net);
    CHECK(solved["d"] == nearly(5));
    CHECK(solved["e"] == nearly(5));
    CHECK(solved["q"] == nearly(3));
    CHECK(solved["c"] == nearly(0.5));
    CHECK(solved["a"] == nearly(0.5));
    CHECK(solved["i"] == nearly(4));
    CHECK(solved["b"] == nearly(2.5));
    CHECK(solved["g"] == nearly(1));
    CHECK(solved["h"] == nearly(5.0 / 8.0));
}

TEST_CASE("plainly: what a plant makes of one input", "[plain][known]") {
    for (const double used : {3.0, 9.0}) {  // known answer 123: 12 of A give 6; V takes what is used
        tiny::Network net;
        net.depot("A", 0, "steel");
        net.depot("A", 9).capacity(9);
        net.plant("p", "A", 12, "steel");
        net.plant("v", "A", 10).needs("steel", 2);
        net.fire("f", "A", used);
        CHECK(Solved(net)["v"] == nearly(std::min(used, 6.0)));
    }
}
