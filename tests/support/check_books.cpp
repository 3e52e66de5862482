#include "support/check_books.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace caisson::tests {
namespace {

using engine::Event;
using engine::EventKind;

class BookCheck {
public:
    BookCheck(Case run, const Snapshot* before, const Snapshot& now, const RuleBook& rules, const DealBook& deals,
              const MeasureBook& measures, std::vector<Way>& ways, std::vector<Way>& works, Faults& faults)
        : run_(run),
          model_(run.model),
          before_(before),
          now_(now),
          rules_(rules),
          deals_(deals),
          measures_(measures),
          ways_(ways),
          works_(works),
          faults_(faults) {}

    void run() {
        check_time();
        for (const Event& event : now_.events) {
            follow(event);
        }
        for (const model::RouteId route : model_.routes.ids()) {
            check_lots_due(route);
            note_departures(route);
            check_way(route);
            check_totals(route);
        }
        if (before_ != nullptr) {
            for (const model::FlowId flow : model_.flows.ids()) {
                check_moved(flow);
            }
            for (const model::NodeId node : model_.nodes.ids()) {
                check_stock(node);
            }
        }
        for (const model::PlantId plant : model_.plants.ids()) {
            if (model::takes_time(model_.plants[plant])) {
                note_work(plant);
                check_work(plant);
            }
        }
        check_sailings();
        check_conservation(run_, now_, faults_);
    }

private:
    [[nodiscard]] double elapsed() const { return now_.time - before_->time; }

    [[nodiscard]] const RouteSeen& seen(model::RouteId route) const { return now_.routes[route.index]; }

    [[nodiscard]] double amount_of(EventKind kind, model::RouteId route) const {
        double sum = 0.0;
        for (const Event& event : now_.events) {
            if (event.kind == kind && event.entity == route.index) {
                sum += event.value;
            }
        }
        return sum;
    }

    [[nodiscard]] bool happened(EventKind kind, model::RouteId route) const {
        return std::any_of(now_.events.begin(), now_.events.end(), [&](const Event& event) {
            return event.kind == kind && event.entity_kind == engine::EntityKind::route && event.entity == route.index;
        });
    }

    [[nodiscard]] std::string name(model::RouteId route) const { return "routes." + model_.routes[route].id; }

    // The step of docs/semantics.md, section 4, to which an event belongs.
    static int step_of(EventKind kind) {
        switch (kind) {
            case EventKind::started:
                return 0;
            case EventKind::front_arrived:
            case EventKind::output_changed:
                return 2;
            case EventKind::lot_arrived:
            case EventKind::lot_lost:
            case EventKind::lot_interdicted:
            case EventKind::goods_expired:
            case EventKind::vehicle_back:
            case EventKind::vehicle_leaves:
            case EventKind::vehicle_lost:
                return 3;
            case EventKind::schedule_changed:
            case EventKind::opened:
            case EventKind::shut:
            case EventKind::reopened:
            case EventKind::closed:
            case EventKind::part_withheld:
            case EventKind::part_let_go:
                return 4;
            case EventKind::deal_ended:  // deals are judged before ships load
            case EventKind::tranche_delivered:
            case EventKind::payment_released:
            case EventKind::tranche_begun:
            case EventKind::deal_stopped:
            case EventKind::deal_resumed:
            case EventKind::part_replaced:
            case EventKind::lot_sailed:
            case EventKind::lot_missed:
            case EventKind::vehicle_loads:
            case EventKind::vehicle_unloads:
                return 5;
            case EventKind::emptied:  // judged by the stocks after all that moved
            case EventKind::reserve_reached:
            case EventKind::filled:
            case EventKind::ration_changed:
            case EventKind::target_reached:
            case EventKind::target_left:
            case EventKind::port_stopped:
            case EventKind::port_resumed:
            case EventKind::dock_stopped:
            case EventKind::dock_resumed:
                return 6;
            case EventKind::cap_reached:  // unless a lot that sails uses it up
            case EventKind::cap_renewed:
            case EventKind::rule_acted:  // unless a rule has fired in the instant: then what it does follows at once
                return 4;
            case EventKind::rule_fired:
                return 7;
            case EventKind::expiry_changed:
            case EventKind::limit_changed:
                return 9;
            case EventKind::ended:
                return 10;
        }
        return 11;
    }

    [[nodiscard]] bool fits_at_once(std::uint32_t route) const {
        const model::RouteRow& row = model_.routes[model::RouteId{route}];
        return model::has_fleet(row) && !row.sails.fleet.unloads.valid();
    }

    [[nodiscard]] double in_hold(model::RouteId route) const {
        return loads_over_time(run_, route.index) ? now_.nodes[model_.routes[route].sails.fleet.hold.index].stock : 0.0;
    }

    // What has left a port otherwise than at the rate of before.
    [[nodiscard]] double unloaded_at_once(model::RouteId route) const {
        const std::uint32_t flow = model_.routes[route].unloading.index;
        return now_.flows[flow].moved - before_->flows[flow].moved - before_->flows[flow].rate * elapsed();
    }

    void check_time() {
        if (before_ != nullptr && now_.time < before_->time) {
            faults_.add(Rule::order, "time goes backwards");
        }
        int step = 0;
        for (const Event& event : now_.events) {
            if (std::abs(event.time.value - now_.time) > window) {
                faults_.add(Rule::order, fmt::format("an event of day {:.17g}", event.time.value));
            }
            const bool used_up = step == 5 && event.kind == EventKind::cap_reached;
            const bool at_once = step == 5 && event.kind == EventKind::vehicle_leaves && fits_at_once(event.entity);
            const int own = used_up || at_once ? 5 : step_of(event.kind);
            const int next = step == 7 ? std::max(7, own) : own;
            if (next < step) {
                faults_.add(Rule::order, fmt::format("an event of step {} after one of step {}", next, step));
            }
            step = next;
        }
    }

    void follow(const Event& event) {
        const model::RouteId route{event.entity};
        switch (event.kind) {
            case EventKind::lot_sailed:
                sail(route, event.value);
                break;
            case EventKind::lot_missed:
                ways_[route.index].misses(now_.time);
                break;
            case EventKind::lot_arrived:
            case EventKind::lot_lost:
            case EventKind::lot_interdicted:
                check_arrival(event);
                break;
            case EventKind::closed:
                if (event.entity_kind == engine::EntityKind::route &&
                    model_.routes[route].on_close != model::OnClose::arrive) {
                    ways_[route.index].clear(now_.time);
                } else if (event.entity_kind == engine::EntityKind::plant) {
                    close_plant(model::PlantId{event.entity});
                }
                break;
            default:
                break;
        }
    }

    void sail(model::RouteId route, double amount) {
        if (run_.shut(model_.routes[route].from, now_.time + window) && !loads_over_time(run_, route.index)) {
            faults_.add(Rule::lots, fmt::format("{}: a lot leaves a depot that is shut", name(route)));
        }
        Way& way = ways_[route.index];
        way.sails({now_.time, amount, seen(route).loss, through_by_lot(route),
                   stays_of_lot(run_, route, now_.time, way.last_date(), way.count())});
    }

    // Lots on a route with a chance are stopped whole, others by shares.
    [[nodiscard]] double through_by_lot(model::RouteId route) const {
        const model::Param chance = model_.routes[route].chance;
        const bool whole = chance.valid() && chance.index < model_.parameters.size();
        return whole ? 1.0 : measures_.let_through(route, rules_, now_.time + window);
    }

    // What is in work when a plant closes is scrapped, if it says so.
    void close_plant(model::PlantId plant) {
        const model::WorkRow& work = model_.plants[plant].work;
        if (work.takes.valid() && work.on_close == model::OnShutdown::scrap) {
            works_[plant.index].clear(now_.time);
        }
    }

    [[nodiscard]] std::string name(model::PlantId plant) const { return "plants." + model_.plants[plant].id; }

    // A steady plant has begun for ever at what its schedule asks at first; what rules do at the start comes later.
    void note_work(model::PlantId plant) {
        const model::PlantRow& row = model_.plants[plant];
        const PlantSeen& at = now_.plants[plant.index];
        Way& way = works_[plant.index];
        if (before_ == nullptr && row.work.in_work == model::InWork::steady) {
            const double asked = run_.open(row.opening, 0.0) ? run_.scheduled(row.rate, 0.0) : 0.0;
            way.always_left(asked, 1.0 - run_.scheduled(row.work.yield, 0.0));
            const double expected = asked * run_[row.work.takes];
            if (!near(at.in_work_at_start, expected, expected)) {
                faults_.add(Rule::lines, fmt::format("{}: {:.17g} were in work at the start, not {:.17g}", name(plant),
                                                     at.in_work_at_start, expected));
            }
        }
        const FlowSeen& begun = now_.flows[row.flow.index];
        way.leaves(now_.time, begun.rate, 1.0 - at.yield, begun.asked);
    }

    void check_work(model::PlantId plant) {
        const model::PlantRow& row = model_.plants[plant];
        const PlantSeen& at = now_.plants[plant.index];
        const Way& way = works_[plant.index];
        const double takes = run_[row.work.takes];
        const double begun = now_.flows[row.flow.index].moved + at.in_work_at_start;
        if (!way.comes_at(now_.time, takes, at.finishing, at.scrapping) ||
            now_.flows[row.work.finishing.index].rate != at.finishing) {
            faults_.add(Rule::lines, fmt::format("{}: {:.17g} is finished and {:.17g} scrapped per day, which is not "
                                                 "what was begun {:g} d ago",
                                                 name(plant), at.finishing, at.scrapping, takes));
        }
        const double expected = way.under_way(now_.time, takes, Way::Count::gross);
        const double blur = way.blur(now_.time);
        if (!near(at.in_work, expected, expected + blur + 1e-3 * begun)) {
            faults_.add(Rule::lines, fmt::format("{}: {:.17g} is in work, {:.17g} was begun and is not finished",
                                                 name(plant), at.in_work, expected));
        }
        if (!near(begun, at.in_work + at.finished + at.scrapped, begun + blur)) {
            faults_.add(Rule::totals, fmt::format("{}: begun {:.17g} is not in work {:.17g} + finished {:.17g} + "
                                                  "scrapped {:.17g}",
                                                  name(plant), begun, at.in_work, at.finished, at.scrapped));
        }
        if (before_ != nullptr) {
            check_work_totals(plant);
        }
    }

    void check_work_totals(model::PlantId plant) {
        const PlantSeen& was = before_->plants[plant.index];
        const PlantSeen& is = now_.plants[plant.index];
        const double finished = was.finished + was.finishing * elapsed();
        if (!near(is.finished, finished, finished + was.finishing)) {
            faults_.add(Rule::totals, fmt::format("{}: finished is {:.17g}, not {:.17g} + {:.17g} a day", name(plant),
                                                  is.finished, was.finished, was.finishing));
        }
        const double scrapped = was.scrapped + was.scrapping * elapsed();
        const bool closed = std::any_of(now_.events.begin(), now_.events.end(), [&](const Event& event) {
            return event.kind == EventKind::closed && event.entity_kind == engine::EntityKind::plant &&
                   event.entity == plant.index;
        });
        const bool may_scrap = closed && model_.plants[plant].work.on_close == model::OnShutdown::scrap;
        if (!near(is.scrapped, scrapped, scrapped + was.scrapping) && !may_scrap) {
            faults_.add(Rule::totals, fmt::format("{}: scrapped is {:.17g}, not {:.17g} + {:.17g} a day", name(plant),
                                                  is.scrapped, was.scrapped, was.scrapping));
        }
    }

    void check_arrival(const Event& event) {
        const model::RouteId route{event.entity};
        const bool shares = event.kind == EventKind::lot_arrived;
        const auto lot = ways_[route.index].comes(now_.time, event.value, shares);
        if (!lot) {
            faults_.add(Rule::lots, fmt::format("{}: a lot arrives that did not sail a transit time ago", name(route)));
            return;
        }
        if (!near(event.value, lot->arrives(shares), lot->amount)) {
            faults_.add(Rule::lots,
                        fmt::format("{}: {:.17g} arrives of a lot of {:.17g}", name(route), event.value, lot->amount));
        }
    }

    void check_lots_due(model::RouteId route) {
        if (ways_[route.index].is_overdue(now_.time)) {
            faults_.add(Rule::lots, fmt::format("{}: a lot is overdue", name(route)));
            ways_[route.index].forget_overdue(now_.time);
        }
    }

    void note_departures(model::RouteId route) {
        const model::RouteRow& row = model_.routes[route];
        if (row.form == model::RouteForm::flow && row.port.valid()) {
            const FlowSeen& sending = now_.flows[row.sending.index];
            ways_[route.index].leaves(now_.time, sending.rate, seen(route).loss, sending.asked,
                                      seen(route).let_through);
        }
    }

    void check_way(model::RouteId route) {
        const model::RouteRow& row = model_.routes[route];
        const RouteSeen& at = seen(route);
        const Way& way = ways_[route.index];
        const double transit = run_.transit(route);
        if (row.port.valid() && row.form == model::RouteForm::flow) {
            if (!way.comes_at(now_.time, transit, at.arriving, at.losing, at.interdicting)) {
                faults_.add(Rule::lines, fmt::format("{}: {:.17g} arrives and {:.17g} is lost per day, which is not "
                                                     "what left {:g} d ago",
                                                     name(route), at.arriving, at.losing, transit));
            }
            if (!near(now_.flows[row.arriving.index].rate, at.arriving * (1.0 - at.reject_share), at.arriving) ||
                (!row.rejects.as.valid() && now_.flows[row.arriving.index].rate != at.arriving)) {
                faults_.add(Rule::lines, fmt::format("{}: two arrival rates", name(route)));
            }
        }
        const double expected = way.under_way(now_.time, transit, Way::Count::gross) + in_hold(route);
        if (!near(at.under_way, expected, expected + way.blur(now_.time) + 1e-3 * at.sent)) {
            faults_.add(Rule::lines, fmt::format("{}: {:.17g} is under way, {:.17g} has left and not come", name(route),
                                                 at.under_way, expected));
        }
    }

    void check_totals(model::RouteId route) {
        const RouteSeen& at = seen(route);
        const double blur = ways_[route.index].blur(now_.time);
        if (!near(at.sent, at.under_way + at.arrived + at.lost + at.interdicted + at.returned, at.sent + blur)) {
            faults_.add(Rule::totals, fmt::format("{}: sent {:.17g} is not under way {:.17g} + arrived {:.17g} + lost "
                                                  "{:.17g} + interdicted {:.17g} + returned {:.17g}",
                                                  name(route), at.sent, at.under_way, at.arrived, at.lost,
                                                  at.interdicted, at.returned));
        }
        check_route_rates(route);
        check_rejects(route);
        if (before_ == nullptr) {
            return;
        }
        const RouteSeen& was = before_->routes[route.index];
        const double sailed = loads_over_time(run_, route.index) ? 0.0 : amount_of(EventKind::lot_sailed, route);
        expect_total(route, "sent", was.sent, was.sending, sailed, at.sent);
        expect_total(route, "arrived", was.arrived, was.arriving, amount_of(EventKind::lot_arrived, route), at.arrived);
        if (happened(EventKind::closed, route)) {
            return;  // what was under way may be lost or sent back at once
        }
        const bool lots = model_.routes[route].form == model::RouteForm::sailings;
        if (!lots) {
            expect_total(route, "lost", was.lost, was.losing, 0.0, at.lost);
            expect_total(route, "interdicted", was.interdicted, was.interdicting, 0.0, at.interdicted);
            expect_total(route, "spilled", was.spilled, was.spilling, 0.0, at.spilled);
        }
        if (at.returned != was.returned) {
            faults_.add(Rule::totals, fmt::format("{}: goods are sent back from an open route", name(route)));
        }
    }

    // Of what arrives by flow and in lots the same share is rejected.
    void check_rejects(model::RouteId route) {
        const RouteSeen& at = seen(route);
        const model::RejectsRow& row = model_.routes[route].rejects;
        const bool by_flow = row.rejecting.valid();
        const double rate = by_flow ? at.arriving * at.reject_share : 0.0;
        if (!near(at.rejecting, rate, at.arriving) ||
            (by_flow && now_.flows[row.rejecting.index].rate != at.rejecting)) {
            faults_.add(Rule::lines, fmt::format("{}: {:.17g} a day are rejected of {:.17g}", name(route), at.rejecting,
                                                 at.arriving));
        }
        const double in_lots = amount_of(EventKind::lot_arrived, route);
        if (before_ != nullptr) {
            const RouteSeen& was = before_->routes[route.index];
            const double share = in_lots > 0.0 ? share_of_lots(route) : 0.0;
            expect_total(route, "rejected", was.rejected, was.rejecting, in_lots * share, at.rejected);
        }
    }

    // Lots arrive before schedules step.
    [[nodiscard]] double share_of_lots(model::RouteId route) const { return before_->routes[route.index].reject_share; }

    void expect_total(model::RouteId route, std::string_view total, double was, double rate, double jump, double is) {
        const double grown = was + rate * elapsed() + jump;
        if (!near(is, grown, grown + rate)) {
            faults_.add(Rule::totals, fmt::format("{}: {} is {:.17g}, not {:.17g} + {:.17g} a day + {:.17g}",
                                                  name(route), total, is, was, rate, jump));
        }
    }

    void check_route_rates(model::RouteId route) {
        const model::RouteRow& row = model_.routes[route];
        const RouteSeen& at = seen(route);
        const double rate = row.sending.valid() ? now_.flows[row.sending.index].rate : 0.0;
        if (at.sending != rate) {
            faults_.add(Rule::totals,
                        fmt::format("{}: sends {:.17g}, its flow is {:.17g}", name(route), at.sending, rate));
        }
        if (!row.port.valid()) {
            const double gain = now_.flows[row.sending.index].gain;
            if (!near(at.arriving, gain * rate, rate) || !near(at.losing, at.loss * rate, rate) ||
                !near(at.interdicting, (1.0 - at.loss) * (1.0 - at.let_through) * rate, rate) || at.under_way != 0.0) {
                faults_.add(Rule::totals,
                            fmt::format("{}: arriving and lost are not parts of what leaves", name(route)));
            }
            return;
        }
        const double unloading = now_.flows[row.unloading.index].rate;
        const double coming = at.arriving - at.rejecting;
        const double expected = row.when_full == model::WhenFull::spill ? std::max(0.0, coming - unloading) : 0.0;
        if (!near(at.spilling, expected, at.arriving)) {
            faults_.add(Rule::totals, fmt::format("{}: spills {:.17g} a day", name(route), at.spilling));
        }
    }

    void check_moved(model::FlowId flow) {
        const FlowSeen& was = before_->flows[flow.index];
        const FlowSeen& is = now_.flows[flow.index];
        const double grown = was.moved + was.rate * elapsed();
        const model::FlowRow& row = model_.flows[flow];
        // Of a lot that arrives, what fits is unloaded at once.
        double most =
            row.kind == model::FlowKind::unload ? amount_of(EventKind::lot_arrived, model::RouteId{row.owner}) : 0.0;
        if (row.kind == model::FlowKind::unload && model::has_fleet(model_.routes[model::RouteId{row.owner}])) {
            const model::RouteRow& route = model_.routes[model::RouteId{row.owner}];
            most = fits_at_once(row.owner) ? most + before_->nodes[route.port.index].stock : 0.0;
        }
        // A lot that comes in the instant in which the depot is shut comes before it.
        if (row.kind == model::FlowKind::unload &&
            run_.shut(model_.routes[model::RouteId{row.owner}].to, now_.time - 2.0 * window) &&
            run_.shut(model_.routes[model::RouteId{row.owner}].to, now_.time + 2.0 * window)) {
            most = 0.0;
        }
        const double scale = grown + most + was.rate;
        if (is.moved < grown - slack * scale || is.moved > grown + most + slack * scale) {
            faults_.add(Rule::totals, fmt::format("{}: moved {:.17g}, not {:.17g} + {:.17g} a day",
                                                  path_of(model_, flow), is.moved, was.moved, was.rate));
        }
    }

    // What a node should hold: what it held, plus what totals say has come, less what they say has gone.
    void check_stock(model::NodeId node) {
        const model::NodeRow& row = model_.nodes[node];
        const NodeSeen& was = before_->nodes[node.index];
        const NodeSeen& is = now_.nodes[node.index];
        double come = 0.0;
        double gone = 0.0;
        double rates = 0.0;
        for (std::uint32_t at = row.in.begin; at < row.in.end; ++at) {
            const std::uint32_t flow = model_.in_ends[at].flow.index;
            come += before_->flows[flow].gain * (now_.flows[flow].moved - before_->flows[flow].moved);
            rates += before_->flows[flow].rate;
        }
        for (std::uint32_t at = row.out.begin; at < row.out.end; ++at) {
            const model::OutEnd& end = model_.out_ends[at];
            gone += before_->takes[end.leg] * (now_.flows[end.flow.index].moved - before_->flows[end.flow.index].moved);
            rates += before_->takes[end.leg] * before_->flows[end.flow.index].rate;
        }
        for (const model::RouteId route : model_.routes.ids()) {
            const model::RouteRow& way = model_.routes[route];
            const RouteSeen& then = before_->routes[route.index];
            const RouteSeen& later = seen(route);
            if (way.from == node) {
                const bool loads =
                    way.form == model::RouteForm::sailings && !way.copies && !loads_over_time(run_, route.index);
                gone += loads ? later.sent - then.sent : 0.0;
                come += later.returned - then.returned;
            }
            if (way.sails.fleet.hold == node && way.sails.fleet.hold.valid()) {
                gone += amount_of(EventKind::lot_sailed, route);
            }
            if (way.port == node) {
                come += way.form == model::RouteForm::sailings
                            ? later.arrived - then.arrived - (later.rejected - then.rejected)
                            : 0.0;
                gone += later.spilled - then.spilled;
            }
            if (way.rejects.to == node && way.form == model::RouteForm::sailings) {
                come += later.rejected - then.rejected;
            }
        }
        gone += is.expired - was.expired;
        const double expected = was.stock + come - gone;
        const double moved_so_far = 1e-3 * total_moved(node);
        if (!near(is.stock, expected, was.stock + come + gone + rates + moved_so_far)) {
            faults_.add(Rule::straight_line, fmt::format("{}: holds {:.17g}, not {:.17g} + {:.17g} - {:.17g}",
                                                         path_of(model_, node), is.stock, was.stock, come, gone));
        }
        const double line = was.stock + was.net * elapsed();
        if (near(come - gone, was.net * elapsed(), was.stock + come + gone + rates + moved_so_far)) {
            return;  // nothing jumped: then the two agree
        }
        if (!jump_announced(node)) {
            faults_.add(Rule::straight_line, fmt::format("{}: {:.17g} on its line, {:.17g} in fact, and no event",
                                                         path_of(model_, node), line, is.stock));
        }
    }

    // Totals are large where stocks may be small, and stocks are told from totals here.
    [[nodiscard]] double total_moved(model::NodeId node) const {
        const model::NodeRow& row = model_.nodes[node];
        double sum = 0.0;
        for (std::uint32_t at = row.in.begin; at < row.in.end; ++at) {
            sum += now_.flows[model_.in_ends[at].flow.index].moved;
        }
        for (std::uint32_t at = row.out.begin; at < row.out.end; ++at) {
            sum += now_.flows[model_.out_ends[at].flow.index].moved;
        }
        return sum;
    }

    [[nodiscard]] bool jump_announced(model::NodeId node) const {
        return std::any_of(now_.events.begin(), now_.events.end(), [&](const Event& event) {
            if (event.kind == EventKind::goods_expired && event.entity == node.index) {
                return true;
            }
            if (event.entity_kind != engine::EntityKind::route) {
                return false;
            }
            const model::RouteRow& row = model_.routes[model::RouteId{event.entity}];
            const bool touches = row.from == node || row.to == node || row.port == node || row.rejects.to == node ||
                                 row.sails.fleet.hold == node;
            return touches && (event.kind == EventKind::vehicle_unloads || event.kind == EventKind::lot_sailed ||
                               event.kind == EventKind::lot_arrived || event.kind == EventKind::closed);
        });
    }

    // Sailings of one instant load one after another what the reserve leaves; going backwards from what is left at
    // last tells what each of them found.
    void check_sailings() {
        const std::vector<double> lots = measures_.lots_permitted(now_, rules_);
        std::vector<double> found(now_.nodes.size());
        for (std::size_t node = 0; node < found.size(); ++node) {
            found[node] = now_.nodes[node].stock;
        }
        undone_.assign(model_.routes.size(), false);
        std::vector<double> left;  // of what deals have released
        for (const model::DealPartId part : model_.deal_parts.ids()) {
            left.push_back(std::max(0.0, deals_.left(part)));
        }
        for (auto event = now_.events.rbegin(); event != now_.events.rend(); ++event) {
            undo_unloading(*event, found);
            if (event->kind == EventKind::lot_sailed && loads_over_time(run_, event->entity)) {
                continue;  // it has loaded before
            }
            if (event->kind != EventKind::lot_sailed && event->kind != EventKind::lot_missed) {
                continue;
            }
            const model::RouteId route{event->entity};
            const model::RouteRow& row = model_.routes[route];
            if (event->kind == EventKind::lot_sailed) {
                found[row.from.index] += row.copies ? 0.0 : event->value;
                const auto at = static_cast<std::size_t>(now_.events.rend() - event) - 1;
                if (row.part.valid()) {
                    left[row.part.index] += event->value;
                }
                check_load(route, event->value, found[row.from.index],
                           row.part.valid() ? left[row.part.index] : std::numeric_limits<double>::infinity(), lots[at]);
            }
        }
    }

    // What came ashore at once after ships had loaded was not there for them. All that a route brought ashore in an
    // instant counts with its last vehicle.
    void undo_unloading(const Event& event, std::vector<double>& found) {
        const model::RouteId route{event.entity};
        if (before_ == nullptr || event.kind != EventKind::vehicle_unloads || !fits_at_once(event.entity) ||
            undone_[event.entity]) {
            return;
        }
        undone_[event.entity] = true;
        found[model_.routes[route].to.index] -= unloaded_at_once(route);
    }

    void check_load(model::RouteId route, double loaded, double found, double left, double lot) {
        const model::RouteRow& row = model_.routes[route];
        const NodeSeen& sender = now_.nodes[row.from.index];
        const double there = sender.reserve >= sender.capacity ? 0.0 : std::max(0.0, found - sender.reserve);
        const double usable = row.copies ? left : std::min(there, left);
        const bool waits =
            (row.sails.when_short == model::WhenShort::wait || model::has_fleet(row)) && row.caps.empty();
        const double expected = waits ? lot : std::min(lot, usable);
        const bool too_small = loaded < run_.value_or(row.sails.least_lot, 0.0) * (1.0 - slack) || loaded <= 0.0;
        if (!near(loaded, expected, found + lot) || too_small) {
            faults_.add(Rule::lots, fmt::format("{}: loads {:.17g} of {:.17g} usable, the lot being {:.17g}",
                                                name(route), loaded, usable, lot));
        }
    }

    Case run_;
    const model::Model& model_;
    const Snapshot* before_;
    const Snapshot& now_;
    const RuleBook& rules_;
    const DealBook& deals_;
    const MeasureBook& measures_;
    std::vector<Way>& ways_;
    std::vector<Way>& works_;
    Faults& faults_;
    std::vector<bool> undone_;  ///< by route
};

}  // namespace

void Books::check(const Snapshot& now, const RuleBook& rules, const DealBook& deals, const MeasureBook& measures,
                  Faults& faults) {
    BookCheck(run_, before_ ? &*before_ : nullptr, now, rules, deals, measures, ways_, works_, faults).run();
    before_ = now;
}

}  // namespace caisson::tests
