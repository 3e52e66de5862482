#include "support/stepper.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>

#include "support/settings.hpp"

namespace caisson::tests {
namespace {

// One flow's claim on what an end has to give (goods) or to take (room) in a step.
struct Claim {
    std::size_t flow = 0;
    std::size_t priority_class = 0;
    double per_flow = 1.0;  ///< units at this end for a unit of the flow
};

// An end that shares: all that leaves a depot, its own use, its routes, or all that enters it.
struct Sharer {
    std::vector<Claim> claims;  // by class
    double has = 0.0;
};

struct Lot {
    double arrives = 0.0;
    double amount = 0.0;
};

class Stepper {
public:
    Stepper(const model::Model& model, std::span<const double> values, double step)
        : run_{model, values}, model_(model), step_(step) {
        set_up();
    }

    Stepped run() {
        const double end = run_[model_.end];
        const auto steps = static_cast<std::int64_t>(std::llround(end / step_));
        for (std::int64_t at = 0; at < steps; ++at) {
            advance(static_cast<double>(at) * step_);
        }
        return {.stocks = stocks_, .moved = moved_, .lost = lost_};
    }

private:
    void set_up() {
        stocks_.assign(model_.nodes.size(), 0.0);
        for (const model::NodeId node : model_.nodes.ids()) {
            const model::NodeRow& row = model_.nodes[node];
            stocks_[node.index] = row.kind == model::NodeKind::cell ? run_[row.stock] : 0.0;
        }
        moved_.assign(model_.flows.size(), 0.0);
        wishes_.assign(model_.flows.size(), 0.0);
        gains_.assign(model_.flows.size(), 1.0);
        lost_.assign(model_.routes.size(), 0.0);
        loaded_.assign(model_.routes.size(), 0.0);
        periods_.resize(model_.caps.size());
        lines_.resize(model_.routes.size());
        lots_.resize(model_.routes.size());
        sailed_.assign(model_.routes.size(), 0);
        most_arriving_.assign(model_.routes.size(), 0.0);
        stages_.assign(model_.fires.size(), 0);
        for (const model::RouteId route : model_.routes.ids()) {
            if (model_.routes[route].arriving.valid()) {
                const auto steps = std::llround(run_.transit(route) / step_);
                lines_[route.index].assign(static_cast<std::size_t>(steps), {0.0, 0.0});
            }
        }
        works_.resize(model_.plants.size());
        most_finished_.assign(model_.plants.size(), 0.0);
        dock_stopped_.assign(model_.plants.size(), false);
        for (const model::PlantId plant : model_.plants.ids()) {
            set_up_work(plant);
        }
    }

    void set_up_work(model::PlantId plant) {
        const model::PlantRow& row = model_.plants[plant];
        if (!model::takes_time(row)) {
            return;
        }
        const auto steps = static_cast<std::size_t>(std::llround(run_[row.work.takes] / step_));
        const bool steady = row.work.in_work == model::InWork::steady && run_.open(row.opening, 0.0);
        const double rate = steady ? run_.scheduled(row.rate, 0.0) : 0.0;
        const double yield = run_.scheduled(row.work.yield, 0.0);
        works_[plant.index].assign(steps, {rate * step_, yield});
        most_finished_[plant.index] = rate * yield;
    }

    void advance(double time) {
        const double middle = time + 0.5 * step_;
        for (const model::RouteId route : model_.routes.ids()) {
            land_lots(route, time);
        }
        begin_periods(middle);
        for (const model::RouteId route : model_.routes.ids()) {
            sail(route, time);
        }
        wish(middle);
        share(middle);
        move();
        for (const model::RouteId route : model_.routes.ids()) {
            come_in(route, middle);
        }
        for (const model::PlantId plant : model_.plants.ids()) {
            finish(plant, middle);
        }
    }

    // What all enforcements that are felt on a route leave together, by the strengths of their sanctions.
    [[nodiscard]] double left(model::RouteId route, model::Param model::SanctionRow::*strength, double time) const {
        double product = 1.0;
        for (const model::EnforcementRow& row : model_.enforcements) {
            if (measures(row.routes, route)) {
                product *= 1.0 - run_[model_.sanctions[row.sanction].*strength] * run_.scheduled(row.level, time);
            }
        }
        return product;
    }

    [[nodiscard]] bool measures(model::Range routes, model::RouteId route) const {
        const auto begin = model_.measured_routes.begin();
        return std::find(begin + routes.begin, begin + routes.end, route) != begin + routes.end;
    }

    // What is lost or stopped of what leaves.
    [[nodiscard]] double loss_of(model::RouteId route, double time) const {
        const double loss = run_.scheduled(model_.routes[route].loss, time);
        return 1.0 - (1.0 - loss) * left(route, &model::SanctionRow::interdicts, time);
    }

    [[nodiscard]] double sent(const model::CapRow& cap) const {
        double sum = 0.0;
        for (std::uint32_t at = cap.routes.begin; at < cap.routes.end; ++at) {
            const model::RouteId route = model_.measured_routes[at];
            const model::FlowId sending = model_.routes[route].sending;
            sum += sending.valid() ? moved_[sending.index] : loaded_[route.index];
        }
        return sum;
    }

    void begin_periods(double time) {
        for (std::size_t at = 0; at < periods_.size(); ++at) {
            const model::CapRow& cap = model_.caps[at];
            while (run_[cap.from] + periods_[at].next * run_[cap.every] <= time) {
                periods_[at].before = periods_[at].next == 0 && run_[cap.from] <= 0.0 ? 0.0 : sent(cap);
                periods_[at].counts = true;
                ++periods_[at].next;
            }
        }
    }

    // How much of so much may leave on a route: what is left under caps, and what passes over them.
    [[nodiscard]] double under_caps(model::RouteId route, double amount, double time) const {
        for (std::size_t at = 0; at < periods_.size(); ++at) {
            const model::CapRow& cap = model_.caps[at];
            if (!periods_[at].counts || !measures(cap.routes, route)) {
                continue;
            }
            double passes = cap.sanction.valid() ? 1.0 : 0.0;
            for (const model::EnforcementRow& row : model_.enforcements) {
                const bool of_it = cap.sanction.valid() && row.sanction == cap.sanction;
                passes *= of_it && measures(row.routes, route) ? 1.0 - run_.scheduled(row.level, time) : 1.0;
            }
            const double rest = std::max(0.0, run_[cap.most] - (sent(cap) - periods_[at].before));
            amount = std::min(amount, rest) + passes * std::max(0.0, amount - rest);
        }
        return amount;
    }

    void land_lots(model::RouteId route, double time) {
        const model::RouteRow& row = model_.routes[route];
        auto& lots = lots_[route.index];
        while (!lots.empty() && lots.front().arrives <= time + 0.5 * step_) {
            const double good = lots.front().amount - reject(row, lots.front().amount, time);
            stocks_[row.port.index] += good;
            const double room = run_.scheduled(model_.nodes[row.to].capacity, time) - stocks_[row.to.index];
            const double fits = std::clamp(room, 0.0, good);
            if (stocks_[row.port.index] <= good) {
                stocks_[row.port.index] -= fits;
                stocks_[row.to.index] += fits;
                moved_[row.unloading.index] += fits;
            }
            lots.pop_front();
        }
    }

    // What is rejected of what arrives goes where it goes at once.
    double reject(const model::RouteRow& row, double amount, double time) {
        if (!row.rejects.as.valid()) {
            return 0.0;
        }
        const double rejected = amount * run_.scheduled(row.rejects.share, time);
        stocks_[row.rejects.to.index] += rejected;
        return rejected;
    }

    void sail(model::RouteId route, double time) {
        const model::RouteRow& row = model_.routes[route];
        if (row.form != model::RouteForm::sailings) {
            return;
        }
        const double opens = std::max(0.0, run_[row.opening.opens]);
        const double first = run_.value_or(row.sails.first, opens);
        const double due = first + sailed_[route.index] * run_[row.sails.every];
        if (due > time + 0.5 * step_) {
            return;
        }
        ++sailed_[route.index];
        if (!run_.open(row.opening, time)) {
            return;
        }
        const double usable = std::max(0.0, stocks_[row.from.index] - reserve(row.from, time));
        const double lot = run_.scheduled(row.sails.lot, time) * left(route, &model::SanctionRow::cuts, time);
        const double loads = std::min(under_caps(route, lot, time), usable);
        const double loss = loss_of(route, time);
        if (loads < run_.value_or(row.sails.least_lot, 0.0) || loads == 0.0) {
            return;
        }
        stocks_[row.from.index] -= loads;
        loaded_[route.index] += loads;
        lost_[route.index] += loads * loss;  // booked early: compared at the end only
        lots_[route.index].push_back({due + run_.transit(route), loads * (1.0 - loss)});
    }

    [[nodiscard]] double reserve(model::NodeId node, double time) const {
        const model::NodeRow& row = model_.nodes[node];
        if (row.kind != model::NodeKind::cell) {
            return 0.0;
        }
        const double reserve = run_.scheduled(row.reserve, time);
        return reserve >= capacity(node, time) ? std::numeric_limits<double>::infinity() : reserve;
    }

    // A hub must hold what comes in a step until it goes in the next.
    [[nodiscard]] double capacity(model::NodeId node, double time) const {
        const model::NodeRow& row = model_.nodes[node];
        if (row.kind != model::NodeKind::cell) {
            return std::numeric_limits<double>::infinity();
        }
        if (!row.hub) {
            return run_.scheduled(row.capacity, time);
        }
        double asks = 0.0;
        for (std::uint32_t at = row.in.begin; at < row.in.end; ++at) {
            asks += wishes_[model_.in_ends[at].flow.index];
        }
        for (std::uint32_t at = row.out.begin; at < row.out.end; ++at) {
            asks += wishes_[model_.out_ends[at].flow.index];
        }
        return 2.0 * asks;
    }

    // What each flow would move in this step if nothing limited it.
    void wish(double time) {
        for (const model::PlantId plant : model_.plants.ids()) {
            wish_plant(plant, time);
        }
        for (const model::FireId fire : model_.fires.ids()) {
            wish_fire(fire, time);
        }
        for (const model::RouteId route : model_.routes.ids()) {
            const model::RouteRow& row = model_.routes[route];
            const double loss = loss_of(route, time);
            double& most = most_arriving_[route.index];
            if (row.sending.valid()) {
                const double asked = run_.open(row.opening, time) ? run_.scheduled(row.capacity, time) *
                                                                        left(route, &model::SanctionRow::cuts, time)
                                                                  : 0.0;
                wishes_[row.sending.index] = under_caps(route, asked * step_, time);
                gains_[row.sending.index] = row.port.valid() ? 1.0 : 1.0 - loss;
                most = std::max(most, asked * (1.0 - loss));
            } else {
                most = run_.scheduled(row.sails.lot, time);
            }
            if (row.unloading.valid()) {
                wishes_[row.unloading.index] = run_.value_or(row.unload, most) * step_;
            }
        }
    }

    void wish_plant(model::PlantId plant, double time) {
        const model::PlantRow& row = model_.plants[plant];
        const double rate = run_.open(row.opening, time) ? run_.scheduled(row.rate, time) : 0.0;
        wishes_[row.flow.index] = rate * step_;
        if (!model::takes_time(row)) {
            return;
        }
        double& most = most_finished_[plant.index];
        most = std::max(most, rate * run_.scheduled(row.work.yield, time));
        wishes_[row.work.delivering.index] = most * step_;
        if (row.work.when_full == model::WhenDockFull::stop) {
            const double held = stocks_[row.work.dock.index];
            const double limit = run_.value_or(row.work.dock_limit, most);
            // What comes and goes in one step never waits.
            const bool stopped = dock_stopped_[plant.index] ? held > most * step_ : held >= limit;
            dock_stopped_[plant.index] = stopped;
            wishes_[row.flow.index] = stopped ? 0.0 : wishes_[row.flow.index];
        }
    }

    void wish_fire(model::FireId fire, double time) {
        const model::FireRow& row = model_.fires[fire];
        double wanted = run_.open(row.opening, time) ? run_.scheduled(row.wanted, time) : 0.0;
        wanted *= ration(fire, time);
        for (std::uint32_t flow = row.flows.begin; flow < row.flows.end; ++flow) {
            const model::FlowRow& part = model_.flows[model::FlowId{flow}];
            wishes_[flow] = wanted * run_.value_or(part.share, 1.0) * step_;
            if (part.after.valid()) {  // what the one before it did not get, as far as its stock tells
                const model::NodeId first = model_.legs[model_.flows[part.after].legs.begin].node;
                wishes_[flow] = std::max(0.0, wishes_[part.after.index] - stocks_[first.index]);
            }
        }
    }

    double ration(model::FireId fire, double time) {
        const model::FireRow& row = model_.fires[fire];
        if (row.ration.empty()) {
            return 1.0;
        }
        const model::NodeId cell = model_.supply_nodes[row.supply.begin];
        double wanted = 0.0;
        for (const model::FireId other : model_.fires.ids()) {
            const model::FireRow& its = model_.fires[other];
            const bool counts = run_.uses(other, cell) && run_.open(its.opening, time);
            wanted += counts ? run_.scheduled(its.wanted, time) : 0.0;
        }
        const double stock = stocks_[cell.index];
        std::uint32_t& stage = stages_[fire.index];
        const auto below = [&](std::uint32_t s) { return run_[model_.rations[row.ration.begin + s - 1].below]; };
        const auto over = [&](std::uint32_t s) {
            return below(s) * (1.0 + run_[model_.rations[row.ration.begin + s - 1].hysteresis]);
        };
        while (stage < row.ration.size() && stock <= below(stage + 1) * wanted) {
            ++stage;
        }
        while (stage > 0 && stock >= over(stage) * wanted) {
            --stage;
        }
        return stage == 0 ? 1.0 : run_[model_.rations[row.ration.begin + stage - 1].to];
    }

    // Who gets how much: senders propose, receivers accept, until nobody changes his mind.
    void share(double time) {
        collect(time);
        out_.assign(model_.flows.size(), 1.0);
        in_.assign(model_.flows.size(), 1.0);
        constexpr int most_rounds = 200;
        for (int round = 0; round < most_rounds; ++round) {
            const std::vector<double> before = out_;
            out_.assign(model_.flows.size(), 1.0);
            for (const Sharer& sharer : senders_) {
                fill(sharer, in_, out_);
            }
            in_.assign(model_.flows.size(), 1.0);
            for (const Sharer& sharer : receivers_) {
                fill(sharer, out_, in_);
            }
            if (round > 0 && before == out_) {
                break;
            }
        }
    }

    void collect(double time) {
        senders_.clear();
        receivers_.clear();
        for (const model::NodeId node : model_.nodes.ids()) {
            collect_out(node, time);
            const model::NodeRow& row = model_.nodes[node];
            const double room = capacity(node, time) - stocks_[node.index];
            if (std::isfinite(room)) {
                Sharer in{.claims = {}, .has = std::max(0.0, room)};
                for (std::uint32_t at = row.in.begin; at < row.in.end; ++at) {
                    const model::InEnd& end = model_.in_ends[at];
                    in.claims.push_back({end.flow.index, end.priority_class, gains_[end.flow.index]});
                }
                receivers_.push_back(std::move(in));
            }
        }
    }

    // Without a reserve own use and routes share the stock; with one, routes share what is above it.
    void collect_out(model::NodeId node, double time) {
        const model::NodeRow& row = model_.nodes[node];
        const double kept = reserve(node, time);
        const double stock = std::max(0.0, stocks_[node.index]);
        Sharer all{.claims = {}, .has = stock};
        Sharer routes{.claims = {}, .has = std::max(0.0, stock - kept)};
        for (std::uint32_t at = row.out.begin; at < row.out.end; ++at) {
            const model::OutEnd& end = model_.out_ends[at];
            const Claim claim{end.flow.index, end.priority_class, run_.value_or(model_.legs[end.leg].take, 1.0)};
            (kept > 0.0 && !end.own_use ? routes : all).claims.push_back(claim);
        }
        senders_.push_back(std::move(all));
        senders_.push_back(std::move(routes));
    }

    // Class by class, in proportion to wishes, nobody more than its cap. A flow with several inputs gets the least.
    void fill(const Sharer& sharer, const std::vector<double>& caps, std::vector<double>& parts) const {
        double left = sharer.has;
        for (std::size_t at = 0; at < sharer.claims.size();) {
            std::size_t end = at;
            while (end < sharer.claims.size() &&
                   sharer.claims[end].priority_class == sharer.claims[at].priority_class) {
                ++end;
            }
            const double part = common_part({sharer.claims.data() + at, end - at}, caps, left);
            for (; at < end; ++at) {
                const Claim& claim = sharer.claims[at];
                const double gets = std::min(part, caps[claim.flow]);
                parts[claim.flow] = std::min(parts[claim.flow], part);
                left -= gets * wishes_[claim.flow] * claim.per_flow;
            }
            left = std::max(0.0, left);
        }
    }

    [[nodiscard]] double common_part(std::span<const Claim> claims, const std::vector<double>& caps,
                                     double left) const {
        std::vector<Claim> order(claims.begin(), claims.end());
        std::sort(order.begin(), order.end(),
                  [&](const Claim& a, const Claim& b) { return caps[a.flow] < caps[b.flow]; });
        double sizes = 0.0;
        for (const Claim& claim : order) {
            sizes += wishes_[claim.flow] * claim.per_flow;
        }
        for (const Claim& claim : order) {
            const double size = wishes_[claim.flow] * claim.per_flow;
            if (left < caps[claim.flow] * sizes) {
                return left / sizes;
            }
            left -= caps[claim.flow] * size;
            sizes -= size;
        }
        return 1.0;
    }

    void move() {
        for (const model::FlowId flow : model_.flows.ids()) {
            const model::FlowRow& row = model_.flows[flow];
            const bool comes_later = row.kind == model::FlowKind::arrival || row.kind == model::FlowKind::reject ||
                                     row.kind == model::FlowKind::finish;
            if (comes_later) {
                continue;
            }
            const double amount = wishes_[flow.index] * std::min(out_[flow.index], in_[flow.index]);
            moved_[flow.index] += amount;
            for (std::uint32_t leg = row.legs.begin; leg < row.legs.end; ++leg) {
                stocks_[model_.legs[leg].node.index] -= run_.value_or(model_.legs[leg].take, 1.0) * amount;
            }
            if (row.receiver.valid()) {
                stocks_[row.receiver.index] += gains_[flow.index] * amount;
            }
            book_departure(row, amount, gains_[flow.index]);
        }
    }

    void book_departure(const model::FlowRow& row, double amount, double gain) {
        if (row.kind == model::FlowKind::transfer) {
            lost_[row.owner] += (1.0 - gain) * amount;
        } else if (row.kind == model::FlowKind::departure) {
            departed_.emplace_back(row.owner, amount);
        } else if (row.kind == model::FlowKind::plant && model::takes_time(model_.plants[model::PlantId{row.owner}])) {
            begun_.emplace_back(row.owner, amount);
        }
    }

    void come_in(model::RouteId route, double time) {
        const model::RouteRow& row = model_.routes[route];
        if (!row.arriving.valid()) {
            return;
        }
        const auto departed = std::find_if(departed_.begin(), departed_.end(),
                                           [&](const auto& entry) { return entry.first == route.index; });
        const double loss = loss_of(route, time);
        auto& line = lines_[route.index];
        line.push_back({departed->second, loss});
        departed_.erase(departed);
        const auto [amount, lost] = line.front();
        line.pop_front();
        const double good = amount * (1.0 - lost) - reject(row, amount * (1.0 - lost), time);
        stocks_[row.port.index] += good;
        moved_[row.arriving.index] += good;
        lost_[route.index] += amount * lost;
    }

    void finish(model::PlantId plant, double time) {
        const model::PlantRow& row = model_.plants[plant];
        if (!model::takes_time(row)) {
            return;
        }
        const auto begun =
            std::find_if(begun_.begin(), begun_.end(), [&](const auto& entry) { return entry.first == plant.index; });
        auto& line = works_[plant.index];
        line.push_back({begun->second, run_.scheduled(row.work.yield, time)});
        begun_.erase(begun);
        const auto [amount, yield] = line.front();
        line.pop_front();
        stocks_[row.work.dock.index] += amount * yield;
        moved_[row.work.finishing.index] += amount * yield;
    }

    Case run_;
    const model::Model& model_;
    double step_;
    std::vector<double> stocks_;
    std::vector<double> moved_;
    std::vector<double> wishes_;
    std::vector<double> gains_;
    std::vector<double> lost_;
    std::vector<double> loaded_;  // by ship, of each route

    struct Period {
        double before = 0.0;  // what had left when it began
        bool counts = false;
        int next = 0;
    };

    std::vector<Period> periods_;  // of each cap
    std::vector<double> most_arriving_;
    std::vector<std::deque<std::pair<double, double>>> lines_;  // what left in each step, and its loss
    std::vector<std::deque<std::pair<double, double>>> works_;  // what was begun in each step, and its yield
    std::vector<double> most_finished_;
    std::vector<bool> dock_stopped_;
    std::vector<std::deque<Lot>> lots_;
    std::vector<std::uint32_t> sailed_;
    std::vector<std::uint32_t> stages_;
    std::vector<std::pair<std::uint32_t, double>> departed_;
    std::vector<std::pair<std::uint32_t, double>> begun_;
    std::vector<Sharer> senders_;
    std::vector<Sharer> receivers_;
    std::vector<double> out_;
    std::vector<double> in_;
};

}  // namespace

Stepped step_through(const model::Model& model, std::span<const double> values, double step) {
    return Stepper(model, values, step).run();
}

}  // namespace caisson::tests
