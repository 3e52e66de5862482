/// An independent judge of a run: after every instant it verifies what docs/semantics.md promises, from what can be
/// seen of the run alone. It shares no line with the engine.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "caisson/engine/observer.hpp"
#include "caisson/engine/run.hpp"
#include "caisson/model/model.hpp"
#include "support/check_attrition.hpp"
#include "support/check_books.hpp"
#include "support/check_deals.hpp"
#include "support/check_fleets.hpp"
#include "support/check_measures.hpp"
#include "support/check_settings.hpp"
#include "support/check_shelves.hpp"
#include "support/faults.hpp"
#include "support/settings.hpp"
#include "support/snapshot.hpp"

namespace caisson::tests {

/// Judges the snapshots of one run, given in order.
class Checker {
public:
    /// model, values   borrowed; the values of the run
    Checker(const model::Model& model, std::span<const double> values, engine::Future future = {});

    /// The next instant.
    void check(const Snapshot& now);
    /// The run's sums, after its last instant.
    void check_summary(const engine::Summary& summary);

    [[nodiscard]] const std::vector<Fault>& faults() const { return faults_.all(); }

    /// All faults as text.
    [[nodiscard]] std::string report() const { return faults_.text(); }

private:
    void check_changes(const Snapshot& now);
    void note_empty(const Snapshot& now);

    Case run_;
    Faults faults_;
    Books books_;
    RuleBook rules_;
    DealBook deals_;
    MeasureBook measures_;
    ShelfBook shelves_;
    FleetBook fleets_;
    AttritionBook attrition_;
    Settings settings_;
    std::optional<Snapshot> before_;
    std::vector<double> first_empty_;
};

/// The same as an observer.
class CheckingObserver final : public engine::Observer {
public:
    CheckingObserver(const model::Model& model, std::span<const double> values, engine::Future future = {})
        : checker_(model, values, future) {}

    void see(const engine::Instant& instant) override { checker_.check(snapshot_of(instant)); }

    void check_summary(const engine::Summary& summary) { checker_.check_summary(summary); }

    [[nodiscard]] const std::vector<Fault>& faults() const { return checker_.faults(); }

    [[nodiscard]] std::string report() const { return checker_.report(); }

private:
    Checker checker_;
};

}  // namespace caisson::tests
