#include "engine/allocate_component.hpp"

#include <algorithm>
#include <cmath>

namespace caisson::engine {

Component::Component(const Network& net)
    : net_(net), row_of_(2 * net.nodes.size(), none), flow_of_(net.flows.size(), none) {
    const std::size_t end_count = net.model.out_ends.size() + net.model.in_ends.size();
    rows.reserve(row_of_.size());
    flows.reserve(net.flows.size());
    ends.reserve(end_count);
    terms.reserve(3 * end_count);  // of each end at most a feed, a drain and a share
    gathered_.reserve(end_count);
}

void Component::forget() {
    for (const Row& row : rows) {
        row_of_[row.id] = none;
    }
    for (const Flow& flow : flows) {
        flow_of_[flow.id.index] = none;
    }
    rows.clear();
    flows.clear();
    ends.clear();
    terms.clear();
    senders_ = 0;
}

void Component::build(const Present& present, std::span<const LevelId> members) {
    forget();
    for (const LevelId level : members) {
        row_of_[level] = static_cast<std::uint32_t>(rows.size());
        Row& row = rows.emplace_back();
        row.id = level;
        row.classes = net_.classes(level);
        senders_ += net_.is_sender(level) ? 1 : 0;
    }
    for (Row& row : rows) {
        row.partner = row_of_[net_.partner(row.id)];
        add_feeds(present, row);
        add_drains(present, row);
        add_shares(present, row);
    }
}

void Component::store(const Present& present) const {
    for (const Row& row : rows) {
        present.level(row.id) = row.at;
    }
}

std::uint32_t Component::flow_row(const Present& present, model::FlowId id) {
    if (flow_of_[id.index] != none) {
        return flow_of_[id.index];
    }
    const NetworkFlow& facts = net_.flows[id.index];
    const std::uint32_t before = facts.after.valid() ? flow_row(present, facts.after) : none;
    Flow flow;
    flow.id = id;
    flow.ask = present.asked(id);
    flow.ends = {static_cast<std::uint32_t>(ends.size()), static_cast<std::uint32_t>(ends.size())};
    flow.outside = outside_limit(present, facts, none);
    for (std::uint32_t at = facts.legs.begin; at < facts.legs.end; ++at) {
        const NetworkLeg& leg = net_.legs[at];
        if (cuts(present.limits(leg.node), facts.own_use)) {
            add_end(present, flow, net_.sender(leg.node), leg.priority_class);
        }
    }
    if (facts.receiver.valid()) {
        add_end(present, flow, net_.receiver(facts.receiver), facts.in_class);
    }
    const bool varies = before != none && (!fixed(flows[before], none) || flows[before].after != none);
    flow.after = varies ? before : none;
    flow_of_[id.index] = static_cast<std::uint32_t>(flows.size());
    flows.push_back(flow);
    return flow_of_[id.index];
}

void Component::add_end(const Present& present, Flow& flow, LevelId level, std::uint32_t priority_class) {
    if (row_of_[level] != none && present.exists(level)) {
        ends.push_back({row_of_[level], priority_class});
        ++flow.ends.end;
    }
}

double Component::outside_limit(const Present& present, const NetworkFlow& flow, LevelId except) const {
    double least = 1.0;
    for (std::uint32_t at = flow.legs.begin; at < flow.legs.end; ++at) {
        const NetworkLeg& leg = net_.legs[at];
        const LevelId level = net_.sender(leg.node);
        if (level != except && row_of_[level] == none && cuts(present.limits(leg.node), flow.own_use)) {
            least = std::min(least, present.level(level).multiplier(leg.priority_class));
        }
    }
    const bool outside = flow.receiver.valid() && row_of_[net_.receiver(flow.receiver)] == none;
    return outside ? std::min(least, present.receiver_limit(flow, except)) : least;
}

/// Whether no level of the component moves what the flow carries.
bool Component::fixed(const Flow& flow, std::uint32_t except) const {
    return flow.after == none && std::all_of(ends.begin() + flow.ends.begin, ends.begin() + flow.ends.end,
                                             [except](const End& end) { return end.level == except; });
}

void Component::add_feeds(const Present& present, Row& row) {
    row.feeds.begin = static_cast<std::uint32_t>(terms.size());
    const NetworkNode& node = net_.nodes[net_.node_of(row.id).index];
    const auto add = [&](model::FlowId id, double factor) {
        const std::uint32_t at = flow_row(present, id);
        const double cap = outside_limit(present, net_.flows[id.index], net_.partner(row.id));
        if (fixed(flows[at], row.partner)) {
            row.supply += factor * (flows[at].ask * cap);
        } else {
            terms.push_back({at, factor, cap, 0});
        }
    };
    if (net_.is_sender(row.id)) {
        for (std::uint32_t at = node.in.begin; at < node.in.end; ++at) {
            const model::FlowId flow = net_.model.in_ends[at].flow;
            add(flow, present.now.gain[flow]);
        }
    } else {
        for (std::uint32_t at = node.out.begin; at < node.out.end; ++at) {
            const model::OutEnd& end = net_.model.out_ends[at];
            add(end.flow, present.now.take[end.leg]);
        }
    }
    row.feeds.end = static_cast<std::uint32_t>(terms.size());
}

void Component::add_drains(const Present& present, Row& row) {
    row.drains = {static_cast<std::uint32_t>(terms.size()), static_cast<std::uint32_t>(terms.size())};
    const model::NodeId id = net_.node_of(row.id);
    if (!net_.is_sender(row.id) || (present.limits(id) & limit_at_reserve) == 0) {
        return;
    }
    const NetworkNode& node = net_.nodes[id.index];
    for (std::uint32_t at = node.out.begin; at < node.out.end; ++at) {
        const model::OutEnd& end = net_.model.out_ends[at];
        if (!end.own_use) {
            continue;
        }
        const std::uint32_t flow = flow_row(present, end.flow);
        const double factor = present.now.take[end.leg];
        if (fixed(flows[flow], none)) {
            row.own_use += factor * (flows[flow].ask * flows[flow].outside);
        } else {
            terms.push_back({flow, factor, flows[flow].outside, 0});
        }
    }
    row.drains.end = static_cast<std::uint32_t>(terms.size());
}

void Component::add_shares(const Present& present, Row& row) {
    row.shares.begin = static_cast<std::uint32_t>(terms.size());
    const model::NodeId id = net_.node_of(row.id);
    const NetworkNode& node = net_.nodes[id.index];
    const auto add = [&](model::FlowId flow_id, double factor, std::uint32_t priority_class) {
        const std::uint32_t flow = flow_row(present, flow_id);
        if (flows[flow].ask > 0.0 || flows[flow].after != none) {
            terms.push_back({flow, factor, flows[flow].outside, priority_class});
        }
    };
    if (net_.is_sender(row.id)) {
        for (std::uint32_t at = node.out.begin; at < node.out.end; ++at) {
            const model::OutEnd& end = net_.model.out_ends[at];
            if (cuts(present.limits(id), end.own_use)) {
                add(end.flow, present.now.take[end.leg], end.priority_class);
            }
        }
    } else {
        for (std::uint32_t at = node.in.begin; at < node.in.end; ++at) {
            const model::InEnd& end = net_.model.in_ends[at];
            add(end.flow, present.now.gain[end.flow], end.priority_class);
        }
    }
    row.shares.end = static_cast<std::uint32_t>(terms.size());
}

double Component::limit(const Flow& flow, double cap, std::uint32_t except) const {
    for (const End& end : ends_of(flow)) {
        if (end.level != except) {
            cap = std::min(cap, rows[end.level].at.multiplier(end.priority_class));
        }
    }
    return cap;
}

double Component::amount(const Term& term, std::uint32_t except) const {
    const Flow& flow = flows[term.flow];
    return term.factor * (flow.ask * limit(flow, term.cap, except));
}

double Component::available(const Row& row) const {
    double supply = row.supply;
    for (const Term& term : terms_of(row.feeds)) {
        supply += amount(term, row.partner);
    }
    double own_use = row.own_use;
    for (const Term& term : terms_of(row.drains)) {
        own_use += amount(term, none);
    }
    const double left = supply - own_use;
    return std::abs(left) > negligible * (supply + own_use) ? left : 0.0;
}

std::span<Share> Component::gather(std::uint32_t level) {
    gathered_.clear();
    for (const Term& term : terms_of(rows[level].shares)) {
        const Flow& flow = flows[term.flow];
        const double weight = term.factor * flow.ask;
        if (weight > 0.0) {
            gathered_.push_back({weight, limit(flow, term.cap, level), term.priority_class, 0.0});
        }
    }
    return gathered_;
}

Level Component::shared_out(std::uint32_t level, double available) {
    return fill(std::max(0.0, available), gather(level), rows[level].classes);
}

void Component::refresh_asks() {
    for (Flow& flow : flows) {  // a flow stands behind the one that it is after
        if (flow.after != none) {
            const Flow& before = flows[flow.after];
            flow.ask = unmet(before.ask, limit(before, before.outside, none));
        }
    }
}

bool Component::waits() const {
    return std::any_of(flows.begin(), flows.end(), [](const Flow& flow) { return flow.after != none; });
}

double Component::rounding() const {
    double largest = 0.0;
    for (const Row& row : rows) {
        for (const Term& term : terms_of({row.feeds.begin, row.shares.end})) {
            largest = std::max(largest, term.factor * flows[term.flow].ask);
        }
    }
    return 1e-12 * largest;
}

}  // namespace caisson::engine
