/// Judges rules: follows conditions and what rules have changed, from the model and from what is seen alone.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "support/faults.hpp"
#include "support/settings.hpp"
#include "support/snapshot.hpp"

namespace caisson::tests {

class RuleBook {
public:
    explicit RuleBook(Case run);

    /// First in an instant, before ships sail: does what is due, and looks whether it was done.
    void act_when_due(const Snapshot& now, Faults& faults);

    /// Last in it: compares the rules that fire with those that should.
    void check(const Snapshot& now, Faults& faults);

    /// What a schedule says at a moment, unless a rule has said something else since.
    [[nodiscard]] double scheduled(const model::ScheduleRow& row, model::LeverOf of, std::uint32_t entity,
                                   model::Lever lever, double time) const;

    /// Whether something is switched on, whatever its dates say.
    [[nodiscard]] bool switched_on(const model::OpeningRow& row, model::LeverOf of, std::uint32_t entity) const;

    /// Whether a part of a deal is withheld.
    [[nodiscard]] bool withheld(model::DealPartId part) const;

private:
    using Key = std::tuple<model::LeverOf, std::uint32_t, model::Lever>;

    struct Changed {
        std::optional<double> set;
        double since = 0.0;
        double factor = 1.0;
    };

    struct Progress {
        bool holds = false;
        double since = 0.0;  ///< when its condition began to hold
        bool told = false;   ///< has fired since then
        std::uint32_t fired = 0;
        std::vector<double> due;  ///< when it acts
    };

    void act(model::RuleId rule, double time);
    [[nodiscard]] bool holds(std::uint32_t condition, const Snapshot& now);
    [[nodiscard]] bool level_holds(std::uint32_t condition, const Snapshot& now);
    [[nodiscard]] bool should_fire(model::RuleId rule, const Snapshot& now);
    [[nodiscard]] double sum(const model::ConditionRow& row, const Snapshot& now) const;
    [[nodiscard]] double held(const model::ConditionRow& row, const Snapshot& now) const;
    [[nodiscard]] double made(const model::ConditionRow& row, const Snapshot& now) const;
    [[nodiscard]] double worked(const model::ConditionRow& row, const Snapshot& now) const;
    [[nodiscard]] double fired_or_wanted(const model::ConditionRow& row, const Snapshot& now) const;
    [[nodiscard]] double dealt(const model::ConditionRow& row, const Snapshot& now) const;
    [[nodiscard]] double carried(const model::ConditionRow& row, const Snapshot& now) const;
    [[nodiscard]] double wanted_a_day(const model::ConditionRow& row, const Snapshot& now) const;
    [[nodiscard]] double wanted(model::FireId fire, double time) const;
    [[nodiscard]] bool chosen(const model::ConditionRow& row, model::NodeId cell) const;
    void integrate(const Snapshot& now);

    Case run_;
    std::vector<Progress> rules_;
    std::vector<bool> levels_;    ///< by condition: whether it holds
    std::vector<double> wanted_;  ///< by fire: since the start
    std::vector<double> felt_;    ///< pressures on states after the instant before this
    std::optional<Snapshot> before_;
    std::map<Key, Changed> changed_;
    std::map<std::pair<model::LeverOf, std::uint32_t>, bool> switched_;
    std::map<model::DealPartId, bool> withheld_;
};

}  // namespace caisson::tests
