/// Random networks for the allocator, the same on every machine.
#pragma once
#include <cstdint>
#include <random>

#include "allocate_net.hpp"

namespace caisson::tests {

/// Draws from a generator whose numbers the standard fixes; its distributions it does not.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}

    /// 0 to sides - 1.
    std::size_t roll(std::size_t sides) { return static_cast<std::size_t>(engine_() % sides); }

    bool chance(double probability) { return static_cast<double>(roll(1'000'000)) < probability * 1e6; }

    template <class List>
    const auto& pick(const List& list) {
        return list[roll(list.size())];
    }

private:
    std::mt19937_64 engine_;
};

/// What may occur in a random network.
struct Mixture {
    std::size_t most_nodes = 7;
    double hubs = 0.15;
    double losses = 0.3;
    double priorities = 0.4;
    double plants_with_needs = 0.0;
    double most_needs = 1;
    double fires_in_order = 0.0;
};

[[nodiscard]] Net random_net(Dice& dice, const Mixture& mixture, engine::SolvePath path);
/// Other limits for some nodes, other asks for some flows.
void change(Net& net, Dice& dice);

}  // namespace caisson::tests
