#include "engine/origin_tracer.hpp"

#include <algorithm>
#include <cmath>

namespace caisson::engine {
namespace {

/// A stock below this part of what comes in during a stretch, or of what there was at first, is none.
constexpr double no_stock = 1e-13;
/// Circles of queues that hold little are cut into some such number of stretches between two instants at most, and what a
/// queue of a circle holds into some such number of slugs.
constexpr double most_cuts = 128.0;
constexpr std::size_t most_slugs = 128;
/// Delays shorter than this are none where they are part of a circle [d].
constexpr double shortest_delay = 1e-6;
/// No stretch is cut more finely [d]: it is the width of an instant.
constexpr double shortest_stretch = 1e-9;
/// Where a line meets a fading curve too nearly, or next to nothing fades, polynomials are better than a difference of
/// large numbers.
constexpr double near_resonance = 0.3;

bool is_pure(model::NodeKind kind) { return kind == model::NodeKind::dock; }

}  // namespace

OriginTracer::OriginTracer(const model::Model& model, Ages ages)
    : model_(model),
      width_(model.states.size() * (ages == Ages::yes ? 2 : 1)),
      nodes_(model.nodes.size()),
      lines_(model.routes.size()),
      lots_(model.routes.size()),
      rates_(model.flows.size(), 0.0),
      place_(model.nodes.size(), 0) {
    for (const auto route : model.routes.ids()) {
        const model::RouteRow& row = model.routes[route];
        TracedLine& line = lines_[route.index];
        line.sender = row.from.index;
        if (row.arriving.valid()) {
            line.entering = row.sending;
            nodes_[row.from.index].lines.push_back(route.index);
        }
    }
    for (const auto id : model.nodes.ids()) {
        const model::NodeRow& row = model.nodes[id];
        TracedNode& node = nodes_[id.index];
        node.is_queue = row.kind != model::NodeKind::cell || row.issue == model::Issue::fifo;
        node.hub = row.hub;
        const model::DepotId depot = row.kind == model::NodeKind::cell ? row.depot
                                     : is_pure(row.kind)               ? model.plants[row.plant].at
                                                         : model.nodes[model.routes[row.route].from].depot;
        node.own = pure(model.depots[depot].state, 0.0);
        add_inflows(id);
        all_.push_back(id.index);
    }
    components_.reserve(nodes_.size());
}

void OriginTracer::add_inflows(model::NodeId id) {
    const model::NodeRow& row = model_.nodes[id];
    for (auto at = row.in.begin; at < row.in.end; ++at) {
        const model::FlowId flow = model_.in_ends[at].flow;
        const model::FlowRow& moves = model_.flows[flow];
        Inflow in{flow, Inflow::From::node, 0};
        if (moves.kind == model::FlowKind::plant || moves.kind == model::FlowKind::finish) {
            in.from = Inflow::From::state;
            in.source = model_.depots[model_.plants[model::PlantId{moves.owner}].at].state.index;
        } else if (moves.kind == model::FlowKind::arrival || moves.kind == model::FlowKind::reject) {
            in.from = Inflow::From::line;
            in.source = moves.owner;
        } else {
            in.source = model_.legs[moves.legs.begin].node.index;
        }
        nodes_[id.index].inflows.push_back(in);
    }
}

Mixture OriginTracer::pure(model::StateId state, double made) const {
    Mixture mixture(width_, 0.0);
    mixture[state.index] = 1.0;
    if (traces_ages()) {
        mixture[states() + state.index] = made;
    }
    return mixture;
}

Mixture OriginTracer::opening(const model::NodeRow& row, std::span<const double> values) const {
    const double made = row.age.valid() ? -values[row.age.index] : 0.0;
    if (row.kind != model::NodeKind::cell || row.origins.empty()) {
        return pure(row.kind == model::NodeKind::cell ? model_.depots[row.depot].state : model::StateId{0}, made);
    }
    Mixture mixture(width_, 0.0);
    double sum = 0.0;
    for (auto at = row.origins.begin; at < row.origins.end; ++at) {
        sum += values[model_.of_states[at].share.index];
    }
    for (auto at = row.origins.begin; at < row.origins.end; ++at) {
        const model::OfStateRow& one = model_.of_states[at];
        const double share = sum > 0.0 ? values[one.share.index] / sum : 1.0 / row.origins.size();
        mixture[one.state.index] = share;
        if (traces_ages()) {
            mixture[states() + one.state.index] = share * made;
        }
    }
    return mixture;
}

void OriginTracer::start(std::span<const double> values) {
    since_ = until_ = 0.0;
    for (const auto id : model_.nodes.ids()) {
        const model::NodeRow& row = model_.nodes[id];
        TracedNode& node = nodes_[id.index];
        node.stock = row.stock.valid() ? values[row.stock.index] : 0.0;
        node.net = node.in_rate = node.out_rate = node.issued = 0.0;
        node.active.clear();
        node.out.clear();
        node.in.clear();
        node.slugs.clear();
        node.now = row.kind == model::NodeKind::cell ? opening(row, values) : node.own;
        if (node.is_queue && node.stock > 0.0) {
            node.slugs.push(node.stock, Course::constant(node.now));
        }
        node.held = node.slugs.content(width_);
    }
    for (const auto route : model_.routes.ids()) {
        lines_[route.index].transit = 0.0;
        lines_[route.index].entered.clear();
        lines_[route.index].steps.clear();
        lots_[route.index].clear();
    }
    std::fill(rates_.begin(), rates_.end(), 0.0);
}

void OriginTracer::take_rates(const View& view) {
    since_ = until_ = view.now().value;
    for (const auto flow : model_.flows.ids()) {
        rates_[flow.index] = view.rate(flow).value;
    }
    for (const auto route : model_.routes.ids()) {
        lines_[route.index].transit = view.transit(route).value;
    }
    for (const auto id : model_.nodes.ids()) {
        TracedNode& node = nodes_[id.index];
        node.stock = view.stock(id).value;
        node.net = view.net_rate(id).value;
        node.in_rate = 0.0;
        node.active.clear();
        for (const Inflow& in : node.inflows) {
            const double weight = rates_[in.flow.index] * view.gain(in.flow);
            if (weight > 0.0) {
                node.active.push_back({in, weight});
                node.in_rate += weight;
            }
        }
        node.out_rate = std::max(0.0, node.in_rate - node.net);
        node.out.clear();
        node.in.clear();
        node.issued = since_;
        if (node.is_queue) {
            node.mixes = false;
            node.slugs.set_total(node.stock);
            node.held = node.slugs.content(width_);
        }
    }
}

void OriginTracer::advance(double to) {
    if (to <= since_) {
        return;
    }
    until_ = to;
    finest_ = std::max(shortest_stretch, (to - since_) / most_cuts);
    process(all_, since_, to);
    for (TracedLine& line : lines_) {
        if (line.entering.valid() && rates_[line.entering.index] > 0.0) {
            line.steps.push_back({since_, to, rates_[line.entering.index]});
        }
    }
    forget_what_has_arrived();
    for (TracedNode& node : nodes_) {
        node.stock = std::max(0.0, stock_at(node, to));
    }
}

void OriginTracer::forget_what_has_arrived() {
    constexpr std::size_t worth_it = 64;
    for (TracedLine& line : lines_) {
        const double past = until_ - line.transit - shortest_delay;
        const auto entered =
            std::find_if(line.entered.begin(), line.entered.end(), [&](const Stretch& one) { return one.to >= past; });
        if (entered - line.entered.begin() > static_cast<std::ptrdiff_t>(worth_it)) {
            line.entered.erase(line.entered.begin(), entered);
        }
        const auto step =
            std::find_if(line.steps.begin(), line.steps.end(), [&](const auto& one) { return one.to >= past; });
        if (step - line.steps.begin() > static_cast<std::ptrdiff_t>(worth_it)) {
            line.steps.erase(line.steps.begin(), step);
        }
    }
}

double OriginTracer::stock_at(const TracedNode& node, double time) const {
    return node.stock + node.net * (time - since_);
}

bool OriginTracer::passes(const TracedNode& node, double time) const {
    return node.hub || (node.net <= 0.0 && stock_at(node, time) <= 0.0);
}

bool OriginTracer::is_long(std::uint32_t line, double days) const {
    return lines_[line].transit >= days * (1.0 - 1e-12);
}

// --- who depends on whom --------------------------------------------------------------------------------------------

bool OriginTracer::depends(std::uint32_t index, const ActiveInflow& in, double from, double to) const {
    if (in.what.from == Inflow::From::state) {
        return false;
    }
    if (in.what.from == Inflow::From::line) {
        return !is_long(in.what.source, to - from);
    }
    const TracedNode& source = nodes_[in.what.source];
    if (source.is_queue) {
        return source.issued < to;
    }
    return in.what.source != index;  // what leaves and comes back at once changes no mixture
}

void OriginTracer::issue_what_is_known(const std::vector<std::uint32_t>& nodes, double to) {
    for (const std::uint32_t index : nodes) {
        TracedNode& node = nodes_[index];
        if (node.is_queue && node.issued < to && node.out_rate > 0.0 && node.slugs.total() > 0.0) {
            const bool enough = node.slugs.total() >= node.out_rate * (to - node.issued) * (1.0 - 1e-9);
            if (enough) {
                issue(node, to);
            }
        }
    }
}

std::vector<std::vector<std::uint32_t>> OriginTracer::groups_of(const std::vector<std::uint32_t>& nodes, double from,
                                                                double to) {
    constexpr std::uint32_t nowhere = 0xFFFFFFFFU;
    std::fill(place_.begin(), place_.end(), nowhere);
    for (std::uint32_t at = 0; at < nodes.size(); ++at) {
        place_[nodes[at]] = at;
    }
    std::vector<std::uint32_t> begin{0};
    std::vector<std::uint32_t> sources;
    for (const std::uint32_t index : nodes) {
        for (const ActiveInflow& in : nodes_[index].active) {
            if (depends(index, in, from, to)) {
                const std::uint32_t source =
                    in.what.from == Inflow::From::line ? lines_[in.what.source].sender : in.what.source;
                if (place_[source] != nowhere) {
                    sources.push_back(place_[source]);
                }
            }
        }
        begin.push_back(static_cast<std::uint32_t>(sources.size()));
    }
    components_.find(begin, sources);
    std::vector<std::vector<std::uint32_t>> groups;
    for (std::size_t at = 0; at < components_.count(); ++at) {
        std::vector<std::uint32_t> group;
        for (const std::uint32_t place : components_.members(at)) {
            group.push_back(nodes[place]);
        }
        groups.push_back(std::move(group));
    }
    return groups;
}

void OriginTracer::process(const std::vector<std::uint32_t>& nodes, double from, double to) {
    issue_what_is_known(nodes, to);
    for (const std::vector<std::uint32_t>& group : groups_of(nodes, from, to)) {
        const auto& active = nodes_[group.front()].active;
        const bool circle = group.size() > 1 || std::any_of(active.begin(), active.end(), [&](const ActiveInflow& in) {
                                const std::uint32_t source =
                                    in.what.from == Inflow::From::line ? lines_[in.what.source].sender : in.what.source;
                                return depends(group.front(), in, from, to) && source == group.front();
                            });
        if (circle) {
            process_group(group, from, to);
        } else {
            process_one(group.front(), from, to);
        }
    }
}

/// How long nothing that leaves a line or a queue of a circle depends on what the circle does meanwhile.
double OriginTracer::window_of(const std::vector<std::uint32_t>& group, double from, double to) const {
    double window = to - from;
    for (const std::uint32_t index : group) {
        const TracedNode& node = nodes_[index];
        for (const ActiveInflow& in : node.active) {
            const bool line = in.what.from == Inflow::From::line;
            if (line && std::find(group.begin(), group.end(), lines_[in.what.source].sender) != group.end()) {
                window = std::min(window, std::max(shortest_delay, lines_[in.what.source].transit));
            }
        }
        if (node.is_queue && node.out_rate > 0.0 && node.issued < to && !passes(node, from)) {
            window = std::min(window, std::max(finest_, node.slugs.total() / node.out_rate));
        }
    }
    return window;
}

void OriginTracer::process_group(const std::vector<std::uint32_t>& group, double from, double to) {
    double now = from;
    while (now < to) {
        const double window = window_of(group, now, to);
        const bool whole = window >= (to - now) * (1.0 - 1e-9);
        const double next = whole ? to : now + window;
        if (find_what_mixes(group, next) || (whole && now == from)) {
            solve_group(group, now, next);
        } else {
            process(group, now, next);
        }
        now = next;
        for (const std::uint32_t index : group) {
            nodes_[index].slugs.coarsen(most_slugs);
        }
    }
}

/// Marks queues of a circle that hold too little to be followed round it: they mix.
/// returns  whether there are any
bool OriginTracer::find_what_mixes(const std::vector<std::uint32_t>& group, double to) {
    bool any = false;
    for (const std::uint32_t index : group) {
        TracedNode& node = nodes_[index];
        const bool issues = node.is_queue && node.out_rate > 0.0 && node.issued < to && !passes(node, node.issued);
        node.mixes = issues && node.slugs.total() < node.out_rate * finest_;
        if (node.mixes && node.slugs.total() > 0.0) {
            node.now = node.slugs.content(width_);
            for (double& one : node.now) {
                one /= node.slugs.total();
            }
        }
        any = any || node.mixes;
    }
    return any;
}

void OriginTracer::solve_group(const std::vector<std::uint32_t>& group, double from, double to) {
    issue_what_is_known(group, to);
    OriginGroup(*this, group).solve(from, to);
    for (const std::uint32_t index : group) {
        TracedNode& node = nodes_[index];
        if (node.is_queue) {
            process_queue(node, from, to);
        }
        if (node.mixes) {
            node.slugs.clear();
            node.slugs.push(std::max(0.0, stock_at(node, to)), Course::constant(node.now));
            node.mixes = false;
        }
        send_on(node, from, to);
    }
}

// --- one node -------------------------------------------------------------------------------------------------------

Signal OriginTracer::signal_of(const ActiveInflow& in, double from, double to) const {
    if (in.what.from == Inflow::From::state) {
        Signal signal;
        const model::StateId state{in.what.source};
        Mixture made(width_, 0.0);
        if (traces_ages()) {
            made[states() + state.index] = to - from;
        }
        signal.push_back({from, to, Course::line(pure(state, from), std::move(made))});
        return signal;
    }
    if (in.what.from == Inflow::From::node) {
        return part_of(nodes_[in.what.source].out, from, to, nodes_[in.what.source].now);
    }
    const TracedLine& line = lines_[in.what.source];
    Signal signal = part_of(line.entered, from - line.transit, to - line.transit, nodes_[line.sender].now);
    for (Stretch& one : signal) {
        one.from += line.transit;
        one.to += line.transit;
    }
    signal.front().from = from;
    signal.back().to = to;
    return signal;
}

void OriginTracer::send_on(const TracedNode& node, double from, double to) {
    for (const std::uint32_t route : node.lines) {
        TracedLine& line = lines_[route];
        if (rates_[line.entering.index] > 0.0) {
            for (const Stretch& one : part_of(node.out, from, to, node.now)) {
                append(line.entered, one.from, one.to, one.course);
            }
        }
    }
}

void OriginTracer::issue(TracedNode& node, double to) {
    for (const Stretch& one : node.slugs.take(node.out_rate, node.issued, to, node.now)) {
        append(node.out, one.from, one.to, one.course);
    }
    node.now = node.out.back().course.at(1.0);
    node.issued = to;
}

void OriginTracer::process_queue(TracedNode& node, double from, double to) {
    if (!node.active.empty()) {
        std::vector<Weighed> parts;
        for (const ActiveInflow& in : node.active) {
            parts.push_back({in.weight, signal_of(in, from, to)});
        }
        const Signal in = mean_of(parts, from, to, width_);
        node.slugs.push(node.in_rate, in);
        for (const Stretch& one : in) {
            append(node.in, one.from, one.to, one.course);
        }
    }
    if (node.out_rate <= 0.0) {
        return;
    }
    if (!node.out.empty() && node.out.back().to >= to && node.issued < to) {  // a circle has told what passes on
        (void)node.slugs.take(node.out_rate * (to - node.issued), width_);
        node.issued = to;
    } else if (node.issued < to) {
        issue(node, to);
    }
}

bool OriginTracer::fade_in(TracedNode& node, const Stretch& in, double weight) {
    const double days = in.to - in.from;
    const double come = weight * days;
    const double first = stock_at(node, in.from);
    const double left = stock_at(node, in.to);
    const double last = left > no_stock * std::max(first, come) ? left : 0.0;
    const Mixture& level = in.course.level();
    const Mixture& slope = in.course.slope();
    if (first <= no_stock * come) {  // from nothing
        Mixture rise = slope;
        for (double& one : rise) {
            one *= come / (come + last);
        }
        append(node.out, in.from, in.to, Course::line(level, std::move(rise)));
        node.now = node.out.back().course.at(1.0);
        return true;
    }
    const Fade fade{std::max(-1.0, (last - first) / first), come / first};
    const double both = fade.r + fade.q;
    if (!slope.empty() && std::abs(both) < near_resonance * std::max(1.0, fade.r)) {
        return false;
    }
    Mixture along(slope.size());
    Mixture begin = level;
    for (std::size_t k = 0; k < slope.size(); ++k) {
        along[k] = fade.r * slope[k] / both;
        begin[k] = level[k] - slope[k] / both;
    }
    Mixture faded(width_);
    for (std::size_t k = 0; k < width_; ++k) {
        faded[k] = node.now[k] - begin[k];
    }
    append(node.out, in.from, in.to, Course::fading(std::move(begin), std::move(along), std::move(faded), fade));
    node.now = node.out.back().course.at(1.0);
    return true;
}

void OriginTracer::process_mixed(std::uint32_t index, double from, double to) {
    TracedNode& node = nodes_[index];
    std::vector<Weighed> parts;
    double weight = 0.0;
    for (const ActiveInflow& in : node.active) {
        if (in.what.from != Inflow::From::node || in.what.source != index) {
            parts.push_back({in.weight, signal_of(in, from, to)});
            weight += in.weight;
        }
    }
    if (parts.empty()) {
        append(node.out, from, to, Course::constant(node.now));
        return;
    }
    const Signal in = mean_of(parts, from, to, width_);
    for (const Stretch& one : in) {
        if (passes(node, one.from)) {
            append(node.out, one.from, one.to, one.course);
            node.now = one.course.at(1.0);
        } else if (!one.course.is_line() || !fade_in(node, one, weight)) {
            OriginGroup(*this, {index}).solve(one.from, one.to);
        }
    }
}

void OriginTracer::process_one(std::uint32_t index, double from, double to) {
    TracedNode& node = nodes_[index];
    if (node.is_queue) {
        process_queue(node, from, to);
    } else {
        process_mixed(index, from, to);
    }
    send_on(node, from, to);
}

// --- what moves at once ---------------------------------------------------------------------------------------------

void OriginTracer::add_at_once(TracedNode& node, double amount, const Mixture& mixture) {
    if (amount <= 0.0) {
        return;
    }
    if (node.is_queue) {
        node.slugs.push(amount, Course::constant(mixture));
    } else {
        for (std::size_t k = 0; k < width_; ++k) {
            node.now[k] = (node.stock * node.now[k] + amount * mixture[k]) / (node.stock + amount);
        }
    }
    node.stock += amount;
}

Mixture OriginTracer::take_at_once(TracedNode& node, double amount) {
    node.stock = std::max(0.0, node.stock - amount);
    if (!node.is_queue) {
        return node.now;
    }
    Mixture taken = node.slugs.take(amount, width_);
    double sum = 0.0;
    for (std::size_t k = 0; k < states(); ++k) {
        sum += taken[k];
    }
    if (sum <= 0.0) {
        return node.now;
    }
    for (double& one : taken) {
        one /= sum;
    }
    return taken;
}

void OriginTracer::clear_way(model::RouteId route) {
    Mixture there = under_way(route);
    double sum = 0.0;
    for (std::size_t k = 0; k < states(); ++k) {
        sum += there[k];
    }
    carried_ = nodes_[lines_[route.index].sender].now;
    if (sum > 0.0) {
        for (double& one : there) {
            one /= sum;
        }
        carried_ = std::move(there);
    }
    lots_[route.index].clear();
    lines_[route.index].entered.clear();
    lines_[route.index].steps.clear();
}

void OriginTracer::expire(model::NodeId node, double amount) { (void)take_at_once(nodes_[node.index], amount); }

void OriginTracer::move(const Move& move) {
    const model::RouteRow& row = model_.routes[move.route];
    const double amount = move.amount.value;
    std::deque<TracedLot>& lots = lots_[move.route.index];
    switch (move.kind) {
        case MoveKind::loaded:
            carried_ = take_at_once(nodes_[row.sails.fleet.hold.valid() ? row.sails.fleet.hold.index : row.from.index],
                                    amount);
            lots.insert(lots.end() - static_cast<std::ptrdiff_t>(move.overtaken), {amount, carried_});
            break;
        case MoveKind::arrived:
            carried_ = lots.front().mixture;
            lots.pop_front();
            break;
        case MoveKind::landed:
            add_at_once(nodes_[row.to.index], amount, carried_);
            break;
        case MoveKind::queued:
            add_at_once(nodes_[row.port.index], amount, carried_);
            break;
        case MoveKind::rejected:
            add_at_once(nodes_[row.rejects.to.index], amount, carried_);
            break;
        case MoveKind::cleared:
            clear_way(move.route);
            break;
        case MoveKind::returned:
            add_at_once(nodes_[row.from.index], amount, carried_);
            break;
        case MoveKind::unloaded:
            carried_ = take_at_once(nodes_[row.port.index], amount);
            add_at_once(nodes_[row.to.index], amount, carried_);
            break;
        case MoveKind::spilled:
            break;
    }
}

// --- what there is --------------------------------------------------------------------------------------------------

Mixture OriginTracer::content(model::NodeId id) const {
    const TracedNode& node = nodes_[id.index];
    if (node.is_queue) {
        return node.slugs.content(width_);
    }
    Mixture content = node.now;
    for (double& one : content) {
        one *= node.stock;
    }
    return content;
}

Mixture OriginTracer::content_at(model::NodeId id, double time) const {
    const TracedNode& node = nodes_[id.index];
    if (node.is_queue) {
        Mixture content = node.held;
        add_integral(node.in, time, node.in_rate, content);
        add_integral(node.out, time, -node.out_rate, content);
        for (double& one : content) {
            one = std::max(0.0, one);
        }
        return content;
    }
    const auto stretch =
        std::find_if(node.out.begin(), node.out.end(), [&](const Stretch& one) { return one.to > time; });
    Mixture content = node.now;
    if (stretch != node.out.end()) {
        content = stretch->course.at((time - stretch->from) / (stretch->to - stretch->from));
    }
    // The stock has gone on to the next instant by now: back from there.
    const double stock = std::max(0.0, node.stock - node.net * (until_ - time));
    for (double& one : content) {
        one *= stock;
    }
    return content;
}

Mixture OriginTracer::under_way(model::RouteId route) const {
    Mixture sum(width_, 0.0);
    for (const TracedLot& lot : lots_[route.index]) {
        for (std::size_t k = 0; k < width_; ++k) {
            sum[k] += lot.amount * lot.mixture[k];
        }
    }
    if (const model::NodeId hold = model_.routes[route].sails.fleet.hold; hold.valid()) {
        const Mixture loaded = content(hold);
        for (std::size_t k = 0; k < width_; ++k) {
            sum[k] += loaded[k];
        }
    }
    const TracedLine& line = lines_[route.index];
    const double past = until_ - line.transit;
    for (const TracedLine::Step& step : line.steps) {
        const double from = std::max(step.from, past);
        if (step.to > from) {
            const Signal part = part_of(line.entered, from, step.to, nodes_[line.sender].now);
            add_integral(part, step.to, step.rate, sum);
        }
    }
    return sum;
}

}  // namespace caisson::engine
