#include "caisson/app/load.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "caisson/model/compile.hpp"
#include "caisson/model/inspect.hpp"
#include "caisson/read/explain.hpp"

namespace caisson::app {
namespace {

// A file that somebody named is a fault of the call; one that a scenario extends is a fault of the scenario.
bool names_unreadable_file(const Findings& findings) {
    return std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
        return finding.code == FindingCode::unreadable_file && finding.where.line == 0;
    });
}

Failure refused(const read::Request& request, Findings findings, read::Sources sources) {
    Failure failure;
    failure.kind = names_unreadable_file(findings) ? Failure::Kind::unreadable : Failure::Kind::invalid;
    read::sort_by_place(findings);
    failure.found.push_back({request.file, read::joined(request.variants), std::move(findings), std::move(sources)});
    return failure;
}

void append(Findings& to, Findings from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

}  // namespace

Result<Loaded, Failure> load(const read::Request& request) {
    auto reading = read::read_scenario(request);
    if (!reading) {
        return tl::unexpected(
            refused(request, std::move(reading.error().findings), std::move(reading.error().sources)));
    }
    Findings warnings = std::move(reading->warnings);
    auto compiled = model::compile(reading->scenario);
    if (!compiled) {
        append(warnings, std::move(compiled.error()));
        return tl::unexpected(refused(request, std::move(warnings), std::move(reading->sources)));
    }
    append(warnings, std::move(compiled->warnings));
    append(warnings, model::inspect(reading->scenario, compiled->model));
    read::sort_by_place(warnings);
    return Loaded{std::move(*reading), std::make_unique<const model::Model>(std::move(compiled->model)),
                  std::move(warnings)};
}

}  // namespace caisson::app
