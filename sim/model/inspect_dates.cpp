#include <string>
#include <string_view>

#include "model/inspections.hpp"

namespace caisson::model {

namespace {

class Calendar {
public:
    Calendar(const Scenario& scenario, Findings& findings) : end_(scenario.end), findings_(findings) {}

    void inspect(std::string_view section, std::string_view id, std::string_view what, const Number& date) {
        if (!date.written() || date.value < end_.value) {
            return;
        }
        std::string message{section};
        message.append(".").append(id).append(what);
        warn(findings_, FindingCode::starts_after_end, std::move(message), date.place,
             "choose an earlier date, or a later `end`", {{end_.place, "the scenario ends here"}});
    }

    void inspect(std::string_view section, std::string_view id, const Schedule& schedule) {
        for (const Change& change : schedule.changes) {
            inspect(section, id, " changes only after the end", change.from);
        }
    }

    void inspect(std::string_view section, std::string_view id, const Opening& opening) {
        inspect(section, id, " opens only after the end", opening.opens);
    }

private:
    const Number& end_;
    Findings& findings_;
};

}  // namespace

void inspect_dates(const Checked& checked, Findings& findings) {
    const Scenario& scenario = checked.scenario;
    Calendar calendar{scenario, findings};
    for (const Depot& depot : scenario.depots) {
        for (const Closure& closure : depot.closures) {
            calendar.inspect("depots", depot.id, " is shut only after the end", closure.from);
        }
        for (const Holding& holding : depot.holdings) {
            calendar.inspect("depots", depot.id, holding.capacity);
            calendar.inspect("depots", depot.id, holding.reserve);
        }
    }
    for (const Plant& plant : scenario.plants) {
        calendar.inspect("plants", plant.id, plant.rate);
        calendar.inspect("plants", plant.id, plant.opening);
    }
    for (const Fire& fire : scenario.fires) {
        calendar.inspect("fires", fire.id, fire.wanted);
        calendar.inspect("fires", fire.id, fire.opening);
    }
    for (const Sanction& sanction : scenario.sanctions) {
        for (const Enforcement& enforcement : sanction.enforced) {
            calendar.inspect("sanctions", sanction.id, enforcement.level);
        }
    }
    for (const Route& route : scenario.routes) {
        calendar.inspect("routes", route.id, route.capacity);
        calendar.inspect("routes", route.id, route.loss);
        calendar.inspect("routes", route.id, route.sails.lot);
        calendar.inspect("routes", route.id, " sails only after the end", route.sails.first);
        calendar.inspect("routes", route.id, route.opening);
    }
    for (const Deal& deal : scenario.deals) {
        calendar.inspect("deals", deal.id, deal.opening);
    }
    for (const Outcome& outcome : scenario.outcomes) {
        if (outcome.when.value > scenario.end.value) {
            calendar.inspect("outcomes", outcome.id, " asks for a date after the end", outcome.when);
        }
    }
}

}  // namespace caisson::model
