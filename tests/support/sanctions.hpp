/// States, groups and sanctions of tiny networks.
#pragma once
#include <string_view>
#include <utility>
#include <vector>

#include "support/network.hpp"

namespace caisson::tiny {

void add_state(Network& network, std::string_view state);

/// Puts a depot into a state, which is added if it is not there.
void put_into(Network& network, std::string_view depot, std::string_view state);

/// What a state needs, with weights.
void give_needs(Network& network, std::string_view state,
                const std::vector<std::pair<std::string_view, double>>& weights);

class Group : public Part {
public:
    Group(Network& network, std::string_view id, const std::vector<std::string_view>& members);

    Group& prefers(std::string_view actor);
    Group& limit(std::string_view to, double most, double every);

private:
    [[nodiscard]] model::Group& row() const;

    std::size_t index_;
};

class Sanction : public Part {
public:
    Sanction(Network& network, std::string_view id);

    Sanction& on_route(std::string_view route);
    Sanction& on_state(std::string_view state);
    Sanction& on_group(std::string_view group);
    Sanction& on_commodity(std::string_view commodity);
    Sanction& cuts(double strength);
    Sanction& interdicts(double strength);
    Sanction& raises_prices(double strength);
    Sanction& cap(double most, double every, double from = 0.0);
    /// Felt everywhere.
    Sanction& enforcement(double level);
    Sanction& enforcement_from(double day, double level);
    /// By a state or a group, at its borders.
    Sanction& enforced(std::string_view by, double level);
    Sanction& enforced_from(double day, std::string_view by, double level);

private:
    [[nodiscard]] model::Sanction& row() const;
    [[nodiscard]] model::Enforcement& enforcement_by(std::string_view by) const;

    std::size_t index_;
};

}  // namespace caisson::tiny
