#include <map>
#include <string>
#include <utility>

#include "model/checks.hpp"

namespace caisson::model {
namespace {

class AttritionChecker {
public:
    AttritionChecker(const Scenario& scenario, Findings& findings) : scenario_(scenario), findings_(findings) {}

    void check() {
        for (const FireId id : scenario_.fires.ids()) {
            if (scenario_.fires[id].guns.commodity.valid()) {
                check_guns(scenario_.fires[id]);
            }
        }
        for (const Loss& loss : scenario_.losses) {
            check_loss(loss);
        }
    }

private:
    void check_guns(const Fire& fire) {
        const std::string path = "fires." + fire.id + ".guns";
        check_held(fire.at, fire.guns.commodity, path, fire.guns.place);
        const auto [known, is_first] = owners_.try_emplace({fire.at, fire.guns.commodity}, &fire);
        if (!is_first) {
            refuse(
                findings_, FindingCode::bad_attrition,
                path + ": " + commodity(fire.guns.commodity) + " at " + depot(fire.at) + " cannot fire for two fires",
                fire.guns.place, "put the guns of each into a depot of its own, or let one fire use both",
                {{known->second->guns.place, "the other fire"}});
        }
        for (const Use& use : fire.uses) {
            if (use.commodity == fire.guns.commodity) {
                refuse(findings_, FindingCode::bad_attrition,
                       path + ": " + commodity(use.commodity) + " cannot be both what is fired and what fires it",
                       fire.guns.place, "name the commodity of the guns");
            }
        }
        if (fire.guns.worn.valid()) {
            check_worn(fire, path);
        }
    }

    void check_worn(const Fire& fire, const std::string& path) {
        const Guns& guns = fire.guns;
        if (guns.worn == guns.commodity) {
            refuse(findings_, FindingCode::bad_attrition, path + ": worn guns would be as good as new", guns.place,
                   "leave `worn` out, or name another commodity");
            return;
        }
        if (unit(guns.worn) != unit(guns.commodity)) {
            refuse(findings_, FindingCode::wrong_unit,
                   path + ": " + commodity(guns.worn) + " is counted in " + unit(guns.worn) + ", not in " +
                       unit(guns.commodity),
                   guns.place, "count both in one unit");
        }
        if (const Holding* holding = holding_of(fire.at, guns.worn); holding != nullptr && is_bounded(*holding)) {
            refuse(findings_, FindingCode::bad_attrition,
                   path + ": worn guns come into " + depot(fire.at) + " whether there is room or not", guns.place,
                   "leave out the capacity for " + commodity(guns.worn) + " there", {{holding->place, "its capacity"}});
        }
    }

    void check_loss(const Loss& loss) {
        const std::string path = "attrition." + loss.id;
        check_held(loss.at, loss.of, path, loss.place);
        if (loss.cause == LossCause::stock) {
            if (loss.facing == loss.at && loss.facing_of == loss.of) {
                refuse(findings_, FindingCode::bad_attrition, path + ": a stock cannot face itself", loss.place,
                       "write `each` for what is lost of each of its own");
            }
            check_held(loss.facing, loss.facing_of, path, loss.place);
        }
    }

    /// What guns and losses depend on is a stock that may be any: no hub, nothing that expires.
    void check_held(DepotId at, CommodityId of, const std::string& path, const SourceSpan& place) {
        const Holding* holding = holding_of(at, of);
        if (holding == nullptr) {
            return;
        }
        if (holding->capacity.first.value == 0.0) {
            refuse(findings_, FindingCode::bad_attrition,
                   path + ": " + depot(at) + " passes " + commodity(of) + " on at once and holds none", place,
                   "give it room: a hub has a capacity of 0", {{holding->place, "the hub"}});
        }
        if (holding->kind.shelf_life.written()) {
            refuse(findings_, FindingCode::bad_attrition,
                   path + ": " + commodity(of) + " at " + depot(at) + " has a shelf life as well", place,
                   "leave out the shelf life, and write what is lost with `each`",
                   {{holding->place, "the shelf life"}});
        }
    }

    [[nodiscard]] bool is_bounded(const Holding& holding) const {
        return holding.capacity.first.written() || !holding.capacity.changes.empty();
    }

    [[nodiscard]] const Holding* holding_of(DepotId at, CommodityId of) const {
        for (const Holding& holding : scenario_.depots[at].holdings) {
            if (holding.commodity == of) {
                return &holding;
            }
        }
        return nullptr;
    }

    [[nodiscard]] const std::string& depot(DepotId id) const { return scenario_.depots[id].id; }

    [[nodiscard]] const std::string& commodity(CommodityId id) const { return scenario_.commodities[id].id; }

    [[nodiscard]] const std::string& unit(CommodityId id) const { return scenario_.commodities[id].unit; }

    const Scenario& scenario_;
    Findings& findings_;
    std::map<std::pair<DepotId, CommodityId>, const Fire*> owners_;  ///< of guns: the first fire
};

}  // namespace

void check_attrition(const Checked& checked, Findings& findings) {
    AttritionChecker(checked.scenario, findings).check();
}

}  // namespace caisson::model
