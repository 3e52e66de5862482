#include "support/check_measures.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace caisson::tests {
namespace {

using engine::EventKind;

bool among(const model::Model& model, model::Range routes, model::RouteId route) {
    for (std::uint32_t at = routes.begin; at < routes.end; ++at) {
        if (model.measured_routes[at] == route) {
            return true;
        }
    }
    return false;
}

bool happened(const Snapshot& now, EventKind kind, std::uint32_t cap) {
    return std::any_of(now.events.begin(), now.events.end(), [&](const engine::Event& event) {
        return event.kind == kind && event.entity_kind == engine::EntityKind::cap && event.entity == cap;
    });
}

}  // namespace

MeasureBook::MeasureBook(Case run) : run_(run), periods_(run.model.caps.size()) {
    for (std::size_t cap = 0; cap < periods_.size(); ++cap) {
        const model::CapRow& row = run.model.caps[cap];
        while (begins(periods_[cap], row) <= 0.0) {
            periods_[cap].counts = true;
            ++periods_[cap].next;
        }
    }
}

double MeasureBook::begins(const Period& period, const model::CapRow& row) const {
    return run_[row.from] + static_cast<double>(period.next) * run_[row.every];
}

double MeasureBook::level(std::uint32_t enforcement, const RuleBook& rules, double time) const {
    const double scheduled = rules.scheduled(run_.model.enforcements[enforcement].level, model::LeverOf::enforcement,
                                             enforcement, model::Lever::enforcement, time);
    return std::clamp(scheduled, 0.0, 1.0);
}

bool MeasureBook::is_felt(const model::EnforcementRow& row, model::RouteId route) const {
    return among(run_.model, row.routes, route);
}

bool MeasureBook::counts(const model::CapRow& row, model::RouteId route) const {
    return among(run_.model, row.routes, route);
}

double MeasureBook::left(model::RouteId route, model::Param model::SanctionRow::*strength, const RuleBook& rules,
                         double time) const {
    double product = 1.0;
    for (std::uint32_t at = 0; at < run_.model.enforcements.size(); ++at) {
        const model::EnforcementRow& row = run_.model.enforcements[at];
        if (is_felt(row, route)) {
            product *= 1.0 - run_[run_.model.sanctions[row.sanction].*strength] * level(at, rules, time);
        }
    }
    return product;
}

double MeasureBook::permitted(model::RouteId route, const RuleBook& rules, double time) const {
    return left(route, &model::SanctionRow::cuts, rules, time);
}

double MeasureBook::let_through(model::RouteId route, const RuleBook& rules, double time) const {
    return left(route, &model::SanctionRow::interdicts, rules, time);
}

double MeasureBook::passes(const model::CapRow& row, model::RouteId route, const RuleBook& rules, double time) const {
    double product = row.sanction.valid() ? 1.0 : 0.0;
    for (std::uint32_t at = 0; at < run_.model.enforcements.size(); ++at) {
        const model::EnforcementRow& enforcement = run_.model.enforcements[at];
        if (enforcement.sanction == row.sanction && row.sanction.valid() && is_felt(enforcement, route)) {
            product *= 1.0 - level(at, rules, time);
        }
    }
    return product;
}

double MeasureBook::over_caps(model::RouteId route, const Snapshot& now, const RuleBook& rules) const {
    double product = 1.0;
    for (std::uint32_t cap = 0; cap < periods_.size(); ++cap) {
        const model::CapRow& row = run_.model.caps[cap];
        if (counts(row, route) && now.caps[cap].reached) {
            product *= passes(row, route, rules, now.time + window);
        }
    }
    return product;
}

double MeasureBook::sent(std::uint32_t cap, const Snapshot& now) const {
    double sum = 0.0;
    for (const model::RouteId route : run_.model.routes.ids()) {
        sum += counts(run_.model.caps[cap], route) ? now.routes[route.index].sent : 0.0;
    }
    return sum;
}

double MeasureBook::sailed(std::uint32_t cap, const Snapshot& now) const {
    double sum = 0.0;
    for (const engine::Event& event : now.events) {
        const bool ours = event.kind == EventKind::lot_sailed && !loads_over_time(run_, event.entity) &&
                          counts(run_.model.caps[cap], model::RouteId{event.entity});
        sum += ours ? event.value : 0.0;
    }
    return sum;
}

void MeasureBook::begin(const Snapshot& now) {
    for (std::uint32_t cap = 0; cap < periods_.size(); ++cap) {
        Period& period = periods_[cap];
        period.began = now.time > 0.0 && begins(period, run_.model.caps[cap]) <= now.time + window;
        if (period.began) {  // before ships sail
            period.before = sent(cap, now) - sailed(cap, now);
            period.counts = true;
            ++period.next;
        }
    }
}

std::vector<double> MeasureBook::lots_permitted(const Snapshot& now, const RuleBook& rules) const {
    std::vector<double> lots(now.events.size(), 0.0);
    std::vector<double> counted(periods_.size());
    for (std::uint32_t cap = 0; cap < periods_.size(); ++cap) {
        counted[cap] = sent(cap, now) - sailed(cap, now) - periods_[cap].before;
    }
    for (std::size_t at = 0; at < lots.size(); ++at) {
        const engine::Event& event = now.events[at];
        if (event.kind != EventKind::lot_sailed || loads_over_time(run_, event.entity)) {
            continue;
        }
        const model::RouteId route{event.entity};
        lots[at] = rules.scheduled(run_.model.routes[route].sails.lot, model::LeverOf::route, route.index,
                                   model::Lever::lot, now.time + window) *
                   permitted(route, rules, now.time + window);
        for (std::uint32_t cap = 0; cap < periods_.size(); ++cap) {
            const model::CapRow& row = run_.model.caps[cap];
            if (!counts(row, route) || !periods_[cap].counts) {
                continue;
            }
            const double rest = std::max(0.0, run_[row.most] - counted[cap]);
            const double under = std::min(lots[at], rest);
            lots[at] = under + passes(row, route, rules, now.time + window) * (lots[at] - under);
            counted[cap] += event.value;
        }
    }
    return lots;
}

void MeasureBook::check_cap(std::uint32_t cap, const Snapshot& now, Faults& faults) {
    const model::CapRow& row = run_.model.caps[cap];
    Period& period = periods_[cap];
    const double all = sent(cap, now);
    const double counted = period.counts ? all - period.before : 0.0;
    const double most = run_[row.most];
    const double tolerance = slack * (most + all);
    const CapSeen& seen = now.caps[cap];
    const auto says = [&](const std::string& what) {
        faults.add(Rule::measures, fmt::format("{}: {} ({:.17g} of {:.17g} have left)", row.path, what, counted, most));
    };
    if (!near(seen.counted, counted, most + all)) {
        says(fmt::format("it counts {:.17g}", seen.counted));
    }
    if (seen.reached ? counted < most - tolerance : counted > most + tolerance) {
        says(seen.reached ? "it is reached too early" : "it should be reached");
    }
    const bool was_reached = period.reached && !period.began;
    if (happened(now, EventKind::cap_reached, cap) != (seen.reached && !was_reached)) {
        says("that it is reached is told wrongly");
    }
    if (happened(now, EventKind::cap_renewed, cap) != (period.reached && period.began)) {
        says("that it is renewed is told wrongly");
    }
    period.reached = seen.reached;
}

double MeasureBook::pressure(model::StateId state, const Snapshot& now) const {
    const model::Model& model = run_.model;
    double sum = 0.0;
    const model::Range needs = model.states[state].needs;
    for (std::uint32_t need = needs.begin; need < needs.end; ++need) {
        double wanted = 0.0;
        double met = 0.0;
        for (const model::FireId fire : model.fires.ids()) {
            const model::FireRow& row = model.fires[fire];
            if (model.depots[row.at].state != state) {
                continue;
            }
            double ours = 0.0;  // the part of it that is of this commodity
            double fired = 0.0;
            double all_fired = 0.0;
            for (std::uint32_t flow = row.flows.begin; flow < row.flows.end; ++flow) {
                const model::FlowRow& part = model.flows[model::FlowId{flow}];
                for (std::uint32_t leg = part.legs.begin; leg < part.legs.end; ++leg) {
                    const double take = run_.value_or(model.legs[leg].take, 1.0);
                    all_fired += take * now.flows[flow].rate;
                    if (model.nodes[model.legs[leg].node].commodity == model.state_needs[need].commodity) {
                        ours += take * run_.value_or(part.share, 1.0);
                        fired += take * now.flows[flow].rate;
                    }
                }
            }
            if (ours > 0.0) {
                const bool in_order = row.mode == model::UseMode::in_order;
                wanted += in_order ? now.fires[fire.index].wanted : ours * now.fires[fire.index].wanted;
                met += in_order ? all_fired : fired;
            }
        }
        sum += wanted > 0.0 ? run_[model.state_needs[need].weight] * std::max(0.0, wanted - met) / wanted : 0.0;
    }
    return sum;
}

void MeasureBook::check(const Snapshot& now, const RuleBook& rules, Faults& faults) {
    for (std::uint32_t at = 0; at < run_.model.enforcements.size(); ++at) {
        const double should = level(at, rules, now.time + window);
        if (!near(now.enforcements[at], should, 1.0)) {
            faults.add(Rule::measures,
                       fmt::format("{}: it is {:.17g}, not {:.17g}", path_of(run_.model, run_.model.enforcements[at]),
                                   now.enforcements[at], should));
        }
    }
    for (std::uint32_t cap = 0; cap < periods_.size(); ++cap) {
        check_cap(cap, now, faults);
    }
    for (const model::StateId state : run_.model.states.ids()) {
        const double should = pressure(state, now);
        if (!near(now.pressures[state.index], should, 1.0)) {
            faults.add(Rule::measures, fmt::format("states.{}: the pressure is {:.17g}, not {:.17g}",
                                                   run_.model.states[state].id, now.pressures[state.index], should));
        }
    }
}

}  // namespace caisson::tests
