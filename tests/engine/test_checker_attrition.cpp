// The checker of runs catches guns and losses that do not follow their laws: right runs, each spoiled in one number.
#include <algorithm>
#include <functional>

#include "spoiled.hpp"

using namespace caisson;
using engine::EventKind;
using engine::FireLimit;
using tests::Rule;
using tests::Snapshot;

namespace {

/// 1000 tubes that fire 50 a day each, of a wanted 40 000, and last for 2500: they limit the fire from day 12.5 on. An
/// enemy fires 1000 a day, accidents take a part, and 2 a day are stolen.
tiny::Seen battery() {
    tiny::Network net;
    net.depot("front", 1e9);
    net.depot("front", 1000, "tube");
    net.depot("enemy", 1e9);
    net.fire("a-fire", "front", 40'000).guns("tube", 50, 2500);
    net.fire("b-fire", "enemy", 1000);
    net.loss("a-hits", "front", "tube").by("b-fire", 0.001);
    net.loss("b-accidents", "front", "tube").each(0.002);
    net.loss("c-thieves", "front", "tube").a_day(2);
    net.loss("d-shells", "front", "tube").by("b-fire", 0.001).linear(1000);
    return tiny::run(net, Days{30});
}

bool catches(double day, const Spoil& spoil, Rule rule = Rule::attrition) {
    return caisson::catches(battery(), rule, day, spoil, Until::for_that_day);
}

std::size_t flow_of(const model::Model& model, std::uint32_t loss) {
    return model.losses[model::LossId{loss}].flow.index;
}

}  // namespace

TEST_CASE("the checker catches guns that fire more or less than they can", "[checker]") {
    CHECK(catches(20, [](Snapshot& at, const auto&) { at.fires[0].by_guns *= 1.2; }));
    CHECK(catches(20, [](Snapshot& at, const auto&) { at.fires[0].by_guns *= 0.8; }));
    CHECK(catches(20, [](Snapshot& at, const auto&) { at.fires[0].by_guns = tiny::never; }));
    CHECK(catches(5, [](Snapshot& at, const auto&) { at.fires[0].by_guns = 45'000; }));
    CHECK(catches(5, [](Snapshot& at, const auto&) { at.fires[1].by_guns = 500; }));
    CHECK(catches(
        20, [](Snapshot& at, const auto&) { at.flows[4].asked *= 1.1; }, Rule::settings));
}

TEST_CASE("the checker catches guns that do not wear as they fire", "[checker]") {
    const auto wear = [](Snapshot& at, const model::Model& model) -> double& {
        return at.flows[model.fires[model::FireId{0}].guns.wear.index].rate;
    };
    CHECK(catches(5, [&](Snapshot& at, const auto& model) { wear(at, model) *= 1.001; }));
    CHECK(catches(20, [&](Snapshot& at, const auto& model) { wear(at, model) = 0.0; }));
}

TEST_CASE("the checker catches what is said to limit a fire", "[checker]") {
    CHECK(catches(5, [](Snapshot& at, const auto&) { at.fires[0].limit = FireLimit::guns; }));
    CHECK(catches(20, [](Snapshot& at, const auto&) { at.fires[0].limit = FireLimit::rounds; }));
    CHECK(catches(20, [](Snapshot& at, const auto&) { at.fires[0].limit = FireLimit::barrels; }));
    CHECK(catches(0, [](Snapshot& at, const auto&) {
        std::erase_if(at.events, [](const engine::Event& event) { return event.kind == EventKind::limit_changed; });
    }));
}

TEST_CASE("the checker catches losses against their law", "[checker]") {
    for (std::uint32_t loss = 0; loss < 4; ++loss) {
        for (const double factor : {0.7, 1.4}) {
            CHECK(catches(5, [=](Snapshot& at, const auto& model) { at.flows[flow_of(model, loss)].asked *= factor; }));
        }
    }
    CHECK(catches(5, [](Snapshot& at, const auto& model) { at.flows[flow_of(model, 2)].rate = 1.0; }));
    CHECK(catches(5, [](Snapshot& at, const auto&) { at.intensities[1] = 0.5; }));
}
