#include <string>

#include "model/checks.hpp"

namespace caisson::model {

void check_closures(const Checked& checked, Findings& findings) {
    for (const Depot& depot : checked.scenario.depots) {
        const Closure* before = nullptr;
        for (const Closure& closure : depot.closures) {
            const SourceSpan place = place_of(closure.from, closure.place);
            if (closure.until.value <= closure.from.value) {
                refuse(findings, FindingCode::bad_closure, "depots." + depot.id + " opens again before it is shut",
                       place_of(closure.until, closure.place), "let it open after it is shut",
                       {{place, "it is shut here"}});
            } else if (before != nullptr && closure.from.value < before->until.value) {
                refuse(findings, FindingCode::bad_closure,
                       "depots." + depot.id + " is shut a second time before it has opened again", place,
                       "write closures from the first to the last, each after the one before it",
                       {{place_of(before->until, before->place), "it opens again here"}});
            }
            before = &closure;
        }
    }
}

}  // namespace caisson::model
