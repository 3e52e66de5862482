#include "allocate_rules.hpp"

#include <algorithm>
#include <cmath>

namespace caisson::tests {
namespace {

using engine::Binding;

constexpr double tolerance = 1e-9;

/// A network's ends, with what each flow asks there.
struct Ends {
    struct End {
        std::size_t flow;
        double factor;  ///< what it takes or brings for a unit of flow
        std::uint32_t priority_class;
        bool held;  ///< whether the end's level can hold it back
    };

    std::vector<std::vector<End>> out;
    std::vector<std::vector<End>> in;
    std::vector<double> ask;  ///< 0 where blocked
};

bool own_use(const NetFlow& flow) { return flow.kind == model::FlowKind::fire || flow.kind == model::FlowKind::plant; }

bool held_by_sender(std::uint8_t limits, bool own) {
    return (limits & engine::limit_sender) != 0 || ((limits & engine::limit_at_reserve) != 0 && !own);
}

Ends ends_of(const Net& net) {
    const model::Model& model = net.model();
    const engine::Allocation& now = net.allocation();
    Ends ends;
    for (const model::FlowId id : model.flows.ids()) {
        const model::FlowRow& row = model.flows[id];
        const bool own = own_use(net.flows()[id.index]);
        bool blocked = row.receiver.valid() && (now.limits[row.receiver] & engine::limit_blocked) != 0;
        for (std::uint32_t leg = row.legs.begin; leg < row.legs.end; ++leg) {
            blocked = blocked || (!own && (now.limits[model.legs[leg].node] & engine::limit_routes_blocked) != 0);
        }
        ends.ask.push_back(blocked ? 0.0 : now.ask[id]);
    }
    for (const model::NodeId node : model.nodes.ids()) {
        const model::NodeRow& row = model.nodes[node];
        ends.out.emplace_back();
        for (std::uint32_t at = row.out.begin; at < row.out.end; ++at) {
            const model::OutEnd& end = model.out_ends[at];
            ends.out.back().push_back(
                {end.flow.index, now.take[end.leg], end.priority_class, held_by_sender(now.limits[node], end.own_use)});
        }
        ends.in.emplace_back();
        for (std::uint32_t at = row.in.begin; at < row.in.end; ++at) {
            const model::InEnd& end = model.in_ends[at];
            ends.in.back().push_back({end.flow.index, now.gain[end.flow], end.priority_class,
                                      (now.limits[node] & engine::limit_receiver) != 0});
        }
    }
    return ends;
}

class Rules {
public:
    explicit Rules(const Net& net) : net_(net), now_(net.allocation()), ends_(ends_of(net)) {}

    std::vector<std::string> check() {
        bound_somewhere_.assign(ends_.ask.size(), false);
        for (const model::NodeId node : net_.model().nodes.ids()) {
            check_balance(node);
            check_sharing(node, ends_.out[node.index]);
            check_sharing(node, ends_.in[node.index]);
        }
        for (std::size_t flow = 0; flow < ends_.ask.size(); ++flow) {
            check_flow(flow);
        }
        return faults_;
    }

private:
    [[nodiscard]] double rate(std::size_t flow) const { return now_.rate[model::FlowId{flow}]; }

    [[nodiscard]] double fraction(std::size_t flow) const { return rate(flow) / ends_.ask[flow]; }

    [[nodiscard]] double sum(const std::vector<Ends::End>& ends) const {
        double total = 0.0;
        for (const Ends::End& end : ends) {
            total += end.factor * rate(end.flow);
        }
        return total;
    }

    /// Relative to what goes through a node; and what repetition leaves (section 8), relative to what is asked there.
    [[nodiscard]] double slack_at(model::NodeId node, double through) const {
        double largest = 0.0;
        for (const auto* ends : {&ends_.out[node.index], &ends_.in[node.index]}) {
            for (const Ends::End& end : *ends) {
                largest = std::max(largest, end.factor * ends_.ask[end.flow]);
            }
        }
        return tolerance * through + 1e-11 * largest;
    }

    [[nodiscard]] double own(model::NodeId node) const {
        double total = 0.0;
        for (const Ends::End& end : ends_.out[node.index]) {
            total += own_use(net_.flows()[end.flow]) ? end.factor * rate(end.flow) : 0.0;
        }
        return total;
    }

    void fault(const char* rule, const std::string& name) { faults_.push_back(std::string(rule) + " " + name); }

    void check_flow(std::size_t flow) {
        const std::string& name = net_.flows()[flow].name;
        const Binding binding = now_.binding[model::FlowId{flow}];
        if (rate(flow) < 0.0 || rate(flow) > ends_.ask[flow]) {
            fault("R1", name);
        }
        const bool short_of_ask = rate(flow) < now_.ask[model::FlowId{flow}];
        if (short_of_ask == (binding == Binding::none)) {
            fault("binding", name);
        }
        if (ends_.ask[flow] > 0.0 && fraction(flow) < 1.0 - tolerance && !bound_somewhere_[flow]) {
            fault("R4, R5", name);
        }
    }

    void check_balance(model::NodeId node) {
        const std::string& name = net_.nodes()[node.index].name;
        const std::uint8_t limits = now_.limits[node];
        const double in = sum(ends_.in[node.index]);
        const double out = sum(ends_.out[node.index]);
        const double slack = slack_at(node, in + out);
        if ((limits & engine::limit_sender) != 0 && out > in + slack) {
            fault("R2", name);
        }
        if ((limits & engine::limit_receiver) != 0 && in > out + slack) {
            fault("R3", name);
        }
        if ((limits & engine::limit_at_reserve) != 0 && out - own(node) > std::max(0.0, in - own(node)) + slack) {
            fault("R2 at the reserve", name);
        }
        if (std::abs(now_.net[node] - (in - out)) > slack) {
            fault("net", name);
        }
    }

    [[nodiscard]] bool tight(model::NodeId node) const {
        const double in = sum(ends_.in[node.index]);
        const double out = sum(ends_.out[node.index]);
        const double slack = slack_at(node, in + out);
        const bool exhausted = (now_.limits[node] & engine::limit_at_reserve) != 0 && in <= own(node) + slack;
        return std::abs(in - out) <= slack || exhausted;
    }

    /// A flow below its ask may be bound by an end that is tight, where later classes get nothing and nobody of its own
    /// class gets a larger fraction.
    void check_sharing(model::NodeId node, const std::vector<Ends::End>& ends) {
        if (!tight(node)) {
            return;
        }
        for (const Ends::End& end : ends) {
            if (!end.held || ends_.ask[end.flow] == 0.0 || fraction(end.flow) >= 1.0) {
                continue;
            }
            bool fair = true;
            for (const Ends::End& other : ends) {
                if (!other.held || ends_.ask[other.flow] == 0.0) {
                    continue;
                }
                const bool later = other.priority_class > end.priority_class;
                const bool same = other.priority_class == end.priority_class;
                fair = fair && !(later && fraction(other.flow) > tolerance) &&
                       !(same && fraction(other.flow) > fraction(end.flow) + tolerance);
            }
            bound_somewhere_[end.flow] = bound_somewhere_[end.flow] || fair;
        }
    }

    const Net& net_;
    const engine::Allocation& now_;
    Ends ends_;
    std::vector<std::string> faults_;
    std::vector<bool> bound_somewhere_;
};

/// The definition, map by map.
class Repetition {
public:
    explicit Repetition(const Net& net) : net_(net), ends_(ends_of(net)) {
        lam_.assign(net.nodes().size(), 0.0);
        mu_.assign(net.nodes().size(), 0.0);
    }

    std::optional<std::vector<double>> rates() {
        if (!plain()) {
            return std::nullopt;
        }
        for (int round = 0; round < 400; ++round) {
            const std::vector<double> before = lam_;
            if (!repeat(mu_, lam_, ends_.in, ends_.out, Side::receiver) ||
                !repeat(lam_, mu_, ends_.out, ends_.in, Side::sender)) {
                return std::nullopt;
            }
            double moved = 0.0;
            for (std::size_t node = 0; node < lam_.size(); ++node) {
                moved = std::max(moved, std::abs(lam_[node] - before[node]));
            }
            if (moved <= 1e-13) {
                return result();
            }
        }
        return std::nullopt;
    }

private:
    enum class Side { sender, receiver };

    [[nodiscard]] bool plain() const {
        return std::none_of(net_.flows().begin(), net_.flows().end(),
                            [](const NetFlow& flow) { return flow.legs.size() > 1 || !flow.after.empty(); });
    }

    static double clamp(double level, std::uint32_t priority_class) {
        return std::clamp(level - priority_class, 0.0, 1.0);
    }

    [[nodiscard]] std::uint8_t limits(std::size_t node) const { return net_.allocation().limits[model::NodeId{node}]; }

    [[nodiscard]] double at_sender(std::size_t flow, const std::vector<double>& lam) const {
        const model::FlowRow& row = net_.model().flows[model::FlowId{flow}];
        if (row.legs.empty()) {
            return 1.0;
        }
        const std::size_t node = net_.model().legs[row.legs.begin].node.index;
        for (const Ends::End& end : ends_.out[node]) {
            if (end.flow == flow) {
                return end.held ? clamp(lam[node], end.priority_class) : 1.0;
            }
        }
        return 1.0;
    }

    [[nodiscard]] double at_receiver(std::size_t flow, const std::vector<double>& mu) const {
        const model::NodeId node = net_.model().flows[model::FlowId{flow}].receiver;
        if (!node.valid()) {
            return 1.0;
        }
        for (const Ends::End& end : ends_.in[node.index]) {
            if (end.flow == flow) {
                return end.held ? clamp(mu[node.index], end.priority_class) : 1.0;
            }
        }
        return 1.0;
    }

    [[nodiscard]] double multiplier(std::size_t flow, const std::vector<double>& levels, Side side) const {
        return side == Side::sender ? at_sender(flow, levels) : at_receiver(flow, levels);
    }

    /// The largest level at which the flows held take no more than there is, by halving.
    [[nodiscard]] double fill(double available, const std::vector<Ends::End>& ends, const std::vector<double>& caps,
                              Side side) const {
        const auto takes = [&](double level) {
            double sum = 0.0;
            for (const Ends::End& end : ends) {
                if (end.held) {
                    sum += end.factor * ends_.ask[end.flow] *
                           std::min(clamp(level, end.priority_class), multiplier(end.flow, caps, side));
                }
            }
            return sum;
        };
        double top = 0.0;
        for (const Ends::End& end : ends) {
            top = std::max(top, end.priority_class + 1.0);
        }
        if (takes(top) <= available * (1.0 + 1e-14)) {
            return top;
        }
        double low = 0.0;
        double high = top;
        while (high - low > 1e-15) {
            const double middle = (low + high) / 2;
            if (middle == low || middle == high) {
                break;
            }
            (takes(middle) <= available ? low : high) = middle;
        }
        return low;
    }

    [[nodiscard]] bool limited(std::size_t node, Side side) const {
        return side == Side::sender ? (limits(node) & (engine::limit_sender | engine::limit_at_reserve)) != 0
                                    : (limits(node) & engine::limit_receiver) != 0;
    }

    [[nodiscard]] static std::vector<Ends::End> not_held(std::vector<Ends::End> ends) {
        std::erase_if(ends, [](const Ends::End& end) { return end.held; });
        return ends;
    }

    [[nodiscard]] double sum_of_asks(const std::vector<Ends::End>& ends, const std::vector<double>& levels,
                                     Side side) const {
        double all = 0.0;
        for (const Ends::End& end : ends) {
            all += end.factor * ends_.ask[end.flow] * multiplier(end.flow, levels, side);
        }
        return all;
    }

    /// Repeats t := T(t) from 0: `shared` are the ends whose level is sought, `feeding` those that give them what to
    /// share.
    bool repeat(std::vector<double>& levels, const std::vector<double>& others,
                const std::vector<std::vector<Ends::End>>& shared, const std::vector<std::vector<Ends::End>>& feeding,
                Side side) const {
        const Side other = side == Side::sender ? Side::receiver : Side::sender;
        levels.assign(levels.size(), 0.0);
        for (int step = 0; step < 3000; ++step) {
            const std::vector<double> before = levels;
            for (std::size_t node = 0; node < levels.size(); ++node) {
                if (!limited(node, side)) {
                    continue;
                }
                double available = sum_of_asks(feeding[node], before, side);
                if (side == Side::sender && (limits(node) & engine::limit_at_reserve) != 0) {
                    available -= sum_of_asks(not_held(shared[node]), others, other);
                }
                levels[node] = fill(std::max(0.0, available), shared[node], others, other);
            }
            double moved = 0.0;
            for (std::size_t node = 0; node < levels.size(); ++node) {
                moved = std::max(moved, std::abs(levels[node] - before[node]));
            }
            if (moved <= 1e-14) {
                return true;
            }
        }
        return false;
    }

    [[nodiscard]] std::vector<double> result() const {
        std::vector<double> rates;
        for (std::size_t flow = 0; flow < ends_.ask.size(); ++flow) {
            rates.push_back(ends_.ask[flow] * std::min(at_sender(flow, lam_), at_receiver(flow, mu_)));
        }
        return rates;
    }

    const Net& net_;
    Ends ends_;
    std::vector<double> lam_;
    std::vector<double> mu_;
};

}  // namespace

std::vector<std::string> broken_rules(const Net& net) { return Rules(net).check(); }

std::optional<std::vector<double>> rates_by_repetition(const Net& net) { return Repetition(net).rates(); }

}  // namespace caisson::tests
