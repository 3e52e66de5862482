#include "engine/components.hpp"

#include <algorithm>

namespace caisson::engine {
namespace {

constexpr std::uint32_t undecided = UINT32_MAX;

}  // namespace

void Components::reserve(std::size_t nodes) {
    order_.reserve(nodes);
    low_.reserve(nodes);
    component_.reserve(nodes);
    stack_.reserve(nodes);
    frames_.reserve(nodes);
    members_.reserve(nodes);
    starts_.reserve(nodes + 1);
}

void Components::find(std::span<const std::uint32_t> begin, std::span<const std::uint32_t> targets) {
    const std::size_t nodes = begin.size() - 1;
    order_.assign(nodes, 0);
    low_.assign(nodes, 0);
    component_.assign(nodes, undecided);
    members_.clear();
    starts_.assign(1, 0);
    entered_ = 0;
    for (std::uint32_t root = 0; root < nodes; ++root) {
        if (order_[root] != 0) {
            continue;
        }
        enter(root, begin[root]);
        while (!frames_.empty()) {
            Frame& frame = frames_.back();
            const std::uint32_t node = frame.node;
            if (frame.arc == begin[node + 1]) {
                leave(node);
                continue;
            }
            const std::uint32_t target = targets[frame.arc++];
            if (order_[target] == 0) {
                enter(target, begin[target]);
            } else if (component_[target] == undecided) {
                low_[node] = std::min(low_[node], order_[target]);
            }
        }
    }
}

void Components::enter(std::uint32_t node, std::uint32_t first_arc) {
    order_[node] = low_[node] = ++entered_;
    stack_.push_back(node);
    frames_.push_back({node, first_arc});
}

void Components::leave(std::uint32_t node) {
    frames_.pop_back();
    if (!frames_.empty()) {
        const std::uint32_t parent = frames_.back().node;
        low_[parent] = std::min(low_[parent], low_[node]);
    }
    if (low_[node] != order_[node]) {
        return;
    }
    const auto number = static_cast<std::uint32_t>(starts_.size() - 1);
    std::uint32_t member = undecided;
    do {
        member = stack_.back();
        stack_.pop_back();
        component_[member] = number;
        members_.push_back(member);
    } while (member != node);
    std::sort(members_.begin() + starts_.back(), members_.end());
    starts_.push_back(static_cast<std::uint32_t>(members_.size()));
}

}  // namespace caisson::engine
