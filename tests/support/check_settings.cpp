#include "support/check_settings.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace caisson::tests {

using engine::Event;
using engine::EventKind;
using model::Lever;
using model::LeverOf;

class SettingsCheck {
public:
    SettingsCheck(Settings& settings, const Snapshot& now, const Books& books, const RuleBook& rules,
                  const DealBook& deals, const MeasureBook& measures, Faults& faults)
        : run_(settings.run_),
          model_(run_.model),
          settings_(settings),
          now_(now),
          books_(books),
          rules_(rules),
          deals_(deals),
          measures_(measures),
          faults_(faults) {}

    void run() {
        for (const Event& event : now_.events) {
            follow(event);
        }
        for (const model::NodeId node : model_.nodes.ids()) {
            check_node(node);
        }
        for (const model::FireId fire : model_.fires.ids()) {
            check_fire(fire);
            check_stage(fire);
        }
        for (const model::PlantId plant : model_.plants.ids()) {
            check_plant(plant);
        }
        check_closures();
        for (const model::RouteId route : model_.routes.ids()) {
            check_route(route);
            check_target(route);
            check_port(route);
        }
    }

private:
    // What is due within the window is done in this instant.
    [[nodiscard]] double due() const { return now_.time + window; }

    [[nodiscard]] double scheduled(const model::ScheduleRow& row, LeverOf of, std::uint32_t entity, Lever lever) const {
        return rules_.scheduled(row, of, entity, lever, due());
    }

    [[nodiscard]] bool works(const model::OpeningRow& row, LeverOf of, std::uint32_t entity) const {
        return rules_.switched_on(row, of, entity) && run_.in_dates(row, due());
    }

    Settings::Switches& switches(model::RouteId route) { return settings_.switches_[route.index]; }

    void expect(std::string_view path, std::string_view what, double is, double should) {
        if (!near(is, should, std::abs(should)) || (should == 0.0 && is != 0.0)) {
            faults_.add(Rule::settings, fmt::format("{}: {} is {:.17g}, not {:.17g}", path, what, is, should));
        }
    }

    void follow(const Event& event) {
        const model::RouteId route{event.entity};
        switch (event.kind) {
            case EventKind::target_reached:
                switches(route).target_reached = true;
                break;
            case EventKind::target_left:
                switches(route).target_reached = false;
                break;
            case EventKind::port_stopped:
                switches(route).port_stopped = true;
                break;
            case EventKind::port_resumed:
                switches(route).port_stopped = false;
                break;
            case EventKind::dock_stopped:
            case EventKind::dock_resumed:
                settings_.docks_[event.entity].stopped = event.kind == EventKind::dock_stopped;
                break;
            default:
                break;
        }
    }

    void check_node(model::NodeId node) {
        const model::NodeRow& row = model_.nodes[node];
        if (row.kind == model::NodeKind::cell) {
            expect(path_of(model_, node), "the capacity", now_.nodes[node.index].capacity,
                   scheduled(row.capacity, LeverOf::node, node.index, Lever::capacity));
            expect(path_of(model_, node), "the reserve", now_.nodes[node.index].reserve,
                   scheduled(row.reserve, LeverOf::node, node.index, Lever::reserve));
        }
    }

    // Depots are shut, and open again, when that is written; who is shut at the start is not told.
    void check_closures() {
        for (const model::DepotId depot : model_.depots.ids()) {
            const bool is = run_.shut(depot, due());
            const bool was = settings_.began_ ? settings_.shut_[depot.index] : is;
            const auto told = [&](EventKind kind) {
                return std::count_if(now_.events.begin(), now_.events.end(), [&](const Event& event) {
                    return event.kind == kind && event.entity_kind == engine::EntityKind::depot &&
                           event.entity == depot.index;
                });
            };
            if (told(EventKind::shut) - told(EventKind::reopened) != int(is) - int(was)) {
                faults_.add(Rule::settings, fmt::format("depots.{}: it is {} and nothing is said of it",
                                                        model_.depots[depot].id, is ? "shut" : "open"));
            }
            settings_.shut_[depot.index] = is;
        }
        settings_.began_ = true;
    }

    void check_fire(model::FireId fire) {
        const model::FireRow& row = model_.fires[fire];
        const FireSeen& at = now_.fires[fire.index];
        const std::string path = "fires." + row.id;
        const double wanted = works(row.opening, LeverOf::fire, fire.index)
                                  ? scheduled(row.wanted, LeverOf::fire, fire.index, Lever::rate)
                                  : 0.0;
        expect(path, "the wanted rate", at.wanted, wanted);
        double allowed = wanted;
        if (at.stage > row.ration.size()) {
            faults_.add(Rule::rationing, fmt::format("{}: there is no stage {}", path, at.stage));
            return;
        }
        if (at.stage > 0) {
            allowed = wanted * run_[model_.rations[row.ration.begin + at.stage - 1].to];
        }
        expect(path, "the allowed rate", at.allowed, allowed);
        for (std::uint32_t flow = row.flows.begin; flow < row.flows.end; ++flow) {
            check_part(model::FlowId{flow}, std::min(at.allowed, at.by_guns));
        }
    }

    void check_part(model::FlowId flow, double allowed) {
        const model::FlowRow& row = model_.flows[flow];
        double asked = allowed * run_.value_or(row.share, 1.0);
        if (row.after.valid()) {
            const FlowSeen& first = now_.flows[row.after.index];
            asked = std::max(0.0, first.asked - first.rate);
        }
        if (!near(now_.flows[flow.index].asked, asked, allowed)) {
            expect(path_of(model_, flow), "the ask", now_.flows[flow.index].asked, asked);
        }
    }

    // Stages in docs/semantics.md, section 5: x <= d w enters, x >= d (1 + h) w leaves.
    void check_stage(model::FireId fire) {
        const model::FireRow& row = model_.fires[fire];
        if (row.ration.empty() || !run_.one_supply(fire)) {
            return;
        }
        const std::uint32_t stage = now_.fires[fire.index].stage;
        const std::uint32_t before = settings_.stages_[fire.index];
        settings_.stages_[fire.index] = stage;
        const double x = supply(fire);
        const double w = wanted_of_supply(fire);
        const auto says = [&](std::string_view what) {
            faults_.add(Rule::rationing, fmt::format("fires.{}: {} (stage {}, before {}; {:.17g} held, {:.17g} wanted)",
                                                     row.id, what, stage, before, x, w));
        };
        if (w == 0.0) {
            if (stage != 0) {
                says("nothing is wanted and yet rationed");
            }
            return;
        }
        if (stage < row.ration.size() && x <= enters(row, stage + 1) * w * (1.0 - slack)) {
            says("the next stage is due");
        }
        if (stage > 0 && x >= leaves(row, stage) * w * (1.0 + slack)) {
            says("the stage is over");
        }
        if (acted()) {
            return;  // stages are judged before rules act, by rates that nobody has seen
        }
        if (stage > before && x > enters(row, stage) * w * (1.0 + slack)) {
            says("a stage begins too early");
        }
        if (stage < before && x < leaves(row, stage + 1) * w * (1.0 - slack)) {
            says("a stage ends too early");
        }
    }

    [[nodiscard]] bool acted() const {
        return std::any_of(now_.events.begin(), now_.events.end(),
                           [](const Event& event) { return event.kind == EventKind::rule_acted; });
    }

    [[nodiscard]] double enters(const model::FireRow& row, std::uint32_t stage) const {
        return run_[model_.rations[row.ration.begin + stage - 1].below];
    }

    [[nodiscard]] double leaves(const model::FireRow& row, std::uint32_t stage) const {
        return enters(row, stage) * (1.0 + run_[model_.rations[row.ration.begin + stage - 1].hysteresis]);
    }

    [[nodiscard]] double supply(model::FireId fire) const {
        const model::Range cells = model_.fires[fire].supply;
        double sum = 0.0;
        for (std::uint32_t at = cells.begin; at < cells.end; ++at) {
            sum += now_.nodes[model_.supply_nodes[at].index].stock;
        }
        return sum;
    }

    [[nodiscard]] double wanted_of_supply(model::FireId fire) const {
        const model::NodeId cell = model_.supply_nodes[model_.fires[fire].supply.begin];
        double sum = 0.0;
        for (const model::FireId other : model_.fires.ids()) {
            sum += run_.uses(other, cell) ? now_.fires[other.index].wanted : 0.0;
        }
        return sum;
    }

    void check_plant(model::PlantId plant) {
        const model::PlantRow& row = model_.plants[plant];
        const std::string path = "plants." + row.id;
        Settings::Dock& dock = settings_.docks_[plant.index];
        const bool begins = works(row.opening, LeverOf::plant, plant.index) && !dock.stopped;
        const double asked = begins ? scheduled(row.rate, LeverOf::plant, plant.index, Lever::rate) : 0.0;
        expect(path, "the ask", now_.flows[row.flow.index].asked, asked);
        if (model::takes_time(row)) {
            const double yield = scheduled(row.work.yield, LeverOf::plant, plant.index, Lever::yield);
            expect(path, "the yield", now_.plants[plant.index].yield, yield);
            const double finishes = std::max(asked * yield, now_.plants[plant.index].finishing);
            dock.most_finished = std::max(dock.most_finished, finishes);
            check_dock(path, plant, dock);
        }
    }

    // A dock is emptied at the largest rate at which anything was meant to come, and stops the plant at its limit.
    void check_dock(std::string_view path, model::PlantId plant, const Settings::Dock& dock) {
        const model::WorkRow& work = model_.plants[plant].work;
        const double held = now_.nodes[work.dock.index].stock;
        const FlowSeen& delivering = now_.flows[work.delivering.index];
        if (held > 0.0 || delivering.rate > 0.0) {
            expect(path, "the delivery", delivering.asked, dock.most_finished);
        }
        if (work.when_full == model::WhenDockFull::queue) {
            if (dock.stopped) {
                faults_.add(Rule::settings, fmt::format("{}: it stops though its dock has no limit", path));
            }
            return;
        }
        const double limit = run_.value_or(work.dock_limit, delivering.asked);
        if (dock.stopped ? held <= 0.0 : held > limit * (1.0 + slack)) {
            faults_.add(Rule::settings, fmt::format("{}: it {} at a dock of {:.17g}, the limit being {:.17g}", path,
                                                    dock.stopped ? "stops" : "goes on", held, limit));
        }
    }

    void check_route(model::RouteId route) {
        const model::RouteRow& row = model_.routes[route];
        const std::string path = "routes." + row.id;
        const RouteSeen& at = now_.routes[route.index];
        Settings::Switches& flags = switches(route);
        const bool sends = works(row.opening, LeverOf::route, route.index) && !flags.target_reached &&
                           !flags.port_stopped && !run_.shut(row.from, due()) &&
                           deals_.may_send(route).value_or(at.sends);
        if (at.sends != sends) {
            faults_.add(Rule::settings, fmt::format("{}: it {}", path, sends ? "should send" : "should not send"));
        }
        expect(path, "the loss", at.loss, scheduled(row.loss, LeverOf::route, route.index, Lever::loss));
        const double through = measures_.let_through(route, rules_, due());
        expect(path, "what is let through", at.let_through, through);
        expect(path, "what is rejected", at.reject_share,
               scheduled(row.rejects.share, LeverOf::route, route.index, Lever::rejects));
        if (row.form == model::RouteForm::flow) {
            const double permitted =
                measures_.permitted(route, rules_, due()) * measures_.over_caps(route, now_, rules_);
            const bool nowhere = !row.port.valid() && run_.shut(row.to, due());
            const double capacity = scheduled(row.capacity, LeverOf::route, route.index, Lever::rate);
            const double asked = at.sends && !nowhere ? permitted * capacity : 0.0;
            expect(path, "the ask", now_.flows[row.sending.index].asked, asked);
            flags.most_arriving = std::max(flags.most_arriving, asked * (1.0 - at.loss) * through);
            const double gain = row.port.valid() ? 1.0 : (1.0 - at.loss) * through;
            expect(path, "the gain", now_.flows[row.sending.index].gain, gain);
        } else {
            flags.largest_lot = std::max(flags.largest_lot, lot(route));
        }
        if (row.unloading.valid() && !model::has_fleet(row)) {
            check_unloading(path, route, flags);
        }
    }

    [[nodiscard]] double lot(model::RouteId route) const {
        return scheduled(model_.routes[route].sails.lot, LeverOf::route, route.index, Lever::lot);
    }

    // What a port asks matters, and can be told, once there is something in it.
    void check_unloading(std::string_view path, model::RouteId route, const Settings::Switches& flags) {
        const model::RouteRow& row = model_.routes[route];
        const double asked = now_.flows[row.unloading.index].asked;
        if (now_.nodes[row.port.index].stock == 0.0 && now_.flows[row.unloading.index].rate == 0.0) {
            return;
        }
        if (run_.shut(row.to, due())) {
            expect(path, "the unloading at a depot that is shut", asked, 0.0);
        } else if (row.unload.valid()) {
            expect(path, "the unloading", asked, run_[row.unload]);
        } else if (row.form == model::RouteForm::flow) {
            expect(path, "the unloading", asked, flags.most_arriving);
        } else if (asked != flags.largest_lot) {
            expect(path, "the unloading", asked, lot(route));
        }
    }

    // Closed from the position L on, open again at L (1 - h) (section 5).
    void check_target(model::RouteId route) {
        const model::RouteRow& row = model_.routes[route];
        if (row.target.kind == model::TargetKind::none) {
            return;
        }
        double level = run_[row.target.level];
        if (row.target.kind == model::TargetKind::days_of_supply) {
            level *= wanted_at(row.to);
        }
        const double reopens = level * (1.0 - run_[row.target.hysteresis]);
        const double position = position_of(route);
        const bool reached = switches(route).target_reached;
        const double tolerance = slack * (level + position);
        if (reached ? position < reopens - tolerance : position > level + tolerance) {
            faults_.add(Rule::targets, fmt::format("routes.{}: it is {} at a position of {:.17g}, its target {:.17g}",
                                                   row.id, reached ? "closed" : "open", position, level));
        }
    }

    [[nodiscard]] double wanted_at(model::NodeId cell) const {
        double sum = 0.0;
        for (const model::FireId fire : model_.fires.ids()) {
            sum += run_.uses(fire, cell) ? now_.fires[fire.index].wanted : 0.0;
        }
        return sum;
    }

    [[nodiscard]] double position_of(model::RouteId route) const {
        const model::RouteRow& row = model_.routes[route];
        double position = now_.nodes[row.to.index].stock;
        if (row.port.valid()) {
            position += now_.nodes[row.port.index].stock;
            position += books_.way(route).under_way(now_.time, run_.transit(route), Way::Count::after_losses) *
                        (1.0 - now_.routes[route.index].reject_share);
        }
        if (const model::NodeId hold = row.sails.fleet.hold; hold.valid()) {
            const RouteSeen& at = now_.routes[route.index];
            position += now_.nodes[hold.index].stock * (1.0 - at.loss) * at.let_through * (1.0 - at.reject_share);
        }
        return position;
    }

    void check_port(model::RouteId route) {
        const model::RouteRow& row = model_.routes[route];
        if (row.when_full == model::WhenFull::queue || !row.port.valid()) {
            return;
        }
        const double queue = now_.nodes[row.port.index].stock;
        if (row.when_full == model::WhenFull::spill) {
            if (queue != 0.0) {
                faults_.add(Rule::settings, fmt::format("routes.{}: a port that spills holds {:.17g}", row.id, queue));
            }
            return;
        }
        double limit = run_.value_or(row.port_limit, now_.flows[row.unloading.index].asked);
        if (!row.port_limit.valid() && run_.shut(row.to, due())) {  // a day of what is asked while it is open
            const Settings::Switches& flags = switches(route);
            limit = run_.value_or(row.unload, std::max(flags.most_arriving, flags.largest_lot));
        }
        const bool stopped = switches(route).port_stopped;
        if (stopped ? queue <= 0.0 : queue > limit * (1.0 + slack)) {
            faults_.add(Rule::settings, fmt::format("routes.{}: departures {} at a queue of {:.17g}, the limit being "
                                                    "{:.17g}",
                                                    row.id, stopped ? "stop" : "go on", queue, limit));
        }
    }

    Case run_;
    const model::Model& model_;
    Settings& settings_;
    const Snapshot& now_;
    const Books& books_;
    const RuleBook& rules_;
    const DealBook& deals_;
    const MeasureBook& measures_;
    Faults& faults_;
};

void Settings::check(const Snapshot& now, const Books& books, const RuleBook& rules, const DealBook& deals,
                     const MeasureBook& measures, Faults& faults) {
    SettingsCheck(*this, now, books, rules, deals, measures, faults).run();
}

}  // namespace caisson::tests
