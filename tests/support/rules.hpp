/// Conditions of rules in few words, for tiny networks.
#pragma once
#include <string_view>
#include <vector>

#include "support/network.hpp"

namespace caisson::tiny {

/// A condition in the making; its numbers are named when it is given to a network.
struct When {
    model::Condition condition;
    std::string_view depot{};
    std::string_view plant{};
    std::string_view fire{};
    std::string_view route{};
    std::string_view rule{};
    std::string_view deal{};
    std::string_view commodity{};
    std::string_view state{};
    std::vector<When> parts{};

    /// Ceases to hold at this level, instead of by hysteresis.
    [[nodiscard]] When back(double level) &&;
    [[nodiscard]] When hysteresis(double fraction) &&;
};

[[nodiscard]] When stock_below(std::string_view depot, double level);
[[nodiscard]] When stock_above(std::string_view depot, double level);
[[nodiscard]] When days_below(std::string_view depot, double days);
[[nodiscard]] When fired_above(std::string_view fire, double amount);
[[nodiscard]] When wanted_above(std::string_view fire, double amount);
[[nodiscard]] When made_above(std::string_view plant, double amount);
[[nodiscard]] When received_above(std::string_view route, double amount);
[[nodiscard]] When in_transit_above(std::string_view route, double amount);
[[nodiscard]] When in_work_above(std::string_view plant, double amount);
[[nodiscard]] When expired_above(std::string_view depot, double amount);
[[nodiscard]] When scrapped_above(std::string_view plant, double amount);
/// Of a payment of a deal; of a deal's goods.
[[nodiscard]] When arrears_above(std::string_view deal, std::string_view commodity, double amount);
[[nodiscard]] When arrears_below(std::string_view deal, std::string_view commodity, double amount);
[[nodiscard]] When delivered_above(std::string_view deal, std::string_view commodity, double amount);
[[nodiscard]] When pressure_above(std::string_view state, double share);
[[nodiscard]] When from_day(double day);
[[nodiscard]] When until_day(double day);
[[nodiscard]] When has_fired(std::string_view rule);
[[nodiscard]] When all_of(std::vector<When> parts);
[[nodiscard]] When any_of(std::vector<When> parts);
[[nodiscard]] When none_of(When part);

/// A rule of a network. What it does is done in the order in which it is said.
class Rule : public Part {
public:
    /// id  of a rule that is there already, whose condition may refer to rules that come later
    Rule(Network& network, std::string_view id);

    Rule& when(const When& when);
    Rule& held(double days);
    Rule& after(double days);
    Rule& each_time();
    /// What opens and closes, and whose rate is set: a plant, a fire or a route.
    Rule& opens(std::string_view id);
    Rule& closes(std::string_view id);
    /// The goods of a deal, or the payment in a commodity.
    Rule& withholds(std::string_view deal, std::string_view commodity = {});
    Rule& lets_go(std::string_view deal, std::string_view commodity = {});
    Rule& sets(model::Lever lever, std::string_view id, double to);
    Rule& scales(std::string_view id, double to);
    /// What is felt of a sanction everywhere, or what a state or a group enforces of it.
    Rule& enforces(std::string_view sanction, std::string_view by, double to);
    Rule& scales_enforcement(std::string_view sanction, std::string_view by, double to);
    Rule& scales(model::Lever lever, std::string_view id, double to);

private:
    [[nodiscard]] model::Rule& row() const;
    [[nodiscard]] model::Condition condition(const When& when, const std::string& path) const;
    Rule& enforce(model::ActionKind kind, std::string_view sanction, std::string_view by, double to);
    model::Action& act(model::ActionKind kind, model::Lever lever, std::string_view id);
    Rule& act_on_part(model::ActionKind kind, std::string_view deal, std::string_view commodity);
    Rule& act_to(model::ActionKind kind, model::Lever lever, std::string_view id, double to);

    std::size_t index_;
};

/// Lets a plant, a fire or a route wait for a rule that opens it.
void close_at_start(Network& network, std::string_view id);

}  // namespace caisson::tiny
