/// Says in a sentence what an event was and why it came.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "caisson/base/table.hpp"
#include "caisson/write/tables.hpp"

namespace caisson::write {

/// Tells the events of one run, in their order: some sentences need what has been told before.
class Narrator {
public:
    explicit Narrator(const RunRecord& record);  // borrows

    /// A sentence of ids and numbers; no text of the scenario's author stands in it.
    [[nodiscard]] std::string tell(const engine::Event& event);

    /// The path of what the event happened to; empty for the start and the end.
    [[nodiscard]] std::string entity(const engine::Event& event) const;

    /// The commodity concerned; empty if there is none, or several.
    [[nodiscard]] std::string commodity(const engine::Event& event) const;

private:
    /// Why a route does not send.
    struct Standing {
        bool target_reached = false;
        bool port_stopped = false;
    };

    /// What went out of a node and came in, just before a time.
    struct Traffic {
        double out = 0.0;
        double in = 0.0;
    };

    void remember(const engine::Event& event);
    [[nodiscard]] std::string tell_node(const engine::Event& event) const;
    [[nodiscard]] std::string tell_expiry(const engine::Event& event) const;
    [[nodiscard]] std::string tell_emptied(const engine::Event& event, model::NodeId node) const;
    [[nodiscard]] std::string tell_reserve(const engine::Event& event, model::NodeId node) const;
    [[nodiscard]] std::string tell_filled(const engine::Event& event, model::NodeId node) const;
    [[nodiscard]] std::string tell_schedule(const engine::Event& event) const;
    [[nodiscard]] std::string tell_opening(const engine::Event& event) const;
    [[nodiscard]] std::string tell_closed_way(const engine::Event& event) const;
    [[nodiscard]] std::string tell_limit(const engine::Event& event) const;
    [[nodiscard]] std::string tell_ration(const engine::Event& event) const;
    [[nodiscard]] std::string tell_vehicle(const engine::Event& event) const;
    [[nodiscard]] std::string tell_closure(const engine::Event& event) const;
    [[nodiscard]] bool is_shut(model::DepotId depot, Days time) const;
    [[nodiscard]] std::string way_of(const model::RouteRow& row) const;
    [[nodiscard]] std::string tell_lot(const engine::Event& event) const;
    [[nodiscard]] std::string tell_missed(const engine::Event& event) const;
    [[nodiscard]] std::string tell_route(const engine::Event& event) const;
    [[nodiscard]] std::string tell_works(const engine::Event& event) const;
    [[nodiscard]] std::string tell_closed_works(const engine::Event& event) const;
    [[nodiscard]] std::string tell_deal(const engine::Event& event);
    [[nodiscard]] std::string tell_tranche(const engine::Event& event, model::DealId deal);
    [[nodiscard]] bool may_be_raised(model::DealId deal) const;
    [[nodiscard]] std::string tell_price(const engine::Event& event, model::DealPartId payment) const;
    [[nodiscard]] std::string tell_arrears(const engine::Event& event, model::DealId deal) const;
    [[nodiscard]] std::string tell_deal_part(const engine::Event& event) const;
    [[nodiscard]] std::string tell_cap(const engine::Event& event) const;
    [[nodiscard]] std::string tell_enforcement(const engine::Event& event) const;
    [[nodiscard]] std::string cap_name(std::uint32_t cap) const;
    /// Why a ship on a route with measures may load nothing.
    [[nodiscard]] std::string why_not_permitted(const model::RouteRow& row) const;
    /// The commodity that a cap counts, if it is one.
    [[nodiscard]] model::CommodityId counted_by(const model::CapRow& row) const;
    [[nodiscard]] std::string tell_rule(const engine::Event& event);
    [[nodiscard]] std::string tell_condition(std::uint32_t condition) const;
    [[nodiscard]] std::string tell_parts(const model::ConditionRow& row, std::string_view between) const;
    [[nodiscard]] std::string tell_level(const model::ConditionRow& row) const;
    [[nodiscard]] std::string tell_actions(const model::RuleRow& row) const;
    [[nodiscard]] std::string tell_action(const model::ActionRow& action) const;
    [[nodiscard]] std::string tell_enforcement(const model::ActionRow& action) const;
    /// Who changes something: its schedule, or a rule that acts in the same instant, after all that is scheduled.
    [[nodiscard]] std::string cause_of(const engine::Event& event) const;

    [[nodiscard]] Traffic traffic_before(model::NodeId node, Days time) const;
    [[nodiscard]] double value_or(model::Param param, double otherwise) const;
    [[nodiscard]] std::string amount(double value, model::CommodityId commodity) const;
    [[nodiscard]] std::string rate(double value, model::CommodityId commodity) const;
    [[nodiscard]] const std::string& depot_of(model::NodeId node) const;
    [[nodiscard]] std::string name_of_entity(const engine::Event& event) const;
    /// All commodities of a fire have one unit.
    [[nodiscard]] model::CommodityId first_commodity(model::FireId fire) const;
    [[nodiscard]] model::CommodityId commodity_id(const engine::Event& event) const;

    const engine::Trajectory& run_;
    const model::Model& model_;
    std::span<const double> values_;
    Table<model::Route, Standing> routes_;
    Table<model::Deal, std::uint32_t> tranches_;  ///< that have begun
    std::vector<bool> caps_reached_;
    model::RuleId acting_;  ///< the rule that acted last
    Days acted_;            ///< when that was
};

}  // namespace caisson::write
