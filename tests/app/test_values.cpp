// A number means the same whether a file has it, --set sets it, or a run is given it.
#include <cmath>
#include <string>

#include "app/scenarios.hpp"
#include "caisson/base/date.hpp"
#include "caisson/base/number_text.hpp"
#include "caisson/engine/run.hpp"
#include "caisson/model/values.hpp"

namespace caisson::tests {
namespace {

/// How a value is typed behind `--set PATH=`, or nothing if it cannot be typed exactly.
std::string typed(const model::Model& model, const model::Parameter& parameter, double value) {
    switch (model::row_of(parameter.role).dimension) {
        case model::Dimension::date:
            return value == std::floor(value) && std::abs(value) < 1e5
                       ? format_date(date_after(model.start, Days{value}))
                       : std::string{};
        case model::Dimension::flag:
            return value == 0.0 ? "false" : value == 1.0 ? "true" : std::string{};
        default:
            return number_text(value) + " " + model::unit_of(model, parameter);
    }
}

/// What a file may say and a run may not: a capacity of 0, which makes a hub of a depot and another graph, and stages of
/// rationing in another order, which the reader sorts.
bool for_files_only(const model::Parameter& parameter, double value) {
    return (parameter.role == model::Role::capacity && value == 0.0) || parameter.role == model::Role::ration_below;
}

}  // namespace

TEST_CASE("a value is refused in a run if and only if --set refuses it", "[app][property]") {
    const std::string file =
        GENERATE(as<std::string>{}, "shell-gap", "examples/05-capacity-and-port", "examples/07-sailings",
                 "examples/08-schedule-and-ramp", "examples/09-rationing", "examples/10-two-commodities",
                 "examples/11-needs", "examples/12-target", "examples/13-hub");
    read::Request request;
    request.file = CAISSON_SOURCE_DIR "/scenarios/" + file + ".yaml";
    const app::Loaded own = tests::loaded(request);
    int compared = 0;
    for (std::size_t at = 0; at < own.model->parameters.size(); ++at) {
        const model::Parameter& parameter = own.model->parameters[at];
        const std::string path(own.model->paths.text(parameter.path));
        for (const double value :
             {0.0, 1.0, 0.5 * parameter.value, 1.5 * parameter.value + 1.0, parameter.value + 30.0}) {
            const std::string text = typed(*own.model, parameter, value);
            if (text.empty() || for_files_only(parameter, value)) {
                continue;
            }
            std::vector<double> values = own.model->values;
            values[at] = value;
            const auto bad = model::check_values(*own.model, values);
            request.sets = {std::string{path}.append("=").append(text)};
            const bool set = app::load(request).has_value();
            INFO(file << ", " << request.sets.front() << (bad.empty() ? "" : ": " + bad.front().finding.message));
            CHECK(bad.empty() == set);
            ++compared;
        }
    }
    CHECK(compared > 10);
}

TEST_CASE("a run with values that no file could have fails before it begins", "[app]") {
    const app::Loaded own = tests::loaded(request_of(two_states));
    std::vector<double> values = own.model->values;
    values[own.model->paths.find("fires.guns.rate").index] = -1.0;
    engine::Runner runner(*own.model);
    const auto refused = runner.run(values, {});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().reason == engine::RunFailure::Reason::bad_parameter);
    CHECK(refused.error().message == "fires.guns.rate is -1: this is outside the bounds of a rate");
    CHECK(refused.error().paths == std::vector<std::string>{"fires.guns.rate"});
    CHECK(runner.run(own.model->values, {}));
}

}  // namespace caisson::tests
