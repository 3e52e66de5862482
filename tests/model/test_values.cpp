// Numbers from outside a file must keep what a file's own numbers must.
#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "caisson/model/values.hpp"
#include "support/catch.hpp"
#include "support/network.hpp"

namespace {

using namespace caisson;
using namespace caisson::model;
using tiny::Network;

using Setting = std::pair<std::string_view, double>;

/// One of everything that a rule is about.
Network everything() {
    Network network;
    network.depot("a", 100.0).capacity(500.0).capacity_from(40.0, 300.0).reserve(5.0);
    network.depot("b", 10.0);
    network.depot("b", 10.0, "rocket");
    network.hub("h");
    network.plant("works", "a", 1.0).rate_from(5.0, 2.0).ramp(10.0, 20.0, 4.0, 4).rate_from(30.0, 1.0);
    network.fire("guns", "b", 3.0).uses("shell", 0.75).uses("rocket", 0.25).ration(20.0, 0.5).ration(10.0, 0.25);
    network.route("line", "a", "b", 2.0).transit(3.0).opens(4.0).closes(60.0);
    network.sailing("ship", "a", "b", 40.0, 7.0).lot_from(20.0, 60.0).least_lot(10.0);
    network.route("in", "a", "h", 1.0);
    network.route("out", "h", "b", 1.0);
    return network;
}

/// The faults of the model's own values with some of them set otherwise.
std::vector<BadValue> faults_of(const std::vector<Setting>& settings) {
    const Model model = everything().model(100.0);
    std::vector<double> values = model.values;
    for (const auto& [path, value] : settings) {
        const PathId id = model.paths.find(path);
        INFO(path);
        REQUIRE(id.valid());
        values[id.index] = value;
    }
    return check_values(model, values);
}

/// What the only fault says.
std::string fault_of(const std::vector<Setting>& settings) {
    const auto faults = faults_of(settings);
    for (const BadValue& fault : faults) {
        UNSCOPED_INFO(fault.finding.message);
    }
    REQUIRE(faults.size() == 1);
    CHECK(faults.front().finding.severity == Severity::error);
    CHECK(faults.front().param.valid());
    return faults.front().finding.message;
}

TEST_CASE("a model's own values are sound", "[model]") { CHECK(faults_of({}).empty()); }

TEST_CASE("values are held to the bounds of their roles", "[model]") {
    constexpr double infinite = std::numeric_limits<double>::infinity();
    CHECK(fault_of({{"fires.guns.wanted", -1.0}}) == "fires.guns.wanted is -1: this is outside the bounds of a rate");
    CHECK(fault_of({{"plants.works.rate", std::nan("")}}).find("plants.works.rate is not a number: ") == 0);
    CHECK(fault_of({{"routes.line.capacity", infinite}}).find("routes.line.capacity is infinite: ") == 0);
    CHECK(faults_of({{"fires.guns.wanted", -1.0}, {"plants.works.rate", -1.0}}).size() == 2);
}

TEST_CASE("dated changes keep their order", "[model]") {
    CHECK(fault_of({{"plants.works.changes-of-rate.0.from", 10.0}}) ==
          "plants.works.changes-of-rate.1.from is day 10: a change is no later than the one before it; "
          "plants.works.changes-of-rate.0.from is day 10");
    CHECK(fault_of({{"plants.works.changes-of-rate.1.until", 10.0}}) ==
          "plants.works.changes-of-rate.1.until is day 10: a ramp ends before it begins; "
          "plants.works.changes-of-rate.1.from is day 10");
    CHECK(fault_of({{"plants.works.changes-of-rate.2.from", 19.0}}) ==
          "plants.works.changes-of-rate.2.from is day 19: a change comes before the ramp before it has ended; "
          "plants.works.changes-of-rate.1.until is day 20");
    CHECK(faults_of({{"plants.works.changes-of-rate.2.from", 20.0}}).empty());
}

TEST_CASE("what closes opens before", "[model]") {
    CHECK(fault_of({{"routes.line.closes", 4.0}}) ==
          "routes.line.closes is day 4: it closes before it opens; routes.line.opens is day 4");
    CHECK(fault_of({{"routes.line.opens", 61.0}}).find("it closes before it opens") != std::string::npos);
    CHECK(faults_of({{"routes.line.closes", 4.5}}).empty());
}

TEST_CASE("stages of rationing descend and do not overlap", "[model]") {
    // the second begins at 10 d and is left at 11 d
    CHECK(fault_of({{"fires.guns.ration.0.below", 10.0}}) ==
          "fires.guns.ration.1.below is 10: a stage does not begin below the one before it; "
          "fires.guns.ration.0.below is 10");
    CHECK(fault_of({{"fires.guns.ration.0.below", 10.9}}).find("a stage is left only above") != std::string::npos);
    CHECK(faults_of({{"fires.guns.ration.0.below", 11.0}}).empty());
    CHECK(fault_of({{"fires.guns.ration.1.hysteresis", 1.0}, {"fires.guns.ration.0.below", 19.0}})
              .find("a stage is left only above") != std::string::npos);
}

TEST_CASE("shares sum to 1", "[model]") {
    CHECK(fault_of({{"fires.guns.uses.rocket", 0.2}}) == "fires.guns.uses.shell is 0.75: the shares sum to 0.95");
    CHECK(faults_of({{"fires.guns.uses.shell", 0.7}, {"fires.guns.uses.rocket", 0.3}}).empty());
    CHECK(faults_of({{"fires.guns.uses.shell", 0.1 + 0.2}, {"fires.guns.uses.rocket", 0.7}}).empty());
}

TEST_CASE("a least lot is no larger than every lot", "[model]") {
    CHECK(fault_of({{"routes.ship.least-lot", 61.0}}) ==
          "routes.ship.least-lot is 61: the least lot is larger than any lot; routes.ship.lot is 40");
    CHECK(faults_of({{"routes.ship.least-lot", 60.0}}).empty());
}

TEST_CASE("a run changes no depot into a hub, and gives none to a hub", "[model]") {
    CHECK(fault_of({{"depots.a.shell.capacity", 0.0}}) ==
          "depots.a.shell.capacity is 0: a depot that is no hub cannot become one in a run");
    CHECK(fault_of({{"depots.a.shell.changes-of-capacity.0.capacity", 0.0}}).find("cannot become one") !=
          std::string::npos);
    CHECK(fault_of({{"depots.h.shell.stock", 1.0}}) == "depots.h.shell.stock is 1: a hub holds no stock");
}

TEST_CASE("a line that takes no time is one that goods pass at once", "[model]") {
    CHECK(faults_of({{"routes.line.transit", 0.0}}).empty());
}

}  // namespace
