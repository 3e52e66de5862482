// A simulator that steps through time comes to the engine's answer as its step shrinks.
#include <algorithm>
#include <cmath>

#include "property.hpp"
#include "support/catch.hpp"
#include "support/sanctions.hpp"
#include "support/stepper.hpp"
#include "support/tiny.hpp"

using namespace caisson;

namespace {

// The largest difference of any depot's stock at the end.
double error_at(const model::Model& model, const std::vector<tests::NodeSeen>& exact, double step) {
    const tests::Stepped stepped = tests::step_through(model, model.values, step);
    double worst = 0.0;
    for (std::size_t node = 0; node < exact.size(); ++node) {
        worst = std::max(worst, std::abs(stepped.stocks[node] - exact[node].stock));
    }
    return worst;
}

// Halving the step halves the error, on the whole: from h to h/16 by about 16.
void converges(const tiny::Network& net, double end) {
    const auto seen = tiny::run(net, Days{end});
    const auto& exact = seen.instants().back().nodes;
    const double coarse = error_at(seen.model(), exact, 1.0 / 32.0);
    const double fine = error_at(seen.model(), exact, 1.0 / 512.0);
    INFO("errors " << coarse << " and " << fine);
    CHECK(fine < 0.1);
    CHECK(fine <= coarse / 8.0 + 1e-9);
}

}  // namespace

TEST_CASE("stepping converges: a chain with a reserve and a capacity", "[engine][order]") {
    tiny::Network net;
    net.depot("A", 100).reserve(31);
    net.depot("B", 7).capacity(23);
    net.plant("p", "A", 3);
    net.route("r", "A", "B", 9).loss(0.1);
    net.fire("f", "A", 1);
    net.fire("g", "B", 5).wants_from(11, 2);
    converges(net, 30);
}

TEST_CASE("stepping converges: a saturating loop", "[engine][order]") {
    tiny::Network net;
    net.depot("A");
    net.depot("B");
    net.plant("p", "A", 1);
    net.route("r", "A", "B", 10);
    net.route("s", "B", "A", 10);
    converges(net, 10);
}

TEST_CASE("stepping converges: shared room and shared goods", "[engine][order]") {
    tiny::Network net;
    net.depot("U1");
    net.depot("U2");
    net.depot("V1", 9).capacity(9);
    net.depot("V2", 1);
    net.plant("p", "U1", 6);
    net.plant("q", "U2", 6);
    net.fire("f", "V1", 4);
    net.fire("g", "V2", 1);
    net.route("a", "U1", "V1", 6);
    net.route("b", "U1", "V2", 6);
    net.route("c", "U2", "V1", 6);
    converges(net, 10);
}

TEST_CASE("stepping converges: a port queue behind a full depot", "[engine][order]") {
    tiny::Network net;
    net.depot("A", 100);
    net.depot("B", 20).capacity(20);
    net.route("r", "A", "B", 10).transit(2);
    net.fire("f", "B", 4);
    converges(net, 20);
}

TEST_CASE("stepping converges: rationing that swings", "[engine][order]") {
    tiny::Network net;
    net.depot("A", 105);
    net.plant("p", "A", 8);
    net.fire("f", "A", 10).ration(10, 0.6);
    converges(net, 21);
}

TEST_CASE("stepping converges: lots, losses and two commodities", "[engine][order]") {
    tiny::Network net("k1");
    net.depot("X", 130, "k1");
    net.depot("A", 12, "k1");
    net.depot("A", 60, "k2");
    net.sailing("r", "X", "A", 50, 7, "k1").transit(3).loss(0.2);
    net.fire("f", "A", 6).uses("k1").uses("k2");
    converges(net, 25);
}

TEST_CASE("stepping converges: hubs", "[engine][order]") {
    tiny::Network net;
    net.hub("H");
    net.depot("A", 20);
    net.depot("B", 3);
    net.depot("C", 9).capacity(15);
    net.plant("p", "A", 5);
    net.route("r", "A", "H", 10);
    net.route("b", "H", "B", 4);
    net.route("c", "H", "C", 8);
    net.fire("f", "B", 6);
    net.fire("g", "C", 2);
    converges(net, 20);
}

TEST_CASE("stepping converges: a works behind a full depot", "[engine][order]") {
    tiny::Network net;
    net.depot("A", 40).capacity(60);
    net.depot("A", 30, "body");
    net.plant("bodies", "A", 4, "body");
    net.plant("works", "A", 9, "shell").takes(3).yield(0.8).yield_from(7, 0.6).needs("body", 1);
    net.fire("f", "A", 3).uses("shell").opens(11);
    converges(net, 30);
}

TEST_CASE("stepping converges: a dock that stops its plant", "[engine][order]") {
    tiny::Network net;
    net.depot("A").capacity(15);
    net.plant("p", "A", 7).takes(4).steady().dock(20);
    net.fire("f", "A", 5).opens(19);
    converges(net, 40);
}

TEST_CASE("stepping converges: rejects made good by a works", "[engine][order]") {
    tiny::Network net;
    net.depot("X", 500);
    net.depot("B", 5).capacity(90);
    net.route("r", "X", "B", 10).transit(2).loss(0.1).rejects(0.3, "raw", "B").rejects_from(9, 0.5);
    net.sailing("s", "X", "B", 30, 7).transit(3).rejects(0.25, "raw", "B");
    net.plant("refurbish", "B", 3, "shell").takes(5).yield(0.75).needs("raw", 1);
    net.fire("f", "B", 8).uses("shell");
    converges(net, 33);
}

namespace {

// Of fires that share one commodity and use another for the rest the stepper knows only what the stock tells.
bool fires_in_order(const tests::Plan& plan) {
    return std::any_of(plan.fires.begin(), plan.fires.end(),
                       [](const auto& fire) { return fire.uses.size() > 1 && fire.first_share == 0.0; });
}

// Lines hold whole steps of the stepper: else what its rounding of their lengths does hides what else it does.
void in_whole_steps(tests::Plan& plan) {
    const auto whole = [](double days) { return std::ceil(days * 32.0) / 32.0; };
    for (tests::Plan::Plant& plant : plan.plants) {
        plant.takes = whole(plant.takes);
    }
    for (tests::Plan::Route& route : plan.routes) {
        route.transit = whole(route.transit);
    }
}

// From steps of 1/32 d to `finest`.
void converges_on_random_networks(std::uint64_t from, const tests::Ingredients& may_contain, double finest) {
    double all_coarse = 0.0;
    double all_fine = 0.0;
    for (std::uint64_t seed = from; seed < from + 60; ++seed) {
        tests::Plan plan = tests::random_plan(seed, may_contain);
        plan.end = 29.6875;  // a whole number of steps, and no date on which ships sail
        if (may_contain.works) {
            in_whole_steps(plan);
        }
        const property::Played exact = property::play(plan);
        if (!exact.failure.empty() || (may_contain.works && fires_in_order(plan)) ||
            std::any_of(plan.routes.begin(), plan.routes.end(), [](const auto& route) { return route.waits; })) {
            continue;
        }
        const auto& nodes = exact.instants.back().nodes;
        const double coarse = error_at(*exact.model, nodes, 1.0 / 32.0);
        const double fine = error_at(*exact.model, nodes, finest);
        INFO("seed " << seed << ": errors " << coarse << " and " << fine);
        CHECK((fine <= 0.5 * coarse || fine < 0.02));
        all_coarse += coarse;
        all_fine += fine;
    }
    CHECK(all_fine < all_coarse / 4.0);  // an eighth, but for steps that happen to fit
}

}  // namespace

TEST_CASE("stepping converges on random networks", "[engine][order][property]") {
    // Not in whole numbers: what two things do at the very same level no step finds out.
    const tests::Ingredients plain{.targets = false,
                                   .port_choices = false,
                                   .works = false,
                                   .rejects = false,
                                   .deals = false,
                                   .measures = false,
                                   .shelf_lives = false,
                                   .fleets = false,
                                   .whole_numbers = false};
    converges_on_random_networks(30'000, plain, 1.0 / 256.0);
}

TEST_CASE("stepping converges on random networks with plants that take time, and rejects",
          "[engine][order][property]") {
    const tests::Ingredients works{.targets = false,
                                   .port_choices = false,
                                   .deals = false,
                                   .measures = false,
                                   .shelf_lives = false,
                                   .fleets = false,
                                   .whole_numbers = false};
    converges_on_random_networks(31'000, works, 1.0 / 512.0);
}

TEST_CASE("stepping converges: sanctions, caps and patrols", "[engine][order]") {
    tiny::Network net;
    net.depot("A", 5000);
    net.depot("C", 5000);
    net.depot("B");
    tiny::put_into(net, "A", "CHN");
    tiny::put_into(net, "C", "RUS");
    tiny::put_into(net, "B", "PRK");
    net.route("r", "A", "B", 10).transit(2).loss(0.1);
    net.route("s", "C", "B", 7);
    net.fire("f", "B", 12);
    tiny::Sanction(net, "oil")
        .on_commodity("shell")
        .on_state("PRK")
        .cap(101, 13)
        .enforced("CHN", 0.9)
        .enforced("RUS", 0.3);
    tiny::Sanction(net, "patrol").on_route("r").cuts(0.2).interdicts(0.5).enforcement(0.6).enforcement_from(11, 0.1);
    converges(net, 30);
}

TEST_CASE("stepping converges on random networks with sanctions", "[engine][order][property]") {
    const tests::Ingredients measures{.lots = false,
                                      .targets = false,
                                      .port_choices = false,
                                      .works = false,
                                      .rejects = false,
                                      .deals = false,
                                      .shelf_lives = false,
                                      .whole_numbers = false};
    converges_on_random_networks(32'000, measures, 1.0 / 512.0);
}
