/// Judges sanctions, limits and pressure: follows enforcement and caps from the model and from what is seen alone.
#pragma once
#include <cstdint>
#include <vector>

#include "support/check_rules.hpp"
#include "support/faults.hpp"
#include "support/settings.hpp"
#include "support/snapshot.hpp"

namespace caisson::tests {

class MeasureBook {
public:
    explicit MeasureBook(Case run);

    /// First in an instant: periods of caps begin.
    void begin(const Snapshot& now);

    /// Last in it: compares enforcement, caps and pressure with what they should be.
    void check(const Snapshot& now, const RuleBook& rules, Faults& faults);

    /// What enforcement lets pass of what a route asks, and of what arrives on it, by what rules have done so far.
    [[nodiscard]] double permitted(model::RouteId route, const RuleBook& rules, double time) const;
    [[nodiscard]] double let_through(model::RouteId route, const RuleBook& rules, double time) const;
    /// What caps that are seen to be reached let pass of what a route asks.
    [[nodiscard]] double over_caps(model::RouteId route, const Snapshot& now, const RuleBook& rules) const;

    /// What each lot that sails in an instant may be at most, in the order of the events; 0 for other events.
    [[nodiscard]] std::vector<double> lots_permitted(const Snapshot& now, const RuleBook& rules) const;

private:
    struct Period {
        double before = 0.0;  ///< sent when it began
        bool counts = false;
        bool began = false;  ///< in this instant
        std::uint64_t next = 0;
        bool reached = false;  ///< after the instant before this
    };

    [[nodiscard]] double level(std::uint32_t enforcement, const RuleBook& rules, double time) const;
    [[nodiscard]] bool is_felt(const model::EnforcementRow& row, model::RouteId route) const;
    [[nodiscard]] bool counts(const model::CapRow& row, model::RouteId route) const;
    [[nodiscard]] double left(model::RouteId route, model::Param model::SanctionRow::*strength, const RuleBook& rules,
                              double time) const;
    [[nodiscard]] double passes(const model::CapRow& row, model::RouteId route, const RuleBook& rules,
                                double time) const;
    [[nodiscard]] double sent(std::uint32_t cap, const Snapshot& now) const;
    [[nodiscard]] double sailed(std::uint32_t cap, const Snapshot& now) const;
    [[nodiscard]] double begins(const Period& period, const model::CapRow& row) const;
    [[nodiscard]] double pressure(model::StateId state, const Snapshot& now) const;
    void check_cap(std::uint32_t cap, const Snapshot& now, Faults& faults);

    Case run_;
    std::vector<Period> periods_;  ///< by cap
};

}  // namespace caisson::tests
