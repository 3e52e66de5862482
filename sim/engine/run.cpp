#include "caisson/engine/run.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "caisson/base/ensure.hpp"
#include "caisson/model/values.hpp"
#include "engine/mechanisms.hpp"

namespace caisson::engine {
namespace {

/// The first thing that is wrong with the values of a run, if anything is.
Result<bool, RunFailure> check_values(const RunState& state) {
    const std::vector<model::BadValue> bad = model::check_values(state.model, state.values);
    if (bad.empty()) {
        return true;
    }
    RunFailure failure{RunFailure::Reason::bad_parameter, Days{0.0}, bad.front().finding.message, {}};
    for (const model::BadValue& one : bad) {
        failure.paths.emplace_back(state.model.paths.text(state.model.parameters[one.param.index].path));
    }
    return tl::unexpected(std::move(failure));
}

void reset_summary(const model::Model& model, Summary& summary) {
    summary.stocks = Table<model::Node, Amount>(model.nodes.size());
    summary.first_empty = Table<model::Node, Days>(model.nodes.size());
    summary.last_empty = Table<model::Node, Days>(model.nodes.size());
    summary.times_empty = Table<model::Node, std::uint32_t>(model.nodes.size());
    summary.moved = Table<model::Flow, Amount>(model.flows.size());
    summary.wanted = Table<model::Fire, Amount>(model.fires.size());
    summary.allowed = Table<model::Fire, Amount>(model.fires.size());
    summary.sent = Table<model::Route, Amount>(model.routes.size());
    summary.arrived = Table<model::Route, Amount>(model.routes.size());
    summary.lost = Table<model::Route, Amount>(model.routes.size());
    summary.spilled = Table<model::Route, Amount>(model.routes.size());
    summary.rejected = Table<model::Route, Amount>(model.routes.size());
    summary.interdicted = Table<model::Route, Amount>(model.routes.size());
    summary.in_work = Table<model::Plant, Amount>(model.plants.size());
    summary.scrapped = Table<model::Plant, Amount>(model.plants.size());
    summary.expired = Table<model::Node, Amount>(model.nodes.size());
    summary.course_errors = Table<model::Commodity, Amount>(model.commodities.size());
    summary.under_way = Table<model::Route, Amount>(model.routes.size());
}

void set_watch(RunState& state, std::span<Observer* const> observers) {
    state.watch = observers.empty() ? Watch::no : Watch::yes;
    const bool has_rules = !state.model.rules.empty();
    state.marks_changes = !observers.empty() || has_rules || state.pressures.any();
    state.may_take_short_cuts =
        !state.marks_changes && state.shelves.empty() && state.limits.path == RunPath::short_cuts;
}

/// Whether there is more to play.
Result<bool, RunFailure> more_after(RunState& state, Ending ending) {
    if (ending == Ending::goes_on || ending == Ending::at_end) {
        return ending == Ending::goes_on;
    }
    return tl::unexpected(failure_of(state, ending));
}

}  // namespace

Runner::Runner(const model::Model& model, RunLimits limits) : state_(std::make_unique<RunState>(model, limits)) {
    reset_summary(model, state_->summary);
}

Runner::~Runner() = default;
Runner::Runner(Runner&&) noexcept = default;
Runner& Runner::operator=(Runner&&) noexcept = default;

Result<bool, RunFailure> Runner::begin(std::span<const double> values, Future future,
                                       std::span<Observer* const> observers) {
    RunState& state = *state_;
    ensure(values.size() == state.model.values.size(), "a run has one value for each of the model's");
    const auto parameters = static_cast<std::ptrdiff_t>(state.model.parameters.size());
    ensure(std::equal(values.begin() + parameters, values.end(), state.model.values.begin() + parameters),
           "a run changes parameters and no defaults");
    state.values.assign(values.begin(), values.end());
    state.future = future;
    set_watch(state, observers);
    if (auto checked = check_values(state); !checked) {
        return checked;
    }
    reset(state);
    return more_after(state, play_first(state, observers));
}

Result<bool, RunFailure> Runner::step(std::span<Observer* const> observers) {
    RunState& state = *state_;
    if (state.ended) {
        return false;
    }
    set_watch(state, observers);
    return more_after(state, play_next(state, observers));
}

const Summary& Runner::finish() {
    sum_up(*state_);
    return state_->summary;
}

Days Runner::now() const { return Days{state_->now}; }

Result<const Summary*, RunFailure> Runner::run(std::span<const double> values, Future future,
                                               std::span<Observer* const> observers) {
    const Result<bool, RunFailure> begun = begin(values, future, observers);
    if (!begun) {
        return tl::unexpected(begun.error());
    }
    const Ending ending = *begun ? play_rest(*state_, observers) : Ending::at_end;
    if (ending != Ending::at_end) {
        return tl::unexpected(failure_of(*state_, ending));
    }
    return &finish();
}

}  // namespace caisson::engine
