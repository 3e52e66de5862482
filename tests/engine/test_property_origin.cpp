// Properties of origins, of random networks whose depots belong to three states.
#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <string>

#include "support/catch.hpp"
#include "support/origin_stepper.hpp"
#include "support/random_network.hpp"
#include "support/traced.hpp"

using namespace caisson;
using tests::Ingredients;
using tests::OriginStepper;
using tests::Plan;

namespace {

/// Deals and sanctions say of which states depots are; here that is drawn.
const Ingredients with_states_of_our_own{.deals = false, .measures = false, .shelf_lives = false};
/// The same where goods expire, of whatever origin.
const Ingredients and_shelf_lives{.deals = false, .measures = false, .chances = true, .closures = true, .rules = true};

/// A number that depends on a name and nothing else, so that shuffled networks have the same owners.
std::uint64_t number_of(const std::string& name) {
    std::uint64_t hash = 1469598103934665603ULL;
    for (const char letter : name) {
        hash = (hash ^ static_cast<unsigned char>(letter)) * 1099511628211ULL;
    }
    return hash >> 20U;
}

enum class Queues : std::uint8_t { none, some };

/// Gives depots owners, some stocks another maker, and lets some issue in order.
tiny::Network owned(const Plan& plan, Queues queues, std::uint64_t salt) {
    tiny::Network net = plan.network();
    const char* const names[] = {"x", "y", "z"};
    for (const char* name : names) {
        (void)tests::state_named(net, name);
    }
    for (model::Depot& depot : net.raw().depots) {
        depot.state = tests::state_named(net, names[number_of(depot.id) % 3]);
        for (model::Holding& holding : depot.holdings) {
            const std::string& commodity = net.raw().commodities[holding.commodity].id;
            const std::uint64_t number = number_of(depot.id + commodity + std::to_string(salt));
            holding.kind.issue = queues == Queues::some && number % 2 == 0 ? model::Issue::fifo : model::Issue::mixed;
            if (number % 5 == 0) {
                model::Number all;
                all.value = 1.0;
                holding.kind.origins.push_back({tests::state_named(net, "z"), all, {}});
            }
        }
    }
    return net;
}

/// Looks at origins after each instant.
class Looking final : public engine::Observer {
public:
    using Look = std::function<void(const engine::Instant&)>;

    explicit Looking(Look look) : look_(std::move(look)) {}

    void see(const engine::Instant& instant) override { look_(instant); }

private:
    Look look_;
};

/// returns  whether the run came to its end
bool watch(const model::Model& model, engine::OriginObserver& origins, const Looking::Look& look) {
    Looking looking(look);
    origins.start(model.values);
    engine::Runner runner(model);
    engine::Observer* const watching[] = {&origins, &looking};
    return runner.run(model.values, {}, watching).has_value();
}

/// The largest stock or total that there is, against which errors count.
double size_of(const model::Model& model, const engine::View& view) {
    double size = 1.0;
    for (const auto node : model.nodes.ids()) {
        size = std::max(size, view.stock(node).value);
    }
    for (const auto flow : model.flows.ids()) {
        size = std::max(size, view.moved(flow).value);
    }
    return size;
}

/// Of each state what is held, on the way and fired, less what has been made: it never changes.
std::vector<double> balances(const model::Model& model, const engine::OriginObserver& origins,
                             const engine::View& view) {
    std::vector<double> balance(model.states.size(), 0.0);
    for (const auto state : model.states.ids()) {
        double& sum = balance[state.index];
        for (const auto node : model.nodes.ids()) {
            const bool aboard = model.nodes[node].kind == model::NodeKind::hold;  // which is under way
            sum += aboard ? 0.0 : origins.stock(node, state);
        }
        for (const auto route : model.routes.ids()) {
            sum += origins.under_way(route, state);
        }
        for (const auto fire : model.fires.ids()) {
            for (auto at = model.fires[fire].supply.begin; at < model.fires[fire].supply.end; ++at) {
                sum += origins.fired(fire, model.supply_nodes[at], state);
            }
        }
    }
    for (const auto plant : model.plants.ids()) {
        balance[model.depots[model.plants[plant].at].state.index] -= view.finished(plant).value;
    }
    return balance;
}

}  // namespace

TEST_CASE("at every instant the origins of everything sum to all of it", "[engine][property][origin]") {
    double worst = 0.0;
    int instants = 0;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        const Plan plan = tests::random_plan(seed, and_shelf_lives);
        const model::Model model = owned(plan, seed % 2 == 0 ? Queues::some : Queues::none, seed).model(plan.end);
        engine::OriginObserver origins(model);
        const auto sum = [&](auto of) {
            double all = 0.0;
            for (const auto state : model.states.ids()) {
                all += of(state);
            }
            return all;
        };
        (void)watch(model, origins, [&](const engine::Instant& instant) {
            const engine::View& view = instant.view;
            const double size = size_of(model, view);
            const auto compare = [&](double all, double is) { worst = std::max(worst, std::abs(all - is) / size); };
            ++instants;
            for (const auto node : model.nodes.ids()) {
                compare(sum([&](auto state) { return origins.stock(node, state); }), view.stock(node).value);
            }
            for (const auto route : model.routes.ids()) {
                compare(sum([&](auto state) { return origins.under_way(route, state); }), view.under_way(route).value);
                compare(sum([&](auto state) { return origins.sent(route, state); }), view.sent(route).value);
            }
            for (const auto fire : model.fires.ids()) {
                const model::Range flows = model.fires[fire].flows;
                for (auto flow = flows.begin; flow < flows.end; ++flow) {
                    const model::Range legs = model.flows[model::FlowId{flow}].legs;
                    for (auto leg = legs.begin; leg < legs.end; ++leg) {
                        compare(sum([&](auto state) { return origins.fired(fire, model.legs[leg].node, state); }),
                                view.moved(model::FlowId{flow}).value * view.take(leg));
                    }
                }
            }
        });
    }
    CHECK(instants > 10'000);
    CHECK(worst < 1e-9);
}

TEST_CASE("of each origin there is what it made, less what was fired", "[engine][property][origin]") {
    // Where nothing is lost, taken by plants or turned into something else: what a state had and made is held, under
    // way or fired. The totals come by integrals and the stocks by solving for them, so that an error of either shows.
    Ingredients may = with_states_of_our_own;
    may.chances = may.closures = may.rules = true;
    may.losses = false;
    may.port_choices = false;
    may.rejects = false;
    double worst = 0.0;
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        Plan plan = tests::random_plan(seed, may);
        for (Plan::Plant& plant : plan.plants) {
            plant.needs.clear();
        }
        const model::Model model = owned(plan, seed % 2 == 0 ? Queues::some : Queues::none, seed).model(plan.end);
        engine::OriginObserver origins(model);
        std::vector<double> had;
        (void)watch(model, origins, [&](const engine::Instant& instant) {
            const engine::View& view = instant.view;
            const std::vector<double> balance = balances(model, origins, view);
            if (had.empty()) {
                had = balance;
            }
            for (std::size_t k = 0; k < had.size(); ++k) {
                worst = std::max(worst, std::abs(balance[k] - had[k]) / size_of(model, view));
            }
        });
    }
    CHECK(worst < 1e-9);
}

namespace {

// The order of a file changes no bit, and strangers no more than `apart`.
void unchanged_by_strangers(const Ingredients& may, double apart) {
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        const Plan plan = tests::random_plan(seed, may);
        const auto traced = [&](const Plan& of) {
            const model::Model model = owned(of, Queues::some, seed).model(of.end);
            engine::OriginObserver origins(model);
            std::map<std::string, double> found;
            if (watch(model, origins, [](const engine::Instant&) {})) {
                for (const auto node : model.nodes.ids()) {
                    for (const auto state : model.states.ids()) {
                        found[model::path_of(model, node) + "/" + model.states[state].id] = origins.stock(node, state);
                    }
                }
            }
            return found;
        };
        const auto first = traced(plan);
        CHECK(traced(tests::shuffled(plan, seed)) == first);
        const auto beside = traced(tests::beside_another(plan));
        for (const auto& [name, stock] : first) {
            INFO("seed " << seed << ", " << name);
            if (!beside.empty()) {  // instants of the other cut the same curves into other pieces
                CHECK(beside.at(name) == Approx(stock).epsilon(apart).margin(apart));
            }
        }
    }
}

}  // namespace

TEST_CASE("the order of a file changes no bit of origins, and strangers next to nothing",
          "[engine][property][origin]") {
    Ingredients no_fleets = with_states_of_our_own;
    no_fleets.fleets = false;
    unchanged_by_strangers(no_fleets, 1e-8);
}

TEST_CASE("nor where there are fleets", "[engine][property][origin]") {
    // Seed 135 has a circle of two depots without transit time that issue in order, so full of pieces that neighbours
    // are mixed (docs/semantics.md, section 14): which are neighbours depends on where strangers cut. It is 3e-7 there.
    unchanged_by_strangers(with_states_of_our_own, 1e-6);
}

namespace {

/// What the stepper finds at the end of a run, and the sizes of stocks there.
struct Stepped {
    OriginStepper stepper;
    bool done = false;
    double largest = 1.0;
};

Stepped stepped(const model::Model& model, double step) {
    Stepped result{OriginStepper(model, step)};
    engine::Runner runner(model);
    engine::Observer* const watching[] = {&result.stepper};
    if (const auto done = runner.run(model.values, {}, watching)) {
        result.done = true;
        for (const auto node : model.nodes.ids()) {
            result.largest = std::max(result.largest, (*done)->stocks[node].value);
        }
    }
    return result;
}

/// The largest difference between what the stepper and the tracer find at the end, as a part of what there is.
double difference(const Stepped& by_steps, const model::Model& model) {
    engine::OriginObserver origins(model);
    origins.start(model.values);
    engine::Runner runner(model);
    engine::Observer* const tracing[] = {&origins};
    if (!by_steps.done || !runner.run(model.values, {}, tracing)) {
        return 0.0;
    }
    const OriginStepper& stepper = by_steps.stepper;
    double size = by_steps.largest;
    double worst = 0.0;
    for (const auto state : model.states.ids()) {
        for (const auto node : model.nodes.ids()) {
            worst = std::max(worst, std::abs(stepper.stock(node, state) - origins.stock(node, state)));
        }
        double fired = 0.0;
        for (const auto fire : model.fires.ids()) {
            for (auto at = model.fires[fire].supply.begin; at < model.fires[fire].supply.end; ++at) {
                fired += origins.fired(fire, model.supply_nodes[at], state);
            }
        }
        size = std::max(size, fired);
        worst = std::max(worst, std::abs(stepper.fired(state) - fired));
    }
    return worst / size;
}

}  // namespace

TEST_CASE("a stepper comes to the same origins as its step shrinks", "[engine][property][origin]") {
    int caught = 0;
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        const Plan plan = tests::random_plan(seed, with_states_of_our_own);
        const Queues queues = seed % 2 == 0 ? Queues::some : Queues::none;
        const model::Model model = owned(plan, queues, seed).model(plan.end);
        const Stepped small_steps = stepped(model, 0.01);
        const double coarse = difference(stepped(model, 0.04), model);
        const double fine = difference(small_steps, model);
        INFO("seed " << seed << ": " << coarse << ", " << fine);
        CHECK(fine < 2e-3);
        CHECK((fine < 0.5 * coarse || fine < 1e-4));
        // The same with the wrong order of issue is another answer, which is noticed.
        const model::Model wrong =
            owned(plan, queues == Queues::some ? Queues::none : Queues::some, seed).model(plan.end);
        caught += difference(small_steps, wrong) > 5e-3 + fine ? 1 : 0;
    }
    CHECK(caught >= 5);  // of these networks that have queues where several origins pass
}
