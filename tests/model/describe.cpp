#include "model/describe.hpp"

#include <bit>
#include <cstdint>
#include <stdexcept>
#include <string_view>
#include <type_traits>

namespace caisson::tests {

namespace {

using namespace model;

class Text {
public:
    explicit Text(const Model& model) : model_(model) {}

    void row(std::string_view name) { text_.append("\n").append(name); }

    void add(const std::string& text) { text_.append(" '").append(text).append("'"); }

    void add(double value) {
        add_word(std::to_string(value) + "/" + std::to_string(std::bit_cast<std::uint64_t>(value)));
    }

    template <class Number>
    requires std::is_integral_v<Number> || std::is_enum_v<Number>

    void add(Number value) { add_word(std::to_string(static_cast<std::uint64_t>(value))); }

    void add(Param param) {
        if (!param.valid()) {
            return add_word("-");
        }
        if (param.index >= model_.values.size()) {
            throw std::logic_error("a Param without a value");
        }
        add_word("p" + std::to_string(param.index) + "=" + std::to_string(model_.values[param.index]));
    }

    template <class Kind>
    void add(Id<Kind> id) {
        add_word(id.valid() ? "#" + std::to_string(id.index) : "-");
    }

    void add(Range range) { add_word("[" + std::to_string(range.begin) + "," + std::to_string(range.end) + ")"); }

    void add(const ScheduleRow& row) { add_all(row.first, row.steps); }

    void add(const OpeningRow& row) { add_all(row.open, row.opens, row.closes); }

    void add(const TargetRow& row) { add_all(row.kind, row.level, row.hysteresis); }

    void add(const SailingRow& row) { add_all(row.first, row.every, row.lot, row.least_lot, row.when_short); }

    void add(const Selection& of) {
        add_all(of.commodity, of.state, of.group, of.depot, of.plant, of.fire, of.route, of.deal);
    }

    template <class... Fields>
    void add_all(const Fields&... fields) {
        (add(fields), ...);
    }

    template <class... Fields>
    void row(std::string_view name, const Fields&... fields) {
        row(name);
        add_all(fields...);
    }

    [[nodiscard]] std::string take() && { return std::move(text_); }

private:
    void add_word(const std::string& word) { text_.append(" ").append(word); }

    const Model& model_;
    std::string text_;
};

void describe_numbers(const Model& model, Text& text) {
    text.row("model", model.title, model.start.day.time_since_epoch().count(), model.start.second_of_day, model.end,
             model.seed, model.cells);
    for (const Parameter& row : model.parameters) {
        text.row("parameter", row.path, std::string{model.paths.text(row.path)}, row.role, row.value, row.unit_of,
                 row.per, row.estimate);
    }
    for (const double value : model.values) {
        text.row("value", value);
    }
    for (const Estimate& row : model.estimates) {
        text.row("estimate", row.form, row.low, row.best, row.high, row.source, row.as_of, row.assumption, row.note);
    }
}

void describe_names(const Model& model, Text& text) {
    for (const CommodityRow& row : model.commodities) {
        text.row("commodity", row.id, row.title, row.unit, row.duds, row.duds_a_year);
    }
    for (const StateRow& row : model.states) {
        text.row("state", row.id, row.title);
    }
    for (const DepotRow& row : model.depots) {
        text.row("depot", row.id, row.title, row.state, row.cells);
    }
    for (const OutcomeRow& row : model.outcomes) {
        text.row("outcome", row.id, row.title, row.kind, row.variable, row.of, row.side, row.in_days, row.level,
                 row.from, row.when, row.origin, row.as_share, row.unit);
    }
}

void describe_measures(const Model& model, Text& text) {
    for (const StateRow& row : model.states) {
        text.row("needs", row.needs);
    }
    for (const StateNeedRow& row : model.state_needs) {
        text.row("need", row.commodity, row.weight);
    }
    for (const GroupRow& row : model.groups) {
        text.row("group", row.id, row.title, row.members);
    }
    for (const StateId row : model.members) {
        text.row("member", row);
    }
    for (const SanctionRow& row : model.sanctions) {
        text.row("sanction", row.id, row.title, row.cuts, row.interdicts, row.raises_prices, row.enforcements);
    }
    for (const EnforcementRow& row : model.enforcements) {
        text.row("enforcement", row.sanction, row.by.state, row.by.group, row.level, row.routes);
    }
    for (const CapRow& row : model.caps) {
        text.row("cap", row.path, row.sanction, row.counts, row.most, row.every, row.from, row.routes);
    }
    for (const RouteId row : model.measured_routes) {
        text.row("measured", row);
    }
    for (const std::uint32_t row : model.route_enforcements) {
        text.row("felt", row);
    }
    for (const RouteCapRow& row : model.route_caps) {
        text.row("counted", row.cap, row.term);
    }
    for (const RouteRow& row : model.routes) {
        text.row("measures of", row.id, row.enforcements, row.caps);
    }
}

void describe_movers(const Model& model, Text& text) {
    for (const PlantRow& row : model.plants) {
        text.row("plant", row.id, row.at, row.flow, row.rate, row.opening);
    }
    for (const FireRow& row : model.fires) {
        text.row("fire", row.id, row.at, row.mode, row.flows, row.supply, row.wanted, row.opening, row.ration);
    }
    for (const RouteRow& row : model.routes) {
        text.row("route", row.id, row.form, row.from, row.to, row.carries, row.capacity, row.sails, row.transit,
                 row.loss, row.chance, row.target, row.when_full, row.on_close, row.port_limit, row.unload, row.opening,
                 row.draw_key, row.out_priority, row.in_priority, row.port, row.sending, row.arriving, row.unloading,
                 row.part, row.copies);
    }
}

void describe_deals(const Model& model, Text& text) {
    for (const DealRow& row : model.deals) {
        text.row("deal", row.id, row.title, row.seller, row.buyer, row.parts, row.tranche, row.least, row.tranches,
                 row.opening);
    }
    for (const DealPartRow& row : model.deal_parts) {
        text.row("part", row.deal, row.commodity, row.legs, row.withheld, row.risk, row.price, row.on, row.credit,
                 row.budget, row.leverage);
    }
    for (const RouteId leg : model.deal_legs) {
        text.row("leg of a deal", leg);
    }
    for (const LeverageRow& row : model.leverages) {
        text.row("leverage", row.days, row.factor);
    }
}

void describe_graph(const Model& model, Text& text) {
    for (const NodeRow& row : model.nodes) {
        text.row("node", row.kind, row.hub, row.depot, row.route, row.commodity, row.stock, row.capacity, row.reserve,
                 row.issue, row.origins, row.age, row.out, row.in, row.out_classes, row.in_classes);
    }
    for (const FlowRow& row : model.flows) {
        text.row("flow", row.kind, row.owner, row.part, row.legs, row.receiver, row.share, row.after);
    }
    for (const OutEnd& row : model.out_ends) {
        text.row("out", row.flow, row.leg, row.priority_class, row.own_use);
    }
    for (const InEnd& row : model.in_ends) {
        text.row("in", row.flow, row.priority_class);
    }
    for (const LegRow& row : model.legs) {
        text.row("leg", row.node, row.take);
    }
    for (const StepRow& row : model.steps) {
        text.row("step", row.from, row.until, row.value, row.parts);
    }
    for (const RationRow& row : model.rations) {
        text.row("ration", row.below, row.to, row.hysteresis);
    }
    for (const OfStateRow& row : model.of_states) {
        text.row("of state", row.state, row.share);
    }
    for (const NodeId node : model.supply_nodes) {
        text.row("supply", node);
    }
}

}  // namespace

std::string describe(const Model& model) {
    Text text{model};
    describe_numbers(model, text);
    describe_names(model, text);
    describe_measures(model, text);
    describe_movers(model, text);
    describe_deals(model, text);
    describe_graph(model, text);
    return std::move(text).take();
}

}  // namespace caisson::tests
