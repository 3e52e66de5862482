#include "engine/allocate_knot.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace caisson::engine {
namespace {

/// Two levels that differ by no more are the same, found on different ways.
constexpr double same_level = 1e-12;
/// A fixpoint this little above an iterate cannot be wrong by more, whichever fixpoint it is.
constexpr double acceptable_rise = 1e-6;
/// A round that moves no level by more ends an alternation.
constexpr double standstill = 1e-13;
constexpr int most_alternations = 100'000;
constexpr int most_coupled_rounds = 100;
/// Not before the rounds show where they go.
constexpr int first_candidate = 2;
constexpr int most_newton_steps = 10;

double rise(const Level& from, const Level& to) { return to.position() - from.position(); }

}  // namespace

KnotSolver::KnotSolver(const Network& net) {
    const std::size_t levels = 2 * net.nodes.size();
    for (Levels* list : {&before_, &iterate_, &candidate_}) {
        list->reserve(levels);
    }
    unknown_.reserve(levels);
    fractions_.reserve(levels);
    available_.reserve(levels);
    rates_.reserve(net.flows.size());
    before_rates_.reserve(net.flows.size());
    iterate_rates_.reserve(net.flows.size());
}

void KnotSolver::copy_levels(const Component& component, Levels& levels) {
    levels.clear();
    for (const Component::Row& row : component.rows) {
        levels.push_back(row.at);
    }
}

void KnotSolver::put_levels(Component& component, const Levels& levels) {
    for (std::size_t row = 0; row < levels.size(); ++row) {
        component.rows[row].at = levels[row];
    }
}

Found KnotSolver::solve_contested(Component& component, LeastFixpoint& least) {
    for (Component::Row& row : component.rows) {
        row.at = Level{};
    }
    for (int round = 0; round < most_alternations; ++round) {
        copy_levels(component, before_);
        if (!least.solve_receivers(component) || !least.solve_senders(component)) {
            return Found::by_iteration;
        }
        double moved = 0.0;
        for (std::uint32_t sender = 0; sender < component.senders(); ++sender) {
            moved = std::max(moved, std::abs(rise(before_[sender], component.rows[sender].at)));
        }
        if (moved == 0.0 || accept_contested(component, least)) {
            return Found::exactly;
        }
        if (moved <= standstill) {
            break;
        }
    }
    return Found::by_iteration;
}

/// Tries the fixpoint to which the alternation would converge if everything stayed bound as it is now.
bool KnotSolver::accept_contested(Component& component, LeastFixpoint& least) {
    copy_levels(component, iterate_);
    if (put_exact_levels(component, least.linear())) {
        copy_levels(component, candidate_);
        bool fits = least.solve_receivers(component) && least.solve_senders(component);
        for (std::uint32_t sender = 0; fits && sender < component.senders(); ++sender) {
            const double above = rise(iterate_[sender], candidate_[sender]);
            fits = std::abs(rise(candidate_[sender], component.rows[sender].at)) <= same_level &&
                   above >= -same_level && above <= acceptable_rise;
        }
        if (fits) {
            return true;
        }
    }
    put_levels(component, iterate_);
    return false;
}

/// By Newton's method: in one step, unless what one commodity leaves to another makes products of levels.
bool KnotSolver::put_exact_levels(Component& component, LinearSystem& linear) {
    std::uint32_t unknowns = 0;
    unknown_.clear();
    for (const Component::Row& row : component.rows) {
        // A level with nothing to share stays where it is: a loop that nothing feeds fixes no fraction.
        const bool sought = row.at.critical < row.classes && component.available(row) > 0.0;
        unknown_.push_back(sought ? unknowns++ : none);
    }
    fractions_.assign(unknowns, 0.0);
    for (int step = 0; unknowns > 0 && step < most_newton_steps; ++step) {
        component.refresh_asks();
        linear.begin(unknowns);
        for (std::uint32_t row = 0; row < component.rows.size(); ++row) {
            if (unknown_[row] != none) {
                add_equation(component, row, linear);
            }
        }
        if (!linear.solve(fractions_)) {
            return false;
        }
        const double moved = take_fractions(component);
        if (moved <= standstill || !component.waits()) {
            return std::isfinite(moved);
        }
    }
    return false;
}

/// Sets the levels sought. How far they moved; infinite if one would leave its class.
double KnotSolver::take_fractions(Component& component) const {
    double moved = 0.0;
    for (std::uint32_t row = 0; row < component.rows.size(); ++row) {
        if (unknown_[row] != none) {
            const double fraction = fractions_[unknown_[row]];
            if (fraction < -same_level || fraction > 1.0 + same_level) {
                return std::numeric_limits<double>::infinity();
            }
            double& present = component.rows[row].at.fraction;
            moved = std::max(moved, std::abs(fraction - present));
            present = std::clamp(fraction, 0.0, 1.0);
        }
    }
    return moved;
}

/// What its flows get, less what feeds it, plus what drains it = what cannot change.
void KnotSolver::add_equation(const Component& component, std::uint32_t row_at, LinearSystem& linear) const {
    const Component::Row& row = component.rows[row_at];
    const std::uint32_t equation = unknown_[row_at];
    for (const Component::Term& term : component.terms_of(row.shares)) {
        add_term(component, {equation, term.factor}, term, none, linear);
    }
    for (const Component::Term& term : component.terms_of(row.feeds)) {
        add_term(component, {equation, -term.factor}, term, row.partner, linear);
    }
    for (const Component::Term& term : component.terms_of(row.drains)) {
        add_term(component, {equation, term.factor}, term, none, linear);
    }
    linear.add_right(equation, row.supply - row.own_use);
}

/// The end that holds a flow back, one level left out, and its multiplier.
KnotSolver::Binding KnotSolver::binding_of(const Component& component, const Component::Flow& flow, double cap,
                                           std::uint32_t except) const {
    Binding binding{cap, none};
    for (const Component::End& end : component.ends_of(flow)) {
        const Level& at = component.rows[end.level].at;
        const double multiplier = at.multiplier(end.priority_class);
        if (end.level != except && multiplier < binding.multiplier) {
            binding = {multiplier, end.priority_class == at.critical ? unknown_[end.level] : none};
        }
    }
    return binding;
}

/// Adds ask * multiplier to an equation: its value, and how it changes with the levels.
void KnotSolver::add_term(const Component& component, Place place, const Component::Term& term, std::uint32_t except,
                          LinearSystem& linear) const {
    const Component::Flow& flow = component.flows[term.flow];
    const Binding binding = binding_of(component, flow, term.cap, except);
    if (binding.unknown != none) {
        linear.add(place.equation, binding.unknown, place.factor * flow.ask);
    } else {
        linear.add_right(place.equation, -place.factor * flow.ask * binding.multiplier);
    }
    add_ask(component, {place.equation, place.factor * binding.multiplier}, flow, linear);
}

/// Adds how an ask changes with what the flow before it gets.
void KnotSolver::add_ask(const Component& component, Place place, const Component::Flow& flow,
                         LinearSystem& linear) const {
    if (flow.after == none) {
        return;
    }
    const Component::Flow& before = component.flows[flow.after];
    const Binding binding = binding_of(component, before, before.outside, none);
    if (binding.unknown != none) {
        const double slope = -place.factor * before.ask;
        linear.add(place.equation, binding.unknown, slope);
        linear.add_right(place.equation, slope * binding.multiplier);
    }
    add_ask(component, {place.equation, place.factor * (1.0 - binding.multiplier)}, before, linear);
}

Found KnotSolver::solve_coupled(Component& component, LeastFixpoint& least) {
    for (Component::Row& row : component.rows) {
        row.at = Level{};
    }
    for (int round = 0; round < most_coupled_rounds; ++round) {
        if (!coupled_round(component)) {
            return Found::not_at_all;
        }
        const bool settled = furthest(component, rates_) <= same_level && still_available(component);
        if (settled || (round >= first_candidate && accept_coupled(component, least))) {
            return Found::exactly;
        }
    }
    return Found::not_at_all;
}

/// Shares what the last round's levels leave to be shared. False if no sharing satisfies all.
bool KnotSolver::coupled_round(Component& component) {
    component.refresh_asks();
    copy_rates(component, rates_);
    available_.clear();
    for (const Component::Row& row : component.rows) {
        available_.push_back(component.available(row));
    }
    return share_held(component);
}

/// Weighted max-min fair sharing of what is held, where there is one class at each end. Progressive filling would fill
/// the tightest end first; here every sweep leaves at least the tightest of the ends that have not settled at its final
/// level, since all levels start at the top and none falls below that of the tightest.
bool KnotSolver::share_held(Component& component) {
    for (Component::Row& row : component.rows) {
        row.at = {row.classes, 0.0};
    }
    const std::size_t most_sweeps = 2 * component.rows.size() + 100;
    for (std::size_t sweep = 0; sweep < most_sweeps; ++sweep) {
        double moved = 0.0;
        for (std::uint32_t at = 0; at < component.rows.size(); ++at) {
            const Level level = component.shared_out(at, available_[at]);
            moved = std::max(moved, std::abs(rise(component.rows[at].at, level)));
            component.rows[at].at = level;
        }
        if (moved <= standstill) {
            return true;
        }
    }
    return false;
}

/// Tries the rates to which the rounds would converge if everything stayed bound as it is now. They are taken if a
/// round leaves them as they are, and the last round has come closer to them.
bool KnotSolver::accept_coupled(Component& component, LeastFixpoint& least) {
    copy_levels(component, iterate_);
    before_rates_ = rates_;
    copy_rates(component, iterate_rates_);
    if (put_exact_levels(component, least.linear())) {
        const bool closer = furthest(component, iterate_rates_) < furthest(component, before_rates_);
        if (closer && coupled_round(component) && furthest(component, rates_) <= same_level &&
            still_available(component)) {
            return true;
        }
    }
    put_levels(component, iterate_);
    return false;
}

void KnotSolver::copy_rates(const Component& component, std::vector<double>& rates) {
    rates.clear();
    for (const Component::Flow& flow : component.flows) {
        rates.push_back(flow.ask * component.limit(flow, flow.outside, none));
    }
}

/// The largest difference from rates of before, in units of what the flow asks.
double KnotSolver::furthest(const Component& component, std::span<const double> rates) {
    double largest = 0.0;
    for (std::size_t at = 0; at < rates.size(); ++at) {
        const Component::Flow& flow = component.flows[at];
        if (flow.ask > 0.0) {
            const double rate = flow.ask * component.limit(flow, flow.outside, none);
            largest = std::max(largest, std::abs(rate - rates[at]) / flow.ask);
        }
    }
    return largest;
}

bool KnotSolver::still_available(const Component& component) const {
    const double rounding = component.rounding();
    for (std::size_t at = 0; at < available_.size(); ++at) {
        const double moved = std::abs(component.available(component.rows[at]) - available_[at]);
        if (moved > rounding + negligible * std::abs(available_[at])) {
            return false;
        }
    }
    return true;
}

}  // namespace caisson::engine
