#include "caisson/model/model.hpp"

#include <algorithm>
#include <string_view>

namespace caisson::model {

namespace {

std::string path_of_owner(const Model& model, const FlowRow& flow) {
    switch (flow.kind) {
        case FlowKind::loss:
            return "attrition." + model.losses[LossId{flow.owner}].id;
        case FlowKind::fire:
        case FlowKind::wear:
            return "fires." + model.fires[FireId{flow.owner}].id;
        case FlowKind::plant:
        case FlowKind::finish:
        case FlowKind::delivery:
            return "plants." + model.plants[PlantId{flow.owner}].id;
        default:
            return "routes." + model.routes[RouteId{flow.owner}].id;
    }
}

}  // namespace

std::string path_of(const Model& model, NodeId node) {
    const NodeRow& row = model.nodes[node];
    if (row.kind == NodeKind::port) {
        return "routes." + model.routes[row.route].id + ".port";
    }
    if (row.kind == NodeKind::hold) {
        return "routes." + model.routes[row.route].id + ".hold";
    }
    if (row.kind == NodeKind::dock) {
        return "plants." + model.plants[row.plant].id + ".dock";
    }
    return "depots." + model.depots[row.depot].id + "." + model.commodities[row.commodity].id;
}

std::string path_of(const Model& model, FlowId flow) {
    const FlowRow& row = model.flows[flow];
    std::string path = path_of_owner(model, row);
    if (row.kind == FlowKind::wear) {
        return path + ".guns";
    }
    const bool one_of_several = row.kind == FlowKind::fire && model.fires[FireId{row.owner}].flows.size() > 1;
    return one_of_several ? path + "." + model.commodities[commodity_of(model, flow)].id : path;
}

std::string path_of(const Model& model, const EnforcementRow& enforcement) {
    const std::string sanction = "sanctions." + model.sanctions[enforcement.sanction].id;
    if (enforcement.by == Actor{}) {
        return sanction + ".enforcement";
    }
    return sanction + ".enforced." +
           (enforcement.by.state.valid() ? model.states[enforcement.by.state].id
                                         : model.groups[enforcement.by.group].id);
}

bool is_felt_on_goods(const Model& model, std::uint32_t enforcement, DealId deal) {
    const Range legs = model.deal_parts[model.deals[deal].goods()].legs;
    const auto first = model.route_enforcements.begin();
    for (std::uint32_t leg = legs.begin; leg < legs.end; ++leg) {
        const Range felt = model.routes[model.deal_legs[leg]].enforcements;
        if (std::find(first + felt.begin, first + felt.end, enforcement) != first + felt.end) {
            return true;
        }
    }
    return false;
}

bool is_member(const Model& model, GroupId group, StateId state) {
    const Range members = model.groups[group].members;
    return std::find(model.members.begin() + members.begin, model.members.begin() + members.end, state) !=
           model.members.begin() + members.end;
}

CommodityId commodity_of(const Model& model, NodeId node) { return model.nodes[node].commodity; }

CommodityId commodity_of(const Model& model, FlowId flow) {
    const FlowRow& row = model.flows[flow];
    if (row.receiver.valid()) {
        return model.nodes[row.receiver].commodity;
    }
    if (row.kind == FlowKind::plant) {
        return model.nodes[model.plants[PlantId{row.owner}].fills].commodity;
    }
    if (row.kind == FlowKind::departure) {
        return model.routes[RouteId{row.owner}].carries;
    }
    // What nobody receives is used: it is what leaves.
    return row.legs.size() == 1 ? model.nodes[model.legs[row.legs.begin].node].commodity : CommodityId{};
}

std::string name_of(const Model& model, DealPartId part) {
    return is_goods(model, part) ? "goods" : model.commodities[model.deal_parts[part].commodity].id;
}

std::string path_of(const Model& model, DealPartId part) {
    const std::string deal = "deals." + model.deals[model.deal_parts[part].deal].id;
    return deal + (is_goods(model, part) ? "." : ".payments.") + name_of(model, part);
}

DealPartId part_of(const Model& model, DealId deal, CommodityId commodity) {
    const Range parts = model.deals[deal].parts;
    for (std::uint32_t at = parts.begin; at < parts.end; ++at) {
        if (model.deal_parts[DealPartId{at}].commodity == commodity) {
            return DealPartId{at};
        }
    }
    return {};
}

std::string price_unit(const Model& model, DealPartId payment) {
    const DealPartRow& row = model.deal_parts[payment];
    const CommodityId goods = model.deal_parts[model.deals[row.deal].goods()].commodity;
    return model.commodities[row.commodity].unit + "/" + model.commodities[goods].unit;
}

bool is_total(Variable variable) {
    switch (variable) {
        case Variable::stock:
        case Variable::days_of_supply:
        case Variable::in_transit:
        case Variable::in_work:
        case Variable::arrears:
        case Variable::outstanding:
        case Variable::price:
        case Variable::implied_price:
        case Variable::pledged:
        case Variable::pressure:
        case Variable::age:
            return false;
        default:
            return true;
    }
}

bool is_of_payments(Variable variable) {
    return variable == Variable::arrears || variable == Variable::price || variable == Variable::implied_price ||
           variable == Variable::owed || variable == Variable::paid;
}

bool is_of_deals(Variable variable) {
    return is_of_payments(variable) || variable == Variable::outstanding || variable == Variable::pledged ||
           variable == Variable::ordered || variable == Variable::delivered || variable == Variable::cancelled;
}

bool is_of_routes(Variable variable) {
    return variable == Variable::sent || variable == Variable::received || variable == Variable::lost ||
           variable == Variable::spilled || variable == Variable::rejected || variable == Variable::in_transit;
}

std::string unit_of(const Model& model, const Parameter& parameter) {
    const auto unit = [&](CommodityId commodity) {
        return commodity.valid() ? std::string_view{model.commodities[commodity].unit} : std::string_view{};
    };
    switch (row_of(parameter.role).dimension) {
        case Dimension::amount:
            return std::string{unit(parameter.unit_of)};
        case Dimension::rate:
            return std::string{unit(parameter.unit_of)} + "/d";
        case Dimension::per_unit:
            return std::string{unit(parameter.unit_of)} + "/" + std::string{unit(parameter.per)};
        case Dimension::rate_per_unit:
            return std::string{unit(parameter.unit_of)} + "/" + std::string{unit(parameter.per)} + "/d";
        case Dimension::duration:
            return "d";
        case Dimension::date:
            return "date";
        case Dimension::fraction:
        case Dimension::count:
        case Dimension::flag:
            break;
    }
    return {};
}

}  // namespace caisson::model
