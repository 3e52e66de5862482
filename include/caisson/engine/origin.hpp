/// Whose goods are held, moved and used, and how old they are: found beside a run, of which it changes nothing.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "caisson/engine/observer.hpp"
#include "caisson/model/model.hpp"

namespace caisson::engine {

/// When samples are kept.
struct OriginTimes {
    enum class At : std::uint8_t {
        never,
        calendar,  ///< 0, step, 2 step, ... and the end
        instants,  ///< each instant of the run
    };

    At at = At::never;
    Days step{1.0};  ///< [d] > 0
};

/// A commodity of a fire.
struct FireUse {
    model::FireId fire;
    model::NodeId node;     ///< where it is taken
    std::uint32_t leg = 0;  ///< index in Model::legs
    model::FlowId flow;
};

/// What there is at one time, and what has been. Each row has a number for each of the model's states.
struct OriginSample {
    Days time;
    std::vector<double> stock;      ///< by cell, after all that happened at the time
    std::vector<double> age;        ///< by cell, likewise: mean [d], 0 where there is nothing; empty if nobody asks
    std::vector<double> sent;       ///< by cell: totals before what happens at the time
    std::vector<double> received;   ///< by cell: from routes
    std::vector<double> fired;      ///< by use
    std::vector<double> effective;  ///< by use: without duds
};

/// Samples in the order of time, and the totals after all that happened.
struct OriginSeries {
    std::vector<FireUse> uses;
    std::vector<OriginSample> samples;
    OriginSample at_end;

    /// The number of one state in a row.
    [[nodiscard]] static double of(const std::vector<double>& rows, std::size_t row, model::StateId state,
                                   std::size_t states) {
        return rows[row * states + state.index];
    }
};

/// Traces origins while a run goes on.
///
/// accuracy  shares to 1e-9: exact where what comes in has a constant composition, else by polynomials of degree 16 on
///           pieces that are halved until the last coefficients are below 1e-11; shares sum to 1 but for rounding
/// cost      of an instant: O(nodes and flows); downstream of depots that mix some microseconds a piece
/// source    docs/semantics.md, section 14
class OriginObserver final : public Observer {
public:
    explicit OriginObserver(const model::Model& model, OriginTimes times = {});  // borrows the model
    ~OriginObserver() override;
    OriginObserver(OriginObserver&&) noexcept;
    OriginObserver& operator=(OriginObserver&&) noexcept;

    /// values   as given to Runner::run. Call before each run.
    void start(std::span<const double> values);

    void see(const Instant& instant) override;

    /// After the last instant that was seen: of a node's stock what is of a state, and its mean age [d] (0 if there is
    /// none). Docks and ports are nodes too.
    [[nodiscard]] double stock(model::NodeId node, model::StateId state) const;
    [[nodiscard]] double age(model::NodeId node, model::StateId state) const;
    /// Of what is under way on a route, before losses.
    [[nodiscard]] double under_way(model::RouteId route, model::StateId state) const;
    /// Totals since the start: of all that a fire has used at a cell; that a route has brought to its receiver, and sent.
    [[nodiscard]] double fired(model::FireId fire, model::NodeId node, model::StateId state) const;
    [[nodiscard]] double effective(model::FireId fire, model::NodeId node, model::StateId state) const;
    [[nodiscard]] double received(model::RouteId route, model::StateId state) const;
    [[nodiscard]] double sent(model::RouteId route, model::StateId state) const;

    /// The answer to an outcome that asks of origin, once its time has been seen.
    [[nodiscard]] double answer(model::OutcomeId outcome) const;

    [[nodiscard]] const OriginSeries& series() const;

private:
    struct Watch;
    std::unique_ptr<Watch> watch_;
};

}  // namespace caisson::engine
