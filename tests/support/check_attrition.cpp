#include "support/check_attrition.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace caisson::tests {
namespace {

using engine::FireLimit;

constexpr double longest_step = 1.0;  // [d]
constexpr double nothing = 1e-12;
constexpr double least_change = 1e-6;  // of what is compared: what is equal may be a little apart

// Between which numbers the mean of a stock over a step lies in which we are now.
struct Between {
    double least = 0.0;
    double most = 0.0;

    [[nodiscard]] Between times(double factor) const { return {least * factor, most * factor}; }

    [[nodiscard]] bool hold(double value) const {
        const double margin = least_change * std::max(std::abs(most), std::abs(value)) + nothing;
        return value >= least - margin && value <= most + margin;
    }
};

Between in_a_step(const NodeSeen& node) {
    // The net rate is that of the chord, and may have changed since the step was planned.
    const double most = 2.0 * std::abs(node.net) * longest_step;
    return {std::max(0.0, node.stock - most), node.stock + most};
}

double fired(const model::FireRow& row, const Snapshot& now) {
    double sum = 0.0;
    for (std::uint32_t flow = row.flows.begin; flow < row.flows.end; ++flow) {
        sum += now.flows[flow].rate;
    }
    return sum;
}

}  // namespace

void AttritionBook::check(const Snapshot& now, const RuleBook& rules, Faults& faults) {
    const model::Model& model = run_.model;
    for (const model::FireId fire : model.fires.ids()) {
        if (model.fires[fire].guns.held.valid()) {
            check_guns(fire, now, faults);
            check_wear(fire, now, faults);
            check_limit(fire, now, faults);
        } else if (now.fires[fire.index].by_guns < 1e300) {
            faults.add(Rule::attrition, fmt::format("fires.{} has no guns that limit it", model.fires[fire].id));
        }
    }
    for (const model::LossId loss : model.losses.ids()) {
        const double intensity = rules.scheduled(model.losses[loss].intensity, model::LeverOf::loss, loss.index,
                                                 model::Lever::intensity, now.time + window);
        if (!near(now.intensities[loss.index], intensity, intensity)) {
            faults.add(Rule::attrition, fmt::format("attrition.{}: the intensity is {:.17g}, not {:.17g}",
                                                    model.losses[loss].id, now.intensities[loss.index], intensity));
        }
        check_loss(loss, now, intensity, faults);
    }
}

void AttritionBook::check_guns(model::FireId id, const Snapshot& now, Faults& faults) {
    const model::FireRow& row = run_.model.fires[id];
    const FireSeen& at = now.fires[id.index];
    const NodeSeen& guns = now.nodes[row.guns.held.index];
    const double each = run_[row.guns.rate];
    const bool limited = at.by_guns < 1e300;
    if (limited ? !in_a_step(guns).times(each).hold(at.by_guns)
                : guns.stock * each < at.allowed * (1.0 - least_change)) {
        faults.add(Rule::attrition, fmt::format("fires.{}: {:.17g} guns fire {:.17g} of {:.17g} (net {:.17g})", row.id,
                                                guns.stock, at.by_guns, at.allowed, guns.net));
    }
    if (limited && at.by_guns > at.allowed * (1.0 + least_change)) {
        faults.add(Rule::attrition, fmt::format("fires.{}: its guns could fire more than it is allowed", row.id));
    }
}

void AttritionBook::check_wear(model::FireId id, const Snapshot& now, Faults& faults) {
    const model::FireRow& row = run_.model.fires[id];
    if (!row.guns.wear.valid()) {
        return;
    }
    const double worn = fired(row, now) / run_[row.guns.life];
    const double is = now.flows[row.guns.wear.index].rate;
    const bool none_left = now.nodes[row.guns.held.index].stock == 0.0;
    if (!(near(is, worn, worn) || std::abs(is - worn) <= 1e-9 * now.nodes[row.guns.held.index].stock ||
          (none_left && is < worn))) {
        faults.add(Rule::attrition, fmt::format("fires.{}: {:.17g} are worn out a day, not {:.17g}", row.id, is, worn));
    }
}

void AttritionBook::check_limit(model::FireId id, const Snapshot& now, Faults& faults) {
    const model::FireRow& row = run_.model.fires[id];
    const FireSeen& at = now.fires[id.index];
    const double most = std::min(at.allowed, at.by_guns);
    FireLimit should = at.by_guns < at.allowed ? FireLimit::guns : FireLimit::order;
    if (at.wanted == 0.0) {
        should = FireLimit::nothing;
    } else if (fired(row, now) < most * (1.0 - slack)) {
        should = FireLimit::rounds;
    } else if (should == FireLimit::guns && row.guns.worn.valid() &&
               (now.nodes[row.guns.worn.index].stock > 0.0 || now.nodes[row.guns.worn.index].net > 0.0)) {
        should = FireLimit::barrels;
    }
    const bool nearly = fired(row, now) < most && fired(row, now) >= most * (1.0 - slack);
    if (at.limit != should && !nearly) {
        faults.add(Rule::attrition, fmt::format("fires.{} is limited by {}, not by {}", row.id,
                                                static_cast<int>(should), static_cast<int>(at.limit)));
    }
    FireLimit told = limits_[id.index];
    for (const engine::Event& event : now.events) {
        if (event.kind == engine::EventKind::limit_changed && event.entity == id.index) {
            told = static_cast<FireLimit>(event.value);
        }
    }
    if (told != at.limit) {
        faults.add(Rule::attrition, fmt::format("fires.{}: nobody has told what limits it", row.id));
    }
    limits_[id.index] = told;
}

void AttritionBook::check_loss(model::LossId id, const Snapshot& now, double intensity, Faults& faults) {
    const model::LossRow& row = run_.model.losses[id];
    const NodeSeen& of = now.nodes[row.of.index];
    const double rate = intensity * run_[row.rate];
    Between lost{rate, rate};
    if (row.cause == model::LossCause::own) {
        lost = in_a_step(of).times(rate);
    } else if (row.cause != model::LossCause::nobody) {
        Between shots = row.cause == model::LossCause::stock ? in_a_step(now.nodes[row.facing.index]) : Between{};
        if (row.cause == model::LossCause::fire) {
            const double rounds = fired(run_.model.fires[row.by], now);
            shots = {rounds, rounds};
        }
        lost = shots.times(rate);
        if (row.law != model::LossLaw::square) {
            const double aimed = row.law == model::LossLaw::mixed ? run_[row.aimed] : 0.0;
            const Between targets = in_a_step(of).times((1.0 - aimed) / run_[row.against]);
            lost = {lost.least * (aimed + targets.least), lost.most * (aimed + targets.most)};
        }
    }
    const FlowSeen& flow = now.flows[row.flow.index];
    if (!lost.hold(flow.asked)) {
        faults.add(Rule::attrition, fmt::format("attrition.{}: {:.17g} a day, not {:.17g} to {:.17g}", row.id,
                                                flow.asked, lost.least, lost.most));
    }
    if (flow.rate < flow.asked * (1.0 - slack) && of.stock > 0.0) {
        faults.add(Rule::attrition, fmt::format("attrition.{}: less is lost though there is some", row.id));
    }
}

}  // namespace caisson::tests
