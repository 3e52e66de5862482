#include "support/plain_solver.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "support/check_rates.hpp"

namespace caisson::tests {
namespace {

using Levels = std::vector<long double>;
constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

// One flow and its ends. Indices are those of limited ends; `nowhere` where the end does not limit.
struct Ends {
    long double asked = 0.0L;  ///< 0 if blocked
    std::size_t sender = nowhere;
    std::size_t sender_class = 0;
    long double take = 1.0L;  ///< of the limited sender
    std::size_t receiver = nowhere;
    std::size_t receiver_class = 0;
};

// What takes goods for good: a reserve is not kept from it.
bool uses_up(model::FlowKind kind) {
    return kind == model::FlowKind::fire || kind == model::FlowKind::plant || kind == model::FlowKind::wear ||
           kind == model::FlowKind::loss;
}

class PlainSolver {
public:
    PlainSolver(const model::Model& model, const Snapshot& posed) : model_(model), posed_(posed) {
        for (const model::NodeId node : model.nodes.ids()) {
            limits_.push_back(limits_of(posed.nodes[node.index], model.nodes[node].hub));
        }
        number_ends();
    }

    PlainRates solve() {
        result_.covered = covered();
        Levels lam(senders_.size(), 0.0L);
        Levels mu = room_levels(lam);
        Levels before = lam;
        Levels before_that = lam;
        constexpr int most_rounds = 5000;
        result_.settled = false;
        for (result_.rounds = 1; result_.rounds <= most_rounds && !result_.settled; ++result_.rounds) {
            before_that = std::exchange(before, lam);
            lam = goods_levels(mu);
            mu = room_levels(lam);
            result_.settled = distance(lam, before) <= 1e-16L;
            if (result_.rounds % 8 == 0 || result_.settled) {
                if (const auto limit = limit_of(before_that, before, lam)) {
                    lam = *limit;
                    mu = room_levels(lam);
                    result_.settled = true;
                }
            }
        }
        take_rates(lam, mu);
        return result_;
    }

private:
    // What a flow's sender end is: everything at an empty depot or a hub, routes alone at a reserve.
    [[nodiscard]] bool limits_sender(model::NodeId node, bool own_use) const {
        const Limits& limit = limits_[node.index];
        return own_use ? limit.own_limited : limit.routes_limited;
    }

    void number_ends() {
        sender_of_.assign(model_.nodes.size(), nowhere);
        receiver_of_.assign(model_.nodes.size(), nowhere);
        for (const model::NodeId node : model_.nodes.ids()) {
            const Limits& limit = limits_[node.index];
            if (limit.own_limited || limit.routes_limited) {
                sender_of_[node.index] = senders_.size();
                senders_.push_back(node);
            }
            if (limit.in_limited) {
                receiver_of_[node.index] = receivers_.size();
                receivers_.push_back(node);
            }
        }
        for (const model::FlowId flow : model_.flows.ids()) {
            flows_.push_back(ends_of(flow));
        }
    }

    [[nodiscard]] Ends ends_of(model::FlowId flow) const {
        const model::FlowRow& row = model_.flows[flow];
        Ends ends;
        ends.asked = posed_.flows[flow.index].asked;
        const bool own_use = uses_up(row.kind);
        for (std::uint32_t leg = row.legs.begin; leg < row.legs.end; ++leg) {
            const model::NodeId node = model_.legs[leg].node;
            if (!own_use && limits_[node.index].routes_blocked) {
                ends.asked = 0.0L;
            } else if (limits_sender(node, own_use)) {
                ends.sender = sender_of_[node.index];
                ends.sender_class = class_at_sender(node, flow);
                ends.take = posed_.takes[leg];
            }
        }
        if (row.receiver.valid() && limits_[row.receiver.index].in_blocked) {
            ends.asked = 0.0L;
        } else if (row.receiver.valid() && limits_[row.receiver.index].in_limited) {
            ends.receiver = receiver_of_[row.receiver.index];
            ends.receiver_class = class_at_receiver(row.receiver, flow);
        }
        return ends;
    }

    [[nodiscard]] std::size_t class_at_sender(model::NodeId node, model::FlowId flow) const {
        const model::Range out = model_.nodes[node].out;
        for (std::uint32_t at = out.begin; at < out.end; ++at) {
            if (model_.out_ends[at].flow == flow) {
                return model_.out_ends[at].priority_class;
            }
        }
        return 0;
    }

    [[nodiscard]] std::size_t class_at_receiver(model::NodeId node, model::FlowId flow) const {
        const model::Range in = model_.nodes[node].in;
        for (std::uint32_t at = in.begin; at < in.end; ++at) {
            if (model_.in_ends[at].flow == flow) {
                return model_.in_ends[at].priority_class;
            }
        }
        return 0;
    }

    // The definition has one sender a flow. With several inputs it reaches as long as at most one is at a boundary.
    [[nodiscard]] bool covered() const {
        for (const model::FlowRow& row : model_.flows) {
            int boundaries = 0;
            for (std::uint32_t leg = row.legs.begin; leg < row.legs.end; ++leg) {
                const Limits& limit = limits_[model_.legs[leg].node.index];
                boundaries += limit.own_limited || limit.routes_limited || limit.in_limited ? 1 : 0;
            }
            if (boundaries > 1) {
                return false;
            }
        }
        return true;
    }

    [[nodiscard]] long double at_receiver(const Ends& ends, const Levels& mu) const {
        return ends.receiver == nowhere ? 1.0L : multiplier(mu[ends.receiver], ends.receiver_class);
    }

    [[nodiscard]] long double at_sender(const Ends& ends, const Levels& lam) const {
        return ends.sender == nowhere ? 1.0L : multiplier(lam[ends.sender], ends.sender_class);
    }

    // L(mu): goods, from the senders' point of view.
    [[nodiscard]] Levels goods_levels(const Levels& mu) const {
        Sharing sharing;
        for (const model::NodeId node : senders_) {
            sharing.ends.push_back({.given = 0.0L, .kept = 0.0L, .classes = model_.nodes[node].out_classes});
        }
        for (const model::FlowId flow : model_.flows.ids()) {
            const Ends& ends = flows_[flow.index];
            const model::NodeId receiver = model_.flows[flow].receiver;
            const std::size_t to = receiver.valid() ? sender_of_[receiver.index] : nowhere;
            const long double arrives = posed_.flows[flow.index].gain * ends.asked;
            if (ends.sender == nowhere) {
                if (to != nowhere) {
                    sharing.ends[to].given += arrives;
                }
                keep_own_use(flow, at_receiver(ends, mu), sharing);
                continue;
            }
            Sharing::Flow shared{.at = ends.sender,
                                 .priority_class = ends.sender_class,
                                 .size = ends.take * ends.asked,
                                 .cap = at_receiver(ends, mu),
                                 .passes = {}};
            if (to != nowhere) {
                shared.passes.push_back({to, arrives});
            }
            sharing.flows.push_back(std::move(shared));
        }
        return sharing.least_levels();
    }

    // Own use at a reserve comes first, and is not limited there.
    void keep_own_use(model::FlowId flow, long double part, Sharing& sharing) const {
        const model::FlowRow& row = model_.flows[flow];
        if (!uses_up(row.kind)) {
            return;
        }
        for (std::uint32_t leg = row.legs.begin; leg < row.legs.end; ++leg) {
            const model::NodeId node = model_.legs[leg].node;
            if (limits_[node.index].routes_limited && !limits_[node.index].own_limited) {
                sharing.ends[sender_of_[node.index]].kept += part * posed_.takes[leg] * flows_[flow.index].asked;
            }
        }
    }

    // N(lam): room, from the receivers' point of view.
    [[nodiscard]] Levels room_levels(const Levels& lam) const {
        Sharing sharing;
        for (const model::NodeId node : receivers_) {
            sharing.ends.push_back({.given = 0.0L, .kept = 0.0L, .classes = model_.nodes[node].in_classes});
        }
        for (const model::FlowId flow : model_.flows.ids()) {
            const Ends& ends = flows_[flow.index];
            const model::FlowRow& row = model_.flows[flow];
            Sharing::Flow shared{.at = ends.receiver,
                                 .priority_class = ends.receiver_class,
                                 .size = posed_.flows[flow.index].gain * ends.asked,
                                 .cap = at_sender(ends, lam),
                                 .passes = {}};
            for (std::uint32_t leg = row.legs.begin; leg < row.legs.end; ++leg) {
                const std::size_t to = receiver_of_[model_.legs[leg].node.index];
                if (to != nowhere) {
                    shared.passes.push_back({to, posed_.takes[leg] * ends.asked});
                }
            }
            if (ends.receiver == nowhere) {
                for (const Sharing::Passed& passed : shared.passes) {
                    sharing.ends[passed.to].given += passed.size;
                }
            } else {
                sharing.flows.push_back(std::move(shared));
            }
        }
        return sharing.least_levels();
    }

    static long double distance(const Levels& a, const Levels& b) {
        long double apart = 0.0L;
        for (std::size_t at = 0; at < a.size(); ++at) {
            apart = std::max(apart, std::fabs(a[at] - b[at]));
        }
        return apart;
    }

    // Where three rounds of a geometric approach are heading: accepted if it is a fixpoint, and so near that it can only
    // be the least one. At a tie the limit itself may tell another story than all rounds before it.
    [[nodiscard]] std::optional<Levels> limit_of(const Levels& a, const Levels& b, const Levels& c) const {
        Levels limit = c;
        for (std::size_t at = 0; at < c.size(); ++at) {
            const long double first = b[at] - a[at];
            const long double second = c[at] - b[at];
            if (first > second && second > 0.0L) {
                limit[at] = c[at] + second * second / (first - second);
            }
        }
        if (distance(limit, c) > 1e-6L || distance(goods_levels(room_levels(limit)), limit) > 1e-14L) {
            return std::nullopt;
        }
        return limit;
    }

    void take_rates(const Levels& lam, const Levels& mu) {
        for (const Ends& ends : flows_) {
            const long double out = at_sender(ends, lam);
            const long double in = at_receiver(ends, mu);
            result_.outs.push_back(static_cast<double>(out));
            result_.ins.push_back(static_cast<double>(in));
            result_.rates.push_back(static_cast<double>(ends.asked * std::min(out, in)));
        }
    }

    const model::Model& model_;
    const Snapshot& posed_;
    std::vector<Limits> limits_;
    std::vector<model::NodeId> senders_;
    std::vector<model::NodeId> receivers_;
    std::vector<std::size_t> sender_of_;    // index of a node among senders_
    std::vector<std::size_t> receiver_of_;  // index of a node among receivers_
    std::vector<Ends> flows_;
    PlainRates result_;
};

}  // namespace

PlainRates solve_plainly(const model::Model& model, const Snapshot& posed) { return PlainSolver(model, posed).solve(); }

}  // namespace caisson::tests
