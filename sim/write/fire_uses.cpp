#include "write/fire_uses.hpp"

namespace caisson::write {
namespace {

double value_or_one(model::Param param, std::span<const double> values) {
    return param.valid() ? values[param.index] : 1.0;
}

}  // namespace

std::vector<FireUse> fire_uses(const model::Model& model, std::span<const double> values) {
    std::vector<FireUse> uses;
    for (const auto fire : model.fires.ids()) {
        const auto flows = model.fires[fire].flows;
        for (auto flow = flows.begin; flow != flows.end; ++flow) {
            const auto& row = model.flows[model::FlowId{flow}];
            for (auto leg = row.legs.begin; leg != row.legs.end; ++leg) {
                const double take = value_or_one(model.legs[leg].take, values);
                uses.push_back(
                    {fire, model::FlowId{flow}, model.legs[leg].node, take, take * value_or_one(row.share, values)});
            }
        }
    }
    return uses;
}

}  // namespace caisson::write
