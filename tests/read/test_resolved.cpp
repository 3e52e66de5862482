#include <string>

#include "caisson/base/path.hpp"
#include "caisson/read/resolved.hpp"
#include "texts.hpp"

using namespace caisson;
using namespace caisson::tests;

namespace {

/// A scenario's numbers by their paths, which are all that a run can depend on, and its names.
std::string numbers_of(const model::Scenario& scenario) {
    std::string text = scenario.title + "|" + scenario.note + "|" + std::to_string(scenario.seed) + "\n";
    const auto add = [&](const model::Number& number) {
        text += std::to_string(number.value) +
                (number.written() ? " at " + std::string{scenario.paths.text(number.path)} : "") + "\n";
    };
    add(scenario.end);
    for (const model::Depot& depot : scenario.depots) {
        text += depot.id + " " + std::to_string(depot.state.index) + "\n";
        for (const model::Holding& holding : depot.holdings) {
            add(holding.stock);
            add(holding.capacity.first);
            add(holding.reserve.first);
        }
    }
    for (const model::Fire& fire : scenario.fires) {
        text +=
            fire.id + " " + std::to_string(fire.uses.size()) + " " + std::to_string(static_cast<int>(fire.mode)) + "\n";
        add(fire.wanted.first);
        for (const model::RationStage& stage : fire.ration) {
            add(stage.below);
            add(stage.to);
        }
        for (const model::Change& change : fire.wanted.changes) {
            add(change.from);
            add(change.value);
        }
    }
    for (const model::Route& route : scenario.routes) {
        text += route.id + "\n";
        add(route.capacity.first);
        add(route.sails.lot.first);
        add(route.opening.open);
        add(route.target.level);
    }
    for (const model::Estimate& estimate : scenario.estimates) {
        text += std::to_string(estimate.low) + " " + estimate.source + " " + estimate.as_of + "\n";
    }
    for (std::size_t at = 0; at < scenario.paths.size(); ++at) {
        text += std::string{scenario.paths.text(PathId{at})} + "\n";
    }
    return text;
}

const std::string full = world + R"(title: "A: title, with # and \"quotes\""
note: |
  Two
  lines.
fires:
  f:
    at: front
    uses: {shell: 70%, fuel: 0.3}
    rate: {low: 1 round/d, best: 2 round/d, high: 4 round/d, source: 'RP05: it says', as_of: 2023}
    ration: [{below: 7 d, to: 25%}, {below: 20 d, to: 60%}]
    schedule: []
  g: {at: rear, uses: [shell, fuel], rate: 5 round/d, schedule: [{from: 3 d, rate: 0}]}
routes:
  r: {from: rear, to: front, carries: shell, capacity: 10/d, target: {level: 9 d, hysteresis: 20%}}
  s: {from: rear, to: front, carries: shell, sails: {every: 9 d, lot: 60 to 120}}
outcomes: {dry: {first: stock, of: shell, below: 0}}
expect:
  - {outcome: dry, before: 20 d, note: always}
  - {outcome: dry, before: 10 d, in: [a, b], note: under both}
  - {outcome: dry, before: 30 d, in: a, note: under a}
variants:
  a: {routes.r.open: false}
  b: {end: 100 d}
)";

}  // namespace

TEST_CASE("the resolved scenario says where each value was set", "[read][golden]") {
    const auto reading =
        accepted(asked("caisson: 1\nstart: 2023-09-13\nend: 5 d\ncommodities: {shell: {unit: round}}\n"
                       "states: {A: {}}\ndepots:\n  front:\n    state: A\n    shell: {stock: 5k}\n"
                       "variants: {v: {end: 6 d}}\n",
                       {"depots.front.shell.stock=6k to 7k"}, {"v"}));
    CHECK(resolved_text(reading) ==
          "caisson: 1                              # test.yaml:1\n"
          "start: 2023-09-13                       # test.yaml:2\n"
          "end: 6 d                                # test.yaml:10\n"
          "commodities:\n"
          "  shell:\n"
          "    unit: round                         # test.yaml:4\n"
          "states:\n"
          "  A: {}                                 # test.yaml:5\n"
          "depots:\n"
          "  front:\n"
          "    state: A                            # test.yaml:8\n"
          "    shell:\n"
          "      stock: 6k to 7k                   # --set:1\n");
}

TEST_CASE("without origins it is the bare scenario", "[read]") {
    CHECK(resolved_text(accepted(full), read::Origins::none).find('#') ==
          resolved_text(accepted(full), read::Origins::none).find("# and"));  // the one in the title
}

TEST_CASE("the resolved scenario reads back to the same scenario", "[read][property]") {
    const auto variants = GENERATE(values<std::vector<std::string>>({{}, {"a"}, {"b"}, {"a", "b"}}));
    const auto sets = GENERATE(values<std::vector<std::string>>(
        {{},
         {"fires.f.ration.1.to=10%", "fires.g.uses=shell", "routes.s.sails.lot={low: 5, high: 6, source: 'a\\b'}"}}));
    const auto origins = GENERATE(read::Origins::comments, read::Origins::none);
    const auto first = accepted(asked(full, sets, variants));
    const std::string text = resolved_text(first, origins);
    const auto second = accepted(text);
    INFO(text);
    // claims come last, and those under other variants are left out
    const auto without_claims = [](const std::string& numbers) {
        const std::size_t claims = numbers.find("\nexpect");
        return claims == std::string::npos ? numbers : numbers.substr(0, claims + 1);
    };
    CHECK(without_claims(numbers_of(second.scenario)) == without_claims(numbers_of(first.scenario)));
    CHECK(second.variants.empty());
    CHECK(resolved_text(second, read::Origins::none) == resolved_text(first, read::Origins::none));
}

TEST_CASE("only what is claimed under these variants is kept", "[read]") {
    const auto notes = [&](std::vector<std::string> variants) {
        std::string notes;
        for (const auto& claim :
             accepted(resolved_text(accepted(asked(full, {}, std::move(variants))))).scenario.expectations) {
            notes += claim.note + ";";
        }
        return notes;
    };
    CHECK(notes({}) == "always;");
    CHECK(notes({"a"}) == "under a;");
    CHECK(notes({"a", "b"}) == "under both;");
    CHECK(notes({"b"}).empty());
}
