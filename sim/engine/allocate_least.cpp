#include "engine/allocate_least.hpp"

#include <algorithm>
#include <limits>

namespace caisson::engine {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

bool same_side(const Component& component, std::uint32_t a, std::uint32_t b) {
    return (a < component.senders()) == (b < component.senders());
}

/// Calls `visit(level, class)` for the levels on a row's own side that move one of its feeds.
template <class Visit>
void each_source(const Component& component, std::uint32_t row, const Component::Term& feed, Visit visit) {
    for (const Component::End& end : component.ends_of(component.flows[feed.flow])) {
        if (same_side(component, end.level, row)) {
            visit(end.level, end.priority_class);
        }
    }
}

}  // namespace

LeastFixpoint::LeastFixpoint(const Network& net)
    : linear_(net.model.out_ends.size() + net.model.in_ends.size() + 2 * net.nodes.size()) {
    const std::size_t levels = 2 * net.nodes.size();
    const std::size_t ends = net.model.out_ends.size() + net.model.in_ends.size();
    senders_.reserve(net.nodes.size());
    receivers_.reserve(net.nodes.size());
    begin_.reserve(levels + 1);
    sources_.reserve(ends);
    climber_of_.reserve(levels);
    climbers_.reserve(levels);
    arcs_.reserve(ends);
    unsorted_.reserve(ends);
    shares_.reserve(2 * ends);
    pieces_.reserve(2 * ends + 2 * levels);
    fed_.reserve(levels);
    directions_.reserve(levels);
}

void LeastFixpoint::group_side(const Component& component, std::uint32_t first, std::uint32_t last, Components& groups,
                               std::vector<std::uint32_t>& begin, std::vector<std::uint32_t>& sources) {
    begin.clear();
    sources.clear();
    for (std::uint32_t row = first; row < last; ++row) {
        begin.push_back(static_cast<std::uint32_t>(sources.size()));
        for (const Component::Term& feed : component.terms_of(component.rows[row].feeds)) {
            each_source(component, row, feed,
                        [&](std::uint32_t source, std::uint32_t) { sources.push_back(source - first); });
        }
    }
    begin.push_back(static_cast<std::uint32_t>(sources.size()));
    groups.find(begin, sources);  // arcs lead to sources, so sources come first
}

void LeastFixpoint::prepare(const Component& component) {
    const auto rows = static_cast<std::uint32_t>(component.rows.size());
    climber_of_.assign(rows, none);
    group_side(component, 0, component.senders(), senders_, begin_, sources_);
    group_side(component, component.senders(), rows, receivers_, begin_, sources_);
}

bool LeastFixpoint::solve_senders(Component& component) {
    bool solved = true;
    for (std::size_t group = 0; group < senders_.count(); ++group) {
        solved = solve_group(component, senders_.members(group), 0) && solved;
    }
    return solved;
}

bool LeastFixpoint::solve_receivers(Component& component) {
    bool solved = true;
    for (std::size_t group = 0; group < receivers_.count(); ++group) {
        solved = solve_group(component, receivers_.members(group), component.senders()) && solved;
    }
    return solved;
}

bool LeastFixpoint::solve_group(Component& component, std::span<const std::uint32_t> members, std::uint32_t first) {
    gather(component, members, first);
    if (arcs_.empty()) {
        const Climber& only = climbers_[0];
        component.rows[only.row].at = component.shared_out(only.row, only.outside);
        climber_of_[only.row] = none;
        return true;
    }
    gather_pieces(component);
    const bool done = climb(component);
    for (const Climber& climber : climbers_) {
        component.rows[climber.row].at = level(climber);
        climber_of_[climber.row] = none;
    }
    return done;
}

/// Lists the group's levels, at 0: so what they have to share is what does not come from the group.
void LeastFixpoint::gather(Component& component, std::span<const std::uint32_t> members, std::uint32_t first) {
    climbers_.clear();
    for (const std::uint32_t member : members) {
        climber_of_[member + first] = static_cast<std::uint32_t>(climbers_.size());
        climbers_.emplace_back().row = member + first;
        component.rows[member + first].at = Level{};
    }
    for (Climber& climber : climbers_) {
        climber.outside = component.available(component.rows[climber.row]);
        climber.available = climber.outside;
    }
    gather_arcs(component);
}

void LeastFixpoint::gather_arcs(const Component& component) {
    unsorted_.clear();
    for (std::uint32_t to = 0; to < climbers_.size(); ++to) {
        const std::uint32_t row = climbers_[to].row;
        for (const Component::Term& feed : component.terms_of(component.rows[row].feeds)) {
            const double weight = feed.factor * component.flows[feed.flow].ask;
            each_source(component, row, feed, [&](std::uint32_t source, std::uint32_t priority_class) {
                const std::uint32_t from = climber_of_[source];
                if (from != none) {
                    unsorted_.push_back({from, to, priority_class, weight, feed.cap});
                    ++climbers_[from].arcs_end;
                }
            });
        }
    }
    sort_arcs();
}

/// By where they come from, else in the order in which they were found.
void LeastFixpoint::sort_arcs() {
    std::uint32_t begin = 0;
    for (Climber& climber : climbers_) {
        const std::uint32_t count = climber.arcs_end;
        climber.arcs_begin = climber.arcs_end = begin;
        begin += count;
    }
    arcs_.resize(unsorted_.size());
    for (const Arc& arc : unsorted_) {
        arcs_[climbers_[arc.from].arcs_end++] = arc;
    }
}

void LeastFixpoint::gather_pieces(Component& component) {
    pieces_.clear();
    for (Climber& climber : climbers_) {
        const std::span<const Share> shares = component.gather(climber.row);
        shares_.assign(shares.begin(), shares.end());
        for (std::uint32_t at = climber.arcs_begin; at < climber.arcs_end; ++at) {
            shares_.push_back({0.0, arcs_[at].cap, arcs_[at].priority_class, 0.0});
        }
        std::sort(shares_.begin(), shares_.end(), [](const Share& a, const Share& b) {
            return a.priority_class != b.priority_class ? a.priority_class < b.priority_class : a.cap < b.cap;
        });
        climber.piece = static_cast<std::uint32_t>(pieces_.size());
        if (climber.outside < 0.0) {
            pieces_.push_back({climber.outside, 0.0, 0.0, 0});
        }
        append_pieces(shares_, component.rows[climber.row].classes, pieces_);
        climber.last_piece = static_cast<std::uint32_t>(pieces_.size()) - 1;
        if (climber.outside < 0.0) {
            pieces_[climber.piece].critical = pieces_[climber.piece + 1].critical;
        }
    }
}

/// docs/semantics.md, 3.4. Every round ends, passes a breakpoint, or lifts a loop that feeds itself a long way.
bool LeastFixpoint::climb(const Component& component) {
    const double rounding = component.rounding();
    const std::size_t most_rounds = 4 * pieces_.size() + 1000;
    for (std::size_t round = 0; round < most_rounds; ++round) {
        pass_breakpoints();
        if (!find_residuals(rounding)) {
            return true;
        }
        find_direction(number_fed());
        rise();
    }
    return false;
}

void LeastFixpoint::pass_breakpoints() {
    for (Climber& climber : climbers_) {
        while (climber.piece < climber.last_piece) {
            const double end = pieces_[climber.piece + 1].begin;
            if (climber.available < end - negligible * end) {
                break;
            }
            ++climber.piece;
        }
    }
}

bool LeastFixpoint::find_residuals(double rounding) {
    for (Climber& climber : climbers_) {
        climber.residual = climber.outside - climber.available;
    }
    for (const Climber& climber : climbers_) {
        const Level at = level(climber);
        for (std::uint32_t arc = climber.arcs_begin; arc < climber.arcs_end; ++arc) {
            const double multiplier = std::min(arcs_[arc].cap, at.multiplier(arcs_[arc].priority_class));
            climbers_[arcs_[arc].to].residual += arcs_[arc].weight * multiplier;
        }
    }
    bool any = false;
    for (Climber& climber : climbers_) {
        const bool matters = climber.residual > rounding && climber.piece < climber.last_piece;
        climber.residual = matters ? climber.residual : 0.0;
        any = any || matters;
    }
    return any;
}

/// How fast an arc's target rises with its source's supply.
double LeastFixpoint::slope(const Arc& arc) const {
    const Climber& from = climbers_[arc.from];
    const Piece& piece = pieces_[from.piece];
    const bool rises = piece.critical == arc.priority_class && piece.fraction < arc.cap;
    return rises ? arc.weight * piece.slope : 0.0;
}

/// Numbers the levels that residuals reach through positive slopes.
std::size_t LeastFixpoint::number_fed() {
    fed_.clear();
    for (std::uint32_t at = 0; at < climbers_.size(); ++at) {
        climbers_[at].unknown = none;
        climbers_[at].direction = 0.0;
        if (climbers_[at].residual > 0.0) {
            climbers_[at].unknown = static_cast<std::uint32_t>(fed_.size());
            fed_.push_back(at);
        }
    }
    for (std::size_t next = 0; next < fed_.size(); ++next) {  // the list grows
        const Climber& from = climbers_[fed_[next]];
        for (std::uint32_t arc = from.arcs_begin; arc < from.arcs_end; ++arc) {
            Climber& to = climbers_[arcs_[arc].to];
            if (to.unknown == none && slope(arcs_[arc]) > 0.0) {
                to.unknown = static_cast<std::uint32_t>(fed_.size());
                fed_.push_back(arcs_[arc].to);
            }
        }
    }
    return fed_.size();
}

void LeastFixpoint::find_direction(std::size_t fed) {
    linear_.begin(fed);
    for (const std::uint32_t at : fed_) {
        const Climber& from = climbers_[at];
        linear_.add_right(from.unknown, from.residual);
        for (std::uint32_t arc = from.arcs_begin; arc < from.arcs_end; ++arc) {
            const double rate = slope(arcs_[arc]);
            if (rate > 0.0) {
                linear_.add(climbers_[arcs_[arc].to].unknown, from.unknown, rate);
            }
        }
    }
    directions_.assign(fed, 0.0);
    linear_.solve_growth(directions_);
    for (const std::uint32_t at : fed_) {
        climbers_[at].direction = directions_[climbers_[at].unknown];
    }
}

/// How much of a direction leads to the end of a climber's piece.
double LeastFixpoint::step_to_breakpoint(const Climber& climber) const {
    if (climber.direction <= 0.0 || climber.piece == climber.last_piece) {
        return infinity;
    }
    return (pieces_[climber.piece + 1].begin - climber.available) / climber.direction;
}

void LeastFixpoint::rise() {
    double step = 1.0;
    for (const Climber& climber : climbers_) {
        step = std::min(step, step_to_breakpoint(climber));
    }
    for (Climber& climber : climbers_) {
        if (step_to_breakpoint(climber) <= step) {
            climber.available = pieces_[climber.piece + 1].begin;  // exactly, so that it is passed
        } else {
            climber.available += step * climber.direction;
        }
    }
}

}  // namespace caisson::engine
