/// Answers to the questions that a scenario asks of a run.
#pragma once
#include <vector>

#include "caisson/base/quantity.hpp"
#include "caisson/base/table.hpp"
#include "caisson/engine/observer.hpp"
#include "caisson/model/model.hpp"

namespace caisson::engine {

/// The answer to one outcome.
struct OutcomeValue {
    bool is_date = false;   ///< `value` is in days since the start; else in the outcome's unit
    bool censored = false;  ///< a date that did not come before the end; `value` is then the end
    double value = 0.0;
};

/// Computes all outcomes of a model while a run goes on, exactly, from straight lines. Memory does not grow with the run.
/// source   docs/semantics.md, sections 4 and 5: a stock equal to a level at the start counts; a stock that reaches a
///          level in the instant in which a lot lifts it has not been there
class OutcomeObserver final : public Observer {
public:
    explicit OutcomeObserver(const model::Model& model);  // borrows: the model outlives the observer

    /// values   as given to Runner::run; levels and dates are read from them. Call before each run.
    void start(std::span<const double> values);

    void see(const Instant& instant) override;

    /// After the run: one value for each of model.outcomes.
    [[nodiscard]] const Table<model::Outcome, OutcomeValue>& values() const { return answers_; }

private:
    struct Watched;
    const model::Model* model_;
    std::vector<Watched> watched_;
    Table<model::Outcome, OutcomeValue> answers_;

public:
    ~OutcomeObserver() override;
    OutcomeObserver(OutcomeObserver&&) noexcept;
    OutcomeObserver& operator=(OutcomeObserver&&) noexcept;
};

}  // namespace caisson::engine
