/// Plays a run to its end, for those who may be asked to stop.
#pragma once
#include <fmt/format.h>
#include <span>
#include <utility>

#include "app/interrupted.hpp"
#include "caisson/app/failure.hpp"
#include "caisson/base/date.hpp"
#include "caisson/base/result.hpp"
#include "caisson/engine/run.hpp"
#include "caisson/model/model.hpp"

namespace caisson::app {

/// How many instants pass between two questions whether to stop: some tens of microseconds.
inline constexpr int instants_between_questions = 256;

[[nodiscard]] inline Failure failed(const model::Model& model, const engine::RunFailure& why) {
    return {Failure::Kind::run_failed,
            fmt::format("the run failed on {}: {}", format_date(model.start, why.time), why.message),
            {}};
}

/// Plays, and asks now and then whether to stop.
/// stop  why to stop, if so
template <class Stop>
Result<void, Failure> play_to_the_end(engine::Runner& runner, const model::Model& model, engine::Future future,
                                      std::span<engine::Observer* const> observers, const Stop& stop) {
    auto more = runner.begin(model.values, future, observers);
    for (int instant = 0; more && *more; ++instant) {
        if (instant % instants_between_questions == 0) {
            if (auto why = stop()) {
                return tl::unexpected(std::move(*why));
            }
        }
        more = runner.step(observers);
    }
    if (!more) {
        return tl::unexpected(failed(model, more.error()));
    }
    return {};
}

}  // namespace caisson::app
