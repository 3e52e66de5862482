// One depot that nobody feeds, one battery that fires from it: 100,000 rounds at 5,000 a day last 20 days.
#include <cstdio>

#include "caisson/engine/run.hpp"
#include "caisson/model/compile.hpp"

using namespace caisson;

namespace {

model::Number written(model::Scenario& scenario, const char* path, double value) {
    model::Number number;
    number.value = value;
    number.path = scenario.paths.add(path);
    return number;
}

model::Scenario one_depot() {
    model::Scenario scenario;
    scenario.end = written(scenario, "end", 80.0);
    model::Commodity shell;
    shell.id = "shell";
    shell.unit = "round";
    const auto shells = scenario.commodities.add(shell);

    model::Depot depot;
    depot.id = "front";
    model::Holding holding;
    holding.commodity = shells;
    holding.stock = written(scenario, "depots.front.shell.stock", 100'000.0);
    depot.holdings.push_back(holding);
    const auto front = scenario.depots.add(depot);

    model::Fire guns;
    guns.id = "guns";
    guns.at = front;
    model::Use use;
    use.commodity = shells;
    guns.uses.push_back(use);
    guns.wanted.first = written(scenario, "fires.guns.rate", 5'000.0);
    scenario.fires.add(guns);
    return scenario;
}

int complain(const std::string& message) {
    std::fprintf(stderr, "%s\n", message.c_str());
    return 1;
}

}  // namespace

int main() {
    const auto compiled = model::compile(one_depot());
    if (!compiled) {
        return complain(compiled.error().front().message);
    }
    engine::Runner runner(compiled->model);
    const auto summary = runner.run(compiled->model.values, engine::Future{});
    if (!summary) {
        return complain(summary.error().message);
    }
    const double dry = (*summary)->first_empty[model::NodeId{0}].value;
    std::printf("dry on day %g\n", dry);
    return dry == 20.0 ? 0 : complain("expected day 20");
}
