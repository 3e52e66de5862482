/// Totals by origin of what was sent, received and fired.
#pragma once
#include <vector>

#include "caisson/engine/origin.hpp"
#include "engine/origin_tracer.hpp"

namespace caisson::engine {

/// Rows of a number for each state.
struct OriginTotals {
    std::vector<double> sent;      ///< by route
    std::vector<double> received;  ///< by route
    std::vector<double> fired;     ///< by use
    std::vector<double> duds;      ///< by use
};

class OriginLedger {
public:
    explicit OriginLedger(const model::Model& model);

    [[nodiscard]] const std::vector<FireUse>& uses() const { return uses_; }

    void start(std::span<const double> values);

    /// After an instant: what the uses take from now on.
    void take_rates(const View& view);

    /// All that has flowed since the last instant, until a time.
    [[nodiscard]] OriginTotals until(const OriginTracer& tracer, double time) const;

    /// The same until the present instant, for good.
    void close(const OriginTracer& tracer) { totals_ = until(tracer, tracer.until()); }

    /// What has moved at once.
    void move(const OriginTracer& tracer, const Move& move);

    [[nodiscard]] const OriginTotals& totals() const { return totals_; }

private:
    /// A flow by which a route sends goods, or delivers them.
    struct Way {
        model::FlowId flow;
        std::uint32_t from = 0;  ///< node
        std::uint32_t route = 0;
        double rate = 0.0;
        bool sends = false;
    };

    void add_ways(const OriginTracer& tracer, double time, OriginTotals& totals) const;
    void add_uses(const OriginTracer& tracer, double time, OriginTotals& totals) const;

    const model::Model& model_;
    std::size_t states_ = 0;
    std::vector<FireUse> uses_;
    std::vector<double> use_rates_;
    std::vector<Way> ways_;
    std::vector<double> duds_at_once_;  ///< by commodity and state
    std::vector<double> duds_a_day_;
    OriginTotals totals_;
};

}  // namespace caisson::engine
