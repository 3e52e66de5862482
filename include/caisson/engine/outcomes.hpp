/// Answers to the questions that a scenario asks of a run.
#pragma once
#include <memory>
#include <span>

#include "caisson/base/table.hpp"
#include "caisson/engine/observer.hpp"
#include "caisson/engine/origin.hpp"
#include "caisson/model/model.hpp"

namespace caisson::engine {

/// The answer to one outcome.
struct OutcomeValue {
    bool is_date = false;   ///< `value` is in days since the start; else in the outcome's unit
    bool censored = false;  ///< a date that did not come before the end; `value` is then the end
    double value = 0.0;     ///< infinite only for days of supply where nothing was wanted
};

/// Computes all outcomes of a model while a run goes on, exactly, from straight lines. Memory does not grow with the
/// run.
///
/// What an outcome sums: stocks of depots (a port is not one), of the cells that a fire uses if it names a fire; plants
/// by their product and depot; fires by commodity and depot; routes by what they carry and by the end that counts, the
/// sender for `sent` and the receiver for all else. A fire that uses commodities in order wants all it wants of each;
/// in proportion or rigidly, its share.
/// The lowest and highest stock are bounds: a stock that falls to L, where a lot lifts it at that instant, was as low
/// as L.
///
/// cost     of an instant: O(log n) for each thing that it changed and an outcome watches, n things watched together
/// source   docs/semantics.md, sections 4 and 5: a stock equal to a level at the start counts; a stock that reaches a
///          level in the instant in which a lot lifts it has not been there
class OutcomeObserver final : public Observer {
public:
    /// times  when to sample whose goods there are; what outcomes ask of that is answered in any case
    explicit OutcomeObserver(const model::Model& model, OriginTimes times = {});  // borrows: the model outlives it
    ~OutcomeObserver() override;
    OutcomeObserver(OutcomeObserver&&) noexcept;
    OutcomeObserver& operator=(OutcomeObserver&&) noexcept;

    /// values   as given to Runner::run; levels and dates are read from them. Call before each run.
    void start(std::span<const double> values);

    void see(const Instant& instant) override;

    /// After the run: one value for each of model.outcomes.
    [[nodiscard]] const Table<model::Outcome, OutcomeValue>& values() const { return answers_; }

    /// The samples of origins; none if the model does not trace them or nobody asked for samples.
    [[nodiscard]] const OriginSeries* origins() const;

private:
    void see_origins(const Instant& instant, bool ended);

    struct Watch;
    std::unique_ptr<Watch> watch_;
    std::unique_ptr<OriginObserver> origins_;  ///< if somebody asks
    Table<model::Outcome, OutcomeValue> answers_;
};

}  // namespace caisson::engine
