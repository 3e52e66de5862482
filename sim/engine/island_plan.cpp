#include "engine/island_plan.hpp"

#include <algorithm>
#include <cmath>

#include "engine/island_rates.hpp"
#include "engine/mechanisms.hpp"

namespace caisson::engine {
namespace {

using model::LossCause;

/// No step is longer, so that what asks are constant for is never far from what guns can fire. [d]
constexpr double longest = 1.0;
/// No step is meant to be shorter, so that what goes to and fro makes no long series (docs/adr/0009). [d]
constexpr double shortest = 0.01;
/// A time that is nearer to a whole day is on it. [d]
constexpr double nearly = 1e-9;

class Planner : private IslandParts {
public:
    Planner(RunState& state, std::uint32_t index)
        : IslandParts(state, state.islands[index]), rates_(state, island_), slot_(state.slots.islands + index) {}

    bool plan() {
        rates_.gather();
        if (island_.step.due == 0 && island_.step.jumped == 0 && island_.fresh == island_.inputs) {
            return false;
        }
        if (island_.step.since < state_.now) {
            count_error();
        }
        std::swap(island_.inputs, island_.fresh);
        island_.step.due = island_.step.jumped = 0;
        island_.step.since = state_.now;
        rates_.choose();
        find_end();
        set_asks();
        return true;
    }

    /// Lets wear and losses follow what fires really fire: where several share too little that may be known only now.
    /// returns  whether anything is asked otherwise
    bool follow() {
        bool changed = false;
        for (const FireCourse& fire : island_.fires) {
            const double fires = fired_now(fire);
            const double planned = std::max(0.0, fired(fire));
            if (fires == planned) {
                continue;
            }
            if (const model::GunsRow& guns = row_of(fire).guns; guns.wear.valid()) {
                changed = ask_anew(guns.wear, fires / state_.value(guns.life)) || changed;
            }
            for (const LossCourse& loss : island_.losses) {
                const model::LossRow& row = state_.model.losses[loss.loss];
                if (row.by == fire.fire) {
                    const auto [aimed, area] = split(loss);
                    const double hit = aimed + area * 0.5 * (island_.z[loss.of] + std::max(0.0, island_.end[loss.of]));
                    changed = ask_anew(row.flow, intensity(loss) * state_.value(row.rate) * hit * fires) || changed;
                }
            }
        }
        return changed;
    }

private:
    // --- where the step ends

    void find_end() {
        const double left = state_.end - state_.now;
        find_bends();
        const bool straight = is_straight();
        double width = straight ? left : std::min(left, next_day() - state_.now);
        width = std::max(width, shortest);
        bool crossed = false;
        // What is at its level already, and does not leave it, is no crossing: which limit holds has been chosen by that.
        const auto watch = [&](double level, double least) {
            const auto fall = island_.finder.first_fall(course(), island_.z, {island_.weights, level}, width);
            if (!fall || *fall <= 0.0) {
                return false;
            }
            width = std::max(*fall, least);
            crossed = true;
            return *fall < least;
        };
        watch_all(watch);
        island_.end = island_.z;
        std::fill(island_.integral.begin(), island_.integral.end(), 0.0);
        course().advance(width, island_.end, island_.integral);
        width_ = width;
        island_.step.until = straight && !crossed ? never : state_.now + width;
        if (island_.flow.has_products()) {
            count_integration();
        }
    }

    /// Whether nothing that is asked changes before something is reached: not the stocks, and not what depends on them.
    [[nodiscard]] bool is_straight() const {
        const auto moves = [&](std::uint32_t stock) { return stock != no_slot && island_.slopes[stock] != 0.0; };
        return std::all_of(island_.bends.begin(), island_.bends.end(), [](double bend) { return bend == 0.0; }) &&
               std::none_of(island_.fires.begin(), island_.fires.end(),
                            [&](const FireCourse& fire) { return fire.by_guns && moves(fire.guns); }) &&
               std::none_of(island_.losses.begin(), island_.losses.end(),
                            [&](const LossCourse& loss) { return moves(loss.facing); });
    }

    /// Steps end at whole days, if nothing happens before: what is sampled by the day is exact then.
    [[nodiscard]] double next_day() const { return longest * (std::floor(state_.now / longest + nearly) + 1.0); }

    template <class Watch>
    void watch_all(const Watch& watch) {
        for (std::size_t at = 0; at < island_.size(); ++at) {
            if (island_.z[at] > 0.0) {
                weigh(at, 1.0);
                (void)watch(0.0, shortest);  // its own clock knows better when it is used up
            }
        }
        for (const FireCourse& fire : island_.fires) {
            if (has_guns(fire) && watch_fire(fire, watch)) {
                count_delay(fire);
            }
        }
    }

    /// returns  whether another limit holds from so soon on that this is noticed late
    template <class Watch>
    [[nodiscard]] bool watch_fire(const FireCourse& fire, const Watch& watch) {
        weigh(fire.guns, fire.by_guns ? -fire.rate : fire.rate);
        bool late = watch(fire.by_guns ? -fire.allowed : fire.allowed, shortest);
        for (std::uint32_t at = fire.uses_begin; fire.by_guns && at < fire.uses_end; ++at) {
            const UseCourse& use = island_.uses[at];
            if (use.limited) {
                weigh(fire.guns, use.portion * fire.rate);
                late = watch(use.constant + use.before, shortest) || late;
            }
        }
        return late;
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
                fire.mean =
                    fire.by_guns ? std::max(0.0, fire.rate * island_.integral[fire.guns] / width_) : fire.allowed;
                state_.fires[fire.fire.index].by_guns = fire.by_guns ? fire.mean : never;
                ask_of_fire(state_, fire.fire);
                if (const model::GunsRow& guns = row_of(fire).guns; guns.wear.valid()) {
                    ask(state_, guns.wear, std::max(0.0, fired(fire)) / state_.value(guns.life));
                }
            } else {
                fire.mean = fire.allowed;
            }
        }
        for (const LossCourse& loss : island_.losses) {
            ask(state_, state_.model.losses[loss.loss].flow, std::max(0.0, lost_to(loss)));
        }
        note_bends();
        state_.clocks.set(slot_, island_.step.until);
    }

    [[nodiscard]] bool ask_anew(model::FlowId flow, double rate) {
        const bool changes = state_.allocation.ask[flow] != rate;
        ask(state_, flow, rate);
        return changes;
    }

    [[nodiscard]] double fired_now(const FireCourse& fire) const {
        double sum = 0.0;
        for (std::uint32_t at = fire.uses_begin; at < fire.uses_end; ++at) {
            sum += state_.allocation.rate[island_.uses[at].flow];
        }
        return sum;
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
            lost += loss.of_products * island_.flow.products()[loss.first_product] / width_;
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

    /// What a fire fires too much or too little until another limit is noticed.
    void count_delay(const FireCourse& fire) {
        const model::NodeId rounds = state_.model.supply_nodes[row_of(fire).supply.begin];
        state_.course_errors[state_.model.nodes[rounds].commodity.index] +=
            0.5 * fire.rate * std::abs(island_.slopes[fire.guns]) * shortest * shortest;
    }

    void count_integration() {
        for (std::size_t at = 0; at < island_.size(); ++at) {
            state_.course_errors[commodity_of(at)] += island_.flow.errors()[at];
        }
    }

    [[nodiscard]] Course& course() { return rates_.course(); }

    IslandRates rates_;
    std::uint32_t slot_;
    double width_ = 0.0;
};

}  // namespace

bool plan_step(RunState& state, std::uint32_t island) { return Planner(state, island).plan(); }

bool follow_fires(RunState& state, std::uint32_t island) { return Planner(state, island).follow(); }

}  // namespace caisson::engine
