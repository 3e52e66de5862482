#include "caisson/model/model.hpp"

#include <string_view>

namespace caisson::model {

namespace {

std::string path_of_owner(const Model& model, const FlowRow& flow) {
    switch (flow.kind) {
        case FlowKind::fire:
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
    if (row.kind == NodeKind::dock) {
        return "plants." + model.plants[row.plant].id + ".dock";
    }
    return "depots." + model.depots[row.depot].id + "." + model.commodities[row.commodity].id;
}

std::string path_of(const Model& model, FlowId flow) {
    const FlowRow& row = model.flows[flow];
    std::string path = path_of_owner(model, row);
    const bool one_of_several = row.kind == FlowKind::fire && model.fires[FireId{row.owner}].flows.size() > 1;
    return one_of_several ? path + "." + model.commodities[commodity_of(model, flow)].id : path;
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
    // What nobody receives is used or under way: it is what leaves.
    return row.legs.size() == 1 ? model.nodes[model.legs[row.legs.begin].node].commodity : CommodityId{};
}

bool is_total(Variable variable) {
    return variable != Variable::stock && variable != Variable::days_of_supply && variable != Variable::in_transit &&
           variable != Variable::in_work && variable != Variable::age;
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
