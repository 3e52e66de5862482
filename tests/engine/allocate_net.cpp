#include "allocate_net.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>
#include <utility>

namespace caisson::tests {
namespace {

using Words = std::vector<std::string>;

Words words_of(std::string_view line) {
    Words words;
    while (true) {
        const std::size_t begin = line.find_first_not_of(' ');
        if (begin == std::string_view::npos) {
            return words;
        }
        line.remove_prefix(begin);
        const std::size_t length = std::min(line.find(' '), line.size());
        words.emplace_back(line.substr(0, length));
        line.remove_prefix(length);
    }
}

double number(const std::string& word) {
    double value = 0.0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc{} || end != word.data() + word.size()) {
        throw std::invalid_argument("not a number: " + word);
    }
    return value;
}

bool is_number(const std::string& word) { return word.find_first_not_of("0123456789.e-+") == std::string::npos; }

const std::map<std::string, model::FlowKind, std::less<>>& kinds() {
    static const std::map<std::string, model::FlowKind, std::less<>> rows = {
        {"fire", model::FlowKind::fire},      {"rigid", model::FlowKind::fire},
        {"plant", model::FlowKind::plant},    {"route", model::FlowKind::transfer},
        {"send", model::FlowKind::departure}, {"unload", model::FlowKind::unload}};
    return rows;
}

void read_option(NetFlow& flow, const std::string& key, const std::string& value) {
    if (key == "loss") {
        flow.loss = number(value);
    } else if (key == "out") {
        flow.out_priority = static_cast<std::uint32_t>(number(value));
    } else if (key == "in") {
        flow.in_priority = static_cast<std::uint32_t>(number(value));
    } else if (key == "after") {
        flow.after = value;
    } else {
        throw std::invalid_argument("unknown word: " + key);
    }
}

NetFlow read_flow(const Words& words) {
    NetFlow flow;
    flow.kind = kinds().at(words[0]);
    flow.name = words[1];
    std::size_t at = 2;
    const bool several = words[0] == "plant" || words[0] == "rigid";
    while (several && is_number(words[at]) && at + 1 < words.size() && !is_number(words[at + 1])) {
        flow.legs.push_back({words[at + 1], number(words[at])});
        at += 2;
    }
    if (!several) {
        flow.legs.push_back({words[at++], 1.0});
    }
    if (words[at] == "->") {
        flow.receiver = words[at + 1];
        at += 2;
    }
    flow.ask = number(words[at++]);
    for (; at + 1 < words.size(); at += 2) {
        read_option(flow, words[at], words[at + 1]);
    }
    return flow;
}

/// Numbers priorities densely: 3, 3, 7 become classes 0, 0, 1.
std::vector<std::uint32_t> classes_of(const std::vector<std::uint32_t>& priorities) {
    std::vector<std::uint32_t> sorted = priorities;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    std::vector<std::uint32_t> classes;
    classes.reserve(priorities.size());
    for (const std::uint32_t priority : priorities) {
        classes.push_back(
            static_cast<std::uint32_t>(std::lower_bound(sorted.begin(), sorted.end(), priority) - sorted.begin()));
    }
    return classes;
}

std::uint32_t count_of(const std::vector<std::uint32_t>& classes) {
    return classes.empty() ? 0 : *std::max_element(classes.begin(), classes.end()) + 1;
}

}  // namespace

std::uint8_t limits_from(std::string_view word) {
    using namespace engine;  // the bits, and nothing else here
    constexpr std::array<std::pair<std::string_view, int>, 8> rows = {{
        {"free", limit_none},
        {"empty", limit_sender},
        {"empty_below_reserve", limit_sender | limit_routes_blocked},
        {"at_reserve", limit_at_reserve},
        {"below_reserve", limit_routes_blocked},
        {"full", limit_receiver},
        {"over", limit_blocked},
        {"hub", limit_hub | limit_sender | limit_receiver},
    }};
    for (const auto& [name, bits] : rows) {
        if (name == word) {
            return static_cast<std::uint8_t>(bits);
        }
    }
    throw std::invalid_argument("unknown limit");
}

Net::Net(std::string_view text, engine::SolvePath path) {
    while (!text.empty()) {
        const std::size_t length = std::min(text.find('\n'), text.size());
        const Words words = words_of(text.substr(0, length));
        text.remove_prefix(std::min(length + 1, text.size()));
        if (words.empty()) {
            continue;
        }
        if (words.size() == 2) {
            nodes_.push_back({words[0], limits_from(words[1]), false});
        } else {
            flows_.push_back(read_flow(words));
        }
    }
    build(path);
}

Net::Net(std::vector<NetNode> nodes, std::vector<NetFlow> flows, engine::SolvePath path)
    : nodes_(std::move(nodes)), flows_(std::move(flows)) {
    build(path);
}

void Net::build(engine::SolvePath path) {
    model_ = std::make_unique<model::Model>();
    for (NetFlow& flow : flows_) {
        for (NetNode& node : nodes_) {
            node.port = node.port || (flow.kind == model::FlowKind::unload && flow.legs[0].node == node.name);
        }
    }
    for (const NetNode& node : nodes_) {
        model::NodeRow row;
        row.hub = (node.limits & engine::limit_hub) != 0;
        row.kind = node.port ? model::NodeKind::port : model::NodeKind::cell;
        node_ids_[node.name] = model_->nodes.add(row);
    }
    for (const NetFlow& flow : flows_) {
        model::FlowRow row;
        row.kind = flow.kind;
        row.legs.begin = static_cast<std::uint32_t>(model_->legs.size());
        for (const NetFlow::Leg& leg : flow.legs) {
            model_->legs.push_back({node_ids_.at(leg.node), {}});
        }
        row.legs.end = static_cast<std::uint32_t>(model_->legs.size());
        if (!flow.receiver.empty()) {
            row.receiver = node_ids_.at(flow.receiver);
        }
        if (!flow.after.empty()) {
            row.after = flow_ids_.at(flow.after);
        }
        flow_ids_[flow.name] = model_->flows.add(row);
    }
    add_ends();
    allocation_ = std::make_unique<engine::Allocation>(*model_);
    allocator_ = std::make_unique<engine::Allocator>(*model_, path);
    for (const NetNode& node : nodes_) {
        allocation_->limits[node_ids_.at(node.name)] = node.limits;
    }
    for (const NetFlow& flow : flows_) {
        const model::FlowId id = flow_ids_.at(flow.name);
        allocation_->ask[id] = flow.ask;
        allocation_->gain[id] = 1.0 - flow.loss;
        for (std::size_t leg = 0; leg < flow.legs.size(); ++leg) {
            allocation_->take[model_->flows[id].legs.begin + leg] = flow.legs[leg].take;
        }
    }
}

void Net::add_ends() {
    for (const model::NodeId node : model_->nodes.ids()) {
        std::vector<model::OutEnd> out;
        std::vector<model::InEnd> in;
        std::vector<std::uint32_t> out_priorities;
        std::vector<std::uint32_t> in_priorities;
        for (const model::FlowId id : model_->flows.ids()) {
            const NetFlow& flow = flows_[id.index];
            const model::FlowRow& row = model_->flows[id];
            for (std::uint32_t leg = row.legs.begin; leg < row.legs.end; ++leg) {
                if (model_->legs[leg].node == node) {
                    const bool own = flow.kind == model::FlowKind::fire || flow.kind == model::FlowKind::plant;
                    out.push_back({id, leg, 0, own});
                    out_priorities.push_back(flow.out_priority);
                }
            }
            if (row.receiver == node) {
                in.push_back({id, 0});
                in_priorities.push_back(flow.in_priority);
            }
        }
        const std::vector<std::uint32_t> out_classes = classes_of(out_priorities);
        const std::vector<std::uint32_t> in_classes = classes_of(in_priorities);
        for (std::size_t at = 0; at < out.size(); ++at) {
            out[at].priority_class = out_classes[at];
        }
        for (std::size_t at = 0; at < in.size(); ++at) {
            in[at].priority_class = in_classes[at];
        }
        const auto by_class = [](const auto& a, const auto& b) { return a.priority_class < b.priority_class; };
        std::stable_sort(out.begin(), out.end(), by_class);
        std::stable_sort(in.begin(), in.end(), by_class);
        model::NodeRow& row = model_->nodes[node];
        row.out.begin = static_cast<std::uint32_t>(model_->out_ends.size());
        row.in.begin = static_cast<std::uint32_t>(model_->in_ends.size());
        model_->out_ends.insert(model_->out_ends.end(), out.begin(), out.end());
        model_->in_ends.insert(model_->in_ends.end(), in.begin(), in.end());
        row.out.end = static_cast<std::uint32_t>(model_->out_ends.size());
        row.in.end = static_cast<std::uint32_t>(model_->in_ends.size());
        row.out_classes = count_of(out_classes);
        row.in_classes = count_of(in_classes);
    }
}

bool Net::solve() {
    const bool solved = allocator_->solve_all(*allocation_);
    leave_boundaries();
    return solved;
}

void Net::leave_boundaries() {
    for (const model::NodeId node : model_->nodes.ids()) {
        std::uint8_t& limits = allocation_->limits[node];
        const double net = allocation_->net[node];
        if (net > 0.0 && (limits & engine::limit_sender) != 0) {
            limits = static_cast<std::uint8_t>(limits & ~unsigned{engine::limit_sender});
        } else if (net < 0.0 && limits == engine::limit_receiver) {
            limits = engine::limit_none;
        } else if (net != 0.0 && limits == engine::limit_at_reserve) {
            limits = net > 0.0 ? engine::limit_none : engine::limit_routes_blocked;
        }
    }
}

bool Net::solve_changes() {
    const bool solved = allocator_->solve(*allocation_, changed_nodes_, changed_flows_);
    changed_nodes_.clear();
    changed_flows_.clear();
    leave_boundaries();
    return solved;
}

void Net::limit(std::string_view name, std::string_view how) { limit(name, limits_from(how)); }

void Net::limit(std::string_view name, std::uint8_t bits) {
    allocation_->limits[node(name)] = bits;
    changed_nodes_.push_back(node(name));
}

void Net::ask(std::string_view name, double rate) {
    allocation_->ask[flow(name)] = rate;
    changed_flows_.push_back(flow(name));
}

double Net::rate(std::string_view name) const { return allocation_->rate[flow(name)]; }

double Net::net(std::string_view name) const { return allocation_->net[node(name)]; }

engine::Binding Net::binding(std::string_view name) const { return allocation_->binding[flow(name)]; }

model::NodeId Net::node(std::string_view name) const { return node_ids_.find(name)->second; }

model::FlowId Net::flow(std::string_view name) const { return flow_ids_.find(name)->second; }

}  // namespace caisson::tests
