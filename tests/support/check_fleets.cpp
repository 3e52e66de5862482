#include "support/check_fleets.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <tuple>

#include "support/transits.hpp"

namespace caisson::tests {

using engine::Doing;
using engine::Event;
using engine::EventKind;

FleetBook::FleetBook(Case run) : run_(run) {
    for (const model::RouteId route : run.model.routes.ids()) {
        if (const auto vehicles = run.model.routes[route].sails.fleet.vehicles; vehicles > 0) {
            fleets_.push_back({route, std::vector<Vehicle>(vehicles), {}, {}});
        }
    }
}

// One instant.
class FleetBook::Judge {
public:
    Judge(FleetBook& book, const Snapshot& now, const RuleBook& rules, const MeasureBook& measures, Faults& faults)
        : book_(book), run_(book.run_), now_(now), rules_(rules), measures_(measures), faults_(faults) {}

    void judge() {
        if (book_.before_) {
            for (Fleet& fleet : book_.fleets_) {
                move(fleet);
            }
            if (book_.idle_ && now_.time > book_.before_->time + window) {
                fault("a vehicle waited though a berth was free");
            }
        }
        for (const Event& event : now_.events) {
            if (event.entity_kind == engine::EntityKind::route) {
                follow(event);
            }
        }
        for (const Fleet& fleet : book_.fleets_) {
            check_fleet(fleet);
        }
        check_berths();
    }

    void judge_asks() {
        for (const Fleet& fleet : book_.fleets_) {
            check_asks(fleet);
        }
    }

private:
    [[nodiscard]] const model::RouteRow& row(const Fleet& fleet) const { return run_.model.routes[fleet.route]; }

    [[nodiscard]] const model::FleetRow& written(const Fleet& fleet) const { return row(fleet).sails.fleet; }

    void fault(const std::string& what) { faults_.add(Rule::fleets, what); }

    void fault(const Fleet& fleet, std::size_t vehicle, std::string_view what) {
        fault(fmt::format("routes.{}, vehicle {}: {}", row(fleet).id, vehicle + 1, what));
    }

    [[nodiscard]] std::uint32_t count(const Fleet& fleet, Doing doing) const {
        return static_cast<std::uint32_t>(
            std::count_if(fleet.vehicles.begin(), fleet.vehicles.end(),
                          [&](const Vehicle& vehicle) { return vehicle.doing == doing; }));
    }

    // Draws of a fleet are keyed by vehicle, counted from 0, and by trip.
    [[nodiscard]] static std::uint64_t trip(const Fleet& fleet, const Vehicle& vehicle) {
        return (static_cast<std::uint64_t>(&vehicle - fleet.vehicles.data()) << 32U) | (vehicle.trips - 1);
    }

    [[nodiscard]] double way_there(const Fleet& fleet, const Vehicle& vehicle) const {
        return model::has_spread(row(fleet)) ? drawn_transit(run_, fleet.route, trip(fleet, vehicle))
                                             : run_.transit(fleet.route);
    }

    [[nodiscard]] double returns(const Fleet& fleet, const Vehicle& vehicle) const {
        if (model::has_spread(row(fleet)) && !written(fleet).returns.valid()) {
            return drawn_transit(run_, fleet.route, trip(fleet, vehicle), Leg::back);
        }
        return run_.value_or(written(fleet).returns, run_.transit(fleet.route));
    }

    [[nodiscard]] double lot(const Fleet& fleet) const {
        return rules_.scheduled(row(fleet).sails.lot, model::LeverOf::route, fleet.route.index, model::Lever::lot,
                                now_.time + window) *
               measures_.permitted(fleet.route, rules_, now_.time + window);
    }

    // Those at berths share alike what is loaded and unloaded.
    void move(Fleet& fleet) {
        const double elapsed = now_.time - book_.before_->time;
        const auto rate_of = [&](model::FlowId flow) {
            return flow.valid() ? book_.before_->flows[flow.index].rate : 0.0;
        };
        const double loaded = rate_of(row(fleet).sending) * elapsed;
        const double unloaded = rate_of(row(fleet).unloading) * elapsed;
        const std::uint32_t loading = count(fleet, Doing::loads);
        const std::uint32_t unloading = count(fleet, Doing::unloads);
        for (Vehicle& vehicle : fleet.vehicles) {
            if (vehicle.doing == Doing::loads) {
                vehicle.aboard += loaded / loading;
                if (written(fleet).loads.valid() && near(vehicle.aboard, vehicle.lot, 2.0 * vehicle.lot)) {
                    vehicle.doing = Doing::waits_to_leave;
                    vehicle.aboard = vehicle.lot;
                }
            } else if (vehicle.doing == Doing::unloads) {
                vehicle.aboard -= unloaded / unloading;
            }
        }
    }

    void follow(const Event& event) {
        for (Fleet& fleet : book_.fleets_) {
            if (fleet.route.index == event.entity) {
                follow(fleet, event);
            }
        }
    }

    void follow(Fleet& fleet, const Event& event) {
        switch (event.kind) {
            case EventKind::lot_sailed:
                sail(fleet, event.value);
                return;
            case EventKind::lot_arrived:
                arrive(fleet, event.value * (1.0 - reject_share(fleet)));
                return;
            case EventKind::lot_interdicted:
                arrive(fleet, 0.0);
                return;
            case EventKind::lot_lost:
                lose(fleet);
                return;
            case EventKind::vehicle_back:
            case EventKind::vehicle_leaves:
            case EventKind::vehicle_lost:
            case EventKind::vehicle_loads:
            case EventKind::vehicle_unloads:
                break;
            default:
                return;
        }
        const auto number = static_cast<std::size_t>(std::max(1.0, event.value)) - 1;
        if (number >= fleet.vehicles.size()) {
            fault(fleet, number, "there is no such vehicle");
            return;
        }
        follow(fleet, number, event.kind);
    }

    // Lots arrive before schedules step.
    [[nodiscard]] double reject_share(const Fleet& fleet) const {
        return book_.before_ ? book_.before_->routes[fleet.route.index].reject_share : 0.0;
    }

    void become(Fleet& fleet, std::size_t number, Doing from, Doing to) {
        Vehicle& vehicle = fleet.vehicles[number];
        if (vehicle.doing != from) {
            fault(fleet, number, fmt::format("does {} and not {}, to do {}", int(vehicle.doing), int(from), int(to)));
        }
        vehicle.doing = to;
        vehicle.since = now_.time;
    }

    void follow(Fleet& fleet, std::size_t number, EventKind kind) {
        Vehicle& vehicle = fleet.vehicles[number];
        switch (kind) {
            case EventKind::vehicle_back:
                if (std::abs(vehicle.since + returns(fleet, vehicle) - now_.time) > 2.0 * window) {
                    fault(fleet, number, fmt::format("is back after {:.17g} d", now_.time - vehicle.since));
                }
                become(fleet, number, Doing::returns, Doing::waits_to_load);
                break;
            case EventKind::vehicle_leaves:
                if (written(fleet).unloads.valid() && !near(vehicle.aboard, 0.0, 2.0 * vehicle.lot)) {
                    fault(fleet, number, fmt::format("leaves with {:.17g} aboard", vehicle.aboard));
                }
                vehicle.aboard = 0.0;
                become(fleet, number, Doing::unloads, Doing::returns);
                break;
            case EventKind::vehicle_lost:
                if (fleet.mourned != number) {
                    fault(fleet, number, "is lost without its lot");
                }
                fleet.mourned.reset();
                become(fleet, number, Doing::goes, Doing::is_gone);
                break;
            case EventKind::vehicle_loads:
                check_turn(fleet, number);
                become(fleet, number, Doing::waits_to_load, Doing::loads);
                vehicle.lot = lot(fleet);
                vehicle.aboard = 0.0;
                break;
            default:
                check_turn(fleet, number);
                become(fleet, number, Doing::waits_to_unload, Doing::unloads);
                break;
        }
    }

    // Whether it may leave: full, and on a date if there is a calendar; or so long after it came to its berth.
    [[nodiscard]] bool may_leave(const Fleet& fleet, const Vehicle& vehicle) const {
        const model::SailingRow& sails = row(fleet).sails;
        if (vehicle.doing == Doing::waits_to_leave) {
            if (!sails.every.valid()) {
                return true;
            }
            const double first = run_.value_or(sails.first, std::max(0.0, run_[row(fleet).opening.opens]));
            const double dates = (now_.time - first) / run_[sails.every];
            return dates > -1e-9 && std::abs(dates - std::round(dates)) * run_[sails.every] <= 2.0 * window;
        }
        if (vehicle.doing != Doing::loads) {
            return false;
        }
        if (!written(fleet).loads.valid()) {
            return true;
        }
        if (!written(fleet).leaves_after.valid()) {
            return false;
        }
        const double after = run_[written(fleet).leaves_after];
        const double times = std::round((now_.time - vehicle.since) / after);
        return times >= 1.0 && std::abs(vehicle.since + times * after - now_.time) <= (2.0 + times) * window;
    }

    void sail(Fleet& fleet, double amount) {
        const bool at_once = !written(fleet).loads.valid();
        for (std::size_t at = 0; at < fleet.vehicles.size(); ++at) {
            Vehicle& vehicle = fleet.vehicles[at];
            const bool fits = at_once || near(amount, vehicle.aboard, 2.0 * vehicle.lot);
            if (!may_leave(fleet, vehicle) || !fits) {
                continue;
            }
            if (amount < run_.value_or(row(fleet).sails.least_lot, 0.0) * (1.0 - slack) || amount <= 0.0) {
                fault(fleet, at, fmt::format("leaves with {:.17g}, which is too little", amount));
            }
            vehicle.doing = Doing::goes;
            vehicle.since = now_.time;
            vehicle.aboard = amount;
            ++vehicle.trips;
            vehicle.due = now_.time + way_there(fleet, vehicle);
            fleet.at_sea.push_back(at);
            return;
        }
        fault(fmt::format("routes.{}: no vehicle could leave with {:.17g}", row(fleet).id, amount));
    }

    // The vehicle that is due first has come to the receiver, a transit time after it left; of several the one that left
    // first.
    std::optional<std::size_t> come(Fleet& fleet) {
        if (fleet.at_sea.empty()) {
            fault(fmt::format("routes.{}: a lot arrives and no vehicle was under way", row(fleet).id));
            return std::nullopt;
        }
        const auto first = std::min_element(
            fleet.at_sea.begin(), fleet.at_sea.end(),
            [&](std::size_t a, std::size_t b) { return fleet.vehicles[a].due < fleet.vehicles[b].due; });
        const std::size_t number = *first;
        fleet.at_sea.erase(first);
        if (std::abs(fleet.vehicles[number].due - now_.time) > 2.0 * window) {
            fault(fleet, number, "comes at another time than a transit time after it left");
        }
        return number;
    }

    void arrive(Fleet& fleet, double brings) {
        if (const auto number = come(fleet)) {
            fleet.vehicles[*number].aboard = brings;
            become(fleet, *number, Doing::goes, brings > 0.0 ? Doing::waits_to_unload : Doing::returns);
        }
    }

    void lose(Fleet& fleet) {
        const auto number = come(fleet);
        if (!number) {
            return;
        }
        if (written(fleet).lost == model::LostLot::takes_vehicle) {
            fleet.mourned = number;
        } else {
            fleet.vehicles[*number].aboard = 0.0;
            become(fleet, *number, Doing::goes, Doing::returns);
        }
    }

    // --- berths ---

    [[nodiscard]] model::DepotId harbour(const Fleet& fleet, const Vehicle& vehicle) const {
        const bool at_home = vehicle.doing == Doing::waits_to_load || vehicle.doing == Doing::loads ||
                             vehicle.doing == Doing::waits_to_leave;
        return run_.model.nodes[at_home ? row(fleet).from : row(fleet).to].depot;
    }

    // Whether a vehicle that waits could take a berth for certain: before and after this instant its route sends.
    [[nodiscard]] bool could_berth(const Fleet& fleet, const Vehicle& vehicle) const {
        if (vehicle.doing == Doing::waits_to_unload) {
            const model::NodeId to = row(fleet).to;
            return !run_.shut(to, now_.time + window) &&
                   !(book_.before_ && run_.shut(to, book_.before_->time + window));
        }
        return vehicle.doing == Doing::waits_to_load && now_.routes[fleet.route.index].sends && lot(fleet) > 0.0 &&
               (!book_.before_ || book_.before_->routes[fleet.route.index].sends);
    }

    // Who came first is served first; of those that came together, by path and number.
    void check_turn(const Fleet& fleet, std::size_t number) {
        const Vehicle& vehicle = fleet.vehicles[number];
        const model::DepotId depot = harbour(fleet, vehicle);
        for (const Fleet& other : book_.fleets_) {
            for (std::size_t at = 0; at < other.vehicles.size(); ++at) {
                const Vehicle& rival = other.vehicles[at];
                const bool sooner = std::tuple(rival.since, other.route.index, at) <
                                    std::tuple(vehicle.since, fleet.route.index, number);
                if (could_berth(other, rival) && harbour(other, rival) == depot && sooner) {
                    fault(fleet, number, fmt::format("takes a berth before vehicle {} of {}", at + 1, row(other).id));
                }
            }
        }
    }

    void check_berths() {
        const model::Model& model = run_.model;
        book_.idle_ = false;
        for (const model::DepotId depot : model.depots.ids()) {
            std::uint32_t taken = 0;
            bool waits = false;
            for (const Fleet& fleet : book_.fleets_) {
                for (const Vehicle& vehicle : fleet.vehicles) {
                    const bool moored = vehicle.doing == Doing::loads || vehicle.doing == Doing::waits_to_leave ||
                                        vehicle.doing == Doing::unloads;
                    if (harbour(fleet, vehicle) == depot) {
                        taken += moored ? 1 : 0;
                        waits = waits || could_berth(fleet, vehicle);
                    }
                }
            }
            if (taken > model.depots[depot].berths) {
                fault(fmt::format("depots.{}: {} vehicles at {} berths", model.depots[depot].id, taken,
                                  model.depots[depot].berths));
            }
            book_.idle_ = book_.idle_ || (waits && taken < model.depots[depot].berths);
        }
    }

    // --- one fleet after the instant ---

    void check_fleet(const Fleet& fleet) {
        for (std::size_t doing = 0; doing < engine::doings; ++doing) {
            const std::uint32_t counted = count(fleet, static_cast<Doing>(doing));
            const std::uint32_t said = now_.routes[fleet.route.index].fleet.vehicles[doing];
            if (said != counted) {
                fault(fmt::format("routes.{}: {} vehicles are said to do {}, {} do", row(fleet).id, said, doing,
                                  counted));
            }
        }
        if (fleet.mourned) {
            fault(fleet, *fleet.mourned, "is not told to be lost");
        }
        check_aboard(fleet);
        for (std::size_t at = 0; at < fleet.vehicles.size(); ++at) {
            check_deadline(fleet, at);
        }
    }

    void expect(const Fleet& fleet, std::string_view what, double is, double expected, double scale) {
        if (!near(is, expected, scale)) {
            fault(fmt::format("routes.{}: {} {:.17g}, not {:.17g}", row(fleet).id, what, is, expected));
        }
    }

    void check_asks(const Fleet& fleet) {
        if (const model::FlowId loading = row(fleet).sending; loading.valid()) {
            const bool shut = run_.shut(row(fleet).from, now_.time + window);
            const double asks = shut ? 0.0
                                     : run_[written(fleet).loads] * count(fleet, Doing::loads) *
                                           measures_.over_caps(fleet.route, now_, rules_);
            expect(fleet, "what is asked to load is", now_.flows[loading.index].asked, asks, asks);
        }
        if (run_.shut(row(fleet).to, now_.time + window)) {
            expect(fleet, "what is asked to unload is", now_.flows[row(fleet).unloading.index].asked, 0.0, 0.0);
        } else if (written(fleet).unloads.valid()) {
            const double asks = run_[written(fleet).unloads] * count(fleet, Doing::unloads);
            expect(fleet, "what is asked to unload is", now_.flows[row(fleet).unloading.index].asked, asks, asks);
        }
    }

    // Holds are what vehicles are known to have aboard.
    void check_aboard(const Fleet& fleet) {
        double loading = 0.0;
        double unloading = 0.0;
        double scale = 0.0;
        for (const Vehicle& vehicle : fleet.vehicles) {
            const bool moored = vehicle.doing == Doing::loads || vehicle.doing == Doing::waits_to_leave;
            const bool there = vehicle.doing == Doing::waits_to_unload || vehicle.doing == Doing::unloads;
            loading += moored ? vehicle.aboard : 0.0;
            unloading += there ? vehicle.aboard : 0.0;
            scale += 2.0 * vehicle.lot;
        }
        const double port = now_.nodes[row(fleet).port.index].stock;
        if (written(fleet).unloads.valid()) {
            expect(fleet, "aboard at the receiver are", port, unloading, scale);
        }
        const bool anybody = count(fleet, Doing::waits_to_unload) + count(fleet, Doing::unloads) > 0;
        if (anybody ? port <= 0.0 && scale > 0.0 && unloading > slack * scale : port != 0.0) {
            fault(fmt::format("routes.{}: {:.17g} wait at the receiver, in {} vehicles", row(fleet).id, port,
                              anybody ? "some" : "no"));
        }
        if (const model::NodeId hold = written(fleet).hold; hold.valid()) {
            expect(fleet, "aboard at the sender are", now_.nodes[hold.index].stock, loading, scale);
        }
    }

    void check_deadline(const Fleet& fleet, std::size_t at) {
        const Vehicle& vehicle = fleet.vehicles[at];
        const double late = now_.time - 2.0 * window;
        const bool overdue = (vehicle.doing == Doing::returns && vehicle.since + returns(fleet, vehicle) < late) ||
                             (vehicle.doing == Doing::goes && vehicle.due < late) ||
                             (vehicle.doing == Doing::waits_to_leave && may_leave(fleet, vehicle)) ||
                             (vehicle.doing == Doing::loads && written(fleet).loads.valid() &&
                              vehicle.aboard > vehicle.lot * (1.0 + slack)) ||
                             (vehicle.doing == Doing::unloads && written(fleet).unloads.valid() &&
                              vehicle.aboard < -slack * vehicle.lot);
        if (overdue) {
            fault(fleet, at, fmt::format("should do something else than {} by now", int(vehicle.doing)));
        }
    }

    FleetBook& book_;
    const Case& run_;
    const Snapshot& now_;
    const RuleBook& rules_;
    const MeasureBook& measures_;
    Faults& faults_;
};

void FleetBook::check(const Snapshot& now, const RuleBook& rules, const MeasureBook& measures, Faults& faults) {
    if (fleets_.empty()) {
        return;
    }
    Judge(*this, now, rules, measures, faults).judge();
    before_ = now;
}

void FleetBook::check_asks(const Snapshot& now, const RuleBook& rules, const MeasureBook& measures, Faults& faults) {
    Judge(*this, now, rules, measures, faults).judge_asks();
}

}  // namespace caisson::tests
