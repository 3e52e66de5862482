#include "engine/island_plan.hpp"

#include <algorithm>
#include <cmath>

#include "engine/mechanisms.hpp"

namespace caisson::engine {
namespace {

using model::FlowId;
using model::LossCause;
using model::LossLaw;
using model::NodeId;

/// No step is longer, so that what asks are constant for is never far from what guns can fire. [d]
constexpr double longest = 1.0;
/// No step is shorter, so that what goes to and fro makes no endless series. [d]
constexpr double shortest = 1e-5;
/// What differs by less of its size is equal: then it counts which way it goes.
constexpr double nearly = 1e-9;

bool nearly_equal(double a, double b) { return std::abs(a - b) <= nearly * std::max(std::abs(a), std::abs(b)); }

class Planner {
public:
    Planner(RunState& state, std::uint32_t index) : state_(state), island_(state.islands[index]) {}

    bool plan() {
        gather();
        if (island_.step.due == 0 && island_.step.jumped == 0 && island_.fresh == island_.inputs) {
            return false;
        }
        if (island_.step.since < state_.now) {
            count_error();
        }
        std::swap(island_.inputs, island_.fresh);
        island_.step.due = island_.step.jumped = 0;
        island_.step.since = state_.now;
        choose();
        find_end();
        set_asks();
        return true;
    }

private:
    // --- what the step is made from

    /// All that the step depends on, and that others may change.
    void gather() {
        island_.fresh.clear();
        for (std::size_t at = 0; at < island_.size(); ++at) {
            const NodeId node = node_of(at);
            island_.others[at] = net_of_others(node);
            island_.z[at] = std::max(0.0, state_.nodes[node.index].at(state_.now));
            island_.fresh.push_back(island_.others[at]);
            island_.fresh.push_back(island_.z[at] > 0.0 ? 1.0 : 0.0);
        }
        for (FireCourse& fire : island_.fires) {
            fire.allowed = state_.fires[fire.fire.index].allowed.rate;
            fire.rate = has_guns(fire) ? state_.value(row_of(fire).guns.rate) : 0.0;
            island_.fresh.push_back(fire.allowed);
            gather_uses(fire);
        }
        for (const LossCourse& loss : island_.losses) {
            island_.fresh.push_back(intensity(loss));
        }
    }

    void gather_uses(const FireCourse& fire) {
        const double asks = std::min(fire.allowed, guns_fire(fire));
        double before = 0.0;
        for (std::uint32_t at = fire.uses_begin; at < fire.uses_end; ++at) {
            UseCourse& use = island_.uses[at];
            const double rate = state_.allocation.rate[use.flow];
            use.portion = state_.value_or(state_.model.flows[use.flow].share, 1.0);
            use.before = before;
            use.limited = rate < state_.allocation.ask[use.flow] && rate < use.portion * asks - before;
            before += in_order(fire) ? rate : 0.0;
            island_.fresh.push_back(use.limited ? rate : -1.0);
        }
    }

    [[nodiscard]] double net_of_others(NodeId node) const {
        const model::Model& model = state_.model;
        const model::NodeRow& row = model.nodes[node];
        double net = 0.0;
        for (std::uint32_t at = row.in.begin; at < row.in.end; ++at) {
            const FlowId flow = model.in_ends[at].flow;
            net += state_.island_flows[flow.index] != 0 ? 0.0
                                                        : state_.allocation.rate[flow] * state_.allocation.gain[flow];
        }
        for (std::uint32_t at = row.out.begin; at < row.out.end; ++at) {
            const model::OutEnd& end = model.out_ends[at];
            net -= state_.island_flows[end.flow.index] != 0
                       ? 0.0
                       : state_.allocation.rate[end.flow] * state_.allocation.take[end.leg];
        }
        return net;
    }

    // --- which limits hold

    void choose() {
        for (FireCourse& fire : island_.fires) {
            fire.by_guns =
                has_guns(fire) && guns_fire(fire) < fire.allowed && !nearly_equal(guns_fire(fire), fire.allowed);
        }
        std::fill(island_.held_at_0.begin(), island_.held_at_0.end(), std::uint8_t{0});
        describe();
        bool changed = false;
        for (FireCourse& fire : island_.fires) {
            changed = (has_guns(fire) && choose_by_direction(fire)) || changed;
        }
        for (std::size_t at = 0; at < island_.stocks.size(); ++at) {
            if (island_.z[at] <= 0.0 && island_.slopes[at] < 0.0) {
                island_.held_at_0[at] = 1;
                changed = true;
            }
        }
        if (changed) {
            describe();
        }
        if (hold_empty_supplies()) {
            describe();
        }
    }

    /// Where two limits are equal, the one that falls holds.
    bool choose_by_direction(FireCourse& fire) {
        const double slope = island_.slopes[fire.guns];
        bool changed = false;
        if (nearly_equal(guns_fire(fire), fire.allowed) && slope < 0.0) {
            fire.by_guns = changed = true;
        }
        for (std::uint32_t at = fire.uses_begin; at < fire.uses_end; ++at) {
            UseCourse& use = island_.uses[at];
            const double asked = use.portion * guns_fire(fire) - use.before;
            if (use.limited && slope < 0.0 && nearly_equal(state_.allocation.rate[use.flow], asked)) {
                use.limited = false;
                changed = true;
            }
        }
        return changed;
    }

    /// What draws on nothing more and more gets no more.
    bool hold_empty_supplies() {
        bool changed = false;
        for (std::size_t at = island_.stocks.size(); at < island_.size(); ++at) {
            if (island_.z[at] > 0.0 || !(island_.slopes[at] < 0.0)) {
                continue;
            }
            for (FireCourse& fire : island_.fires) {
                for (std::uint32_t of = fire.uses_begin; has_guns(fire) && of < fire.uses_end; ++of) {
                    UseCourse& use = island_.uses[of];
                    if (!use.limited && use.share > 0.0 && draws_on(use.flow, node_of(at))) {
                        use.limited = true;
                        changed = true;
                    }
                }
            }
        }
        return changed;
    }

    [[nodiscard]] bool draws_on(FlowId flow, NodeId node) const {
        const model::Range legs = state_.model.flows[flow].legs;
        for (std::uint32_t leg = legs.begin; leg < legs.end; ++leg) {
            if (state_.model.legs[leg].node == node) {
                return true;
            }
        }
        return false;
    }

    // --- the course

    /// Writes down the rates of all stocks, and finds what they are now.
    void describe() {
        curved_ = island_.may_be_curved;
        if (curved_) {
            island_.curved.begin(island_.size());
            describe(island_.curved);
            island_.curved.settle(island_.z);
        } else {
            island_.linear.begin(island_.size());
            describe(island_.linear);
            island_.linear.settle();
        }
        course().slopes(island_.z, island_.slopes);
    }

    template <class Flow>
    void describe(Flow& flow) {
        for (std::size_t at = 0; at < island_.size(); ++at) {
            if (!is_held(at)) {
                flow.add_constant(at, island_.others[at]);
            }
        }
        for (FireCourse& fire : island_.fires) {
            share_out(fire);
            if (has_guns(fire)) {
                describe_guns(flow, fire);
            }
        }
        for (LossCourse& loss : island_.losses) {
            describe_loss(flow, loss);
        }
    }

    /// What each of a fire's flows takes of what it asks.
    void share_out(const FireCourse& fire) {
        bool met = false;
        double before = 0.0;
        for (std::uint32_t at = fire.uses_begin; at < fire.uses_end; ++at) {
            UseCourse& use = island_.uses[at];
            use.constant = use.share = 0.0;
            if (use.limited) {
                use.constant = state_.allocation.rate[use.flow];
                before += use.constant;
            } else if (!in_order(fire)) {
                use.share = use.portion;
            } else if (!met) {
                use.constant = -before;
                use.share = 1.0;
                met = true;
            }
        }
    }

    /// Adds `factor` of all that a fire fires to the rate of a stock.
    template <class Flow>
    void add_fire(Flow& flow, std::size_t row, const FireCourse& fire, double constant, double share, double factor) {
        if (is_held(row)) {
            return;
        }
        flow.add_constant(row, factor * constant);
        if (fire.by_guns) {
            flow.add_rate(row, fire.guns, factor * share * fire.rate);
        } else {
            flow.add_constant(row, factor * share * fire.allowed);
        }
    }

    template <class Flow>
    void describe_guns(Flow& flow, const FireCourse& fire) {
        const model::GunsRow& guns = row_of(fire).guns;
        if (guns.wear.valid()) {
            const double wear = 1.0 / state_.value(guns.life);
            add_fire(flow, fire.guns, fire, constant_of(fire), share_of(fire), -wear);
            if (const std::size_t worn = stock_at(guns.worn); worn < island_.stocks.size()) {
                add_fire(flow, worn, fire, constant_of(fire), share_of(fire), wear);
            }
        }
        for (std::uint32_t at = fire.uses_begin; at < fire.uses_end; ++at) {
            const UseCourse& use = island_.uses[at];
            const model::Range legs = state_.model.flows[use.flow].legs;
            for (std::uint32_t leg = legs.begin; leg < legs.end; ++leg) {
                add_fire(flow, supply_at(state_.model.legs[leg].node), fire, use.constant, use.share,
                         -state_.allocation.take[leg]);
            }
        }
    }

    template <class Flow>
    void describe_loss(Flow& flow, LossCourse& loss) {
        const model::LossRow& row = state_.model.losses[loss.loss];
        loss.first_product = no_slot;
        if (is_held(loss.of)) {
            return;
        }
        const double rate = intensity(loss) * state_.value(row.rate);
        switch (row.cause) {
            case LossCause::nobody:
                flow.add_constant(loss.of, -rate);
                return;
            case LossCause::own:
                flow.add_rate(loss.of, loss.of, -rate);
                return;
            case LossCause::fire: {
                const FireCourse& fire = island_.fires[loss.by];
                const double constant = constant_of(fire) + (fire.by_guns ? 0.0 : share_of(fire) * fire.allowed);
                const double a_gun = fire.by_guns ? share_of(fire) * fire.rate : 0.0;
                describe_hits(flow, loss, rate, constant, a_gun, fire.guns);
                return;
            }
            case LossCause::stock:
                describe_hits(flow, loss, rate, 0.0, 1.0, loss.facing);
                return;
        }
    }

    /// What is lost to an enemy that shoots `constant` and so much `by` each of a stock.
    template <class Flow>
    void describe_hits(Flow& flow, LossCourse& loss, double rate, double constant, double each, std::uint32_t by) {
        const auto [aimed, area] = split(loss);
        flow.add_constant(loss.of, -rate * aimed * constant);
        if (each != 0.0 && aimed != 0.0) {
            flow.add_rate(loss.of, by, -rate * aimed * each);
        }
        if (area == 0.0) {
            return;
        }
        flow.add_rate(loss.of, loss.of, -rate * area * constant);
        if constexpr (std::is_same_v<Flow, CurvedFlow>) {
            if (each != 0.0) {
                loss.of_products = rate * area * each;
                loss.first_product =
                    static_cast<std::uint32_t>(flow.add_product(loss.of, loss.of, by, -loss.of_products));
            }
        }
    }

    struct Split {
        double aimed = 1.0;
        double area = 0.0;  ///< for each that is there to be hit
    };

    [[nodiscard]] Split split(const LossCourse& loss) const {
        const model::LossRow& row = state_.model.losses[loss.loss];
        if (row.law == LossLaw::square) {
            return {};
        }
        const double aimed = row.law == LossLaw::mixed ? state_.value(row.aimed) : 0.0;
        return {aimed, (1.0 - aimed) / state_.value(row.against)};
    }

    // --- its end

    void find_end() {
        const double left = state_.end - state_.now;
        find_bends();
        const bool straight =
            std::all_of(island_.bends.begin(), island_.bends.end(), [](double bend) { return bend == 0.0; }) &&
            std::none_of(island_.fires.begin(), island_.fires.end(),
                         [&](const FireCourse& fire) { return fire.by_guns && island_.slopes[fire.guns] != 0.0; });
        double width = straight ? left : std::min(left, next_day() - state_.now);
        width = std::max(width, shortest);
        bool crossed = false;
        const auto watch = [&](double level) {
            if (const auto fall = island_.finder.first_fall(course(), island_.z, {island_.weights, level}, width)) {
                width = std::max(*fall, shortest);
                crossed = true;
            }
        };
        watch_all(watch);
        island_.end = island_.z;
        std::fill(island_.integral.begin(), island_.integral.end(), 0.0);
        course().advance(width, island_.end, island_.integral);
        width_ = width;
        island_.step.until = straight && !crossed ? never : state_.now + width;
        if (curved_) {
            count_integration();
        }
    }

    /// Steps end at whole days, if nothing happens before: what is sampled by the day is exact then.
    [[nodiscard]] double next_day() const { return longest * (std::floor(state_.now / longest + nearly) + 1.0); }

    template <class Watch>
    void watch_all(const Watch& watch) {
        for (std::size_t at = 0; at < island_.size(); ++at) {
            if (island_.z[at] > 0.0) {
                weigh(at, 1.0);
                watch(0.0);
            }
        }
        for (const FireCourse& fire : island_.fires) {
            if (!has_guns(fire)) {
                continue;
            }
            weigh(fire.guns, fire.by_guns ? -fire.rate : fire.rate);
            watch(fire.by_guns ? -fire.allowed : fire.allowed);
            for (std::uint32_t at = fire.uses_begin; fire.by_guns && at < fire.uses_end; ++at) {
                const UseCourse& use = island_.uses[at];
                if (use.limited) {
                    weigh(fire.guns, use.portion * fire.rate);
                    watch(use.constant + use.before);
                }
            }
        }
    }

    void weigh(std::size_t at, double weight) {
        std::fill(island_.weights.begin(), island_.weights.end(), 0.0);
        island_.weights[at] = weight;
    }

    void find_bends() {
        for (std::size_t at = 0; at < island_.size(); ++at) {
            weigh(at, 1.0);
            island_.bends[at] = course().bend(island_.weights, island_.z, island_.slopes);
        }
    }

    // --- what is asked for it

    void set_asks() {
        for (FireCourse& fire : island_.fires) {
            if (has_guns(fire)) {
                fire.mean = fire.by_guns ? fire.rate * island_.integral[fire.guns] / width_ : fire.allowed;
                state_.fires[fire.fire.index].by_guns = fire.by_guns ? fire.mean : never;
                ask_of_fire(state_, fire.fire);
                if (const model::GunsRow& guns = row_of(fire).guns; guns.wear.valid()) {
                    ask(state_, guns.wear, fired(fire) / state_.value(guns.life));
                }
            } else {
                fire.mean = fire.allowed;
            }
        }
        for (const LossCourse& loss : island_.losses) {
            ask(state_, state_.model.losses[loss.loss].flow, lost_to(loss));
        }
        note_bends();
        state_.clocks.set(state_.slots.islands + static_cast<std::uint32_t>(&island_ - state_.islands.data()),
                          island_.step.until);
    }

    [[nodiscard]] double fired(const FireCourse& fire) const { return constant_of(fire) + share_of(fire) * fire.mean; }

    /// What is lost in a day of the step, if there is enough.
    [[nodiscard]] double lost_to(const LossCourse& loss) const {
        const model::LossRow& row = state_.model.losses[loss.loss];
        const double rate = intensity(loss) * state_.value(row.rate);
        const double mean = island_.integral[loss.of] / width_;
        switch (row.cause) {
            case LossCause::nobody:
                return rate;
            case LossCause::own:
                return rate * mean;
            case LossCause::fire: {
                const FireCourse& fire = island_.fires[loss.by];
                const double constant = constant_of(fire) + (fire.by_guns ? 0.0 : share_of(fire) * fire.allowed);
                return hits(loss, rate, fired(fire), constant);
            }
            case LossCause::stock:
                break;
        }
        return hits(loss, rate, island_.integral[loss.facing] / width_, 0.0);
    }

    /// shots     of the enemy in a day, on average
    /// constant  how much of that does not depend on a stock
    [[nodiscard]] double hits(const LossCourse& loss, double rate, double shots, double constant) const {
        const auto [aimed, area] = split(loss);
        double lost = rate * aimed * shots + rate * area * constant * island_.integral[loss.of] / width_;
        if (loss.first_product != no_slot) {
            lost += loss.of_products * island_.curved.products()[loss.first_product] / width_;
        }
        return lost;
    }

    // --- how far lines are from courses

    /// A step that was cut short ends on a chord of its course.
    void count_error() {
        const double elapsed = state_.now - island_.step.since;
        const double left = planned_end() - state_.now;
        if (left <= instant_width) {
            return;
        }
        for (std::size_t at = 0; at < island_.size(); ++at) {
            state_.course_errors[commodity_of(at)] += 0.5 * island_.bends[at] * elapsed * left;
        }
    }

    [[nodiscard]] double planned_end() const { return std::min(island_.step.until, island_.step.since + longest); }

    /// Within a step a line is no further from its course than this.
    void note_bends() {
        for (std::size_t at = 0; at < island_.size(); ++at) {
            double& most = state_.course_bends[commodity_of(at)];
            most = std::max(most, island_.bends[at] * width_ * width_ / 8);
        }
    }

    void count_integration() {
        for (std::size_t at = 0; at < island_.size(); ++at) {
            state_.course_errors[commodity_of(at)] += island_.curved.errors()[at];
        }
    }

    // --- small things

    [[nodiscard]] Course& course() {
        return curved_ ? static_cast<Course&>(island_.curved) : static_cast<Course&>(island_.linear);
    }

    [[nodiscard]] NodeId node_of(std::size_t at) const {
        return at < island_.stocks.size() ? island_.stocks[at] : island_.supplies[at - island_.stocks.size()];
    }

    [[nodiscard]] std::uint32_t commodity_of(std::size_t at) const {
        return state_.model.nodes[node_of(at)].commodity.index;
    }

    [[nodiscard]] std::size_t stock_at(NodeId node) const {
        return static_cast<std::size_t>(std::find(island_.stocks.begin(), island_.stocks.end(), node) -
                                        island_.stocks.begin());
    }

    [[nodiscard]] std::size_t supply_at(NodeId node) const {
        return island_.stocks.size() +
               static_cast<std::size_t>(std::find(island_.supplies.begin(), island_.supplies.end(), node) -
                                        island_.supplies.begin());
    }

    [[nodiscard]] bool is_held(std::size_t at) const {
        return at < island_.held_at_0.size() && island_.held_at_0[at] != 0;
    }

    [[nodiscard]] static bool has_guns(const FireCourse& fire) { return fire.guns != no_slot; }

    [[nodiscard]] const model::FireRow& row_of(const FireCourse& fire) const { return state_.model.fires[fire.fire]; }

    [[nodiscard]] bool in_order(const FireCourse& fire) const { return row_of(fire).mode == model::UseMode::in_order; }

    /// What its guns can fire now.
    [[nodiscard]] double guns_fire(const FireCourse& fire) const {
        return has_guns(fire) ? fire.rate * island_.z[fire.guns] : never;
    }

    [[nodiscard]] double constant_of(const FireCourse& fire) const { return sum_of(fire, &UseCourse::constant); }

    [[nodiscard]] double share_of(const FireCourse& fire) const { return sum_of(fire, &UseCourse::share); }

    [[nodiscard]] double sum_of(const FireCourse& fire, double UseCourse::*what) const {
        double sum = 0.0;
        for (std::uint32_t at = fire.uses_begin; at < fire.uses_end; ++at) {
            sum += island_.uses[at].*what;
        }
        return sum;
    }

    [[nodiscard]] double intensity(const LossCourse& loss) const { return state_.losses[loss.loss.index].scheduled; }

    RunState& state_;
    Island& island_;
    bool curved_ = false;
    double width_ = 0.0;
};

}  // namespace

bool plan_step(RunState& state, std::uint32_t island) { return Planner(state, island).plan(); }

}  // namespace caisson::engine
