// The same depot as in depot.cpp, read from the text of a scenario: after 20 days, on 21 January, it is dry.
#include <cstdio>

#include "caisson/base/date.hpp"
#include "caisson/engine/run.hpp"
#include "caisson/model/compile.hpp"
#include "caisson/read/reader.hpp"

using namespace caisson;

namespace {

constexpr const char* text = R"(
caisson: 1
title: One depot
start: 2024-01-01
end: 2024-03-01
commodities:
  shell: {unit: round}
states:
  RUS: {title: Russia}
depots:
  front: {state: RUS, shell: {stock: 100k}}
fires:
  guns: {at: front, uses: [shell], rate: 5k round/d}
)";

int complain(const std::string& message) {
    std::fprintf(stderr, "%s\n", message.c_str());
    return 1;
}

}  // namespace

int main() {
    read::Request request;
    request.file = "one-depot.yaml";
    request.text = text;
    request.access = read::FileAccess::none;
    const auto reading = read::read_scenario(request);
    if (!reading) {
        return complain(reading.error().findings.front().message);
    }
    const auto compiled = model::compile(reading->scenario);
    if (!compiled) {
        return complain(compiled.error().front().message);
    }
    engine::Runner runner(compiled->model);
    const auto summary = runner.run(compiled->model.values, engine::Future{});
    if (!summary) {
        return complain(summary.error().message);
    }
    const std::string dry = format_date(compiled->model.start, (*summary)->first_empty[model::NodeId{0}]);
    std::printf("dry on %s\n", dry.c_str());
    return dry == "2024-01-21" ? 0 : complain("expected 2024-01-21");
}
