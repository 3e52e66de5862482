/// Judges guns and what is lost of them: docs/semantics.md, section 15. Of a curve it knows only that it lies between
/// where a step begins and where its slope leads in a day; tests/engine/test_attrition*.cpp know where it leads exactly.
#pragma once
#include <vector>

#include "support/check_rules.hpp"
#include "support/faults.hpp"
#include "support/settings.hpp"
#include "support/snapshot.hpp"

namespace caisson::tests {

class AttritionBook {
public:
    explicit AttritionBook(Case run) : run_(run), limits_(run.model.fires.size(), engine::FireLimit::nothing) {}

    /// The next instant.
    void check(const Snapshot& now, const RuleBook& rules, Faults& faults);

private:
    void check_guns(model::FireId fire, const Snapshot& now, Faults& faults);
    void check_wear(model::FireId fire, const Snapshot& now, Faults& faults);
    void check_limit(model::FireId fire, const Snapshot& now, Faults& faults);
    void check_loss(model::LossId loss, const Snapshot& now, double intensity, Faults& faults);

    Case run_;
    std::vector<engine::FireLimit> limits_;  ///< by fire: told last
};

}  // namespace caisson::tests
