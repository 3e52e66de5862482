#include <string>
#include <utility>
#include <vector>

#include "model/checks.hpp"

namespace caisson::model {

namespace {

class FleetChecker {
public:
    FleetChecker(const Checked& checked, RouteId id, Findings& findings)
        : row_(checked.model.routes[id]),
          route_(checked.scenario.routes[checked.ids.routes.written(id)]),
          fleet_(route_.sails.fleet),
          findings_(findings) {}

    void check() {
        check_time();
        check_departures();
        if (row_.copies) {
            complain(" carries copies, which need no vehicles", fleet_.place, "leave out the fleet");
        }
        if (row_.part.valid()) {
            complain(" is a route of a deal, and has a fleet", fleet_.place,
                     "leave out the fleet: ships of a deal sail when it releases something, or by a calendar");
        }
    }

private:
    void complain(const std::string& what, const SourceSpan& where, std::string repair,
                  std::vector<Label> related = {}) {
        refuse(findings_, FindingCode::bad_fleet, "routes." + route_.id + what, where, std::move(repair),
               std::move(related));
    }

    // Vehicles that need no time for anything would go round for ever in an instant. No draw is 0 days, unless all are.
    void check_time() {
        const Number& longest = route_.transit_by_chance.written() ? route_.transit_by_chance.most : route_.transit;
        const bool comes_back_at_once = fleet_.returns.written() ? fleet_.returns.value == 0.0 : true;
        if (!fleet_.loads.written() && !fleet_.unloads.written() && longest.value == 0.0 && comes_back_at_once) {
            complain(" has vehicles that go round in no time", fleet_.place,
                     "write how long the way takes, `transit`, or how fast they load: `loads`");
        }
    }

    void check_departures() {
        const Sailings& sails = route_.sails;
        if (sails.every.written() && !fleet_.loads.written()) {
            complain(" has vehicles that wait for a date at their berths, and load a lot at once", fleet_.place,
                     "write how fast a vehicle loads, `loads`, or leave out the calendar",
                     {{place_of(sails.every, sails.place), "the calendar"}});
        }
        if (!fleet_.leaves_after.written()) {
            if (sails.least_lot.written()) {
                complain(" has vehicles that leave when they are full, and a least lot",
                         place_of(sails.least_lot, sails.place),
                         "leave it out, or write after what time of loading they leave: `leaves_after`");
            }
            return;
        }
        if (!fleet_.loads.written()) {
            complain(" has vehicles that leave after a time with what is loaded, and load a lot at once",
                     place_of(fleet_.leaves_after, fleet_.place), "write how fast a vehicle loads: `loads`");
        }
        if (sails.every.written()) {
            complain(" has vehicles that leave after a time, and a calendar",
                     place_of(fleet_.leaves_after, fleet_.place), "leave out one of the two",
                     {{place_of(sails.every, sails.place), "the calendar"}});
        }
    }

    const RouteRow& row_;
    const Route& route_;
    const Fleet& fleet_;
    Findings& findings_;
};

}  // namespace

void check_fleets(const Checked& checked, Findings& findings) {
    for (const RouteId id : checked.model.routes.ids()) {
        if (has_fleet(checked.model.routes[id])) {
            FleetChecker(checked, id, findings).check();
        }
    }
}

}  // namespace caisson::model
