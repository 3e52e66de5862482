#include "allocate_random.hpp"

#include <array>
#include <string>
#include <utility>

namespace caisson::tests {
namespace {

constexpr std::array<std::string_view, 10> states = {
    "empty", "empty", "empty", "full", "full", "free", "at_reserve", "at_reserve", "over", "empty_below_reserve"};
constexpr std::array<double, 9> asks = {0.5, 1.0, 1.0, 2.0, 3.0, 4.0, 5.5, 8.0, 0.0};
constexpr std::array<double, 4> losses = {0.1, 0.25, 0.5, 0.01};

class Maker {
public:
    Maker(Dice& dice, const Mixture& mixture) : dice_(dice), mixture_(mixture) {}

    Net make(engine::SolvePath path) {
        const std::size_t count = 1 + dice_.roll(mixture_.most_nodes);
        for (std::size_t at = 0; at < count; ++at) {
            const auto state = dice_.chance(mixture_.hubs) ? std::string_view("hub") : dice_.pick(states);
            nodes_.push_back({"N" + std::to_string(at), limits_from(state), false});
        }
        for (std::size_t at = 0; at < count; ++at) {
            add_uses(nodes_[at].name);
            if (dice_.chance(0.5)) {
                add_plant(nodes_[at].name);
            }
        }
        const std::size_t routes = dice_.roll(2 * count + 2);
        for (std::size_t at = 0; at < routes; ++at) {
            add_route();
        }
        return {std::move(nodes_), std::move(flows_), path};
    }

private:
    NetFlow flow(model::FlowKind kind) {
        NetFlow made;
        made.kind = kind;
        made.name = "e" + std::to_string(flows_.size());
        made.ask = dice_.pick(asks);
        if (dice_.chance(mixture_.priorities)) {
            made.out_priority = static_cast<std::uint32_t>(dice_.roll(3));
            made.in_priority = static_cast<std::uint32_t>(dice_.roll(3));
        }
        return made;
    }

    const std::string& any_node() { return nodes_[dice_.roll(nodes_.size())].name; }

    void add_uses(const std::string& node) {
        const std::size_t count = dice_.roll(3);
        for (std::size_t at = 0; at < count; ++at) {
            NetFlow made = flow(dice_.chance(0.7) ? model::FlowKind::fire : model::FlowKind::departure);
            made.legs.push_back({node, 1.0});
            const bool ordered = made.kind == model::FlowKind::fire && dice_.chance(mixture_.fires_in_order);
            const std::string first = made.name;
            const std::uint32_t priority = made.out_priority;
            flows_.push_back(std::move(made));
            if (ordered) {
                NetFlow second = flow(model::FlowKind::fire);
                second.legs.push_back({any_node(), 1.0});
                second.out_priority = priority;
                second.after = first;
                second.ask = 0.0;
                flows_.push_back(std::move(second));
            }
        }
    }

    void add_plant(const std::string& node) {
        NetFlow made = flow(model::FlowKind::plant);
        made.receiver = node;
        if (dice_.chance(mixture_.plants_with_needs)) {
            const std::size_t needs = 1 + dice_.roll(static_cast<std::size_t>(mixture_.most_needs));
            for (std::size_t at = 0; at < needs; ++at) {
                const std::string& from = any_node();
                bool fresh = true;
                for (const NetFlow::Leg& leg : made.legs) {
                    fresh = fresh && leg.node != from;
                }
                if (fresh) {
                    made.legs.push_back({from, dice_.pick(std::array{0.5, 1.0, 2.0})});
                }
            }
        }
        flows_.push_back(std::move(made));
    }

    void add_route() {
        NetFlow made = flow(model::FlowKind::transfer);
        made.legs.push_back({any_node(), 1.0});
        made.receiver = any_node();
        if (dice_.chance(mixture_.losses)) {
            made.loss = dice_.pick(losses);
        }
        flows_.push_back(std::move(made));
    }

    Dice& dice_;
    const Mixture& mixture_;
    std::vector<NetNode> nodes_;
    std::vector<NetFlow> flows_;
};

}  // namespace

Net random_net(Dice& dice, const Mixture& mixture, engine::SolvePath path) { return Maker(dice, mixture).make(path); }

void change(Net& net, Dice& dice) {
    const std::size_t times = 1 + dice.roll(3);
    for (std::size_t time = 0; time < times; ++time) {
        const NetNode& node = net.nodes()[dice.roll(net.nodes().size())];
        if ((node.limits & engine::limit_hub) == 0 && dice.chance(0.6)) {
            net.limit(node.name, dice.pick(states));
        }
        if (!net.flows().empty()) {
            const NetFlow& flow = net.flows()[dice.roll(net.flows().size())];
            if (flow.after.empty()) {
                net.ask(flow.name, dice.pick(asks));
            }
        }
    }
}

}  // namespace caisson::tests
